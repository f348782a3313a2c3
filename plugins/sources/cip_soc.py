"""The ``cip-soc`` source: the programs of study that prepare for an occupation."""

import re
from collections.abc import Sequence
from pathlib import Path

from occuguide.core import SOC_PATTERN, DataError, Download, FactSource, Progress, Source, Store, hookimpl
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Table, find_tables

_CROSSWALK = Table(
    "the crosswalk from CIP 2020 to SOC 2018",
    r".*(cip.*soc|soc.*cip).*",
    ("CIP2020Code", "CIP2020Title", "SOC2018Code"),
    sheet="CIP-SOC",
)
# The list has a quotation mark within a definition that is not doubled.
_TITLES = Table("the titles of CIP 2020", r".*cip.?code.*", ("CIPCode", "CIPTitle"), strict=False)

_CIP_PATTERN = re.compile(r"\d{2}\.\d{4}")
_LISTED_PATTERN = re.compile(r'="\d{2}(\.\d{2}(\d{2})?)?"|\d{2}(\.\d{2}(\d{2})?)?')
"""Series, groups and programs, as they are or so that a spreadsheet keeps their zeros: ``="01.0000"``."""

NO_PROGRAM, NO_OCCUPATION = "99.9999", "99-9999"
"""What the crosswalk puts where an occupation has no program, and a program no occupation."""


class CipSoc:
    """Imports the crosswalk from programs of study to occupations."""

    name = "cip-soc"
    title = "CIP 2020 to SOC 2018 Crosswalk"
    formats = (
        "The crosswalk, a CSV file or a workbook, and, if it is there, the list of CIP codes (CIPCode2020.csv); or a"
        " folder or zip archive of them."
    )
    downloads: Sequence[Download] = (
        Download(address="https://nces.ed.gov/ipeds/cipcode/Files/CIP2020_SOC2018_Crosswalk.xlsx"),
    )

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the programs that the crosswalk names, and the occupations that each prepares for."""
        release = Release(paths)
        found = find_tables(release, (_CROSSWALK, _TITLES), progress, needed=(_CROSSWALK,))
        store.begin(
            Source(
                id=self.name,
                title=self.title,
                publisher="U.S. Department of Education, National Center for Education Statistics, and U.S. Bureau of"
                " Labor Statistics",
                release="2020",
                period="2020",
                licence="Work of the U.S. government, not under copyright",
                attribution="Programs of study: National Center for Education Statistics.",
                url="https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56",
                **origin(release, list(found.values())),
            )
        )
        titles: dict[str, str] = {}
        links: list[tuple[str, str]] = []
        for row in _CROSSWALK.rows(found[_CROSSWALK]):
            cip = row.code("CIP2020Code", _CIP_PATTERN, "CIP code")
            soc = row.code("SOC2018Code", SOC_PATTERN, "SOC code")
            if cip != NO_PROGRAM:
                titles.setdefault(cip, _title(row["CIP2020Title"]))
                if soc != NO_OCCUPATION:
                    links.append((soc, cip))
        if not titles:
            raise DataError("there is no program in it", where=found[_CROSSWALK].name)
        if listed := found.get(_TITLES):
            # The list has codes besides that are no programs any more, or not of this country.
            titles |= {cip: title for cip, title in _listed(listed).items() if cip in titles}
        count = store.insert("program", ("cip", "title"), titles.items(), source=self.name)
        count += store.insert("program_occupation", ("soc", "cip"), links, source=self.name)
        if without := len(titles.keys() - {cip for _, cip in links}):
            progress.note(f"Programs that prepare for no occupation in particular: {without:,} of {len(titles):,}.")
        progress(count, count, "programs")
        return count


def _listed(member: Member) -> dict[str, str]:
    """The titles of the list of codes, by code."""
    rows = ((row.code("CIPCode", _LISTED_PATTERN, "CIP code"), row) for row in _TITLES.rows(member))
    return {cip.strip('="'): _title(row["CIPTitle"]) for cip, row in rows}


def _title(title: str) -> str:
    return title.strip().removesuffix(".")


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return CipSoc()
