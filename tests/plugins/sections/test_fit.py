"""Fit: interests by their letters, ways of working and values by their ratings, in plain words."""

from collections.abc import Callable

from occuguide.core import Guide
from occuguide.core.testing import section_text
from occuguide.plugins.sections.plain import plain_words

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


def test_interests_stand_strongest_first(about: Guides, named_in: Named) -> None:
    found = about(onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "RIC", 3)]})
    said = section_text(found, "fit")
    assert said.startswith(
        "The interests that fit this work, strongest first: Realistic, Investigative and Conventional. People in it"
        " often like:"
    )
    for earlier, later in (("building or fixing", "studying how"), ("studying how", "keeping records")):
        assert said.index(earlier) < said.index(later)
    assert named_in(found, "fit") == ["onet"]


def test_the_interests_of_a_specialty_are_not_the_occupations(about: Guides) -> None:
    found = about(onet={"specialty": [("47-2111.01", "47-2111", "Wind Electricians", "RIC", 3)]})
    assert section_text(found, "fit") == ""


def test_the_highest_rated_styles_and_values_are_told_in_plain_words(about: Guides) -> None:
    styles = ["1.C.1.a", "1.C.1.b", "1.C.1.c", "1.C.2.b", "1.C.3.a", "1.C.3.b", "1.C.3.c"]
    found = about(
        onet={
            "element": [
                *((id_, "A style", "style", 3.0, None) for id_ in styles),
                ("1.B.2.a", "Achievement", "value", 3.0, None),
                ("1.B.2.b", "Working Conditions", "value", 3.0, None),
            ],
            "rating": [
                *(("47-2111.00", id_, 4.0 - place / 10, 0) for place, id_ in enumerate(styles)),
                ("47-2111.00", "1.B.2.b", 5.0, 0),
                ("47-2111.00", "1.B.2.a", 4.0, 0),
            ],
        }
    )
    lead, *rest = section_text(found, "fit").split("\n")
    assert lead == "It helps to:"
    ways, wants, values = rest
    assert ways.startswith("set high goals for yourself and work hard to reach them")
    assert "keep going when things get hard" in ways
    assert wants == "People who do well in this work often want:"
    assert values.index("steady work") < values.index("use what they do best")
    assert "A style" not in ways, "O*NET's names are not plain"
    found_names = [item for item in plain_words("styles").values() if item in ways]
    assert len(found_names) == 5, "of seven, the first five"


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "fit") == ""
    assert section_text(about(onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "", 3)]}), "fit") == ""


def test_firefighters_like_what_is_realistic_in_the_bundled_edition(guide: Guides, named_in: Named) -> None:
    found = guide("33-2011")
    assert "strongest first: Realistic." in section_text(found, "fit")
    assert named_in(found, "fit") == ["onet"]
