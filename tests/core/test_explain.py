"""``occuguide explain``: where each figure of a section comes from."""

import contextlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Measure, Paragraph, Section, Unit, hookimpl
from occuguide.core.application import Application

Run = Callable[..., Any]

MEDIAN = "Yearly wages by percentile, May 2025: Los Angeles-Long Beach-Anaheim, Median (50th)"
"""Where the median of electricians in Orange County stands."""


@pytest.fixture
def explain(run: Run, project: Callable[..., Path]) -> Run:
    """Explain a section over the small store: ``explain("47-2111", "wages")``."""
    project()

    def ran(*words: str) -> Any:
        return run("explain", *words)

    return ran


def test_a_figure_is_told_with_its_release_its_period_its_status_its_code_and_its_row(explain: Run) -> None:
    ran = explain("47-2111", "wages", "--area", "Orange")
    assert (ran.status, ran.err) == (0, "")
    heading, first, *_ = ran.out.split("\n\n")
    assert heading == "Electricians in Orange County: Wages"
    assert first.splitlines() == [
        f"$75,000  ({MEDIAN})",
        "  source: Bureau, Wages, May 2025",
        "  period: May 2025; status: published; unit: USD/year",
        "  published under: 47-2111; row: wage: source oews, soc 47-2111, area 0031080, column annual_median",
    ]
    assert ran.out.endswith("Plugins that answered: wages.\n")


def test_json_tells_the_same_of_each_figure(explain: Run) -> None:
    first = explain("47-2111", "wages", "--area", "Orange", "--json").json[0]
    assert first == {
        "where": MEDIAN,
        "text": "$75,000",
        "value": 75000,
        "unit": "USD/year",
        "status": "published",
        "period": "May 2025",
        "rse": None,
        "source": "oews",
        "release": "May 2025",
        "citation": "Bureau, Wages, May 2025",
        "code": "47-2111",
        "row": "wage: source oews, soc 47-2111, area 0031080, column annual_median",
    }


def test_a_figure_that_text_table_and_chart_show_is_told_once(explain: Run) -> None:
    ran = explain("47-2111", "wages", "--area", "Orange", "--json")
    figures = [(one["where"], one["text"]) for one in ran.json]
    assert len(set(figures)) == len(figures)
    for median in ("$75,000", "$76,000"):
        assert [said for _, said in figures].count(median) == 1
    told = explain("47-2111", "wages", "--area", "Orange").out
    assert f"\nFigures: {len(figures)}. " in told
    assert told.count("\n  source: ") == len(figures)


def test_a_figure_that_an_author_cites_and_the_table_shows_is_told_once(explain: Run) -> None:
    ran = explain("11-3051", "outlook", "--area", "Orange", "--json")
    (jobs,) = (one for one in ran.json if one["text"] == "2,690")
    assert jobs["where"] == "Projected employment, 2020-2030: Anaheim (Orange County), Jobs at the start"
    rows = [one["row"] for one in ran.json if one["row"]]
    assert len(set(rows)) == len(rows)


def test_a_figure_that_no_table_shows_is_told_as_of_the_text(run: Run, installed: Callable[..., None]) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph(("Of ten, ", Measure(value=7, unit=Unit.JOBS), " have a pension.")))

    installed("pensions", SimpleNamespace(guide_benefits=guide_benefits))
    said = run("explain", "47-2111", "benefits").out
    assert "\n7  (in the text)\n  source: none: no release that could hold it is loaded\n" in said


def test_a_figure_that_is_missing_is_told_with_the_reason(explain: Run) -> None:
    ran = explain("47-2111", "wages", "--area", "Orange", "--json")
    (high,) = (one for one in ran.json if "Los Angeles-Long Beach-Anaheim, High (75th)" in one["where"])
    assert (high["text"], high["value"], high["status"]) == ("not released", None, "suppressed")
    assert high["release"] == "May 2025"
    assert high["row"] == "wage: source oews, soc 47-2111, area 0031080, column annual_p75"
    assert "status: suppressed" in explain("47-2111", "wages", "--area", "Orange").out


