"""The fact store: one SQLite file, written only by importers, replaced whole or not at all."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

from attrs import asdict, fields

from occuguide.core.errors import DataError
from occuguide.core.measures import Source

APPLICATION_ID = 0x4F434755
"""``OCGU`` in the file's header: how a fact store is told from another SQLite file."""

SCHEMA_VERSION = 2
"""The version of ``schema.sql``, in the file's header."""

TABLES = (
    "area",
    "county",
    "area_county",
    "occupation",
    "composite",
    "successor",
    "description",
    "specialty",
    "title",
    "task",
    "detailed_activity",
    "task_activity",
    "element",
    "element_activity",
    "rating",
    "distribution",
    "category",
    "tool",
    "tool_use",
    "related",
    "designation",
    "program",
    "program_occupation",
    "industry",
    "industry_employment",
    "wage",
    "projection",
    "requirement",
    "measure",
)
"""The tables of facts; each row names its source."""

SENTENCES = ("description", "task", "detailed_activity", "task_activity")
"""The tables that hold a release's own wording, and those that mean nothing without it."""


class Store:
    """A fact store that is being written.

    Args:
        connection: An open connection to a store.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, source: Source) -> None:
        """Forget what the source brought before, and record it as it is now.

        Args:
            source: The release that is being imported.
        """
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE source = ?", (source.id,))
        self._connection.execute("DELETE FROM source WHERE id = ?", (source.id,))
        row = asdict(source)
        self._connection.execute(
            f"INSERT INTO source ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, source: str) -> int:
        """Insert rows as they come.

        Args:
            table: One of ``TABLES``.
            columns: The columns' names, ``source`` left out.
            rows: The values, in the order of ``columns``.
            source: The id of the source that they come from.

        Returns:
            How many rows there were.

        Raises:
            DataError: A row repeats another's key, or lacks what the table needs.
        """
        if table not in TABLES:
            raise ValueError(f"{table!r} is no table of facts")
        statement = f"INSERT INTO {table} (source, {', '.join(columns)}) VALUES ({', '.join('?' * (len(columns) + 1))})"
        count = 0
        last: Sequence[object] = ()

        def counted() -> Iterator[tuple[object, ...]]:
            nonlocal count, last
            for row in rows:
                last = row
                count += 1
                yield (source, *row)

        try:
            self._connection.executemany(statement, counted())
        except sqlite3.OperationalError as error:
            raise DataError(f"the fact store cannot be written ({error})", where=f"table {table}") from error
        except sqlite3.IntegrityError as error:
            keys = ", ".join(str(value) for value in last[:4])
            twice = "UNIQUE" in str(error)
            raise DataError(
                "the release has a row twice" if twice else f"the release has a row that the store refuses ({error})",
                where=f"table {table}, row {count} ({keys})",
                remedy="Check that the file is complete and holds each row once.",
            ) from error
        return count


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open a fact store for reading.

    Args:
        path: The file.

    Raises:
        DataError: The file cannot be read, is no fact store, or is of another version.
    """
    if not path.is_file():
        problem = "this is a folder, not a fact store" if path.is_dir() else "there is no such fact store"
        raise DataError(problem, where=str(path))
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise DataError(f"the fact store cannot be opened ({error})", where=str(path)) from error
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        present = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.Error as error:
        connection.close()
        if "locked" in str(error):
            raise DataError(
                "another program has locked the fact store", where=str(path), remedy="Wait for it, or close it."
            ) from error
        raise DataError(
            f"the file is not a fact store, or is damaged ({error})",
            where=str(path),
            remedy="Name another file as `facts`, or move this one away and import the releases again.",
        ) from error
    problem = ""
    if application != APPLICATION_ID:
        problem, remedy = (
            "the file is not a fact store of Occuguide",
            "Name another file as `facts`, or move this one away.",
        )
    elif version > SCHEMA_VERSION:
        problem, remedy = (
            f"the fact store is of version {version}, newer than this Occuguide reads ({SCHEMA_VERSION})",
            "Upgrade Occuguide.",
        )
    elif version < SCHEMA_VERSION:
        problem, remedy = (
            f"the fact store is of version {version}, older than this Occuguide reads ({SCHEMA_VERSION})",
            "Move it away and import the releases again.",
        )
    elif missing := sorted({"source", *TABLES} - present):
        problem, remedy = (
            f"the fact store is damaged: it has no table {missing[0]!r}",
            "Move it away and import the releases again.",
        )
    if problem:
        connection.close()
        raise DataError(problem, where=str(path), remedy=remedy)
    return connection


def schema() -> str:
    """The statements that make an empty store."""
    return resources.files("occuguide.core").joinpath("schema.sql").read_text("utf-8")


def _create(path: Path) -> None:
    connection = sqlite3.connect(path)
    with contextlib.closing(connection):
        connection.executescript(schema())
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.commit()


