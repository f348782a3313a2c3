"""Programs of study and the occupations that they prepare for."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

CROSSWALK = [
    ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"],
    ["01.0000", "Agriculture, General.", "19-1011", "Animal Scientists"],
    ["01.0000", "Agriculture, General.", "19-1013", "Soil and Plant Scientists"],
    ["51.0912", "Physician Assistant.", "29-1071", "Physician Assistants"],
    ["01.0508", "Taxidermy/Taxidermist.", "99-9999", "NO MATCH"],
    ["99.9999", "NO MATCH", "25-3041", "Tutors"],
]
TITLES = """"CIPFamily","CIPCode","Action","CIPTitle","CIPDefinition"
="01",="01","No substantive changes","AGRICULTURE.","A "series" of programs."
="01",="01.00","No substantive changes","Agriculture, General.",""
="51",="51.0912","No substantive changes","Physician Associate/Assistant.",""
="51",="51.2502","Moved from","Veterinary Anatomy.",""
"""


def crosswalk(releases: Any, *rows: Sequence[str], name: str = "CIP2020_SOC2018_Crosswalk.csv") -> Path:
    path: Path = releases.table(name, rows or CROSSWALK)
    return path


def test_a_program_prepares_for_its_occupations(releases: Any) -> None:
    releases.load("cip-soc", crosswalk(releases))
    assert releases.query("SELECT cip, title FROM program") == [
        ("01.0000", "Agriculture, General"),
        ("01.0508", "Taxidermy/Taxidermist"),
        ("51.0912", "Physician Assistant"),
    ]
    assert releases.query("SELECT soc, cip FROM program_occupation") == [
        ("19-1011", "01.0000"),
        ("19-1013", "01.0000"),
        ("29-1071", "51.0912"),
    ]
    assert releases.notes == ["Programs that prepare for no occupation in particular: 1 of 3."]


def test_titles_are_those_of_the_list_of_codes_where_it_is_given(releases: Any) -> None:
    """And what the list has besides is no program that anyone studies: series, moved codes."""
    releases.load("cip-soc", crosswalk(releases), releases.file("CIPCode2020.csv", TITLES))
    titles = dict(releases.query("SELECT cip, title FROM program"))
    assert titles == {
        "01.0000": "Agriculture, General",
        "01.0508": "Taxidermy/Taxidermist",
        "51.0912": "Physician Associate/Assistant",
    }


def test_the_workbook_is_read_by_its_sheet(releases: Any) -> None:
    sheets = {"File Guide": [["File Name", "Description"]], "CIP-SOC": CROSSWALK}
    releases.load("cip-soc", releases.workbook("mine.xlsx", sheets))
    assert releases.query("SELECT count(*) FROM program_occupation") == [(3,)]
    with pytest.raises(DataError, match=r"mine\.xlsx: the workbook has no sheet 'CIP-SOC'\. It has 'Other'\."):
        releases.load("cip-soc", releases.workbook("mine.xlsx", {"Other": CROSSWALK}))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["1.0", "Agriculture.", "19-1011", ""], ("Crosswalk.csv, row 2, column 'CIP2020Code'", "'1.0'")),
        (["01.0000", "Agriculture.", "191011", ""], ("Crosswalk.csv, row 2, column 'SOC2018Code'", "'191011'")),
        (["01.0000", "Agriculture.", "NO MATCH", ""], ("row 2, column 'SOC2018Code'", "'NO MATCH'")),
    ],
)
def test_what_is_no_code_is_said_with_its_place(releases: Any, row: list[str], words: tuple[str, ...]) -> None:
    with pytest.raises(DataError) as raised:
        releases.load("cip-soc", crosswalk(releases, CROSSWALK[0], row))
    for word in words:
        assert word in str(raised.value)


def test_a_code_of_the_list_that_is_none_is_said_with_its_place(releases: Any) -> None:
    titles = releases.file("CIPCode2020.csv", TITLES.replace("51.2502", "51-2502"))
    with pytest.raises(DataError, match=r"CIPCode2020\.csv, row 5, column 'CIPCode'"):
        releases.load("cip-soc", crosswalk(releases), titles)


def test_titles_without_the_crosswalk_are_not_enough(releases: Any) -> None:
    folder = releases.gathered("cip", releases.file("CIPCode2020.csv", TITLES))
    with pytest.raises(DataError) as raised:
        releases.load("cip-soc", folder)
    assert str(raised.value) == (
        "cip: there is no table of the crosswalk from CIP 2020 to SOC 2018. There is CIPCode2020.csv."
    )


def test_the_real_release_is_the_same_in_both_forms(shared: Path, releases: Any) -> None:
    folder = shared / "cip_soc"
    found = []
    for suffix in ("csv", "xlsx"):
        releases.load("cip-soc", folder / f"CIP2020_SOC2018_Crosswalk.{suffix}", folder / "CIPCode2020.csv")
        assert releases.notes == ["Programs that prepare for no occupation in particular: 194 of 2,142."]
        assert releases.query("SELECT copied_from <> '' FROM source") == [(1,)]
        found.append((releases.query("SELECT * FROM program"), releases.query("SELECT * FROM program_occupation")))
    assert found[0] == found[1]
    programs, links = found[0]
    assert (len(programs), len(links)) == (2142, 5723)
    with (folder / "CIP2020_SOC2018_Crosswalk.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["SOC2018Code"], row["CIP2020Code"]) for row in csv.DictReader(file)]
    assert {(soc, cip) for _, soc, cip in links} == {
        (soc, cip) for soc, cip in rows if soc != "99-9999" and cip != "99.9999"
    }


def test_the_real_folder_has_the_crosswalk_twice_and_one_is_taken(shared: Path, releases: Any) -> None:
    releases.load("cip-soc", shared / "cip_soc")
    assert releases.query("SELECT count(*) FROM program_occupation") == [(5723,)]
    assert any("CIP2020_SOC2018_Crosswalk.xlsx was left out" in note for note in releases.notes)
