"""Reading releases: tables from text files and workbooks, with the file, row and column of every fault."""

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import frozen

from occuguide.core import DataError, Progress, listing
from occuguide.plugins.sources import workbooks
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.workbooks import sheet_rows


@frozen
class Row:
    """One row of a table.

    Args:
        where: The file and the row's number, counted from 1 with the header.
        cells: The cells by their column's heading.
    """

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, column: str, problem: str) -> DataError:
        """What is wrong with a cell, to be raised."""
        return DataError(f"{problem}: {self.cells[column]!r}", where=f"{self.where}, column {column!r}")

    def code(self, column: str, pattern: re.Pattern[str], what: str) -> str:
        """A cell that must be a code, without the spaces around it.

        Args:
            column: The column's heading.
            pattern: What a code is like from end to end.
            what: What kind of code it is: ``SOC code``.

        Raises:
            DataError: It is none.
        """
        code = self.cells[column].strip()
        if not pattern.fullmatch(code):
            raise self.error(column, f"this is no {what}")
        return code

    def number(self, column: str) -> float:
        """A cell as a number; thousands may be set apart by commas.

        Raises:
            DataError: It is none.
        """
        number = number_of(self.cells[column])
        if number is None:
            raise self.error(column, "this is no number")
        return number

    def amount(self, column: str) -> float:
        """A cell as a number of things: not less than nothing.

        Raises:
            DataError: It is none.
        """
        number = self.number(column)
        if number < 0:
            raise self.error(column, "this is less than nothing")
        return number

    def whole(self, column: str) -> int:
        """A cell as a whole number.

        Raises:
            DataError: It is none.
        """
        number = self.number(column)
        if number != int(number):
            raise self.error(column, "this is no whole number")
        return int(number)


class NotTheTable(DataError):  # noqa: N818 - it says what the file is not
    """A file lacks a column of the table that it was taken for."""


def number_of(text: str) -> float | None:
    """A number in a release's notation, thousands set apart by commas or not; none if it is no such number."""
    plain = text.strip().replace(",", "")
    return float(plain) if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain) else None


def read_table(
    member: Member,
    columns: Sequence[str],
    *,
    what: str,
    sheet: str | None = None,
    headings: Mapping[str, str] | None = None,
    strict: bool = True,
) -> Iterator[Row]:
    """Read a table: comma-separated (``.csv``), tab-separated (any other text) or a sheet of a workbook (``.xlsx``).

    Rows that are blank from end to end are left out. A workbook may have some lines above its header.

    Args:
        member: The file.
        columns: The headings that must be there. Runs of spaces in a heading count as one.
        what: What the file should be, to be said if it is not.
        sheet: The name of the workbook's sheet; the first, if not given.
        headings: What columns are called here, by what releases call them, where the two differ.
        strict: Whether a quotation mark within a quoted cell must be doubled, as the format wants it.

    Yields:
        The rows below the header.

    Raises:
        NotTheTable: A column is missing.
        DataError: The file cannot be read, or a row is longer or shorter than the header.
    """
    workbook = member.suffix in workbooks.SUFFIXES
    lines = (
        sheet_rows(member, sheet)
        if workbook
        else _text(member, "," if member.suffix == ".csv" else "\t", strict=strict)
    )
    header: list[str] | None = None
    nearest: list[str] = []
    top = 1
    place = f"{member.name}, sheet {sheet!r}" if workbook and sheet else member.name
    for number, line in enumerate(lines, start=1):
        if header is None:
            given = [" ".join(heading.split()) for heading in line]
            called = [(headings or {}).get(heading, heading) for heading in given]
            likeness = sum(column in called for column in columns)
            if not nearest or likeness > sum(column in nearest for column in columns):
                nearest, top = [heading for heading in called if heading], number
            if all(column in called for column in columns):
                header = called
            elif number == (_PREAMBLE if workbook else 1):
                break
        elif any(line):
            if len(line) != len(header):
                raise DataError(
                    f"the row has {len(line)} cells, and the header {len(header)}", where=f"{place}, row {number}"
                )
            yield Row(f"{place}, row {number}", dict(zip(header, line, strict=True)))
    if header is None:
        missing = next((column for column in columns if column not in nearest), columns[0])
        raise NotTheTable(
            f"this is not {what}: it has no column {missing!r}",
            where=f"{place}, row {top}",
            remedy=f"It has {', '.join(map(repr, nearest[:6])) or 'no header'}{', ...' if len(nearest) > 6 else ''}.",
        )


