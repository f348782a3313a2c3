"""The SQLite snapshot of BLS's flat files: opened as it is, unpacked from ``.gz``, or taken out of an archive.

Its table ``cell`` has a row for each area, industry and occupation, with the values of the seventeen data types
(``v01`` to ``v17``) and the footnotes of each (``f01`` to ``f17``).
"""

import contextlib
import gzip
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from occuguide.core import DataError, Progress
from occuguide.plugins.sources.oews import series
from occuguide.plugins.sources.oews.cells import DATA_TYPES, Cell, Figure, Tables, figure
from occuguide.plugins.sources.release import UNREADABLE, Member, said
from occuguide.plugins.sources.tables import Row

NAMES = r".+\.sqlite(\.gz)?"
"""What a snapshot is called, as a regular expression."""

_LARGEST = 2**30
"""No snapshot is as large as this in bytes; what unpacks to more is damaged or hostile."""

_NUMBERS = range(1, len(DATA_TYPES) + 1)
_CELL = ("key", *(f"{kind}{number:02}" for kind in "vf" for number in _NUMBERS))


class Snapshot:
    """An open snapshot, whose every fault names the file as the user knows it.

    Args:
        member: The file.
        connection: The snapshot.

    Raises:
        DataError: It is none.
    """

    def __init__(self, member: Member, connection: sqlite3.Connection) -> None:
        self._member = member
        self._connection = connection
        self._check("cell", _CELL)
        self._bounds = series.bounds_of(self._table("footnote", series.FOOTNOTE))
        self.release = next(
            (row["value"] for row in self._table("meta", ("name", "value")) if row["name"] == "release"), ""
        )
        if not self.release:
            raise DataError("the snapshot does not say its release", where=f"{member.name}, table meta")
        industries = self._present("industry")
        self.tables = Tables(
            series.areas_of(self._table("area", series.AREA)),
            series.occupations_of(self._table("occupation", series.OCCUPATION)),
            series.industries_of(self._table("industry", series.INDUSTRY)) if industries else {},
        )

    @property
    def members(self) -> tuple[Member, ...]:
        """The file that the user named, be it the snapshot or the archive that carries it."""
        return (Member(self._member.path.name, self._member.path),)

    def cells(self, progress: Progress) -> Iterator[Cell]:
        """The cells that are kept, in the order of their keys."""
        ((total,),) = self._rows("SELECT count(*) FROM cell")
        query = f"SELECT {', '.join(_CELL)} FROM cell ORDER BY key"
        for count, (key, *cell) in enumerate(self._rows(query), start=1):
            where = f"{self._member.name}, table cell, row {key}"
            try:
                kept = series.key_of(key, self.tables)
            except ValueError as problem:
                raise DataError(str(problem), where=where) from problem
            if kept:
                yield Cell(*kept, list(self._figures(cell, where)))
            if count % 5000 == 0 or count == total:
                progress(count, total, "wages")

    def _figures(self, cell: Sequence[str | None], where: str) -> Iterator[Figure]:
        values, footnotes = cell[: len(DATA_TYPES)], cell[len(DATA_TYPES) :]
        for number, (name, value, footnote) in enumerate(zip(DATA_TYPES, values, footnotes, strict=True), start=1):
            faulty, kind = footnote, "f"
            try:
                status = series.status_of(footnote) if footnote else None
                faulty, kind = value, "v"
                yield figure(name, value or "", status, self._bounds)
            except ValueError as problem:
                place = f"{where}, column '{kind}{number:02}'"
                raise DataError(f"{problem}: {faulty!r}", where=place) from problem

    def _table(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        self._check(name, columns)
        query = f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1"
        for row in self._rows(query):
            cells = dict(zip(columns, map(str, row), strict=True))
            yield Row(f"{self._member.name}, table {name}, row {row[0]}", cells)

    def _present(self, table: str) -> set[str]:
        return {row[1] for row in self._rows(f"PRAGMA table_info({table})")}

    def _check(self, table: str, columns: Sequence[str]) -> None:
        if missing := sorted(set(columns) - self._present(table)):
            raise DataError(
                f"this is not the SQLite snapshot of OEWS: it has no column {missing[0]!r}",
                where=f"{self._member.name}, table {table}",
            )

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        try:
            # Not `yield from`: it would close the cursor after the connection, when an import is stopped half-way.
            for row in self._connection.execute(query):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise _no_snapshot(self._member, error) from error


def _no_snapshot(member: Member, error: sqlite3.Error) -> DataError:
    return DataError(f"this is not the SQLite snapshot of OEWS, or it is damaged ({error})", where=member.name)


@contextlib.contextmanager
def opened(member: Member) -> Iterator[Snapshot]:
    """Open a snapshot for reading, unpacked into a folder for the time being if need be.

    Args:
        member: The file.

    Raises:
        DataError: It cannot be unpacked, or is no snapshot.
    """
    with contextlib.ExitStack() as stack:
        path = member.path
        if member.inside or member.suffix == ".gz":
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "snapshot.sqlite"
            _unpack(member, path)
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise _no_snapshot(member, error) from error
        yield Snapshot(member, stack.enter_context(contextlib.closing(connection)))


def _unpack(member: Member, target: Path) -> None:
    try:
        with contextlib.ExitStack() as stack:
            source: IO[bytes] | gzip.GzipFile = stack.enter_context(member.open())
            if member.suffix == ".gz":
                source = stack.enter_context(gzip.GzipFile(fileobj=source, mode="rb"))
            out = stack.enter_context(target.open("wb"))
            shutil.copyfileobj(_Bounded(source, member), out, 1 << 20)
    except UNREADABLE as error:
        raise DataError(f"the file cannot be unpacked ({said(error)})", where=member.name) from error


class _Bounded:
    """A file that refuses to be read beyond the largest snapshot."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile, member: Member) -> None:
        self._file, self._member, self._read = file, member, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        if self._read > _LARGEST:
            raise DataError(f"the file unpacks to more than {_LARGEST:,} bytes", where=self._member.name)
        return data
