"""Topics: what sorts occupations into values, such as education or pay, and which values a user means."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeVar

from attrs import Attribute, evolve, field, frozen

from occuguide.core.area import Area
from occuguide.core.catalog import Occupations, number_forms
from occuguide.core.errors import PluginError, UnknownNameError, did_you_mean
from occuguide.core.facts import Facts
from occuguide.core.guide import Failure
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.registry import Registry
from occuguide.core.words import listing, slug

RELEVANCE = "relevance"
"""The order of a search that asks for no other: how well occupations fit its words."""

BY_TITLE = "title"
"""What occupations may always be sorted by."""

COUNTED = {Unit.OPENINGS: "over the whole period", Unit.OPENINGS_A_YEAR: "a year"}
"""What a number of openings is counted over, in words. Neither can be told from the number."""


def _for_addresses(_instance: object, attribute: "Attribute[str]", name: str) -> None:
    if not name or name != slug(name):
        raise ValueError(f"the {attribute.name} {name!r} cannot stand in addresses: {slug(name)!r} can")


def _codes(socs: Iterable[str]) -> Set[str]:
    return frozenset(socs)


@frozen(kw_only=True)
class TopicValue:
    """One of the values that a topic sorts occupations into.

    Args:
        name: What it is called in addresses and options: ``bachelors-degree``, ``29-1000``.
        title: What it is called where it is shown: ``Bachelor's degree``.
        socs: The SOC codes of the occupations that have it.
        within: The name of the wider value that it is part of, such as a minor group's major group; empty if none.
        about: What it means, in a sentence; empty if the title says it all.
    """

    name: str = field(validator=_for_addresses)
    title: str
    socs: Set[str] = field(converter=_codes)
    within: str = ""
    about: str = ""


@frozen
class TopicFigure:
    """What an occupation is sorted by.

    Args:
        measure: The figure, or the reason that there is none.
        area: The area that it is published for, in words: ``Orange County``; empty if it is for no area.
    """

    measure: Measure
    area: str = ""

    def __str__(self) -> str:
        """The figure as it stands in a list: ``$132,620``, ``2,110 over the whole period``, ``not released``."""
        counted = COUNTED.get(self.measure.unit, "") if self.measure.has_value else ""
        return f"{self.measure} {counted}".rstrip()

    @property
    def about(self) -> tuple[str, str]:
        """The period and the place that it is for, each empty if there is none to say."""
        return (self.measure.period, f"for {self.area}" if self.area else "")

    def in_words(self, soc: str, known: Collection[str] = ()) -> str:
        """The figure with all that its reader must know of it.

        Args:
            soc: The occupation that it is shown for: a figure may be published under a code that others share.
            known: What is said of the whole list already, as ``common`` answers.
        """
        own = [said for said in self.about if said and said not in known] if self.measure.has_value else []
        shared = [f"together with others, under {self.measure.code}"] if self.measure.code not in ("", soc) else []
        return ", ".join([str(self), *own, *shared])


def common(figures: Iterable[TopicFigure | None]) -> tuple[str, ...]:
    """The period and the place that all figures of a list are for; without what not all of them share."""
    about = [figure.about for figure in figures if figure is not None and figure.measure.has_value]
    return tuple(said[0] for said in zip(*about, strict=True) if said[0] and len(set(said)) == 1)


@frozen(kw_only=True)
class Topic:
    """Something to find occupations by.

    Args:
        name: What it is called in addresses and options: ``education``.
        title: What it is called where it is shown: ``Typical education``.
        about: What it sorts by, of which place and in whose words; empty if the title says it all.
        values: Answers with the topic's values in a place, in the order to show. An occupation may have several, or
            none. A value that no occupation of the place has is among them too, so that it can be asked for anywhere.
        figures: Answers with the figure of each occupation in a place, by SOC code, where the topic is one to sort by:
            the highest comes first. None for other topics.
    """

    name: str = field(validator=_for_addresses)
    title: str
    about: str = ""
    values: Callable[[Occupations, Area, Facts], Iterable[TopicValue]]
    figures: Callable[[Occupations, Area, Facts], Mapping[str, TopicFigure]] | None = None


Chosen = Mapping[str, Sequence[TopicValue]]
"""What a user chose, by topic's name: an occupation must have one of the values of every topic."""