def test_a_figure_that_no_release_is_loaded_for_is_told_so(
    run: Run, write_store: Callable[..., Path], tmp_path: Path
) -> None:
    store = write_store(projection=[{"soc": "47-2111"}])
    (tmp_path / "occuguide.toml").write_text(f'facts = "{store}"\narea = "Orange"\n', encoding="utf-8")
    said = run("explain", "47-2111", "wages").out
    assert "source: none: no release that could hold it is loaded\n  period: none; status: not_loaded" in said
    assert "published under" not in said
    (figure,) = run("explain", "47-2111", "wages", "--json").json
    assert (figure["status"], figure["source"], figure["release"], figure["row"]) == ("not_loaded", None, None, "")


def test_a_bound_is_told_as_one_and_an_error_where_the_release_has_it(run: Run) -> None:
    ran = run("explain", "29-1212", "wages", "--area", "Los Angeles")
    assert ran.status == 0
    assert "$239,200 or more  (Yearly wages by percentile, May 2025: " in ran.out
    assert "status: at_least; unit: USD/year" in ran.out
    figures = run("explain", "29-1212", "wages", "--area", "Los Angeles", "--json").json
    assert {one["value"] for one in figures if one["text"] == "$239,200 or more"} == {239200}
    mean = next(one for one in figures if one["where"].endswith("Mean yearly wage"))
    assert mean["rse"] > 0
    assert f"  relative standard error: {mean['rse']:.1f}%" in ran.out
    assert {one["rse"] for one in figures if "percentile" in one["where"]} == {None}


def test_every_row_that_is_named_holds_the_figure(run: Run, bundled: Application) -> None:
    """A reader who opens the store with any SQLite tool finds each figure where it is said to be."""
    checked: Counter[str] = Counter()
    with contextlib.closing(sqlite3.connect(f"{bundled.facts.path.as_uri()}?mode=ro", uri=True)) as connection:
        for words in (["15-1253", "outlook"], ["15-1253", "wages"], ["11-3051", "tasks"], ["47-2111", "education"]):
            for figure in run("explain", *words, "--json").json:
                table, _, key = figure["row"].partition(": ")
                columns = dict(re.findall(r"(\w+) ([^,]+?)(?:, |$)", key))
                if not figure["row"]:
                    # What a release has no row for at all is nowhere.
                    assert figure["value"] is None
                    continue
                column = columns.pop("column", {"rating": "value", "distribution": "percent"}.get(table))
                where = " AND ".join(f"{column} = ?" for column in columns)
                query = f"SELECT {column} FROM {table} WHERE {where}"
                (row,) = connection.execute(query, tuple(columns.values())).fetchall()
                assert row == (figure["value"],), figure
                assert figure["code"] in columns.values()
                assert figure["source"] == columns["source"]
                checked[table] += 1
    assert set(checked) == {"projection", "wage", "rating", "distribution"}
    assert checked.total() > 50


def test_a_section_goes_by_its_heading_and_by_its_name(explain: Run) -> None:
    said = explain("47-2111", "wages").out
    for name in ("Wages", " WAGES ", "guide_wages"):
        assert explain("47-2111", name).out == said
    everywhere = explain("47-2111", "Wages in All Areas", "--json")
    assert everywhere.status == 0
    assert {one["code"] for one in everywhere.json} == {"47-2111"}


def test_a_section_that_there_is_none_of_is_a_wrong_use_that_names_the_nearest(explain: Run) -> None:
    for name, said in (
        ("wagse", "there is no section 'wagse'. Did you mean wages"),
        ("zzz", "there is no section 'zzz'. There are advancement, benefits"),
    ):
        ran = explain("47-2111", name)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err


def test_a_section_without_an_answer_and_one_without_figures_say_so(explain: Run) -> None:
    ran = explain("47-2111", "employers-say")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("What Employers Say\n\nNothing that is loaded has an answer for this section.\n")
    assert explain("47-2111", "employers-say", "--json").json == []
    assert explain("47-2111", "codes").out.endswith("Figures: 0. Plugins that answered: codes.\n")


def test_the_way_from_a_specialty_to_its_occupation_is_noted_beside_the_figures(run: Run) -> None:
    ran = run("explain", "11-3051.03", "wages", "--json")
    assert ran.status == 0
    assert ran.json
    assert ran.err.startswith("note: 11-3051.03 Biofuels Production Managers is a specialty of 11-3051 ")
