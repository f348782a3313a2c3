"""Projections of employment, and what their releases call typical for entry."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cached_property

from occuguide.core.area import Area, PublishedArea
from occuguide.core.facts.reader import widest_first
from occuguide.core.facts.wages import EACH_CODE, WageFacts
from occuguide.core.measures import Measure, Source, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import Projection, Requirement

_COLUMNS = "SELECT p.*, r.education, r.experience, r.training FROM"
_REQUIREMENT = "LEFT JOIN requirement r ON r.source = p.source AND r.id = p.requirement"
_QUERY = f"{_COLUMNS} projection p {_REQUIREMENT}"
_OF_ALL = (
    f"{_COLUMNS} {EACH_CODE} CROSS JOIN projection p USING (soc) {_REQUIREMENT}"
    " WHERE p.area = ? AND p.source = ? ORDER BY p.base_year"
)
"""The rows of every occupation in an area, the newest last."""
_REQUIRED = (
    "SELECT source, soc, area, projected_year, requirement FROM projection"
    " WHERE source = ?1 AND requirement IN (SELECT id FROM requirement WHERE source = ?1 AND education <> '')"
)


class ProjectionFacts(WageFacts):
    """What the store says of employment to come."""

    _projected: tuple[Area, Mapping[str, tuple[Projection, ...]]] | None = None

    def projections(self, occupation: Occupation, area: Area) -> tuple[Projection, ...]:
        """The occupation's newest projection for each of the areas that the place's are published for.

        Several releases may project one area, or the same counties under newer borders. Then the newest stands; of two
        for the same years, the one that tells more.
        """
        found = [one for published in area.projections if (one := self.projection(occupation, published)) is not None]
        return tuple(self._newest(found))

    def projections_by_occupation(self, area: Area) -> Mapping[str, tuple[Projection, ...]]:
        """What ``projections`` answers of a place for every occupation that has any, by SOC code."""
        if self._projected is None or self._projected[0] != area:
            found: dict[str, list[Projection]] = {}
            for published in area.projections:
                rows = self._rows(_OF_ALL, published.code, published.source)
                newest = {row["soc"]: row for row in rows}
                for soc, candidates in self._by_occupation(newest, published.source).items():
                    row = max(candidates, key=_base_year)
                    found.setdefault(soc, []).append(self._projection(row, soc))
            every = {soc: tuple(self._newest(several)) for soc, several in found.items()}
            # Several ask for them in turn, of one place after another.
            self._projected = (area, every)
        return self._projected[1]

    def projection(self, occupation: Occupation, area: PublishedArea) -> Projection | None:
        """The occupation's newest projection for an area; none if no release has a row for the two.

        It may be published under a code that joins the occupation with others: then it says so.
        """
        read, key = self._read_of(occupation.soc), ("projection", area.source, area.code)
        if key not in read:
            query = f"{_QUERY} WHERE p.soc = ? AND p.area = ? AND p.source = ? ORDER BY p.base_year DESC LIMIT 1"
            codes = self._codes(occupation.soc, area.source)
            rows = [row for code in codes for row in self._rows(query, code, area.code, area.source)]
            newest = max(rows, key=_base_year, default=None)
            read[key] = None if newest is None else self._projection(newest, occupation.soc)
        projection: Projection | None = read[key]
        return projection

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
        rows = [
            row
            for source in self.loaded("projection")
            for code in self._codes(soc, source.id)
            for row in self._rows(f"{_REQUIRED} AND soc = ?2", source.id, code)
        ]
        return self._requirement(rows, soc)

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        """What ``requirement`` answers for every occupation of which a release says it, by SOC code."""
        rows: dict[str, list[sqlite3.Row]] = {}
        for source in self.loaded("projection"):
            by_code: dict[str, list[sqlite3.Row]] = {}
            for row in self._rows(_REQUIRED, source.id):
                by_code.setdefault(row["soc"], []).append(row)
            best = {code: min(several, key=self._standing) for code, several in by_code.items()}
            for soc, candidates in self._by_occupation(best, source.id).items():
                rows.setdefault(soc, []).extend(candidates)
        said = {soc: self._requirement(candidates, soc) for soc, candidates in rows.items()}
        return {soc: requirement for soc, requirement in said.items() if requirement is not None}

    def _requirement(self, rows: Iterable[sqlite3.Row], soc: str) -> Requirement | None:
        """What stands for the occupation itself, then the newest, then the widest."""
        best = min(rows, key=lambda row: (row["soc"] != soc, self._standing(row)), default=None)
        if best is None:
            return None
        said = self._typical[best["source"], best["requirement"]]
        return Requirement(
            education=said["education"],
            experience=said["experience"],
            training=said["training"],
            source=self.sources[best["source"]],
            composite=None if best["soc"] == soc else self.composite(best["soc"]),
        )

    def _standing(self, row: sqlite3.Row) -> tuple[int, int]:
        """What the newest of some rows, and of these the one for the widest area, is told by."""
        return -row["projected_year"], self._breadth[row["source"], row["area"]]

    @cached_property
    def _breadth(self) -> Mapping[tuple[str, str], int]:
        """The place of each published area among all of them, by source and code, the widest first."""
        published = self._geography.published
        return {key: place for place, key in enumerate(sorted(published, key=lambda key: widest_first(published[key])))}

    @cached_property
    def _typical(self) -> Mapping[tuple[str, int], sqlite3.Row]:
        """The rows that say what is typical for entry, by source and id."""
        return {(row["source"], row["id"]): row for row in self._rows("SELECT * FROM requirement")}

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


def _base_year(row: sqlite3.Row) -> int:
    """What the newest of an occupation's rows is told by: of two for the same years, its own comes first."""
    year: int = row["base_year"]
    return year


def _preference(projection: Projection) -> tuple[int, int, str]:
    """What projections for one place are sorted by, the one to show first: newest, then the one that tells most."""
    told = sum(one.has_value for one in (projection.exits, projection.transfers, projection.average_growth))
    return (-projection.projected_year, -told - bool(projection.education), projection.source.id)


def _measure(value: float | None, unit: Unit, period: str, source: Source, code: str, row: str) -> Measure:
    status = Status.NOT_LOADED if value is None else Status.PUBLISHED
    return Measure(value=value, unit=unit, status=status, period=period, source=source, code=code, row=row)
