"""Texts: where words stand in them, and the part around them to show."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice

from occuguide.core import Strong, Text
from occuguide.search_index.language import root

BEFORE, AFTER = 70, 140
"""How many letters are shown before and after the beginning of the first word that matched."""

MOST_HITS = 200
"""How many of the words that matched are looked at, for where most of them stand together."""

_BETWEEN = r"[\W_]+"


def together(phrase: Sequence[str]) -> re.Pattern[str]:
    """What finds the words of a phrase side by side, each in the singular or the plural."""
    return re.compile(rf"(?<!\w){_BETWEEN.join(map(_numbers, phrase))}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=256)
def any_of(said: frozenset[str]) -> re.Pattern[str]:
    """What finds each of some words, in the singular or the plural."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_numbers, sorted(said)))})(?!\w)", re.IGNORECASE)


def _numbers(word: str) -> str:
    """A word in the singular and the plural, by English spelling."""
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    return rf"{re.escape(word)}(?:e?s)?"


def snippet(text: str, wanted: Collection[str]) -> Text:
    """The words of a text around those that are wanted, which are strong.

    Args:
        text: The text.
        wanted: Words in the singular; words of the same root are taken where none of them stands in the text.
    """
    hits = [match.span() for match in islice(any_of(frozenset(wanted)).finditer(text), MOST_HITS)]
    if not hits:
        roots = "|".join(re.escape(root(word)[1:]) for word in wanted)
        begun = re.finditer(rf"\b(?:{roots})\w*", text, re.IGNORECASE)
        hits = [match.span() for match in islice(begun, MOST_HITS)]
    if not hits:
        return ()
    # Where most of them stand close together.
    first, stop = max(hits, key=lambda hit: (sum(0 <= start - hit[0] < AFTER for start, _ in hits), -hit[0]))
    begin = text.find(" ", first - BEFORE, first) + 1 or first if first > BEFORE else 0
    end = len(text) if len(text) <= first + AFTER else max(stop, text.rfind(" ", first, first + AFTER))
    pieces: list[str | Strong] = ["\u2026 " if begin else ""]
    at = begin
    for start, ended in hits:
        if begin <= start and ended <= end:
            pieces += [text[at:start], Strong(text[start:ended])]
            at = ended
    pieces += [text[at:end], " \u2026" if end < len(text) else ""]
    return tuple(piece for piece in pieces if piece)
