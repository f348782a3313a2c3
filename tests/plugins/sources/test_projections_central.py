"""The projections of all states."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

RELEASE = "state_projections/long_term_2020_2030_all_states.csv"

ROW = {
    "stfips": "6",
    "areaname": "California",
    "code": "11-3051",
    "name": "Industrial Production Managers",
    "baseyear": "2020",
    "base": "25000",
    "projyear": "2030",
    "proj": "27400",
    "change": "2400",
    "percentchange": "9.6",
    "avgannualopenings": "1980",
}
NATION = {"stfips": "0", "areaname": " United States", "code": "00-0000", "name": "Total, All Occupations"}
TABLES = ("area", "occupation", "projection")


def table(releases: Any, *rows: Mapping[str, str], name: str = "states.csv") -> Path:
    """A file of a right row and of rows that differ from it."""
    lines = [{**ROW, **NATION}, *({**ROW, **row} for row in rows)]
    path: Path = releases.table(name, [list(ROW), *(list(line.values()) for line in lines)])
    return path


@pytest.fixture(scope="module")
def real(shared: Path, module_releases: Any) -> Any:
    module_releases.count = module_releases.load("projections-central", shared / RELEASE)
    return module_releases


def test_every_figure_lands_in_its_place(releases: Any) -> None:
    assert releases.load("projections-central", table(releases, {})) == 2
    assert releases.query("SELECT * FROM projection WHERE soc = '11-3051'") == [
        (
            "projections-central",
            "11-3051",
            "0600000",
            2020,
            2030,
            25000,
            27400,
            2400,
            9.6,
            None,
            None,
            1980,
            "year",
            None,
        )
    ]
    assert releases.query("SELECT code, name, kind, state FROM area") == [
        ("0000000", "United States", "nation", "00"),
        ("0600000", "California", "state", "06"),
    ]
    assert releases.query("SELECT release, period FROM source") == [("2020-2030", "2020-2030")]


def test_groups_are_told_from_broad_occupations_in_place_of_detailed_ones(releases: Any) -> None:
    rows = [{"code": code, "name": name} for code, name in (
        ("11-0000", "Managers"), ("15-1200", "Computer Jobs"), ("11-2030", "Fundraisers (SOC 2018)"),
    )]  # fmt: skip
    releases.load("projections-central", table(releases, *rows))
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [
        ("00-0000", "Total, All Occupations", 0),
        ("11-0000", "Managers", 0),
        ("11-2030", "Fundraisers", 1),
        ("15-1200", "Computer Jobs", 0),
    ]


def test_territories_are_areas_too(releases: Any) -> None:
    releases.load("projections-central", table(releases, {"stfips": "72", "areaname": "Puerto Rico"}))
    assert ("7200000", "Puerto Rico", "state", "72") in releases.query("SELECT code, name, kind, state FROM area")


@pytest.mark.parametrize("container", ["zipped", "gathered"])
def test_a_zip_or_a_folder_gives_the_same_rows_as_the_file(container: str, releases: Any) -> None:
    path = table(releases, {})
    releases.load("projections-central", path)
    alone = [releases.query(f"SELECT * FROM {name}") for name in TABLES]
    assert all(alone)
    releases.load("projections-central", getattr(releases, container)("release.zip", path))
    assert [releases.query(f"SELECT * FROM {name}") for name in TABLES] == alone


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    path = table(releases, {})
    releases.load("projections-central", path)
    first = releases.store.read_bytes()
    releases.load("projections-central", path)
    assert releases.store.read_bytes() == first


def _row(**changes: str) -> Callable[[Any], Path]:
    return lambda releases: table(releases, changes)


def _without(column: str) -> Callable[[Any], Path]:
    return lambda releases: releases.table("states.csv", [[heading for heading in ROW if heading != column]])


BROKEN = {
    "no column": (_without("avgannualopenings"), ("states.csv, row 1", "no column 'avgannualopenings'")),
    "no number": (_row(change="many"), ("states.csv, row 3, column 'change'", "'many'")),
    "empty cell": (_row(base=""), ("states.csv, row 3, column 'base'", "no number")),
    "less than nothing": (_row(base="-1"), ("states.csv, row 3, column 'base'", "less than nothing", "'-1'")),
    "state beyond the last": (_row(stfips="79"), ("states.csv, row 3, column 'stfips'", "no FIPS code", "'79'")),
    "state": (_row(stfips="CA"), ("states.csv, row 3, column 'stfips'", "'CA'")),
    "code": (_row(code="11-30510"), ("states.csv, row 3, column 'code'", "'11-30510'")),
    "year": (_row(baseyear="20"), ("states.csv, row 3, column 'baseyear'", "no year", "'20'")),
    "years backwards": (_row(projyear="2019"), ("states.csv, row 3, column 'projyear'", "'2019'")),
    "row twice": (lambda releases: table(releases, {}, {}), ("states.csv, row 4", "11-3051", "states.csv, row 3")),
    "long row": (
        lambda releases: releases.table("states.csv", [list(ROW), [*ROW.values(), "more"]]),
        ("states.csv, row 2", "12 cells", "11"),
    ),
    "not UTF-8": (lambda releases: releases.file("states.csv", b"stfips,\xc1rea\n"), ("states.csv", "UTF-8")),
    "header alone": (lambda releases: releases.table("states.csv", [list(ROW)]), ("states.csv", "no rows")),
    "no CSV": (lambda releases: releases.file("states.pdf", ""), ("states.pdf", "no CSV file")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_release_is_said_with_its_place(case: str, releases: Any) -> None:
    make, said = BROKEN[case]
    with pytest.raises(DataError) as refused:
        releases.load("projections-central", make(releases))
    for words in said:
        assert words in str(refused.value)


def test_the_real_release_has_its_rows_and_areas(real: Any) -> None:
    assert real.count == 34_484
    assert real.query("SELECT kind, count(*) FROM area GROUP BY kind") == [("nation", 1), ("state", 54)]
    assert real.query("SELECT detailed, count(*) FROM occupation GROUP BY detailed") == [(0, 1), (1, 792)]
    assert real.query("SELECT name FROM area WHERE name <> trim(name)") == []
    assert real.query("SELECT title FROM occupation WHERE title LIKE '%(%'") == []


def test_every_real_row_equals_the_file(real: Any, shared: Path) -> None:
    stored = {
        (soc, area): figures
        for soc, area, *figures in real.query(
            "SELECT soc, area, base_year, projected_year, base_employment, projected_employment, change,"
            " percent_change, openings FROM projection WHERE exits IS NULL AND transfers IS NULL AND per = 'year'"
        )
    }
    with (shared / RELEASE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            figures = ("baseyear", "projyear", "base", "proj", "change", "percentchange", "avgannualopenings")
            assert stored[row["code"], row["stfips"].rjust(2, "0") + "00000"] == [float(row[name]) for name in figures]


def test_real_areas_are_those_of_the_wages(real: Any) -> None:
    """The codes by which OEWS knows the nation, California, Guam and Puerto Rico."""
    for code, name in (
        ("0000000", "United States"),
        ("0600000", "California"),
        ("6600000", "Guam"),
        ("7200000", "Puerto Rico"),
    ):
        assert real.query("SELECT name FROM area WHERE code = ?", code) == [(name,)]
