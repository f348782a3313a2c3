"""The edition's figures are the releases': drawn by lot, and read from the releases by other means than imports."""

import csv
import random
import re
import sqlite3
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from occuguide.core import AreaKind, Facts, Measure, Occupation, Status, Wages
from occuguide.core.area import PublishedArea

SEED = 20_261_122
"""The same draw in each run: a gate must not fall by chance. Change it to draw others."""

WAGES, FLAGGED, PROJECTIONS = 2_000, 50, 500
"""How many figures are drawn: of all wages, of those with each footnote, of the projections."""

FIGURES = {
    "employment": "Employment",
    **{
        f"{form}.{name}": f"{form.capitalize()} {said} wage"
        for form in ("hourly", "annual")
        for name, said in (
            ("p10", "10th percentile"),
            ("p25", "25th percentile"),
            ("median", "median"),
            ("p75", "75th percentile"),
            ("p90", "90th percentile"),
            ("mean", "mean"),
        )
    },
    "jobs_per_1000": "Employment per 1,000 jobs",
    "location_quotient": "Location Quotient",
}
"""Each figure of the wages with the name that the release's table of data types gives it."""

ERRORS = {
    "employment": "Employment percent relative standard error",
    "hourly.mean": "Wage percent relative standard error",
    "annual.mean": "Wage percent relative standard error",
}
"""The figures that the release gives a relative standard error for."""

FOOTNOTES = {"4": Status.NOT_PUBLISHED, "5": Status.AT_LEAST, "8": Status.SUPPRESSED}


# --- Wages ---------------------------------------------------------------------------------------------------


def wages_of(facts: Facts, soc: str, area: str) -> Wages:
    published = PublishedArea(source="oews", code=area, name=area, kind=AreaKind.METROPOLITAN)
    wages = facts.wages(Occupation(soc=soc, title=soc), published)
    assert wages is not None
    return wages


@pytest.fixture(scope="module")
def cells(snapshot: sqlite3.Connection) -> Mapping[str, Mapping[str, tuple[str | None, str | None]]]:
    """The cells of California's areas and the nation, all industries together: value and footnote by data type."""
    types = dict(snapshot.execute("SELECT datatype_name, datatype_code FROM datatype"))
    wanted = {
        code
        for (code,) in snapshot.execute("SELECT area_code FROM area WHERE state_code = '06' OR areatype_code = 'N'")
    }
    assert len(wanted) == 30
    snapshot.row_factory = sqlite3.Row
    rows = snapshot.execute("SELECT * FROM cell WHERE substr(key, 12, 6) = '000000'").fetchall()
    snapshot.row_factory = None
    return {
        row["key"]: {name: (row[f"v{code}"], row[f"f{code}"]) for name, code in types.items()}
        for row in rows
        if row["key"][4:11] in wanted
    }


def test_the_edition_holds_every_wage_of_its_areas(facts: Facts, cells: Mapping[str, Any]) -> None:
    assert facts.counts()["oews"]["wage"] == len(cells) == 14_425


def test_a_sample_of_the_wages_equals_the_release(facts: Facts, cells: Mapping[str, Any]) -> None:
    chance = random.Random(SEED)
    seen = set()
    drawn = [(key, path) for key in chance.sample(sorted(cells), WAGES) for path in [chance.choice([*FIGURES])]]
    # Few figures are top-coded: by lot alone, a sample might meet none.
    for footnote in FOOTNOTES:
        flagged = [(key, path) for key in sorted(cells) for path in FIGURES if cells[key][FIGURES[path]][1] == footnote]
        drawn += chance.sample(flagged, FLAGGED)
    for key, path in drawn:
        where = (f"seed {SEED}", key, path)
        value, footnote = cells[key][FIGURES[path]]
        measure = attrgetter(path)(wages_of(facts, f"{key[-6:-4]}-{key[-4:]}", key[4:11]))
        assert isinstance(measure, Measure)
        assert (measure.source, measure.period) == (facts.sources["oews"], "May 2025"), where
        assert measure.code == f"{key[-6:-4]}-{key[-4:]}", where
        if value is None and footnote is None:
            # The release compares areas with the nation, and leaves the nation's own shares blank.
            assert key[4:11] == "0000000", where
            assert path in ("jobs_per_1000", "location_quotient"), where
            assert measure.status is Status.NOT_APPLICABLE, where
            continue
        assert measure.status is (Status.PUBLISHED if footnote is None else FOOTNOTES[footnote]), where
        if footnote is None:
            assert measure.value == float(value or "nan"), where
        elif footnote == "5":
            assert measure.value == (115.0 if path.startswith("hourly") else 239_200.0), where
        else:
            assert measure.value is None, where
        error, missing = cells[key][ERRORS[path]] if path in ERRORS else (None, None)
        assert measure.rse == (None if error is None or missing else float(error)), where
        seen.add(measure.status)
    assert seen == {Status.PUBLISHED, *FOOTNOTES.values()}, f"seed {SEED}: the sample must meet every status"