_PREAMBLE = 20
"""A workbook's header is looked for in so many rows."""


def _text(member: Member, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    number = 0
    try:
        with member.open() as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(
                csv.reader(file, delimiter=delimiter, quoting=quoting, strict=strict), start=1
            ):
                if any("\0" in cell for cell in row):
                    raise DataError(
                        "the row holds a character that no text has (NUL)", where=f"{member.name}, row {number}"
                    )
                yield row
    except UnicodeDecodeError as error:
        raise DataError(
            f"the file is not in UTF-8 (byte {_other_byte(member)})", where=member.name, remedy="Save it as UTF-8."
        ) from error
    except csv.Error as error:
        raise DataError(f"the row cannot be read ({error})", where=f"{member.name}, row {number + 1}") from error
    except OSError as error:
        raise member.unreadable(error) from error


def _other_byte(member: Member) -> int:
    """The first byte of a file that is not in UTF-8; an error of a stream counts from the last piece that was read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = 0
    with member.open() as stream:
        while piece := stream.read(1 << 16):
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                return before - kept + error.start
            before += len(piece)
    return before - len(decoder.getstate()[0])


def opening(member: Member) -> str:
    """What stands in the first rows of a workbook's first sheet, among them those above its header.

    Raises:
        DataError: It cannot be read.
    """
    return "\n".join(" ".join(filter(None, line)) for line in itertools.islice(sheet_rows(member, None), _PREAMBLE))


@frozen
class Table:
    """A table that a release may hold.

    Args:
        what: What it is, to be said where it is lacking: ``the SOC structure``.
        names: What its file is called, without the suffix: a regular expression, in any case.
        columns: The headings that must be there.
        sheet: The name of its sheet, where it is in a workbook; the first, if not given.
        strict: Whether quotation marks within cells are doubled, as the format wants it.
    """

    what: str
    names: str
    columns: tuple[str, ...]
    sheet: str | None = None
    strict: bool = True

    def rows(self, member: Member) -> Iterator[Row]:
        """The rows of its file, as ``read_table`` reads them."""
        return read_table(member, self.columns, what=self.what, sheet=self.sheet, strict=self.strict)


def find_tables(
    release: Release, tables: Sequence[Table], progress: Progress, *, needed: Sequence[Table]
) -> dict[Table, Member]:
    """Find the files of a release's tables: by their names and, of files named one by one, by their columns.

    Of several files of one table the first is taken, and the user told.

    Args:
        release: The release.
        tables: The tables that it may hold.
        progress: Told what is left out.
        needed: The tables of which one must be there.

    Raises:
        DataError: None of the needed tables is there, or a file that was named is none of them.
    """
    found: dict[Table, Member] = {}
    for member in release.members():
        by_itself = member.path in release.paths and not member.inside
        if not by_itself and member.suffix not in _SUFFIXES:
            continue
        table = next((one for one in tables if re.fullmatch(one.names, member.stem, re.IGNORECASE)), None)
        if table is None and by_itself:
            table = _by_columns(member, tables)
        if table in found:
            progress.note(f"{member.name} was left out: {found[table].name} is {table.what} already.")
        elif table is not None:
            found[table] = member
    if not any(table in found for table in needed):
        names = [member.name for member in release.members()]
        raise DataError(
            f"there is no table of {listing((one.what for one in needed), 'or')}",
            where=release.name,
            remedy=f"There is {listing(names[:6]) or 'no file'}{' and more' if len(names) > 6 else ''}.",
        )
    return found


def _by_columns(member: Member, tables: Sequence[Table]) -> Table:
    """The table whose columns a file has."""
    remedy = ""
    for table in tables:
        try:
            next(table.rows(member), None)
        except NotTheTable as error:
            remedy = error.remedy
        else:
            return table
    raise DataError(f"this is not {listing((one.what for one in tables), 'or')}", where=member.name, remedy=remedy)


_SUFFIXES = (".csv", ".txt", ".tsv", *workbooks.SUFFIXES)
"""The suffixes of the files that ``read_table`` reads."""
