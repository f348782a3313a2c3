"""What the importers of projections share: how a period, a figure and what is typical for entry are read and stored."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from occuguide.core import DataError, Progress, Store
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row

FIGURES = (
    "base_employment",
    "projected_employment",
    "change",
    "percent_change",
    "exits",
    "transfers",
    "openings",
)
"""The figures of a projection, as the table ``projection`` calls them."""

FALLING = ("change", "percent_change", "openings")
"""Those that may be less than nothing."""

REQUIREMENTS = ("education", "experience", "training")
"""What is typical for entry, as the table ``requirement`` calls it."""

_ABSENT = frozenset({"N/A", "—", "–"})
"""What releases put where they have nothing to say."""

_COLUMNS = ("soc", "area", "base_year", "projected_year", *FIGURES, "per", "requirement")


@frozen
class ProjectedRow:
    """A row of a release: what it projects for an occupation in an area.

    Args:
        where: The file and the row.
        soc: The occupation's code.
        title: The occupation's title.
        detailed: Whether it is a detailed occupation rather than a group.
        area: The area's code.
        period: The base year and the projected year.
        figures: What the release gives of ``FIGURES``, in their order.
        requirement: What is typical for entry, in the order of ``REQUIREMENTS``; none if the release does not say.
    """

    where: str
    soc: str
    title: str
    detailed: bool
    area: str
    period: tuple[int, int]
    figures: tuple[float | None, ...]
    requirement: tuple[str, ...] | None = None


def csv_files(release: Release, what: str) -> tuple[Member, ...]:
    """The CSV files of a release.

    Args:
        release: What was named on the command line.
        what: What is looked for, to be said if there is none.

    Raises:
        DataError: There is none.
    """
    members = release.named(r".*\.csv")
    if not members:
        raise DataError(f"there is no CSV file of {what}", where=release.name)
    return members


def period_of(text: str) -> tuple[int, int] | None:
    """The years of a period such as ``2020-2030`` or ``2022–32``; none if it is no such period."""
    years = re.fullmatch(r"(\d{4})[-–—](\d{4}|\d{2})", text.strip())
    if years is None:
        return None
    base, end = years[1], years[2]
    projected = int(end if len(end) == 4 else base[:2] + end)
    return (int(base), projected) if projected > int(base) else None


def periods(rows: Sequence[ProjectedRow]) -> str:
    """The periods of a release, the earliest first."""
    return ", ".join(f"{base}-{projected}" for base, projected in sorted({row.period for row in rows}))


def figure(row: Row, column: str, *, falls: bool = False) -> float | None:
    """A figure; none where the release says that it has none.

    Args:
        row: The row.
        column: The column.
        falls: Whether it is one of ``FALLING``.

    Raises:
        DataError: The cell is neither a number nor one of the marks for none.
    """
    if row[column].strip() in _ABSENT:
        return None
    return row.number(column) if falls else row.amount(column)


def requirement(row: Row, columns: Mapping[str, str]) -> tuple[str, ...] | None:
    """What is typical for entry; none if the release says nothing of it.

    Args:
        row: A row of the release.
        columns: The heading of each of ``REQUIREMENTS``.
    """
    said = tuple(_phrase(row[columns[name]]) for name in REQUIREMENTS)
    return said if any(said) else None


def _phrase(cell: str) -> str:
    # Within one file the same phrase begins with a capital here and with a small letter there.
    phrase = cell.strip()
    return "" if phrase in _ABSENT else phrase[:1].upper() + phrase[1:]


def unmarked(cell: str) -> str:
    """A title or a heading without what releases put behind it: the edition of the SOC, a footnote's mark."""
    return re.sub(r"\s*[(\[](SOC \d{4}|\d)[)\]]$", "", cell.strip())


def store_rows(store: Store, source: str, rows: Sequence[ProjectedRow], per: str, progress: Progress) -> int:
    """Store projections, with their occupations and what is typical for entry.

    Args:
        store: The store, in which the source has begun.
        source: The source's id.
        rows: The projections.
        per: What exits, transfers and openings are counted over: ``period`` or ``year``.
        progress: To be called now and then.

    Returns:
        How many projections there were.

    Raises:
        DataError: Two rows are of the same occupation, area and base year.
    """
    store.insert("occupation", ("soc", "title", "detailed"), _occupations(rows), source=source)
    ids: dict[tuple[str, ...], int] = {}
    count = store.insert("projection", _COLUMNS, _projections(rows, per, ids, progress), source=source)
    store.insert("requirement", ("id", *REQUIREMENTS), ((ids[said], *said) for said in ids), source=source)
    return count


def _occupations(rows: Sequence[ProjectedRow]) -> Iterator[tuple[str, str, bool]]:
    """Each occupation under its newest title, and of these the longest: releases shorten titles in some areas."""
    best: dict[str, ProjectedRow] = {}
    for row in rows:
        known = best.get(row.soc)
        if known is None or (row.period, len(row.title)) > (known.period, len(known.title)):
            best[row.soc] = row
    return ((soc, row.title, row.detailed) for soc, row in best.items())


def _projections(
    rows: Sequence[ProjectedRow], per: str, ids: dict[tuple[str, ...], int], progress: Progress
) -> Iterator[tuple[object, ...]]:
    """The rows of the table; ``ids`` is given the number of each requirement as it appears."""
    seen: dict[tuple[str, str, int], str] = {}
    for number, row in enumerate(rows, start=1):
        first = seen.setdefault((row.soc, row.area, row.period[0]), row.where)
        if first is not row.where:
            raise DataError(
                f"there is a second projection of {row.soc} for {row.area} from {row.period[0]}",
                where=row.where,
                remedy=f"The first is in {first}. Name each release once.",
            )
        said = None if row.requirement is None else ids.setdefault(row.requirement, len(ids) + 1)
        yield (row.soc, row.area, *row.period, *row.figures, per, said)
        if number % 1000 == 0 or number == len(rows):
            progress(number, len(rows), "projections")
