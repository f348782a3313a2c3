"""Areas: the places that guides are for, and the areas that releases publish figures for."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from occuguide.core.words import listing, slug


class AreaKind(StrEnum):
    """What an area is."""

    COUNTY = "county"
    METROPOLITAN = "metropolitan area"
    NONMETROPOLITAN = "nonmetropolitan area"
    REGION = "region"
    STATE = "state"
    NATION = "nation"


@frozen(kw_only=True, slots=False)
class PublishedArea:
    """An area that a release publishes figures for, under the name that the release gives it.

    Args:
        source: The id of the release's source.
        code: The release's code for it; the name itself, where a release has no codes.
        name: The name as published.
        kind: What it is.
        counties: The names of its counties: ``Orange County``; empty for a state, the nation, or if not known.
        state: The FIPS code of its state; of the first, where it lies in several.
    """

    source: str
    code: str
    name: str
    kind: AreaKind
    counties: tuple[str, ...] = ()
    state: str = ""

    @cached_property
    def short_name(self) -> str:
        """The name without its state, its kind and its list of counties."""
        bare = re.sub(r"\s*\([^)]*\)$", "", self.name)
        bare = re.sub(r",\s*[A-Z]{2}(-[A-Z]{2})*$|\s+(MSA|MD)$|\s+nonmetropolitan area$", "", bare)
        return re.sub(r"-{2,}", "-", bare)

    @cached_property
    def in_words(self) -> str:
        """The area as it stands in a sentence: ``Orange County``, ``the Chico area``, ``California``."""
        match self.kind:
            case AreaKind.NATION:
                return f"the {self.name}"
            case AreaKind.STATE:
                return self.name
            case AreaKind.COUNTY:
                return self.name
            case AreaKind.METROPOLITAN if len(self.counties) == 1:
                return self.counties[0]
            case AreaKind.METROPOLITAN:
                return f"the {self.short_name} area"
            case _:
                return f"the {self.short_name}"

    @cached_property
    def label(self) -> str:
        """The area as it stands in a table: its short name, with its county where that is one."""
        if len(self.counties) != 1:
            return self.short_name
        return f"{self.short_name} ({counties_in_words(self.counties)})"

    def overlaps(self, other: "PublishedArea") -> bool:
        """Whether both are the nation or the same state, or share a county: releases redraw and rename areas."""
        if AreaKind.NATION in (self.kind, other.kind):
            return self.kind is other.kind
        if AreaKind.STATE in (self.kind, other.kind):
            return self.kind is other.kind and self.state == other.state
        return self.state == other.state and not set(self.counties).isdisjoint(other.counties)

    @property
    def with_counties(self) -> str:
        """The area in words, with the counties that it is made of where the name does not say them."""
        if len(self.counties) < 2:
            return self.in_words
        return f"{self.in_words} ({counties_in_words(self.counties)})"


@frozen(kw_only=True, slots=False)
class Area:
    """A place that a guide is for.

    Its wages and its projections may be published for different areas, and its projections for several; each is
    shown and none is summed.

    Args:
        code: A county's FIPS code, or the OEWS code of an area, a state or the nation.
        name: The name to show.
        kind: What it is.
        counties: The names of its counties; for a county, its own.
        wages: The area that its wages are published for; none if it belongs to none that was loaded.
        projections: The areas that its projections are published for.
        within: The wider places it lies in, nearest first: its state, the nation.
    """

    code: str
    name: str
    kind: AreaKind
    counties: tuple[str, ...] = ()
    wages: PublishedArea | None = None
    projections: tuple[PublishedArea, ...] = ()
    within: tuple["Area", ...] = ()

    @cached_property
    def projection_places(self) -> tuple[PublishedArea, ...]:
        """The areas that its projections are published for, one of each that overlap: releases redraw areas."""
        distinct: list[PublishedArea] = []
        for published in self.projections:
            if not any(published.overlaps(other) for other in distinct):
                distinct.append(published)
        return tuple(distinct)

    def lies_in(self, other: "Area") -> bool:
        """Whether all of it lies in another place, or is that place."""
        if other.code in (self.code, *(wide.code for wide in self.within)):
            return True
        return bool(self.counties) and self.within == other.within and set(self.counties) <= set(other.counties)

    @property
    def slug(self) -> str:
        """The area's part of an address."""
        return slug(self.name)

    @cached_property
    def in_words(self) -> str:
        """The place as it stands in a sentence."""
        return PublishedArea(source="", code=self.code, name=self.name, kind=self.kind, counties=self.counties).in_words


COUNTY_KINDS = (
    "County",
    "Parish",
    "Borough",
    "Census Area",
    "Municipality",
    "Municipio",
    "Planning Region",
    "city",
)
"""What the last words of counties' names may be: in some states counties go by other words."""


def bare_county(name: str) -> str:
    """A county's name without the word for it: ``Orange``."""
    return next((name.removesuffix(f" {kind}") for kind in COUNTY_KINDS if name.endswith(f" {kind}")), name)


def counties_in_words(names: Sequence[str]) -> str:
    """Counties by name in a sentence: ``Orange County``, ``Sutter and Yuba counties``."""
    if len(names) > 1 and all(name.endswith(" County") for name in names):
        return f"{listing(map(bare_county, names))} counties"
    return listing(names)
