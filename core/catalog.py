"""The catalog: which occupations and areas there are, and which of them a user means."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from attrs import frozen

from occuguide.core.area import Area, AreaKind, bare_county
from occuguide.core.errors import ContentError, PluginError, UnknownNameError, did_you_mean
from occuguide.core.facts import Facts
from occuguide.core.guide import Failure
from occuguide.core.implementation import Implementation
from occuguide.core.occupation import ONET_SOC_PATTERN, SOC_PATTERN, Description, Kind, Occupation
from occuguide.core.registry import Registry
from occuguide.core.words import listing, slug

NATION_NAMES = ("us", "u.s.", "usa", "nation", "national")
"""What else the nation goes by."""

Named = TypeVar("Named")
Thing = TypeVar("Thing")


@frozen
class Found:
    """The occupation that a user means.

    Args:
        occupation: The occupation.
        notes: What its user should know of the way from the name to it, in sentences; as a rule none.
    """

    occupation: Occupation
    notes: tuple[str, ...] = ()


class Occupations:
    """The occupations that there are: those of the facts, and those that somebody wrote for.

    Args:
        registry: The plugins.
        facts: The facts.
    """

    def __init__(self, registry: Registry, facts: Facts) -> None:
        self._registry = registry
        self._facts = facts
        self._made: dict[str, Occupation] = {}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of every occupation, by SOC code."""
        known = dict(self._facts.occupations)
        for soc in self._registry.authored():
            if soc not in known:
                known[soc] = self.get(soc).title
        return dict(sorted(known.items()))

    def title(self, soc: str) -> str:
        """An occupation's title; its code, if nobody knows a title."""
        return self._facts.title(soc) or self.get(soc).title

    def kind(self, soc: str) -> Kind:
        """Whether an occupation has a Guide or a Profile."""
        return self._registry.kind(soc)

    def get(self, soc: str) -> Occupation:
        """An occupation with all that the plugins' descriptions say of it, an author's first.

        Args:
            soc: The SOC code of an occupation that there is.
        """
        if soc not in self._made:
            self._made[soc] = self._make(soc)
        return self._made[soc]

    def _make(self, soc: str) -> Occupation:
        implementations = self._registry.implementations("describe_occupation", soc)
        authored_first = sorted(implementations, key=lambda implementation: not implementation.soc)
        described = [self._describe(implementation, soc) for implementation in authored_first]
        answers = [description for description in described if description is not None]
        title = self._facts.title(soc) or next((one.title for one in answers if one.title), "")
        if not title:
            error = ContentError(
                f"no release that is loaded knows {soc}, and its author gives no title",
                remedy='Correct the code, or give a title = "..." in its head.',
            )
            self._registry.keep(Failure(plugin=f"the occupation {soc}", soc=soc, error=error))
            title = soc
        specialties = {specialty.code: specialty for one in reversed(answers) for specialty in one.specialties}
        return Occupation(
            soc=soc,
            title=title,
            in_short=next((one.in_short for one in answers if one.in_short), ""),
            also_called=_distinct((name for one in answers for name in one.also_called), but_not=title),
            hidden_titles=_distinct((name for one in answers for name in one.hidden_titles), but_not=title),
            specialties=tuple(specialties[code] for code in sorted(specialties)),
            licences=_joined(one.licences for one in answers),
            certifications=_joined(one.certifications for one in answers),
            advancement=_joined(one.advancement for one in answers),
            related=_joined((one.related for one in answers), lambda related: related.soc),
            yellow_pages=_joined(one.yellow_pages for one in answers),
            links=_joined(one.links for one in answers),
            programs=_joined(one.programs for one in answers),
            written=next((one.written for one in answers if one.written), None),
            rests_on=_distinct(words for one in answers for words in one.rests_on),
            sources=_joined((one.sources for one in answers), lambda source: source.id),
        )

    def _describe(self, implementation: Implementation, soc: str) -> Description | None:
        answer: Any
        try:
            answer = implementation(soc=soc, facts=self._facts)
            if not (answer is None or isinstance(answer, Description)):
                raise PluginError(
                    f"it returned a {type(answer).__name__}",
                    remedy="This hook returns a Description or None.",
                )
        except (Exception, SystemExit) as error:  # whatever a plugin raises is its own failure
            failure = Failure(plugin=implementation.plugin, hook=implementation.hook, soc=soc, error=error)
            self._registry.keep(failure)
            return None
        return answer

    def find(self, name: str) -> "Found":
        """The occupation that a user means.

        Args:
            name: A SOC code, an O*NET-SOC code, also of an older edition, a slug or a title, in any case, in the
                singular or the plural.

        Raises:
            UnknownNameError: There is none of that name (the nearest are named), or there are several.
        """
        # Bytes that are no text come from the command line as surrogates, which nothing else takes.
        wanted = " ".join(name.encode(errors="replace").decode().split())
        code = re.sub(r"^(\d{2})-?(\d{4})(\.\d{2})?$", r"\1-\2\3", wanted)
        if not wanted:
            raise UnknownNameError("no occupation is named", remedy="See `occuguide list`.")
        if SOC_PATTERN.fullmatch(code):
            return self._coded(code)
        if ONET_SOC_PATTERN.fullmatch(code):
            return self._specialised(code)
        if re.fullmatch(r"[\d.\-]+", wanted):
            raise UnknownNameError(
                f"{wanted} is no SOC code",
                remedy='A SOC code has two digits, a hyphen and four digits, such as "11-3051".',
            )
        forms = number_forms(wanted)
        titled = [soc for soc, title in self.titles.items() if slug(wanted) == slug(title) or title.lower() in forms]
        for candidates in (titled, self._authored_as(forms)):
            if candidates:
                return Found(self.get(_only(wanted, candidates, self._labels(candidates))))
        called = self._facts.occupations_called(forms)
        for kind in dict.fromkeys(title.kind for title in called):
            socs = list(dict.fromkeys(title.soc for title in called if title.kind == kind))
            return Found(self.get(_only(wanted, socs, self._labels(socs))))
        raise UnknownNameError(
            f"no occupation is called {wanted!r}",
            remedy=did_you_mean(wanted, self._known_names(), f"Try `occuguide search {wanted}`."),
        )

    def _coded(self, code: str) -> "Found":
        """The occupation of a SOC code, or what became of the code."""
        if code in self._facts.occupations or code in self._registry.authored():
            return Found(self.get(code))
        successors = self._facts.successors(code)
        if not successors:
            raise UnknownNameError(
                f"there is no occupation with the code {code}",
                remedy=did_you_mean(code, self.titles, "See `occuguide list`."),
            )
        old = successors[0]
        socs = [one.soc for one in successors]
        if len(socs) > 1:
            raise UnknownNameError(
                f"{code}, {old.title} in the {old.edition}, was split: it is now {listing(self._labels(socs))}",
                remedy="Say which, by its code.",
            )
        return Found(self.get(socs[0]), (f"{code}, {old.title} in the {old.edition}, is now {self._labels(socs)[0]}.",))

    def _specialised(self, code: str) -> "Found":
        """The occupation that an O*NET-SOC code belongs to: its own, a specialty's, or one that there was."""
        soc = code[:7]
        if soc in self._facts.occupations or soc in self._registry.authored():
            occupation = self.get(soc)
            if code == f"{soc}.00":
                return Found(occupation)
            specialty = next((one for one in occupation.specialties if one.code == code), None)
            if specialty is not None:
                note = f" ({specialty.note})" if specialty.note else ""
                whole = f"{code} {specialty.title}{note} is a specialty of {soc} {occupation.title}"
                return Found(occupation, (f"{whole}; figures are published for the whole occupation only.",))
            if not self._facts.loaded("specialty"):
                unknown = f"No release with the codes of O*NET-SOC is loaded: this is {soc}, which {code} begins with."
                return Found(occupation, (unknown,))
            if not self._facts.was_specialty(code):
                codes = [f"{soc}.00", *(one.code for one in occupation.specialties)]
                raise UnknownNameError(
                    f"there is no specialty with the code {code}",
                    remedy=f"The codes of {occupation.title} are {listing(codes)}.",
                )
        current = self._facts.current(code)
        if len(current) > 1:
            raise UnknownNameError(
                f"{soc}, which {code} belonged to, was split: it is now {listing(self._labels(current))}",
                remedy="Say which, by its code.",
            )
        found = self._coded(current[0] if current else soc)
        now = self._labels([found.occupation.soc])[0]
        return Found(found.occupation, (f"{code} is no longer a code of O*NET-SOC; it belonged to what is now {now}.",))

    def _authored_as(self, forms: Sequence[str]) -> list[str]:
        """The occupations whose authors gave them one of some names."""
        return [
            soc
            for soc in self._registry.authored()
            if {
                name.lower()
                for name in (
                    *self.get(soc).also_called,
                    *self.get(soc).hidden_titles,
                    *(specialty.title for specialty in self.get(soc).specialties),
                )
            }.intersection(forms)
        ]

    def _known_names(self) -> Iterable[str]:
        yield from self.titles.values()
        for soc in self._registry.authored():
            yield from self.get(soc).also_called
        yield from self._facts.all_reported_titles()

    def _labels(self, socs: Iterable[str]) -> list[str]:
        return [f"{soc} {self.title(soc)}" for soc in socs]


