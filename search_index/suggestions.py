"""Suggestions: titles that what somebody began to type may become."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from occuguide.core import Suggestion, Why
from occuguide.search_index.backend import Reader
from occuguide.search_index.entries import STARTS, Entry
from occuguide.search_index.language import begun_words
from occuguide.search_index.query import MOST_CHARACTERS, MOST_WORDS
from occuguide.search_index.spelling import Spelling

OWN_BEGINS, OWN_HAS, BEGINS = 1.5, 1.0, 1.0
"""What it is worth that an occupation's own title begins as typed or has such words, or that another begins so.

In powers of ten of how many people go by a title: all of the occupation by its own, one share of them by each other.
"""

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
        self._beginning = lru_cache(maxsize=_KEPT)(self._with_beginning)
        self._titles = lru_cache(maxsize=_KEPT)(self._read_titles)
        self._popularity: Mapping[str, float] = {}
        self._counted: dict[int, tuple[float, float]] = {}

    def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> Sequence[Suggestion]:
        """Titles of which each word that was typed begins one, by how many people may mean them."""
        begun = begun_words(typed[:MOST_CHARACTERS])[:MOST_WORDS]
        if not begun:
            return ()
        return self._completed(begun, popularity, limit) or self._completed(self._mended(begun), popularity, limit)

    def _completed(self, begun: Sequence[str], popularity: Mapping[str, float], limit: int) -> list[Suggestion]:
        numbers = frozenset.intersection(*map(self._beginning, begun)) if begun else frozenset()
        each = [f" {re.escape(word)}" for word in begun]
        beginning = re.compile("^" + "[^ \\n]*".join(each) + ".*$", re.MULTILINE)
        having = re.compile("^" + "".join(f"(?=.*{word})" for word in each) + ".*$", re.MULTILINE)
        found: list[tuple[float, str, str, str]] = []
        others: list[tuple[float, int]] = []
        for number in numbers:
            entry = self._entry(number)
            own = entry.names[0]
            people, share = self._people(number, popularity)
            if having.match(own.spoken):
                worth = OWN_BEGINS if beginning.match(own.spoken) else OWN_HAS
                found.append((-people - worth, entry.soc, own.text, entry.title))
            else:
                others.append((-share, number))
        found.sort()
        for order, number in sorted(others):
            # However well what comes now fits, fewer people go by it than by what there is.
            if len(found) >= limit and order - BEGINS > found[limit - 1][0]:
                break
            entry, spoken, texts = self._titles(number)
            begins = beginning.findall(spoken)
            if fitting := begins or having.findall(spoken):
                worth = BEGINS if begins else 0.0
                found.append((order - worth, entry.soc, texts[min(fitting, key=len)], entry.title))
                found.sort()
        return [Suggestion(text=text, soc=soc, title=title) for _, soc, text, title in found[:limit]]

    def _read_titles(self, number: int) -> tuple[Entry, str, Mapping[str, str]]:
        """An occupation, its titles that may be shown as they are spoken, a line each, and as they are written."""
        entry = self._entry(number)
        texts = {name.spoken: name.text for name in reversed(entry.names) if name.why is not Why.HIDDEN}
        return entry, "\n".join(texts), texts

    def _people(self, number: int, popularity: Mapping[str, float]) -> tuple[float, float]:
        """How many people work in an occupation, and go by each of its titles, in powers of ten."""
        if popularity is not self._popularity:
            self._popularity, self._counted = popularity, {}
        if number not in self._counted:
            entry = self._entry(number)
            people = math.log10(popularity.get(entry.soc, 0.0) + 1)
            self._counted[number] = people, people - math.log10(len(entry.names))
        return self._counted[number]

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
