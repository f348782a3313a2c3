"""Workbooks: the rows of a sheet as text, and the bounds that keep a hostile file from taking all memory."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from occuguide.core import DataError, listing
from occuguide.plugins.sources.release import UNREADABLE, Member, check_archive, said

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm")

LARGEST = 2**28
"""No release's workbook has as many bytes: the largest, the annual one of OEWS, has some 80 million."""

MOST_CELLS = 2**25
"""No release's sheet reaches over as many cells: the largest, the annual one of OEWS, over 12 million."""

# References of cells that lie far down or far to the right; the first hundred thousand rows of 26 columns do no harm.
_FAR_DOWN = re.compile(rb"""\br\s*=\s*["'][A-Z]{0,3}(\d{6,7})["']""")
_FAR_RIGHT = re.compile(rb"""\br\s*=\s*["']([A-Z]{2,3})\d{1,7}["']""")
# What tells at once that a piece, written as spreadsheets write it, has neither.
_MAYBE_FAR = re.compile(rb'r="(?:[A-Z]{2}|[A-Z]?\d{6})')
_BLANK_BEFORE = (b" =", b"\t=", b"\n=", b"\r=")
_NEAR_ROWS, _NEAR_COLUMNS = 10**5, 26


def sheet_names(member: Member) -> list[str]:
    """The names of a workbook's sheets.

    Raises:
        DataError: It cannot be read.
    """
    return _opened(member).sheet_names


def sheet_rows(member: Member, sheet: str | None) -> Iterator[list[str]]:
    """The rows of a sheet, every cell as text.

    Args:
        member: The workbook.
        sheet: The sheet's name; the first, if not given.

    Raises:
        DataError: It cannot be read, has no such sheet, or is larger than any release.
    """
    from python_calamine import CalamineError

    workbook = _opened(member)
    if sheet is not None and sheet not in workbook.sheet_names:
        raise DataError(
            f"the workbook has no sheet {sheet!r}",
            where=member.name,
            remedy=f"It has {listing(map(repr, workbook.sheet_names))}.",
        )
    try:
        found = workbook.get_sheet_by_index(0) if sheet is None else workbook.get_sheet_by_name(sheet)
        for row in found.iter_rows():
            yield [_cell(value) for value in row]
    except CalamineError as error:
        raise DataError(f"the workbook cannot be read ({error})", where=member.name) from error


def _opened(member: Member) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with member.open() as stream:
            content = io.BytesIO(stream.read(LARGEST + 1))
        if content.getbuffer().nbytes > LARGEST:
            raise DataError(f"the workbook has more than {LARGEST:,} bytes", where=member.name)
        # A workbook is an archive of its own, and as easily a hostile one.
        with zipfile.ZipFile(content) as archive:
            check_archive(archive, member.name)
            for name in archive.namelist():
                # Any of the files may be a sheet: the workbook says which.
                with archive.open(name) as part:
                    _check_extent(part.read, member.name)
        content.seek(0)
        return CalamineWorkbook.from_filelike(content)
    except (*UNREADABLE, CalamineError) as error:
        raise DataError(f"the workbook cannot be read ({said(error)})", where=member.name) from error


def _check_extent(read: Callable[[int], bytes], where: str) -> None:
    """Refuse a sheet that reaches over too many cells: the reader makes room for all of them, empty ones too.

    Raises:
        DataError: It does.
    """
    rows, columns, before = _NEAR_ROWS, _NEAR_COLUMNS, b""
    while piece := read(1 << 20):
        # With the end of the piece before, which may have cut a reference in two.
        text = before + piece
        if _MAYBE_FAR.search(text) or _is_unusual(text):
            rows = max(rows, *map(int, _FAR_DOWN.findall(text)), 0)
            columns = max(columns, *map(_number, set(_FAR_RIGHT.findall(text))), 0)
        if rows * columns > MOST_CELLS:
            raise DataError(
                f"a sheet reaches over {rows:,} rows and {columns:,} columns, more than any release's",
                where=where,
                remedy="It is damaged or hostile: get it again from its publisher.",
            )
        before = piece[-64:]


def _is_unusual(text: bytes) -> bool:
    """Whether attributes are written otherwise than spreadsheets write them: ``r = 'A1'``."""
    return text.count(b"=") != text.count(b'="') or any(blank in text for blank in _BLANK_BEFORE)


def _number(letters: bytes) -> int:
    """A column's number: ``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        # Binary arithmetic of a spreadsheet leaves noise in the sixteenth digit.
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    return str(value)
