"""Ranking: how well an occupation fits what was typed. ``docs/search.md`` explains each part and what it is worth."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from attrs import field, frozen

from occuguide.core import Why
from occuguide.search_index.backend import Reader
from occuguide.search_index.entries import Entry, Name
from occuguide.search_index.language import Reading, pairs, vocabulary, with_roots

CANDIDATES = 60
"""How many occupations are compared title by title: those that the index finds best by their words."""

LEVEL, ROLE = 0.35, 0.6
"""What words for a level count beside others of their rarity: *senior*; and those that may be a job: *assistant*."""

ROOT = 0.4
"""How much of what a word counts is its root's."""

SECTION_SHARE = 0.3
"""What a word in the sections counts beside one in the titles, when candidates are chosen."""

FITTING = 0.25
"""How much of the best candidate's score by words alone an occupation needs to be counted among what fits."""

TYPICAL = 3000
"""How many people are taken to work in an occupation where that is not known."""

# What each part of a score is multiplied by. Fitted to titles with known codes: see docs/search.md.
SAME_TITLE = 2.0
CLOSEST_TITLE = 4.2
OWN_TITLE = 0.9
WORD_ORDER = 0.55
ALL_TITLES = 4.7
HEAD_NOUN, HEAD_SHARE = 0.4, 2.4
SECTIONS = 2.0
PEOPLE = 0.32

# A title's closeness: words in common, how much of what was typed they are, and the head noun.
_COMMON, _COVERED, _SAME_HEAD, _HEAD_WITHIN = 0.6, 0.25, 0.15, 0.075

_KEPT_ENTRIES = 2048


@frozen(eq=False)
class Known:
    """An occupation with what comparing needs.

    Args:
        entry: The occupation.
        weights: The weight of all the words of each title.
        holding: Which titles have each word or root.
        heads: How many titles have each head noun.
    """

    entry: Entry
    weights: Sequence[float]
    holding: Mapping[str, Sequence[int]]
    heads: Mapping[str, int]


