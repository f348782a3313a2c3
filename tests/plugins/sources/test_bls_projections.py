"""The national projections, from the web tool's CSV file and from the workbook."""

import csv
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from occuguide.core import DataError

FOLDER = "bls_employment_projections"
CSV = f"{FOLDER}/employment_projections_2024_2034.csv"
WORKBOOK = f"{FOLDER}/occupation_2022_2032.xlsx"
CROSSWALK = f"{FOLDER}/nem-onet-to-soc-crosswalk.xlsx"

LINE = {
    "Occupation Title": "Accountants and auditors    * Account Auditor* CPA",
    "Occupation Code": '="13-2011"',
    "Employment 2024": "1,579.8",
    "Employment 2034": "1,652.6",
    "Employment Change, 2024-2034": "72.8",
    "Employment Percent Change, 2024-2034": "4.6",
    "Occupational Openings, 2024-2034 Annual Average": "124.2",
    "Median Annual Wage 2024": "81,680",
    "Typical Entry-Level Education": "Bachelor's degree",
    "Education Code": "3",
    "Work Experience in a Related Occupation": "None",
    "Workex Code": "4",
    "Typical on-the-job Training": "None",
    "trCode": "6",
}
"""A row of the CSV file."""

Sheets = dict[str, list[Sequence[object]]]

TITLE, CODE = "2022 National Employment Matrix title", "2022 National Employment Matrix code"
JOBS = ("Employment, 2022", "Employment, 2032", "Employment change, numeric, 2022–32")
ENTRY = "Typical education needed for entry"
TRAINING = "Typical on-the-job training needed to attain competency in the occupation"
DEGREES = ("Less than high school diploma", "High school diploma or equivalent", "Some college, no degree",
           "Associate's degree", "Bachelor's degree", "Master's degree", "Doctoral or professional degree")  # fmt: skip
OWN, AROUND = "education", "education of the wider group"
TABLES = ("area", "occupation", "projection", "requirement", "element", "category", "distribution")


def sheets() -> Sheets:
    """A workbook's sheets with a group and an occupation, and footnotes below."""
    return {
        "Index": [["Contents"]],
        "Table 1.7": [
            ["Table 1.7 Projections, 2022–32"],
            [TITLE, CODE, "Occupation type", *JOBS, "Employment change, percent, 2022–32",
             "Occupational openings, 2022–32 annual average[1]", "Median annual wage, 2022(1)", ENTRY,
             "Work experience in a related occupation", TRAINING],
            ["Total, all occupations", "00-0000", "Summary", 164482.6, 169148.1, 4665.5, 2.8, 18566.5, 46310,
             "—", "—", "—"],
            ["    Accountants and auditors(1)", "13-2011", "Line item", 1538.4, 1605.8, 67.4, 4.4, 126.5, "—",
             "Bachelor's degree", "None", "None"],
            ["Footnotes:", *[""] * 11],
            ["(1) A remark.", *[""] * 11],
        ],
        "Table 1.10": [
            ["Table 1.10 Separations, 2022–32"],
            [TITLE, CODE, "Occupation type", "Labor force exit rate, 2022–32 annual average",
             "Labor force exits, 2022–32 annual average", "Occupational transfers, 2022–32 annual average"],
            ["Total, all occupations", "00-0000", "Summary", 4.8, 8018.3, 10081.7],
            ["    Accountants and auditors", "13-2011", "Line item", 3.2, 48.5, 71.2],
        ],
        "Table 5.3": [
            ["Table 5.3 Attainment of workers 25 years and older, 2019 and 2021"],
            [TITLE, CODE, *DEGREES],
            ["Accountants and auditors(1)", "13-2011", 0, 2.4, 4, 7.2, 58.3, 24.7, 3.3],
            ["Tax examiners", "13-2081", 0, 0, 0, 0, 100, 0, 0],
            ["(1) A remark.", *[""] * 8],
        ],
    }  # fmt: skip


