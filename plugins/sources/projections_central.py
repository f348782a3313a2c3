"""The ``projections-central`` source: the projections of all states, as Projections Central gathers them in CSV."""

import re
from collections.abc import Sequence
from pathlib import Path

from occuguide.core import SOC_PATTERN, AreaKind, DataError, FactSource, Progress, Source, Store, hookimpl
from occuguide.core.protocols import Download
from occuguide.plugins.sources.projections import (
    FALLING,
    FIGURES,
    ProjectedRow,
    csv_files,
    figure,
    period_of,
    periods,
    store_rows,
    unmarked,
)
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table

_LAST_STATE = 78
"""The highest FIPS code of a state or territory, that of the Virgin Islands."""

_STATE, _AREA, _SOC, _TITLE, _BASE, _PROJECTED = "stfips", "areaname", "code", "name", "baseyear", "projyear"
_FIGURES = {
    "base_employment": "base",
    "projected_employment": "proj",
    "change": "change",
    "percent_change": "percentchange",
    "openings": "avgannualopenings",
}
_NATION = "00"


class ProjectionsCentral:
    """Imports the states' projections."""

    name = "projections-central"
    title = "State Occupational Projections"
    formats = "The projections of all states as CSV: one file, several, or a folder or zip archive of them."
    downloads: Sequence[Download] = ()

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the projections of the nation, the states and the territories, and the titles."""
        release = Release(paths)
        members = csv_files(release, "the states' projections")
        names: dict[str, str] = {}
        rows: list[ProjectedRow] = []
        for member in members:
            for row in read_table(
                member,
                (_STATE, _AREA, _SOC, _TITLE, _BASE, _PROJECTED, *_FIGURES.values()),
                what="a file of Projections Central",
            ):
                state = _state(row)
                names[state] = row[_AREA].strip()
                rows.append(_projected(row, _code(state)))
        if not rows:
            raise DataError("the file has no rows", where=release.name)
        store.begin(_source(release, members, periods(rows)))
        store.insert(
            "area",
            ("code", "name", "kind", "state"),
            ((_code(state), name, _kind(state).value, state) for state, name in names.items()),
            source=self.name,
        )
        return store_rows(store, self.name, rows, "year", progress)


def _source(release: Release, members: Sequence[Member], period: str) -> Source:
    return Source(
        id=ProjectionsCentral.name,
        title=ProjectionsCentral.title,
        publisher="The states' labor market information offices, through Projections Central",
        release=period,
        period=period,
        licence="No license is named; the data are the states'",
        attribution="Projections: the states' labor market information offices, through Projections Central.",
        url="https://www.projectionscentral.org/",
        **origin(release, members),
    )


def _state(row: Row) -> str:
    """A state's FIPS code in two digits; the nation has 0 in the release."""
    if not re.fullmatch(r"\d{1,2}", row[_STATE]) or not (0 <= int(row[_STATE]) <= _LAST_STATE):
        raise row.error(_STATE, "this is no FIPS code of a state")
    return row[_STATE].zfill(2)


def _code(state: str) -> str:
    """The area's code as OEWS has it."""
    return f"{state}00000"


def _kind(state: str) -> AreaKind:
    return AreaKind.NATION if state == _NATION else AreaKind.STATE


def _projected(row: Row, area: str) -> ProjectedRow:
    for column in (_BASE, _PROJECTED):
        if not re.fullmatch(r"\d{4}", row[column]):
            raise row.error(column, "this is no year")
    period = period_of(f"{row[_BASE]}-{row[_PROJECTED]}")
    if period is None:
        raise row.error(_PROJECTED, f"this year does not come after {row[_BASE]}")
    return ProjectedRow(
        where=row.where,
        soc=row.code(_SOC, SOC_PATTERN, "SOC code"),
        title=unmarked(row[_TITLE]),
        # Codes of major and minor groups end in two noughts. Those that end in one are broad occupations, which the
        # release has in place of the detailed ones that they join.
        detailed=not row[_SOC].endswith("00"),
        area=area,
        period=period,
        figures=tuple(
            figure(row, _FIGURES[name], falls=name in FALLING) if name in _FIGURES else None for name in FIGURES
        ),
    )


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return ProjectionsCentral()