@frozen(eq=False)
class Scored:
    """An occupation with its score.

    Args:
        number: Its number in the index.
        entry: The occupation.
        parts: What the score is the sum of, by name.
        closest: The title that is closest; none, if none has a word of the query.
        closeness: How close it is, from 0 to 1.
        score: How well the occupation fits.
    """

    number: int
    entry: Entry
    parts: Mapping[str, float]
    closest: Name | None
    closeness: float
    score: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Add the parts up."""
        object.__setattr__(self, "score", sum(self.parts.values()))


@frozen(eq=False)
class _Asking:
    """A reading of a query with what every comparison needs of it."""

    reading: Reading
    tells: Mapping[str, float]
    whole: float
    side_by_side: frozenset[tuple[str, str]]
    barred: frozenset[str]
    popularity: Mapping[str, float]


class Ranker:
    """Ranks the occupations of an index.

    Args:
        reader: The index.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._levels, self._roles = vocabulary().levels, vocabulary().roles
        self._level_roots = with_roots(self._levels)
        self._weights: dict[str, float] = {}
        self.entry = lru_cache(maxsize=_KEPT_ENTRIES)(reader.entry)
        self.known = lru_cache(maxsize=_KEPT_ENTRIES)(self._known)

    def rank(
        self,
        asked: Reading,
        popularity: Mapping[str, float],
        allowed: Collection[int] | None,
        barred: frozenset[str],
        most: int,
        fitting: dict[int, float],
    ) -> list[Scored]:
        """The occupations that fit one reading of a query best, with their scores, in no order.

        Args:
            asked: The reading.
            popularity: How many people work in each occupation.
            allowed: The numbers of those that may be found; all, if none are given.
            barred: Words that no title may have to count.
            most: How many are wanted; a few more are compared.
            fitting: To be filled with the numbers of all that fit, and how well by their words alone.
        """
        tells = {form: self.told(form, asked) for form in with_roots(asked.words)}
        whole = sum(tells.values())
        if not whole:
            return []
        candidates = self._candidates(asked, allowed)
        least = FITTING * candidates[0][0] if candidates else 0.0
        candidates = [one for one in candidates if one[0] >= least]
        for score, number, _, _ in candidates:
            fitting[number] = max(fitting.get(number, 0.0), score / whole)
        asking = _Asking(asked, tells, whole, pairs(asked.words), barred, popularity)
        return [
            self._scored(number, asking, titles / whole, sections / whole)
            for _, number, titles, sections in candidates[: max(CANDIDATES, most)]
        ]

    def _candidates(self, asked: Reading, allowed: Collection[int] | None) -> list[tuple[float, int, float, float]]:
        """The occupations to compare, best first: score, number, and BM25 over the titles and over the sections."""
        titles: dict[int, float] = {}
        sections: dict[int, float] = {}
        for form in with_roots(asked.words):
            share = self._share(form) * asked.factors[form]
            for field_name, scores in (("names", titles), ("words", sections)):
                for number, score in self._reader.matches(field_name, form).items():
                    scores[number] = scores.get(number, 0.0) + share * score
        together = {number: SECTION_SHARE * score for number, score in sections.items()}
        for number, score in titles.items():
            together[number] = together.get(number, 0.0) + score
        ordered = sorted(((score, -number) for number, score in together.items()), reverse=True)
        return [
            (score, -number, titles.get(-number, 0.0), sections.get(-number, 0.0))
            for score, number in ordered
            if allowed is None or -number in allowed
        ]

    def _scored(self, number: int, asking: "_Asking", titles: float, sections: float) -> Scored:
        known = self.known(number)
        names = known.entry.names
        whole, head = asking.whole, asking.reading.head
        in_common: dict[int, float] = {}
        for form, told in asking.tells.items():
            for at in known.holding.get(form, ()):
                in_common[at] = in_common.get(at, 0.0) + told
        for word in asking.barred:
            for at in known.holding.get(word, ()):
                in_common.pop(at, None)
        with_head = frozenset(known.holding.get(head, ()))
        closest: Name | None = None
        closeness = 0.0
        for at, told in in_common.items():
            close = _COMMON * 2 * told / (whole + known.weights[at]) + _COVERED * told / whole
            if at in with_head:
                close += _SAME_HEAD if names[at].head == head else _HEAD_WITHIN
            if close > closeness:
                closest, closeness = names[at], close
        same = own = order = 0.0
        if closest is not None:
            same = float(closest.words == asking.reading.words)
            own = float(closest.why in (Why.TITLE, Why.SPECIALTY))
            order = len(asking.side_by_side & pairs(closest.words)) / max(len(asking.side_by_side), 1)
        heads = known.heads.get(head, 0)
        parts = {
            "same title": SAME_TITLE * same,
            "closest title": CLOSEST_TITLE * closeness + OWN_TITLE * own,
            "word order": WORD_ORDER * order,
            "all titles": ALL_TITLES * titles,
            "head noun": HEAD_NOUN * math.log(heads + 0.5) + HEAD_SHARE * heads / len(names),
            "sections": SECTIONS * sections,
            "people": PEOPLE * math.log10(asking.popularity.get(known.entry.soc, TYPICAL) + 100),
        }
        return Scored(number, known.entry, parts, closest, closeness)

    def _known(self, number: int) -> Known:
        entry = self.entry(number)
        weights = []
        holding: dict[str, list[int]] = {}
        for at, name in enumerate(entry.names):
            forms = with_roots(name.words)
            weights.append(sum(map(self._weight, forms)))
            for form in forms:
                holding.setdefault(form, []).append(at)
        return Known(entry, weights, holding, Counter(name.head for name in entry.names))

    def told(self, form: str, asked: Reading) -> float:
        """What a word or a root of a reading tells."""
        return self._weight(form) * asked.factors[form]

    def _weight(self, form: str) -> float:
        """What a word or a root tells: the rarer among the occupations' titles, the more; words for a level less."""
        found = self._weights.get(form)
        if found is None:
            having = len(self._reader.matches("names", form))
            found = self._share(form) * math.log(1 + (self._reader.count - having + 0.5) / (having + 0.5))
            self._weights[form] = found
        return found

    def _share(self, form: str) -> float:
        if form[0] == "~":
            return ROOT * (LEVEL if form in self._level_roots else 1.0)
        return (1 - ROOT) * (LEVEL if form in self._levels else ROLE if form in self._roles else 1.0)
