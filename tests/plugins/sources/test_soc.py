"""The Standard Occupational Classification, and the codes that join its occupations."""

import csv
import sqlite3
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError
from occuguide.plugins.sources.release import Member
from occuguide.plugins.sources.tables import read_table

Lines = Sequence[Sequence[object]]

PREAMBLE: Lines = [["U.S. Bureau of Labor Statistics"], ["November 2017"], []]
STRUCTURE: Lines = [
    ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation", ""],
    ["11-0000", "", "", "", "Management Occupations"],
    ["", "11-3000", "", "", "Operations Managers"],
    ["", "", "11-3050", "", "Industrial Production Managers"],
    ["", "", "", "11-3051", "Industrial Production Managers"],
    ["", "", "", "11-3052", "Other Managers"],
]
DEFINITIONS: Lines = [
    ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"],
    ["Broad", "11-3050", "Industrial Production Managers", ""],
    ["Detailed", "11-3051", "Industrial Production Managers", "Plan."],
    ["Detailed", "11-3052", "Other Managers", "Do the rest."],
]
DIRECT: Lines = [
    ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example"],
    ["11-3051", "Industrial Production Managers", "Plant Manager", "x"],
    ["11-3051", "Industrial Production Managers", "plant manager", ""],
    ["11-3051", "Industrial Production Managers", "INDUSTRIAL PRODUCTION MANAGERS", ""],
    ["11-3052", "Other Managers", "Plant Manager\xa0", ""],
]
CROSSWALK: Lines = [
    ["2010 SOC Code", "2010 SOC Title", "2018 SOC Code", "2018 SOC Title"],
    ["11-3051", "Industrial Production Managers", "11-3051", "Industrial Production Managers"],
    ["11-9199", "Managers, All Other (#)", "11-3051", "Industrial Production Managers (##)"],
    ["11-9199", "Managers, All Other (#)", "11-3052", "Other Managers (##)"],
]
FILES = {
    "soc_structure_2018.xlsx": STRUCTURE,
    "soc_2018_definitions.xlsx": DEFINITIONS,
    "soc_2018_direct_match_title_file.xlsx": DIRECT,
    "soc_2010_to_2018_crosswalk.xlsx": CROSSWALK,
}


def written(releases: Any, **changed: Lines | None) -> list[Path]:
    """The four workbooks; a table is left out if it is none."""
    words = {"structure": 0, "definitions": 1, "direct": 2, "crosswalk": 3}
    names = list(FILES)
    tables = {**FILES, **{names[words[word]]: lines for word, lines in changed.items()}}
    return [
        releases.workbook(name, {"Sheet": [*PREAMBLE, *lines]}) for name, lines in tables.items() if lines is not None
    ]


def without_header(releases: Any, lines: Lines) -> Path:
    path: Path = releases.workbook("mine.xlsx", {"Sheet": lines})
    return path


@pytest.mark.parametrize("given", ["files", "folder", "archive"])
def test_the_four_workbooks_are_read_however_they_are_given(releases: Any, given: str) -> None:
    files = written(releases)
    paths = {
        "files": files,
        "folder": [releases.gathered("soc", *files)],
        "archive": [releases.zipped("soc.zip", *files)],
    }
    releases.load("soc", *paths[given])
    assert releases.notes == []
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [
        ("11-0000", "Management Occupations", 0),
        ("11-3000", "Operations Managers", 0),
        ("11-3050", "Industrial Production Managers", 0),
        ("11-3051", "Industrial Production Managers", 1),
        ("11-3052", "Other Managers", 1),
    ]
    described = releases.query("SELECT code, description FROM description")
    assert described == [("11-3051", "Plan."), ("11-3052", "Do the rest.")]
    # Each title once, in whatever case, and no title that is the occupation's own.
    assert releases.query("SELECT code, kind, title FROM title") == [
        ("11-3051", "direct", "Plant Manager"),
        ("11-3052", "direct", "Plant Manager"),
    ]
    assert releases.query("SELECT edition, code, title, soc FROM successor") == [
        ("SOC 2010", "11-3051", "Industrial Production Managers", "11-3051"),
        ("SOC 2010", "11-9199", "Managers, All Other", "11-3051"),
        ("SOC 2010", "11-9199", "Managers, All Other", "11-3052"),
    ]


def test_what_is_lacking_is_said_and_the_definitions_alone_are_enough(releases: Any) -> None:
    releases.load("soc", *written(releases, structure=None, direct=None, crosswalk=None))
    assert releases.query("SELECT soc, detailed FROM occupation") == [("11-3050", 0), ("11-3051", 1), ("11-3052", 1)]
    (note,) = releases.notes
    assert "the direct match titles and the crosswalk from SOC 2010" in note
    assert "structure" not in note


