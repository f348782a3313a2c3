"""Figures to compare by: what is published for the place itself, or in words why there is none."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from occuguide.core import Application, Measure, Status, Unit, View
from occuguide.core.testing import section_text
from occuguide.plugins.web.figures import KINDS, Figure, Row, figures

PUBLISHED = """
UPDATE wage SET annual_p25 = 51000, annual_p25_status = NULL, annual_p75 = 239200, annual_p75_status = 'at_least',
    hourly_median = 36.54, hourly_median_status = NULL, employment = 61530, employment_status = NULL
    WHERE soc = '47-2111' AND area = '0600000';
UPDATE projection SET percent_change = -12.2, openings = 900, per = 'year' WHERE soc = '11-3051' AND area = 'LA';
"""

JOINED = """
INSERT INTO occupation VALUES ('oews', '47-2110', 'Electricians and Others', 1);
INSERT INTO composite VALUES ('oews', '47-2110', '47-2111', 'group');
UPDATE wage SET soc = '47-2110' WHERE soc = '47-2111';
"""

SCHOOLED = """
INSERT INTO requirement VALUES ('edd', 7, 'Bachelor''s degree', '5 years or more', 'None');
UPDATE projection SET requirement = 7 WHERE soc = '11-3051';
"""

Asked = Callable[..., Mapping[str, Row]]


@pytest.fixture
def of(make: Callable[..., Application], small_facts: Path, tmp_path: Path) -> Asked:
    """The figures of an occupation in a place, by the kind's name: ``of("47-2111", "Orange", "UPDATE ...")``."""

    def asked(soc: str, area: str, changes: str = "") -> Mapping[str, Row]:
        path = tmp_path / "facts.sqlite"
        path.write_bytes(small_facts.read_bytes())
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(changes)
        with closing(make(facts=path)) as application:
            rows = figures(application, soc, application.area(area))
        return {kind.name: row for kind, row in zip(KINDS, rows, strict=True)}

    return asked


def said(row: Row) -> list[str]:
    """A row in words, each figure with what its reader must know of it."""
    return [" | ".join(filter(None, (one.said, one.about))) for one in row]


def test_every_kind_has_a_row_of_its_own(of: Asked) -> None:
    rows = of("47-2111", "California", PUBLISHED)
    assert {name: said(row) for name, row in rows.items()} == {
        "annual_median": ["$76,000 | May 2025"],
        "annual_p25": ["$51,000 | May 2025"],
        "annual_p75": ["$239,200 or more | May 2025"],
        "hourly_median": ["$36.54 | May 2025"],
        "employees": ["61,530 | May 2025"],
        "growth": ["no figure for this area"],
        "openings": ["no figure for this area"],
        "education": ["not said"],
    }
    assert len({kind.title for kind in KINDS}) == len(KINDS) == len(rows)


def test_a_figure_that_is_missing_says_why_and_is_known_to_be_missing(of: Asked) -> None:
    rows = of("47-2111", "California")
    assert said(rows["hourly_median"]) == ["not released"]
    assert [one.missing for one in (*rows["annual_median"], *rows["hourly_median"], *rows["education"])] == [
        False,
        True,
        False,
    ]
    assert said(of("51-1011", "California")["annual_median"]) == ["no figure for this area"]


def test_where_no_release_is_loaded_that_is_said_and_nothing_else(of: Asked) -> None:
    missing = str(Measure(value=None, unit=Unit.JOBS, status=Status.NOT_LOADED))
    without_projections = of("11-3051", "California", "DELETE FROM projection")
    for name in ("growth", "openings"):
        assert said(without_projections[name]) == [missing], name
    state = "INSERT INTO area VALUES ('edd', '06', 'California', 'state', '06');"
    without_wages = of("11-3051", "California", f"DELETE FROM wage; {state}")
    for name in ("annual_median", "hourly_median", "employees"):
        assert said(without_wages[name]) == [missing], name


def test_a_figure_of_a_wider_area_is_marked_with_it(of: Asked) -> None:
    for_county = of("11-3051", "Orange County")
    assert said(for_county["annual_median"]) == ["$128,540 | May 2025, the Los Angeles-Long Beach-Anaheim area"]
    for_area = of("11-3051", "0031080")
    assert said(for_area["annual_median"]) == ["$128,540 | May 2025"]


def test_a_figure_of_the_place_itself_bears_no_area_though_the_release_names_it_otherwise(of: Asked) -> None:
    assert said(of("11-3051", "Orange County")["growth"]) == ["8.9% | 2020-2030"]


def test_each_of_several_projections_is_shown_with_its_area_and_none_is_summed(of: Asked) -> None:
    rows = of("11-3051", "0031080", PUBLISHED)
    assert said(rows["growth"]) == ["-12.2% | 2020-2030, Los Angeles County", "8.9% | 2020-2030, Orange County"]
    assert said(rows["openings"]) == [
        "900 a year | 2020-2030, Los Angeles County",
        "2,110 over the whole period | 2020-2030, Orange County",
    ]


def test_no_figure_of_a_wider_place_stands_in_for_one_that_is_missing(of: Asked) -> None:
    changes = "DELETE FROM wage WHERE area = '0031080'"
    assert said(of("11-3051", "Orange County", changes)["annual_median"]) == ["no figure for this area"]
    assert said(of("11-3051", "California", changes)["annual_median"]) == ["$130,000 | May 2025"]


def test_a_figure_that_occupations_share_says_under_which_code(of: Asked) -> None:
    assert said(of("47-2111", "California", JOINED)["annual_median"]) == [
        "$76,000 | May 2025, together with others, under 47-2110"
    ]


def test_typical_education_is_said_in_the_releases_words(of: Asked) -> None:
    assert said(of("11-3051", "Orange County", SCHOOLED)["education"]) == ["Bachelor's degree"]
    assert said(of("47-2111", "Orange County", SCHOOLED)["education"]) == ["not said"]


def test_a_bound_is_a_figure_and_says_that_it_is_one() -> None:
    figure = Figure(measure=Measure(value=239_200, unit=Unit.DOLLARS_A_YEAR, status=Status.AT_LEAST))
    assert (figure.said, figure.missing) == ("$239,200 or more", False)


@pytest.mark.parametrize("area", ["California", "Alameda County", "Orange County", "Alpine County", "United States"])
def test_the_figures_of_the_bundled_edition_are_those_of_its_guides(bundled: Application, area: str) -> None:
    place = bundled.area(area)
    compared = 0
    for soc in list(bundled.occupations.titles)[::60]:
        rows = dict(zip((kind.name for kind in KINDS), figures(bundled, soc, place), strict=True))
        guide = bundled.composer.guide(bundled.occupations.get(soc), place, View.DETAILED)
        for name, section in (
            ("annual_median", "wages"),
            ("annual_p25", "wages"),
            ("hourly_median", "wages"),
            ("employees", "wages"),
            ("growth", "outlook"),
        ):
            text = section_text(guide, section)
            for one in rows[name]:
                if not one.missing:
                    assert one.said in text, (soc, name)
                    compared += 1
    assert compared > 20
