"""``data export``: the figures of the store as CSV, as they are stored, written whole or not at all."""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

METRO = {"soc": "11-3051", "area": "0031080"}


@pytest.fixture(autouse=True)
def in_a_project(own_project: Path) -> None:
    """Every command runs in a project over the test's own store."""


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def exported(run: Run, *words: str) -> list[dict[str, str]]:
    ran = run("data", "export", *words)
    assert (ran.status, ran.err) == (0, "")
    return rows_of(ran.out)


def test_wages_come_as_they_are_stored_each_with_its_status(run: Run, write_store: Write) -> None:
    figures = {"annual_median": 128540, "hourly_median": 61.8, "annual_p90": 239200, "annual_p90_status": "at_least"}
    write_store(wage=[{**METRO, **figures, "employment": 1234567, "employment_rse": 2.15}])
    (row,) = exported(run, "wages")
    assert list(row)[:5] == ["soc", "title", "area", "area_name", "period"]
    assert list(row)[-2:] == ["source", "release"]
    wanted = {
        "soc": "11-3051",
        "title": "Industrial Production Managers",
        "area": "0031080",
        "area_name": "Los Angeles-Long Beach-Anaheim, CA",
        "period": "May 2024",
        "annual_median": "128540",
        "annual_median_status": "published",
        "hourly_median": "61.8",
        "annual_p90": "239200",
        "annual_p90_status": "at_least",
        "annual_p10": "",
        "annual_p10_status": "suppressed",
        "employment": "1234567",
        "employment_rse": "2.15",
        "mean_rse": "",
        "source": "oews",
        "release": "May 2024",
    }
    assert wanted.items() <= row.items()


def test_projections_come_with_their_years_and_what_is_typical_for_entry(run: Run, write_store: Write) -> None:
    write_store(
        requirement=[{"id": 1, "education": "Bachelor's degree", "experience": "5 years or more"}],
        projection=[
            {"soc": "11-3051", "base_employment": 2690, "percent_change": 8.9, "openings": 2110, "requirement": 1},
            {"soc": "47-2111", "change": -40},
        ],
    )
    managers, electricians = exported(run, "projections")
    assert list(managers) == [
        *("soc", "title", "area", "area_name", "period", "base_year", "projected_year"),
        *("base_employment", "projected_employment", "change", "percent_change", "exits", "transfers", "openings"),
        *("per", "education", "experience", "training", "source", "release"),
    ]
    assert list(managers.values()) == [
        *("11-3051", "Industrial Production Managers", "OC", "Anaheim MD (Orange County)", "2020-2030", "2020", "2030"),
        *("2690", "", "", "8.9", "", "", "2110"),
        *("period", "Bachelor's degree", "5 years or more", "None", "edd", "2020-2030"),
    ]
    assert (electricians["change"], electricians["education"]) == ("-40", "")


def test_rows_come_by_occupation_and_area(run: Run, write_store: Write) -> None:
    pairs = [("11-3051", "0031080"), ("11-3051", "0600000"), ("47-2111", "0031080")]
    write_store(wage=[{"soc": soc, "area": area} for soc, area in reversed(pairs)])
    assert [(row["soc"], row["area"]) for row in exported(run, "wages")] == pairs


def test_a_place_stands_for_the_areas_that_its_figures_are_published_for(run: Run, write_store: Write) -> None:
    write_store(
        wage=[METRO, {**METRO, "area": "0600000"}],
        projection=[{"soc": "11-3051"}, {"soc": "11-3051", "area": "SD"}],
    )
    (wages,) = exported(run, "wages", "--area", "Orange")
    assert wages["area"] == "0031080"
    (projection,) = exported(run, "projections", "--area", "Orange County")
    assert projection["area"] == "OC"
    (state,) = exported(run, "wages", "--area", "California")
    assert state["area"] == "0600000"


def test_one_occupation_may_be_exported_by_its_title(run: Run, write_store: Write) -> None:
    write_store(wage=[METRO, {**METRO, "soc": "47-2111"}, {**METRO, "area": "0600000"}])
    (row,) = exported(run, "wages", "--occupation", "electrician")
    assert row["soc"] == "47-2111"
    (row,) = exported(run, "wages", "--occupation", "11-3051", "--area", "California")
    assert (row["soc"], row["area"]) == ("11-3051", "0600000")