def test_figures_are_top_coded_by_the_footnote_alone(facts: Facts, cells: Mapping[str, Any]) -> None:
    """Many a median above the bound is published, and every figure at the bound is a flagged one or an equal one."""
    found = 0
    for key, figures in cells.items():
        value, footnote = figures["Annual median wage"]
        if key[4:11] == "0600000" and footnote is None and value and float(value) > 239_200:
            median = wages_of(facts, f"{key[-6:-4]}-{key[-4:]}", "0600000").annual.median
            assert (median.status, median.value) == (Status.PUBLISHED, float(value)), key
            found += 1
    assert found


LOS_ANGELES = "0031080"


def test_cardiologists_in_los_angeles_are_top_coded_throughout(facts: Facts) -> None:
    wages = wages_of(facts, "29-1212", LOS_ANGELES)
    for measure in (*wages.annual.percentiles, wages.annual.mean):
        assert str(measure) == "$239,200 or more"
    for measure in (*wages.hourly.percentiles, wages.hourly.mean):
        assert str(measure) == "$115.00 or more"
    assert wages.employment.status is Status.SUPPRESSED
    assert wages.employment.rse is None
    assert wages.annual.mean.rse == 8.5


def test_actors_are_not_released_in_california_and_by_the_hour_in_the_nation(facts: Facts) -> None:
    california = wages_of(facts, "27-2011", "0600000")
    assert {*map(str, (*california.annual.percentiles, *california.hourly.percentiles))} == {"not released"}
    assert str(california.employment) == "26,170"
    nation = wages_of(facts, "27-2011", "0000000")
    assert {measure.status for measure in nation.annual.percentiles} == {Status.NOT_PUBLISHED}
    assert [*map(str, nation.hourly.percentiles)] == ["$16.50", "$20.34", "$29.05", "$97.95", "$143.68"]


@pytest.mark.parametrize("soc", ["25-2021", "53-2011"])
def test_teachers_and_pilots_are_published_by_the_year_only(soc: str, facts: Facts) -> None:
    for area in ("0600000", "0000000"):
        wages = wages_of(facts, soc, area)
        assert {measure.status for measure in wages.hourly.percentiles} == {Status.NOT_PUBLISHED}
        assert all(measure.has_value for measure in wages.annual.percentiles)
    assert str(wages_of(facts, "25-2021", "0600000").annual.median) == "$99,650"


# --- Projections ---------------------------------------------------------------------------------------------

Released = tuple[str, str, str, int, str, float | None]
"""A projection's figure as released: source, area by name, SOC code, base year, column of the store, value."""

EDD = {
    "Base Year Employment Estimate": "base_employment",
    "Projected Year Employment Estimate": "projected_employment",
    "Numeric Change": "change",
    "Percentage Change": "percent_change",
    "Exits": "exits",
    "Transfers": "transfers",
    "Total Job Openings": "openings",
}
COPY = {
    "base_employment": "base_employment",
    "projected_employment": "projected_employment",
    "numeric_change": "change",
    "percent_change": "percent_change",
    "total_job_openings": "openings",
}
NATION = {
    "Employment 2024": "base_employment",
    "Employment 2034": "projected_employment",
    "Employment Change, 2024-2034": "change",
    "Employment Percent Change, 2024-2034": "percent_change",
    "Occupational Openings, 2024-2034 Annual Average": "openings",
}
OLDER_NATION = {
    "Employment, 2022": "base_employment",
    "Employment, 2032": "projected_employment",
    "Employment change, numeric, 2022–32": "change",
    "Employment change, percent, 2022–32": "percent_change",
    "Occupational openings, 2022–32 annual average": "openings",
}


