"""Verification: whether a fact store is sound, and says of every figure where it came from or why it is missing."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from occuguide.core.area import AreaKind
from occuguide.core.errors import DataError
from occuguide.core.measures import Status, Unit
from occuguide.core.store import TABLES, schema

EXAMPLES = 20
"""How many keys a finding names; the others are counted."""


@frozen(kw_only=True)
class Finding:
    """Something that is wrong with a store.

    Args:
        table: The table that it is in; empty, if it is in none.
        problem: What is wrong, as a sentence without its full stop.
        remedy: What to do about it, as a sentence.
        fault: Whether figures are wrong, missing or without a source; otherwise it is worth a remark.
        keys: The keys of the first rows that it is found in, each with their number where there are several.
        count: How many keys there are.
    """

    table: str
    problem: str
    remedy: str
    fault: bool = True
    keys: tuple[str, ...]
    count: int


@contextlib.contextmanager
def naming_damage(store: Path | str) -> Iterator[None]:
    """Say of what SQLite cannot read that the store is damaged.

    Args:
        store: The store, or what to call it.

    Raises:
        DataError: It is damaged.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise DataError(f"the fact store is damaged ({error})", where=str(store), remedy=_ANEW) from error


_ANEW = "Move it away and import the releases again."
_AGAIN = "Import the release again; if it stays, its importer is wrong: report it."
_DEFINED = "Import the release that defines it, or an edition of it that goes with this one."
_LACKING = "Import the release whole, if this should be shown: one of its tables was lacking."


@frozen(kw_only=True)
class _Check:
    """A condition that no row of a table may meet."""

    table: str
    condition: str
    problem: str
    remedy: str = _AGAIN
    fault: bool = True
    key: str = ""
    """The columns that tell what is wrong; the table's key, if not given."""


_CODES = (
    # SOC codes and areas of figures.
    *((table, "soc", "occupation.soc") for table in ("wage", "projection", "measure")),
    *((table, "soc", "occupation.soc") for table in ("program_occupation", "industry_employment")),
    ("composite", "component", "occupation.soc"),
    ("wage", "area, source", "area.code, source"),
    ("projection", "area, source", "area.code, source"),
    # O*NET-SOC codes; where a SOC code may stand as well, the tables that have those too.
    *(
        (table, "onet_soc", "specialty.onet_soc")
        for table in ("task", "task_activity", "rating", "tool_use", "related")
    ),
    *((table, "code", "specialty.onet_soc", "occupation.soc") for table in ("title", "distribution")),
    ("description", "code", "specialty.onet_soc", "occupation.soc", "element.id"),
    # What a release defines in a table of its own.
    *((table, "element", "element.id") for table in ("rating", "distribution")),
    ("distribution", "element, category", "category.element, category"),
    ("task_activity", "dwa", "detailed_activity.dwa"),
    ("tool_use", "tool, source", "tool.id, source"),
    ("program_occupation", "cip", "program.cip"),
    ("industry_employment", "industry", "industry.code"),
    ("projection", "requirement, source", "requirement.id, source"),
)
"""The columns that hold codes, and where each code must be found: in any of the columns named after it."""

_MAY_LACK = (
    *((table, "element", "element.id") for table in ("category", "element_activity", "detailed_activity")),
    ("element_activity", "activity", "element.id"),
)
"""The same, where nothing is shown of what is not found: releases may be imported without some of their tables."""


def verify(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Look through a store for whatever is wrong with it.

    Args:
        connection: The store, open for reading.

    Yields:
        What is found, kind by kind.
    """
    yield from _integrity(connection)
    yield from _layout(connection)
    for check in _checks(connection):
        try:
            yield from _found(connection, check)
        except sqlite3.DatabaseError as error:
            yield Finding(
                table=check.table,
                problem=f"the table cannot be read ({error})",
                remedy=_ANEW,
                keys=("every row",),
                count=1,
            )


def _integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    try:
        said = [line for (line,) in connection.execute("PRAGMA integrity_check(1000000)") if line != "ok"]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    if said:
        problem = "SQLite finds the file damaged"
        yield Finding(table="", problem=problem, remedy=_ANEW, keys=tuple(said[:EXAMPLES]), count=len(said))


def _layout(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Tables that have not the columns that they should have."""
    with contextlib.closing(sqlite3.connect(":memory:")) as sound:
        sound.executescript(schema())
        for table in ("source", *TABLES):
            lacking = sorted(set(_names(sound, table)) - set(_names(connection, table)))
            if lacking:
                yield Finding(
                    table=table,
                    problem="the table lacks columns",
                    remedy=_ANEW,
                    keys=tuple(f"column {name}" for name in lacking),
                    count=len(lacking),
                )


def _checks(connection: sqlite3.Connection) -> Iterator[_Check]:
    for table in TABLES:
        yield _Check(
            table=table,
            key="source",
            condition="source NOT IN (SELECT id FROM source)",
            problem="the rows name a source that is not in the store",
            remedy=_ANEW,
        )
    for codes, fault, remedy in ((_CODES, True, _DEFINED), (_MAY_LACK, False, _LACKING)):
        for table, columns, *places in codes:
            condition, problem = _unknown(columns, *places), _nowhere(columns, places)
            yield _Check(table=table, key=columns, condition=condition, problem=problem, remedy=remedy, fault=fault)
    yield from _numbers(connection)
    yield _Check(
        table="source",
        key="id",
        condition=" AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.source = id)" for table in TABLES),
        problem="the release has no rows",
    )
    yield from _remarks()
    yield from _words("area", "kind", AreaKind)
    yield from _words("measure", "unit", Unit)
    for table in ("wage", "industry_employment"):
        for name in _names(connection, table):
            if name.endswith("_status"):
                yield from _figure(table, name.removesuffix("_status"))
    yield from _figure("measure", "value", "status")


