"""What is typical for entry, as the projections' release says it."""

from collections.abc import Callable

from occuguide.core import Guide, View
from occuguide.core.application import Application
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]


def over(made_up: Callable[..., Application], *typical: str) -> Guide:
    """A guide whose release says what is typical: education, experience and training."""
    application = made_up(
        edd={
            "area": [("California", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "projection": [("47-2111", "California", 2023, 2033, 1000, 1100, 100, 10.0, 1, 2, 103, *typical)],
        },
    )
    return application.guide("47-2111")


def test_a_profile_says_what_is_typical_and_names_its_source(guide: Guides) -> None:
    for view in (View.DETAILED, View.SUMMARY):
        found = guide("47-2111", "Orange County", view)
        assert section_text(found, "education") == (
            "Typical education at entry: high school diploma or equivalent; work experience in a related occupation:"
            " none; training on the job: apprenticeship."
        )
        (section,) = (one for one in found.sections if one.spec.hook == "guide_education")
        assert [source.id for source in section.sources] == ["edd"]
        assert not section.authored


def test_it_is_the_same_in_every_place(bundled: Application) -> None:
    occupation = bundled.occupations.get("47-2111")
    sections = [
        next(
            one
            for one in bundled.composer.guide(occupation, bundled.area(name)).sections
            if one.spec.anchor == "education"
        )
        for name in ("Orange County", "California", "United States")
    ]
    assert sections[0] is sections[1] is sections[2]


def test_in_a_guide_it_follows_the_authors_words(guide: Guides) -> None:
    *words, last = section_text(guide("11-3051"), "education").split("\n")
    assert words
    assert last.startswith("Typical education at entry: bachelor's degree; ")


def test_what_the_release_does_not_say_is_left_out(made_up: Callable[..., Application]) -> None:
    assert section_text(over(made_up, "Bachelor's degree", "", ""), "education") == (
        "Typical education at entry: bachelor's degree."
    )


def test_where_no_release_says_anything_there_is_no_section(made_up: Callable[..., Application]) -> None:
    assert section_text(over(made_up, "", "", ""), "education") == ""
