"""Ranking: how well an occupation fits what was typed. ``docs/search.md`` explains each part and what it is worth."""

import math
from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from sys import intern

from attrs import field, frozen

from occuguide.core import Why
from occuguide.search_index.backend import Reader
from occuguide.search_index.entries import Entry, Name
from occuguide.search_index.language import Reading, pairs, vocabulary, with_roots

CANDIDATES = 40
"""How many occupations are compared title by title: those that the index finds best by their words."""

LEVEL, ROLE = 0.35, 0.6
"""What words for a level count beside others of their rarity: *senior*; and those that may be a job: *assistant*."""

ROOT = 0.4
"""How much of what a word counts is its root's."""

SECTION_SHARE = 0.3
"""What a word in the sections counts beside one in the titles, when candidates are chosen."""

FITTING = 0.2
"""How much of what the best has of a query an occupation needs, in its titles or sections, to be said to fit."""

RARE = 20e-6
"""Of all people who work in a place, which share is taken to work in an occupation where that is not known."""

STEADY = 0.7e-6
"""A share below which it makes no difference how small it is."""

# What each part of a score is multiplied by. Fitted to titles with known codes: see docs/search.md.
SAME_TITLE = 3.0
CLOSEST_TITLE = 3.2
OWN_TITLE = 0.6
WORD_ORDER = 0.45
ALL_TITLES = 5.6
HEAD_NOUN, HEAD_SHARE = 0.33, 2.4
SECTIONS = 2.0
PEOPLE = 0.3
ALL_OTHER = -0.5

# A title's closeness: words in common, how much of what was typed they are, and the head noun.
_COMMON, _COVERED, _SAME_HEAD, _HEAD_WITHIN = 0.6, 0.25, 0.18, 0.08

_UNKNOWN_SHARE = math.log10(RARE / STEADY + 1)

_KEPT_ENTRIES = 2048


@frozen(eq=False)
class Known:
    """An occupation with what comparing needs.

    Args:
        entry: The occupation.
        weights: The weight of all the words of each title.
        holding: Which titles have each word or root.
        heads: How many titles have each head noun.
        rest: Whether it is what the classification has no occupation of its own for.
    """

    entry: Entry
    weights: Sequence[float]
    holding: Mapping[str, Sequence[int]]
    heads: Mapping[str, int]
    rest: bool


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
class Bounds:
    """What may be found.

    Args:
        allowed: The numbers of the occupations; none given, all may.
        barred: Words that a title does not count with, if it has all of one of them.
        all_fit: Whether whatever is allowed and has one of the words fits; otherwise, what has little of them does not.
    """

    allowed: Collection[int] | None
    barred: Sequence[Sequence[str]]
    all_fit: bool


@frozen(eq=False)
class Ranked:
    """What fits a reading of a query.

    Args:
        scored: The best, compared title by title, in no order.
        fitting: How well each that fits does by its words alone, by number.
    """

    scored: Sequence[Scored]
    fitting: Mapping[int, float]


@frozen(eq=False)
class _Asking:
    """A reading of a query with what every comparison needs of it."""

    reading: Reading
    tells: Mapping[str, float]
    whole: float
    side_by_side: frozenset[tuple[str, str]]
    barred: Sequence[Sequence[str]]
    shares: Mapping[str, float]


