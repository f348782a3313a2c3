"""Wages, as releases publish them."""

import sqlite3

from occuguide.core.area import PublishedArea
from occuguide.core.facts.occupations import OccupationFacts
from occuguide.core.facts.reader import widest_first
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import PERCENTILES, Pay, Wages

_PAY = (*PERCENTILES, "mean")


class WageFacts(OccupationFacts):
    """What the store says of wages."""

    def wages(self, occupation: Occupation, area: PublishedArea) -> Wages | None:
        """The occupation's wages in an area; none if no release has a row for the two.

        They may be published under a code that joins the occupation with others: then they say so.
        """
        for code in self._codes(occupation.soc, area.source):
            rows = self._rows(
                "SELECT * FROM wage WHERE soc = ? AND area = ? AND source = ?", code, area.code, area.source
            )
            if rows:
                return self._wages(rows[0], occupation.soc)
        return None

    def wages_everywhere(self, occupation: Occupation) -> tuple[Wages, ...]:
        """The occupation's wages in every area that has a row, by the area's name; the nation and states first."""
        found: dict[str, sqlite3.Row] = {}
        for code in self._codes(occupation.soc, self._wage_source):
            for row in self._rows("SELECT * FROM wage WHERE soc = ? AND source = ?", code, self._wage_source):
                found.setdefault(row["area"], row)
        every = [self._wages(row, occupation.soc) for row in found.values()]
        return tuple(sorted(every, key=lambda wages: widest_first(wages.area)))

    def _codes(self, soc: str, source: str) -> tuple[str, ...]:
        """The codes that a release may publish an occupation under, its own first."""
        return (soc, *(composite.soc for composite in self._published_with(soc, source)))

    def _wages(self, row: sqlite3.Row, soc: str) -> Wages:
        source = self.sources[row["source"]]
        code = row["soc"]
        place = f"wage: source {source.id}, soc {code}, area {row['area']}"

        def measure(column: str, unit: Unit, rse: str | None = None) -> Measure:
            status = row[f"{column}_status"]
            return Measure(
                value=row[column],
                unit=unit,
                status=Status.PUBLISHED if status is None else Status(status),
                period=source.period,
                source=source,
                rse=None if rse is None else row[rse],
                code=code,
                row=f"{place}, column {column}",
            )

        def pay(form: str, unit: Unit) -> Pay:
            return Pay(
                **{name: measure(f"{form}_{name}", unit, "mean_rse" if name == "mean" else None) for name in _PAY}
            )

        return Wages(
            area=self._geography.published[source.id, row["area"]],
            employment=measure("employment", Unit.JOBS, "employment_rse"),
            hourly=pay("hourly", Unit.DOLLARS_AN_HOUR),
            annual=pay("annual", Unit.DOLLARS_A_YEAR),
            jobs_per_1000=measure("jobs_per_1000", Unit.PER_1000_JOBS),
            location_quotient=measure("location_quotient", Unit.RATIO),
            source=source,
            composite=None if code == soc else self.composite(code),
        )
