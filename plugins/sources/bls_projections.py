"""The ``bls-projections`` source: the Employment Projections of the U.S. Bureau of Labor Statistics for the nation.

Read from the workbook of occupational tables, from the CSV file that the bureau's web tool exports, or from both.
Their columns are the same under slightly different headings, which name the years: one pattern finds each.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from occuguide.core import AreaKind, DataError, FactSource, Progress, Source, Store, hookimpl
from occuguide.core.protocols import Download
from occuguide.plugins.sources.projections import (
    FALLING,
    FIGURES,
    REQUIREMENTS,
    ProjectedRow,
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
from occuguide.plugins.sources.workbooks import sheet_names

_NATION = "0000000"
"""The nation's code, as OEWS has it."""

_WORKBOOK = ".xlsx"
_PROJECTIONS, _SEPARATIONS, _ATTAINMENT = "Table 1.7", "Table 1.10", "Table 5.3"
"""The sheets that are read."""

_ATTAINED = "education"
_ATTAINED_AROUND = "education of the wider group"
"""The census counts some occupations within a wider group only: then the shares are the group's."""

_OF_WIDER_GROUP = "(1)"
"""The mark of such an occupation's title."""

_CATEGORIES = (
    "Less than high school diploma",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)

_HEADINGS = {
    "soc": ("occupation code", "BASE national employment matrix code"),
    "title": ("occupation title", "BASE national employment matrix title"),
    "base_employment": ("employment BASE", "employment, BASE"),
    "projected_employment": ("employment PROJECTED", "employment, PROJECTED"),
    "change": ("employment change, PERIOD", "employment change, numeric, PERIOD"),
    "percent_change": ("employment percent change, PERIOD", "employment change, percent, PERIOD"),
    "openings": ("occupational openings, PERIOD annual average",),
    "exits": ("labor force exits, PERIOD annual average",),
    "transfers": ("occupational transfers, PERIOD annual average",),
    "education": ("typical entry-level education", "typical education needed for entry"),
    "experience": ("work experience in a related occupation",),
    "training": (
        "typical on-the-job training",
        "typical on-the-job training needed to attain competency in the occupation",
    ),
    **{category: (category.lower(),) for category in _CATEGORIES},
}
"""What columns are called in the CSV file and in the workbook: in lower case, with words for the years."""

_OCCUPATION = ("soc", "title", *REQUIREMENTS)
_JOBS = ("base_employment", "projected_employment", "change", "openings")
_SEPARATED = ("exits", "transfers")

_YEARS = r"\b\d{4}[-–—]\d{2,4}\b"
_TYPE = "Occupation type"
_DETAILED = {"Line item": True, "Summary": False}


class BlsProjections:
    """Imports the national projections."""

    name = "bls-projections"
    title = "Employment Projections"
    formats = (
        "The workbook of occupational tables (occupation.xlsx), the web tool's CSV file, or several of them, which may"
        " be of different periods; a folder or a zip archive of them."
    )
    downloads: Sequence[Download] = (Download(address="https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx"),)

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read the projections, the titles and how far workers went in school."""
        release = Release(paths)
        members = _members(release, progress)
        rows: list[ProjectedRow] = []
        workbooks: dict[tuple[int, int], Member] = {}
        for member in members:
            read = list(_projected(member))
            if not read:
                raise DataError("the table has no rows", where=member.name)
            rows += read
            if member.suffix == _WORKBOOK:
                workbooks[read[0].period] = member
        store.begin(_source(release, members, periods(rows)))
        nation = (_NATION, "United States", AreaKind.NATION.value, _NATION[:2])
        store.insert("area", ("code", "name", "kind", "state"), [nation], source=self.name)
        if workbooks:
            newest = max(workbooks)
            _load_attainment(workbooks[newest], newest, store)
        return store_rows(store, self.name, rows, "year", progress)


def _source(release: Release, members: Sequence[Member], period: str) -> Source:
    return Source(
        id=BlsProjections.name,
        title=BlsProjections.title,
        publisher="U.S. Bureau of Labor Statistics",
        release=period,
        period=period,
        licence="Work of the U.S. government, not under copyright",
        attribution="Projections: U.S. Bureau of Labor Statistics, Employment Projections.",
        url="https://www.bls.gov/emp/",
        **origin(release, members),
    )


def _members(release: Release, progress: Progress) -> list[Member]:
    """The files of a release that hold projections.

    Raises:
        DataError: There is none.
    """
    members = []
    for member in release.members():
        if member.suffix == ".csv" or (member.suffix == _WORKBOOK and _PROJECTIONS in sheet_names(member)):
            members.append(member)
        else:
            progress.note(f"{member.name} is left out: it holds no projections.")
    if not members:
        raise DataError(
            f"there are no projections here: no CSV file, and no workbook with a sheet {_PROJECTIONS!r}",
            where=release.name,
        )
    return members


def _projected(member: Member) -> Iterator[ProjectedRow]:
    workbook = member.suffix == _WORKBOOK
    if workbook:
        rows = _occupations(member, _PROJECTIONS, _TYPE)
    else:
        needed = ("Occupation Title", "Occupation Code", "Typical Entry-Level Education")
        rows = read_table(member, needed, what="the table of projections by occupation")
    first = next(rows, None)
    if first is None:
        return
    period = _period(first)
    columns = _columns(first, (*_OCCUPATION, *_JOBS, "percent_change"), period)
    separations = _separations(member, period) if workbook else {}
    for row in chain([first], rows):
        soc = _soc(row, columns["soc"])
        figures = {name: _thousands(row, columns[name], falls=name in FALLING) for name in _JOBS} | separations.get(
            soc, {}
        )
        figures["percent_change"] = figure(row, columns["percent_change"], falls=True)
        yield ProjectedRow(
            where=row.where,
            soc=soc,
            # The web tool puts similar titles behind the title, each after an asterisk. They are the SOC's own direct
            # match titles, some with letters lost on the way, and come whole with the SOC.
            title=unmarked(row[columns["title"]].partition("*")[0]),
            detailed=_detailed(row) if workbook else True,
            area=_NATION,
            period=period,
            figures=tuple(figures.get(name) for name in FIGURES),
            requirement=requirement(row, {name: columns[name] for name in REQUIREMENTS}),
        )


def _occupations(member: Member, sheet: str, column: str) -> Iterator[Row]:
    """The rows of a sheet that are of occupations: below them stand its footnotes, in the first cell alone.

    Args:
        member: The workbook.
        sheet: The sheet's name.
        column: A heading that tells the header from the lines above it.
    """
    for row in read_table(member, [column], what="the bureau's workbook of occupational tables", sheet=sheet):
        if any([*row.cells.values()][1:]):
            yield row


def _period(row: Row) -> tuple[int, int]:
    """The period that the headings name."""
    for heading in row.cells:
        named = re.search(_YEARS, heading)
        if named and (period := period_of(named[0])):
            return period
    raise DataError("no heading names the period of the projections", where=_header(row))


def _header(row: Row) -> str:
    """What messages call the header of a row's table."""
    return f"{row.where.rpartition(', ')[0]}, header"


