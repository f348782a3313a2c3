"""Snippets: the part of a section that has the words that were asked for."""

import re
from collections.abc import Collection

from occuguide.core import Strong, Text
from occuguide.search_index.language import plain, root, singular

BEFORE, AFTER = 70, 140
"""How many letters are shown before and after the beginning of the first word that matched."""

_WORD = re.compile(r"[^\W_]+")


def snippet(text: str, wanted: Collection[str]) -> Text:
    """The words of a text around those that are wanted, which are strong.

    Args:
        text: The text.
        wanted: Words in the singular; words of the same root are taken where none of them stands in the text.
    """
    spans = [(match.start(), match.end(), singular(plain(match[0]))) for match in _WORD.finditer(text)]
    hits = [(start, end) for start, end, word in spans if word in wanted]
    if not hits:
        roots = {root(word) for word in wanted}
        hits = [(start, end) for start, end, word in spans if root(word) in roots]
    if not hits:
        return ()
    # Where most of them stand close together.
    first, stop = max(hits, key=lambda hit: (sum(0 <= start - hit[0] < AFTER for start, _ in hits), -hit[0]))
    begin = min(start for start, _, _ in spans if start >= first - BEFORE)
    end = max(ended for _, ended, _ in spans if ended <= max(first + AFTER, stop))
    begin, end = (0 if begin == spans[0][0] else begin), (len(text) if end == spans[-1][1] else end)
    pieces: list[str | Strong] = ["\u2026 "] if begin else []
    at = begin
    for start, ended in hits:
        if begin <= start and ended <= end:
            pieces += [text[at:start], Strong(text[start:ended])]
            at = ended
    pieces += [text[at:end], " \u2026" if end < len(text) else ""]
    return tuple(piece for piece in pieces if piece)
