"""Indexing: what a search engine is given of each occupation, and the stamps that tell when it has changed."""

import hashlib
from collections.abc import Collection, Iterator

from occuguide.core.area import Area
from occuguide.core.blocks import OccupationLink, inline_text, inlines
from occuguide.core.catalog import Occupations
from occuguide.core.compose import Composer
from occuguide.core.facts import Facts
from occuguide.core.guide import GuideSection, View
from occuguide.core.measures import Measure
from occuguide.core.protocols import Progress
from occuguide.core.registry import Registry
from occuguide.core.search import Document, Name, Passage, Stamps, Why
from occuguide.core.sections import PROFESSIONAL


class Indexing:
    """Makes documents of occupations.

    Args:
        registry: The plugins.
        facts: The facts.
        occupations: The occupations that there are.
        composer: What makes their sections.
        area: The place whose figures an author's sentences cite; the figures are not indexed, the sentences are.
    """

    def __init__(
        self, registry: Registry, facts: Facts, occupations: Occupations, composer: Composer, area: Area
    ) -> None:
        self._registry = registry
        self._facts = facts
        self._occupations = occupations
        self._composer = composer
        self._area = area

    def stamps(self) -> Stamps:
        """A fingerprint of what an occupation's document depends on, by SOC code.

        Of plugins, names and versions are looked at; of the facts and of occupation files, what was read of them.
        """
        parts = [self._facts.version, self._area.code, *self._registry.list_versions()]
        parts += [f"{plugin.name} {plugin.origin}" for plugin in self._registry.plugins if not plugin.soc]
        common = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        own: dict[str, list[str]] = {}
        for plugin in self._registry.plugins:
            if plugin.soc:
                own.setdefault(plugin.soc, []).append(f"{plugin.name} {plugin.origin}")
        for soc, version in self._registry.file_versions():
            own.setdefault(soc, []).append(version)
        stamps = dict.fromkeys(self._occupations.titles, common[:16])
        for soc, said in own.items():
            stamps[soc] = hashlib.sha256("\n".join((common, *said)).encode()).hexdigest()[:16]
        return stamps

    def documents(self, socs: Collection[str], progress: Progress) -> Iterator[Document]:
        """The documents of some occupations.

        Args:
            socs: Their SOC codes.
            progress: Told how many were made.
        """
        for count, soc in enumerate(sorted(socs), start=1):
            yield Document(
                soc=soc,
                title=self._occupations.title(soc),
                names=tuple(self.names(soc)),
                passages=tuple(self._passages(soc)),
            )
            progress(count, len(socs), "indexing")

    def names(self, soc: str) -> Iterator[Name]:
        """What an occupation goes by beside its title: titles, specialties and codes, the better known first."""
        occupation = self._occupations.get(soc)
        for text in occupation.also_called:
            yield Name(text, Why.CALLED)
        for specialty in occupation.specialties:
            yield Name(specialty.title, Why.SPECIALTY)
            yield Name(specialty.code, Why.CODE, specialty.title)
        # Those that people in the job reported are better known than those that lists have.
        for title in sorted(self._facts.titles(soc), key=lambda title: title.kind != "reported"):
            yield Name(title.text, Why.CALLED)
        for old in self._facts.predecessors(soc):
            yield Name(old.title, Why.CALLED)
            if old.code != soc:
                yield Name(old.code, Why.CODE, f"{old.title} in the {old.edition}")
        for text in occupation.hidden_titles:
            yield Name(text, Why.HIDDEN)

    def _passages(self, soc: str) -> Iterator[Passage]:
        occupation = self._occupations.get(soc)
        for section in self._composer.sections_of_words(occupation, self._area, View.DETAILED):
            # What stands there for professionals is codes, which are indexed as codes.
            if section.spec.chapter is not PROFESSIONAL and (text := _words(section)):
                yield Passage(section.spec.anchor, section.spec.heading, text)


def _words(section: GuideSection) -> str:
    """What a section says, without its figures and the names of other occupations, which it is not found by."""
    pieces = (piece for block in section.blocks for piece in inlines(block))
    texts = (inline_text(piece) for piece in pieces if not isinstance(piece, Measure | OccupationLink))
    return " ".join(" ".join(text for text in texts if any(map(str.isalpha, text))).split())