def number(text: object, thousands: bool = False) -> float | None:
    """A figure of a release; none where there is no number."""
    digits = str(text).replace(",", "").strip()
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return None
    return round(float(digits) * 1000, 3) if thousands else float(digits)


def in_csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {" ".join(heading.split()): cell for heading, cell in row.items()}


def of_edd(folder: Path) -> Iterator[Released]:
    for row in in_csv(folder / "long_term_2020_2030.csv"):
        soc = row["Standard Occupational Classification (SOC)"]
        for heading, column in EDD.items():
            yield ("edd", row["Area Name (County Names)"], soc, 2020, column, number(row[heading]))
    for row in in_csv(folder / "long_term_2024_2034_56_occupations.csv"):
        for heading, column in COPY.items():
            value = number(row[heading])
            yield ("edd", row["area_name"], row["soc_code"], int(row["period"][:4]), column, value)


def of_bls(folder: Path) -> Iterator[Released]:
    for row in in_csv(folder / "employment_projections_2024_2034.csv"):
        soc = row["Occupation Code"].strip('="')
        for heading, column in NATION.items():
            value = number(row[heading], thousands="Percent" not in heading)
            yield ("bls-projections", "United States", soc, 2024, column, value)
    workbook = python_calamine.CalamineWorkbook.from_path(folder / "occupation_2022_2032.xlsx")
    _, head, *rows = workbook.get_sheet_by_name("Table 1.2").to_python()
    headings = [str(cell).replace("-", "–") for cell in head]
    for row in (dict(zip(headings, cells, strict=True)) for cells in rows):
        soc = str(row["2022 National Employment Matrix code"])
        if re.fullmatch(r"\d{2}–?-?\d{4}", soc):
            for heading, column in OLDER_NATION.items():
                value = number(row[heading], thousands="percent" not in heading)
                yield ("bls-projections", "United States", soc, 2022, column, value)


def test_a_sample_of_the_projections_equals_the_releases(shared: Path, table: sqlite3.Connection) -> None:
    chance = random.Random(SEED)
    query = (
        "SELECT p.* FROM projection p JOIN area a ON a.source = p.source AND a.code = p.area"
        " WHERE p.source = ? AND a.name = ? AND p.soc = ? AND p.base_year = ?"
    )
    releases = [*of_edd(shared / "edd_projections")], [*of_bls(shared / "bls_employment_projections")]
    drawn: list[Released] = []
    for released in releases:
        periods = sorted({one[3] for one in released})
        assert len(periods) > 1
        for base in periods:
            share = PROJECTIONS // 2 // len(periods) + 1
            drawn += chance.sample([one for one in released if one[3] == base], share)
    assert len(drawn) >= PROJECTIONS
    for source, area, soc, base, column, value in drawn:
        rows = table.execute(query, (source, area, soc, base)).fetchall()
        where = (f"seed {SEED}", source, area, soc, base, column)
        assert len(rows) == 1, where
        assert rows[0][column] == value, where
        assert rows[0]["per"] == ("year" if source == "bls-projections" else "period"), where


def test_every_projection_of_the_releases_is_there_and_no_other(shared: Path, table: sqlite3.Connection) -> None:
    names = "SELECT p.source, a.name, p.soc, p.base_year FROM projection p JOIN area a ON a.code = p.area"
    there = sorted(tuple(row) for row in table.execute(f"{names} AND a.source = p.source"))
    released = {
        one[:4] for one in (*of_edd(shared / "edd_projections"), *of_bls(shared / "bls_employment_projections"))
    }
    assert there == sorted(released)