def exported(releases: Any, *rows: Mapping[str, str], name: str = "projections.csv") -> Path:
    """A CSV file of rows that differ from the right one."""
    path: Path = releases.table(name, [list(LINE), *(list({**LINE, **row}.values()) for row in rows or [{}])])
    return path


def workbook(releases: Any, changed: Sheets | None = None, name: str = "occupation.xlsx") -> Path:
    path: Path = releases.workbook(name, changed or sheets())
    return path


def rows_of(releases: Any) -> list[Any]:
    return [releases.query(f"SELECT * FROM {table}") for table in TABLES]


@pytest.fixture(scope="module")
def real(shared: Path, module_releases: Any) -> Any:
    module_releases.count = module_releases.load("bls-projections", shared / FOLDER)
    return module_releases


def test_every_figure_of_the_file_lands_in_its_place(releases: Any) -> None:
    assert releases.load("bls-projections", exported(releases)) == 1
    row = ("13-2011", "0000000", 2024, 2034, 1_579_800, 1_652_600, 72_800, 4.6, None, None, 124_200, "year", 1)
    assert releases.query("SELECT * FROM projection") == [("bls-projections", *row)]
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [("13-2011", "Accountants and auditors", 1)]
    assert releases.query("SELECT code, name, kind, state FROM area") == [("0000000", "United States", "nation", "00")]
    assert releases.query("SELECT id, education, experience, training FROM requirement") == [
        (1, "Bachelor's degree", "None", "None")
    ]
    assert releases.query("SELECT * FROM title") == []
    assert releases.query("SELECT * FROM element") == []


def test_every_figure_of_the_workbook_lands_in_its_place(releases: Any) -> None:
    assert releases.load("bls-projections", workbook(releases)) == 2
    whole = ("00-0000", "0000000", 2022, 2032, 164_482_600, 169_148_100, 4_665_500, 2.8, 8_018_300, 10_081_700)
    row = ("13-2011", "0000000", 2022, 2032, 1_538_400, 1_605_800, 67_400, 4.4, 48_500, 71_200, 126_500, "year", 1)
    assert releases.query("SELECT * FROM projection") == [
        ("bls-projections", *whole, 18_566_500, "year", None),
        ("bls-projections", *row),
    ]
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [
        ("00-0000", "Total, all occupations", 0),
        ("13-2011", "Accountants and auditors", 1),
    ]


def test_attainment_is_a_distribution_without_its_zeros(releases: Any) -> None:
    releases.load("bls-projections", workbook(releases))
    assert releases.query("SELECT id, domain, period FROM element") == [
        (OWN, "education", "2019 and 2021"),
        (AROUND, "education", "2019 and 2021"),
    ]
    for element in (OWN, AROUND):
        named = releases.query("SELECT category, name FROM category WHERE element = ?", element)
        assert named == list(enumerate(DEGREES, start=1))
    assert releases.query("SELECT category, percent, suppressed FROM distribution WHERE code = '13-2011'") == [
        (2, 2.4, 0),
        (3, 4, 0),
        (4, 7.2, 0),
        (5, 58.3, 0),
        (6, 24.7, 0),
        (7, 3.3, 0),
    ]


def test_the_shares_of_a_wider_group_are_not_taken_for_the_occupations_own(releases: Any) -> None:
    """The census counts some occupations, marked '(1)', within a wider group alone."""
    releases.load("bls-projections", workbook(releases))
    assert releases.query("SELECT DISTINCT code, element FROM distribution") == [
        ("13-2011", AROUND),
        ("13-2081", OWN),
    ]
    ((own,), (around,)) = releases.query("SELECT name FROM element ORDER BY id")
    assert "wider group" not in own
    assert "wider group" in around


def test_thousands_are_exact(releases: Any) -> None:
    """Binary fractions would not be: 1000 times 16.1 is 16100.000000000002."""
    assert 16.1 * 1000 != 16100
    releases.load("bls-projections", exported(releases, {"Employment 2024": "16.1", "Employment 2034": "1.001"}))
    assert releases.query("SELECT base_employment, projected_employment FROM projection") == [(16100, 1001)]


