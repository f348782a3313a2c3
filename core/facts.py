"""Facts: the only reader of the fact store. It answers in measures and areas, never in rows."""

import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from occuguide.core.area import Area, AreaKind, PublishedArea
from occuguide.core.errors import DataError
from occuguide.core.geography import AreaRow, CountyRow, Geography, Member
from occuguide.core.measures import Measure, Source, Status, Unit
from occuguide.core.occupation import Occupation, Specialty
from occuguide.core.published import PERCENTILES, Pay, Projection, Task, Title, Wages
from occuguide.core.store import SOURCE_COLUMNS, open_readonly

_PAY = (*PERCENTILES, "mean")


class Facts:
    """The facts of one store.

    Args:
        path: The store.

    Raises:
        DataError: The file cannot be read, is no fact store, or is of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_readonly(path)
        # Closed with this object at the latest: newer Pythons warn of connections that are dropped open.
        self._closed = weakref.finalize(self, self._connection.close)
        self._connection.row_factory = sqlite3.Row
        # One store answers many small questions: keep its pages at hand, but not more than a small machine has.
        self._connection.execute("PRAGMA cache_size = -8000")
        self._loaded: dict[str, tuple[Source, ...]] = {}
        self._average_growth: dict[tuple[str, str, int], Measure] = {}

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

    # --- Sources --------------------------------------------------------------------------------------------

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every release in the store, by the name of its importer."""
        query = f"SELECT {', '.join(SOURCE_COLUMNS)} FROM source ORDER BY id"
        return {row["id"]: Source(**{**row, "checked": bool(row["checked"])}) for row in self._rows(query)}

    def loaded(self, table: str) -> tuple[Source, ...]:
        """The releases that brought rows of a table, such as ``wage``; none if no release did."""
        if table not in self._loaded:
            query = f"SELECT 1 FROM {table} WHERE source = ? LIMIT 1"
            self._loaded[table] = tuple(source for source in self.sources.values() if self._rows(query, source.id))
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
    def _wage_source(self) -> str:
        """The source whose areas wages are published for: of several, the one that has most; none if there is none."""
        counted = Counter(source for source, _ in self._geography.published)
        return max((source.id for source in self.loaded("wage")), key=lambda source: counted[source], default="")

    # --- Occupations ----------------------------------------------------------------------------------------

    @cached_property
    def occupations(self) -> Mapping[str, str]:
        """The title of every detailed occupation, by the code that it is published under.

        Where releases word a title differently, the one whose source's name comes last stands; today's releases
        agree but for old codes.
        """
        query = "SELECT soc, title FROM occupation WHERE detailed ORDER BY soc, source"
        return {row["soc"]: row["title"] for row in self._rows(query)}

    def title(self, soc: str) -> str | None:
        """The occupation's title; none if no release holds it."""
        rows = self._rows("SELECT title FROM occupation WHERE soc = ? ORDER BY detailed DESC, source DESC", soc)
        return rows[0]["title"] if rows else None

    def titles(self, soc: str) -> tuple[Title, ...]:
        """The other titles of an occupation and its specialties, by name."""
        query = (
            "SELECT DISTINCT t.title, t.kind FROM title t JOIN specialty s ON s.onet_soc = t.onet_soc"
            " WHERE s.soc = ? ORDER BY t.title"
        )
        return tuple(Title(text=row["title"], soc=soc, kind=row["kind"]) for row in self._rows(query, soc))

    def reported_titles(self, soc: str) -> tuple[str, ...]:
        """What people in the occupation itself, its specialties left out, call their job."""
        query = "SELECT DISTINCT title FROM title WHERE onet_soc = ? AND kind = 'reported' ORDER BY title"
        return tuple(row["title"] for row in self._rows(query, f"{soc}.00"))

    def all_reported_titles(self) -> tuple[str, ...]:
        """What people in any occupation call their job, by name."""
        rows = self._rows("SELECT DISTINCT title FROM title WHERE kind = 'reported' ORDER BY title")
        return tuple(row["title"] for row in rows)

    def occupations_called(self, titles: Sequence[str]) -> tuple[Title, ...]:
        """The occupations that go by one of some titles, in any case; those that people reported first."""
        marks = ", ".join("?" * len(titles))
        query = (
            "SELECT DISTINCT t.title, t.kind, s.soc FROM title t JOIN specialty s ON s.onet_soc = t.onet_soc"
            f" WHERE t.title IN ({marks}) ORDER BY t.kind DESC, s.soc"
        )
        return tuple(Title(text=row["title"], soc=row["soc"], kind=row["kind"]) for row in self._rows(query, *titles))

    def specialties(self, soc: str) -> tuple[Specialty, ...]:
        """The narrower occupations within one, by O*NET-SOC code; the occupation itself (``.00``) left out."""
        query = "SELECT onet_soc, title FROM specialty WHERE soc = ? AND onet_soc <> ? ORDER BY onet_soc"
        return tuple(Specialty(code=row["onet_soc"], title=row["title"]) for row in self._rows(query, soc, f"{soc}.00"))

    def interests(self, soc: str) -> Mapping[str, tuple[str, str]]:
        """The title and the interest codes (RIASEC letters, strongest first) by O*NET-SOC code."""
        query = "SELECT onet_soc, title, interests FROM specialty WHERE soc = ? ORDER BY onet_soc"
        return {row["onet_soc"]: (row["title"], row["interests"]) for row in self._rows(query, soc)}

    def tasks(self, soc: str) -> tuple[Task, ...]:
        """The tasks of the occupation itself, core tasks first, in the release's order."""
        query = "SELECT task, core FROM task WHERE onet_soc = ? ORDER BY core IS NOT 1, number"
        return tuple(Task(text=row["task"], core=bool(row["core"])) for row in self._rows(query, f"{soc}.00"))

    # --- Wages ----------------------------------------------------------------------------------------------

    def wages(self, occupation: Occupation, area: PublishedArea) -> Wages | None:
        """The occupation's wages in an area; none if no release has a row for the two."""
        rows = self._rows(
            "SELECT * FROM wage WHERE soc = ? AND area = ? AND source = ?", occupation.soc, area.code, area.source
        )
        return self._wages(rows[0]) if rows else None

    def wages_everywhere(self, occupation: Occupation) -> tuple[Wages, ...]:
        """The occupation's wages in every area that has a row, by the area's name; the nation and states first."""
        rows = self._rows("SELECT * FROM wage WHERE soc = ? AND source = ?", occupation.soc, self._wage_source)
        every = [self._wages(row) for row in rows]
        return tuple(sorted(every, key=lambda wages: _widest_first(wages.area)))

    def _wages(self, row: sqlite3.Row) -> Wages:
        source = self.sources[row["source"]]

        def measure(column: str, unit: Unit, rse: str | None = None) -> Measure:
            status = row[f"{column}_status"]
            return Measure(
                value=row[column],
                unit=unit,
                status=Status.PUBLISHED if status is None else Status(status),
                period=source.period,
                source=source,
                rse=None if rse is None else row[rse],
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
        )

    # --- Projections ----------------------------------------------------------------------------------------

    def projections(self, occupation: Occupation, area: Area) -> tuple[Projection, ...]:
        """The occupation's newest projection for each of the areas that the place's are published for."""
        newest = (self.projection(occupation, published) for published in area.projections)
        return tuple(projection for projection in newest if projection is not None)

    def projection(self, occupation: Occupation, area: PublishedArea) -> Projection | None:
        """The occupation's newest projection for an area; none if no release has a row for the two."""
        query = "SELECT * FROM projection WHERE soc = ? AND area = ? AND source = ? ORDER BY base_year DESC LIMIT 1"
        rows = self._rows(query, occupation.soc, area.code, area.source)
        return self._projection(rows[0]) if rows else None

    def projections_everywhere(self, occupation: Occupation) -> tuple[Projection, ...]:
        """The occupation's newest projection for every area that has one; the nation and states first."""
        newest: dict[tuple[str, str], sqlite3.Row] = {}
        for row in self._rows("SELECT * FROM projection WHERE soc = ? ORDER BY base_year", occupation.soc):
            newest[row["source"], row["area"]] = row
        every = [self._projection(row) for row in newest.values()]
        return tuple(sorted(every, key=lambda projection: _widest_first(projection.area)))

    def _projection(self, row: sqlite3.Row) -> Projection:
        source = self.sources[row["source"]]
        period = f"{row['base_year']}-{row['projected_year']}"

        def measure(column: str, unit: Unit, period: str = period) -> Measure:
            return _measure(row[column], unit, period, source)

        return Projection(
            area=self._geography.published[source.id, row["area"]],
            base_year=row["base_year"],
            projected_year=row["projected_year"],
            base=measure("base_employment", Unit.JOBS, str(row["base_year"])),
            projected=measure("projected_employment", Unit.JOBS, str(row["projected_year"])),
            change=measure("change", Unit.JOBS),
            growth=measure("percent_change", Unit.PERCENT),
            average_growth=self._all_occupations(row["source"], row["area"], row["base_year"], period),
            exits=measure("exits", Unit.OPENINGS),
            transfers=measure("transfers", Unit.OPENINGS),
            openings=measure("openings", Unit.OPENINGS),
            education=row["education"],
            experience=row["experience"],
            training=row["training"],
            source=source,
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
            self._average_growth[key] = _measure(value, Unit.PERCENT, period, self.sources[source])
        return self._average_growth[key]

    # --- Third parties' measures ----------------------------------------------------------------------------

    def measures(self, occupation: Occupation, area: Area) -> Mapping[str, Measure]:
        """What third parties' sources say of an occupation in a place, by their own keys."""
        query = "SELECT * FROM measure WHERE soc = ? AND area = ? ORDER BY key"
        return {
            row["key"]: Measure(
                value=row["value"],
                unit=Unit(row["unit"]),
                status=Status(row["status"]) if row["status"] else Status.PUBLISHED,
                period=row["period"],
                source=self.sources[row["source"]],
            )
            for row in self._rows(query, occupation.soc, area.code)
        }


def _measure(value: float | None, unit: Unit, period: str, source: Source) -> Measure:
    status = Status.NOT_SURVEYED if value is None else Status.PUBLISHED
    return Measure(value=value, unit=unit, status=status, period=period, source=source)


def _widest_first(area: PublishedArea) -> tuple[int, str]:
    order = {AreaKind.NATION: 0, AreaKind.STATE: 1}
    return (order.get(area.kind, 2), area.short_name)


def fingerprint(path: Path) -> Iterator[str]:
    """What tells one version of a file from another without reading it: its path, size and time of change."""
    stat = path.stat()
    yield f"{path.resolve()}:{stat.st_size}:{stat.st_mtime_ns}"
