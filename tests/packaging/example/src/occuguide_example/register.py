"""A source of facts: how many apprentices are registered, and how their pay begins."""

import csv
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from occuguide.core import DataError, Download, FactSource, Progress, Source, Status, Store, Unit, hookimpl

REGISTERED = "apprentices.registered"
FIRST_PAY = "apprentices.first_pay"
"""The keys of our figures in the table of measures. They begin with a word of our own, as others have keys too."""

COLUMNS = {"registered": (REGISTERED, Unit.JOBS), "first_pay": (FIRST_PAY, Unit.PERCENT)}
NAMES = ("soc", "area", "year", *COLUMNS)
NOT_RELEASED = "*"


class Register:
    """Imports the register of apprentices."""

    name = "apprentices"
    title = "Register of Apprentices"
    formats = f"One CSV file with the columns {', '.join(NAMES)}; area is a place's code, and * is not released."
    downloads: Sequence[Download] = ()

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read a file of the register; see ``FactSource``."""
        if len(paths) != 1:
            raise DataError(f"{len(paths)} files are given", where=self.title, remedy="Name one.")
        (path,) = paths
        try:
            content = path.read_bytes()
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"the file cannot be read ({error})", where=str(path)) from error
        if not rows or not set(NAMES) <= set(rows[0]):
            raise DataError("this is no register of apprentices", where=str(path), remedy=self.formats)
        years = {row["year"] for row in rows}
        if len(years) != 1:
            raise DataError("the file is of several years", where=str(path), remedy="Keep those of one.")
        (year,) = years
        store.begin(
            Source(
                id=self.name,
                title=self.title,
                publisher="Example Council of Trades",
                release=year,
                period=year,
                licence="CC BY 4.0",
                attribution="Register of Apprentices: Example Council of Trades.",
                url="https://example.org/apprentices",
                file=path.name,
                sha256=sha256(content).hexdigest(),
            )
        )
        columns = ("soc", "area", "key", "value", "status", "unit", "period")
        count = store.insert("measure", columns, _measures(path, rows), source=self.name)
        progress(count, count, "figures")
        return count


def _measures(path: Path, rows: Sequence[dict[str, str]]) -> Iterator[tuple[object, ...]]:
    """A row of the table for each figure of the file."""
    for number, row in enumerate(rows, start=2):
        for column, (key, unit) in COLUMNS.items():
            value, status = _cell(row[column], f"{path.name}, row {number}, column {column}")
            yield (row["soc"], row["area"], key, value, status, unit.value, row["year"])


def _cell(text: str, where: str) -> tuple[float | None, str | None]:
    """A figure and what is known of it; no status means that it is published."""
    if text == NOT_RELEASED:
        return None, Status.SUPPRESSED.value
    try:
        return float(text), None
    except ValueError as error:
        raise DataError(f"{text!r} is no figure", where=where) from error


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Register()