@contextlib.contextmanager
def rewriting(path: Path, start_from: Path | None) -> Iterator[Store]:
    """Write a fact store: all of it if the block ends well, and nothing of it otherwise.

    The work is done on a copy beside the file, which takes its place at the end; so the old store can be read all
    the while, and stays as it was, byte for byte, whatever goes wrong.

    Args:
        path: The store to write; made if it is not there.
        start_from: The store to start from, if ``path`` is not there; empty, if none.

    Yields:
        The store to insert into.

    Raises:
        DataError: The store is unreadable, cannot be written, or another import is at work.
    """
    # Through a link, into what it leads to.
    path = path.resolve()
    draft = path.with_name(f"{path.name}.new")
    with _locked(path):
        base = path if path.exists() else start_from
        if base is not None:
            open_readonly(base).close()
        try:
            with _writing(path):
                draft.unlink(missing_ok=True)
                if base is None:
                    _create(draft)
                else:
                    shutil.copyfile(base, draft)
            with contextlib.closing(sqlite3.connect(draft)) as connection:
                # The draft is thrown away if anything fails, so it needs neither journal nor syncing meanwhile.
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                yield Store(connection)
                with _writing(path):
                    connection.commit()
                    connection.execute("VACUUM")
            with _writing(path):
                _forget_the_writer(draft)
                _put(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    """Put a file in another's place, once it is on the disk for good."""
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(path)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say of what goes wrong that it is this file which cannot be written."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        raise DataError(f"the fact store cannot be written ({error})", where=str(path)) from error


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other imports from a store while this one is at work."""
    lock = path.with_name(f"{path.name}.lock")
    with _writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError as error:
            raise DataError(
                "another import is at work on this fact store",
                where=str(path),
                remedy=f"Wait for it. If none is running, an earlier one was killed: delete {lock.name}.",
            ) from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def pack(store: Path, output: Path, areas: Sequence[str] | None, *, facts_only: bool = False) -> None:
    """Make an edition: a store with the facts of some areas, the same bytes whenever it is made of the same facts.

    Args:
        store: The store to take from.
        output: The edition to write; replaced if it is there.
        areas: The wage areas' codes to keep; all, if none are given.
        facts_only: Whether to leave out sentences, which are a release's wording and not facts.

    Raises:
        DataError: A store cannot be read or written.
    """
    open_readonly(store).close()
    output = output.resolve()
    draft = output.with_name(f"{output.name}.new")
    try:
        with _writing(output):
            shutil.copyfile(store, draft)
            with contextlib.closing(sqlite3.connect(draft)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                if facts_only:
                    for table in SENTENCES:
                        connection.execute(f"DELETE FROM {table}")
                if areas is not None:
                    _keep_areas(connection, areas)
                connection.commit()
                connection.execute("VACUUM")
            _forget_the_writer(draft)
            _put(draft, output)
    finally:
        draft.unlink(missing_ok=True)


def _keep_areas(connection: sqlite3.Connection, areas: Sequence[str]) -> None:
    """Leave out the wages of other areas, the projections of other states, and the counties of neither."""
    marks = ", ".join("?" * len(areas))
    connection.execute(f"DELETE FROM wage WHERE area NOT IN ({marks})", tuple(areas))
    surveys = "SELECT DISTINCT source FROM wage"
    connection.execute(f"DELETE FROM area WHERE source IN ({surveys}) AND code NOT IN ({marks})", tuple(areas))
    states = f"SELECT state FROM area WHERE source IN ({surveys})"
    connection.execute(f"DELETE FROM area WHERE state NOT IN ({states})")
    kept = "SELECT 1 FROM area WHERE area.source = projection.source AND area.code = projection.area"
    connection.execute(f"DELETE FROM projection WHERE NOT EXISTS ({kept})")
    kept = "SELECT 1 FROM area WHERE area.source = area_county.area_source AND area.code = area_county.area"
    connection.execute(f"DELETE FROM area_county WHERE NOT EXISTS ({kept})")
    kept = "SELECT 1 FROM area_county WHERE area_county.state = county.state AND area_county.county = county.name"
    connection.execute(f"DELETE FROM county WHERE NOT EXISTS ({kept})")


def _forget_the_writer(path: Path) -> None:
    """Set the counters and the library's version in the header to fixed values.

    They say how often and by which SQLite the file was written, not what is in it: offsets 24, 40 (schema cookie,
    which VACUUM raises), 92 and 96 of https://www.sqlite.org/fileformat.html#the_database_header.
    """
    with path.open("r+b") as file:
        for offset, value in ((24, 1), (40, 1), (92, 1), (96, 3_040_000)):
            file.seek(offset)
            file.write(value.to_bytes(4, "big"))


SOURCE_COLUMNS = tuple(attribute.name for attribute in fields(Source))
"""The columns of the ``source`` table: the attributes of ``Source``."""
