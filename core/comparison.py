"""Comparison: what changed, appeared and disappeared between two fact stores, figure by figure."""

import contextlib
import functools
import heapq
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from attrs import frozen

from occuguide.core.errors import UnknownNameError, did_you_mean
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.store import open_readonly
from occuguide.core.verification import naming_damage

_PERCENTILES = {
    "mean": "mean",
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "median",
    "p75": "75th percentile",
    "p90": "90th percentile",
}


@frozen
class Column:
    """A column of ``wage`` or ``projection``.

    Args:
        words: What it holds.
        unit: The unit of its figure; none, if it holds words or a year.
        status: Whether a column beside it says why a figure is missing.
        expression: Where its value is, in SQL: ``{row}`` stands for the row, ``{store}`` for its store.
    """

    words: str
    unit: Unit | None
    status: bool
    expression: str


def _column(name: str, words: str, unit: Unit | None = None, *, status: bool = False) -> tuple[str, Column]:
    return name, Column(words, unit, status, f"{{row}}.{name}")


def _required(name: str) -> tuple[str, Column]:
    """What is typical for entry, in words: the numbers that stand for them may differ from store to store."""
    query = f"(SELECT {name} FROM {{store}}.requirement WHERE id = {{row}}.requirement AND source = {{row}}.source)"
    return name, Column(f"{name} for entry", None, False, query)


COLUMNS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "wage": dict(
            (
                _column("employment", "employment", Unit.JOBS, status=True),
                _column("employment_rse", "relative standard error of employment", Unit.PERCENT),
                *(
                    _column(f"{form}_{name}", f"{form} {words}", unit, status=True)
                    for form, unit in (("hourly", Unit.DOLLARS_AN_HOUR), ("annual", Unit.DOLLARS_A_YEAR))
                    for name, words in _PERCENTILES.items()
                ),
                _column("mean_rse", "relative standard error of the mean", Unit.PERCENT),
                _column("jobs_per_1000", "jobs per 1,000", Unit.PER_1000_JOBS, status=True),
                _column("location_quotient", "location quotient", Unit.RATIO, status=True),
            )
        ),
        "projection": dict(
            (
                _column("projected_year", "projected year"),
                _column("base_employment", "employment in the base year", Unit.JOBS),
                _column("projected_employment", "employment in the projected year", Unit.JOBS),
                _column("change", "change", Unit.JOBS),
                _column("percent_change", "change in percent", Unit.PERCENT),
                _column("exits", "exits", Unit.OPENINGS),
                _column("transfers", "transfers", Unit.OPENINGS),
                _column("openings", "openings", Unit.OPENINGS),
                _column("per", "exits, transfers and openings are counted over"),
                *(_required(name) for name in ("education", "experience", "training")),
            )
        ),
    }
)
"""The columns that are compared, by table."""

_LACKING = {"wage": Status.NOT_PUBLISHED, "projection": Status.NOT_LOADED}
"""What is known of a value that is not there, where no column beside it says."""

_KEYS = {"wage": ("soc", "area", "source"), "projection": ("soc", "area", "base_year", "source")}


@frozen
class Figure:
    """What a column says of an occupation in an area.

    Args:
        value: A figure, a year or words; none, if it is missing.
        status: What is known of it.
    """

    value: float | str | None
    status: str

    def said(self, unit: Unit | None) -> str:
        """The figure as ``Measure`` says it."""
        return str(self.value or "not said") if unit is None else _said(self.value, self.status, unit)


@functools.lru_cache(maxsize=2**15)
def _said(value: Any, status: str, unit: Unit) -> str:
    """A figure in words; kept, since a release has millions of figures and many of them are alike."""
    try:
        return str(Measure(value=value, unit=unit, status=Status(status)))
    except ValueError:
        # A store may hold what `verify` would find fault with.
        return f"{value} ({status})"


@frozen(kw_only=True)
class Difference:
    """A row that is not alike in two stores.

    Args:
        table: ``wage`` or ``projection``.
        soc: The occupation's code.
        area: The area's code.
        source: The id of the source.
        base_year: The year that a projection starts from.
        kind: ``changed``, ``appeared`` or ``disappeared``.
        figures: What each column that differs says in the old store and in the new one, by the column's name; none for
            the store that has no such row.
    """

    table: str
    soc: str
    area: str
    source: str
    base_year: int | None
    kind: str
    figures: Mapping[str, tuple[Figure | None, Figure | None]]


