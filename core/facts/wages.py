"""Wages, as releases publish them."""

import sqlite3
from collections.abc import Mapping
from typing import TypeVar

from occuguide.core.area import Area, PublishedArea
from occuguide.core.facts.occupations import OccupationFacts
from occuguide.core.facts.reader import widest_first
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import PERCENTILES, Pay, Wages

_PAY = (*PERCENTILES, "mean")

EACH_CODE = "(SELECT DISTINCT soc FROM occupation)"
"""What tables of figures are joined to for the rows of every occupation in an area: their keys begin with the code, so
that a look for each code costs the same however many areas there are."""

Row = TypeVar("Row")


class WageFacts(OccupationFacts):
    """What the store says of wages."""

    def wages(self, occupation: Occupation, area: PublishedArea) -> Wages | None:
        """The occupation's wages in an area; none if no release has a row for the two.

        They may be published under a code that joins the occupation with others: then they say so.
        """
        read, key = self._read_of(occupation.soc), ("wage", area.source, area.code)
        if key not in read:
            query = "SELECT * FROM wage WHERE soc = ? AND area = ? AND source = ?"
            codes = self._codes(occupation.soc, area.source)
            rows = (row for code in codes for row in self._rows(query, code, area.code, area.source))
            first = next(rows, None)
            read[key] = None if first is None else self._wages(first, occupation.soc)
        wages: Wages | None = read[key]
        return wages

    def wages_everywhere(self, occupation: Occupation) -> tuple[Wages, ...]:
        """The occupation's wages in every area that has a row, by the area's name; the nation and states first."""
        found: dict[str, sqlite3.Row] = {}
        for code in self._codes(occupation.soc, self._wage_source):
            for row in self._rows("SELECT * FROM wage WHERE soc = ? AND source = ?", code, self._wage_source):
                found.setdefault(row["area"], row)
        every = [self._wages(row, occupation.soc) for row in found.values()]
        return tuple(sorted(every, key=lambda wages: widest_first(wages.area)))

    def annual_medians(self, area: PublishedArea) -> Mapping[str, Measure]:
        """The median annual wage of every occupation that has a row in an area, as in ``wages``, by SOC code."""
        rows = self._wage_rows("annual_median, annual_median_status", area)
        return {
            soc: self._wage(found[0], "annual_median", Unit.DOLLARS_A_YEAR)
            for soc, found in self._by_occupation(rows, area.source).items()
        }

    def employment(self, area: Area) -> Mapping[str, float]:
        """How many employees an occupation has in a place, by SOC code; where no number is published, there is none.

        It tells large occupations from small ones, and is not to be shown: occupations that are published together
        have the number of all of them each.

        Args:
            area: The place. The numbers are those of its wage area; the state's or the nation's never stand in.
        """
        if area.wages is None:
            return {}
        rows = self._wage_rows("employment", area.wages)
        return {
            soc: found[0]["employment"]
            for soc, found in self._by_occupation(rows, area.wages.source).items()
            if found[0]["employment"] is not None
        }

    def _wage_rows(self, columns: str, area: PublishedArea) -> dict[str, sqlite3.Row]:
        """The rows of an area, by the code that they are published under."""
        query = (
            f"SELECT source, soc, area, {columns} FROM {EACH_CODE} CROSS JOIN wage USING (soc)"
            " WHERE area = ? AND source = ?"
        )
        return {row["soc"]: row for row in self._rows(query, area.code, area.source)}

    def _by_occupation(self, rows: Mapping[str, Row], source: str) -> dict[str, list[Row]]:
        """The rows of a release that an occupation may be published under, its own first, by SOC code.

        The same for all occupations as ``_codes`` for one. Groups, and all occupations together, are left out.
        """
        found = {soc: [rows[code] for code in self._codes(soc, source) if code in rows] for soc in self.occupations}
        return {soc: several for soc, several in found.items() if several}

    def _codes(self, soc: str, source: str) -> tuple[str, ...]:
        """The codes that a release may publish an occupation under, its own first."""
        return (soc, *(composite.soc for composite in self._published_with(soc, source)))

    def _wages(self, row: sqlite3.Row, soc: str) -> Wages:
        def pay(form: str, unit: Unit) -> Pay:
            return Pay(
                **{
                    name: self._wage(row, f"{form}_{name}", unit, "mean_rse" if name == "mean" else None)
                    for name in _PAY
                }
            )

        return Wages(
            area=self._geography.published[row["source"], row["area"]],
            employment=self._wage(row, "employment", Unit.JOBS, "employment_rse"),
            hourly=pay("hourly", Unit.DOLLARS_AN_HOUR),
            annual=pay("annual", Unit.DOLLARS_A_YEAR),
            jobs_per_1000=self._wage(row, "jobs_per_1000", Unit.PER_1000_JOBS),
            location_quotient=self._wage(row, "location_quotient", Unit.RATIO),
            source=self.sources[row["source"]],
            composite=None if row["soc"] == soc else self.composite(row["soc"]),
        )

    def _wage(self, row: sqlite3.Row, column: str, unit: Unit, rse: str | None = None) -> Measure:
        source = self.sources[row["source"]]
        status = row[f"{column}_status"]
        return Measure(
            value=row[column],
            unit=unit,
            status=Status.PUBLISHED if status is None else Status(status),
            period=source.period,
            source=source,
            rse=None if rse is None else row[rse],
            code=row["soc"],
            row=f"wage: source {source.id}, soc {row['soc']}, area {row['area']}, column {column}",
        )
