"""What the work is like and asks for: tasks, ratings, tools, programs of study, industries, related occupations."""

import sqlite3
from collections.abc import Mapping
from functools import cached_property

from occuguide.core.area import Area, AreaKind
from occuguide.core.facts.projections import ProjectionFacts
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import Element, IndustryEmployment, Program, Rating, Share, Task, Tool


class ContentFacts(ProjectionFacts):
    """What the store says of the work itself. Facts of O*NET are those of the occupation's own code (``.00``)."""

    # --- Tasks and what they take ---------------------------------------------------------------------------

    def tasks(self, soc: str) -> tuple[Task, ...]:
        """The tasks of the occupation itself, core tasks first, in the release's order."""
        activities: dict[int, list[str]] = {}
        query = (
            "SELECT DISTINCT t.number, d.element FROM task_activity t"
            " JOIN detailed_activity d ON d.dwa = t.dwa AND d.source = t.source"
            " WHERE t.onet_soc = ? ORDER BY t.number, d.element"
        )
        for row in self._rows(query, f"{soc}.00"):
            activities.setdefault(row["number"], []).append(row["element"])
        query = "SELECT task, core, number FROM task WHERE onet_soc = ? ORDER BY core IS NOT 1, number"
        return tuple(
            Task(text=row["task"], core=bool(row["core"]), activities=tuple(activities.get(row["number"], ())))
            for row in self._rows(query, f"{soc}.00")
        )

    @cached_property
    def activity_elements(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the skills and abilities that each work activity takes, by the activity's id."""
        elements: dict[str, tuple[str, ...]] = {}
        for row in self._rows("SELECT DISTINCT activity, element FROM element_activity ORDER BY activity, element"):
            elements[row["activity"]] = (*elements.get(row["activity"], ()), row["element"])
        return elements

    @cached_property
    def elements(self) -> Mapping[str, Element]:
        """Everything that occupations are rated on, by id."""
        rows = self._rows("SELECT id, name, domain FROM element ORDER BY id, source")
        return {row["id"]: Element(**row) for row in rows}

    def ratings(self, soc: str, domain: str) -> tuple[Rating, ...]:
        """How the occupation itself is rated on the elements of a domain, the highest score first.

        Args:
            soc: The SOC code.
            domain: ``skill``, ``ability``, ``knowledge``, ``activity``, ``style``, ``value``, ``interest`` or
                ``context``.
        """
        code = f"{soc}.00"
        query = (
            "SELECT r.source, r.value, r.suppressed, e.id, e.name, e.domain, e.mean FROM rating r"
            " JOIN element e ON e.id = r.element AND e.source = r.source"
            " WHERE r.onet_soc = ? AND e.domain = ? ORDER BY r.value DESC, e.id"
        )
        return tuple(self._rating(row, code) for row in self._rows(query, code, domain))

    def _rating(self, row: sqlite3.Row, code: str) -> Rating:
        source = self.sources[row["source"]]
        shown = not row["suppressed"]
        return Rating(
            element=Element(id=row["id"], name=row["name"], domain=row["domain"]),
            score=Measure(
                value=row["value"] if shown else None,
                unit=Unit.SCORE,
                status=Status.PUBLISHED if shown else Status.SUPPRESSED,
                period=source.period,
                source=source,
                code=code,
                row=f"rating: source {source.id}, onet_soc {code}, element {row['id']}",
            ),
            mean=row["mean"] if shown else None,
        )

    def distribution(self, soc: str, element: str) -> tuple[Share, ...]:
        """How the occupation's workers are spread over the categories of an element, in the categories' order.

        Categories that nobody is in are left out. A release may give them for the occupation (a SOC code) or for
        O*NET's code of it.
        """
        query = (
            "SELECT d.source, d.code, d.element, d.category, d.percent, d.suppressed, c.name, e.period"
            " FROM distribution d"
            " JOIN category c ON c.element = d.element AND c.category = d.category AND c.source = d.source"
            " JOIN element e ON e.id = d.element AND e.source = d.source"
            " WHERE d.code IN (?, ?) AND d.element = ? ORDER BY d.category"
        )
        return tuple(self._share(row) for row in self._rows(query, soc, f"{soc}.00", element))

    def _share(self, row: sqlite3.Row) -> Share:
        source = self.sources[row["source"]]
        return Share(
            category=row["name"],
            percent=Measure(
                value=None if row["suppressed"] else row["percent"],
                unit=Unit.PERCENT,
                status=Status.SUPPRESSED if row["suppressed"] else Status.PUBLISHED,
                period=row["period"] or source.period,
                source=source,
                code=row["code"],
                row=f"distribution: source {source.id}, code {row['code']}, element {row['element']},"
                f" category {row['category']}",
            ),
        )

    def tools(self, soc: str, kind: str) -> tuple[Tool, ...]:
        """The tools that people in the occupation itself use: those in demand first, then those that are hot, by name.

        Args:
            soc: The SOC code.
            kind: ``tool`` or ``technology``.
        """
        query = (
            "SELECT t.name, t.kind, t.category, t.hot, u.in_demand FROM tool_use u"
            " JOIN tool t ON t.id = u.tool AND t.source = u.source"
            " WHERE u.onet_soc = ? AND t.kind = ? ORDER BY u.in_demand DESC, t.hot DESC, t.name"
        )
        return tuple(
            Tool(**{**row, "hot": bool(row["hot"]), "in_demand": bool(row["in_demand"])})
            for row in self._rows(query, f"{soc}.00", kind)
        )

    # --- Where it is learned, where it is done, what is near it ---------------------------------------------

    def programs(self, soc: str) -> tuple[Program, ...]:
        """The programs of study that prepare for the occupation, by their codes."""
        query = (
            "SELECT DISTINCT p.cip, p.title FROM program_occupation o JOIN program p ON p.cip = o.cip"
            " AND p.source = o.source WHERE o.soc = ? ORDER BY p.cip"
        )
        return tuple(Program(**row) for row in self._rows(query, soc))

    def industries(self, soc: str, largest: int) -> tuple[IndustryEmployment, ...]:
        """The industries that employ the occupation in the nation, those that employ the most first.

        Args:
            soc: The SOC code. The industries may be published under a code that joins it with others: see the codes of
                the measures.
            largest: How many at most.
        """
        query = (
            "SELECT e.*, i.name FROM industry_employment e"
            " JOIN industry i ON i.code = e.industry AND i.source = e.source"
            " WHERE e.soc = ? AND e.source = ? AND e.employment IS NOT NULL"
            " ORDER BY e.employment DESC, e.industry LIMIT ?"
        )
        for source in self.loaded("industry_employment"):
            for code in self._codes(soc, source.id):
                if rows := self._rows(query, code, source.id, largest):
                    return tuple(self._industry(row) for row in rows)
        return ()

    @cached_property
    def sector_shares(self) -> Mapping[str, Mapping[str, float]]:
        """Which part of an occupation's employees work in each sector of industry, in the nation, by SOC code.

        The parts are of 1, by the first two digits of the industries' codes in NAICS (``31``, ``32`` and ``33`` are one
        sector). They are worked out of the published numbers and not published themselves. Employees in industries
        whose number is not released are in no part. An occupation whose number in the nation is not released has none.
        """
        query = (
            "SELECT soc, substr(industry, 1, 2) AS sector, sum(employment) AS employment FROM industry_employment"
            " WHERE source = ? AND employment IS NOT NULL GROUP BY soc, sector"
        )
        shares: dict[str, Mapping[str, float]] = {}
        for source in self.loaded("industry_employment"):
            totals = {
                soc: row["employment"]
                for area in self._geography.published.values()
                if area.source == source.id and area.kind is AreaKind.NATION
                for soc, row in self._wage_rows("employment", area).items()
            }
            sectors: dict[str, dict[str, float]] = {}
            for row in self._rows(query, source.id):
                if total := totals.get(row["soc"]):
                    sectors.setdefault(row["soc"], {})[row["sector"]] = row["employment"] / total
            for soc, found in self._by_occupation(sectors, source.id).items():
                shares.setdefault(soc, found[0])
        return shares

    def _industry(self, row: sqlite3.Row) -> IndustryEmployment:
        source = self.sources[row["source"]]

        def measure(column: str, unit: Unit) -> Measure:
            status = row[f"{column}_status"]
            return Measure(
                value=row[column],
                unit=unit,
                status=Status.PUBLISHED if status is None else Status(status),
                period=source.period,
                source=source,
                code=row["soc"],
                row=f"industry_employment: source {source.id}, soc {row['soc']}, industry {row['industry']},"
                f" column {column}",
            )

        return IndustryEmployment(
            code=row["industry"],
            name=row["name"],
            employment=measure("employment", Unit.JOBS),
            annual_median=measure("annual_median", Unit.DOLLARS_A_YEAR),
        )

    def related(self, soc: str) -> tuple[str, ...]:
        """The SOC codes of related occupations, the nearest first; the occupation itself left out."""
        query = "SELECT related FROM related WHERE onet_soc = ? ORDER BY rank"
        codes = dict.fromkeys(row["related"][:7] for row in self._rows(query, f"{soc}.00"))
        return tuple(code for code in codes if code != soc)

    # --- Third parties' measures ----------------------------------------------------------------------------

    def measures(self, occupation: Occupation, area: Area) -> Mapping[str, Measure]:
        """What third parties' sources say of an occupation in a place, by their own keys."""
        query = "SELECT * FROM measure WHERE soc = ? AND area = ? ORDER BY key"
        return {row["key"]: self._measure_of(row) for row in self._rows(query, occupation.soc, area.code)}

    def measures_by_occupation(self, area: Area, key: str) -> Mapping[str, Measure]:
        """What third parties' sources say under a key in a place of every occupation that has it, by SOC code."""
        query = "SELECT * FROM measure WHERE area = ? AND key = ? ORDER BY soc"
        return {row["soc"]: self._measure_of(row) for row in self._rows(query, area.code, key)}

    def _measure_of(self, row: sqlite3.Row) -> Measure:
        return Measure(
            value=row["value"],
            unit=Unit(row["unit"]),
            status=Status(row["status"]) if row["status"] else Status.PUBLISHED,
            period=row["period"],
            source=self.sources[row["source"]],
            code=row["soc"],
            row=f"measure: source {row['source']}, soc {row['soc']}, area {row['area']}, key {row['key']}",
        )
