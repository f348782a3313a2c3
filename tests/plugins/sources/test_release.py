"""Releases as users have them: files, folders and archives, some of them damaged and some of them hostile."""

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table

COLUMNS = ("Code", "Title")
TABLE = "Code,Title\n11-3051,Managers\n"
CELLS = [{"Code": "11-3051", "Title": "Managers"}]
LOCAL, CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
"""What the headers of an archive's files begin with: before each file, and in the list at the end."""


def archive(releases: Any, files: Mapping[str, bytes | str], *, name: str = "release.zip", packed: bool = True) -> Path:
    path: Path = releases.folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as zipped:
        for file, content in files.items():
            zipped.writestr(file, content)
    return path


def members(*paths: Path) -> list[str]:
    return [member.name for member in Release(paths).members()]


def rows(*paths: Path) -> list[Row]:
    """Every row of every table of a release."""
    return [row for member in Release(paths).members() for row in read_table(member, COLUMNS, what="the table")]


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(DataError) as raised:
        action()
    assert "\n" not in str(raised.value)
    return str(raised.value)


# --- What a release is ---------------------------------------------------------------------------------------


def test_files_come_in_the_order_in_which_they_are_named(releases: Any) -> None:
    second, first = releases.file("b.csv", TABLE), releases.file("a.csv", TABLE)
    assert members(second, first) == ["b.csv", "a.csv"]
    assert Release([second, first]).name == "b.csv, a.csv"


def test_a_folder_an_archive_and_an_archive_with_folders_hold_the_same_files(releases: Any) -> None:
    files = [releases.file(name, TABLE) for name in ("b.csv", "a.csv")]
    folder = releases.gathered("release", *files)
    flat = releases.zipped("flat.zip", *files)
    deep = archive(releases, {"db/": "", "db/text/b.csv": TABLE, "db/text/a.csv": TABLE}, name="deep.zip")
    assert members(folder) == ["a.csv", "b.csv"]
    assert members(flat) == ["flat.zip/a.csv", "flat.zip/b.csv"]
    assert members(deep) == ["deep.zip/a.csv", "deep.zip/b.csv"]
    for path in (folder, flat, deep):
        assert [row.cells for row in rows(path)] == CELLS * 2


def test_the_digest_is_the_same_however_the_files_are_given(releases: Any) -> None:
    files = [releases.file("a.csv", TABLE), releases.file("b.csv", "Code,Title\n11-1011,Chiefs\n")]
    given = [
        Release(files),
        Release(files[::-1]),
        Release([releases.gathered("release", *files)]),
        Release([releases.zipped("release.zip", *files)]),
    ]
    digests = {release.digest(release.members()) for release in given}
    assert len(digests) == 1
    assert Release(files[:1]).digest(Release(files[:1]).members()) not in digests


def test_hidden_files_and_what_a_mac_adds_are_none_of_the_release(releases: Any) -> None:
    files = {"db/a.csv": TABLE, "db/.DS_Store": "x", "__MACOSX/db/._a.csv": "x", "__MACOSX/b.csv": "x", ".": "x"}
    assert members(archive(releases, files)) == ["release.zip/a.csv"]
    folder = releases.gathered("release", releases.file("a.csv", TABLE), releases.file(".hidden.csv", "x"))
    assert members(folder) == ["a.csv"]


def test_the_ending_tells_an_archive_in_whatever_case(releases: Any) -> None:
    assert members(archive(releases, {"a.csv": TABLE}, name="RELEASE.ZIP")) == ["RELEASE.ZIP/a.csv"]


def test_two_dots_within_a_name_lead_nowhere(releases: Any) -> None:
    assert members(archive(releases, {"v1..2/a..csv": TABLE})) == ["release.zip/a..csv"]


