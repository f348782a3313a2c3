"""BLS's annual workbooks: ``all_data_M_2025.xlsx``, or those of the nation, the states, the areas and the industries.

A row is a cell. Markers stand where there is no value: ``*`` and ``**`` for an estimate that is not released, ``#`` for
a top-coded wage. ``TRUE`` in the columns ANNUAL and HOURLY says that wages are published by the year, or hour, only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from occuguide.core import AreaKind, DataError, Progress, Status
from occuguide.plugins.sources.oews.cells import (
    ALL_INDUSTRIES,
    DATA_TYPES,
    NATION,
    Area,
    Cell,
    Figure,
    Industry,
    Occupation,
    Tables,
    figure,
)
from occuguide.plugins.sources.oews.series import bounds_in
from occuguide.plugins.sources.release import Member, Release
from occuguide.plugins.sources.tables import Row, read_table
from occuguide.plugins.sources.workbooks import sheet_names

NAMES = r"[^~].*_M_?\d{4}.*\.xlsx"
"""What the workbooks are called, as a regular expression: the name says the year, and nothing in a workbook must."""

_FIGURES = (
    "TOT_EMP",
    "EMP_PRSE",
    "H_MEAN",
    "A_MEAN",
    "MEAN_PRSE",
    *("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90"),
    *("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90"),
    "JOBS_1000",
    "LOC_QUOTIENT",
)
"""The columns of the figures, in the order of ``DATA_TYPES``."""

_COLUMNS = (
    *("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE"),
    *("OCC_CODE", "OCC_TITLE", "O_GROUP", *_FIGURES, "ANNUAL", "HOURLY"),
)
_SMALL = {column.lower(): column for column in _COLUMNS}
"""The workbooks of some years have the headings in small letters."""
_WHAT = "a workbook of OEWS"

_MARKERS = {"*": Status.SUPPRESSED, "**": Status.SUPPRESSED, "#": Status.AT_LEAST}
_ONLY = {"H_": ("ANNUAL", "A_"), "A_": ("HOURLY", "H_")}
"""For wages by the hour: the column that says there are none, and what the wages by the year begin with; and so on."""

_OLDER, _NEWER = {"hourly": 100.0, "annual": 208_000.0}, {"hourly": 115.0, "annual": 239_200.0}
_TOP_CODES = {**dict.fromkeys(range(2016, 2022), _OLDER), **dict.fromkeys(range(2022, 2026), _NEWER)}
"""The top codes of the vintages that are known (footnote 5 of the flat files of each year)."""

_KINDS = {
    "1": AreaKind.NATION,
    "2": AreaKind.STATE,
    "3": AreaKind.STATE,
    "4": AreaKind.METROPOLITAN,
    "6": AreaKind.NONMETROPOLITAN,
}
"""The kinds of area. A territory is a state."""

_ALL_OWNERS = "1235"
_DIGITS = {"cross-industry": 0, "sector": 2, "3-digit": 3, "4-digit": 4, "5-digit": 5, "6-digit": 6}
_BY_OWNER = ", ownership"
_LEVELS = ("total", "major", "minor", "broad", "detailed")

_STATES = (
    "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 LA22 ME23 MD24 MA25 MI26"
    " MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 OK40 OR41 PA42 RI44 SC45 SD46 TN47 TX48 UT49"
    " VT50 VA51 WA53 WV54 WI55 WY56 GU66 PR72 VI78 US00"
)
_FIPS = {code[:2]: code[2:] for code in _STATES.split()}
"""The FIPS codes of the states, by their letters; ``00`` is the nation's, as in the flat files."""