Named = TypeVar("Named", Topic, TopicValue)
Answer = TypeVar("Answer")


_PLACES = 64
"""How many places' values are kept: every search counts them, and they take a tenth of a second to work out anew."""

_FIGURED = 8
"""How many places' figures are kept: lists that are sorted by them are few, and they take half a megabyte a place."""


class _OfPlaces(OrderedDict[str, dict[str, Answer]]):
    """What was worked out of places, by topic's name; of a place that nobody asked for the longest, nothing is kept.

    Args:
        most: How many places.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def of(self, area: Area) -> dict[str, Answer]:
        """What is kept of a place."""
        kept = self.setdefault(area.code, {})
        self.move_to_end(area.code)
        if len(self) > self._most:
            self.popitem(last=False)
        return kept


class Topics:
    """The topics of all plugins, and what can be asked of them. The values of a place are kept for a while.

    Args:
        registry: The plugins.
        occupations: The occupations that there are.
        facts: The facts.
    """

    def __init__(self, registry: Registry, occupations: Occupations, facts: Facts) -> None:
        self._registry = registry
        self._occupations = occupations
        self._facts = facts
        self._values = _OfPlaces[tuple[TopicValue, ...]](_PLACES)
        self._figures = _OfPlaces[Mapping[str, TopicFigure]](_FIGURED)
        self._last: dict[str, tuple[TopicValue, ...]] = {}

    # --- What there is --------------------------------------------------------------------------------------

    @cached_property
    def _given(self) -> Mapping[str, tuple[str, Topic]]:
        """The name of the plugin that brings each topic, and the topic, by its name."""
        given: dict[str, tuple[str, Topic]] = {}
        for plugin, topic in self._registry.collect_each("topic", Topic):
            if topic.name in (*given, RELEVANCE, BY_TITLE):
                error = PluginError(f"the topic {topic.name!r} is taken", remedy="Give it another name.")
                self._registry.keep(Failure(plugin=plugin, hook="topic", error=error))
            else:
                given[topic.name] = (plugin, topic)
        return given

    @property
    def by_name(self) -> Mapping[str, Topic]:
        """Every topic by its name, in the order of the plugins' names."""
        return {name: topic for name, (_, topic) in self._given.items()}

    def values(self, name: str, area: Area) -> tuple[TopicValue, ...]:
        """The values of a topic in a place, in the order to show; none, if its plugin failed.

        Args:
            name: The topic's name.
            area: The place.
        """
        values = self._values.of(area)
        if name not in values:
            topic = self.by_name[name]
            nothing: tuple[TopicValue, ...] = ()
            asked = self._asked(name, lambda: _checked(self._of(topic.values, area)), nothing)
            # Most topics are the same in every place, and are kept once.
            last = self._last.get(name)
            values[name] = self._last[name] = last if last is not None and last == asked else asked
        return values[name]

    def figures(self, name: str, area: Area) -> Mapping[str, TopicFigure]:
        """What occupations are sorted by in a place, by SOC code; nothing, if the topic is none to sort by.

        Args:
            name: The topic's name.
            area: The place.
        """
        figures = self._figures.of(area)
        if name not in figures:
            ask = self.by_name[name].figures
            figures[name] = {} if ask is None else self._asked(name, lambda: _figures(self._of(ask, area)), {})
        return figures[name]

    def _of(self, ask: Callable[[Occupations, Area, Facts], Answer], area: Area) -> Answer:
        return ask(self._occupations, area, self._facts)

    def _asked(self, name: str, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
        """A plugin's answer; another one, if the plugin fails, which is a failure of its own."""
        try:
            return ask()
        except (Exception, SystemExit) as error:  # whatever a plugin raises is its own failure
            self._registry.keep(Failure(plugin=self._given[name][0], hook="topic", error=error))
            return otherwise

    # --- What a user means ----------------------------------------------------------------------------------

    def choose(self, wanted: Iterable[str], area: Area) -> Chosen:
        """The values that a user means.

        Args:
            wanted: Each a topic's name, for any of its values (``green``), or with a value (``education=bachelor``).
                Names and titles may be in any case, in the singular or the plural, and cut short. Words that the titles
                of several values begin with stand for all of these (``group=healthcare``).
            area: The place.

        Returns:
            By topic's name, the values: several of one topic for an occupation to have any of them.

        Raises:
            UnknownNameError: There is none of that name (the nearest are named), none is named, or a beginning fits
                several.
        """
        chosen: dict[str, dict[str, TopicValue]] = {}
        for one in wanted:
            name, equals, value = one.partition("=")
            topic = self.topic(name)
            values = self.values(topic.name, area)
            if equals and not value.strip():
                example = f", {topic.name}={values[0].name} for one" if values else ""
                raise UnknownNameError(
                    f"{one.strip()!r} names no value of the topic {topic.name}",
                    remedy=f"Write {topic.name} for any of its values{example};"
                    f" `occuguide topics {topic.name}` lists them.",
                )
            found = _fitting(value, values, f"value of the topic {topic.name}") if equals else values
            chosen.setdefault(topic.name, {}).update((value.name, value) for value in found)
        return {name: tuple(values.values()) for name, values in chosen.items()}

    def topic(self, name: str) -> Topic:
        """The topic that a user means, by its name or title, in any case and number, or by a beginning of one.

        Raises:
            UnknownNameError: There is none of that name, or there are several.
        """
        found = _fitting(name, tuple(self.by_name.values()), "topic")
        if len(found) > 1:
            raise _several(name, found)
        return found[0]

    # --- What is found --------------------------------------------------------------------------------------

    def matching(self, socs: Iterable[str], chosen: Chosen) -> list[str]:
        """Those of some occupations that have a value of what was chosen, of each topic, in the order given."""
        wanted = [frozenset().union(*(value.socs for value in values)) for values in chosen.values()]
        return [soc for soc in socs if all(soc in one for one in wanted)]

    def counts(self, socs: Iterable[str], chosen: Chosen, area: Area) -> Mapping[str, Mapping[str, int]]:
        """How many of some occupations have each value, by topic's and value's name.

        Args:
            socs: The occupations' SOC codes, before what was chosen narrows them.
            chosen: What was chosen. A topic's own choice does not narrow its own counts, so that they tell what
                another choice would find.
            area: The place.
        """
        given = tuple(socs)
        all_chosen = set(self.matching(given, chosen))
        counted: dict[str, Mapping[str, int]] = {}
        for name in self.by_name:
            others = {other: values for other, values in chosen.items() if other != name}
            left = set(self.matching(given, others)) if name in chosen else all_chosen
            counted[name] = {value.name: len(left & value.socs) for value in self.values(name, area)}
        return counted

    @property
    def orders(self) -> tuple[str, ...]:
        """What occupations can be sorted by: relevance, their title, and the topics that are figures."""
        return (RELEVANCE, BY_TITLE, *(name for name, topic in self.by_name.items() if topic.figures is not None))

    def order(self, wanted: str) -> str:
        """The order that a user means: ``relevance``, ``title``, or the name of a topic that is to sort by.

        Raises:
            UnknownNameError: Occupations cannot be sorted by that.
        """
        if (by := slug(wanted)) in (RELEVANCE, BY_TITLE):
            return by
        sorting = tuple(topic for topic in self.by_name.values() if topic.figures is not None)
        found = _fitting(wanted, sorting, "order", also=(RELEVANCE, BY_TITLE))
        if len(found) > 1:
            raise _several(wanted, found)
        return found[0].name

    def sorted_by(self, order: str, socs: Iterable[str], area: Area) -> list[str]:
        """Occupations by their title, or by a topic's figures in a place: the highest first, the missing ones last.

        A bound ("or more") stands above a figure that equals it. Figures of another unit are not compared: those of the
        unit that fewer of the occupations have come after the others. Equal ones are sorted by title.

        Args:
            order: ``title``, or the name of a topic that is to sort by, as a user may write it; ``relevance`` leaves
                them in the order given.
            socs: The occupations' SOC codes.
            area: The place.

        Raises:
            UnknownNameError: Occupations cannot be sorted by that.
        """
        by = self.order(order)
        given = tuple(socs)
        if by == RELEVANCE:
            return list(given)
        figures = {} if by == BY_TITLE else {soc: figure.measure for soc, figure in self.figures(by, area).items()}
        units = [figures[soc].unit for soc in given if soc in figures and figures[soc].has_value]

        def place(soc: str) -> tuple[bool, int, str, float, bool, str]:
            title = self._occupations.title(soc).casefold()
            figure = figures.get(soc)
            if figure is None or figure.value is None:
                return (True, 0, "", 0.0, True, title)
            other_units = -units.count(figure.unit)
            return (False, other_units, figure.unit, -figure.value, figure.status is not Status.AT_LEAST, title)

        return sorted(given, key=place)


def _checked(values: Iterable[TopicValue]) -> tuple[TopicValue, ...]:
    """A topic's values, looked through.

    Raises:
        PluginError: One is no value, has the name of another, or is within one that there is not.
    """
    given = tuple(values)
    names: set[str] = set()
    for value in given:
        if not isinstance(value, TopicValue):
            raise PluginError(f"it handed out {value!r}", remedy="See what the hook returns in docs/hooks.md.")
        if value.name in names:
            raise PluginError(f"two of its values are called {value.name!r}", remedy="Give each a name of its own.")
        names.add(value.name)
    for value in given:
        if value.within and value.within not in names - {value.name}:
            raise PluginError(f"its value {value.name!r} is within {value.within!r}, which is no other value of it")
    return given


def _figures(figures: Mapping[str, TopicFigure]) -> Mapping[str, TopicFigure]:
    """A topic's figures, looked through.

    Raises:
        PluginError: One is no figure.
    """
    for figure in figures.values():
        if not isinstance(figure, TopicFigure):
            raise PluginError(f"it handed out {figure!r}", remedy="See what the hook returns in docs/hooks.md.")
    # No list says where in the store a figure stands, and that takes more memory than the figure.
    return {soc: evolve(figure, measure=evolve(figure.measure, row="")) for soc, figure in figures.items()}


def _fitting(wanted: str, things: Sequence[Named], kind: str, also: tuple[str, ...] = ()) -> Sequence[Named]:
    """The topics or values that a user means: by the whole of a name or title, by its first words, by a beginning.

    Args:
        wanted: What was typed.
        things: What there is.
        kind: What they are, for the message.
        also: What else could have been typed.

    Raises:
        UnknownNameError: Nothing begins so, or several do within a word.
    """
    beginning = slug(wanted)
    forms = {slug(form) for form in number_forms(" ".join(wanted.split()))}

    def named(fits: Callable[[str], bool]) -> Sequence[Named]:
        return [thing for thing in things if beginning and (fits(thing.name) or fits(slug(thing.title)))]

    found = named(lambda name: name in forms) or named(lambda name: name.startswith(f"{beginning}-"))
    if not found:
        found = named(lambda name: name.startswith(beginning))
        if len(_widest(found)) > 1:
            raise _several(wanted, _widest(found))
    if not found:
        spoken: list[str] = [*also, *(thing.name for thing in things)]
        known = [*spoken, *(thing.title for thing in things)]
        raise UnknownNameError(
            f"there is no {kind} {wanted.strip()!r}",
            remedy=did_you_mean(wanted.strip(), known, f"There are {listing(spoken)}." if spoken else ""),
        )
    return _widest(found)


def _widest(found: Sequence[Named]) -> Sequence[Named]:
    """Things without those that are within another of them."""
    names = {thing.name for thing in found}
    return [thing for thing in found if not (isinstance(thing, TopicValue) and thing.within in names)]


def _several(wanted: str, found: Sequence[Named]) -> UnknownNameError:
    named = listing((f"{thing.name} ({thing.title})" for thing in found), "or")
    return UnknownNameError(f"{wanted.strip()!r} may be {named}", remedy="Say which, by its name.")
