"""Occupations: their codes and titles, and what plugins tell of them."""

import re
from datetime import date
from enum import StrEnum

from attrs import frozen

from occuguide.core.measures import Source
from occuguide.core.words import slug

SOC_PATTERN = re.compile(r"\d{2}-\d{4}")
"""A SOC code: two digits for the major group, a hyphen, four digits."""

ONET_SOC_PATTERN = re.compile(r"\d{2}-\d{4}\.\d{2}")
"""An O*NET-SOC code: a SOC code and two digits for the detailed occupation."""


@frozen
class Specialty:
    """A narrower occupation within one, known by its O*NET-SOC code.

    Args:
        code: The O*NET-SOC code.
        title: Its title in the plural.
        note: What to know of it, such as that the current edition no longer lists it; usually empty.
    """

    code: str
    title: str
    note: str = ""


@frozen(kw_only=True)
class Description:
    """What a plugin knows of an occupation beside its sections.

    Args:
        title: The occupation's title, for an occupation that the facts do not hold.
        also_called: Titles to show as "May also be called", in the plural.
        hidden_titles: Titles to be found by that are never shown.
        specialties: The narrower occupations within it.
        written: When its guide was written or last reviewed.
        rests_on: What the guide rests on, one source a string.
        sources: The releases that the titles and specialties came from.
    """

    title: str = ""
    also_called: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    written: date | None = None
    rests_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True)
class Occupation:
    """An occupation of the SOC, with all that the plugins' descriptions say of it.

    Args:
        soc: The SOC code.
        title: The title in the plural, as the Standard Occupational Classification has it.
        also_called: Other titles, those that an author chose first.
        hidden_titles: Titles to be found by that are never shown.
        specialties: Narrower occupations, by O*NET-SOC code.
        written: When its guide was written or last reviewed; none for a Profile.
        rests_on: What the guide rests on.
        sources: The releases that the titles and specialties came from.
    """

    soc: str
    title: str
    also_called: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    written: date | None = None
    rests_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def slug(self) -> str:
        """The occupation's part of an address."""
        return slug(self.title)


class Kind(StrEnum):
    """What a guide is: written by somebody, or made from facts alone."""

    GUIDE = "Guide"
    PROFILE = "Profile"
