"""The wages in every format that they are published in: the same survey, made up of a handful of cells."""

import gzip
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

TOP_CODE = "This wage is equal to or greater than $115.00 per hour or $239,200 per year."
DATA = "oe.data.0.Current"
DATA_HEADER = "series_id                     \tyear\tperiod\t       value\tfootnote_codes"

AREAS = {
    "0000000": ("N", "00", "National"),
    "0600000": ("S", "06", "California"),
    "6600000": ("S", "66", "Guam"),
    "0049700": ("M", "06", "Yuba City, CA"),
    "0600006": ("M", "06", "Eastern Sierra Region of California nonmetropolitan area"),
    "3900002": ("M", "39", "North Ohio nonmetropolitan area (noncontiguous)"),
}
OCCUPATIONS = {
    "000000": ("All Occupations", 0),
    "110000": ("Management Occupations", 0),
    "113050": ("Industrial Production Managers", 2),
    "113051": ("Industrial Production Managers", 3),
    "252021": ("Elementary School Teachers", 3),
    "272011": ("Actors", 3),
    "311120": ("Home Health and Personal Care Aides", 3),
}
INDUSTRIES = {
    "000000": ("Cross-Industry, Private, Federal, State, and Local", 0),
    "000001": ("Cross-industry, Private Ownership only", 1),
    "31--34": ("Sectors 31, 32, and 33 - Manufacturing", 2),
    "99-100": ("Sector 99 - Federal, State, and Local Government", 2),
    "311000": ("Food Manufacturing", 3),
    "327000": ("Nonmetallic Mineral Product Manufacturing", 3),
    "3250A1": ("Chemical Manufacturing (3251 and 3252 only)", 4),
    "311100": ("Animal Food Manufacturing", 4),
    "611000": ("Educational Services", 3),
    "611003": ("Educational Services, Local Government Owned", 4),
    "611100": ("Elementary and Secondary Schools", 4),
    "237130": ("Power Line Construction", 5),
    "221111": ("Hydroelectric Power Generation", 5),
}

HOURLY, ANNUAL = (3, 6, 7, 8, 9, 10), (4, 11, 12, 13, 14, 15)
WAGES = (*HOURLY, *ANNUAL)
RIGHT = ["1000", "2.5", "30.00", "62400", "1.5", "10.00", "20.00", "30.00", "40.00", "50.00"]
RIGHT += ["20800", "41600", "62400", "83200", "104000", "1.250", "0.95"]


def figures(changes: Mapping[int, str] = {}) -> list[str]:
    """Seventeen figures by data type: a number, a footnote in square brackets, or nothing."""
    return [changes.get(number, RIGHT[number - 1]) for number in range(1, 18)]


def of(footnote: str, *numbers: int) -> dict[int, str]:
    return dict.fromkeys(numbers, f"[{footnote}]")


NO_SHARES = {16: "", 17: ""}
Cells = dict[tuple[str, str, str], list[str]]
CELLS: Cells = {
    ("0000000", "000000", "000000"): figures(NO_SHARES),
    ("0000000", "000000", "113051"): figures({1: "239120", **NO_SHARES}),
    ("0000000", "000001", "113051"): figures(NO_SHARES),
    ("0000000", "221111", "113051"): figures({1: "40", **NO_SHARES}),
    ("0000000", "237130", "113051"): figures({**of("8", 1, 2), 13: "70000", **NO_SHARES}),
    ("0000000", "311000", "113050"): figures(NO_SHARES),
    ("0000000", "311000", "113051"): figures({**of("5", 8, 13), **NO_SHARES}),
    ("0000000", "311100", "272011"): figures({**of("4", *ANNUAL), **NO_SHARES}),
    ("0000000", "3250A1", "113051"): figures({**of("8", 5, *WAGES), **NO_SHARES}),
    ("0000000", "31--34", "113051"): figures({1: "177000", **NO_SHARES}),
    ("0000000", "327000", "113051"): figures({**of("8", 1, 2), **of("5", 8, 13), **NO_SHARES}),
    ("0000000", "327000", "311120"): figures({1: "90", **NO_SHARES}),
    ("0000000", "611000", "252021"): figures({1: "600", **NO_SHARES}),
    ("0000000", "611003", "252021"): figures({1: "500", **NO_SHARES}),
    ("0000000", "611100", "252021"): figures({1: "590", **NO_SHARES}),
    ("0000000", "99-100", "113051"): figures({1: "800", **NO_SHARES}),
    ("0600000", "000000", "110000"): figures(),
    ("0600000", "000000", "113050"): figures(),
    ("0600000", "000000", "113051"): figures({10: "342.37", 15: "712130"}),
    ("0600000", "000000", "252021"): figures(of("4", *HOURLY)),
    ("0600000", "000000", "311120"): figures(),
    ("0600000", "311000", "113051"): figures(),
    ("0049700", "000000", "113051"): figures(of("5", 9, 10, 14, 15)),
    ("0049700", "000000", "252021"): figures(of("8", 5, *WAGES)),
    ("0049700", "000000", "272011"): figures({**of("8", 1, 2, 16, 17), **of("4", *ANNUAL)}),
    ("0600006", "000000", "113051"): figures(of("8", 1, 2, 16, 17)),
    ("0600006", "000000", "252021"): figures({**of("4", *HOURLY), **of("5", 15)}),
    ("3900002", "000000", "113051"): figures(),
    ("6600000", "000000", "113051"): figures(),
}