def test_two_workbooks_give_the_attainment_of_the_newer(releases: Any) -> None:
    newer = workbook(releases, _replaced(sheets(), "2022", "2024", "32", "34"), name="newer.xlsx")
    older = sheets()
    older["Table 5.3"][2] = ["Accountants and auditors", "13-2011", 100, 0, 0, 0, 0, 0, 0]
    assert releases.load("bls-projections", newer, workbook(releases, older)) == 4
    assert releases.query("SELECT release FROM source") == [("2022-2032, 2024-2034",)]
    assert releases.query("SELECT percent FROM distribution WHERE category = 1") == []


def _replaced(changed: Sheets, *words: str) -> Sheets:
    """Sheets with words of their cells replaced: the old, the new, the next old, the next new."""

    def told(cell: object) -> object:
        for old, new in zip(words[::2], words[1::2], strict=True):
            cell = cell.replace(old, new) if isinstance(cell, str) else cell
        return cell

    return {name: [[told(cell) for cell in line] for line in lines] for name, lines in changed.items()}


def test_file_and_workbook_together_give_both_periods_and_the_newer_title(releases: Any) -> None:
    path = exported(releases, {"Occupation Title": "Accountants"})
    assert releases.load("bls-projections", workbook(releases), path) == 3
    years = "SELECT base_year FROM projection WHERE soc = '13-2011'"
    assert releases.query(years) == [(2022,), (2024,)]
    assert releases.query("SELECT title FROM occupation WHERE soc = '13-2011'") == [("Accountants",)]
    assert releases.query("SELECT count(*) FROM requirement") == [(1,)]


@pytest.mark.parametrize("container", ["zipped", "gathered"])
def test_a_zip_or_a_folder_gives_the_same_rows_as_the_files(container: str, releases: Any) -> None:
    paths = [workbook(releases), exported(releases)]
    releases.load("bls-projections", *paths)
    alone = rows_of(releases)
    assert all(alone)
    crosswalk = releases.workbook("crosswalk.xlsx", {"Codes": [["NEM Code"]]})
    releases.load("bls-projections", getattr(releases, container)("release.zip", *paths, crosswalk))
    assert rows_of(releases) == alone
    (note,) = releases.notes
    assert "crosswalk.xlsx is left out" in note


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    paths = [workbook(releases), exported(releases)]
    releases.load("bls-projections", *paths)
    first = releases.store.read_bytes()
    releases.load("bls-projections", *paths)
    assert releases.store.read_bytes() == first


def _line(**changes: str) -> Callable[[Any], Path]:
    return lambda releases: exported(releases, {column.replace("_", " "): value for column, value in changes.items()})


def _headed(old: str, new: str) -> Callable[[Any], Path]:
    def make(releases: Any) -> Path:
        path = exported(releases)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path

    return make


def _sheet(old: str, new: str) -> Callable[[Any], Path]:
    return lambda releases: workbook(releases, _replaced(sheets(), old, new))


def _cell(sheet: str, line: int, column: int, value: object) -> Callable[[Any], Path]:
    def make(releases: Any) -> Path:
        changed = sheets()
        cells = list(changed[sheet][line])
        cells[column] = value
        changed[sheet][line] = cells
        return workbook(releases, changed)

    return make


def _without(sheet: str) -> Callable[[Any], Path]:
    return lambda releases: workbook(releases, {name: lines for name, lines in sheets().items() if name != sheet})


