"""``data diff``: what changed between two stores, as text and as JSON."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.store import SCHEMA_VERSION

Run = Callable[..., Any]
Write = Callable[..., Path]

METRO = {"soc": "11-3051", "area": "0031080"}


@pytest.fixture(autouse=True)
def in_a_project(own_project: Path) -> None:
    """Every command runs in a project without a store: the two that are compared are named."""


def compared(run: Run, *options: str) -> str:
    """What is said of the two stores, without the releases at the top."""
    ran = run("data", "diff", "old.sqlite", "new.sqlite", *options)
    assert (ran.status, ran.err) == (0, "")
    return str(ran.out)


def test_a_figure_that_changed_is_said_in_words_under_its_occupation_and_area(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", wage=[{**METRO, "annual_median": 128540, "hourly_median": 61.8}])
    write_store("new.sqlite", release="May 2025", wage=[{**METRO, "annual_median": 131000, "hourly_median": 61.8}])
    *lines, summary = compared(run).splitlines()
    assert lines == [
        "oews: May 2024 -> May 2025",
        "",
        "11-3051 Industrial Production Managers",
        "  Los Angeles-Long Beach-Anaheim, CA (0031080), wages (oews)",
        "    annual median: $128,540 -> $131,000",
        "",
    ]
    assert summary == (
        "Occupations that differ: 1; wages: 1 changed (1 figure), 0 appeared, 0 disappeared;"
        " projections: 0 changed (0 figures), 0 appeared, 0 disappeared."
    )


def test_what_is_known_of_a_figure_is_compared_too(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", wage=[{**METRO, "annual_p90": 239200, "annual_p75": 200000, "employment_rse": 2.1}])
    write_store(
        "new.sqlite",
        wage=[{**METRO, "annual_p90": 239200, "annual_p90_status": "at_least", "hourly_p10_status": "not_published"}],
    )
    said = compared(run)
    assert "    annual 90th percentile: $239,200 -> $239,200 or more\n" in said
    assert "    annual 75th percentile: $200,000 -> not released\n" in said
    assert "    hourly 10th percentile: not released -> yearly only\n" in said
    assert "    relative standard error of employment: 2.1% -> not published\n" in said
    assert "1 changed (4 figures)" in said


def test_rows_that_appeared_and_disappeared_are_said_with_all_their_figures(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", wage=[{**METRO, "employment": 3170}])
    write_store("new.sqlite", wage=[{"soc": "47-2111", "area": "0600000", "annual_median": 76000}])
    said = compared(run)
    gone, come = said.split("47-2111 Electricians\n")
    assert "  Los Angeles-Long Beach-Anaheim, CA (0031080), wages (oews): disappeared\n    employment: 3,170\n" in gone
    assert "  California (0600000), wages (oews): appeared\n" in come
    assert "    annual median: $76,000\n" in come
    assert "    annual mean: not released\n" in come
    assert "Occupations that differ: 2; wages: 0 changed (0 figures), 1 appeared, 1 disappeared" in come


def test_projections_from_another_year_are_others(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", projection=[{"soc": "11-3051", "openings": 2110, "percent_change": 8.9}])
    new = {"soc": "11-3051", "openings": 2200, "base_year": 2022, "projected_year": 2032}
    write_store("new.sqlite", projection=[new])
    said = compared(run)
    place = "  Anaheim MD (Orange County) (OC), projection from"
    assert f"{place} 2020 (edd): disappeared\n    projected year: 2030\n    change in percent: 8.9%\n" in said
    assert f"{place} 2022 (edd): appeared\n    projected year: 2032\n    openings: 2,200\n" in said
    assert "projections: 0 changed (0 figures), 1 appeared, 1 disappeared." in said


def test_requirements_are_compared_by_their_words_and_not_by_their_numbers(run: Run, write_store: Write) -> None:
    old = [{"id": 1, "education": "Bachelor's degree"}, {"id": 2, "education": "No formal credential"}]
    new = [{"id": 1, "education": "No formal credential"}, {"id": 2, "education": "Bachelor's degree"}]
    projections = [{"soc": "11-3051", "requirement": 1}, {"soc": "47-2111", "requirement": 2}]
    write_store("old.sqlite", requirement=old, projection=projections)
    write_store("new.sqlite", requirement=new, projection=[{**one, "requirement": 2} for one in projections])
    said = compared(run)
    assert "11-3051" not in said
    assert "    education for entry: No formal credential -> Bachelor's degree\n" in said
    assert "projections: 1 changed (1 figure), 0 appeared, 0 disappeared." in said


def test_openings_counted_over_another_span_are_said_to_be(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", projection=[{"soc": "11-3051", "openings": 2110}])
    write_store("new.sqlite", projection=[{"soc": "11-3051", "openings": 211, "per": "year"}])
    said = compared(run)
    assert "    openings: 2,110 -> 211\n" in said
    assert "    exits, transfers and openings are counted over: period -> year\n" in said


def test_an_area_of_another_source_is_another_area(run: Run, write_store: Write) -> None:
    areas = [{"source": one, "code": "0600000", "name": "California", "kind": "state"} for one in ("oews", "edd")]
    row = {"soc": "11-3051", "area": "0600000", "annual_median": 130000}
    write_store("old.sqlite", area=areas, wage=[{**row, "source": "oews"}])
    write_store("new.sqlite", area=areas, wage=[{**row, "source": "edd"}])
    said = compared(run)
    assert "  California (0600000), wages (edd): appeared\n" in said
    assert "  California (0600000), wages (oews): disappeared\n" in said


def test_as_json_the_same_is_said_in_numbers(run: Run, write_store: Write) -> None:
    gone = {"soc": "11-3051", "openings": 2110.5}
    write_store("old.sqlite", wage=[{**METRO, "annual_median": 128540}], projection=[gone])
    write_store("new.sqlite", release="May 2025", wage=[METRO])
    said = json.loads(compared(run, "--json"))
    assert said["releases"]["oews"] == {"old": "May 2024", "new": "May 2025"}
    wage, projection = said["differences"]
    assert wage == {
        "table": "wage",
        "soc": "11-3051",
        "title": "Industrial Production Managers",
        "area": "0031080",
        "area_name": "Los Angeles-Long Beach-Anaheim, CA",
        "source": "oews",
        "base_year": None,
        "kind": "changed",
        "figures": {
            "annual_median": {
                "old": {"value": 128540, "status": "published"},
                "new": {"value": None, "status": "suppressed"},
            }
        },
    }
    assert (projection["kind"], projection["base_year"]) == ("disappeared", 2020)
    assert projection["figures"]["openings"] == {"old": {"value": 2110.5, "status": "published"}, "new": None}
    assert said["counts"]["wage"] == {"changed": 1, "changed_figures": 1, "appeared": 0, "disappeared": 0}
    assert said["counts"]["projection"]["disappeared"] == 1


def test_a_figure_that_a_projection_lacks_is_not_loaded_and_never_called_published(
    run: Run, write_store: Write
) -> None:
    write_store("old.sqlite", projection=[{"soc": "11-3051", "exits": 540}])
    write_store("new.sqlite", projection=[{"soc": "11-3051"}])
    assert "    exits: 540 -> not loaded\n" in compared(run)
    (difference,) = json.loads(compared(run, "--json"))["differences"]
    assert difference["figures"] == {
        "exits": {"old": {"value": 540, "status": "published"}, "new": {"value": None, "status": "not_loaded"}}
    }


def test_stores_that_are_alike_do_not_differ(run: Run, write_store: Write) -> None:
    for name in ("old.sqlite", "new.sqlite"):
        write_store(name, wage=[{**METRO, "annual_median": 128540}], projection=[{"soc": "11-3051"}])
    assert compared(run) == "Nothing differs.\n"
    write_store("new.sqlite", wage=[{**METRO, "annual_median": 128541}], projection=[{"soc": "11-3051"}])
    assert compared(run).startswith("11-3051 ")
    write_store("new.sqlite", wage=[{**METRO, "annual_median": 128540}], projection=[{"soc": "11-3051"}])
    assert json.loads(compared(run, "--json"))["differences"] == []


def test_one_occupation_or_one_area_may_be_compared_alone(run: Run, write_store: Write) -> None:
    rows = [{"soc": soc, "area": area} for soc in ("11-3051", "47-2111") for area in ("0600000", "0031080")]
    write_store("old.sqlite", wage=[{**row, "annual_median": 100} for row in rows])
    write_store("new.sqlite", wage=[{**row, "annual_median": 200} for row in rows[:3]])
    for options, found in (
        ([], {(row["soc"], row["area"]) for row in rows}),
        (["--occupation", "11-3051"], {("11-3051", "0600000"), ("11-3051", "0031080")}),
        (["--area", "0031080"], {("11-3051", "0031080"), ("47-2111", "0031080")}),
        (["--area", "0031080", "--occupation", "47-2111"], {("47-2111", "0031080")}),
    ):
        differences = json.loads(compared(run, "--json", *options))["differences"]
        assert {(one["soc"], one["area"]) for one in differences} == found


def test_a_code_that_neither_store_has_is_a_wrong_use(run: Run, write_store: Write) -> None:
    write_store("old.sqlite")
    write_store("new.sqlite")
    ran = run("data", "diff", "old.sqlite", "new.sqlite", "--occupation", "47-2112")
    assert (ran.status, ran.out) == (2, "")
    assert "neither store has the occupation code '47-2112'. Did you mean 47-2111?" in ran.err
    ran = run("data", "diff", "old.sqlite", "new.sqlite", "--area", "Orange")
    assert ran.status == 2
    assert "neither store has the area code 'Orange'" in ran.err


def test_an_occupation_that_only_the_old_store_has_keeps_its_title(run: Run, write_store: Write) -> None:
    write_store("old.sqlite", wage=[{**METRO, "annual_median": 1}])
    write_store("new.sqlite", occupation=[], area=[])
    said = compared(run)
    assert "11-3051 Industrial Production Managers\n  Los Angeles-Long Beach-Anaheim, CA (0031080)" in said


def test_what_is_no_store_of_this_version_is_refused_in_words(run: Run, write_store: Write, tmp_path: Path) -> None:
    write_store("old.sqlite")
    for names in (("old.sqlite", "gone.sqlite"), ("gone.sqlite", "old.sqlite")):
        ran = run("data", "diff", *names)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == "error: gone.sqlite: there is no such fact store\n"
    connection = sqlite3.connect(write_store("new.sqlite"))
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    connection.close()
    for names in (("old.sqlite", "new.sqlite"), ("new.sqlite", "old.sqlite")):
        ran = run("data", "diff", *names)
        assert ran.status == 1
        assert "error: new.sqlite: the fact store is of version" in ran.err


def test_a_store_that_is_damaged_inside_is_said_to_be(run: Run, write_store: Write) -> None:
    rows = [{"soc": f"11-{number}", "area": "0600000", "annual_median": number} for number in range(1000, 1600)]
    write_store("old.sqlite")
    damaged = write_store("new.sqlite", wage=rows)
    content = damaged.read_bytes()
    damaged.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) - len(content) // 2))
    ran = run("data", "diff", "old.sqlite", "new.sqlite")
    assert ran.status == 1
    assert "new.sqlite: the fact store is damaged" in ran.err
