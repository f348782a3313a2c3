"""The ``edd`` source: California's long-term occupational projections, as the state's Employment Development
Department releases them in CSV.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import AreaKind, DataError, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.tables import Row, only_path, origin, read_table

CALIFORNIA = "06"
"""The state's FIPS code."""

_KINDS = {
    "State": AreaKind.STATE,
    "Metropolitan Area": AreaKind.METROPOLITAN,
    "Consortium": AreaKind.REGION,
}
_FIGURES = {
    "base_employment": "Base Year Employment Estimate",
    "projected_employment": "Projected Year Employment Estimate",
    "change": "Numeric Change",
    "percent_change": "Percentage Change",
    "exits": "Exits",
    "transfers": "Transfers",
    "openings": "Total Job Openings",
}
_REQUIREMENTS = {
    "education": "Entry Level Education",
    "experience": "Work Experience",
    "training": "Job Training",
}
_AREA_TYPE, _AREA, _PERIOD, _LEVEL, _SOC, _TITLE = (
    "Area Type",
    "Area Name (County Names)",
    "Period",
    "SOC Level",
    "Standard Occupational Classification (SOC)",
    "Occupational Title",
)
_COLUMNS = (_AREA_TYPE, _AREA, _PERIOD, _LEVEL, _SOC, _TITLE, *_FIGURES.values(), *_REQUIREMENTS.values())
_DETAILED = "4"


class Edd:
    """Imports the long-term projections."""

    name = "edd"
    title = "Long-Term Occupational Employment Projections"
    formats = "The long-term projections as one CSV file."

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the projections, their areas with the counties that the areas' names list, and the titles."""
        path = only_path(paths, self.name)
        rows = list(read_table(path, _COLUMNS, what="an EDD long-term projections file"))
        if not rows:
            raise DataError("the file has no rows", where=path.name)
        source = _source(path, sorted({row[_PERIOD] for row in rows}))
        store.begin(source)
        areas = {row[_AREA]: row for row in rows}
        store.insert("area", ("code", "name", "kind", "state"), map(_area, areas.values()), source=self.name)
        store.insert(
            "area_county",
            ("area_source", "area", "county", "state"),
            ((self.name, name, county, CALIFORNIA) for name in areas for county in counties(name)),
            source=self.name,
        )
        titles = {row[_SOC]: row for row in rows}
        store.insert(
            "occupation",
            ("soc", "title", "detailed"),
            ((soc, row[_TITLE], row[_LEVEL] == _DETAILED) for soc, row in titles.items()),
            source=self.name,
        )
        return store.insert(
            "projection",
            ("soc", "area", "base_year", "projected_year", *_FIGURES, *_REQUIREMENTS),
            _projections(rows, progress),
            source=self.name,
        )


def _source(path: Path, periods: Sequence[str]) -> Source:
    return Source(
        id="edd",
        title=Edd.title,
        publisher="State of California, Employment Development Department, Labor Market Information Division",
        release=", ".join(periods),
        period=", ".join(periods),
        licence="California open data; no license is named",
        attribution="Projections: State of California, Employment Development Department (EDD).",
        url="https://labormarketinfo.edd.ca.gov/",
        file=path.name,
        **origin([path]),
    )


def _area(row: Row) -> tuple[str, str, str, str]:
    if row[_AREA_TYPE] not in _KINDS:
        raise row.error(_AREA_TYPE, "this kind of area is not known")
    return (row[_AREA], row[_AREA], _KINDS[row[_AREA_TYPE]].value, CALIFORNIA)


def counties(name: str) -> list[str]:
    """The counties that an area's name lists: ``Chico MSA (Butte County)``, ``... (Sutter and Yuba Counties)``.

    The list is the only statement of an area's extent that the release makes.
    """
    listed = re.search(r"\(([^()]*?) Count(?:y|ies)\)$", name)
    return re.split(r",\s*(?:and\s+)?|\s+and\s+", listed[1]) if listed else []


def _projections(rows: Sequence[Row], progress: Progress) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows, start=1):
        period = re.fullmatch(r"(\d{4})-(\d{4})", row[_PERIOD])
        if period is None:
            raise row.error(_PERIOD, "this is no period of two years")
        if not re.fullmatch(r"\d{2}-\d{4}", row[_SOC]):
            raise row.error(_SOC, "this is no SOC code")
        yield (
            row[_SOC],
            row[_AREA],
            int(period[1]),
            int(period[2]),
            *(row.number(column) for column in _FIGURES.values()),
            *("" if row[column] == "N/A" else row[column] for column in _REQUIREMENTS.values()),
        )
        if number % 1000 == 0 or number == len(rows):
            progress(number, len(rows), "projections")


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Edd()