def test_a_file_of_another_name_is_known_by_its_columns(releases: Any) -> None:
    releases.load("soc", without_header(releases, STRUCTURE))
    assert releases.query("SELECT count(*) FROM occupation") == [(5,)]


def test_the_codes_that_join_occupations_come_with_the_reason(releases: Any) -> None:
    releases.load("soc", *written(releases))
    components = releases.query("SELECT component, basis FROM composite WHERE soc = '15-1256'")
    assert [component for component, _ in components] == ["15-1252", "15-1253"]
    assert all("named in the title" in basis for _, basis in components)


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    files = written(releases)
    releases.load("soc", *files)
    first = releases.store.read_bytes()
    releases.load("soc", *files)
    assert releases.store.read_bytes() == first


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"structure": None, "definitions": None}, ("the SOC structure or the SOC definitions", "crosswalk.xlsx")),
        ({"structure": [*STRUCTURE, ["", "", "", "11-305", "Short"]]}, ("structure_2018.xlsx, row 10", "'11-305'")),
        ({"structure": [*STRUCTURE, ["", "", "", "", "None"]]}, ("structure_2018.xlsx, row 10", "no SOC code")),
        ({"structure": [STRUCTURE[0][:2]]}, ("structure_2018.xlsx", "no column 'Broad Group'")),
        (
            {"structure": None, "definitions": [DEFINITIONS[0], ["Tiny", "11-3051", "Managers", ""]]},
            ("definitions.xlsx, row 5, column 'SOC Group'", "'Tiny'"),
        ),
        (
            {"direct": [DIRECT[0], ["11-3059", "No Managers", "Boss", ""]]},
            ("title_file.xlsx, row 5, column '2018 SOC Code'", "no such code", "'11-3059'"),
        ),
        (
            {"crosswalk": [CROSSWALK[0], ["113051", "Managers", "11-3051", "Managers"]]},
            ("crosswalk.xlsx, row 5, column '2010 SOC Code'", "'113051'"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    releases: Any, changed: dict[str, Lines | None], words: tuple[str, ...]
) -> None:
    files = written(releases, **changed)
    with pytest.raises(DataError) as raised:
        releases.load("soc", releases.gathered("soc", *files))
    for word in words:
        assert word in str(raised.value)
    assert not releases.store.exists()


def test_a_file_that_is_none_of_the_tables_is_refused(releases: Any) -> None:
    other = releases.table("mine.csv", [["SOC", "Wage"], ["11-3051", "1"]])
    with pytest.raises(
        DataError, match=r"mine\.csv: this is not the SOC structure, .* or the crosswalk .*\. It has 'SOC', 'Wage'\."
    ):
        releases.load("soc", *written(releases), other)


def test_two_files_of_one_table_are_not_mixed(releases: Any) -> None:
    second = releases.workbook("soc_structure_2010.xlsx", {"Sheet": STRUCTURE[:3]})
    releases.load("soc", *written(releases), second)
    assert releases.query("SELECT count(*) FROM occupation") == [(5,)]
    assert any("soc_structure_2010.xlsx was left out" in note for note in releases.notes)


# --- The real releases ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def composites() -> list[dict[str, str]]:
    text = resources.files("occuguide.plugins.sources").joinpath("composites.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def real(shared: Path, releases: Any) -> Any:
    """The store with the real SOC in it."""
    releases.load("soc", shared / "soc_2018")
    return releases


@pytest.fixture(scope="module")
def nation(shared: Path) -> dict[str, str]:
    """The titles of the national projections 2020-30, by code."""
    path = shared / "state_projections" / "long_term_2020_2030_all_states.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["stfips"] == "0"]
    return {row["code"]: row["name"].removesuffix(" (SOC 2018)") for row in rows}


def detailed(real: Any) -> set[str]:
    return {soc for (soc,) in real.query("SELECT soc FROM occupation WHERE detailed")}


def test_the_real_release_has_its_occupations_definitions_titles_and_codes(real: Any) -> None:
    assert real.notes == []
    assert real.query("SELECT count(*), sum(detailed) FROM occupation") == [(1447, 867)]
    assert real.query("SELECT count(*), count(DISTINCT code) FROM description") == [(867, 867)]
    assert real.query("SELECT count(*) FROM title") == [(6520,)]
    assert real.query("SELECT count(*), count(DISTINCT code), count(DISTINCT soc) FROM successor") == [(900, 840, 867)]
    assert real.query("SELECT count(*) FROM successor WHERE title LIKE '%#%'") == [(0,)]
    assert real.query("SELECT soc FROM successor WHERE code = '15-1141'") == [("15-1242",), ("15-1243",)]
    assert real.query("SELECT copied_from <> '' FROM source") == [(1,)]


def test_every_component_is_a_detailed_occupation_of_one_composite(real: Any, composites: list[dict[str, str]]) -> None:
    counted = Counter(row["component"] for row in composites)
    assert [component for component, times in counted.items() if times > 1] == []
    assert counted.keys() <= detailed(real)
    assert {row["code"] for row in composites}.isdisjoint(detailed(real))
    assert min(Counter(row["code"] for row in composites).values()) > 1


def test_nothing_of_the_national_projections_is_left_over_or_counted_twice(
    real: Any, composites: list[dict[str, str]], nation: dict[str, str]
) -> None:
    """Each civilian occupation has a row of its own, or is a component of a code that has one; never both."""
    counted = {row["component"] for row in composites if row["code"] in nation}
    civilian = {soc for soc in detailed(real) if not soc.startswith("55-")}
    assert counted.isdisjoint(nation)
    assert counted | (civilian & nation.keys()) == civilian
    assert nation.keys() - civilian - {"00-0000"} == {row["code"] for row in composites if row["code"] in nation}


def test_every_code_that_joins_occupations_is_known_whatever_release_gives_it(
    real: Any, shared: Path, composites: list[dict[str, str]], nation: dict[str, str]
) -> None:
    with (shared / "edd_projections" / "long_term_2020_2030.csv").open(encoding="utf-8", newline="") as file:
        edd = {
            row["Standard Occupational Classification (SOC)"] for row in csv.DictReader(file) if row["SOC Level"] == "4"
        }
    with (shared / "bls_employment_projections" / "employment_projections_2024_2034.csv").open(newline="") as file:
        bls = {row["Occupation Code"].strip('="') for row in csv.DictReader(file)}
    published = edd | bls | nation.keys() - {"00-0000"}
    assert published - detailed(real) == {row["code"] for row in composites}


def test_a_broad_group_joins_its_detailed_occupations(real: Any, composites: list[dict[str, str]]) -> None:
    groups = {row["code"] for row in composites if row["basis"] == "SOC 2018 broad group"}
    assert len(groups) == 13
    for group in groups:
        components = {row["component"] for row in composites if row["code"] == group}
        assert components == {soc for soc in detailed(real) if soc[:6] == group[:6]}
        (title,) = {row["title"] for row in composites if row["code"] == group}
        assert real.query("SELECT title FROM occupation WHERE soc = ?", group) == [(title,)]


def test_the_crosswalk_of_the_national_matrix_says_the_same(shared: Path, composites: list[dict[str, str]]) -> None:
    path = shared / "bls_employment_projections" / "nem-onet-to-soc-crosswalk.xlsx"
    matrix: dict[str, set[str]] = {}
    for row in read_table(Member(path.name, path), ("O*NET-SOC Code", "NEM Code"), what="the crosswalk"):
        matrix.setdefault(row["NEM Code"], set()).add(row["O*NET-SOC Code"][:7])
    known: dict[str, set[str]] = {}
    for line in composites:
        known.setdefault(line["code"], set()).add(line["component"])
    by_matrix = {line["code"] for line in composites if line["basis"].startswith("National Employment Matrix")}
    assert len(by_matrix) == 5
    assert by_matrix == {code for code in matrix.keys() & known.keys() if not code.endswith("0")}
    assert all(matrix[code] == known[code] for code in matrix.keys() & known.keys())


def test_what_was_joined_because_it_was_one_code_was_one_code(
    real: Any, composites: list[dict[str, str]], nation: dict[str, str]
) -> None:
    """The basis of three codes is that their components are what one code of SOC 2010 became."""
    olds = {row["code"]: row["basis"].split()[3] for row in composites if row["basis"].startswith("what SOC 2010")}
    assert olds == {"25-3097": "25-3099", "29-1228": "29-1069", "29-1248": "29-1067"}
    for code, old in olds.items():
        became = {soc for (soc,) in real.query("SELECT soc FROM successor WHERE code = ?", old)}
        assert {row["component"] for row in composites if row["code"] == code} == became - nation.keys()


def test_a_code_is_called_what_a_release_calls_it(
    shared: Path, composites: list[dict[str, str]], nation: dict[str, str]
) -> None:
    """Projections Central cuts the longest title otherwise than the survey of wages does."""
    differing = {row["code"] for row in composites if row["title"] != nation[row["code"]]}
    assert differing == {"53-1047"}


def test_the_survey_of_wages_has_no_other_code(composites: list[dict[str, str]], real: Any) -> None:
    edition = resources.files("occuguide.plugins.edition").joinpath("california.sqlite")
    with resources.as_file(edition) as path:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        wages = {soc for (soc,) in connection.execute("SELECT DISTINCT soc FROM wage WHERE soc <> '00-0000'")}
        connection.close()
    every = {soc for (soc,) in real.query("SELECT soc FROM occupation")}
    joined = {soc for soc in wages if soc not in every}
    assert joined
    assert joined <= {row["code"] for row in composites}