def number_forms(title: str) -> tuple[str, ...]:
    """A title in lower case as given, and in the singular and the plural of its last word by English spelling."""
    given = title.lower()
    if given.endswith("ies"):
        other = f"{given[:-3]}y"
    elif given.endswith("s") and not given.endswith("ss"):
        other = given[:-1]
    elif given.endswith("y") and given[-2:-1] not in "aeiou":
        other = f"{given[:-1]}ies"
    else:
        other = f"{given}s"
    return (given, other)


def find_area(name: str, areas: Sequence[Area]) -> Area:
    """The place that a user means.

    Args:
        name: A county, an OEWS area, a state or the nation, by name or code, in any case. A plain name is the
            county's where a county and a metropolitan area share it.
        areas: The places that there are.

    Raises:
        UnknownNameError: There is none of that name (the nearest are named), or there are several.
    """
    spoken = " ".join(name.split())
    wanted = {spoken.casefold(), slug(spoken)} - {""}
    for names_of in (_codes, _full_names, _short_names):
        found = [area for area in areas if not wanted.isdisjoint(names_of(area))]
        counties = [area for area in found if area.kind is AreaKind.COUNTY]
        candidates = counties or found
        if candidates:
            return _only(name, candidates, [f"{area.code} {area.name}" for area in candidates])
    known = [bare_county(area.name) for area in areas]
    raise UnknownNameError(
        f"there is no place called {name!r}", remedy=did_you_mean(name, known, "See `occuguide areas`.")
    )


