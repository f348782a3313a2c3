"""Occupations: their codes and titles, and what plugins tell of them."""

import re
from datetime import date
from enum import StrEnum

from attrs import frozen

from occuguide.core.blocks import LinkItem
from occuguide.core.measures import Source
from occuguide.core.structured import Credential, ProgramCode, Related, Step
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
class Told:
    """What plugins tell of an occupation beside its sections.

    Args:
        in_short: One sentence that says what people in it do.
        also_called: Titles to show as "May also be called", in the plural.
        hidden_titles: Titles to be found by that are never shown.
        specialties: The narrower occupations within it.
        licences: What the law asks for.
        certifications: Certificates that help and that no law asks for.
        advancement: The steps up from it, the nearest first.
        related: Occupations that are close to it.
        yellow_pages: Headings in business directories under which employers stand.
        links: Where to read on.
        programs: Programs of study that releases do not bring.
        written: When its guide was written or last reviewed; none for a Profile.
        rests_on: What the guide rests on, one source a string.
        sources: The releases that the titles and specialties came from.
    """

    in_short: str = ""
    also_called: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    licences: tuple[Credential, ...] = ()
    certifications: tuple[Credential, ...] = ()
    advancement: tuple[Step, ...] = ()
    related: tuple[Related, ...] = ()
    yellow_pages: tuple[str, ...] = ()
    links: tuple[LinkItem, ...] = ()
    programs: tuple[ProgramCode, ...] = ()
    written: date | None = None
    rests_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True)
class Description(Told):
    """What one plugin knows of an occupation beside its sections: all that ``Told`` has, and a title.

    Args:
        title: The occupation's title, for an occupation that the facts do not hold.
    """

    title: str = ""


@frozen(kw_only=True)
class Occupation(Told):
    """An occupation of the SOC, with all that the plugins' descriptions say of it: an author's first.

    Args:
        soc: The SOC code.
        title: The title in the plural, as the Standard Occupational Classification has it.
    """

    soc: str
    title: str

    @property
    def slug(self) -> str:
        """The occupation's part of an address."""
        return slug(self.title)


class Kind(StrEnum):
    """What a guide is: written by somebody, or made from facts alone."""

    GUIDE = "Guide"
    PROFILE = "Profile"
