"""The ``onet`` source: the O*NET database, from the text release or the Excel release."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from occuguide.core import DataError, Download, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.onet import layout
from occuguide.plugins.sources.onet.layout import CODE, Database, Table
from occuguide.plugins.sources.provenance import onet_attribution, origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row

_HIGH_POINTS = "IH"
"""The scale whose values name an occupation's strongest interests: 1 to 6 for the letters of RIASEC, 0 for none."""

_RIASEC = " RIASEC"

_VALUES = {"IM", "WI", "EX", "OI", "CX", "CT"}
"""The scales of one value for an element: importance, impact, extent, interest, and the two of context. Levels, the
other scale of skills and the like, are left out: no section has a use for them.
"""
_SHARES = {"RL", "RW", "PT", "OJ", "CXP", "CTP"}
"""The scales of percentages, one for each category."""

_ABSENT = ("", "n/a")


class Onet:
    """Imports the O*NET database."""

    name = "onet"
    title = "O*NET Database"
    formats = "The text release or the Excel release: its zip, its folder, or some of its files."
    downloads = (Download(address="https://www.onetcenter.org/dl_files/database/db_29_3_text.zip"),)

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the tables that there are; the occupations must be."""
        release = Release(paths)
        database = Database(release, progress)
        if not database.has(layout.OCCUPATIONS):
            raise DataError(
                f"there is no table {layout.OCCUPATIONS.name!r} (.txt or .xlsx)",
                where=release.name,
                remedy="Name the O*NET release: its zip, or the folder that it was unpacked into.",
            )
        store.begin(_source(release, database))
        count = _Loading(database, store).all()
        database.say_what_is_lacking()
        return count


def _source(release: Release, database: Database) -> Source:
    said = _read(database.read_me) if database.read_me else ""
    named = re.search(r"O\*NET (\d+\.\d+) Database", said)
    edition = f"O*NET {named[1]}" if named else "O*NET, release not stated"
    return Source(
        id=Onet.name,
        title="O*NET Database",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        release=edition,
        period=edition,
        licence="CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
        attribution=onet_attribution(f"{edition} Database" if named else "O*NET Database"),
        url="https://www.onetcenter.org/database.html",
        **origin(release, database.members),
    )


def _read(member: Member) -> str:
    with member.open() as stream:
        return stream.read().decode("utf-8", "replace")


class _Loading:
    """One import: what is read of one table and needed for another."""

    def __init__(self, database: Database, store: Store) -> None:
        self._database = database
        self._store = store
        self._elements: dict[str, tuple[str, str]] = {}
        """The name and the domain of every element, by id."""
        self._scores: dict[str, tuple[float, int]] = {}
        """The sum and the number of the ratings of every rated element that may be shown, by id."""

    def all(self) -> int:
        """Read every table. Returns how many rows were written."""
        return self._occupations() + self._titles() + self._tasks() + self._rated() + self._tools() + self._related()

    def _rows(self, table: Table) -> Iterator[Row]:
        return self._database.rows(table)

    def _insert(self, table: str, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> int:
        return self._store.insert(table, columns, rows, source=Onet.name)

    def _occupations(self) -> int:
        occupations = list(self._rows(layout.OCCUPATIONS))
        if not occupations:
            raise DataError(f"the table {layout.OCCUPATIONS.name!r} has no rows", where=self._database.release.name)
        interests = _high_points(self._rows(layout.RATINGS["interest"]))
        zones = {row[CODE]: _job_zone(row) for row in self._rows(layout.JOB_ZONES)}
        # Detailed SOC occupations are those that wages or projections are published for: not O*NET's to say.
        whole = ((row[CODE][:7], row["Title"], False) for row in occupations if row[CODE].endswith(".00"))
        self._insert("occupation", ("soc", "title", "detailed"), whole)
        described = ((row[CODE], row.cells["Description"]) for row in occupations if row.cells.get("Description"))
        self._insert("description", ("code", "description"), described)
        return self._insert(
            "specialty",
            ("onet_soc", "soc", "title", "interests", "job_zone"),
            (
                (row[CODE], row[CODE][:7], row["Title"], interests.get(row[CODE], ""), zones.get(row[CODE]))
                for row in occupations
            ),
        )

    def _titles(self) -> int:
        tables = (
            ("alternate", layout.ALTERNATE_TITLES, "Alternate Title"),
            ("reported", layout.REPORTED_TITLES, "Reported Job Title"),
        )
        return sum(
            self._insert("title", ("code", "kind", "title"), _distinct_titles(self._rows(table), column, kind))
            for kind, table, column in tables
        )

    def _tasks(self) -> int:
        count = self._insert(
            "task",
            ("onet_soc", "number", "task", "core"),
            (
                (
                    row[CODE],
                    row.whole("Task ID"),
                    row["Task"],
                    _is_core(row),
                )
                for row in self._rows(layout.TASKS)
            ),
        )
        self._insert(
            "detailed_activity",
            ("dwa", "element", "title"),
            ((row["DWA ID"], row["Element ID"], row["DWA Title"]) for row in self._rows(layout.DETAILED_ACTIVITIES)),
        )
        links = ((row[CODE], row.whole("Task ID"), row["DWA ID"]) for row in self._rows(layout.TASK_ACTIVITIES))
        return count + self._insert("task_activity", ("onet_soc", "number", "dwa"), iter(dict.fromkeys(links)))

    def _rated(self) -> int:
        columns = ("onet_soc", "element", "value", "suppressed")
        count = sum(
            self._insert("rating", columns, self._ratings(domain, table)) for domain, table in layout.RATINGS.items()
        )
        for table in (layout.RATINGS["context"], layout.EDUCATION):
            domain = "education" if table is layout.EDUCATION else "context"
            shares = self._shares(domain, table)
            count += self._insert("distribution", ("code", "element", "category", "percent", "suppressed"), shares)
        for table in layout.CATEGORIES:
            named = (
                (row["Element ID"], row.whole("Category"), row["Category Description"]) for row in self._rows(table)
            )
            self._insert("category", ("element", "category", "name"), named)
        for domain, table in (("skill", layout.SKILL_LINKS), ("ability", layout.ABILITY_LINKS)):
            self._insert("element_activity", ("element", "activity"), self._links(domain, table))
        self._insert(
            "element",
            ("id", "name", "domain", "mean"),
            ((id_, *said, self._mean(id_)) for id_, said in sorted(self._elements.items())),
        )
        described = (
            (row["Element ID"], row["Description"])
            for row in self._rows(layout.DESCRIPTIONS)
            if row["Element ID"] in self._elements
        )
        self._insert("description", ("code", "description"), described)
        return count

    def _ratings(self, domain: str, table: Table) -> Iterator[tuple[object, ...]]:
        """One row for each occupation and element: its value, on whichever scale the element has one."""
        for row in self._rows(table):
            if row["Scale ID"] not in _VALUES or row.cells.get("Category", "n/a") not in _ABSENT:
                continue
            element, value = row["Element ID"], row.number("Data Value")
            suppressed = row.cells.get("Recommend Suppress") == "Y"
            self._elements[element] = (row["Element Name"], domain)
            if not suppressed:
                total, count = self._scores.get(element, (0.0, 0))
                self._scores[element] = (total + value, count + 1)
            yield (row[CODE], element, value, suppressed)

    def _mean(self, element: str) -> float | None:
        if element not in self._scores:
            return None
        total, count = self._scores[element]
        # Ratings have two decimals; the sum's last binary digits depend on the order of the rows.
        return round(total / count, 6)

    def _shares(self, domain: str, table: Table) -> Iterator[tuple[object, ...]]:
        for row in self._rows(table):
            if row["Scale ID"] in _SHARES and (percent := row.number("Data Value")):
                self._elements[row["Element ID"]] = (row["Element Name"], domain)
                suppressed = row.cells.get("Recommend Suppress") == "Y"
                yield (row[CODE], row["Element ID"], row.whole("Category"), percent, suppressed)

    def _links(self, domain: str, table: Table) -> Iterator[tuple[str, str]]:
        for row in self._rows(table):
            self._elements.setdefault(row["Linked Element ID"], (row["Linked Element Name"], domain))
            yield (row["Linked Element ID"], row["Work Activities Element ID"])

    def _tools(self) -> int:
        """The tools and technologies, each once, and who uses them."""
        numbers: dict[tuple[str, str, str], int] = {}
        hot: set[int] = set()
        uses: dict[tuple[str, int], bool] = {}
        for kind, table in (("technology", layout.TECHNOLOGIES), ("tool", layout.TOOLS)):
            for row in self._rows(table):
                key = (kind, row["Example"], row["Commodity Title"])
                number = numbers.setdefault(key, len(numbers) + 1)
                uses[row[CODE], number] = row.cells.get("In Demand") == "Y"
                if row.cells.get("Hot Technology") == "Y":
                    hot.add(number)
        self._insert(
            "tool",
            ("id", "kind", "name", "category", "hot"),
            ((number, *key, number in hot) for key, number in numbers.items()),
        )
        return self._insert(
            "tool_use", ("onet_soc", "tool", "in_demand"), ((*key, demanded) for key, demanded in uses.items())
        )

    def _related(self) -> int:
        return self._insert(
            "related",
            ("onet_soc", "related", "rank"),
            ((row[CODE], row["Related O*NET-SOC Code"], row.whole("Index")) for row in self._rows(layout.RELATED)),
        )


def _job_zone(row: Row) -> int:
    zone = row.whole("Job Zone")
    if not 1 <= zone <= 5:
        raise row.error("Job Zone", "this is no job zone from 1 to 5")
    return zone


def _is_core(row: Row) -> bool | None:
    """Whether a task is one of the occupation's core tasks; none, where that was not found out."""
    kind = row["Task Type"]
    if kind in _ABSENT:
        return None
    if kind not in ("Core", "Supplemental"):
        raise row.error("Task Type", "this type of task is not known")
    return kind == "Core"


def _high_points(rows: Iterator[Row]) -> Mapping[str, str]:
    """The letters of each occupation's strongest interests, strongest first."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        if row["Scale ID"] == _HIGH_POINTS and (number := row.whole("Data Value")):
            if not 1 <= number <= 6:
                raise row.error("Data Value", "this is no interest from 1 to 6")
            letters.setdefault(row[CODE], []).append((row["Element ID"], _RIASEC[number]))
    return {code: "".join(letter for _, letter in sorted(points)) for code, points in letters.items()}


def _distinct_titles(rows: Iterator[Row], column: str, kind: str) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row[CODE], row[column].casefold())
        if key not in seen:
            seen.add(key)
            yield (row[CODE], kind, row[column])


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Onet()
