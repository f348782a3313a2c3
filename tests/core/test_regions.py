"""Regions: plugins that answer within a place alone, and packs, which are handed out for one."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Area, AreaKind, Pack, Paragraph, PluginError, Section, Settings, View, hookimpl
from occuguide.core.application import Application
from occuguide.core.catalog import place_named
from occuguide.core.registry import Registry
from occuguide.core.testing import check_plugin, section_text

Make = Callable[..., Application]


def within(area: str, words: str, soc: str = "", hook: str = "guide_benefits", **how: Any) -> SimpleNamespace:
    """A plugin that answers within a place."""

    @hookimpl(specname=hook, **how)
    def say() -> Section:
        return Section(Paragraph(words))

    return SimpleNamespace(AREA=area, SOC=soc, say=say)


def benefits(application: Application, area: str, soc: str = "47-2111") -> str:
    return section_text(application.guide(soc, area), "benefits")


# --- Plugins for a place ------------------------------------------------------------------------------------


def test_a_plugin_with_a_place_answers_there_and_within_and_nowhere_else(make: Make) -> None:
    application = make({"county": within("Orange County", "Oranges."), "state": within("0600000", "Sun.")})
    assert benefits(application, "Orange County") == "Oranges.\nSun."
    assert benefits(application, "Los Angeles County") == "Sun."
    assert benefits(application, "Los Angeles-Long Beach-Anaheim, CA") == "Sun."
    assert benefits(application, "California") == "Sun."
    assert benefits(application, "United States") == ""


def test_a_plugin_may_be_for_an_occupation_in_a_place(make: Make) -> None:
    application = make({"both": within("Orange County", "Oranges.", soc="47-2111")})
    assert benefits(application, "Orange County") == "Oranges."
    assert benefits(application, "Orange County", "51-1011") == ""
    assert benefits(application, "California") == ""


def test_a_plugin_for_a_place_that_there_is_none_of_says_nothing_and_fails_nobody(make: Make) -> None:
    application = make({"far": within("Nevada", "Snow.")})
    assert benefits(application, "Orange County") == ""
    assert application.registry.failures == []


def test_it_replaces_answers_within_its_place_alone(make: Make) -> None:
    application = make(
        {
            "general": SimpleNamespace(say=within("", "Many.").say),
            "own": within("California", "Sun.", replaces=["general"]),
        }
    )
    assert benefits(application, "Orange County") == "Sun."
    assert benefits(application, "United States") == "Many."


def test_places_of_a_region_share_a_section_and_others_have_theirs(make: Make) -> None:
    application = make({"general": SimpleNamespace(say=within("", "Many.").say), "state": within("California", "Sun.")})
    sections = {
        place: next(one for one in application.guide("47-2111", place).sections if one.spec.hook == "guide_benefits")
        for place in ("Orange County", "California", "US", "Los Angeles County")
    }
    assert sections["Orange County"] is sections["California"] is sections["Los Angeles County"]
    assert [one.spec.hook for one in application.guide("47-2111", "US").sections].count("guide_benefits") == 1
    assert sections["US"].plugins == ("general",)


def test_a_hook_that_is_asked_for_no_place_cannot_be_answered_within_one() -> None:
    for hook in ("guide_wages_all_areas", "describe_occupation", "fact_edition"):
        with pytest.raises(PluginError) as error:
            check_plugin(within("California", "Sun.", hook=hook), "mine")
        said = str(error.value)
        assert said.startswith(f"plugin mine, {hook}: it answers within California alone, and this hook")


def test_a_place_that_is_no_name_is_refused() -> None:
    with pytest.raises(PluginError, match=r"plugin mine: AREA is 6, which is no place's name"):
        check_plugin(within(6, "Sun."), "mine")  # type: ignore[arg-type]


# --- What lies in what --------------------------------------------------------------------------------------


def test_a_place_lies_in_itself_its_state_the_nation_and_an_area_of_its_counties(bundled: Application) -> None:
    orange, area = bundled.area("Orange County"), bundled.area("Los Angeles-Long Beach-Anaheim, CA")
    for wide in (orange, area, bundled.area("California"), bundled.area("US")):
        assert orange.lies_in(wide), wide.name
    for other in (bundled.area("Kern County"), bundled.area("Chico, CA")):
        assert not orange.lies_in(other), other.name
    assert not area.lies_in(orange)
    assert not bundled.area("US").lies_in(bundled.area("California"))


def test_counties_of_one_name_in_two_states_are_not_the_same() -> None:
    def county(state: str) -> Area:
        within = (Area(code=f"{state}00000", name=state, kind=AreaKind.STATE),)
        return Area(
            code=f"{state}001", name="Lake County", kind=AreaKind.COUNTY, counties=("Lake County",), within=within
        )

    assert not county("06").lies_in(county("41"))


def test_only_the_whole_name_or_the_code_names_a_region(bundled: Application) -> None:
    areas = bundled.facts.areas
    assert place_named("Nevada", areas) is None, "Nevada County is another place"
    assert place_named("Nevada County", areas) is place_named("06057", areas) is bundled.area("06057")


# --- Packs --------------------------------------------------------------------------------------------------


def pack(path: Path, area: str, words: str, **said: object) -> SimpleNamespace:
    """A plugin that hands out a pack."""

    @hookimpl
    def site_packs() -> tuple[Pack, ...]:
        return (Pack(path=path, area=area, load=lambda headings: within(area, words), **said),)

    return SimpleNamespace(site_packs=site_packs)


def test_hook_site_packs_bring_words_that_stand_in_the_guides_of_their_places(make: Make, tmp_path: Path) -> None:
    application = make({"ours": pack(tmp_path / "ours.md", "Orange County", "Oranges.")})
    assert benefits(application, "Orange County") == "Oranges."
    assert benefits(application, "California") == ""
    listed = {info.name: info for info in application.registry.plugins}
    assert listed[f"{tmp_path.name}/ours.md"].area == "Orange County"
    assert "packs/california.md" in listed, "each has its say within its place"


def test_the_nearest_pack_gives_the_site_its_defaults(make: Make, tmp_path: Path) -> None:
    wide = pack(tmp_path / "wide.md", "California", "Sun.", site={"name": "Wide", "language": "es"})
    near = pack(tmp_path / "near.md", "Orange County", "Oranges.", site={"name": "Near"})
    for plugins in ({"a": near, "b": wide}, {"a": wide, "b": near}):
        site = make(plugins, area="Orange County").site
        assert (site.name, site.language) == ("Near", "es")
    assert make({"a": near, "b": wide}, area="Los Angeles County").site.name == "Wide"
    assert make({"a": near, "b": wide}, area="US").site.name == "Occupational Guides"


def test_what_is_no_pack_is_a_failure_and_the_other_packs_stand(
    make: Make, failures_of: Callable[[Application], list[str]]
) -> None:
    @hookimpl
    def site_packs() -> tuple[str, ...]:
        return ("California",)

    application = make({"nonsense": SimpleNamespace(site_packs=site_packs)}, strict=False)
    assert "CalJOBS" in section_text(application.guide("47-2111", "Orange"), "job_search")
    (said,) = failures_of(application)
    assert said.startswith("plugin nonsense, site_packs: it handed out 'California'.")


def test_a_pack_that_cannot_be_loaded_is_one_failure_and_guides_go_on(
    make: Make, failures_of: Callable[[Application], list[str]], tmp_path: Path
) -> None:
    def load(headings: object) -> object:
        raise ValueError("nothing there")

    @hookimpl
    def site_packs() -> tuple[Pack, ...]:
        return (Pack(path=tmp_path / "ours.md", area="California", load=load),)

    application = make({"ours": SimpleNamespace(site_packs=site_packs)}, strict=False)
    for view in View:
        assert application.guide("11-3051", "Orange", view).title
    assert failures_of(application) == [f"plugin {tmp_path.name}/ours.md: nothing there"]


def test_no_pack_is_read_for_what_needs_none(small_facts: Path, tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, facts=small_facts, pack=tmp_path / "none.md")
    assert Registry(settings, strict=True).keyed("renderer", settings=settings)


# --- Words for pages ----------------------------------------------------------------------------------------


def test_hook_job_search_tips_are_asked_for_a_place(make: Make) -> None:
    @hookimpl
    def job_search_tips(area: Area) -> Section:
        return Section(Paragraph(f"Ask in {area.name}."))

    def tips(application: Application, area: str) -> list[str]:
        answers = application.composer.page("job_search_tips", application.area(area))
        return [str(block.content[0]) for answer in answers for block in answer.blocks if isinstance(block, Paragraph)]

    near = within("Orange County", "Oranges.", hook="job_search_tips")
    application = make({"a": SimpleNamespace(job_search_tips=job_search_tips), "b": near})
    assert tips(application, "Orange County") == ["Ask in Orange County.", "Oranges."]
    assert tips(application, "US") == ["Ask in United States."]


def test_tips_that_fail_are_left_out_and_named(make: Make, failures_of: Callable[[Application], list[str]]) -> None:
    @hookimpl
    def job_search_tips() -> str:
        return "Ask."

    application = make({"mine": SimpleNamespace(job_search_tips=job_search_tips)}, strict=False)
    assert application.composer.page("job_search_tips", application.area("US")) == []
    assert failures_of(application)[0].startswith("plugin mine, job_search_tips: it returned a str")