def key(area: str, industry: str, occupation: str) -> str:
    return f"OEU{AREAS[area][0]}{area}{industry}{occupation}"


def value_and_footnote(known: str) -> tuple[str, str]:
    return ("-", known.strip("[]")) if known.startswith("[") else (known, "")


# --- The snapshot --------------------------------------------------------------------------------------------


def snapshot(releases: Any, cells: Cells = CELLS) -> Path:
    path: Path = releases.folder / "oews.sqlite"
    pairs = ", ".join(f"{kind}{number:02}" for kind in "vf" for number in range(1, 18))
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""
            CREATE TABLE cell (key TEXT PRIMARY KEY, {pairs});
            CREATE TABLE area (area_code, areatype_code, state_code, area_name);
            CREATE TABLE occupation (occupation_code, occupation_name, display_level);
            CREATE TABLE industry (industry_code, industry_name, display_level);
            CREATE TABLE footnote (footnote_code, footnote_text);
            CREATE TABLE meta (name, value);
            INSERT INTO meta VALUES ('release', 'May 2025');
            """
        )
        connection.execute("INSERT INTO footnote VALUES ('5', ?)", (TOP_CODE,))
        for name, table in (("area", AREAS), ("occupation", OCCUPATIONS), ("industry", INDUSTRIES)):
            for code, said in table.items():
                row = (code, *said)
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        for names, known in cells.items():
            pairs_of = [value_and_footnote(one) for one in known]
            row = (key(*names), *(value or None for value, _ in pairs_of), *(mark or None for _, mark in pairs_of))
            connection.execute(f"INSERT INTO cell VALUES ({', '.join('?' * 35)})", row)
    connection.close()
    return path


# --- The flat files ------------------------------------------------------------------------------------------


def table(*rows: Sequence[object]) -> str:
    return "".join("\t".join(map(str, row)) + "\r\n" for row in rows)


def data(cells: Cells = CELLS) -> list[str]:
    """The lines of the data, as BLS pads them."""
    lines = [DATA_HEADER]
    for names, known in sorted(cells.items(), key=lambda cell: key(*cell[0])):
        for number, one in enumerate(known, start=1):
            value, footnote = value_and_footnote(one)
            if value:
                lines.append(f"{key(*names)}{number:02}     \t2025\tA01\t{value:>12}\t{footnote}")
    return lines


def flat_files(releases: Any, lines: Sequence[str] | None = None, *, name: str = "oe", **tables: str | None) -> Path:
    """A folder of flat files; tables are changed by name, and left out if they are none."""
    folder: Path = releases.folder / name
    folder.mkdir()
    files: dict[str, str | None] = {
        DATA: "\r\n".join(data() if lines is None else lines) + "\r\n",
        "oe.area": table(
            ("state_code", "area_code", "areatype_code", "area_name"),
            *((state, code, kind, name) for code, (kind, state, name) in AREAS.items()),
        ),
        "oe.occupation": table(
            ("occupation_code", "occupation_name", "occupation_description", "display_level", "selectable"),
            *((code, f"{name}  ", 'Those who "do".', level, "T") for code, (name, level) in OCCUPATIONS.items()),
        ),
        "oe.industry": table(
            ("industry_code", "industry_name", "display_level", "selectable"),
            *((code, name, level, "T") for code, (name, level) in INDUSTRIES.items()),
        ),
        "oe.footnote": table(("footnote_code", "footnote_text"), ("1", "Not the self-employed."), ("5", TOP_CODE)),
        "oe.release": table(("release_date", "description"), ("2025A01", "May 2025")),
        "oe.datatype": table(("datatype_code", "datatype_name"), ("01", "Employment")),
    }
    for file, content in (files | {f"oe.{name}": content for name, content in tables.items()}).items():
        if content is not None:
            (folder / file).write_text(content, encoding="utf-8", newline="")
    return folder


# --- The workbooks -------------------------------------------------------------------------------------------

HEADER = ["AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE", "OCC_CODE"]
HEADER += ["OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "JOBS_1000", "LOC_QUOTIENT", "PCT_TOTAL", "PCT_RPT"]
HEADER += ["H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"]
HEADER += ["A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90", "ANNUAL", "HOURLY"]
FROM = [1, 2, 16, 17, None, None, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
"""The data types of the columns from TOT_EMP to A_PCT90."""

WORKBOOK_AREAS = {
    "0000000": ("99", "U.S.", 1, "US"),
    "0600000": ("6", "California", 2, "CA"),
    "6600000": ("66", "Guam", 3, "GU"),
    "0049700": ("49700", "Yuba City, CA", 4, "CA"),
    "0600006": ("600006", AREAS["0600006"][2], 6, "CA"),
    "3900002": ("3900002", AREAS["3900002"][2], 6, "OH"),
}
WORKBOOK_INDUSTRIES = {
    "000000": ("000000", "Cross-industry", "cross-industry", "1235"),
    "000001": ("000001", "Cross-industry, Private", "cross-industry, ownership", "5"),
    "31--34": ("31-33", "Manufacturing", "sector", "5"),
    "99-100": ("99", "Federal, State, and Local Government", "sector", "123"),
    "311000": ("311000", INDUSTRIES["311000"][0], "3-digit", "5"),
    "327000": ("327000", INDUSTRIES["327000"][0], "3-digit", "5"),
    "3250A1": ("3250A1", INDUSTRIES["3250A1"][0], "4-digit", "5"),
    "311100": ("311100", INDUSTRIES["311100"][0], "4-digit", "5"),
    "611000": ("611000", INDUSTRIES["611000"][0], "3-digit", "235"),
    "611003": ("611000", INDUSTRIES["611000"][0], "3-digit, ownership", "3"),
    "611100": ("611100", INDUSTRIES["611100"][0], "4-digit", "235"),
    "237130": ("237130", INDUSTRIES["237130"][0], "5-digit", "5"),
    "221111": ("221111", INDUSTRIES["221111"][0], "6-digit", "1235"),
}
LEVELS = {"000000": "total", "110000": "major", "113050": "broad"}


def line(area: str, industry: str, occupation: str, known: Sequence[str]) -> list[object]:
    """A cell as a row of a workbook."""
    # Teachers are paid by the year, whether or not their wages are released.
    hourly_only, annual_only = known[12] == "[4]", occupation == "252021"

    def shown(number: int | None) -> object:
        if number is None:
            return "~"
        one = known[number - 1]
        hidden = "**" if number in (1, 2, 16, 17) else "*"
        # Wages that are not published in this form have the marker of those that are not released, or are blank.
        return {"[8]": hidden, "[5]": "#", "[4]": "*" if number % 2 else "", "": ""}.get(one) or (
            one if not one or one.startswith("[") else float(one)
        )

    marks = [shown(number) for number in FROM]
    row = [*WORKBOOK_AREAS[area], *WORKBOOK_INDUSTRIES[industry], f"{occupation[:2]}-{occupation[2:]}"]
    row += [OCCUPATIONS[occupation][0], LEVELS.get(occupation, "detailed")]
    row += ["" if str(mark).startswith("[") else mark for mark in marks]
    return [*row, "TRUE" if annual_only else "", "TRUE" if hourly_only else ""]


def changed(row: Sequence[object], **cells: object) -> list[object]:
    return [cells.get(column, cell) for column, cell in zip(HEADER, row, strict=True)]


def lines(cells: Cells = CELLS) -> list[list[object]]:
    """The rows of a workbook, with those that are there at two levels or for an owner."""
    rows = []
    for names, known in sorted(cells.items()):
        row = line(*names, known)
        if names[2] == "311120":
            rows.append(changed(row, O_GROUP="broad"))
        rows.append(row)
        if names[1] == "327000":
            rows.append(changed(row, I_GROUP="4-digit"))
        if names == ("0000000", "000000", "113051"):
            rows.append(changed(row, OWN_CODE="5", TOT_EMP=1))
    return rows


def workbook(
    releases: Any,
    rows: Sequence[Sequence[object]] | None = None,
    *,
    name: str = "all_data_M_2025.xlsx",
    description: str = "",
    header: Sequence[str] = HEADER,
) -> Path:
    sheets: dict[str, Sequence[Sequence[object]]] = {"Data": [header, *(lines() if rows is None else rows)]}
    if description:
        sheets["Field Descriptions"] = [("Field", "Field Description"), ("AREA", "Code"), (description, "")]
    path: Path = releases.workbook(name, sheets)
    return path


# --- What is stored ------------------------------------------------------------------------------------------

TABLES = ("area", "occupation", "industry", "industry_employment", "wage")


def stored(releases: Any) -> dict[str, list[tuple[Any, ...]]]:
    return {table: releases.query(f"SELECT * FROM {table} ORDER BY 2, 3") for table in TABLES}


def wage(releases: Any, soc: str, area: str, *columns: str) -> tuple[Any, ...]:
    ((*row,),) = releases.query(f"SELECT {', '.join(columns)} FROM wage WHERE soc = ? AND area = ?", soc, area)
    return tuple(row)


@pytest.fixture
def flat(releases: Any) -> Any:
    releases.load("oews", flat_files(releases))
    return releases


def test_three_formats_bring_the_same_rows(releases: Any) -> None:
    brought = []
    for path in (snapshot(releases), flat_files(releases), workbook(releases)):
        assert releases.load("oews", path) == 14
        assert releases.notes == []
        brought.append(stored(releases))
    of_snapshot, of_flat_files, of_workbook = brought
    assert of_flat_files == of_snapshot
    for table in TABLES:
        assert of_workbook[table] == of_snapshot[table], table


def test_a_published_figure_lands_in_its_column(flat: Any) -> None:
    percentiles = ("p10", "p25", "median", "p75", "p90")
    hourly = [f"hourly_{name}" for name in percentiles]
    annual = [f"annual_{name}" for name in percentiles]
    assert wage(flat, "11-3051", "6600000", *hourly) == (10, 20, 30, 40, 50)
    assert wage(flat, "11-3051", "6600000", *annual) == (20800, 41600, 62400, 83200, 104000)
    rest = ("employment", "employment_rse", "hourly_mean", "annual_mean", "mean_rse", "jobs_per_1000")
    assert wage(flat, "11-3051", "6600000", *rest, "location_quotient") == (1000, 2.5, 30, 62400, 1.5, 1.25, 0.95)
    statuses = [f"{name}_status" for name in (*hourly, *annual, "employment", "hourly_mean", "location_quotient")]
    assert set(wage(flat, "11-3051", "6600000", *statuses)) == {None}


@pytest.mark.parametrize(
    ("soc", "area", "column", "known"),
    [
        ("11-3051", "0049700", "annual_p90", (239_200, "at_least")),
        ("11-3051", "0049700", "hourly_p75", (115, "at_least")),
        ("11-3051", "0049700", "annual_median", (62_400, None)),
        ("11-3051", "0600000", "annual_p90", (712_130, None)),
        ("11-3051", "0600000", "hourly_p90", (342.37, None)),
        ("11-3051", "0600006", "employment", (None, "suppressed")),
        ("11-3051", "0600006", "location_quotient", (None, "suppressed")),
        ("27-2011", "0049700", "annual_median", (None, "not_published")),
        ("27-2011", "0049700", "hourly_median", (30, None)),
        ("25-2021", "0600000", "hourly_mean", (None, "not_published")),
        ("25-2021", "0600000", "annual_mean", (62_400, None)),
        ("25-2021", "0049700", "hourly_median", (None, "suppressed")),
        ("25-2021", "0049700", "annual_median", (None, "suppressed")),
        ("25-2021", "0600006", "hourly_p90", (None, "not_published")),
        ("25-2021", "0600006", "annual_p90", (239_200, "at_least")),
        ("11-3051", "0000000", "jobs_per_1000", (None, "not_applicable")),
    ],
)
def test_what_is_known_of_a_figure(flat: Any, soc: str, area: str, column: str, known: tuple[object, object]) -> None:
    assert wage(flat, soc, area, column, f"{column}_status") == known


def test_an_error_of_what_is_not_released_is_not_there(flat: Any) -> None:
    assert wage(flat, "11-3051", "0600006", "employment_rse", "mean_rse") == (None, 1.5)


def test_areas_are_named_and_of_a_kind(flat: Any) -> None:
    assert flat.query("SELECT code, name, kind, state FROM area") == [
        ("0000000", "United States", "nation", "00"),
        ("0049700", "Yuba City, CA", "metropolitan area", "06"),
        ("0600000", "California", "state", "06"),
        ("0600006", "Eastern Sierra Region of California nonmetropolitan area", "nonmetropolitan area", "06"),
        ("3900002", "North Ohio nonmetropolitan area (noncontiguous)", "nonmetropolitan area", "39"),
        ("6600000", "Guam", "state", "66"),
    ]


def test_industries_are_those_of_four_digits_and_of_three_where_there_are_none_within(flat: Any) -> None:
    """Sectors, parts of them and the schools of one owner would count the same people again."""
    assert flat.query("SELECT code, name, digits FROM industry ORDER BY digits, code") == [
        ("327000", "Nonmetallic Mineral Product Manufacturing", 3),
        ("311100", "Animal Food Manufacturing", 4),
        ("3250A1", "Chemical Manufacturing (3251 and 3252 only)", 4),
        ("611100", "Elementary and Secondary Schools", 4),
    ]


def test_detailed_occupations_are_counted_by_the_industries_of_the_nation(flat: Any) -> None:
    columns = "soc, industry, employment, employment_status, annual_median, annual_median_status"
    assert flat.query(f"SELECT {columns} FROM industry_employment ORDER BY soc, industry") == [
        ("11-3051", "3250A1", 1000, None, None, "suppressed"),
        ("11-3051", "327000", None, "suppressed", 239_200, "at_least"),
        ("25-2021", "611100", 590, None, 62_400, None),
        ("27-2011", "311100", 1000, None, None, "not_published"),
        ("31-1120", "327000", 90, None, 62_400, None),
    ]


def test_only_occupations_that_are_not_divided_are_detailed(flat: Any) -> None:
    detailed = flat.query("SELECT soc FROM occupation WHERE detailed ORDER BY soc")
    assert [soc for (soc,) in detailed] == ["11-3051", "25-2021", "27-2011", "31-1120"]


# --- The files of a release ----------------------------------------------------------------------------------


def test_flat_files_come_as_a_folder_a_zip_or_one_by_one(releases: Any) -> None:
    folder = flat_files(releases)
    files = sorted(folder.iterdir())
    releases.load("oews", folder)
    rows = stored(releases)
    ((name, release, period, digest),) = releases.query("SELECT file, release, period, sha256 FROM source")
    assert (name, release, period) == ("oe", "May 2025", "May 2025")
    for paths in ([releases.zipped("oe.zip", *files)], files):
        releases.load("oews", *paths)
        assert stored(releases) == rows
        assert releases.query("SELECT sha256 FROM source") == [(digest,)]


def test_workbooks_of_places_and_industries_make_a_release_together(releases: Any) -> None:
    releases.load("oews", workbook(releases))
    rows = stored(releases)
    parts = {
        "national_M2025_dl.xlsx": [row for row in lines() if row[2] == 1 and row[6] == "cross-industry"],
        "state_M2025_dl.xlsx": [row for row in lines() if row[2] in (2, 3)],
        "MSA_M2025_dl.xlsx": [row for row in lines() if row[2] in (4, 6)],
        "natsector_M2025_dl.xlsx": [row for row in lines() if row[6] == "sector"],
        "nat3d_M2025_dl.xlsx": [row for row in lines() if row[6] == "3-digit"],
        "nat4d_M2025_dl.xlsx": [row for row in lines() if row[6] == "4-digit"],
        "nat5d_6d_M2025_dl.xlsx": [row for row in lines() if row[6] in ("5-digit", "6-digit")],
    }
    paths = [workbook(releases, part, name=name) for name, part in parts.items()]
    folder = releases.gathered("oews", *paths, workbook(releases, [], name="field_descriptions.xlsx"))
    for given in ([folder], [releases.zipped("oesm25.zip", *paths)], list(reversed(paths))):
        releases.load("oews", *given)
        assert stored(releases) == rows


def test_beside_the_workbook_of_all_data_the_others_are_left_out(releases: Any) -> None:
    state = workbook(releases, [row for row in lines() if row[2] == 2], name="state_M2025_dl.xlsx")
    releases.load("oews", state, workbook(releases))
    assert releases.notes == ["Of the workbooks, only that of all data was read: it holds the others."]
    assert releases.query("SELECT count(*) FROM wage") == [(14,)]


def test_headings_in_small_letters_are_the_same(releases: Any) -> None:
    releases.load("oews", workbook(releases))
    rows = stored(releases)
    releases.load("oews", workbook(releases, header=[column.lower() for column in HEADER]))
    assert stored(releases) == rows


def test_without_industries_a_note_says_what_was_left_out(releases: Any) -> None:
    releases.load("oews", flat_files(releases, industry=None))
    assert releases.query("SELECT count(*) FROM wage") == [(14,)]
    assert releases.query("SELECT * FROM industry_employment") == []
    assert len(releases.notes) == 1
    assert "no table of industries" in releases.notes[0]


def test_a_release_without_a_name_is_of_may_of_its_year(releases: Any) -> None:
    of_2023 = [row.replace("\t2025\t", "\t2023\t") for row in data()]
    releases.load("oews", flat_files(releases, of_2023, release=None))
    assert releases.query("SELECT release FROM source") == [("May 2023",)]


def test_remarks_on_the_survey_do_not_change_a_figure(releases: Any) -> None:
    rows = [f"{row}1,2,3" if row.endswith("\t") else f"{row},3" for row in data()]
    releases.load("oews", flat_files(releases, [DATA_HEADER, *rows[1:]]))
    remarked = stored(releases)
    releases.load("oews", flat_files(releases, name="plain"))
    assert remarked == stored(releases)


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    for path in (flat_files(releases), workbook(releases)):
        releases.load("oews", path)
        first = releases.store.read_bytes()
        releases.load("oews", path)
        assert releases.store.read_bytes() == first


# --- Top codes -----------------------------------------------------------------------------------------------

TOP_CODED = line("0049700", "000000", "113051", figures(of("5", 8, 13)))


@pytest.mark.parametrize(
    ("year", "hourly", "annual"),
    [(2016, 100, 208_000), (2021, 100, 208_000), (2022, 115, 239_200), (2025, 115, 239_200)],
)
def test_the_bound_is_that_of_the_vintage(releases: Any, year: int, hourly: float, annual: float) -> None:
    releases.load("oews", workbook(releases, [TOP_CODED], name=f"state_M{year}_dl.xlsx"))
    assert wage(releases, "11-3051", "0049700", "hourly_median", "annual_median") == (hourly, annual)
    assert releases.query("SELECT release FROM source") == [(f"May {year}",)]


@pytest.mark.parametrize("year", [2012, 2025, 2040])
def test_what_the_workbook_says_of_the_bound_stands(releases: Any, year: int) -> None:
    said = "# = indicates a wage equal to or greater than $90.00 per hour or $187,200 per year"
    path = workbook(releases, [TOP_CODED], name=f"state_M{year}_dl.xlsx", description=said)
    releases.load("oews", path)
    assert wage(releases, "11-3051", "0049700", "hourly_median", "annual_median") == (90, 187_200)


@pytest.mark.parametrize("year", [2015, 2040])
def test_no_bound_is_guessed(releases: Any, year: int) -> None:
    path = workbook(releases, [TOP_CODED], name=f"state_M{year}_dl.xlsx", description="Wages are wages.")
    with pytest.raises(DataError, match=rf"state_M{year}_dl.xlsx, row 2, column 'H_MEDIAN': .* bound: '#'"):
        releases.load("oews", path)
    untouched = line("0049700", "000000", "113051", figures())
    assert releases.load("oews", workbook(releases, [untouched], name=f"MSA_M{year}_dl.xlsx")) == 1


def test_the_flat_files_say_their_bound(releases: Any) -> None:
    words = TOP_CODE.replace("115.00", "100.00").replace("239,200", "208,000")
    footnotes = table(("footnote_code", "footnote_text"), ("5", words))
    releases.load("oews", flat_files(releases, footnote=footnotes))
    assert wage(releases, "11-3051", "0049700", "hourly_p90", "annual_p90") == (100, 208_000)


# --- What is wrong -------------------------------------------------------------------------------------------

CALIFORNIA = "OEUS0600000000000113051"


def refused(releases: Any, path: Path, *words: str) -> None:
    releases.load("oews", flat_files(releases, name="before"))
    before = releases.store.read_bytes()
    with pytest.raises(DataError) as error:
        releases.load("oews", path)
    for said in words:
        assert said in str(error.value), error.value
    assert releases.store.read_bytes() == before


@pytest.mark.parametrize(
    ("was", "becomes", "column", "said"),
    [
        (r"\d+\t$", "1000\t9", "footnote_codes", "the footnote '9' is not known: '9'"),
        (r"\d+\t$", "-\t4,8", "footnote_codes", "contradict"),
        (r"\d+\t$", "-\t5", "value", "nothing names its bound"),
        (r"\d+\t$", "-\t", "value", "no number"),
        (r"\d+\t$", "~\t", "value", "no number"),
        (r"\d+\t$", "-7\t", "value", "less than nothing"),
        (r"\d+\t$", "\t", "value", "missing"),
        (r"\t2025\t", "\t2024\t", "year", "the release is of 2025: '2024'"),
        (r"\tA01\t", "\tQ01\t", "period", "'Q01'"),
        (r"01     \t", "18     \t", "series_id", "data type"),
        (r"01     \t", "1      \t", "series_id", "data type"),
        (r"01     \t", "02     \t", "series_id", "twice"),
        (r"OEUS0600000", "OEUS0900000", "series_id", "there is no area 0900000"),
        (r"OEUS", "OEXS", "series_id", "no series of OEWS"),
        (r"113051", "113052", "series_id", "there is no occupation 11-3052"),
    ],
)
def test_a_fault_in_the_data_is_named_with_its_row(
    releases: Any, was: str, becomes: str, column: str, said: str
) -> None:
    rows = data()
    row = next(number for number, row in enumerate(rows) if row.startswith(f"{CALIFORNIA}01"))
    rows[row] = re.sub(was, becomes, rows[row], count=1)
    where = row + 2 if said == "twice" else row + 1
    refused(releases, flat_files(releases, rows), f"{DATA}, row {where}, column '{column}'", said)


def test_an_industry_that_stands_for_nothing_is_named(releases: Any) -> None:
    industries = table(("industry_code", "industry_name", "display_level"), ("311000", "Food Manufacturing", 3))
    refused(releases, flat_files(releases, industry=industries), DATA, "column 'series_id'", "there is no industry")


@pytest.mark.parametrize("more", ["\tx", ""])
def test_a_row_of_another_length_is_named(releases: Any, more: str) -> None:
    rows = data()
    rows[3] = rows[3] + more if more else rows[3].rsplit("\t", 1)[0]
    refused(releases, flat_files(releases, rows), f"{DATA}, row 4", "cells")


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"area": None}, ("oe: there is no file oe.area",)),
        ({"occupation": None}, ("there is no file oe.occupation",)),
        ({"footnote": None}, ("there is no file oe.footnote",)),
        ({"area": table(("area_code", "name"))}, ("oe.area, row 1", "'areatype_code'")),
        (
            {"area": table(("area_code", "areatype_code", "state_code", "area_name"), ("0600000", "X", "06", "Y"))},
            ("oe.area, row 2, column 'areatype_code'", "'X'"),
        ),
        (
            {"footnote": table(("footnote_code", "footnote_text"), ("5", "Very high."))},
            ("oe.footnote, row 2, column 'footnote_text'", "bounds"),
        ),
        (
            {"industry": table(("industry_code", "industry_name", "display_level"), ("311000", "Food", "low"))},
            ("oe.industry, row 2, column 'display_level'", "'low'"),
        ),
        (
            {"release": table(("release_date", "description"), ("May 2025", "2025"))},
            ("oe.release, row 2, column 'release_date'", "'May 2025'"),
        ),
        ({"data.0.Current": "series\tvalue\r\n"}, (f"{DATA}, row 1", "'series_id'")),
        ({"data.0.Current": f"{DATA_HEADER}\r\n"}, ("there are no wages",)),
        ({"data.0.Current": f"{DATA_HEADER}\r\n", "release": None}, (DATA, "no rows")),
    ],
)
def test_a_fault_in_a_table_is_named(releases: Any, tables: dict[str, str | None], said: tuple[str, ...]) -> None:
    refused(releases, flat_files(releases, **tables), *said)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("A_MEDIAN", "~", "no number: '~'"),
        ("A_MEDIAN", "***", "no number: '***'"),
        ("A_MEDIAN", -7, "less than nothing: '-7'"),
        ("TOT_EMP", "#", "nothing names its bound: '#'"),
        ("MEAN_PRSE", "#", "nothing names its bound: '#'"),
        ("ANNUAL", "perhaps", "neither TRUE nor blank: 'perhaps'"),
        ("AREA_TYPE", 5, "this kind of area is not known: '5'"),
        ("AREA", "06x", "no area's code: '06x'"),
        ("PRIM_STATE", "XX", "this state is not known: 'XX'"),
        ("I_GROUP", "7-digit", "this level of industries is not known: '7-digit'"),
        ("O_GROUP", "narrow", "this level of occupations is not known: 'narrow'"),
        ("OCC_CODE", "113051", "no SOC code: '113051'"),
    ],
)
def test_a_fault_in_a_workbook_is_named_with_its_row(releases: Any, column: str, cell: object, said: str) -> None:
    right = line("0600000", "000000", "252021", figures(of("4", *HOURLY)))
    wrong = changed(line("0049700", "000000", "113051", figures({6: ""})), **{column: cell})
    path = workbook(releases, [right, wrong])
    refused(releases, path, f"all_data_M_2025.xlsx, row 3, column '{column}'", said)


def test_a_workbook_without_a_column_is_none(releases: Any) -> None:
    header = ["MEDIAN" if column == "A_MEDIAN" else column for column in HEADER]
    refused(releases, workbook(releases, header=header), "all_data_M_2025.xlsx", "no column 'A_MEDIAN'")


def test_workbooks_of_two_years_are_no_release(releases: Any) -> None:
    old, new = (workbook(releases, name=f"state_M{year}_dl.xlsx") for year in (2024, 2025))
    refused(releases, releases.gathered("oews", old, new), "oews: the workbooks are of several years: 2024, 2025")


def test_a_cell_that_is_there_twice_is_named(releases: Any) -> None:
    cell = line("0600000", "000000", "113051", figures())
    refused(releases, workbook(releases, [cell, cell]), "table wage, row 2 (11-3051, 0600000")


def test_industries_alone_do_not_take_the_place_of_wages(releases: Any) -> None:
    rows = [row for row in lines() if row[6] == "3-digit"]
    refused(releases, workbook(releases, rows, name="nat3d_M2025_dl.xlsx"), "nat3d_M2025_dl.xlsx", "no wages")


def test_what_is_no_release_is_said(releases: Any) -> None:
    refused(releases, workbook(releases, name="wages.xlsx"), "wages.xlsx: there is no release of OEWS")


def test_two_snapshots_are_one_too_many(releases: Any) -> None:
    path = snapshot(releases)
    folder = releases.gathered("both", path, releases.gzipped(path))
    refused(releases, folder, "both: there are 2 snapshots: oews.sqlite, oews.sqlite.gz")


# --- Packed snapshots ----------------------------------------------------------------------------------------


def packed(releases: Any, kind: str, content: bytes) -> Path:
    if kind == "gzip":
        path: Path = releases.file("oews.sqlite.gz", content)
        return path
    path = releases.folder / "oews.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("some/oews.sqlite.gz", content)
    return path


@pytest.mark.parametrize("kind", ["gzip", "wheel"])
def test_a_packed_snapshot_is_the_snapshot(releases: Any, kind: str) -> None:
    path = snapshot(releases)
    releases.load("oews", path)
    rows = stored(releases)
    archive = packed(releases, kind, gzip.compress(path.read_bytes()))
    releases.load("oews", archive)
    assert stored(releases) == rows
    assert releases.query("SELECT file FROM source") == [(archive.name,)]


@pytest.mark.parametrize("kind", ["gzip", "wheel"])
def test_a_truncated_snapshot_is_said(releases: Any, kind: str) -> None:
    content = gzip.compress(snapshot(releases).read_bytes())
    path = packed(releases, kind, content[: len(content) // 2])
    refused(releases, path, "oews.sqlite.gz: the file cannot be unpacked")


@pytest.mark.parametrize("kind", ["gzip", "wheel"])
def test_a_snapshot_that_unpacks_too_large_is_refused(
    releases: Any, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = snapshot(releases).read_bytes()
    path = packed(releases, kind, gzip.compress(content))
    monkeypatch.setattr("occuguide.plugins.sources.oews.snapshot._LARGEST", len(content) - 1)
    refused(releases, path, f"oews.sqlite.gz: the file unpacks to more than {len(content) - 1:,} bytes")
    monkeypatch.setattr("occuguide.plugins.sources.oews.snapshot._LARGEST", len(content))
    assert releases.load("oews", path) == 14


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE cell SET f13 = '9' WHERE key = 'OEUS0600000000000113051'", "column 'f13': the footnote '9'"),
        ("UPDATE cell SET v13 = 'much' WHERE key = 'OEUS0600000000000113051'", "column 'v13': this is no number"),
        ("UPDATE cell SET f13 = '5' WHERE key = 'OEUS0600000000000113051'; DELETE FROM footnote", "'v13'"),
    ],
)
def test_a_fault_in_a_snapshot_is_named_with_its_cell(releases: Any, statement: str, said: str) -> None:
    path = snapshot(releases, {("0600000", "000000", "113051"): figures()})
    with sqlite3.connect(path) as connection:
        connection.executescript(statement)
    connection.close()
    refused(releases, path, "oews.sqlite, table cell, row OEUS0600000000000113051", said)
