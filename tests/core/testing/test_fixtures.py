"""The fixtures of the kit, and the Occuguide that a test makes."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from occuguide.core import Guide, Paragraph, PluginError, Section, View, hookimpl
from occuguide.core.application import Application
from occuguide.core.testing import make_application, section_text, small_facts
from occuguide.plugins.sections import wages

Make = Callable[..., Application]
Guides = Callable[..., Guide]


def saying(words: str) -> SimpleNamespace:
    @hookimpl
    def guide_wages() -> Section:
        return Section(Paragraph(words))

    return SimpleNamespace(guide_wages=guide_wages)


def headings(guide: Guide) -> list[str]:
    return [section.spec.heading for section in guide.sections]


def test_a_guide_over_the_small_store_has_the_plugins_answers_beside_those_of_occuguide(guide: Guides) -> None:
    said = section_text(guide("electricians", "Orange County", plugins={"mine": saying("Enough.")}), "wages")
    assert "Enough." in said
    assert "$75,000" in said


def test_a_plugin_alone_is_all_that_its_guide_says(guide: Guides) -> None:
    found = guide("electricians", "Orange County", plugins={"mine": saying("Enough.")}, alone=True)
    assert section_text(found, "wages") == "Enough."
    assert headings(found) == ["Wages"]
    assert found.occupation.in_short == ""


def test_a_plugin_alone_can_be_rendered(application: Make) -> None:
    made = application({"mine": saying("Enough.")}, alone=True)
    assert sorted(made.renderers) == ["html", "json", "text"]
    assert b"Enough." in made.render(made.renderer("text"), made.guide("electricians"))


def test_the_written_guides_do_not_get_in_the_way(application: Make) -> None:
    """Their occupations are unknown to the small store, which would be a failure."""
    assert list(application().occupations.titles) == ["11-3051", "47-2111", "51-1011"]


def test_another_view_is_asked_for_by_its_name(guide: Guides) -> None:
    assert guide("electricians", view=View.ALL_AREAS).view is View.ALL_AREAS


def test_what_others_installed_is_left_out(application: Make, installed: Callable[..., None]) -> None:
    installed("stranger", saying("From elsewhere."))
    assert "stranger" not in {plugin.name for plugin in application().registry.plugins}


def test_an_installed_plugin_that_a_test_brings_is_there_once(
    guide: Guides, installed: Callable[..., None], tmp_path: Path
) -> None:
    mine = saying("Enough.")
    installed("mine", mine)
    for name in ("mine", "mine-under-another-name"):
        assert section_text(guide("electricians", plugins={name: mine}), "wages").count("Enough.") == 1
        bundled = make_application(tmp_path, {name: mine}, disabled=frozenset({"guides", "in-short"}))
        assert section_text(bundled.guide("electricians"), "wages").count("Enough.") == 1
        bundled.close()


def test_one_of_ours_is_brought_as_well(guide: Guides) -> None:
    said = section_text(guide("electricians", "Orange County", plugins={"wages": wages}, alone=True), "wages")
    assert "$75,000" in said


def test_an_installed_plugin_that_cannot_be_imported_is_none_of_those_that_a_test_brings(
    application: Make, installed: Callable[..., None]
) -> None:
    installed("broken", error=ImportError("no libglass"))
    assert application({"mine": saying("Enough.")}).guide("electricians").failures == ()


def test_failures_raise_unless_they_are_to_be_kept_apart(application: Make) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        raise RuntimeError("no idea")

    plugins = {"mine": SimpleNamespace(guide_benefits=guide_benefits)}
    with pytest.raises(RuntimeError, match="no idea"):
        application(plugins).guide("electricians")
    kept = application(plugins, strict=False)
    assert [failure.plugin for failure in kept.guide("electricians").failures] == ["mine"]


def test_a_name_that_is_taken_by_another_plugin_is_refused(application: Make) -> None:
    with pytest.raises(PluginError, match="the name is taken"):
        application({"wages": saying("Enough.")})


class TestOverOtherFacts:
    """Tests that bring a store of their own."""

    @pytest.fixture
    def fact_store(self, tmp_path: Path) -> Path:
        return small_facts(tmp_path / "other.sqlite", {"47-2121": "Glaziers"})

    def test_a_store_of_the_tests_own_takes_the_small_stores_place(self, guide: Guides) -> None:
        assert guide("glaziers", "Orange County").title == "Glaziers in Orange County"
