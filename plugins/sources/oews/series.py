"""BLS's flat files, and the snapshot made from them: what their codes, footnotes and tables mean.

A series of the flat files is named ``OEU``, the kind of area, 7 digits of area, 6 characters of industry, 6 digits of
occupation and 2 of data type. The snapshot has the 17 series of a cell in one row, named alike without the data type.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from occuguide.core import AreaKind, Status
from occuguide.plugins.sources.oews.cells import ALL_INDUSTRIES, NATION, Area, Industry, Occupation, Tables
from occuguide.plugins.sources.tables import Row, number_of

AREA = ("area_code", "areatype_code", "state_code", "area_name")
OCCUPATION = ("occupation_code", "occupation_name", "display_level")
INDUSTRY = ("industry_code", "industry_name", "display_level")
FOOTNOTE = ("footnote_code", "footnote_text")

_KEY = re.compile(r"OEU[A-Z]\d{7}[\dA-Z-]{6}\d{6}")
_KINDS = {"N": AreaKind.NATION, "S": AreaKind.STATE, "M": AreaKind.METROPOLITAN}

_GENERAL = ("1", "2", "3")
"""Footnotes that explain the survey, and say nothing of the value that they stand on."""
_SAYING = {"4": Status.NOT_PUBLISHED, "5": Status.AT_LEAST, "8": Status.SUPPRESSED}
"""What the others say of it. Top-coding is known by its footnote alone, never by a value's size."""
_TOP_CODED = "5"

_BOUND = re.compile(r"equal to or greater than \$([\d,.]+) per hour or \$([\d,.]+) per year")
_LOWEST_LEVEL = 5
_DETAILED = "3"


def key_of(name: str, tables: Tables) -> tuple[str, str, str] | None:
    """The area, the industry and the SOC code that a cell is stored under, from its series' names.

    What is kept is all industries together, and the detailed occupations in each industry of the nation.

    Args:
        name: The name of the series, without the data type.
        tables: What the codes in it stand for.

    Returns:
        The three codes; none, if the cell is not kept.

    Raises:
        ValueError: It is no such name, or a code in it stands for nothing.
    """
    if not _KEY.fullmatch(name):
        raise ValueError("this is no series of OEWS")
    area, industry, soc = name[4:11], name[11:17], _soc(name[17:23])
    if area not in tables.areas:
        raise ValueError(f"there is no area {area}")
    if soc not in tables.occupations:
        raise ValueError(f"there is no occupation {soc}")
    if industry == ALL_INDUSTRIES:
        return (area, industry, soc)
    if area != NATION or not tables.industries:
        return None
    if industry not in tables.industries:
        raise ValueError(f"there is no industry {industry}")
    naics = tables.industries[industry]
    return (area, naics.code, soc) if naics.digits and tables.occupations[soc].detailed else None


def _soc(code: str) -> str:
    return f"{code[:2]}-{code[2:]}"


@lru_cache
def status_of(footnotes: str) -> Status | None:
    """What a value's footnotes say of it, apart by commas; none, if nothing.

    Raises:
        ValueError: A footnote is not known, or two say different things.
    """
    codes = [code.strip() for code in footnotes.split(",")]
    said = [code for code in codes if code and code not in _GENERAL]
    for code in said:
        if code not in _SAYING:
            raise ValueError(f"the footnote {code!r} is not known")
    if len(said) > 1:
        raise ValueError("the footnotes contradict each other")
    return _SAYING[said[0]] if said else None


def bounds_in(text: str) -> dict[str, float]:
    """The top codes for ``hourly`` and ``annual`` wages, where a text names them in BLS's words; else none."""
    said = _BOUND.search(text)
    hourly, annual = (number_of(bound.rstrip(".")) for bound in said.groups()) if said else (None, None)
    return {} if hourly is None or annual is None else {"hourly": hourly, "annual": annual}


def bounds_of(footnotes: Iterable[Row]) -> dict[str, float]:
    """This vintage's top codes, in the words of the footnote on them; none, if there is no such footnote.

    Raises:
        DataError: The footnote does not name them.
    """
    for row in footnotes:
        if row["footnote_code"] == _TOP_CODED:
            bounds = bounds_in(row["footnote_text"])
            if not bounds:
                raise row.error("footnote_text", "the footnote on top-coded wages does not name the bounds")
            return bounds
    return {}


def areas_of(rows: Iterable[Row]) -> dict[str, Area]:
    """The areas by their codes.

    Raises:
        DataError: An area is of no known kind.
    """
    areas = {}
    for row in rows:
        code = row["area_code"]
        if row["areatype_code"] not in _KINDS:
            raise row.error("areatype_code", "this kind of area is not known")
        kind = _KINDS[row["areatype_code"]]
        # Nonmetropolitan areas have the letter of metropolitan ones; their codes begin with the state's.
        if kind is AreaKind.METROPOLITAN and not code.startswith("00"):
            kind = AreaKind.NONMETROPOLITAN
        name = "United States" if kind is AreaKind.NATION else row["area_name"]
        areas[code] = Area(name, kind, row["state_code"])
    return areas


def occupations_of(rows: Iterable[Row]) -> dict[str, Occupation]:
    """The occupations by their SOC codes."""
    return {
        _soc(row["occupation_code"]): Occupation(row["occupation_name"], row["display_level"] == _DETAILED)
        for row in rows
    }


def industries_of(rows: Iterable[Row]) -> dict[str, Industry]:
    """The industries by the codes that series have.

    Raises:
        DataError: An industry's level is no number.
    """
    industries = {}
    for row in rows:
        code, digits = row["industry_code"], row.whole("display_level")
        if digits == _LOWEST_LEVEL and not code.endswith("0"):
            digits += 1
        # A sector is written with the first number after it: '31--34' is NAICS 31-33, '99-100' is 99.
        sector = re.fullmatch(r"(\d\d)--?(\d+)", code)
        last = int(sector[2]) - 1 if sector else 0
        naics = code if sector is None else sector[1] if last == int(sector[1]) else f"{sector[1]}-{last}"
        name = re.sub(r"^Sectors? [\d, and]+ - ", "", row["industry_name"])
        industries[code] = Industry(naics, name, digits)
    return industries
