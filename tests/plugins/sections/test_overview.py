"""Overview: the release's own words, the group, and what a code joins."""

from collections.abc import Callable

from occuguide.core import Guide
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


GROUPS = [("47-0000", "Construction Occupations", 0), ("47-2000", "Trades Workers", 0)]


def test_the_releases_description_comes_first_and_its_release_is_named(about: Guides, named_in: Named) -> None:
    found = about(onet={"description": [("47-2111.00", "They bring the current.")]})
    assert section_text(found, "overview") == "They bring the current."
    assert named_in(found, "overview") == ["onet"]


def test_the_description_of_the_onet_code_stands_before_that_of_the_soc_code(about: Guides, named_in: Named) -> None:
    found = about(
        soc={"description": [("47-2111", "They wire.")]},
        onet={"description": [("47-2111.00", "They bring the current.")]},
    )
    assert section_text(found, "overview") == "They bring the current."
    found = about(soc={"description": [("47-2111", "They wire.")]})
    assert section_text(found, "overview") == "They wire."
    assert named_in(found, "overview") == ["soc"]


def test_the_groups_are_the_widest_and_the_narrowest(about: Guides) -> None:
    found = about(more_wages={"occupation": [*GROUPS, ("47-2110", "Wiring Workers", 0)]})
    assert section_text(found, "overview") == (
        "In the Standard Occupational Classification, Electricians belong to Construction Occupations and, within that"
        " group, to Wiring Workers."
    )


def test_one_group_stands_alone(about: Guides) -> None:
    found = about(more_wages={"occupation": GROUPS[:1]})
    assert section_text(found, "overview") == (
        "In the Standard Occupational Classification, Electricians belong to Construction Occupations."
    )


def test_the_release_that_a_group_is_taken_from_is_named(about: Guides, named_in: Named) -> None:
    found = about(soc={"occupation": [*GROUPS[:1], ("47-2111", "Electricians", 1)]})
    assert named_in(found, "overview") == ["soc"]


def test_a_code_that_joins_occupations_is_in_the_groups_that_all_of_them_are_in(about: Guides) -> None:
    joined = {
        "composite": [("47-2198", "47-2111", "made up"), ("47-2198", "47-2121", "made up")],
        "occupation": [
            *GROUPS,
            ("47-2110", "Wiring Workers", 0),
            ("47-2120", "Glass Workers", 0),
            ("47-2190", "Other Workers", 0),
            ("47-2198", "Electricians and Glaziers", 1),
        ],
    }
    said = section_text(about("47-2198", more_wages=joined), "overview").split("\n")
    assert said[-1] == (
        "In the Standard Occupational Classification, Electricians and Glaziers belong to Construction Occupations and,"
        " within that group, to Trades Workers."
    )


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "overview") == ""


def test_a_code_that_joins_occupations_names_each_and_who_knows_it(guide: Guides, named_in: Named) -> None:
    found = guide("21-1018")
    said = section_text(found, "overview").split("\n")
    assert said[0] == (
        "Substance Abuse, Behavioral Disorder, and Mental Health Counselors are several occupations, which some"
        " releases join:"
    )
    assert "Substance Abuse and Behavioral Disorder Counselors" in said[1]
    assert "Mental Health Counselors" in said[1]
    assert "Each has a page of its own" in said[2]
    assert "soc" in named_in(found, "overview")


def test_the_bundled_edition_has_no_description(guide: Guides) -> None:
    assert section_text(guide("33-2011"), "overview") == (
        "In the Standard Occupational Classification, Firefighters belong to Protective Service Occupations and, within"
        " that group, to Firefighting and Prevention Workers."
    )