def _nowhere(columns: str, places: Iterable[str]) -> str:
    *tables, last = [place.partition(".")[0] for place in places]
    where = f"{', '.join(tables)} or {last}" if tables else last
    return f"the {columns.removesuffix(', source').replace('_', ' ')} is not in table {where}"


def _unknown(columns: str, *places: str) -> str:
    """The condition that a code is there and in none of some columns."""
    first = columns.partition(",")[0]
    parts = [f"{first} IS NOT NULL"]
    for place in places:
        table, _, wanted = place.partition(".")
        parts.append(f"({columns}) NOT IN (SELECT {wanted} FROM {table})")
    return " AND ".join(parts)


def _remarks() -> Iterator[_Check]:
    yield _Check(
        table="related",
        key="related",
        condition=_unknown("related", "specialty.onet_soc"),
        problem="the related occupation is not in table specialty",
        remedy="Nothing need be done: it is not shown.",
        fault=False,
    )
    yield _Check(
        table="designation",
        key="onet_soc, edition",
        condition=f"{_unknown('onet_soc', 'specialty.onet_soc')}"
        " AND (onet_soc NOT LIKE '%.00'"
        " OR (SELECT count(*) FROM successor WHERE code = substr(onet_soc, 1, 7)) <> 1)",
        problem="it is not known for sure what became of this code of an older edition",
        remedy="Nothing need be done, once the crosswalk between editions is loaded: it is not shown.",
        fault=False,
    )


_MAY_FALL = ("change", "percent_change", "openings", "value")
"""Figures that may be less than nothing."""

_BOUNDS = (
    ("specialty", "job_zone NOT BETWEEN 1 AND 5", "there is no such job zone"),
    ("distribution", "percent > 100", "the share is more than the whole"),
    ("projection", "projected_year <= base_year", "the period ends before it begins"),
)


def _numbers(connection: sqlite3.Connection) -> Iterator[_Check]:
    """Figures that are no numbers, or that no figure of their kind can be."""
    for table in TABLES:
        columns = connection.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'REAL'", (table,)).fetchall()
        for (name,) in columns:
            yield _Check(table=table, condition=f"typeof({name}) IN ('text', 'blob')", problem=f"{name} is no number")
            if name not in _MAY_FALL:
                yield _Check(table=table, condition=f"{name} < 0", problem=f"{name} is less than nothing")
    for table, condition, problem in _BOUNDS:
        yield _Check(table=table, condition=condition, problem=problem)


def _words(table: str, column: str, known: type[AreaKind] | type[Unit]) -> Iterator[_Check]:
    yield _Check(
        table=table,
        key=column,
        condition=f"{column} NOT IN ({_quoted(known)})",
        problem=f"the {column} is not known",
    )


def _figure(table: str, value: str, status: str = "") -> Iterator[_Check]:
    """A figure has a value, a status that says why it has none, or a value and the status that it is a bound."""
    status = status or f"{value}_status"
    missing = [one for one in Status if one not in (Status.PUBLISHED, Status.AT_LEAST)]
    problems = {
        f"{status} IS NOT NULL AND {status} NOT IN ({_quoted([*missing, Status.AT_LEAST])})": "has an unknown status",
        f"{value} IS NULL AND ({status} IS NULL OR {status} = '{Status.AT_LEAST}')": "has no value, and no status"
        " that says why",
        f"{value} IS NOT NULL AND {status} IN ({_quoted(missing)})": "has a value, and a status that says it is"
        " missing",
    }
    for condition, problem in problems.items():
        yield _Check(table=table, condition=condition, problem=f"the figure {value} {problem}")


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _names(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _found(connection: sqlite3.Connection, check: _Check) -> Iterator[Finding]:
    """The finding of a check; none if no row meets its condition."""
    key = check.key
    if not key:
        query = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
        key = ", ".join(name for (name,) in connection.execute(query, (check.table,)))
    rows = connection.execute(
        f"SELECT count(*), {key} FROM {check.table} WHERE {check.condition} GROUP BY {key} ORDER BY {key}"
    )
    keys: list[str] = []
    count = 0
    for number, *values in rows:
        count += 1
        if count <= EXAMPLES:
            said = ", ".join(f"{name} {value}" for name, value in zip(key.split(", "), values, strict=True))
            keys.append(f"{said} ({number:,} rows)" if number > 1 else said)
    if keys:
        yield Finding(
            table=check.table,
            problem=check.problem,
            remedy=check.remedy,
            fault=check.fault,
            keys=tuple(keys),
            count=count,
        )
