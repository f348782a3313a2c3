"""The application: settings, plugins, facts and composer, put together once for a command or a test."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from occuguide.core.area import Area
from occuguide.core.blocks import inline_text, inlines
from occuguide.core.catalog import Occupations, default_area, find_area
from occuguide.core.compose import Composer
from occuguide.core.config import Settings
from occuguide.core.errors import DataError, OccuguideError, PluginError, UnknownNameError
from occuguide.core.facts import Facts, fingerprint
from occuguide.core.guide import Guide, View
from occuguide.core.occupation import Occupation
from occuguide.core.protocols import Document, FactSource, Hit, Renderer, SearchEngine, Site
from occuguide.core.registry import Registry
from occuguide.core.words import listing


class Application:
    """Everything that a command needs, made when it is first needed.

    Args:
        settings: How this Occuguide is set up.
        registry: The plugins; those that are installed, if not given.
    """

    def __init__(self, settings: Settings, registry: Registry | None = None) -> None:
        self.settings = settings
        self.registry = Registry(settings) if registry is None else registry

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
    def search_engine(self) -> SearchEngine | None:
        """What searches; none if no plugin does."""
        answer: SearchEngine | None = self.registry.only("search_engine", settings=self.settings)
        return answer

    def close(self) -> None:
        """Close what is open."""
        if "facts" in self.__dict__:
            self.facts.close()

    def area(self, name: str | None = None) -> Area:
        """The place of a name; if none is named, the one that the settings name, or else the state.

        Raises:
            UnknownNameError: There is none of that name, or there are several.
        """
        wanted = name or self.settings.area
        return find_area(wanted, self.facts.areas) if wanted else default_area(self.facts.areas)

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

    def search(self, words: str, limit: int, on_document: Callable[[int, int], None]) -> Sequence[Hit]:
        """The occupations that fit some words best, best first.

        Args:
            words: What the user typed.
            limit: How many at most.
            on_document: Called with how many occupations of how many were indexed, if the index has to be built.

        Raises:
            PluginError: No plugin brings a search engine, or several do.
        """
        if self.search_engine is None:
            raise PluginError("no plugin brings a search engine", remedy="See `occuguide plugins`.")
        return self.search_engine.search(words, limit, self._built_from(), lambda: self._documents(on_document))

    def _built_from(self) -> str:
        """A fingerprint of everything that the index depends on."""
        parts = [*fingerprint(self.facts.path), self.settings.area]
        for path in sorted(self.registry.files()):
            parts += fingerprint(path)
        parts += [f"{plugin.name} {plugin.origin}" for plugin in self.registry.plugins]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _documents(self, on_document: Callable[[int, int], None]) -> Iterator[Document]:
        area = self.area()
        titles = self.occupations.titles
        authored = set(self.registry.authored())
        for count, (soc, title) in enumerate(titles.items(), start=1):
            occupation = self.occupations.get(soc)
            yield Document(
                soc=soc,
                title=title,
                names=(
                    (soc, "its code"),
                    *((name, "also called") for name in occupation.also_called),
                    *((name, "found by another name") for name in occupation.hidden_titles),
                    *((specialty.title, "specialty") for specialty in occupation.specialties),
                    *((name.text, "also called") for name in self.facts.titles(soc)),
                ),
                # What is made from facts alone says nothing that tells one occupation from another.
                sections=tuple(self._authored_words(occupation, area)) if soc in authored else (),
            )
            on_document(count, len(titles))

    def _authored_words(self, occupation: Occupation, area: Area) -> Iterator[tuple[str, str]]:
        """The headings and the words of the sections that somebody wrote."""
        for section in self.composer.guide(occupation, area).sections:
            if section.authored:
                pieces = (inline_text(piece) for block in section.blocks for piece in inlines(block))
                yield section.spec.heading, " ".join(pieces)
