"""The application: settings, plugins, facts and composer, put together once for a command or a test."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from occuguide.core.area import Area
from occuguide.core.catalog import Occupations, default_area, find_area, place_named
from occuguide.core.compose import Composer
from occuguide.core.config import Settings, SiteSettings
from occuguide.core.errors import ConfigError, DataError, OccuguideError, PluginError, UnknownNameError, did_you_mean
from occuguide.core.facts import Facts
from occuguide.core.guide import Failure, Guide, View
from occuguide.core.indexing import Indexing
from occuguide.core.misses import write_down
from occuguide.core.pack import Pack
from occuguide.core.protocols import FactSource, Progress, Renderer, Site
from occuguide.core.registry import Registry
from occuguide.core.search import Answer, Hit, IndexState, Reason, SearchEngine, Suggestion, Why
from occuguide.core.topics import BY_TITLE, RELEVANCE, Chosen, TopicFigure, Topics
from occuguide.core.words import listing

_AT_ONCE = 40
"""How many occupations an engine is asked for at once."""


@frozen(kw_only=True)
class Results:
    """What was found by words and topics.

    Args:
        hits: The occupations in the order that was asked for, as many as were asked for.
        found: The SOC codes of all that fit, in the same order.
        notes: What the user should know of how the words were taken, in sentences.
        did_you_mean: The words as they may have been meant; empty, if there is no better guess.
        nearest: Whether nothing fits what was asked, and these are the nearest.
        counts: Answers with how many occupations have each value, by topic's and value's name.
        figures: What they are sorted by, by SOC code; nothing, if that is no figure.
    """

    hits: tuple[Hit, ...]
    found: tuple[str, ...]
    notes: tuple[str, ...]
    did_you_mean: str
    nearest: bool
    counts: Callable[[], Mapping[str, Mapping[str, int]]]
    figures: Mapping[str, TopicFigure]


class Application:
    """Everything that a command needs, made when it is first needed.

    Args:
        settings: How this Occuguide is set up.
        registry: The plugins; those that are installed, if not given.
    """

    def __init__(self, settings: Settings, registry: Registry | None = None) -> None:
        self.settings = settings
        self.registry = Registry(settings) if registry is None else registry
        self._employment: dict[str, Mapping[str, float]] = {}

    @cached_property
    def edition(self) -> Path | None:
        """The fact store that a plugin brings; none if no plugin does, or before it is made for the first time."""
        answer: Path | None = self.registry.only("fact_edition")
        return answer if answer is not None and answer.exists() else None

    @cached_property
    def facts(self) -> Facts:
        """The facts: the user's own store, or the bundled edition."""
        path = self.settings.facts if self.settings.facts.exists() else self.edition
        if path is None:
            raise DataError(
                "there is no fact store, and no plugin brings one",
                where=str(self.settings.facts),
                remedy="Import a release with `occuguide data import`.",
            )
        return Facts(path)

    @cached_property
    def packs(self) -> Sequence[tuple[Area, Pack]]:
        """The packs for places that the facts hold, each with its place, the widest first."""
        places = ((place_named(pack.area, self.facts.areas), pack) for pack in self.registry.packs)
        found = [(place, pack) for place, pack in places if place is not None]
        return sorted(found, key=lambda pair: len(pair[0].within))

    @cached_property
    def _home(self) -> Area | None:
        """The place of the pack that the settings name; none, if they name none or the facts hold no such place."""
        named = next((pack for pack in self.registry.packs if pack.path == self.settings.pack), None)
        place = next((place for place, pack in self.packs if pack is named), None)
        if named is not None and place is None:
            error = ConfigError(
                f"the pack is for {named.area!r}, and the facts hold no place of that name",
                where=str(named.path),
                remedy=did_you_mean(named.area, [area.name for area in self.facts.areas], "See `occuguide areas`."),
            )
            self.registry.keep(Failure(plugin=named.name, error=error))
        return place

    @cached_property
    def site(self) -> SiteSettings:
        """How the site is set up: as the settings say, or else as the packs do that its place lies in."""
        home, given = self.area(), dict[str, Any]()
        for place, pack in self.packs:
            if home.lies_in(place):
                given |= pack.site
        return SiteSettings(**{**given, **self.settings.site})

    @cached_property
    def occupations(self) -> Occupations:
        """The occupations that there are."""
        return Occupations(self.registry, self.facts)

    @cached_property
    def composer(self) -> Composer:
        """What makes guides."""
        return Composer(self.registry, self.facts, self.occupations)

    @cached_property
    def renderers(self) -> dict[str, Renderer]:
        """The formats, by name."""
        return self.registry.keyed("renderer", settings=self.settings)

    @cached_property
    def sources(self) -> dict[str, FactSource]:
        """The importers, by name."""
        return self.registry.keyed("fact_source")

    @cached_property
    def search_engine(self) -> SearchEngine:
        """The search engine that the settings name.

        Raises:
            ConfigError: No plugin brings it.
        """
        engines: dict[str, SearchEngine] = self.registry.keyed("search_engine", settings=self.settings)
        wanted = self.settings.search
        if wanted not in engines:
            raise ConfigError(
                f"no plugin brings the search engine {wanted!r}",
                remedy=f"There is {listing(sorted(engines), 'or')}: name it as `search` in occuguide.toml."
                if engines
                else "See `occuguide plugins`.",
            )
        return engines[wanted]

    @cached_property
    def topics(self) -> Topics:
        """What occupations are found by beside words."""
        return Topics(self.registry, self.occupations, self.facts)

    def close(self) -> None:
        """Close what is open."""
        if "facts" in self.__dict__:
            self.facts.close()
        if "search_engine" in self.__dict__:
            self.search_engine.close()

    def area(self, name: str | None = None) -> Area:
        """The place of a name; if none is named, that of the settings, or else of their pack, or else the state.

        Raises:
            UnknownNameError: There is none of that name, or there are several.
        """
        # Looked for in any case: where there is no such place, that is said.
        home = self._home
        wanted = name or self.settings.area
        return find_area(wanted, self.facts.areas) if wanted else home or default_area(self.facts.areas)

    def renderer(self, name: str) -> Renderer:
        """The format of a name.

        Raises:
            UnknownNameError: There is none of that name.
        """
        if name not in self.renderers:
            raise UnknownNameError(
                f"there is no format {name!r}", remedy=f"There are {listing(sorted(self.renderers))}."
            )
        return self.renderers[name]

    def render(self, renderer: Renderer, guide: Guide, site: Site | None = None) -> bytes:
        """A guide in a format.

        Args:
            renderer: The format.
            guide: What to render.
            site: Where the pages beside it are; none if it stands alone.

        Raises:
            PluginError: The renderer failed.
            OccuguideError: A template or the like is not what it should be.
        """
        try:
            rendered: object = renderer.render(guide, site)
            if not isinstance(rendered, bytes):
                raise TypeError(f"it returned {type(rendered).__name__}, not bytes")
        except OccuguideError:
            raise
        except (Exception, SystemExit) as error:
            raise PluginError(
                f"it failed ({type(error).__name__}: {error})",
                where=f"renderer {renderer.name} for {guide.occupation.soc}, {guide.area.name}",
            ) from error
        return rendered

    def guide(self, occupation: str, area: str | None = None, view: View = View.DETAILED) -> Guide:
        """The guide for an occupation in a place, both as a user names them.

        Raises:
            UnknownNameError: There is no such occupation or place, or there are several.
        """
        return self.composer.guide(self.occupations.find(occupation).occupation, self.area(area), view)

    # --- Search ---------------------------------------------------------------------------------------------

    def search(
        self,
        typed: str,
        area: Area,
        progress: Progress,
        *,
        chosen: Chosen | None = None,
        order: str = RELEVANCE,
        start: int = 0,
        limit: int = 10,
    ) -> Results:
        """The occupations that fit what somebody typed and chose.

        Args:
            typed: Words, codes, phrases; nothing, for all occupations of what was chosen.
            area: The place whose figures topics and orders go by. Of two occupations that fit alike, the one comes
                first that more people work in there.
            progress: Told how far the index is, if it has to be made.
            chosen: The values of topics, as ``Topics.choose`` gives them.
            order: ``relevance``, or what else ``Topics.order`` takes.
            start: How many of those that fit are left out before the first.
            limit: How many at most.

        Raises:
            ConfigError: No plugin brings the search engine that the settings name.
            UnknownNameError: Occupations cannot be sorted by that.
        """
        by, chosen = self.topics.order(order), chosen or {}
        every = tuple(self.occupations.titles)
        among = self.topics.matching(every, chosen) if chosen else None
        if not typed.strip():
            listed = self.topics.sorted_by(BY_TITLE if by == RELEVANCE else by, every if among is None else among, area)
            answer = Answer(found=tuple(listed))
            shown = answer.found[start : start + limit]
            return self._results(answer, shown, by, area, lambda: self.topics.counts(every, chosen, area))
        engine, popularity = self._ready_engine(progress), self._popularity(area)

        def ask(among: Collection[str] | None, limit: int) -> Answer:
            return engine.search(typed, popularity, among=among, limit=limit)

        @cache
        def by_words() -> Answer:
            return answer if among is None else ask(None, 1)

        # Asked for more, an engine may find another order, and pages of results would not fit together.
        answer = ask(among, min(start + limit, _AT_ONCE) if by == RELEVANCE else 1)
        misses, notes = self.settings.search_misses, answer.notes
        # Topics narrow what words find: where these find nothing, nothing is found within the topics either.
        if misses is not None and _missed(answer) and _missed(by_words()):
            notes = (*notes, *write_down(misses, typed))
        hits, found = answer.hits, tuple(self.topics.sorted_by(by, answer.found, area))
        shown = found[start : start + limit]
        if shown and (by != RELEVANCE or not {hit.soc for hit in hits}.issuperset(shown)):
            hits = ask(shown, len(shown)).hits
        return self._results(
            evolve(answer, hits=hits, found=found, notes=notes),
            shown,
            by,
            area,
            lambda: self.topics.counts(by_words().found, chosen, area),
        )

    def _results(
        self,
        answer: Answer,
        shown: Sequence[str],
        by: str,
        area: Area,
        counts: Callable[[], Mapping[str, Mapping[str, int]]],
    ) -> Results:
        known = {hit.soc: hit for hit in answer.hits}
        nothing = Reason(why=Why.TOPIC)
        return Results(
            hits=tuple(
                known.get(soc) or Hit(soc=soc, title=self.occupations.title(soc), score=0.0, reason=nothing)
                for soc in shown
            ),
            found=answer.found,
            notes=answer.notes,
            did_you_mean=answer.did_you_mean,
            nearest=answer.nearest,
            counts=counts,
            figures={} if by in (RELEVANCE, BY_TITLE) else self.topics.figures(by, area),
        )

    def suggest(self, typed: str, area: Area, progress: Progress, limit: int = 10) -> Sequence[Suggestion]:
        """Titles that what somebody began to type may become, best first.

        Args:
            typed: What was typed so far.
            area: The place: of two that fit alike, the one comes first that more people work in there.
            progress: Told how far the index is, if it has to be made.
            limit: How many at most.

        Raises:
            ConfigError: No plugin brings the search engine that the settings name.
        """
        return self._ready_engine(progress).suggest(typed, self._popularity(area), limit)

    def _popularity(self, area: Area) -> Mapping[str, float]:
        """How many people work in each occupation of a place, read once."""
        if area.code not in self._employment:
            self._employment[area.code] = self.facts.employment(area)
        return self._employment[area.code]

    def index(self, progress: Progress, *, anew: bool = False) -> int:
        """Bring the search index up to date.

        Args:
            progress: Told how far it is.
            anew: Whether to make all of it anew.

        Returns:
            How many occupations were indexed.

        Raises:
            ConfigError: No plugin brings the search engine that the settings name.
        """
        indexing = self.indexing
        return self.search_engine.update(
            indexing.stamps(), lambda socs: indexing.documents(socs, progress), progress, anew=anew
        )

    def index_state(self) -> IndexState:
        """How the search index is. Nothing is changed."""
        return self.search_engine.state(self.indexing.stamps())

    @property
    def indexing(self) -> Indexing:
        """What is to be indexed of every occupation, and what tells when that has changed."""
        return Indexing(self.registry, self.facts, self.occupations, self.composer, self.area())

    def _ready_engine(self, progress: Progress) -> SearchEngine:
        self.index(progress)
        return self.search_engine


def _missed(answer: Answer) -> bool:
    """Whether nothing fits."""
    return answer.nearest or not answer.found
