"""Words that readers stumble over."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Written, words


@rule
def jargon(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A word of offices where a plain one says the same.

    The words are in a short list, with what to write instead; `words` in the table [check] names a list of your own.
    """
    yield from _listed(guide, desk.lists.get("jargon", {}), "is jargon")


@rule
def gendered(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A word that names people by their sex where the work is open to all.

    The words are in a short list, with what to write instead; `words` in the table [check] names a list of your own.
    Old titles belong into `hidden_titles`, where they are found and not shown.
    """
    yield from _listed(guide, desk.lists.get("gendered", {}), "names people by their sex")


def _listed(guide: Written, instead: Mapping[str, str], what: str) -> Iterator[Finding]:
    # Few of the listed words are in a guide at all: only those are looked for.
    pattern = _pattern(tuple(one for one, needed in _needed(tuple(instead)) if needed <= guide.vocabulary))
    for passage, sentence, found in guide.matches(pattern) if pattern else ():
        yield guide.at(f"{found[0]!r} {what}", _remedy(instead[found[0].lower()]), words=found[0], passage=passage,
                       sentence=sentence)  # fmt: skip
    told, every = guide.told, _pattern(tuple(instead))
    steps, related = (step.takes for step in told.advancement), (one.why for one in told.related)
    text = "\n".join((*told.also_called, *steps, *related))
    for found in every.finditer(text) if every else ():
        line = text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        yield guide.at(f"{found[0]!r} {what}", _remedy(instead[found[0].lower()]), words=line)


def _remedy(better: str) -> str:
    return f"Write {better!r}." if better else "Say it otherwise."


@lru_cache(maxsize=8)
def _needed(listed: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words that each of some terms is made of."""
    return tuple((one, frozenset(word.lower() for word in words(one))) for one in listed)


@lru_cache(maxsize=256)
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of some terms; none, if there are none."""
    longest_first = "|".join(map(re.escape, sorted(listed, key=len, reverse=True)))
    return re.compile(rf"\b(?:{longest_first})(?![\w-])", re.IGNORECASE) if listed else None
