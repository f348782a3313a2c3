"""The ``soc`` source: the occupations of the Standard Occupational Classification, with what they are and are called.

It also brings the codes that other releases publish several occupations under: the table ``composites.csv``, which
names for each component why it is known to be one.
"""

import csv
import re
from collections.abc import Container, Iterator, Sequence
from importlib import resources
from pathlib import Path

from occuguide.core import SOC_PATTERN, DataError, Download, FactSource, Progress, Source, Store, hookimpl, listing
from occuguide.plugins.sources.provenance import origin
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, Table, find_tables

_LEVELS = ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation")
_TITLE = ""
"""The titles' column of the structure has no heading."""

_STRUCTURE = Table("the SOC structure", r".*structure.*", (*_LEVELS, _TITLE))
_DEFINITIONS = Table("the SOC definitions", r".*definition.*", ("SOC Group", "SOC Code", "SOC Title", "SOC Definition"))
_DIRECT = Table("the direct match titles", r".*direct.?match.*", ("2018 SOC Code", "2018 SOC Direct Match Title"))
_CROSSWALK = Table(
    "the crosswalk from SOC 2010", r".*2010.to.2018.*", ("2010 SOC Code", "2010 SOC Title", "2018 SOC Code")
)
_TABLES = (_STRUCTURE, _DEFINITIONS, _DIRECT, _CROSSWALK)
_GROUPS = ("Major", "Minor", "Broad", "Detailed")

_FOLDER = "https://www.bls.gov/soc/2018"


class Soc:
    """Imports the Standard Occupational Classification."""

    name = "soc"
    title = "Standard Occupational Classification"
    formats = (
        "The workbooks of the 2018 SOC, or a folder or zip archive of them: structure or definitions, and, if they are"
        " there, direct match titles and the crosswalk from SOC 2010."
    )
    downloads: Sequence[Download] = tuple(
        Download(address=f"{_FOLDER}/{file}.xlsx")
        for file in (
            "soc_structure_2018",
            "soc_2018_definitions",
            "soc_2018_direct_match_title_file",
            "soc_2010_to_2018_crosswalk",
        )
    )

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the tables that there are; the structure or the definitions must be."""
        release = Release(paths)
        found = find_tables(release, _TABLES, progress, needed=(_STRUCTURE, _DEFINITIONS))
        _say_what_is_lacking(found, progress)
        occupations = list(_occupations(found))
        if not occupations:
            raise DataError("there is no occupation in it", where=release.name)
        titles = {soc: title for soc, title, _ in occupations}
        store.begin(
            Source(
                id=self.name,
                title=self.title,
                publisher="U.S. Bureau of Labor Statistics, on behalf of the Office of Management and Budget",
                release="2018 SOC",
                period="2018",
                licence="Work of the U.S. government, not under copyright",
                attribution="Occupations: Standard Occupational Classification, U.S. Bureau of Labor Statistics.",
                url=f"{_FOLDER}/home.htm",
                **origin(release, list(found.values())),
            )
        )
        count = store.insert("occupation", ("soc", "title", "detailed"), occupations, source=self.name)
        progress(1, len(_TABLES), "occupations")
        if definitions := found.get(_DEFINITIONS):
            count += store.insert("description", ("code", "description"), _descriptions(definitions), source=self.name)
        progress(2, len(_TABLES), "definitions")
        if direct := found.get(_DIRECT):
            count += store.insert("title", ("code", "kind", "title"), _titles(direct, titles), source=self.name)
        progress(3, len(_TABLES), "titles")
        if crosswalk := found.get(_CROSSWALK):
            columns = ("edition", "code", "title", "soc")
            count += store.insert("successor", columns, _successors(crosswalk, titles), source=self.name)
        count += store.insert("composite", ("soc", "component", "basis"), _composites(), source=self.name)
        progress(4, len(_TABLES), "codes")
        return count


def _say_what_is_lacking(found: Container[Table], progress: Progress) -> None:
    # The definitions tell all that the structure does.
    if lacking := [table.what for table in _TABLES[1:] if table not in found]:
        progress.note(f"The release lacks {listing(lacking)}; what they tell is left out.")


def _occupations(found: dict[Table, Member]) -> Iterator[tuple[str, str, bool]]:
    """The code and the title of every group and occupation, and whether it is a detailed occupation."""
    if member := found.get(_STRUCTURE):
        for row in _STRUCTURE.rows(member):
            level = next((level for level in _LEVELS if row[level].strip()), _LEVELS[0])
            yield _soc(row, level), row[_TITLE].strip(), level == _LEVELS[-1]
    else:
        for row in _DEFINITIONS.rows(found[_DEFINITIONS]):
            group = row["SOC Group"].strip()
            if group not in _GROUPS:
                raise row.error("SOC Group", "this is no level of the SOC")
            yield _soc(row, "SOC Code"), row["SOC Title"].strip(), group == _GROUPS[-1]


def _soc(row: Row, column: str) -> str:
    return row.code(column, SOC_PATTERN, "SOC code")


def _known(row: Row, titles: dict[str, str]) -> str:
    """The row's code of 2018, which the structure must have."""
    soc = _soc(row, "2018 SOC Code")
    if soc not in titles:
        raise row.error("2018 SOC Code", "the structure has no such code")
    return soc


def _descriptions(member: Member) -> Iterator[tuple[str, str]]:
    for row in _DEFINITIONS.rows(member):
        # Groups are defined by what is in them.
        if definition := row["SOC Definition"].strip():
            yield _soc(row, "SOC Code"), definition


def _titles(member: Member, titles: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    seen = {(soc, title.casefold()) for soc, title in titles.items()}
    for row in _DIRECT.rows(member):
        soc, title = _known(row, titles), row["2018 SOC Direct Match Title"].strip()
        if (soc, title.casefold()) not in seen:
            seen.add((soc, title.casefold()))
            yield soc, "direct", title


def _successors(member: Member, titles: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    for row in _CROSSWALK.rows(member):
        # '(#)' marks the titles of codes that were split.
        title = re.sub(r"\s*\(#+\)$", "", row["2010 SOC Title"].strip())
        yield "SOC 2010", _soc(row, "2010 SOC Code"), title, _known(row, titles)


def _composites() -> Iterator[tuple[str, str, str]]:
    table = resources.files("occuguide.plugins.sources").joinpath("composites.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        yield row["code"], row["component"], row["basis"]


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return Soc()
