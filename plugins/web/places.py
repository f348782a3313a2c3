"""Places of the site: those with data of their own, and which of them every county leads to.

Several counties may share one wage area and one projection area: then all figures for them are the same, and they
share their pages.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from attrs import evolve, frozen

from occuguide.core import Area, AreaKind, counties_in_words, slug


@frozen(eq=False, slots=False)
class Places:
    """The places that a site has pages for.

    Args:
        every: Every place that a guide can be for.
    """

    every: Sequence[Area]

    @cached_property
    def by_slug(self) -> Mapping[str, Area]:
        """The places with data of their own, by their part of an address, in the order of ``every``."""
        distinct = {area.code: area for area in self._shared.values()}
        counted = Counter(area.slug for area in distinct.values())
        counted[""] += 1
        return {
            area.slug if counted[area.slug] == 1 else slug(f"{area.name} {area.code}"): area
            for area in distinct.values()
        }

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """The part of an address of the place that has every place's data, by code: of a county, of its place."""
        own = {area.code: name for name, area in self.by_slug.items()}
        return {code: own[place.code] for code, place in self._shared.items()} | own

    def of(self, area: Area) -> Area:
        """The place that has the data of another; itself, if that has its own."""
        return self._shared.get(area.code, area)

    def called(self, name: str) -> Area | None:
        """The place with data of its own that a part of an address means, also the name of a county that shares it."""
        if name in self.by_slug:
            return self.by_slug[name]
        meant = {place for code, place in self._shared.items() if name in (code, self._by_code[code].slug)}
        return meant.pop() if len(meant) == 1 else None

    def counties(self) -> Iterator[tuple[Area, Area]]:
        """Every county by name, with the place that has its data."""
        for area in sorted(self.every, key=lambda area: area.name):
            if area.kind is AreaKind.COUNTY:
                yield area, self.of(area)

    def members(self, place: Area) -> Sequence[Area]:
        """The places that share a place's data, itself among them if it is one that there is."""
        return self._members[place.code]

    @cached_property
    def _by_code(self) -> Mapping[str, Area]:
        return {area.code: area for area in self.every}

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Area]]:
        members: dict[str, list[Area]] = {}
        for code, place in self._shared.items():
            members.setdefault(place.code, []).append(self._by_code[code])
        return members

    @cached_property
    def _shared(self) -> Mapping[str, Area]:
        """The place that has each place's data, by code, in the order of ``every``."""
        groups: dict[object, list[Area]] = {}
        for area in self.every:
            # The nation and states stand for themselves, whatever a release lacks.
            own = area.kind in (AreaKind.NATION, AreaKind.STATE) or not (area.wages or area.projections)
            data = area.code if own else (area.wages, area.projections, area.within)
            groups.setdefault(data, []).append(area)
        standing = {data: _standing(group) for data, group in groups.items()}
        return {area.code: standing[data] for data, group in groups.items() for area in group}


def _standing(group: Sequence[Area]) -> Area:
    """The place that stands for some that share their data: the county, their area, or the counties together."""
    counties = [area for area in group if area.kind is AreaKind.COUNTY]
    areas = [area for area in group if area.kind is not AreaKind.COUNTY]
    if len(counties) == 1 or not counties:
        return group[0]
    if areas:
        return areas[0]
    names = tuple(name for county in counties for name in county.counties)
    code = "-".join(county.code for county in counties)
    return evolve(counties[0], code=code, name=counties_in_words(names), counties=names)