BROKEN = {
    "no column": (_headed("Typical Entry-Level Education", "Degree"), ("row 1", "'Typical Entry-Level Education'")),
    "no openings": (_headed("Occupational Openings", "Vacancies"), ("header", "occupational openings, 2024-2034")),
    "no period": (_headed("2024-2034", "soon"), ("projections.csv, header", "period")),
    "two periods": (_headed("Change, 2024-2034", "Change, 2023-2033"), ("projections.csv, header", "employment, 2023")),
    "no number": (_line(Employment_2024="many"), ("projections.csv, row 2, column 'Employment 2024'", "'many'")),
    "empty cell": (_line(Employment_2034=""), ("projections.csv, row 2, column 'Employment 2034'", "no number")),
    "less than nothing": (
        _line(Employment_2024="-1"),
        ("row 2, column 'Employment 2024'", "less than nothing", "'-1'"),
    ),
    "code": (_line(Occupation_Code="13-2011.00"), ("projections.csv, row 2, column 'Occupation Code'", "13-2011.00")),
    "long row": (
        lambda releases: releases.table("projections.csv", [list(LINE), [*LINE.values(), "more"]]),
        ("projections.csv, row 2", "15 cells", "14"),
    ),
    "row twice": (lambda releases: exported(releases, {}, {}), ("projections.csv, row 3", "13-2011", "row 2")),
    "not UTF-8": (lambda releases: releases.file("p.csv", b"T\xedtulo\n"), ("p.csv", "UTF-8")),
    "header alone": (lambda releases: releases.table("p.csv", [list(LINE)]), ("p.csv", "no rows")),
    "sheet, no column": (_sheet(ENTRY, "Degree"), ("occupation.xlsx, sheet 'Table 1.7', header", ENTRY.lower())),
    "sheet, no exits": (_sheet("Labor force exits", "Leavers"), ("sheet 'Table 1.10', header", "labor force exits")),
    "sheet, no degree": (_sheet("Master's degree", "Masters"), ("sheet 'Table 5.3', header", "master's degree")),
    "sheet, type": (_sheet("Line item", "Detail"), ("'Table 1.7', row 4, column 'Occupation type'", "'Detail'")),
    "sheet, number": (_cell("Table 1.10", 3, 4, "many"), ("'Table 1.10', row 4, column 'Labor force exits", "'many'")),
    "sheet, percent": (_cell("Table 5.3", 2, 3, "some"), ("'Table 5.3', row 3, column 'High school", "'some'")),
    "sheet, no code": (_cell("Table 1.7", 3, 1, ""), ("'Table 1.7', row 4", "no SOC code")),
    "no separations": (_without("Table 1.10"), ("occupation.xlsx", "no sheet 'Table 1.10'")),
    "no attainment": (
        lambda releases: workbook(releases, {**sheets(), "Table 5.3": []}),
        ("occupation.xlsx, sheet 'Table 5.3', row 1", "no header"),
    ),
    "no projections": (_without("Table 1.7"), ("occupation.xlsx", "no workbook with a sheet 'Table 1.7'")),
    "no workbook": (lambda releases: releases.file("o.xlsx", b"none"), ("o.xlsx", "workbook cannot be read")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_release_is_said_with_its_place(case: str, releases: Any) -> None:
    make, said = BROKEN[case]
    with pytest.raises(DataError) as refused:
        releases.load("bls-projections", make(releases))
    for words in said:
        assert words in str(refused.value)


def test_the_crosswalk_alone_is_no_release(shared: Path, releases: Any) -> None:
    with pytest.raises(DataError, match=r"no workbook with a sheet 'Table 1.7'"):
        releases.load("bls-projections", shared / CROSSWALK)


def test_the_real_release_has_its_rows(real: Any) -> None:
    assert real.count == 832 + 1113
    assert real.query("SELECT base_year, count(*) FROM projection GROUP BY base_year") == [(2022, 1113), (2024, 832)]
    # Groups of the workbook's; the CSV file has none, and seven of its occupations bear the code of a group.
    assert real.query("SELECT detailed, count(*) FROM occupation GROUP BY detailed") == [(0, 281), (1, 832)]
    assert real.query("SELECT detailed FROM occupation WHERE soc = '13-1020'") == [(1,)]
    assert real.query("SELECT soc FROM occupation WHERE title GLOB '*[*()]*' OR title <> trim(title)") == []
    assert real.notes == ["nem-onet-to-soc-crosswalk.xlsx is left out: it holds no projections."]


def test_real_openings_are_those_of_a_year(real: Any) -> None:
    """A tenth of the change and the separations of a year add up to them, but for the rounding to hundreds."""
    off = "abs(exits + transfers + change / 10 - openings)"
    query = f"SELECT count(*), max({off}) FROM projection WHERE exits IS NOT NULL AND per = 'year'"
    ((rows, worst),) = real.query(query)
    assert rows == 1113
    assert worst <= 200


def test_every_real_row_of_the_file_equals_it(real: Any, shared: Path) -> None:
    stored = {
        soc: figures
        for soc, *figures in real.query(
            "SELECT soc, base_employment, projected_employment, change, openings, percent_change, education,"
            " experience, training FROM projection JOIN requirement ON id = requirement WHERE base_year = 2024"
        )
    }
    with (shared / CSV).open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    for row in rows:
        thousands = [int(f"{row[column].replace(',', '').replace('.', '')}00") for column in (2, 3, 4, 6)]
        assert stored.pop(row[1].strip('="')) == [*thousands, float(row[5]), row[8], row[10], row[12]]
    assert not stored


def plain(path: Path, sheet: str) -> list[list[str]]:
    """A sheet as the XML in the workbook has it, read without the library that the importer reads it with."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        strings = [
            "".join(part.text or "" for part in item.iter(f"{space}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [
            one.get("name") for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{space}sheet")
        ]
        content = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"))
    lines = []
    for row in content.iter(f"{space}row"):
        line = []
        for cell in row:
            value = cell.findtext(f"{space}v", "")
            line.append(strings[int(value)] if cell.get("t") == "s" else value)
        lines.append(line)
    return lines


def test_every_real_row_of_the_workbook_equals_it(real: Any, shared: Path) -> None:
    jobs = {row[1]: row for row in plain(shared / WORKBOOK, "Table 1.7") if re.match(r"\d\d-", "".join(row[1:2]))}
    flows = {row[1]: row for row in plain(shared / WORKBOOK, "Table 1.10") if re.match(r"\d\d-", "".join(row[1:2]))}
    stored = real.query(
        "SELECT projection.soc, base_employment, projected_employment, change, openings, exits, transfers,"
        " percent_change, detailed FROM projection JOIN occupation USING (soc) WHERE base_year = 2022"
    )
    assert len(stored) == len(jobs) == len(flows) == 1113
    for soc, *thousands, percent, detailed in stored:
        row, flow = jobs[soc], flows[soc]
        expected = [row[3], row[4], row[5], row[8], flow[10], flow[11]]
        assert thousands == [round(float(cell) * 1000) for cell in expected], soc
        assert percent == pytest.approx(float(row[6]), abs=1e-9)
        assert detailed == (row[2] == "Line item")


def test_the_real_attainment_adds_up(real: Any, shared: Path) -> None:
    totals = dict(real.query("SELECT code, sum(percent) FROM distribution GROUP BY code"))
    assert len(totals) == 833
    assert all(abs(total - 100) < 0.5 for total in totals.values())
    rows = {row[1]: row for row in plain(shared / WORKBOOK, "Table 5.3") if len(row) > 8}
    query = "SELECT percent FROM distribution WHERE code = '47-2111' ORDER BY category"
    assert real.query(query) == [(float(cell),) for cell in rows["47-2111"][2:]]
    assert real.query("SELECT count(*) FROM distribution WHERE percent = 0") == [(0,)]


def test_the_real_shares_of_a_wider_group_are_those_that_the_workbook_marks(real: Any, shared: Path) -> None:
    rows = [row for row in plain(shared / WORKBOOK, "Table 5.3") if len(row) > 8]
    marked = {row[1] for row in rows if row[0].endswith("(1)")}
    assert marked
    around = {code for (code,) in real.query("SELECT DISTINCT code FROM distribution WHERE element = ?", AROUND)}
    own = {code for (code,) in real.query("SELECT DISTINCT code FROM distribution WHERE element = ?", OWN)}
    assert around == marked
    assert own == {row[1] for row in rows if re.fullmatch(r"\d\d-\d{4}", row[1])} - marked
    assert real.query("SELECT DISTINCT period FROM element") == [("2019 and 2021",)]