def _columns(row: Row, names: Sequence[str], period: tuple[int, int]) -> dict[str, str]:
    """The headings of some columns.

    Raises:
        DataError: One is not there.
    """
    base, projected = map(str, period)
    headings = {}
    for heading in row.cells:
        plain = unmarked(heading).lower()
        told = re.sub(_YEARS, lambda years: "PERIOD" if period_of(years[0]) == period else years[0], plain)
        headings[told.replace(base, "BASE").replace(projected, "PROJECTED")] = heading
    columns = {}
    for name in names:
        found = next((headings[one] for one in _HEADINGS[name] if one in headings), None)
        if found is None:
            wanted = _HEADINGS[name][-1].replace("PERIOD", f"{base}-{projected}")
            wanted = wanted.replace("BASE", base).replace("PROJECTED", projected)
            raise DataError(f"the table has no column {wanted!r}", where=_header(row))
        columns[name] = found
    return columns


def _soc(row: Row, column: str) -> str:
    # A spreadsheet is kept from taking the code for a date by writing it as a formula: ="13-2011".
    code = re.fullmatch(r'(?:=")?(\d{2}-\d{4})"?', row[column].strip())
    if code is None:
        raise row.error(column, "this is no SOC code")
    return code[1]


def _detailed(row: Row) -> bool:
    if row[_TYPE] not in _DETAILED:
        raise row.error(_TYPE, "this type of occupation is not known")
    return _DETAILED[row[_TYPE]]


def _thousands(row: Row, column: str, *, falls: bool = False) -> float | None:
    """A figure that is released in thousands; exactly, as a product of binary fractions would not be."""
    if figure(row, column, falls=falls) is None:
        return None
    return float(Decimal(row[column].strip().replace(",", "")) * 1000)


def _separations(member: Member, period: tuple[int, int]) -> dict[str, dict[str, float | None]]:
    """Exits and transfers by SOC code."""
    separations: dict[str, dict[str, float | None]] = {}
    columns: Mapping[str, str] = {}
    for row in _occupations(member, _SEPARATIONS, _TYPE):
        columns = columns or _columns(row, ("soc", *_SEPARATED), period)
        separations[_soc(row, columns["soc"])] = {name: _thousands(row, columns[name]) for name in _SEPARATED}
    return separations


def _load_attainment(member: Member, period: tuple[int, int], store: Store) -> None:
    """Read how far workers went in school, whatever is typical for entry."""
    source = BlsProjections.name
    # Read as a table whose header has a blank cell, the sheet begins with its title, which alone names the years.
    titled = next(read_table(member, [""], what="a table of educational attainment", sheet=_ATTAINMENT), None)
    years = re.search(r"\b\d{4}\b.*$", next(iter(titled.cells))) if titled else None
    elements = {
        _ATTAINED: "Highest education of workers aged 25 or older",
        _ATTAINED_AROUND: "Highest education of workers aged 25 or older in the wider group that the census counts",
    }
    store.insert(
        "element",
        ("id", "name", "domain", "period"),
        ((id_, name, "education", years[0] if years else None) for id_, name in elements.items()),
        source=source,
    )
    store.insert(
        "category",
        ("element", "category", "name"),
        ((id_, number, name) for id_ in elements for number, name in enumerate(_CATEGORIES, start=1)),
        source=source,
    )
    store.insert(
        "distribution",
        ("code", "element", "category", "percent", "suppressed"),
        _attainment(member, period),
        source=source,
    )


def _attainment(member: Member, period: tuple[int, int]) -> Iterator[tuple[str, str, int, float, int]]:
    columns: Mapping[str, str] = {}
    for row in _occupations(member, _ATTAINMENT, _CATEGORIES[0]):
        columns = columns or _columns(row, ("soc", "title", *_CATEGORIES), period)
        soc = _soc(row, columns["soc"])
        element = _ATTAINED_AROUND if row[columns["title"]].endswith(_OF_WIDER_GROUP) else _ATTAINED
        for number, category in enumerate(_CATEGORIES, start=1):
            percent = figure(row, columns[category])
            if percent:
                yield (soc, element, number, percent, 0)


@hookimpl
def fact_source() -> FactSource:
    """This source."""
    return BlsProjections()
