"""Codes and names: today's, those of older editions, and those of programs of study."""

from collections.abc import Callable

from occuguide.core import Guide, Table
from occuguide.core.application import Application
from occuguide.core.blocks import plain

Guides = Callable[..., Guide]


def tables(guide: Guide) -> dict[str, list[list[str]]]:
    """The rows of each table, by the first word of its caption."""
    (section,) = (one for one in guide.sections if one.spec.anchor == "codes")
    return {
        block.caption.split(",")[0].split()[0]: [[plain(cell) for cell in row] for row in block.rows]
        for block in section.blocks
        if isinstance(block, Table)
    }


def sources(guide: Guide) -> set[str]:
    (section,) = (one for one in guide.sections if one.spec.anchor == "codes")
    return {source.id for source in section.sources}


def test_the_code_and_the_interests_of_the_occupation_and_its_specialties(guide: Guides) -> None:
    found = tables(guide("11-3051"))
    onet = found["O*NET-SOC"]
    assert found["SOC"] == [["Industrial Production Managers", "11-3051"]]
    assert onet[0] == ["Industrial Production Managers", "11-3051.00", "ECR"]
    codes = [row[1] for row in onet]
    assert codes == sorted(codes)
    assert "11-3051.05" not in codes, "O*NET 29.3 no longer lists it"
    assert len(codes) == 6


def test_a_code_that_joins_occupations_has_theirs_apart_from_it_and_none_of_onets(guide: Guides) -> None:
    """21-1018 joins SOC occupations in the wages and the projections; the SOC itself has no such code."""
    found = guide("21-1018")
    assert tables(found) == {
        "SOC": [
            ["Substance Abuse and Behavioral Disorder Counselors", "21-1011"],
            ["Mental Health Counselors", "21-1014"],
        ],
        "Code": [["Substance Abuse, Behavioral Disorder, and Mental Health Counselors", "21-1018"]],
    }
    assert sources(found) == {"soc"}


def test_codes_of_older_editions_are_those_that_changed(guide: Guides) -> None:
    """In the SOC 2010, developers of applications and of systems were two occupations."""
    found = guide("15-1252")
    assert [row[1:] for row in tables(found)["Codes"]] == [["15-1132", "SOC 2010"], ["15-1133", "SOC 2010"]]
    assert "soc" in sources(found)
    assert "Codes" not in tables(guide("47-2111")), "its code is the same"


def test_programs_of_study_have_their_codes(guide: Guides) -> None:
    found = guide("33-2011")
    assert ["Fire Science/Fire-fighting", "43.0203"] in tables(found)["CIP"]
    assert sources(found) == {"onet", "cip-soc"}


def test_interests_that_are_not_published_are_said_to_be_so(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
        onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "", None)]},
    )
    assert tables(application.guide("47-2111"))["O*NET-SOC"] == [["Electricians", "47-2111.00", "none published"]]


def test_where_nothing_else_is_loaded_there_is_the_soc_code_and_no_source(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
    )
    found = application.guide("47-2111")
    assert tables(found) == {"SOC": [["Electricians", "47-2111"]]}
    assert sources(found) == set()


def test_the_codes_do_not_depend_on_the_area(guide: Guides) -> None:
    (here,) = (one for one in guide("11-3051", "California").sections if one.spec.anchor == "codes")
    (there,) = (one for one in guide("11-3051", "Orange County").sections if one.spec.anchor == "codes")
    assert here is there


def test_reported_titles_and_specialties_are_the_occupations(guide: Guides) -> None:
    occupation = guide("33-2011").occupation
    assert "Wildland Firefighter" in occupation.also_called
    managers = guide("11-3051").occupation
    assert "11-3051.00" not in [one.code for one in managers.specialties]
    assert "11-3051.01" in [one.code for one in managers.specialties]
    assert "onet" in [source.id for source in managers.sources]
