"""The ``edd`` source: California's long-term occupational projections, as the state's Employment Development
Department releases them in CSV.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from occuguide.core import SOC_PATTERN, AreaKind, DataError, FactSource, Progress, Source, Store, hookimpl
from occuguide.core.protocols import Download
from occuguide.plugins.sources.projections import (
    FALLING,
    FIGURES,
    REQUIREMENTS,
    ProjectedRow,
    csv_files,
    figure,
    period_of,
    periods,
    requirement,
    store_rows,
    unmarked,
)
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table

CALIFORNIA = "06"
"""The state's FIPS code."""

_KINDS = {
    "State": AreaKind.STATE,
    "Metropolitan Area": AreaKind.METROPOLITAN,
    "Consortium": AreaKind.REGION,
}
_HEADINGS = {
    "area_type": ("Area Type", "area_type"),
    "area": ("Area Name (County Names)", "area_name"),
    "period": ("Period", "period"),
    "level": ("SOC Level",),
    "soc": ("Standard Occupational Classification (SOC)", "soc_code"),
    "title": ("Occupational Title", "title"),
    "base_employment": ("Base Year Employment Estimate", "base_employment"),
    "projected_employment": ("Projected Year Employment Estimate", "projected_employment"),
    "change": ("Numeric Change", "numeric_change"),
    "percent_change": ("Percentage Change", "percent_change"),
    "exits": ("Exits",),
    "transfers": ("Transfers",),
    "openings": ("Total Job Openings", "total_job_openings"),
    "education": ("Entry Level Education", "entry_level_education"),
    "experience": ("Work Experience", "work_experience"),
    "training": ("Job Training", "job_training"),
}
"""The headings that each column has gone by: the department's, then those of a copy of the release of 2024-2034."""

_OPTIONAL = ("level", "exits", "transfers")
"""The columns that the copy lacks. A file has all of them or none."""

_DETAILED = "4"


class Edd:
    """Imports the long-term projections."""

    name = "edd"
    title = "Long-Term Occupational Employment Projections"
    formats = "The long-term projections as CSV: one file, several, or a folder or zip archive of them."
    downloads: Sequence[Download] = ()

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the projections, their areas with the counties that the areas' names list, and the titles."""
        release = Release(paths)
        members = csv_files(release, "EDD's long-term projections")
        kinds: dict[str, AreaKind] = {}
        rows: list[ProjectedRow] = []
        for member in members:
            columns = _columns(member)
            if "exits" not in columns:
                progress.note(f"{member.name} has no columns of exits and transfers; both stay empty for its rows.")
            for row in read_table(member, [*columns.values()], what="an EDD long-term projections file"):
                kinds[row[columns["area"]]] = _kind(row, columns["area_type"])
                rows.append(_projected(row, columns))
        if not rows:
            raise DataError("the file has no rows", where=release.name)
        codes = area_codes(kinds)
        store.begin(_source(release, members, periods(rows)))
        store.insert(
            "area",
            ("code", "name", "kind", "state"),
            ((codes[name], name, kind.value, CALIFORNIA) for name, kind in kinds.items()),
            source=self.name,
        )
        store.insert(
            "area_county",
            ("area_source", "area", "county", "state"),
            ((self.name, code, county, CALIFORNIA) for name, code in codes.items() for county in counties(name)),
            source=self.name,
        )
        coded = [evolve(row, area=codes[row.area]) for row in rows]
        return store_rows(store, self.name, coded, "period", progress)


def _source(release: Release, members: Sequence[Member], period: str) -> Source:
    return Source(
        id=Edd.name,
        title=Edd.title,
        publisher="State of California, Employment Development Department, Labor Market Information Division",
        release=period,
        period=period,
        licence="California open data; no license is named",
        attribution="Projections: State of California, Employment Development Department (EDD).",
        url="https://labormarketinfo.edd.ca.gov/",
        **origin(release, members),
    )


def _columns(member: Member) -> dict[str, str]:
    """The heading of each column in a file; where it has none of those known, the first of them."""
    with member.open() as stream:
        line = stream.readline().decode("utf-8-sig", errors="replace")
    present = {" ".join(heading.split()) for heading in next(csv.reader([line]), [])}
    columns = {name: next((one for one in known if one in present), known[0]) for name, known in _HEADINGS.items()}
    if not any(columns[name] in present for name in _OPTIONAL):
        for name in _OPTIONAL:
            del columns[name]
    return columns


def _kind(row: Row, column: str) -> AreaKind:
    if row[column] not in _KINDS:
        raise row.error(column, "this kind of area is not known")
    return _KINDS[row[column]]


def _projected(row: Row, columns: Mapping[str, str]) -> ProjectedRow:
    period = period_of(row[columns["period"]])
    if period is None:
        raise row.error(columns["period"], "this is no period of two years")
    return ProjectedRow(
        where=row.where,
        soc=row.code(columns["soc"], SOC_PATTERN, "SOC code"),
        title=unmarked(row[columns["title"]]),
        # A file without levels has detailed occupations only.
        detailed="level" not in columns or row[columns["level"]] == _DETAILED,
        area=row[columns["area"]],
        period=period,
        figures=tuple(
            figure(row, columns[name], falls=name in FALLING) if name in columns else None for name in FIGURES
        ),
        requirement=requirement(row, {name: columns[name] for name in REQUIREMENTS}),
    )


def area_codes(names: Iterable[str]) -> dict[str, str]:
    """A code for each area: its name without the list of its counties, where that tells it from the others.

    An area may gain a county and keep its name: two releases together need the list to tell them apart.
    """
    bare = {name: re.sub(r"\s*\([^()]*\)$", "", name) for name in names}
    times = Counter(bare.values())
    return {name: code if times[code] == 1 else name for name, code in bare.items()}


def counties(name: str) -> list[str]:
    """The counties that an area's name lists: ``Chico MSA (Butte County)``, ``... (Sutter and Yuba Counties)``.

    The list is the only statement of an area's extent that the release makes.
    """
    listed = re.search(r"\(([^()]*?) Count(?:y|ies)\)$", name)
    return [f"{county} County" for county in re.split(r",\s*(?:and\s+)?|\s+and\s+", listed[1])] if listed else []


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Edd()