def test_the_current_folder_has_a_name(releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(releases.folder)
    assert Release([Path()]).name == "releases"


# --- Archives that are damaged or hostile --------------------------------------------------------------------


def headers(content: bytes | bytearray, start: bytes) -> Iterator[int]:
    """Where an archive's headers of a kind are."""
    place = content.find(start)
    while place >= 0:
        yield place
        place = content.find(start, place + 4)


def patched(path: Path, form: str, value: int, *, local: int, central: int) -> Path:
    """An archive whose headers all say something else of their files."""
    content = bytearray(path.read_bytes())
    for start, offset in ((LOCAL, local), (CENTRAL, central)):
        for place in headers(content, start):
            struct.pack_into(form, content, place + offset, value)
    path.write_bytes(content)
    return path


def _cut(releases: Any) -> Path:
    path = archive(releases, {"a.csv": TABLE * 99})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def _no_archive(releases: Any) -> Path:
    path: Path = releases.file("release.zip", TABLE)
    return path


def _under_a_password(releases: Any) -> Path:
    return patched(archive(releases, {"a.csv": TABLE}), "<H", 1, local=6, central=8)


def _of_a_rare_compression(releases: Any) -> Path:
    return patched(archive(releases, {"a.csv": TABLE}), "<H", 98, local=8, central=10)


def _large(releases: Any) -> Path:
    """It says of a small file that it is of 2 GiB."""
    return patched(archive(releases, {"a.csv": TABLE}, packed=False), "<I", 2**31, local=22, central=24)


def _dense(releases: Any) -> Path:
    return archive(releases, {"a.csv": b"Code,Title\n" + bytes(2**26)})


def _understated(releases: Any) -> Path:
    """It unpacks to more than it says of itself."""
    return patched(archive(releases, {"a.csv": TABLE * 99}), "<I", len(TABLE), local=22, central=24)


def _damaged(releases: Any) -> Path:
    """A byte in the middle of the file is another."""
    lines = "".join(f"{number:06},{'x' * 90}\n" for number in range(3000))
    path = archive(releases, {"a.csv": f"Code,Title\n{lines}"}, packed=False)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    return path


def _damaged_deep(releases: Any) -> Path:
    """The compression makes no sense from the middle on."""
    lines = "".join(f"{number * 7919 % 10**6:06},{number**3}\n" for number in range(9000))
    path = archive(releases, {"a.csv": f"Code,Title\n{lines}"})
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 99] = b"\xff" * 99
    path.write_bytes(content)
    return path


