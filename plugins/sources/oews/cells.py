"""What all formats of OEWS have in common: a cell is an area, an industry and an occupation with seventeen figures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from attrs import field, frozen

from occuguide.core import AreaKind, Progress, Status
from occuguide.plugins.sources.release import Member
from occuguide.plugins.sources.tables import number_of

_WIDER, _NARROW = 3, 4
_OF_AN_OWNER = re.compile(r"\d{3}00[1-9]")
"""An industry of one owner's (``611002``: schools of the states) has the level of those that divide it otherwise."""

NATION = "0000000"
ALL_INDUSTRIES = "000000"

DATA_TYPES = (
    "employment",
    "employment_rse",
    "hourly_mean",
    "annual_mean",
    "mean_rse",
    "hourly_p10",
    "hourly_p25",
    "hourly_median",
    "hourly_p75",
    "hourly_p90",
    "annual_p10",
    "annual_p25",
    "annual_median",
    "annual_p75",
    "annual_p90",
    "jobs_per_1000",
    "location_quotient",
)
"""The figures of a cell, in the order of the flat files' data types 01 to 17."""

_ERRORS = ("employment_rse", "mean_rse")
"""Those that are stored without a status: they belong to another figure, which has one."""

WAGE_COLUMNS = (
    "soc",
    "area",
    *(column for name in DATA_TYPES for column in ((name,) if name in _ERRORS else (name, f"{name}_status"))),
)
INDUSTRY_COLUMNS = (
    "soc",
    "industry",
    "employment",
    "employment_status",
    "annual_median",
    "annual_median_status",
)
_IN_INDUSTRIES = (DATA_TYPES.index("employment"), DATA_TYPES.index("annual_median"))
_PLAIN = frozenset(map(DATA_TYPES.index, _ERRORS))

Figure = tuple[float | None, str | None]
"""A value, and the status that it is stored with; none, if it is published."""

LACKING: Figure = (None, Status.NOT_APPLICABLE.value)
"""What the release has no figure for: the nation has no jobs per 1,000."""


def figure(name: str, text: str, status: Status | None, bounds: Mapping[str, float]) -> Figure:
    """A figure as it is stored.

    Args:
        name: Which of ``DATA_TYPES`` it is.
        text: The value as the release has it; empty, if it has none.
        status: What a footnote or a marker says of the value; none, if there is neither.
        bounds: The vintage's top codes for ``hourly`` and ``annual`` wages; empty, if they are not known.

    Raises:
        ValueError: It is no figure; the error says why.
    """
    if status is Status.AT_LEAST:
        bound = bounds.get(name.partition("_")[0])
        if bound is None:
            raise ValueError("the figure is top-coded, and nothing names its bound")
        return (bound, status.value)
    if status is not None:
        return (None, status.value)
    if not text:
        return LACKING
    value = number_of(text)
    if value is None:
        raise ValueError("this is no number")
    if value < 0:
        raise ValueError("this is less than nothing")
    return (value, None)


class Cell(NamedTuple):
    """An area, an industry and an occupation with their figures, in the order of ``DATA_TYPES``."""

    area: str
    industry: str
    soc: str
    figures: Sequence[Figure]


class Area(NamedTuple):
    """What an area's code of seven digits stands for."""

    name: str
    kind: AreaKind
    state: str


class Occupation(NamedTuple):
    """What an occupation's code stands for."""

    title: str
    detailed: bool


class Industry(NamedTuple):
    """What an industry's code stands for: the code that is stored, its name and how many digits of NAICS it has."""

    code: str
    name: str
    digits: int


@frozen
class Tables:
    """What the codes of a release's cells stand for, by the release's own codes."""

    areas: dict[str, Area] = field(factory=dict)
    occupations: dict[str, Occupation] = field(factory=dict)
    industries: dict[str, Industry] = field(factory=dict)


class Reading(Protocol):
    """A release that is being read."""

    @property
    def release(self) -> str:
        """Which release it is: ``May 2025``."""
        ...

    @property
    def members(self) -> Sequence[Member]:
        """The files that it is read from."""
        ...

    @property
    def tables(self) -> Tables:
        """What the codes stand for; of the cells that were read, at least."""
        ...

    def cells(self, progress: Progress) -> Iterator[Cell]:
        """The cells that are kept, one by one."""
        ...


def apart(industries: Iterable[Industry]) -> dict[str, Industry]:
    """The industries that do not overlap, by code: those of four digits, and of three where there are none within.

    Wider and narrower ones would count the same people again, and so would those of one owner.
    """
    given = [industry for industry in industries if not _OF_AN_OWNER.fullmatch(industry.code)]
    divided = {industry.code[:3] for industry in given if industry.digits == _NARROW}
    return {
        industry.code: industry
        for industry in given
        if industry.digits == _NARROW or (industry.digits == _WIDER and industry.code[:3] not in divided)
    }


def wage_rows(cells: Iterable[Cell], in_industries: list[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """The rows of ``wage``, one by one.

    Args:
        cells: The cells, in any order.
        in_industries: Where the rows of ``industry_employment`` go that are met on the way: a third as many, and short.
    """
    for cell in cells:
        if cell.industry != ALL_INDUSTRIES:
            employment, median = (cell.figures[number] for number in _IN_INDUSTRIES)
            in_industries.append((cell.soc, cell.industry, *employment, *median))
            continue
        row: list[object] = [cell.soc, cell.area]
        for number, known in enumerate(cell.figures):
            if number in _PLAIN:
                row.append(known[0])
            else:
                row += known
        yield tuple(row)