class Comparison:
    """Two stores that are compared.

    Args:
        old: The older store.
        new: The newer one.

    Raises:
        DataError: One of them is not there, is no fact store, or is of another version.
    """

    def __init__(self, old: Path, new: Path) -> None:
        open_readonly(old).close()
        self._connection = open_readonly(new)
        self._where = f"{old} or {new}"
        with naming_damage(old):
            self._connection.execute("ATTACH ? AS old", (f"{old.resolve().as_uri()}?mode=ro",))
        self._titles: dict[str, str] = {}
        self._areas: dict[tuple[str, str], str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def releases(self) -> Mapping[str, tuple[str | None, str | None]]:
        """Which release each source brought to the old store and to the new one; none, if it brought nothing."""
        old, new = (dict(self._rows(f"SELECT id, release FROM {store}.source")) for store in ("old", "main"))
        return {source: (old.get(source), new.get(source)) for source in sorted({*old, *new})}

    def title(self, soc: str) -> str:
        """The occupation's title in the new store, or else in the old one; empty, if neither has one."""
        if soc not in self._titles:
            self._titles[soc] = self._word(
                "SELECT title FROM {store}.occupation WHERE soc = ? ORDER BY detailed DESC, source DESC", soc
            )
        return self._titles[soc]

    def area_name(self, source: str, code: str) -> str:
        """The area's name in the new store, or else in the old one; empty, if neither has one."""
        if (source, code) not in self._areas:
            query = "SELECT name FROM {store}.area WHERE source = ? AND code = ?"
            self._areas[source, code] = self._word(query, source, code)
        return self._areas[source, code]

    def differences(self, soc: str = "", area: str = "") -> Iterator[Difference]:
        """The rows that are not alike, by occupation; of each, the wages first and then the projections, by area.

        Args:
            soc: The code of the only occupation to compare; empty for all.
            area: The code of the only area to compare, as the release has it; empty for all.

        Raises:
            UnknownNameError: Neither store knows the code.
            DataError: A store is damaged.
        """
        self._check("occupation", "soc", soc)
        self._check("area", "code", area)
        # Each table is read in the order of its key, so that neither store need be held.
        tables = [self._table(table, soc, area) for table in COLUMNS]
        return heapq.merge(*tables, key=lambda one: (one.soc, one.table == "projection"))

    def _check(self, table: str, column: str, code: str) -> None:
        query = f"SELECT {column} FROM main.{table} UNION SELECT {column} FROM old.{table}"
        known = {name for (name,) in self._rows(query)} if code else set()
        if code and code not in known:
            raise UnknownNameError(f"neither store has the {table} code {code!r}", remedy=did_you_mean(code, known))

    def _table(self, table: str, soc: str, area: str) -> Iterator[Difference]:
        keys, lacking = _KEYS[table], _LACKING[table]
        for row in self._rows(_query(table, bool(soc), bool(area)), {"soc": soc, "area": area}):
            found = dict(zip(keys, row, strict=False))
            in_old, in_new, *cells = row[len(keys) :]
            yield Difference(
                table=table,
                soc=found["soc"],
                area=found["area"],
                source=found["source"],
                base_year=found.get("base_year"),
                kind="changed" if in_old and in_new else "disappeared" if in_old else "appeared",
                figures={
                    name: (_figure(old, lacking) if in_old else None, _figure(new, lacking) if in_new else None)
                    for name, old, new in _figures(cells, COLUMNS[table])
                    if old != new
                },
            )

    def _word(self, query: str, *values: object) -> str:
        for store in ("main", "old"):
            for (word,) in self._rows(query.format(store=store), values):
                return str(word)
        return ""

    def _rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[tuple[Any, ...]]:
        with naming_damage(self._where), contextlib.closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(query, values)


_Cell = tuple[Any, str | None]
"""A value and its status."""


def _figure(cell: _Cell, lacking: Status) -> Figure:
    value, status = cell
    return Figure(value, status or (lacking if value is None else Status.PUBLISHED).value)


def _figures(cells: Sequence[Any], columns: Mapping[str, Column]) -> Iterator[tuple[str, _Cell, _Cell]]:
    """The cells of a row that ``_query`` selects, column by column: in the old store and in the new one."""
    place, half = 0, len(cells) // 2
    for name, column in columns.items():
        old, new = place, half + place
        status = column.status
        yield name, (cells[old], cells[old + 1] if status else None), (cells[new], cells[new + 1] if status else None)
        place += 2 if status else 1


def _query(table: str, one_occupation: bool, one_area: bool) -> str:
    """The rows that differ, in the order of their keys: the key, which stores have it, the old cells and the new."""
    columns, keys = COLUMNS[table], _KEYS[table]
    cells: list[str] = []
    for name, column in columns.items():
        cells += [column.expression, f"{{row}}.{name}_status"] if column.status else [column.expression]
    old = [cell.format(row="o", store="old") for cell in cells]
    new = [cell.format(row="n", store="main") for cell in cells]
    same_row = " AND ".join(f"o.{key} = n.{key}" for key in keys)
    differs = " OR ".join(f"{one} IS NOT {other}" for one, other in zip(old, new, strict=True))

    def selected(row: str, in_old: str, in_new: str, values: Sequence[str]) -> str:
        return f"SELECT {', '.join(f'{row}.{key}' for key in keys)}, {in_old}, {in_new}, {', '.join(values)}"

    def wanted(row: str) -> str:
        soc = f" AND {row}.soc = :soc" if one_occupation else ""
        area = f" AND {row}.area = :area" if one_area else ""
        return soc + area

    return (
        f"{selected('o', '1', 'n.soc IS NOT NULL', [*old, *new])}"
        f" FROM old.{table} o LEFT JOIN main.{table} n ON {same_row}"
        f" WHERE (n.soc IS NULL OR {differs}){wanted('o')}"
        f" UNION ALL {selected('n', '0', '1', [*['NULL'] * len(old), *new])} FROM main.{table} n"
        f" WHERE NOT EXISTS (SELECT 1 FROM old.{table} o WHERE {same_row}){wanted('n')}"
        f" ORDER BY {', '.join(map(str, range(1, len(keys) + 1)))}"
    )
