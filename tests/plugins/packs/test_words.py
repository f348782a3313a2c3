"""The words of a pack: in which guides they stand, and where in these."""

from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide.core import AreaKind, GuideSection, View, inlines
from occuguide.core.application import Application
from occuguide.core.testing import section_text

Packed = Callable[..., Application]

CALIFORNIAS = {"licences": "license search", "training": "Community Colleges", "job_search": "CalJOBS"}
"""What California's pack says, by section."""


def section(application: Application, area: str, name: str = "job_search") -> GuideSection | None:
    """A section of the electricians' guide."""
    sections = application.guide("47-2111", area).sections
    return next((one for one in sections if one.spec.hook == f"guide_{name}"), None)


def said(application: Application, area: str, view: View = View.DETAILED) -> str:
    """All that the electricians' guide says."""
    blocks = [block for one in application.guide("47-2111", area, view).sections for block in one.blocks]
    return "\n".join(str(piece) for block in blocks for piece in inlines(block))


# --- California's -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["California", "Orange County", "Los Angeles-Long Beach-Anaheim, CA"])
@pytest.mark.parametrize("soc", ["11-3051", "29-1141", "53-3032", "51-9198"])
def test_every_occupation_has_the_words_in_every_place_of_the_state(soc: str, place: str, bundled: Application) -> None:
    guide = bundled.guide(soc, place)
    for name, words in CALIFORNIAS.items():
        assert words in section_text(guide, name), name


def test_the_nation_has_none_of_them(bundled: Application) -> None:
    guide = bundled.guide("51-9198", "US")
    assert not [one for one in guide.sections if "packs/california.md" in one.plugins]
    assert section_text(guide, "job_search") == ""


def test_every_place_of_the_state_has_them_and_no_other(bundled: Application) -> None:
    for area in bundled.facts.areas:
        guide = bundled.composer.guide(bundled.occupations.get("51-9198"), area)
        assert ("CalJOBS" in section_text(guide, "job_search")) == (area.kind is not AreaKind.NATION), area.name


def test_they_stand_last(bundled: Application) -> None:
    guide = bundled.guide("11-3051", "Orange")
    wrote = {one.spec.hook: one.plugins for one in guide.sections}
    assert wrote["guide_job_search"] == ("occupations/industrial_production_managers.md", "packs/california.md")
    training = bundled.guide("51-9198", "Orange")
    assert {one.spec.hook: one.plugins for one in training.sections}["guide_employers"][-1] == "packs/california.md"


def test_the_summary_leaves_them_out(bundled: Application) -> None:
    for soc in ("11-3051", "51-9198"):
        summary = bundled.guide(soc, "Orange", View.SUMMARY)
        assert not any("dca.ca.gov" in str(block) for one in summary.sections for block in one.blocks)


def test_the_guide_says_no_site_twice(bundled: Application) -> None:
    for soc in ("11-3051", "51-9198", "47-2152"):
        blocks = [block for one in bundled.guide(soc, "Orange").sections for block in one.blocks]
        urls = [piece.url for block in blocks for piece in inlines(block) if hasattr(piece, "url")]
        named = [url for url in urls if any(site in url for site in ("caljobs", "cccco", "careeronestop", "dir.ca"))]
        assert len(named) == len(set(named)), soc


def test_places_of_the_state_share_one_section_and_the_nation_has_its_own(bundled: Application) -> None:
    composer, occupation = bundled.composer, bundled.occupations.get("51-9198")
    found = {
        name: next(
            one for one in composer.guide(occupation, bundled.area(name)).sections if one.spec.hook == "guide_employers"
        )
        for name in ("Orange", "Alpine", "California", "US")
    }
    assert found["Orange"] is found["Alpine"] is found["California"]
    assert found["US"] is not found["California"]
    assert found["US"].blocks == found["California"].blocks[: len(found["US"].blocks)]


def test_search_is_not_given_them(bundled: Application) -> None:
    composer, occupation = bundled.composer, bundled.occupations.get("51-9198")
    composer.guide(occupation, bundled.area("Orange"))
    words = composer.sections_of_words(occupation, bundled.area("Orange"), View.DETAILED)
    assert not [one for one in words if "packs/california.md" in one.plugins]


# --- Another state's ----------------------------------------------------------------------------------------


def test_the_same_guide_has_another_states_words_there(
    packed: Packed, nevada: Path, occupation_file: Callable[..., Path]
) -> None:
    own = occupation_file("## Finding a Job\n\nAsk at the counter.\n").parent
    application = packed(pack=nevada, occupations=(own,))
    for place in ("Clark County", "Washoe County", "Nevada", "Reno, NV"):
        text = section_text(application.guide("47-2111", place), "job_search")
        assert text.startswith("Ask at the counter.\n")
        assert "Nevada JobConnect" in text
        assert "CalJOBS" not in said(application, place)
        assert "California" not in said(application, place)


@pytest.mark.parametrize("place", ["United States", "California"])
def test_other_places_have_neither_states_words(place: str, packed: Packed, nevada: Path) -> None:
    application = packed(pack=nevada)
    assert section(application, place) is None
    assert "JobConnect" not in said(application, place)
    assert "CalJOBS" not in said(application, place)


def test_figures_that_they_cite_are_those_of_the_place(packed: Packed, nevada: Path) -> None:
    application = packed(pack=nevada)
    assert "Half of the people in this occupation earn more than $75,000 a year in Clark County." in section_text(
        application.guide("47-2111", "Clark County"), "wages"
    )
    assert "$68,000 a year in Washoe County." in section_text(application.guide("47-2111", "Reno, NV"), "wages")
    crew = section_text(application.guide("51-1011", "Clark County"), "wages")
    assert "Half of the people" not in crew
    assert "One passage is left out here" in crew


def test_without_a_pack_of_its_own_a_store_of_another_state_has_no_words(packed: Packed) -> None:
    application = packed()
    assert section(application, "Clark County") is None
    assert "California" not in said(application, "Nevada")
    # The neighbor that the store holds too has its own.
    assert "CalJOBS" in section_text(application.guide("47-2111", "California"), "job_search")


def test_switched_off_there_are_no_words(packed: Packed) -> None:
    application = packed(disabled=frozenset({"guides", "pack"}))
    assert section(application, "California") is None


def test_a_pack_may_be_for_a_county(packed: Packed, nevada: Path) -> None:
    nevada.write_text('+++\narea = "Clark County"\n+++\n\n## Benefits\n\nSunshine.\n', encoding="utf-8")
    application = packed(pack=nevada)
    assert "Sunshine." in said(application, "Clark County")
    # The Las Vegas area is that county, and nothing else.
    assert "Sunshine." in said(application, "Las Vegas-Henderson-North Las Vegas, NV")
    for place in ("Washoe County", "Nevada", "US"):
        assert "Sunshine." not in said(application, place)
    assert application.area().name == "Clark County"