def place_named(name: str, areas: Iterable[Area]) -> Area | None:
    """The one place of exactly this name or code, as ``occuguide areas`` shows it; none, if there is none or several.

    Nevada is a state: where the facts hold California alone, Nevada County is not meant by that name.

    Args:
        name: The name or the code.
        areas: The places that there are.
    """
    named = [area for area in areas if name in (area.name, area.code)]
    return named[0] if len(named) == 1 else None


def default_area(areas: Sequence[Area]) -> Area:
    """The place to show where none is named: the state, if there is one only; else the nation; else the first.

    Raises:
        UnknownNameError: There are no places at all.
    """
    states = [area for area in areas if area.kind is AreaKind.STATE]
    nations = [area for area in areas if area.kind is AreaKind.NATION]
    for candidates in (states, nations, areas):
        if candidates and (candidates is not states or len(states) == 1):
            return candidates[0]
    raise UnknownNameError("the facts hold no places", remedy="Import wages or projections, which bring their areas.")


def _codes(area: Area) -> set[str]:
    return {area.code, area.code.lstrip("0")} - {""}


def _full_names(area: Area) -> set[str]:
    names = {area.name, area.slug}
    if area.kind is AreaKind.COUNTY:
        names.update(f"{county}, {state.name}" for county in area.counties for state in area.within)
    if area.wages is not None and area.wages.code == area.code:
        names.add(area.wages.name)
    if area.kind is AreaKind.NATION:
        names.update(NATION_NAMES)
    return {spoken.casefold() for spoken in names}


def _short_names(area: Area) -> set[str]:
    if area.kind is AreaKind.COUNTY:
        names = {bare_county(county) for county in area.counties}
    else:
        names = set() if area.wages is None else {area.wages.short_name}
    return {form for name in names for form in (name.casefold(), slug(name))}


def _only(name: str, candidates: Sequence[Named], labels: Sequence[str]) -> Named:
    if len(candidates) > 1:
        raise UnknownNameError(
            f"{name!r} may be {listing(labels, 'or')}", remedy="Say which, by its code or its full name."
        )
    return candidates[0]


def _joined(told: Iterable[Iterable[Thing]], key: Callable[[Thing], object] = lambda thing: thing) -> tuple[Thing, ...]:
    """What several tell, an author's first, and of things of one key only the first."""
    found: dict[object, Thing] = {}
    for thing in itertools.chain.from_iterable(told):
        found.setdefault(key(thing), thing)
    return tuple(found.values())


def _distinct(words: Iterable[str], *, but_not: str = "") -> tuple[str, ...]:
    """Words without those that differ in case or number alone, the first standing."""
    distinct: dict[str, str] = {}
    for word in words:
        distinct.setdefault(min(number_forms(word)), word)
    distinct.pop(min(number_forms(but_not)), None)
    return tuple(distinct.values())
