"""Geography: from the areas that releases publish for to the places that guides are for.

Membership comes from counties, never from names: releases name one area differently, and one name may stand for
different areas.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from attrs import frozen

from occuguide.core.area import Area, AreaKind, PublishedArea

County = tuple[str, str]
"""A county's state, by FIPS code, and its name: ``Orange County``."""


_WIDE = (AreaKind.NATION.value, AreaKind.STATE.value)


@frozen
class AreaRow:
    """A row of the table ``area``."""

    source: str
    code: str
    name: str
    kind: str
    state: str


@frozen
class Member:
    """A row of the table ``area_county``: a county of an area."""

    area_source: str
    area: str
    state: str
    county: str


@frozen
class CountyRow:
    """A row of the table ``county``."""

    fips: str
    name: str
    state: str


@frozen(kw_only=True, slots=False)
class Geography:
    """The areas of a fact store.

    Args:
        areas: Every area that a release publishes figures for.
        members: The counties of those areas, by the counties' names.
        counties: Every county that a guide can be for.
    """

    areas: Sequence[AreaRow]
    members: Sequence[Member]
    counties: Sequence[CountyRow]

    @cached_property
    def _members(self) -> Mapping[tuple[str, str], Sequence[County]]:
        """The counties of each area, by source and code."""
        members: dict[tuple[str, str], list[County]] = {}
        for row in self.members:
            members.setdefault((row.area_source, row.area), []).append((row.state, row.county))
        return members

    @cached_property
    def _holders(self) -> Mapping[County, Sequence[tuple[str, str]]]:
        """The areas that hold each county."""
        holders: dict[County, list[tuple[str, str]]] = {}
        for row in self.members:
            holders.setdefault((row.state, row.county), []).append((row.area_source, row.area))
        return holders

    @cached_property
    def published(self) -> Mapping[tuple[str, str], PublishedArea]:
        """Every area that a release publishes figures for, by source and code."""
        return {
            (row.source, row.code): PublishedArea(
                source=row.source,
                code=row.code,
                name=row.name,
                kind=AreaKind(row.kind),
                counties=tuple(name for _, name in self._members.get((row.source, row.code), ())),
                state=row.state,
            )
            for row in self.areas
        }

    def places(self, wages: str, projecting: Set[str]) -> tuple[Area, ...]:
        """The places that a guide can be for: the nation, states, counties, then the areas of the wages.

        Args:
            wages: The source whose areas wages are published for.
            projecting: The sources whose areas projections are published for.
        """
        surveyed = [row for row in self.areas if row.source == wages]
        # Without wages, there are still the nation and the states that projections are made for.
        base = surveyed or [row for row in self.areas if row.source in projecting and row.kind in _WIDE]
        nation = tuple(
            self._wide(row, wages, projecting, within=()) for row in base if row.kind == AreaKind.NATION.value
        )
        states = {
            row.state: self._wide(row, wages, projecting, within=nation)
            for row in base
            if row.kind == AreaKind.STATE.value
        }

        def within(state: str) -> tuple[Area, ...]:
            return (states[state], *nation) if state in states else nation

        shared = {name for name, count in Counter(row.name for row in self.counties).items() if count > 1}

        def county(row: CountyRow) -> Area:
            # Thirty states have a Washington County.
            name = f"{row.name}, {states[row.state].name}" if row.name in shared and row.state in states else row.name
            return Area(
                code=row.fips,
                name=name,
                kind=AreaKind.COUNTY,
                counties=(row.name,),
                wages=next(iter(self._holding([(row.state, row.name)], {wages})), None),
                projections=self._holding([(row.state, row.name)], projecting),
                within=within(row.state),
            )

        # The delineation names counties of states that no figure may have been loaded for.
        counties = [
            area for row in self.counties if (area := county(row)).wages or area.projections or row.state in states
        ]
        smaller = [
            self._smaller(row, projecting, within(row.state), {state.name for state in states.values()})
            for row in surveyed
            if row.kind not in _WIDE
        ]
        return (*nation, *states.values(), *counties, *smaller)

    def _wide(self, row: AreaRow, wages: str, projecting: Set[str], within: tuple[Area, ...]) -> Area:
        """The nation or a state, which releases name alike: its projections are those of its own kind and code."""
        published = self.published[row.source, row.code]
        projections = tuple(
            self.published[other.source, other.code]
            for other in self.areas
            if other.source in projecting and (other.kind, other.state) == (row.kind, row.state)
        )
        return Area(
            code=row.code,
            name=published.name,
            kind=published.kind,
            wages=published if row.source == wages else None,
            projections=projections,
            within=within,
        )

    def _smaller(self, row: AreaRow, projecting: Set[str], within: tuple[Area, ...], states: Set[str]) -> Area:
        published = self.published[row.source, row.code]
        name = published.name.removesuffix(" nonmetropolitan area")
        return Area(
            code=row.code,
            # Some states have one nonmetropolitan area, which without the word would bear the state's name.
            name=published.name if name in states else name,
            kind=published.kind,
            counties=published.counties,
            wages=published,
            projections=self._holding(self._members.get((row.source, row.code), ()), projecting),
            within=within,
        )

    def _holding(self, counties: Sequence[County], sources: Set[str]) -> tuple[PublishedArea, ...]:
        """The areas of some sources that hold any of some counties, each once."""
        keys = dict.fromkeys(key for county in counties for key in self._holders.get(county, ()) if key[0] in sources)
        return tuple(self.published[key] for key in keys if key in self.published)
