"""Composition: asking the plugins about an occupation in an area, and joining their answers into a guide."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import evolve

from occuguide.core.area import Area
from occuguide.core.blocks import Block, Note
from occuguide.core.catalog import place_named
from occuguide.core.errors import PluginError
from occuguide.core.facts import Facts
from occuguide.core.guide import (
    Brief,
    Directory,
    Failure,
    Guide,
    GuideChapter,
    GuideSection,
    Section,
    SectionSpec,
    View,
)
from occuguide.core.implementation import Implementation
from occuguide.core.measures import Source
from occuguide.core.occupation import Occupation
from occuguide.core.registry import Registry


class Composer:
    """Makes guides.

    What does not depend on the area is composed once for an occupation: guides of one occupation for several areas
    share those sections, as the same objects. What does is asked for once for an area: its views share the blocks. Ask
    for all views of an area, and for all areas of an occupation, before going on to the next.

    Args:
        registry: The plugins.
        facts: The facts that they are given.
        directory: What guides may ask about other occupations.
    """

    def __init__(self, registry: Registry, facts: Facts, directory: Directory) -> None:
        self._registry = registry
        self._facts = facts
        self._directory = directory
        self._soc = ""
        self._area: Area | None = None
        self._within: frozenset[str] = frozenset()
        self._places: dict[str, Area | None] = {}
        self._everywhere: dict[Implementation, Section | None] = {}
        self._here: dict[Implementation, Section | None] = {}
        self._shown: dict[View, Sequence[SectionSpec]] = {}
        self._sections: dict[tuple[str, View, frozenset[str]], GuideSection | None] = {}

    def guide(self, occupation: Occupation, area: Area, view: View = View.DETAILED) -> Guide:
        """Compose a guide.

        Args:
            occupation: What it is about.
            area: The place it is for.
            view: Which view of it.
        """
        self._turn_to(occupation, area)
        failures: list[Failure] = []
        sections = [
            section
            for spec in self._specs(view)
            if (section := self._section(spec, occupation, area, view, failures, self._within)) is not None
        ]
        return Guide(
            occupation=occupation,
            area=area,
            view=view,
            kind=self._registry.kind(occupation.soc),
            chapters=tuple(
                GuideChapter(chapter, tuple(group))
                for chapter, group in groupby(sections, key=lambda section: section.spec.chapter)
            ),
            failures=tuple(failures),
            directory=self._directory,
        )

    def sections_of_words(self, occupation: Occupation, area: Area, view: View) -> Iterator[GuideSection]:
        """The sections of a view that are the same everywhere or that somebody wrote: the others are a place's figures.

        What is said of a region is left out: it is the same for every occupation.

        Args:
            occupation: What they are about.
            area: The place that authored ones are for.
            view: The view.
        """
        self._turn_to(occupation, area)
        for spec in self._specs(view):
            implementations = self._registry.implementations(spec.hook, occupation.soc)
            if any(one.soc for one in implementations) or not any("area" in one.arguments for one in implementations):
                section = self._section(spec, occupation, area, view, [], frozenset())
                if section is not None:
                    yield section

    def page(self, hook: str, area: Area) -> Sequence[Section]:
        """What plugins answer to a hook that is asked for a place and for no occupation; those that fail are left out.

        Args:
            hook: The hook.
            area: The place.
        """
        implementations = self._registry.implementations(hook, regions=self.regions(area))
        answers = [self._ask(one, area=area, facts=self._facts) for one in implementations]
        return [answer for answer in answers if isinstance(answer, Section)]

    def regions(self, area: Area) -> frozenset[str]:
        """The places that an area lies in, of those that plugins answer within, as the plugins name them."""
        named = {name for names in self._registry.regions.values() for name in names}
        for name in named - self._places.keys():
            self._places[name] = place_named(name, self._facts.areas)
        return frozenset(name for name in named if (place := self._places[name]) and area.lies_in(place))

    def _turn_to(self, occupation: Occupation, area: Area) -> None:
        """Forget what was kept of another occupation or area."""
        if occupation.soc != self._soc:
            self._soc = occupation.soc
            self._area = None
            self._everywhere.clear()
            self._shown.clear()
            self._sections.clear()
        if area != self._area:
            self._area = area
            self._here.clear()
            self._within = self.regions(area)

    def _specs(self, view: View) -> Sequence[SectionSpec]:
        """The sections that a view shows, in their order."""
        if view not in self._shown:
            shown = (spec for spec in self._registry.sections.values() if spec.shown_in(view))
            self._shown[view] = sorted(shown, key=lambda spec: spec.place)
        return self._shown[view]

    def _section(
        self,
        spec: SectionSpec,
        occupation: Occupation,
        area: Area,
        view: View,
        failures: list[Failure],
        regions: frozenset[str],
    ) -> GuideSection | None:
        # Places that lie in the same regions share what does not ask for the area itself.
        key = (spec.hook, view, regions & self._registry.regions.get(spec.hook, frozenset()))
        if key in self._sections:
            return self._sections[key]
        implementations = self._registry.implementations(spec.hook, occupation.soc, regions)
        answers = [(one, self._answer(one, occupation, area)) for one in implementations]
        failed = [answer for _, answer in answers if isinstance(answer, Failure)]
        section = _join(spec, view, answers)
        if section is not None and view is View.SUMMARY and spec.summary is not None:
            section = self._cut(section, spec.summary, occupation, failed)
        if not failed and not any("area" in implementation.arguments for implementation in implementations):
            self._sections[key] = section
        failures.extend(failed)
        return section

    def _cut(self, section: GuideSection, cut: Brief, occupation: Occupation, failures: list[Failure]) -> GuideSection:
        """A section cut for the summary; whole, if the cut fails."""
        try:
            return evolve(section, blocks=cut(section.blocks))
        except (Exception, SystemExit) as error:  # the cut may be a plugin's
            hook = section.spec.hook
            failure = Failure(plugin="the one that declares the section", hook=hook, soc=occupation.soc, error=error)
            self._registry.keep(failure)
            failures.append(failure)
            return section

    def _answer(self, implementation: Implementation, occupation: Occupation, area: Area) -> Section | Failure | None:
        kept = self._here if "area" in implementation.arguments else self._everywhere
        if implementation in kept:
            return kept[implementation]
        answer = self._ask(implementation, occupation.soc, occupation=occupation, area=area, facts=self._facts)
        # One that failed may go well the next time.
        if not isinstance(answer, Failure):
            kept[implementation] = answer
        return answer

    def _ask(self, implementation: Implementation, soc: str = "", **offered: object) -> Section | Failure | None:
        """An answer; whatever a plugin raises is its own failure."""
        try:
            answer = implementation(**offered)
            if not (answer is None or isinstance(answer, Section)):
                raise PluginError(
                    f"it returned a {type(answer).__name__}",
                    remedy="A section hook returns a Section or None.",
                )
        except (Exception, SystemExit) as error:
            failure = Failure(plugin=implementation.plugin, hook=implementation.hook, soc=soc, error=error)
            self._registry.keep(failure)
            return failure
        return answer


def _join(
    spec: SectionSpec, view: View, answers: list[tuple[Implementation, Section | Failure | None]]
) -> GuideSection | None:
    """One section of all the answers; none if nobody had anything to say."""
    said = [(one, answer) for one, answer in answers if answer is not None]
    blocks = tuple(block for one, answer in said for block in _blocks(one, answer, view))
    if not blocks:
        return None
    return GuideSection(
        spec=spec,
        blocks=blocks,
        stated_sources=tuple(_stated(answer for _, answer in said)),
        plugins=tuple(one.plugin for one, _ in said),
        authored=any(one.soc for one, answer in said if isinstance(answer, Section)),
    )


def _blocks(implementation: Implementation, answer: Section | Failure, view: View) -> tuple[Block, ...]:
    if isinstance(answer, Failure):
        return (Note(f"A part of this section could not be made: the plugin {implementation.plugin} failed."),)
    if view is View.SUMMARY and answer.brief is not None:
        return answer.brief
    return answer.blocks


def _stated(answers: Iterable[Section | Failure]) -> Iterator[Source]:
    for answer in answers:
        if isinstance(answer, Section):
            yield from answer.sources