@pytest.mark.parametrize(("detailed", "codes"), [(1, ["11-3051", "11-3058"]), (0, ["11-3051"])])
def test_the_rows_of_a_joint_code_come_with_an_occupations_own_but_not_the_total_of_a_group(
    run: Run, write_store: Write, detailed: int, codes: list[str]
) -> None:
    write_store(
        occupation=[
            {"soc": "11-3051", "title": "Managers", "detailed": 1},
            {"soc": "11-3058", "title": "Managers and Others", "detailed": detailed},
        ],
        composite=[{"soc": "11-3058", "component": soc, "basis": "named"} for soc in ("11-3051", "11-3059")],
        wage=[METRO, {**METRO, "soc": "11-3058"}],
    )
    assert [row["soc"] for row in exported(run, "wages", "--occupation", "11-3051")] == codes


def test_a_fact_store_and_a_configuration_are_not_written_over(run: Run, write_store: Write, tmp_path: Path) -> None:
    write_store(wage=[METRO])
    write_store("older.sqlite", wage=[METRO])
    for name in ("facts.sqlite", "older.sqlite", "occuguide.toml"):
        before = (tmp_path / name).read_bytes()
        for words in (("data", "export", "wages"), ("show", "11-3051", "--format", "text")):
            ran = run(*words, "--output", name)
            assert (ran.status, ran.out) == (1, "")
            assert f"{name}: this is not a file that was written so: it would be lost. Name another file." in ran.err
            assert (tmp_path / name).read_bytes() == before


def test_names_that_are_not_known_are_a_wrong_use(run: Run, write_store: Write) -> None:
    write_store(wage=[METRO])
    for words in (["--area", "Atlantis"], ["--occupation", "alchemists"]):
        ran = run("data", "export", "wages", *words)
        assert (ran.status, ran.out) == (2, "")
    assert run("data", "export", "salaries").status == 2


def test_where_nothing_is_published_that_is_said_beside_the_header(run: Run, write_store: Write) -> None:
    write_store(wage=[METRO])
    ran = run("data", "export", "wages", "--occupation", "47-2111")
    assert (ran.status, len(ran.out.splitlines())) == (0, 1)
    assert ran.err == "note: no wages are published for what was asked.\n"


def test_titles_with_commas_quotes_and_letters_beyond_ascii_come_whole(
    run: Run, write_store: Write, tmp_path: Path
) -> None:
    title = 'Owners, "Café"'
    write_store(occupation=[{"soc": "11-3051", "title": title, "detailed": 1}], wage=[METRO])
    assert exported(run, "wages")[0]["title"] == title
    assert run("data", "export", "wages", "--output", "wages.csv").out == ""
    content = (tmp_path / "wages.csv").read_bytes()
    assert rows_of(content.decode("utf-8"))[0]["title"] == title
    assert b"\r" not in content


def test_a_file_is_written_whole_or_not_at_all(run: Run, write_store: Write, tmp_path: Path) -> None:
    # Enough rows that some are written before the damage is met.
    rows = [{"soc": f"11-{number}", "area": "0600000", "annual_median": number} for number in range(1000, 4000)]
    store = write_store(wage=rows)
    output = tmp_path / "wages.csv"
    output.write_text("before\n", encoding="utf-8")
    whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) * 3 // 4] + b"\xff" * (len(whole) - len(whole) * 3 // 4))
    ran = run("data", "export", "wages", "--output", "wages.csv")
    assert ran.status == 1
    assert "the fact store is damaged" in ran.err
    assert output.read_text(encoding="utf-8") == "before\n"
    store.write_bytes(whole)
    assert run("data", "export", "wages", "--output", "wages.csv").status == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 1 + len(rows)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.sqlite", "occuguide.toml", "wages.csv"]


def test_where_nothing_can_be_written_that_is_said(run: Run, write_store: Write, tmp_path: Path) -> None:
    write_store(wage=[METRO])
    (tmp_path / "folder").mkdir()
    for output, problem in (("none/wages.csv", "the file cannot be written"), ("folder", "this is a folder")):
        ran = run("data", "export", "wages", "--output", output)
        assert ran.status == 1
        assert problem in ran.err
        assert output.split("/")[0] in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_of_the_file(run: Run, write_store: Write) -> None:
    write_store(wage=[METRO])
    ran = run("data", "export", "wages", "--output", "/dev/full")
    assert ran.status == 1
    assert ran.err == f"error: /dev/full: the file cannot be written ({os.strerror(28)})\n"
