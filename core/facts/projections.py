"""Projections of employment, and what their releases call typical for entry."""

import sqlite3
from collections.abc import Iterable

from occuguide.core.area import Area, PublishedArea
from occuguide.core.facts.reader import widest_first
from occuguide.core.facts.wages import WageFacts
from occuguide.core.measures import Measure, Source, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import Projection, Requirement

_QUERY = (
    "SELECT p.*, r.education, r.experience, r.training FROM projection p"
    " LEFT JOIN requirement r ON r.source = p.source AND r.id = p.requirement"
)


class ProjectionFacts(WageFacts):
    """What the store says of employment to come."""

    def projections(self, occupation: Occupation, area: Area) -> tuple[Projection, ...]:
        """The occupation's newest projection for each of the areas that the place's are published for.

        Several releases may project one area, or the same counties under newer borders. Then the newest stands; of two
        for the same years, the one that tells more.
        """
        found = [one for published in area.projections if (one := self.projection(occupation, published)) is not None]
        return tuple(self._newest(found))

    def projection(self, occupation: Occupation, area: PublishedArea) -> Projection | None:
        """The occupation's newest projection for an area; none if no release has a row for the two.

        It may be published under a code that joins the occupation with others: then it says so.
        """
        query = f"{_QUERY} WHERE p.soc = ? AND p.area = ? AND p.source = ? ORDER BY p.base_year DESC LIMIT 1"
        codes = self._codes(occupation.soc, area.source)
        rows = [row for code in codes for row in self._rows(query, code, area.code, area.source)]
        # Of rows for the same years, the first: the occupation's own.
        newest = max(rows, key=lambda row: row["base_year"], default=None)
        return None if newest is None else self._projection(newest, occupation.soc)

    def projections_everywhere(self, occupation: Occupation) -> tuple[Projection, ...]:
        """The occupation's newest projection for every area that has one; the nation and states first."""
        newest: dict[tuple[str, str], sqlite3.Row] = {}
        for source in self.loaded("projection"):
            for code in self._codes(occupation.soc, source.id):
                for row in self._rows(f"{_QUERY} WHERE p.soc = ? AND p.source = ?", code, source.id):
                    key = (row["source"], row["area"])
                    if key not in newest or row["base_year"] > newest[key]["base_year"]:
                        newest[key] = row
        every = self._newest([self._projection(row, occupation.soc) for row in newest.values()])
        return tuple(sorted(every, key=lambda projection: widest_first(projection.area)))

    def requirement(self, soc: str) -> Requirement | None:
        """What is typical for entry, by the newest release that says it, for the widest area; none if none does.

        What a release says of several occupations together stands in only where none says it of this one.
        """
        query = (
            "SELECT p.source, p.soc, p.area, p.projected_year, r.education, r.experience, r.training FROM projection p"
            " JOIN requirement r ON r.source = p.source AND r.id = p.requirement"
            " WHERE p.soc = ? AND p.source = ? AND r.education <> ''"
        )
        rows = [
            row
            for source in self.loaded("projection")
            for code in self._codes(soc, source.id)
            for row in self._rows(query, code, source.id)
        ]
        if not rows:
            return None
        areas = self._geography.published

        def rank(row: sqlite3.Row) -> tuple[bool, int, int, str]:
            """What stands for the occupation itself, then the newest, then the widest."""
            return (row["soc"] != soc, -row["projected_year"], *widest_first(areas[row["source"], row["area"]]))

        best = min(rows, key=rank)
        return Requirement(
            education=best["education"],
            experience=best["experience"],
            training=best["training"],
            source=self.sources[best["source"]],
            composite=None if best["soc"] == soc else self.composite(best["soc"]),
        )

    def _newest(self, projections: Iterable[Projection]) -> list[Projection]:
        """Projections without those for a place that a newer one is for, in the order given."""
        given = list(projections)
        kept: list[Projection] = []
        for one in sorted(given, key=_preference):
            if not any(one.area.overlaps(other.area) for other in kept):
                kept.append(one)
        chosen = set(map(id, kept))
        return [one for one in given if id(one) in chosen]

    def _projection(self, row: sqlite3.Row, soc: str) -> Projection:
        source = self.sources[row["source"]]
        period = f"{row['base_year']}-{row['projected_year']}"
        code = row["soc"]
        place = f"projection: source {source.id}, soc {code}, area {row['area']}, base_year {row['base_year']}"
        openings = Unit.OPENINGS if row["per"] == "period" else Unit.OPENINGS_A_YEAR

        def measure(column: str, unit: Unit, period: str = period) -> Measure:
            return _measure(row[column], unit, period, source, code, f"{place}, column {column}")

        return Projection(
            area=self._geography.published[source.id, row["area"]],
            base_year=row["base_year"],
            projected_year=row["projected_year"],
            base=measure("base_employment", Unit.JOBS, str(row["base_year"])),
            projected=measure("projected_employment", Unit.JOBS, str(row["projected_year"])),
            change=measure("change", Unit.JOBS),
            growth=measure("percent_change", Unit.PERCENT),
            average_growth=self._all_occupations(row["source"], row["area"], row["base_year"], period),
            exits=measure("exits", openings),
            transfers=measure("transfers", openings),
            openings=measure("openings", openings),
            education=row["education"] or "",
            experience=row["experience"] or "",
            training=row["training"] or "",
            source=source,
            composite=None if code == soc else self.composite(code),
        )

    def _all_occupations(self, source: str, area: str, base_year: int, period: str) -> Measure:
        key = (source, area, base_year)
        if key not in self._average_growth:
            query = (
                "SELECT percent_change FROM projection"
                " WHERE soc = '00-0000' AND source = ? AND area = ? AND base_year = ?"
            )
            rows = self._rows(query, *key)
            value = rows[0]["percent_change"] if rows else None
            place = (
                f"projection: source {source}, soc 00-0000, area {area}, base_year {base_year}, column percent_change"
            )
            # Some releases have no such row, and nobody is sent to one that is not there.
            code, place = ("00-0000", place) if rows else ("", "")
            self._average_growth[key] = _measure(value, Unit.PERCENT, period, self.sources[source], code, place)
        return self._average_growth[key]


def _preference(projection: Projection) -> tuple[int, int, str]:
    """What projections for one place are sorted by, the one to show first: newest, then the one that tells most."""
    told = sum(one.has_value for one in (projection.exits, projection.transfers, projection.average_growth))
    return (-projection.projected_year, -told - bool(projection.education), projection.source.id)


def _measure(value: float | None, unit: Unit, period: str, source: Source, code: str, row: str) -> Measure:
    status = Status.NOT_LOADED if value is None else Status.PUBLISHED
    return Measure(value=value, unit=unit, status=status, period=period, source=source, code=code, row=row)
