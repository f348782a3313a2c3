"""Reading a store: its rows, its releases, its places."""

import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from occuguide.core.area import Area, AreaKind, PublishedArea
from occuguide.core.errors import DataError
from occuguide.core.geography import AreaRow, CountyRow, Geography, Member
from occuguide.core.measures import Measure, Source
from occuguide.core.store import SOURCE_COLUMNS, TABLES, open_readonly


class Reader:
    """A store that is open for reading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Before it is opened: a store that is replaced meanwhile is newer than it says, and never older.
        self.version = "".join(fingerprint(path)) if path.exists() else ""
        self._connection = open_readonly(path)
        # Closed with this object at the latest: newer Pythons warn of connections that are dropped open.
        self._closed = weakref.finalize(self, self._connection.close)
        self._connection.row_factory = sqlite3.Row
        # One store answers many small questions: keep its pages at hand, but not more than a small machine has.
        self._connection.execute("PRAGMA cache_size = -8000")
        self._loaded: dict[str, tuple[Source, ...]] = {}
        self._average_growth: dict[tuple[str, str, int], Measure] = {}
        self._read: tuple[str, dict[tuple[str, str, str], Any]] = ("", {})

    def close(self) -> None:
        """Close the store."""
        self._closed()

    def _rows(self, query: str, *values: object) -> Sequence[sqlite3.Row]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DataError(
                f"the fact store is damaged ({error})",
                where=str(self.path),
                remedy="Move it away and import the releases again.",
            ) from error

    def _read_of(self, soc: str) -> dict[tuple[str, str, str], Any]:
        """What was read of an occupation, by table, source and area, until another is asked for.

        Its guides for all places show the figures of the same state and nation.
        """
        if self._read[0] != soc:
            self._read = (soc, {})
        return self._read[1]

    # --- Sources --------------------------------------------------------------------------------------------

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every release in the store, by the name of its importer."""
        query = f"SELECT {', '.join(SOURCE_COLUMNS)} FROM source ORDER BY id"
        return {row["id"]: Source(**{**row, "checked": bool(row["checked"])}) for row in self._rows(query)}

    def loaded(self, table: str) -> tuple[Source, ...]:
        """The releases that brought rows of a table, such as ``wage``; none if no release did."""
        if table not in TABLES:
            raise ValueError(f"{table!r} is no table of facts")
        if table not in self._loaded:
            # Tables begin with other keys: one look through all rows, rather than one for each source that has none.
            present = {row["source"] for row in self._rows(f"SELECT DISTINCT source FROM {table}")}
            self._loaded[table] = tuple(source for source in self.sources.values() if source.id in present)
        return self._loaded[table]

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many rows each release brought, by table."""
        tables = [row["name"] for row in self._rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        counted: dict[str, dict[str, int]] = {name: {} for name in self.sources}
        for table in sorted(tables):
            if table == "source":
                continue
            for row in self._rows(f"SELECT source, count(*) AS rows FROM {table} GROUP BY source"):
                counted[row["source"]][table] = row["rows"]
        return counted

    # --- Areas ----------------------------------------------------------------------------------------------

    @cached_property
    def _geography(self) -> Geography:
        areas = self._rows("SELECT source, code, name, kind, state FROM area ORDER BY source, code")
        members = self._rows("SELECT DISTINCT area_source, area, state, county FROM area_county ORDER BY county")
        counties = self._rows("SELECT DISTINCT fips, name, state FROM county ORDER BY fips")
        return Geography(
            areas=[AreaRow(**row) for row in areas],
            members=[Member(**row) for row in members],
            counties=[CountyRow(**row) for row in counties],
        )

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """Every place that a guide can be for: the nation, states, counties, metropolitan areas and the rest."""
        projecting = {source.id for source in self.loaded("projection")}
        return self._geography.places(self._wage_source, projecting)

    @cached_property
    def _areas_of(self) -> Mapping[str, int]:
        """How many areas each source publishes figures for."""
        return Counter(source for source, _ in self._geography.published)

    @cached_property
    def _wage_source(self) -> str:
        """The source whose areas wages are published for: of several, the one that has most; none if there is none."""
        return max(
            (source.id for source in self.loaded("wage")), key=lambda id_: self._areas_of.get(id_, 0), default=""
        )


def widest_first(area: PublishedArea) -> tuple[int, str]:
    """What areas are sorted by where all of them are shown: the nation, states, the rest by name."""
    order = {AreaKind.NATION: 0, AreaKind.STATE: 1}
    return (order.get(area.kind, 2), area.short_name)


def fingerprint(path: Path) -> Iterator[str]:
    """What tells one version of a file from another without reading it: its path, size and time of change."""
    stat = path.stat()
    yield f"{path.resolve()}:{stat.st_size}:{stat.st_mtime_ns}"
