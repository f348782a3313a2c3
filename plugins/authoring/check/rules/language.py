"""Words that readers stumble over."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Written, parts, words


@rule
def jargon(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A word of offices where a plain one says the same.

    The words are in a short list, with what to write instead; `words` in the table [check] names a list of your own.
    """
    yield from _listed(guide, desk.lists["jargon"], "is jargon")


@rule
def gendered(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A word that names people by their sex where the work is open to all.

    The words are in a short list, with what to write instead; `words` in the table [check] names a list of your own.
    Old titles belong into `hidden_titles`, where they are found and not shown.
    """
    yield from _listed(guide, desk.lists["gendered"], "names people by their sex")


def _listed(guide: Written, instead: Mapping[str, str], what: str) -> Iterator[Finding]:
    if pattern := _pattern(instead, guide.vocabulary, guide.text):
        for passage, sentence, found in guide.matches(pattern):
            problem, remedy = f"{found[0]!r} {what}", _remedy(instead[found[0].lower()])
            yield guide.at(problem, remedy, words=found[0], passage=passage, sentence=sentence)
    told = guide.told
    steps, related = (step.takes for step in told.advancement), (one.why for one in told.related)
    lines = (*told.also_called, *steps, *related)
    text = "\n".join(lines)
    if pattern := _pattern(instead, _parts(text.lower()), text):
        for line in lines:
            for found in pattern.finditer(line):
                yield guide.at(f"{found[0]!r} {what}", _remedy(instead[found[0].lower()]), words=line)


def _remedy(better: str) -> str:
    return f"Write {better!r}." if better else "Say it otherwise."


def _pattern(listed: Iterable[str], vocabulary: Set[str], text: str) -> re.Pattern[str] | None:
    """What finds those of some terms that are in a text of some words; none, if there are none, as in most texts."""
    lowered = text.lower()
    there = [term for term, needed in _needed(tuple(listed)) if needed <= vocabulary and term in lowered]
    longest_first = "|".join(map(re.escape, sorted(there, key=len, reverse=True)))
    return re.compile(rf"\b(?:{longest_first})(?![\w-])", re.IGNORECASE) if there else None


@lru_cache(maxsize=8)
def _needed(listed: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words that each of some terms is made of."""
    return tuple((term, _parts(term)) for term in listed)


def _parts(text: str) -> frozenset[str]:
    return frozenset(part for word in words(text) for part in parts(word))
