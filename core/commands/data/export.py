"""``occuguide data export``: the figures of the fact store, as CSV."""

import contextlib
import csv
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import click

from occuguide.core.application import Application
from occuguide.core.area import PublishedArea
from occuguide.core.commands.terminal import writing_whole
from occuguide.core.store import open_readonly
from occuguide.core.verification import naming_damage

_TABLES = {"wages": "wage", "projections": "projection"}
_BEFORE = {
    "soc": "f.soc",
    "title": "(SELECT title FROM occupation WHERE soc = f.soc ORDER BY detailed DESC, source DESC LIMIT 1)",
    "area": "f.area",
    "area_name": "(SELECT name FROM area WHERE code = f.area AND source = f.source)",
}
_AFTER = {"source": "f.source", "release": "s.release"}
_PERIODS = {"wage": "s.period", "projection": "f.base_year || '-' || f.projected_year"}
_REQUIREMENT = ("education", "experience", "training")


@click.command("export", short_help="Wages or projections as CSV.")
@click.argument("what", type=click.Choice(list(_TABLES)), metavar="wages|projections")
@click.option(
    "--area", metavar="AREA", help="The areas that this place's figures are published for; all, if not given."
)
@click.option("--occupation", metavar="OCCUPATION", help="This occupation alone.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.pass_obj
def export(application: Application, what: str, area: str | None, occupation: str | None, output: Path | None) -> None:
    """The wages or the projections in the fact store as CSV, a row for each occupation and area.

    Values are as they are stored. Beside a figure that is missing stands the reason, where the release gives one. An
    occupation's rows are those of its own code and of the codes that join it with others.
    """
    found = application.occupations.find(occupation) if occupation else None
    for note in found.notes if found else ():
        click.echo(f"note: {note}", err=True)
    soc = found.occupation.soc if found else ""
    codes = (soc, *(composite.soc for composite in application.facts.joining(soc))) if found else ()
    areas = _published(application, what, area) if area else None
    path = application.facts.path
    with (
        contextlib.closing(open_readonly(path)) as connection,
        naming_damage(path),
        writing_whole(output) if output else contextlib.nullcontext(sys.stdout.buffer) as file,
    ):
        count = _write(file, *_rows(connection, _TABLES[what], codes, areas))
        file.flush()
    if not count:
        click.echo(f"note: no {what} are published for what was asked.", err=True)


_OWN_OR_JOINED = (
    "f.soc IN ({}) AND (f.soc = ? OR EXISTS (SELECT 1 FROM occupation o"
    " WHERE o.source = f.source AND o.soc = f.soc AND o.detailed))"
)
"""A joint code may be a broad group's too, whose total is not what is asked for."""


def _published(application: Application, what: str, area: str) -> Sequence[PublishedArea]:
    place = application.area(area)
    if what == "projections":
        return place.projections
    return () if place.wages is None else (place.wages,)


def _rows(
    connection: sqlite3.Connection, table: str, codes: Sequence[str], areas: Sequence[PublishedArea] | None
) -> tuple[list[str], Iterator[Sequence[object]]]:
    """The header, and the rows as they are read."""
    stored = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    figures = {name: f"f.{name}" for name in stored if name not in (*_BEFORE, *_AFTER, "requirement")}
    for name in figures:
        if name.endswith("_status"):
            # In the store, a figure without a word on it is published.
            figures[name] = f"iif(f.{name.removesuffix('_status')} IS NULL, f.{name}, ifnull(f.{name}, 'published'))"
    joined = ""
    if "requirement" in stored:
        figures.update({name: f"r.{name}" for name in _REQUIREMENT})
        joined = "LEFT JOIN requirement r ON r.id = f.requirement AND r.source = f.source"
    columns = {**_BEFORE, "period": _PERIODS[table], **figures, **_AFTER}
    conditions = [_OWN_OR_JOINED.format(", ".join("?" * len(codes)))] if codes else []
    values = [*codes, *codes[:1]]
    if areas is not None:
        conditions.append(f"(f.source, f.area) IN (VALUES {', '.join(['(?, ?)'] * len(areas))})" if areas else "0")
        values += [word for area in areas for word in (area.source, area.code)]
    query = (
        f"SELECT {', '.join(columns.values())} FROM {table} f LEFT JOIN source s ON s.id = f.source {joined}"
        f" WHERE {' AND '.join(conditions) or '1'} ORDER BY f.soc, f.area"
    )
    return list(columns), connection.execute(query, values)


def _write(file: IO[bytes], header: Sequence[str], rows: Iterator[Sequence[object]]) -> int:
    """Write a table; how many rows it has below its header."""
    encoded = SimpleNamespace(write=lambda line: file.write(line.encode()))
    table = csv.writer(encoded, lineterminator="\n")
    table.writerow(header)
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last is what is wanted
        table.writerow([_plain(value) for value in row])
    return count


def _plain(value: object) -> object:
    """A value without the point that a whole number is stored with."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
