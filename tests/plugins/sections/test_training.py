"""Training: the fields of study that prepare for the work, and where to look for them."""

from collections.abc import Callable

from occuguide.core import Guide
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


def programs(count: int) -> dict[str, list[tuple[str, ...]]]:
    return {
        "program": [(f"46.{number:04}", f"Wiring {number}") for number in range(count)],
        "program_occupation": [("47-2111", f"46.{number:04}") for number in range(count)],
    }


def projections(training: str) -> dict[str, list[tuple[object, ...]]]:
    return {
        "area": [("California", "California", "state", "06")],
        "requirement": [(1, "High school diploma", "None", training)],
        "projection": [("47-2111", "California", 2023, 2033, 1000, 1100, 100, 10.0, 1, 2, 103, "period", 1)],
    }


def test_fields_of_study_stand_with_where_to_look_for_them(about: Guides, named_in: Named) -> None:
    found = about(cip=programs(2))
    said = section_text(found, "training")
    assert said.startswith("Fields of study that prepare for this work, to search for by name:")
    assert "Wiring 0" in said
    assert "Wiring 1" in said
    assert "College Navigator" in said
    assert "Apprenticeship" not in said
    assert named_in(found, "training") == ["cip"]


def test_a_long_list_is_cut_and_says_how_many_more_there_are(about: Guides) -> None:
    said = section_text(about(cip=programs(15)), "training")
    assert said.count("Wiring ") == 12
    assert "and 3 more" in said


def test_where_apprenticeship_is_the_typical_way_in_it_comes_first(about: Guides, named_in: Named) -> None:
    found = about(edd=projections("Apprenticeship"))
    said = section_text(found, "training")
    assert said.startswith("The typical way in is an apprenticeship: paid work and classes at the same time.")
    assert "Apprenticeship.gov" in said
    assert "Fields of study" not in said
    assert "edd" in named_in(found, "training"), "the release that says so is named"


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "training") == ""
    assert section_text(about(edd=projections("Short-term on-the-job training")), "training") == ""


def test_the_bundled_edition_has_firefighters_programs_and_electricians_apprenticeship(
    guide: Guides, named_in: Named
) -> None:
    assert "Fire Science/Fire-fighting" in section_text(guide("33-2011"), "training")
    assert named_in(guide("33-2011"), "training") == ["cip-soc"]
    assert section_text(guide("47-2111"), "training").startswith("The typical way in is an apprenticeship")
