"""Education: what is typical for entry, how much preparation it takes, and what education the workers have."""

from collections.abc import Callable

from occuguide.core import Guide, Table, View
from occuguide.core.application import Application
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]


def over(made_up: Callable[..., Application], *typical: str, **more: object) -> Guide:
    """A guide whose release says what is typical: education, experience and training."""
    application = made_up(
        edd={
            "area": [("California", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "requirement": [(1, *typical)],
            "projection": [("47-2111", "California", 2023, 2033, 1000, 1100, 100, 10.0, 1, 2, 103, "period", 1)],
        },
        **more,
    )
    return application.guide("47-2111")


def test_a_profile_says_what_is_typical_and_names_its_source(guide: Guides) -> None:
    for view in (View.DETAILED, View.SUMMARY):
        found = guide("47-2111", "Orange County", view)
        assert section_text(found, "education").startswith(
            "Typical education at entry: high school diploma or equivalent; work experience in a related occupation:"
            " none; training on the job: apprenticeship."
        )
        (section,) = (one for one in found.sections if one.spec.hook == "guide_education")
        assert "bls-projections" in [source.id for source in section.sources]
        assert not section.authored


def test_the_job_zone_is_said_in_plain_words(guide: Guides) -> None:
    for soc, words in (
        ("33-2011", "Job zone 3: You need a fair amount of preparation."),
        ("25-2021", "Job zone 4: You need a lot of preparation."),
    ):
        found = guide(soc)
        assert words in section_text(found, "education")
        (section,) = (one for one in found.sections if one.spec.hook == "guide_education")
        assert "onet" in [source.id for source in section.sources]


def tables(guide: Guide) -> list[Table]:
    (section,) = (one for one in guide.sections if one.spec.hook == "guide_education")
    return [block for block in section.blocks if isinstance(block, Table)]


def test_the_education_of_the_workers_is_the_censuss_with_its_years(guide: Guides) -> None:
    (table,) = tables(guide("33-2011"))
    assert table.caption == "Highest education of workers aged 25 or older, 2019 and 2021"
    assert ["Some college, no degree", "36.6%"] in [[plain(cell) for cell in row] for row in table.rows]


def test_the_education_of_a_wider_group_is_said_to_be_so(guide: Guides) -> None:
    (table,) = tables(guide("25-2021"))
    assert table.caption.startswith("Highest education of workers aged 25 or older in the wider group that the census")


def test_what_workers_say_their_job_requires_stands_beside_it(made_up: Callable[..., Application]) -> None:
    found = over(
        made_up,
        "Bachelor's degree",
        "",
        "",
        onet={
            "element": [("2.D.1", "Required Level of Education", "education", None, None)],
            "category": [("2.D.1", 1, "No diploma"), ("2.D.1", 2, "A diploma"), ("2.D.1", 3, "A degree")],
            "distribution": [("47-2111.00", "2.D.1", 2, 70.0, 0), ("47-2111.00", "2.D.1", 3, 30.0, 1)],
        },
    )
    (table,) = tables(found)
    assert table.caption == "Required Level of Education, 2030"
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["A diploma", "70.0%"],
        ["A degree", "not released"],
    ]
    (section,) = (one for one in found.sections if one.spec.hook == "guide_education")
    assert {source.id for source in section.sources} == {"edd", "onet"}


def test_what_is_said_of_several_occupations_together_is_said_to_be_so(made_up: Callable[..., Application]) -> None:
    edd = {
        "area": [("California", "California", "state", "06")],
        "occupation": [("47-2118", "Electricians and Glaziers", 1)],
        "composite": [("47-2118", "47-2111", "made up"), ("47-2118", "47-2121", "made up")],
        "requirement": [(1, "Bachelor's degree", "", "Apprenticeship"), (2, "Master's degree", "", "")],
        "projection": [("47-2118", "California", 2023, 2033, 1000, 1100, 100, 10.0, 1, 2, 103, "period", 1)],
    }
    oews = {
        "area": [("0600000", "California", "state", "06")],
        "occupation": [("47-2111", "Electricians", 1), ("47-2121", "Glaziers", 1)],
    }
    found = made_up(oews=oews, edd=edd).guide("47-2111")
    assert section_text(found, "education") == (
        "Typical education at entry: bachelor's degree; training on the job: apprenticeship. This is said of"
        " Electricians and Glaziers together."
    )
    assert section_text(found, "training") == "", "nor is it the occupation's way in"
    own = ("47-2111", "California", 2020, 2030, 900, 950, 50, 5.0, 1, 2, 53, "period", 2)
    found = made_up(oews=oews, edd={**edd, "projection": [*edd["projection"], own]}).guide("47-2111")
    assert section_text(found, "education") == "Typical education at entry: master's degree.", "its own, though older"


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


def test_in_a_guide_it_follows_the_authors_words(written: Guides) -> None:
    found = written("11-3051")
    (section,) = (one for one in found.sections if one.spec.hook == "guide_education")
    assert section.authored
    authored, _, generic = section_text(found, "education").partition(
        "\nTypical education at entry: bachelor's degree; "
    )
    assert authored
    assert generic


def test_what_the_release_does_not_say_is_left_out(made_up: Callable[..., Application]) -> None:
    assert section_text(over(made_up, "Bachelor's degree", "", ""), "education") == (
        "Typical education at entry: bachelor's degree."
    )


def test_where_no_release_says_anything_there_is_no_section(made_up: Callable[..., Application]) -> None:
    assert section_text(over(made_up, "", "", ""), "education") == ""