class Workbooks:
    """The workbooks of a release.

    Args:
        release: What was named.

    Raises:
        DataError: They are of several years.
    """

    def __init__(self, release: Release) -> None:
        found = release.named(NAMES)
        whole = tuple(member for member in found if member.stem.lower().startswith("all_data"))
        self.members = whole or found
        self._left_out = len(found) - len(self.members)
        self.tables = Tables()
        years = {re.search(r"_M_?(\d{4})", member.stem, re.IGNORECASE)[1] for member in self.members}  # type: ignore[index]
        if len(years) > 1:
            raise DataError(
                f"the workbooks are of several years: {', '.join(sorted(years))}",
                where=release.name,
                remedy="Import one year at a time.",
            )
        self._year = int(years.pop())
        self.release = f"May {self._year}"
        self._seen: dict[tuple[str, str, str], tuple[str, str]] = {}

    def cells(self, progress: Progress) -> Iterator[Cell]:
        """The cells that are kept, workbook by workbook."""
        if self._left_out:
            progress.note("Of the workbooks, only that of all data was read: it holds the others.")
        for count, member in enumerate(self.members):
            progress(count, len(self.members), "workbooks")
            bounds: Mapping[str, float] | None = None
            for row in read_table(member, _COLUMNS, what=_WHAT, headings=_SMALL):
                key = self._key(row)
                if key is None:
                    continue
                if bounds is None and "#" in row.cells.values():
                    bounds = _bounds_said(member) or _TOP_CODES.get(self._year, {})
                yield Cell(*key, _figures(row, bounds or {}))
        progress(len(self.members), len(self.members), "workbooks")

    def _key(self, row: Row) -> tuple[str, str, str] | None:
        """The area, the industry and the SOC code of a row; none, if it is not kept."""
        group, level, soc = row["I_GROUP"].strip(), row["O_GROUP"].strip(), row["OCC_CODE"].strip()
        if level not in _LEVELS:
            raise row.error("O_GROUP", "this level of occupations is not known")
        if group.removesuffix(_BY_OWNER) not in _DIGITS:
            raise row.error("I_GROUP", "this level of industries is not known")
        if not re.fullmatch(r"\d\d-\d{4}", soc):
            raise row.error("OCC_CODE", "this is no SOC code")
        area = self._area(row)
        industry = ALL_INDUSTRIES
        if group not in _DIGITS or (group == "cross-industry" and row["OWN_CODE"].strip() != _ALL_OWNERS):
            return None
        if group != "cross-industry":
            if area != NATION:
                return None
            industry = self._industry(row, _DIGITS[group])
        occupation = self.tables.occupations.get(soc)
        if occupation is None or not occupation.detailed:
            self.tables.occupations[soc] = Occupation(row["OCC_TITLE"].strip(), level == "detailed")
        if industry != ALL_INDUSTRIES and level != "detailed":
            return None
        # What is the narrowest at two levels is there twice, the same figures under each: broad occupations that are
        # not divided further, and industries of three digits.
        key = (area, industry, soc)
        if soc.endswith("0") or industry.endswith("000"):
            levels = (group, level)
            if self._seen.setdefault(key, levels) != levels:
                return None
        return key

    def _area(self, row: Row) -> str:
        """The area's code in seven digits, as the flat files have it."""
        code, kind, state = row["AREA"].strip(), row["AREA_TYPE"].strip(), row["PRIM_STATE"].strip()
        if kind not in _KINDS:
            raise row.error("AREA_TYPE", "this kind of area is not known")
        if not re.fullmatch(r"\d{1,7}", code):
            raise row.error("AREA", "this is no area's code")
        published = _KINDS[kind]
        match published:
            case AreaKind.NATION:
                code = NATION
            case AreaKind.STATE:
                code = f"{code.zfill(2)}00000"
            case _:
                code = code.zfill(7)
        if code not in self.tables.areas:
            if state not in _FIPS:
                raise row.error("PRIM_STATE", "this state is not known")
            name = "United States" if published is AreaKind.NATION else row["AREA_TITLE"].strip()
            self.tables.areas[code] = Area(name, published, _FIPS[state])
        return code

    def _industry(self, row: Row, digits: int) -> str:
        code = row["NAICS"].strip()
        if code not in self.tables.industries:
            digits = 3 if code.endswith("000") else digits
            self.tables.industries[code] = Industry(code, row["NAICS_TITLE"].strip(), digits)
        return code


def _figures(row: Row, bounds: Mapping[str, float]) -> Sequence[Figure]:
    figures = []
    for name, column in zip(DATA_TYPES, _FIGURES, strict=True):
        text = row[column].strip()
        status = _MARKERS.get(text)
        if text in ("", "*") and column[:2] in _ONLY:
            flag, other = _ONLY[column[:2]]
            if _flagged(row, flag) and row[other + column[2:]].strip() != "*":
                status = Status.NOT_PUBLISHED
        try:
            figures.append(figure(name, text, status, bounds))
        except ValueError as problem:
            raise row.error(column, str(problem)) from problem
    return figures


def _flagged(row: Row, column: str) -> bool:
    flag = row[column].strip().upper()
    if flag not in ("", "TRUE", "FALSE"):
        raise row.error(column, "this is neither TRUE nor blank")
    return flag == "TRUE"


def _bounds_said(member: Member) -> dict[str, float]:
    """The top codes that a workbook's description of its fields names, on one of its further sheets; else none."""
    for sheet in sheet_names(member)[1:]:
        for row in read_table(member, (), what=_WHAT, sheet=sheet):
            for text in row.cells.values():
                if bounds := bounds_in(text):
                    return bounds
    return {}
