"""Spelling: words that no title or section has, and the ones that were meant."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from occuguide.search_index.language import SLIGHT, Reading, root

SHORTEST = 5
"""Words of fewer letters are as often right as wrong: they are left as they are."""

LONG = 7
"""From so many letters on, a word may have two mistakes."""

HALF = 2
"""In how many occupations' titles each half of a word must stand, for the word to be taken for two."""

_INFLECTED = ("ed", "ing", "ly")
"""The endings of words that are as a rule other forms of titles' words, which their roots find.

They are taken for words with the same ending only.
"""


class Spelling:
    """Corrects words by the words of the index.

    Args:
        frequencies: In how many occupations' titles each word and root stands.
        known: Whether a word stands anywhere in the index.
    """

    def __init__(self, frequencies: Mapping[str, int], known: Callable[[str], bool]) -> None:
        self._frequencies = {word: count for word, count in frequencies.items() if not word.startswith("~")}
        self._usual = [word for word in self._frequencies if word.isalpha()]
        self._known = known
        self.correct = lru_cache(maxsize=4096)(self._correct)
        self._beginnings = lru_cache(maxsize=64)(self._cut)

    def corrected(self, reading: Reading) -> tuple[Reading, Mapping[str, tuple[str, ...]]]:
        """A reading with the words that were meant in the place of those that nobody knows, and which they are."""
        meant = {
            word: better
            for word in reading.words
            if reading.factors[word] > SLIGHT and not self._known(word) and (better := self.correct(word))
        }
        joined = self._joined(reading.words)
        if not meant and joined == reading.words:
            return reading, {}
        said = tuple(dict.fromkeys(form for word in joined for form in meant.get(word, (word,))))
        head = reading.head if reading.head in said else meant.get(reading.head, said[-1:])[-1]
        factors = {form: reading.factors.get(form, 1.0) for word in said for form in (root(word), word)}
        return Reading(said, head, factors), meant

    def begun(self, beginning: str) -> str:
        """The beginning of a word that was meant by another with one mistake in it; empty, if none is near."""
        if len(beginning) < SHORTEST - 1:
            return ""
        beginnings = self._beginnings(len(beginning))
        near = self._near(beginning, tuple(beginnings), 1)
        return _likeliest(beginning, near, beginnings)

    def _cut(self, letters: int) -> Mapping[str, int]:
        """The beginnings of all words, with in how many occupations' titles such words stand."""
        counted: dict[str, int] = {}
        for word, count in self._frequencies.items():
            for length in (letters - 1, letters, letters + 1):
                counted[word[:length]] = counted.get(word[:length], 0) + count
        return counted

    def _joined(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """Words with those that are one word in titles joined: *fire fighter*."""
        out: list[str] = []
        for word in said:
            if out and len(out[-1]) > 1 and len(word) > 1 and self._known(out[-1] + word):
                out[-1] += word
            else:
                out.append(word)
        return tuple(out)

    def _correct(self, word: str) -> tuple[str, ...]:
        """The word that was meant, or the two that were; empty, if none is near."""
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        frequencies = self._frequencies
        halves = [
            (min(frequencies.get(word[:at], 0), frequencies.get(word[at:], 0)), word[:at], word[at:])
            for at in range(3, len(word) - 2)
        ]
        commonest = max(halves, default=(0, "", ""))
        if commonest[0] >= HALF:
            return commonest[1:]
        ending = next((ending for ending in _INFLECTED if word.endswith(ending)), "")
        alike = [other for other in self._usual if other.endswith(ending)] if ending else self._usual
        near = self._near(word, alike, 1 if len(word) < LONG or ending else 2)
        best = _likeliest(word, near, frequencies)
        # Another form of the same word is found by its root.
        return (best,) if best and not best.startswith(word) else ()

    def _near(self, word: str, among: Sequence[str], mistakes: int) -> Sequence[tuple[str, int]]:
        """Words within so many letters added, left out, changed or swapped of a word, each with how many."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(word, among, scorer=OSA.distance, score_cutoff=mistakes, limit=20)
        return [(other, int(distance)) for other, distance, _ in found]


def _likeliest(word: str, near: Sequence[tuple[str, int]], frequencies: Mapping[str, int]) -> str:
    """What a word was most likely meant for: few mistakes, none in the first or last letter, a common word."""

    def unlikeliness(one: tuple[str, int]) -> tuple[int, bool, bool, int, str]:
        other, mistakes = one
        return mistakes, other[0] != word[0], other[-1] != word[-1], -frequencies[other], other

    return min(near, default=("", 0), key=unlikeliness)[0]
