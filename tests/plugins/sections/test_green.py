"""Green economy: what O*NET's list says of the occupation and of the codes within it."""

from collections.abc import Callable
from pathlib import Path

from occuguide.core import Guide
from occuguide.core.testing import make_application, section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


def test_the_occupation_and_its_specialties_stand_with_what_the_list_says(about: Guides, named_in: Named) -> None:
    found = about(
        onet={
            "specialty": [
                ("47-2111.00", "47-2111", "Electricians", "R", 3),
                ("47-2111.01", "47-2111", "Wind Electricians", "R", 3),
            ]
        },
        green={
            "designation": [
                ("47-2111.00", "green", "Green Enhanced Skills", "O*NET-SOC 2010"),
                ("47-2111.01", "green", "Green New & Emerging", "O*NET-SOC 2010"),
                ("47-2111.01", "bright", "Rapid Growth", "O*NET-SOC 2019"),
            ]
        },
    )
    said = section_text(found, "green_specialties")
    assert "Electricians (47-2111.00)" in said
    assert "Wind Electricians (47-2111.01)" in said
    assert "this work changes and asks for new skills" in said
    assert "a new kind of work" in said
    assert "Rapid Growth" not in said, "that is another list, which the outlook tells of"
    assert "2014" in said, "the reader is told how old the list is"
    assert "without a title" not in said
    assert named_in(found, "green_specialties") == ["green"]


def test_a_code_of_a_past_occupation_stands_by_the_title_that_it_had(about: Guides) -> None:
    found = about(
        onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "R", 3)]},
        soc={"successor": [("SOC 2010", "47-9991", "47-2111", "Wirers")]},
        green={"designation": [("47-9991.00", "green", "Green New & Emerging", "O*NET-SOC 2010")]},
    )
    said = section_text(found, "green_specialties")
    assert said.startswith("Wirers (47-9991.00, a code of O*NET-SOC 2010)")
    assert "Electricians" not in said


def test_a_specialty_that_onet_no_longer_has_is_nobodys(about: Guides) -> None:
    """It may have moved to another occupation."""
    found = about(
        onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "R", 3)]},
        soc={"successor": [("SOC 2010", "47-2111", "47-2111", "Electricians")]},
        green={"designation": [("47-2111.09", "green", "Green New & Emerging", "O*NET-SOC 2010")]},
    )
    assert section_text(found, "green_specialties") == ""


def test_a_code_of_an_older_edition_belongs_to_its_one_successor_and_to_none_if_it_was_split(about: Guides) -> None:
    releases = {
        "onet": {"specialty": [("47-2111.00", "47-2111", "Electricians", "R", 3)]},
        "soc": {
            "successor": [
                ("SOC 2010", "47-9991", "47-2111", "Wirers"),
                ("SOC 2010", "47-9992", "47-2111", "Wirers and Glaziers"),
                ("SOC 2010", "47-9992", "47-2121", "Wirers and Glaziers"),
            ]
        },
        "green": {
            "designation": [
                ("47-9991.00", "green", "Green New & Emerging", "O*NET-SOC 2010"),
                ("47-9992.00", "green", "Green New & Emerging", "O*NET-SOC 2010"),
            ]
        },
    }
    said = section_text(about(**releases), "green_specialties")
    assert "47-9991.00" in said
    assert "47-9992.00" not in said
    assert section_text(about("47-2121", **releases), "green_specialties") == ""


def test_where_the_list_is_not_loaded_or_leaves_it_out_there_is_no_section(about: Guides, guide: Guides) -> None:
    assert section_text(about(), "green_specialties") == ""
    assert section_text(guide("33-2011"), "green_specialties") == ""


def test_solar_installers_are_a_new_kind_of_work_in_the_bundled_edition(guide: Guides, named_in: Named) -> None:
    found = guide("47-2231")
    assert "Solar Photovoltaic Installers (47-2231.00)" in section_text(found, "green_specialties")
    assert "Green New & Emerging" in section_text(found, "green_specialties")
    assert named_in(found, "green_specialties") == ["green"]


def test_the_section_is_switched_off_by_its_name_and_the_source_is_not(tmp_path: Path) -> None:
    without = make_application(tmp_path, disabled=frozenset({"green-economy", "guides"}))
    assert section_text(without.guide("47-2231", "California"), "green_specialties") == ""
    assert "green" in without.sources
