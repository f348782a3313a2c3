"""Suggestions: titles that what somebody began to type may become."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from occuguide.core import Suggestion, Why
from occuguide.search_index.backend import Reader
from occuguide.search_index.entries import STARTS, Entry
from occuguide.search_index.language import words
from occuguide.search_index.query import MOST_WORDS
from occuguide.search_index.spelling import Spelling

LOOKED_AT = 40
"""How many occupations' titles are looked at: of those that fit, the ones that most people work in."""

_KEPT = 4096


class Suggester:
    """Completes what somebody types.

    Args:
        reader: The index.
        spelling: What corrects a word.
        entry: What is kept of an occupation, by its number.
    """

    def __init__(self, reader: Reader, spelling: Spelling, entry: Callable[[int], Entry]) -> None:
        self._reader = reader
        self._spelling = spelling
        self._entry = entry
        self._titles = lru_cache(maxsize=_KEPT)(self._read_titles)
        self._beginning = lru_cache(maxsize=_KEPT)(self._with_beginning)

    def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> Sequence[Suggestion]:
        """Titles of which each word that was typed begins one; those that begin with the first, first."""
        begun = words(typed)[:MOST_WORDS]
        if not begun:
            return ()
        return self._completed(begun, popularity, limit) or self._completed(self._mended(begun), popularity, limit)

    def _completed(self, begun: Sequence[str], popularity: Mapping[str, float], limit: int) -> list[Suggestion]:
        numbers = frozenset.intersection(*map(self._beginning, begun)) if begun else frozenset()
        known = [self._titles(number) for number in numbers]
        known.sort(key=lambda one: (-popularity.get(one[0].soc, 0.0), one[0].soc))
        fitting = []
        for entry, titles in known[:LOOKED_AT]:
            ranks = ((rank, at) for at, title in enumerate(titles) if (rank := _rank(title, begun)) is not None)
            if (best := min(ranks, default=None)) is not None:
                fitting.append((best, entry))
        # The number of words tells one occupation's titles apart, not the occupations: those come by their size.
        fitting.sort(key=lambda one: (one[0][0][0], -popularity.get(one[1].soc, 0.0), one[1].soc))
        return [
            Suggestion(text=entry.names[at].text, soc=entry.soc, title=entry.title)
            for (_, at), entry in fitting[:limit]
        ]

    def _read_titles(self, number: int) -> tuple[Entry, Sequence[tuple[str, ...]]]:
        """An occupation, and the words of its titles as they are spoken; none for those that are never shown."""
        entry = self._entry(number)
        return entry, [() if name.why is Why.HIDDEN else words(name.text) for name in entry.names]

    def _with_beginning(self, begun: str) -> frozenset[int]:
        """The occupations that have a title with a word of such a beginning."""
        if len(begun) <= STARTS:
            return frozenset(self._reader.matches("starts", begun))
        whole = self._reader.starting("names", begun)
        return frozenset(number for word in whole for number in self._reader.matches("names", word))

    def _mended(self, begun: Sequence[str]) -> Sequence[str]:
        """What was typed with one mistake mended in each word that begins none of any title; empty, if one stays."""
        mended = [word if self._beginning(word) else self._spelling.begun(word) for word in begun]
        return mended if all(mended) else ()


def _rank(title: tuple[str, ...], begun: Sequence[str]) -> tuple[int, int] | None:
    """How well a title fits: it begins as typed, or has such words; then, how few words it has. None, if it does not."""
    if all(word.startswith(start) for word, start in zip(title, begun, strict=False)) and len(title) >= len(begun):
        return 0, len(title)
    if all(any(word.startswith(start) for word in title) for start in begun):
        return 1, len(title)
    return None
