"""The ``areas`` source: counties, and which OEWS area each belongs to.

The federal delineation tells the counties of metropolitan areas. Which counties make up a nonmetropolitan area it does
not tell; a list of one's own may.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from attrs import frozen

from occuguide.core import DataError, Download, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, Table, find_tables, opening

_CBSA, _KIND, _COUNTY, _STATE, _NUMBER = (
    "CBSA Code",
    "Metropolitan/Micropolitan Statistical Area",
    "County/County Equivalent",
    "FIPS State Code",
    "FIPS County Code",
)
_DELINEATION = Table(
    "the delineation of metropolitan areas", r".*(cbsa|list.?1).*", (_CBSA, _KIND, _COUNTY, _STATE, _NUMBER)
)
_LIST = Table(
    "a list of counties and their OEWS areas", r".*count(y|ies).*", ("county_fips", "county", "oews_area_code")
)
_METROPOLITAN, _MICROPOLITAN = "Metropolitan Statistical Area", "Micropolitan Statistical Area"

_MISSPELT = {"New London Coumty": "New London County"}
"""Names that the delineation of July 2023 misspells."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

CALIFORNIA = "06"
"""The state whose counties may be named without the word."""


@frozen
class _County:
    """A county, its wage area and where that is said."""

    fips: str
    name: str
    area: str
    row: Row

    @property
    def state(self) -> str:
        return self.fips[:2]


class _Publisher(TypedDict):
    """What a ``Source`` says of who published it."""

    publisher: str
    licence: str
    attribution: str


_OMB: _Publisher = {
    "publisher": "U.S. Office of Management and Budget",
    "licence": "Work of the U.S. government, not under copyright",
    "attribution": "Metropolitan areas: U.S. Office of Management and Budget.",
}
_NOBODY: _Publisher = {
    "publisher": "publisher not stated",
    "licence": "not stated",
    "attribution": "Counties and their areas: from a list whose publisher is not stated.",
}
"""A list of counties says nothing of who made it."""


class Areas:
    """Imports counties and their areas."""

    name = "areas"
    title = "Metropolitan delineation: counties and their OEWS areas"
    formats = (
        "The delineation workbook (list 1), a CSV file with the columns county_fips, county and oews_area_code, a row"
        " a county, or both; or a folder or zip archive of them."
    )
    downloads: Sequence[Download] = (
        Download(
            address="https://www2.census.gov/programs-surveys/metro-micro/geographies/reference-files/2023/"
            "delineation-files/list1_2023.xlsx"
        ),
    )

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the counties. The wage areas themselves come with the wages."""
        release = Release(paths)
        found = find_tables(release, (_DELINEATION, _LIST), progress, needed=(_DELINEATION, _LIST))
        delineated = _by_fips(_delineated(found[_DELINEATION], progress)) if _DELINEATION in found else {}
        listed = _by_fips(_listed(found[_LIST])) if _LIST in found else {}
        counties = _joined(delineated, listed)
        if not counties:
            raise DataError("there is no county in it", where=release.name)
        provenance = origin(release, list(found.values()))
        edition = _edition(found.get(_DELINEATION), known=bool(provenance["copied_from"]))
        store.begin(
            Source(
                id=self.name,
                title="Delineation of metropolitan areas by county",
                release=edition,
                period=edition,
                **(_OMB if delineated or provenance["copied_from"] else _NOBODY),
                url="https://www.census.gov/geographies/reference-files/time-series/demo/metro-micro/"
                "delineation-files.html",
                **provenance,
            )
        )
        store.insert(
            "area_county",
            ("area_source", "area", "county", "state"),
            (("oews", county.area, county.name, county.state) for county in counties),
            source=self.name,
        )
        count = store.insert(
            "county",
            ("fips", "name", "state"),
            ((county.fips, county.name, county.state) for county in counties),
            source=self.name,
        )
        progress(count, count, "counties")
        return count


def _edition(delineation: Member | None, *, known: bool) -> str:
    """The edition of the delineation: what its workbook says above the table, in capitals; a list says none."""
    if delineation is not None and delineation.suffix != ".csv":
        said = re.search(rf"\b({_MONTHS}) (\d{{4}})", opening(delineation), re.IGNORECASE)
        if said is not None:
            return said[0].title()
    return "July 2023" if known else "release not stated"


def _delineated(member: Member, progress: Progress) -> Iterator[_County]:
    """The counties of metropolitan areas; no wages are published for micropolitan areas by themselves."""
    left_out = 0
    for row in _DELINEATION.rows(member):
        if row[_KIND] not in (_METROPOLITAN, _MICROPOLITAN):
            raise row.error(_KIND, "this kind of area is not known")
        fips = row.code(_STATE, re.compile(r"\d{2}"), "FIPS code of a state")
        fips += row.code(_NUMBER, re.compile(r"\d{3}"), "FIPS code of a county within its state")
        cbsa = row.code(_CBSA, re.compile(r"\d{5}"), "code of a metropolitan area")
        if row[_KIND] == _METROPOLITAN:
            name = row[_COUNTY].strip()
            yield _County(fips, _MISSPELT.get(name, name), f"00{cbsa}", row)
        else:
            left_out += 1
    if left_out:
        progress.note(
            f"The counties of micropolitan areas ({left_out:,}) were left out: the delineation does not tell which"
            " nonmetropolitan area their wages are published for."
        )


def _listed(member: Member) -> Iterator[_County]:
    for row in _LIST.rows(member):
        fips = row.code("county_fips", re.compile(r"\d{5}"), "FIPS code of a county")
        area = row.code("oews_area_code", re.compile(r"\d{7}"), "OEWS area code")
        name = row["county"].strip()
        if fips.startswith(CALIFORNIA) and not name.endswith(" County"):
            name += " County"
        yield _County(fips, name, area, row)


def _by_fips(counties: Iterator[_County]) -> dict[str, _County]:
    known: dict[str, _County] = {}
    for county in counties:
        if county.fips in known:
            raise DataError(
                f"{county.name} ({county.fips}) is listed twice, first in {known[county.fips].row.where}",
                where=county.row.where,
                remedy="A county belongs to one area: leave one of the rows.",
            )
        known[county.fips] = county
    return known


def _joined(delineated: Mapping[str, _County], listed: Mapping[str, _County]) -> list[_County]:
    """The counties of both, each once, with the name that the delineation gives it."""
    for fips in delineated.keys() & listed.keys():
        first, second = delineated[fips], listed[fips]
        if first.area != second.area:
            raise DataError(
                f"{first.name} ({fips}) is in area {second.area} here, and in {first.area} in {first.row.where}",
                where=second.row.where,
                remedy="Correct the list, or import one of the two files alone.",
            )
    return [*{**listed, **delineated}.values()]


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Areas()