DAMAGED = {
    "cut short": (_cut, ("release.zip: the archive cannot be read", "get it again")),
    "no archive": (_no_archive, ("release.zip: the archive cannot be read", "get it again")),
    "under a password": (_under_a_password, ("release.zip/a.csv: the file cannot be read", "password")),
    "rare compression": (_of_a_rare_compression, ("release.zip/a.csv: the file cannot be read", "compression")),
    "too large": (_large, ("release.zip: the archive unpacks", "2,147,483,648 bytes", "more than any release")),
    "too dense": (_dense, ("release.zip: the archive unpacks", "67,108,875 bytes", "more than any release")),
    "larger than it says": (_understated, ("release.zip/a.csv: the file cannot be read", "CRC")),
    "a byte changed": (_damaged, ("release.zip/a.csv: the file cannot be read", "CRC")),
    # What it unpacks to is nonsense, and may be found to be before the archive finds itself damaged.
    "damaged compression": (_damaged_deep, ("release.zip/a.csv",)),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_or_hostile_archive_is_refused_by_name(case: str, releases: Any) -> None:
    make, said = DAMAGED[case]
    path = make(releases)
    message = refused(lambda: rows(path))
    for words in said:
        assert words in message, message


@pytest.mark.parametrize("case", [case for case in DAMAGED if case not in ("too large", "too dense")])
def test_what_is_damaged_has_no_digest(case: str, releases: Any) -> None:
    release = Release([DAMAGED[case][0](releases)])
    assert "release.zip" in refused(lambda: release.digest(release.members()))


def test_nothing_is_unpacked_of_what_is_too_large(releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _large(releases)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("a file of it was opened"))
    assert "more than any release" in refused(lambda: members(path))


def test_a_small_file_may_be_packed_as_densely_as_can_be(releases: Any) -> None:
    path = archive(releases, {"a.csv": TABLE + "11-3051,Managers\n" * 100_000})
    assert path.stat().st_size * 200 < 1_700_000
    assert len(rows(path)) == 100_001


@pytest.mark.parametrize(
    "name",
    [
        "../a.csv",
        "db/../../a.csv",
        "/etc/a.csv",
        "C:/a.csv",
        "c:a.csv",
        "..\\a.csv",
        "db\\..\\..\\a.csv",
        "\\\\server\\a.csv",
    ],
)
def test_a_path_that_leads_out_of_the_archive_is_refused(name: str, releases: Any) -> None:
    path = archive(releases, {"b.csv": TABLE, name: TABLE})
    message = refused(lambda: members(path))
    assert message == f"release.zip: the archive holds a path that leads out of it: {name!r}"


def test_a_path_that_is_not_there_is_said_whole(releases: Any) -> None:
    path = releases.folder / "nowhere" / "release.zip"
    assert refused(lambda: members(path)) == f"{path}: there is no such file or folder"


def test_a_folder_is_no_file_that_is_read(releases: Any) -> None:
    path = releases.folder / "a.csv"
    path.mkdir()
    assert members(path) == []
    member = Member("a.csv", path)
    assert "a.csv: the file cannot be read" in refused(lambda: list(read_table(member, COLUMNS, what="the table")))


# --- Workbooks, which are archives too -----------------------------------------------------------------------


def workbook(releases: Any, lines: Sequence[Sequence[object]] = (("Code", "Title"), ("11-3051", "Managers"))) -> Path:
    path: Path = releases.workbook("a.xlsx", {"Sheet": lines})
    return path


def repacked(path: Path, more: Mapping[str, bytes]) -> Path:
    """A workbook, packed, with some of its parts others."""
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in {**parts, **more}.items():
            zipped.writestr(name, content)
    return path


def _cut_workbook(releases: Any) -> Path:
    path = workbook(releases)
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _text_workbook(releases: Any) -> Path:
    path: Path = releases.file("a.xlsx", TABLE)
    return path


def _other_archive(releases: Any) -> Path:
    return archive(releases, {"a.csv": TABLE}, name="a.xlsx")


def _bomb(releases: Any) -> Path:
    return repacked(workbook(releases), {"xl/sheet1.xml": bytes(2**26 + 1)})


def _large_workbook(releases: Any) -> Path:
    return patched(workbook(releases), "<I", 2**30, local=22, central=24)


def _leaving(releases: Any) -> Path:
    return repacked(workbook(releases), {"../sheet1.xml": b""})


def _broken_sheet(releases: Any) -> Path:
    path = workbook(releases)
    with zipfile.ZipFile(path) as zipped:
        sheet = zipped.read("xl/sheet1.xml")
    return repacked(path, {"xl/sheet1.xml": sheet[: len(sheet) // 2]})


def _changed_sheet(releases: Any) -> Path:
    path = workbook(releases)
    content = path.read_bytes()
    assert content.count(b"Managers") == 1
    path.write_bytes(content.replace(b"Managers", b"Managerz"))
    return path


def _reaching_far(cell: str) -> Callable[[Any], Path]:
    """A workbook with one cell more, far from the others: whoever makes room for all between runs out of memory."""

    def made(releases: Any) -> Path:
        path = workbook(releases)
        with zipfile.ZipFile(path) as zipped:
            sheet = zipped.read("xl/sheet1.xml")
        return repacked(path, {"xl/sheet1.xml": sheet.replace(b"</sheetData>", f"{cell}</sheetData>".encode())})

    return made


def _workbook_under_a_password(releases: Any) -> Path:
    # A spreadsheet's own password makes another kind of file of it, which begins so.
    path: Path = releases.file("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    return path


WORKBOOKS = {
    "cut short": (_cut_workbook, "cannot be read"),
    "a text": (_text_workbook, "cannot be read"),
    "an archive of other things": (_other_archive, "cannot be read"),
    "empty": (lambda releases: releases.file("a.xlsx", b""), "cannot be read"),
    "a bomb": (_bomb, "more than any release"),
    "larger than any": (_large_workbook, "more than any release"),
    "a path that leaves it": (_leaving, "'../sheet1.xml'"),
    "a sheet cut short": (_broken_sheet, "cannot be read"),
    "a sheet changed": (_changed_sheet, "cannot be read"),
    "a cell far off": (_reaching_far('<row><c r="XFD1048576"><v>1</v></c></row>'), "16,384 columns"),
    "a row far down, a column far right": (
        _reaching_far("<row r=\"1048576\"><c><v>1</v></c></row><row><c r='ZZ3'><v>1</v></c></row>"),
        "1,048,576 rows and 702 columns",
    ),
    "under a password": (_workbook_under_a_password, "cannot be read"),
}


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_damaged_or_hostile_workbook_is_refused_by_name(case: str, inside: bool, releases: Any) -> None:
    make, said = WORKBOOKS[case]
    path = make(releases)
    name = "a.xlsx"
    if inside:
        path = archive(releases, {"a.xlsx": path.read_bytes()}, packed=case == "larger than any")
        name = "release.zip/a.xlsx"
    message = refused(lambda: rows(path))
    assert message.startswith(name), message
    assert said in message, message


# --- Tables --------------------------------------------------------------------------------------------------


def read(path: Path, columns: Sequence[str] = COLUMNS, **how: Any) -> list[Row]:
    return list(read_table(Member(path.name, path), columns, what="the table", **how))


def test_a_text_is_read_by_commas_or_tabs_as_its_ending_says(releases: Any) -> None:
    quoted = releases.file("a.csv", 'Code,Title\n11-3051,"Managers, ""all"""\n')
    tabbed = releases.file("a.txt", 'Code\tTitle\n11-3051\tManagers, "all"\n')
    assert [row.cells for row in read(quoted)] == [row.cells for row in read(tabbed)]
    assert read(tabbed)[0]["Title"] == 'Managers, "all"'


def test_a_workbooks_header_may_stand_below_a_preamble(releases: Any) -> None:
    preamble: list[list[object]] = [["The table"], ["Code", "of what"], []]
    (row,) = read(workbook(releases, [*preamble, ["Code", "Title"], ["11-3051", "Managers"]]))
    assert row.where == "a.xlsx, row 5"
    assert row["Title"] == "Managers"


def test_a_header_is_not_looked_for_for_ever(releases: Any) -> None:
    for lines, found in ((19, True), (20, False)):
        path = workbook(releases, [*([["Remark"]] * lines), ["Code", "Title"], ["11-3051", "Managers"]])
        if found:
            assert len(read(path)) == 1
        else:
            assert "it has no column 'Code'" in refused(lambda path=path: read(path))  # type: ignore[misc]


def test_a_text_begins_with_its_header(releases: Any) -> None:
    path = releases.file("a.csv", f"Remark\n{TABLE}")
    assert refused(lambda: read(path)) == (
        "a.csv, row 1: this is not the table: it has no column 'Code'. It has 'Remark'."
    )


def test_blank_rows_are_left_out_and_counted(releases: Any) -> None:
    text = releases.file("a.csv", "Code,Title\n\n,\n11-3051,Managers\n\n")
    sheet = workbook(releases, [["Code", "Title"], ["", ""], [], ["11-3051", "Managers"], []])
    for path in (text, sheet):
        (row,) = read(path)
        assert row.where == f"{path.name}, row 4"


def test_headings_are_read_under_the_names_that_they_had(releases: Any) -> None:
    path = releases.file("a.csv", "Code,Job  Title,More\n11-3051,Managers,x\n")
    (row,) = read(path, headings={"Job Title": "Title"})
    assert row.cells == {"Code": "11-3051", "Title": "Managers", "More": "x"}


@pytest.mark.parametrize(("line", "cells"), [("11-3051,Managers,more", 3), ("11-3051", 1)])
def test_a_row_that_is_longer_or_shorter_than_the_header_is_said(line: str, cells: int, releases: Any) -> None:
    path = releases.file("a.csv", f"{TABLE}{line}\n")
    assert refused(lambda: read(path)) == f"a.csv, row 3: the row has {cells} cells, and the header 2"


@pytest.mark.parametrize(
    ("header", "missing"), [("Code,Name", "Title"), ("Name,Title", "Code"), ("Name,Code ,title", "Title")]
)
def test_of_several_columns_the_one_that_is_missing_is_named(header: str, missing: str, releases: Any) -> None:
    path = releases.file("a.csv", f"{header}\n")
    assert f"a.csv, row 1: this is not the table: it has no column {missing!r}" in refused(lambda: read(path))


def test_the_nearest_line_of_a_workbook_is_taken_for_its_header(releases: Any) -> None:
    lines = [["The table of codes"], ["Code", "Name"], ["11-3051", "Managers"]]
    message = refused(lambda: read(workbook(releases, lines)))
    assert message == "a.xlsx, row 2: this is not the table: it has no column 'Title'. It has 'Code', 'Name'."


def test_the_byte_that_is_not_utf_8_is_said(releases: Any) -> None:
    path = releases.file("a.csv", b"Code,Title\n11-3051,Jefa de Producci\xf3n\n")
    assert refused(lambda: read(path)) == "a.csv: the file is not in UTF-8 (byte 35). Save it as UTF-8."


def test_the_byte_that_is_not_utf_8_is_counted_from_the_files_beginning(releases: Any) -> None:
    text = "Code,Title\n" + "11-3051,Managers\n" * 2000
    path = releases.file("a.csv", text.encode() + b"11-3051,Producci\xf3n\n")
    assert f"(byte {len(text) + 16})" in refused(lambda: read(path))


def test_a_character_that_the_files_end_cuts_in_two_is_not_utf_8(releases: Any) -> None:
    path = releases.file("a.csv", f"{TABLE}11-1011,é".encode()[:-1])
    assert f"(byte {len(TABLE) + 8})" in refused(lambda: read(path))


def test_a_byte_order_mark_is_no_part_of_the_first_heading(releases: Any) -> None:
    assert read(releases.file("a.csv", b"\xef\xbb\xbf" + TABLE.encode()))[0]["Code"] == "11-3051"


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_an_empty_file_has_no_header(name: str, releases: Any) -> None:
    path = releases.file(name, b"")
    assert refused(lambda: read(path)) == (
        f"{name}, row 1: this is not the table: it has no column 'Code'. It has no header."
    )


def test_a_quotation_mark_out_of_place_is_said_or_borne_as_the_table_wants(releases: Any) -> None:
    path = releases.file("a.csv", 'Code,Title\n11-3051,"The "old" managers"\n')
    assert "a.csv, row 2: the row cannot be read" in refused(lambda: read(path))
    assert len(read(path, strict=False)) == 1


def test_a_character_that_no_text_has_is_said_with_its_row(releases: Any) -> None:
    for name in ("a.csv", "a.txt"):
        table = "Code,Title\n11-3051,Managers\n11-1011,Ch\0iefs\n"
        path = releases.file(name, table.replace(",", "\t") if name == "a.txt" else table)
        said = f"{name}, row 3: the row holds a character that no text has (NUL)."
        assert refused(lambda path=path: read(path)).startswith(said.rstrip(".")), name  # type: ignore[misc]


def test_a_number_of_things_is_not_less_than_nothing(releases: Any) -> None:
    more, fewer = read(releases.table("a.csv", [("Code", "Title"), ("x", "0"), ("x", "-3")]))
    assert more.amount("Title") == 0
    assert refused(lambda: fewer.amount("Title")) == "a.csv, row 3, column 'Title': this is less than nothing: '-3'"


def test_a_workbook_of_more_bytes_than_any_release_is_refused(releases: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(releases)
    size = path.stat().st_size
    monkeypatch.setattr("occuguide.plugins.sources.workbooks.LARGEST", size - 1)
    assert f"the workbook has more than {size - 1:,} bytes" in refused(lambda: read(path))
    monkeypatch.setattr("occuguide.plugins.sources.workbooks.LARGEST", size)
    assert read(path)


def test_a_sheet_is_read_by_its_name_and_those_that_there_are_are_named(releases: Any) -> None:
    path = releases.workbook("a.xlsx", {"One": [["Other"]], "Two": [["Code", "Title"], ["11-3051", "Managers"]]})
    (row,) = read(path, sheet="Two")
    assert row.where == "a.xlsx, sheet 'Two', row 2"
    message = refused(lambda: read(path, sheet="Three"))
    assert message == "a.xlsx: the workbook has no sheet 'Three'. It has 'One' and 'Two'."


def test_a_cell_that_is_no_number_is_said_with_its_place(releases: Any) -> None:
    lines = ("1,234.5", "-3", ".5", "many", "nan", "inf", "1e3", "")
    table = releases.table("a.csv", [("Code", "Title"), *(("x", line) for line in lines)])
    numbers = read(table)
    assert [row.number("Title") for row in numbers[:3]] == [1234.5, -3, 0.5]
    for count, row in enumerate(numbers[3:], start=5):
        message = refused(lambda row=row: row.number("Title"))  # type: ignore[misc]
        assert message == f"a.csv, row {count}, column 'Title': this is no number: {lines[count - 2]!r}"
    assert "this is no whole number: '.5'" in refused(lambda: numbers[2].whole("Title"))


def test_numbers_of_a_workbook_are_without_the_noise_of_binary_fractions(releases: Any) -> None:
    path = workbook(releases, [["Code", "Title"], [2024, 0.1 + 0.2], [1.0, 16.1]])
    assert [(row["Code"], row["Title"]) for row in read(path)] == [("2024", "0.3"), ("1", "16.1")]
