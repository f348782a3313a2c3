"""The ``areas`` source: which counties a state has, and which OEWS area each belongs to."""

import re
from collections.abc import Sequence
from pathlib import Path

from occuguide.core import FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.tables import Row, only_path, origin, read_table

_COLUMNS = ("county_fips", "county", "oews_area_code")


class Areas:
    """Imports counties and their areas."""

    name = "areas"
    title = "Metropolitan delineation: counties and their OEWS areas"
    formats = "A CSV file with the columns county_fips, county and oews_area_code, a row a county."

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the counties. The wage areas themselves come with the wages."""
        path = only_path(paths, self.name)
        rows = list(read_table(path, _COLUMNS, what="a list of counties and their OEWS areas"))
        for row in rows:
            _check(row)
        provenance = origin([path])
        # Nothing in the file says which edition of the delineation it follows.
        release = "July 2023" if provenance["copied_from"] else "release not stated"
        store.begin(
            Source(
                id=self.name,
                title="Delineation of metropolitan areas by county",
                publisher="U.S. Office of Management and Budget",
                release=release,
                period=release,
                licence="Work of the U.S. government, not under copyright",
                attribution="Metropolitan areas: U.S. Office of Management and Budget.",
                url="https://www.census.gov/geographies/reference-files/time-series/demo/metro-micro/"
                "delineation-files.html",
                file=path.name,
                **provenance,
            )
        )
        store.insert(
            "area_county",
            ("area_source", "area", "county", "state"),
            (("oews", row["oews_area_code"], row["county"], row["county_fips"][:2]) for row in rows),
            source=self.name,
        )
        count = store.insert(
            "county",
            ("fips", "name", "state"),
            ((row["county_fips"], row["county"], row["county_fips"][:2]) for row in rows),
            source=self.name,
        )
        progress(count, count, "counties")
        return count


def _check(row: Row) -> None:
    if not re.fullmatch(r"\d{5}", row["county_fips"]):
        raise row.error("county_fips", "this is no FIPS code of a county")
    if not re.fullmatch(r"\d{7}", row["oews_area_code"]):
        raise row.error("oews_area_code", "this is no OEWS area code")


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Areas()
