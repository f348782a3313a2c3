"""BLS's flat files: tab-separated tables (``oe.area``, ``oe.occupation``, ...), and millions of rows of data.

A row of data is a series, a year, a period, a value and its footnotes; the rows are in the order of the series, so
that those of a cell follow one another. Cells are padded with blanks.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from occuguide.core import DataError, Progress
from occuguide.plugins.sources.oews import series
from occuguide.plugins.sources.oews.cells import DATA_TYPES, LACKING, Cell, Figure, Tables, figure
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table

NAMES = r"oe\.data\.(0\.current|1\.alldata)(\.txt)?"
"""What the data files are called, as a regular expression: the current release, or all that are kept."""

_DATA = ("series_id", "year", "period", "value", "footnote_codes")
_RELEASE = ("release_date", "description")
_ANNUAL = "A01"
"""The period that a survey's figures are for: OEWS is of May, and published once a year."""
_CELL = 23
"""The length of a series' name without its data type."""


class FlatFiles:
    """The flat files of a release.

    Args:
        release: What was named.

    Raises:
        DataError: A file that is needed is not there, or is not what it should be.
    """

    def __init__(self, release: Release) -> None:
        # The first by name is that of the current release, and is enough.
        self._data = release.named(NAMES)[0]
        tables = _Files(release)
        self._bounds = series.bounds_of(tables.rows("footnote", series.FOOTNOTE))
        self.tables = Tables(
            series.areas_of(tables.rows("area", series.AREA)),
            series.occupations_of(tables.rows("occupation", series.OCCUPATION)),
            series.industries_of(tables.rows("industry", series.INDUSTRY)) if tables.has("industry") else {},
        )
        self._year, self.release = self._said(tables)
        names = ("area", "footnote", "industry", "occupation", "release")
        self.members = (self._data, *(tables.member(name) for name in names if tables.has(name)))

    def _said(self, tables: "_Files") -> tuple[str, str]:
        """The year of the release, and what it is called."""
        for row in tables.rows("release", _RELEASE) if tables.has("release") else ():
            if not re.fullmatch(rf"\d{{4}}{_ANNUAL}", row["release_date"]):
                raise row.error("release_date", "this is no year's release")
            return row["release_date"][:4], row["description"]
        for row in self._rows():
            year = row["year"].strip()
            return year, f"May {year}"
        raise DataError("the file has no rows", where=self._data.name)

    def _rows(self) -> Iterator[Row]:
        return read_table(self._data, _DATA, what="the data of OEWS")

    def cells(self, progress: Progress) -> Iterator[Cell]:
        """The cells that are kept, in the order of the series."""
        seen: set[str] = set()
        for name, group in groupby(self._rows(), key=lambda row: row["series_id"][:_CELL]):
            rows = list(group)
            try:
                kept = series.key_of(name, self.tables)
            except ValueError as problem:
                raise rows[0].error("series_id", str(problem)) from problem
            if kept is None:
                continue
            yield Cell(*kept, self._figures(rows))
            area = kept[0]
            if area not in seen:
                seen.add(area)
                progress(len(seen), len(self.tables.areas), "areas")

    def _figures(self, rows: Sequence[Row]) -> Sequence[Figure]:
        figures: list[Figure | None] = [None] * len(DATA_TYPES)
        for row in rows:
            data_type = row["series_id"][_CELL:].strip()
            number = int(data_type) - 1 if re.fullmatch(r"\d\d", data_type) else -1
            if not 0 <= number < len(DATA_TYPES):
                raise row.error("series_id", "its data type is not known")
            if figures[number] is not None:
                raise row.error("series_id", "the series is there twice")
            if row["year"].strip() != self._year:
                raise row.error("year", f"the release is of {self._year}")
            if row["period"].strip() != _ANNUAL:
                raise row.error("period", f"the period is not {_ANNUAL}, a year")
            column = "footnote_codes"
            try:
                status = series.status_of(row[column].strip())
                column = "value"
                text = row[column].strip()
                if not text:
                    raise ValueError("the value is missing")
                figures[number] = figure(DATA_TYPES[number], text, status, self._bounds)
            except ValueError as problem:
                raise row.error(column, str(problem)) from problem
        return [known or LACKING for known in figures]


@frozen
class _Files:
    """The tables beside the data."""

    release: Release

    def member(self, name: str) -> Member:
        found = self.release.named(rf"oe\.{name}(\.txt)?")
        if len(found) != 1:
            problem = f"there is no file oe.{name}" if not found else f"there are {len(found)} files oe.{name}"
            raise DataError(
                problem,
                where=self.release.name,
                remedy="Name one folder that holds the flat files of one release: oe.data.0.Current, oe.area,"
                " oe.footnote, oe.industry, oe.occupation and oe.release.",
            )
        return found[0]

    def has(self, name: str) -> bool:
        return bool(self.release.named(rf"oe\.{name}(\.txt)?"))

    def rows(self, name: str, columns: Sequence[str]) -> Iterator[Row]:
        for row in read_table(self.member(name), columns, what=f"the file oe.{name}"):
            yield Row(row.where, {column: cell.strip() for column, cell in row.cells.items()})
