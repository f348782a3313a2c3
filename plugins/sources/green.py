"""The ``green`` source: occupations that the green economy touches, and occupations with a bright outlook.

Codes are stored as the lists have them. The green list of 2014 is in O*NET-SOC 2010, the outlook in O*NET-SOC 2019.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from occuguide.core import ONET_SOC_PATTERN, DataError, Download, FactSource, Progress, Source, Store, hookimpl, listing
from occuguide.plugins.sources.provenance import onet_attribution, origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Table, find_tables

_GREEN = Table("the green occupations", r".*green.?occupations?.*", ("O*NET-SOC Code", "Green Occupational Category"))
_BRIGHT = Table("the Bright Outlook list", r".*bright.?outlook.*", ("Code", "Occupation", "Categories"))
_KINDS = {
    _GREEN: ("O*NET-SOC 2010", "green"),
    _BRIGHT: ("O*NET-SOC 2019", "bright"),
}
"""The edition of a table's codes, and what the table says of them."""

_RELEASES = {_GREEN: "O*NET 18.1 Database", _BRIGHT: "O*NET Bright Outlook list"}


class Green:
    """Imports O*NET's lists of green and of bright occupations."""

    name = "green"
    title = "O*NET green occupations and Bright Outlook"
    formats = (
        "The text file of green occupations (O*NET 18.1), the CSV file of Bright Outlook occupations, or both; or a"
        " folder or zip archive of them."
    )
    downloads: Sequence[Download] = ()

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the lists that there are."""
        release = Release(paths)
        found = find_tables(release, tuple(_KINDS), progress, needed=tuple(_KINDS))
        names = [name for table, name in _RELEASES.items() if table in found]
        store.begin(
            Source(
                id=self.name,
                title=self.title,
                publisher="U.S. Department of Labor, Employment and Training Administration",
                release=", ".join(name.removesuffix(" Database") for name in names),
                period=", ".join(name.removesuffix(" Database") for name in names),
                licence="CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
                attribution=onet_attribution(" and the ".join(names)),
                url="https://www.onetcenter.org/db_releases.html",
                **origin(release, list(found.values())),
            )
        )
        if lacking := [table.what for table in _KINDS if table not in found]:
            progress.note(f"The release lacks {listing(lacking)}; what they tell is left out.")
        rows = (row for table, member in found.items() for row in _designations(table, member))
        count = store.insert("designation", ("onet_soc", "edition", "kind", "category"), rows, source=self.name)
        if not count:
            raise DataError("there is no occupation in it", where=release.name)
        progress(count, count, "designations")
        return count


def _designations(table: Table, member: Member) -> Iterator[tuple[str, str, str, str]]:
    edition, kind = _KINDS[table]
    code, categories = table.columns[0], table.columns[-1]
    for row in table.rows(member):
        for category in row[categories].split(";"):
            if not category.strip():
                raise row.error(categories, "the category is missing")
            yield row.code(code, ONET_SOC_PATTERN, "O*NET-SOC code"), edition, kind, category.strip()


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Green()
