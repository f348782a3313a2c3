"""The ``onet`` source: occupations, titles, interests and tasks from the O*NET database.

Reads the release's folder, of text files or of Excel workbooks. O*NET's tables are described in its data dictionary
(https://www.onetcenter.org/dictionary.html).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import DataError, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.tables import Row, only_path, origin, read_table

_CODE = "O*NET-SOC Code"
_OCCUPATIONS = ("Occupation Data", (_CODE, "Title"))
_ALTERNATE = ("Alternate Titles", (_CODE, "Alternate Title"))
_REPORTED = ("Sample of Reported Titles", (_CODE, "Reported Job Title"))
_INTERESTS = ("Interests", (_CODE, "Element ID", "Scale ID", "Data Value"))
_TASKS = ("Task Statements", (_CODE, "Task ID", "Task", "Task Type"))

_HIGH_POINTS = "IH"
"""The scale whose values name an occupation's strongest interests: 1 to 6 for the letters of RIASEC, 0 for none."""

_RIASEC = " RIASEC"


class Onet:
    """Imports the O*NET database."""

    name = "onet"
    title = "O*NET Database"
    formats = "The folder of the text release or of the Excel release."

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the tables that there are; the occupations must be."""
        folder = only_path(paths, self.name)
        files = {table: _file(folder, table) for table, _ in (_OCCUPATIONS, _ALTERNATE, _REPORTED, _INTERESTS, _TASKS)}
        occupations = files[_OCCUPATIONS[0]]
        if occupations is None:
            raise DataError(
                f"there is no table {_OCCUPATIONS[0]!r} (.txt or .xlsx)",
                where=str(folder),
                remedy="Name the folder that the O*NET release was unpacked into.",
            )
        present = [path for path in files.values() if path is not None]
        store.begin(_source(folder, present))
        interests = _high_points(files[_INTERESTS[0]])
        titles = {row[_CODE]: row["Title"] for row in _rows(occupations, _OCCUPATIONS[1])}
        store.insert(
            "occupation",
            ("soc", "title", "detailed"),
            # Detailed SOC occupations are those that wages or projections are published for: not O*NET's to say.
            ((code[:7], title, False) for code, title in titles.items() if code.endswith(".00")),
            source=self.name,
        )
        count = store.insert(
            "specialty",
            ("onet_soc", "soc", "title", "interests"),
            ((code, code[:7], title, interests.get(code, "")) for code, title in titles.items()),
            source=self.name,
        )
        for step, (kind, (table, columns)) in enumerate((("alternate", _ALTERNATE), ("reported", _REPORTED)), start=1):
            count += store.insert(
                "title", ("onet_soc", "kind", "title"), _titles(files[table], columns, kind), source=self.name
            )
            progress(step, 3, "titles")
        count += store.insert(
            "task", ("onet_soc", "number", "task", "core"), _tasks(files[_TASKS[0]]), source=self.name
        )
        progress(3, 3, "tasks")
        return count


def _file(folder: Path, table: str) -> Path | None:
    return next((path for suffix in (".txt", ".xlsx") if (path := folder / f"{table}{suffix}").is_file()), None)


def _source(folder: Path, files: Sequence[Path]) -> Source:
    read_me = folder / "Read Me.txt"
    said = read_me.read_text(encoding="utf-8", errors="replace") if read_me.is_file() else ""
    named = re.search(r"O\*NET (\d+\.\d+) Database", said)
    release = f"O*NET {named[1]}" if named else "O*NET, release not stated"
    database = f"O*NET {named[1]} Database" if named else "O*NET Database"
    return Source(
        id=Onet.name,
        title="O*NET Database",
        publisher="U.S. Department of Labor, Employment and Training Administration",
        release=release,
        period=release,
        licence="CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
        attribution=f"This page includes information from the {database} by the U.S. Department of Labor,"
        " Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark"
        " of USDOL/ETA. Occuguide has modified all or some of this information. USDOL/ETA has not approved, endorsed,"
        " or tested these modifications.",
        url="https://www.onetcenter.org/database.html",
        file=folder.resolve().name,
        **origin(files),
    )


def _rows(path: Path | None, columns: Sequence[str]) -> Iterator[Row]:
    if path is None:
        return
    for row in read_table(path, columns, what="this table of an O*NET release"):
        if not re.fullmatch(r"\d{2}-\d{4}\.\d{2}", row[_CODE]):
            raise row.error(_CODE, "this is no O*NET-SOC code")
        yield row


def _high_points(path: Path | None) -> dict[str, str]:
    """The letters of each occupation's strongest interests, strongest first."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(path, _INTERESTS[1]):
        if row["Scale ID"] == _HIGH_POINTS and (number := row.whole("Data Value")):
            if not 1 <= number <= 6:
                raise row.error("Data Value", "this is no interest from 1 to 6")
            letters.setdefault(row[_CODE], []).append((row["Element ID"], _RIASEC[number]))
    return {code: "".join(letter for _, letter in sorted(points)) for code, points in letters.items()}


def _titles(path: Path | None, columns: Sequence[str], kind: str) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[str, str]] = set()
    for row in _rows(path, columns):
        title = row[columns[1]]
        key = (row[_CODE], title.casefold())
        if key not in seen:
            seen.add(key)
            yield (row[_CODE], kind, title)


def _tasks(path: Path | None) -> Iterator[tuple[str, int, str, bool | None]]:
    for row in _rows(path, _TASKS[1]):
        core = {"Core": True, "Supplemental": False}.get(row["Task Type"])
        yield (row[_CODE], row.whole("Task ID"), row["Task"], core)


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Onet()