class Ranker:
    """Ranks the occupations of an index.

    Args:
        reader: The index.
        frequencies: In how many occupations' titles each word and root stands.
    """

    def __init__(self, reader: Reader, frequencies: Mapping[str, int]) -> None:
        self._reader = reader
        self._frequencies = frequencies
        self._levels, self._roles = vocabulary().levels, vocabulary().roles
        self._level_roots = with_roots(self._levels)
        self._weights: dict[str, float] = {}
        self._popularity: Mapping[str, float] = {}
        self._share_of: Mapping[str, float] = {}
        self.entry = lru_cache(maxsize=_KEPT_ENTRIES)(reader.entry)
        self.known = lru_cache(maxsize=_KEPT_ENTRIES)(self._known)
        # Most words stand in one title or two: the same few places are kept once.
        self._places: dict[tuple[int, ...], tuple[int, ...]] = {}

    def rank(self, asked: Reading, popularity: Mapping[str, float], bounds: Bounds, most: int) -> Ranked:
        """The occupations that fit one reading of a query best.

        Args:
            asked: The reading.
            popularity: How many people work in each occupation.
            bounds: What may be found.
            most: How many are wanted; more may be compared.
        """
        tells = {form: self.told(form, asked) for form in with_roots(asked.words)}
        whole = sum(tells.values())
        if not whole:
            return Ranked([], {})
        titles, sections, covered = self._by_words(asked, tells)
        least = 0.0 if bounds.all_fit else FITTING * max(covered.values(), default=0.0)
        ordered = sorted(
            (-titles.get(number, 0.0) - SECTION_SHARE * sections.get(number, 0.0), number)
            for number, share in covered.items()
            if share >= least and (bounds.allowed is None or number in bounds.allowed)
        )
        asking = _Asking(asked, tells, whole, pairs(asked.words), bounds.barred, self._shares(popularity))
        scored = [
            self._scored(number, asking, titles.get(number, 0.0) / whole, sections.get(number, 0.0) / whole)
            for _, number in ordered[: max(CANDIDATES, most)]
        ]
        return Ranked(scored, {number: -score / whole for score, number in ordered})

    def _by_words(
        self, asked: Reading, tells: Mapping[str, float]
    ) -> tuple[dict[int, float], dict[int, float], dict[int, float]]:
        """Occupations' BM25 scores over their titles and over their sections, and how much of the query they have."""
        titles: dict[int, float] = {}
        sections: dict[int, float] = {}
        covered: dict[int, float] = {}
        for form, told in tells.items():
            share = self._share(form) * asked.factors[form]
            in_titles = self._reader.matches("names", form)
            in_sections = {} if form.startswith("~") else self._reader.matches("words", form)
            for number, score in in_titles.items():
                titles[number] = titles.get(number, 0.0) + share * score
                covered[number] = covered.get(number, 0.0) + told
            for number, score in in_sections.items():
                sections[number] = sections.get(number, 0.0) + share * score
                if number not in in_titles:
                    covered[number] = covered.get(number, 0.0) + told
        return titles, sections, covered

    def _scored(self, number: int, asking: "_Asking", titles: float, sections: float) -> Scored:
        known = self.known(number)
        names = known.entry.names
        whole, head = asking.whole, asking.reading.head
        in_common: dict[int, float] = {}
        for form, told in asking.tells.items():
            for at in known.holding.get(form, ()):
                in_common[at] = in_common.get(at, 0.0) + told
        for said in asking.barred:
            for at in set.intersection(*(set(known.holding.get(word, ())) for word in said)):
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
            "closest title": CLOSEST_TITLE * closeness + OWN_TITLE * own * closeness,
            "word order": WORD_ORDER * order,
            "all titles": ALL_TITLES * titles,
            "head noun": HEAD_NOUN * math.log(heads + 0.5) + HEAD_SHARE * heads / len(names),
            "sections": SECTIONS * sections,
            "all other": ALL_OTHER if known.rest else 0.0,
            "people": PEOPLE * asking.shares.get(known.entry.soc, _UNKNOWN_SHARE),
        }
        return Scored(number, known.entry, parts, closest, closeness)

    def _shares(self, popularity: Mapping[str, float]) -> Mapping[str, float]:
        """The share of people who work in each occupation, in powers of ten above what makes no difference."""
        if popularity is not self._popularity:
            everyone = sum(popularity.values()) or 1.0
            self._popularity = popularity
            self._share_of = {soc: math.log10(people / everyone / STEADY + 1) for soc, people in popularity.items()}
        return self._share_of

    def _known(self, number: int) -> Known:
        entry = self.entry(number)
        weights = []
        holding: dict[str, list[int]] = {}
        for at, name in enumerate(entry.names):
            forms = with_roots(name.words)
            weights.append(sum(map(self._weight, forms)))
            for form in forms:
                holding.setdefault(form, []).append(at)
        return Known(
            entry,
            array("d", weights),
            {intern(form): self._places.setdefault(tuple(where), tuple(where)) for form, where in holding.items()},
            Counter(name.head for name in entry.names),
            entry.title.endswith("All Other"),
        )

    def told(self, form: str, asked: Reading) -> float:
        """What a word or a root of a reading tells."""
        return self._weight(form) * asked.factors[form]

    def _weight(self, form: str) -> float:
        """What a word or a root tells: the rarer among the occupations' titles, the more; words for a level less."""
        found = self._weights.get(form)
        if found is None:
            having = self._frequencies.get(form, 0)
            found = self._share(form) * math.log(1 + (self._reader.count - having + 0.5) / (having + 0.5))
            if having:  # what nobody has is of no end
                self._weights[form] = found
        return found

    def _share(self, form: str) -> float:
        if form[0] == "~":
            return ROOT * (LEVEL if form in self._level_roots else 1.0)
        return (1 - ROOT) * (LEVEL if form in self._levels else ROLE if form in self._roles else 1.0)
