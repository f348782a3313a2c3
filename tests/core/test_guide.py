"""Guides: which sections a view shows, in which order, and what stands at their feet."""

from collections.abc import Callable
from pathlib import Path

from occuguide.core import Kind, Measure, View, inlines
from occuguide.core.application import Application
from occuguide.core.testing import section_text


def test_the_summary_shows_what_fits_one_page_and_nothing_else(bundled: Application) -> None:
    guide = bundled.guide("11-3051", "Orange", View.SUMMARY)
    assert [section.spec.anchor for section in guide.sections] == [
        "overview",
        "tasks",
        "wages",
        "outlook",
        "education",
        "licences",
        "certifications",
        "related",
    ]


def test_the_summary_of_an_occupation_that_nobody_wrote_for_has_only_what_there_is(
    bundled: Application,
) -> None:
    guide = bundled.guide("49-9044", "Orange", View.SUMMARY)
    assert guide.kind is Kind.PROFILE
    assert [section.spec.anchor for section in guide.sections] == [
        "overview",
        "tasks",
        "wages",
        "outlook",
        "education",
        "related",
    ]


def test_the_detailed_guide_shows_no_figures_of_all_areas(bundled: Application) -> None:
    anchors = [section.spec.anchor for section in bundled.guide("11-3051", "Orange").sections]
    assert "wages" in anchors
    assert "wages-all-areas" not in anchors


def test_the_view_of_all_areas_shows_nothing_else(bundled: Application) -> None:
    guide = bundled.guide("11-3051", "Orange", View.ALL_AREAS)
    assert [section.spec.anchor for section in guide.sections] == ["wages-all-areas", "outlook-all-areas"]
    assert guide.title == "Industrial Production Managers: all areas"


def test_chapters_without_a_section_are_left_out_and_none_comes_twice(bundled: Application) -> None:
    titles = [chapter.chapter.title for chapter in bundled.guide("11-3051", "Orange").chapters]
    assert len(set(titles)) == len(titles)
    assert "What Employers Say" not in titles
    assert titles[0] == "What Would I Do?"
    assert titles[-1] == "For the Career Professional"


def test_every_heading_of_a_guide_has_an_address_of_its_own(bundled: Application) -> None:
    anchors = [section.spec.anchor for section in bundled.guide("11-3051", "Orange").sections]
    assert len(set(anchors)) == len(anchors)


def test_a_section_names_the_releases_behind_its_figures(bundled: Application) -> None:
    guide = bundled.guide("11-3051", "Orange")
    sources = {section.spec.anchor: [source.id for source in section.sources] for section in guide.sections}
    assert "oews" in sources["wages"]
    assert "edd" in sources["outlook"]
    assert sources["benefits"] == []
    assert {"oews", "edd", "onet"} <= {source.id for source in guide.sources}


def test_every_figure_of_a_guide_knows_its_source_and_period(bundled: Application) -> None:
    guide = bundled.guide("11-3051", "Orange")
    figures = [
        piece
        for section in guide.sections
        for block in section.blocks
        for piece in inlines(block)
        if isinstance(piece, Measure)
    ]
    assert len(figures) > 50
    assert all(figure.source is not None and figure.period for figure in figures)


def test_a_top_coded_wage_is_said_to_be_a_bound(bundled: Application) -> None:
    assert "$239,200 or more" in section_text(bundled.guide("29-1212", "Los Angeles"), "wages")


def test_an_authored_section_is_told_from_one_of_facts(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    application = make(occupations=(occupation_file("## Benefits\n\nMany.\n").parent,))
    authored = {section.spec.anchor: section.authored for section in application.guide("47-2111", "Orange").sections}
    assert authored["benefits"] is True
    assert authored["wages"] is False


def test_a_guide_knows_when_it_was_written(bundled: Application) -> None:
    written = bundled.guide("11-3051", "Orange").occupation.written
    assert written is not None
    assert written.isoformat() == "2026-11-22"
    assert bundled.guide("49-9044", "Orange").occupation.written is None
