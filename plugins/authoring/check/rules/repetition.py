"""What is said twice: within a guide, and in several guides."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule, rule_across
from occuguide.plugins.authoring.check.written import Form, Passage, Written, shortened, words

_MARKS = str.maketrans("", "", " .,;:!?()\"'“”‘’*-–—")

_SHORTEST = 6
"""Sentences of fewer words may well be said twice."""


@rule
def repeated_paragraph(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A paragraph stands twice in a guide.

    A reader takes it for a mistake, and looks for a difference that there is not. Take one out.
    """
    seen: dict[tuple[str, ...], Passage] = {}
    for passage in guide.passages:
        if passage.form is Form.PARAGRAPH and len(passage.sentences) > 1:
            said = _whole(passage)
            if said in seen:
                first = guide.find("", seen[said], seen[said].sentences[0])[0]
                problem = f"this paragraph stands at line {first} already: {shortened(passage.text)!r}"
                yield guide.at(problem, "Take one of the two out.", passage=passage, sentence=passage.sentences[0])
            seen.setdefault(said, passage)


@rule
def repeated_sentence(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A sentence stands twice in a guide, in paragraphs that differ.

    Say it where the reader needs it first.
    """
    every = [_alike(sentence) for passage, sentence in guide.sentences() if passage.form is not Form.CELL]
    if len(set(every)) == len(every):
        return  # as in nearly every guide
    seen: dict[str, tuple[Passage, str]] = {}
    paragraphs: set[tuple[str, ...]] = set()
    for passage in guide.passages:
        whole = _whole(passage)
        for sentence in passage.sentences:
            if len(words(sentence)) < _SHORTEST or passage.form is Form.CELL:
                continue
            said = _alike(sentence)
            if said in seen and not (len(passage.sentences) > 1 and whole in paragraphs):
                first = guide.find("", *seen[said])[0]
                problem = f"this sentence stands at line {first} already: {shortened(sentence)!r}"
                yield guide.at(problem, "Take one of the two out.", passage=passage, sentence=sentence)
            seen.setdefault(said, (passage, sentence))
        paragraphs.add(whole)


@rule_across
def shared_sentence(guides: Sequence[Written], desk: Desk) -> Iterator[Finding]:
    """A sentence stands in two guides.

    Somebody who compares two occupations reads both. What holds for every occupation of a region belongs into the
    site pack; what holds for this one can be said in words of its own.
    """
    holding: dict[str, Written] = {}
    for guide in guides:
        for passage, sentence in guide.sentences():
            if passage.form is Form.CELL:
                continue
            first = holding.setdefault(_alike(sentence), guide)
            if first.soc != guide.soc and len(words(sentence)) >= _SHORTEST:
                problem = f"{first.path.name} has this sentence too: {shortened(sentence)!r}"
                yield guide.at(problem, "Say it in other words.", passage=passage, sentence=sentence)


def _whole(passage: Passage) -> tuple[str, ...]:
    return tuple(map(_alike, passage.sentences))


@lru_cache(maxsize=4096)
def _alike(sentence: str) -> str:
    """A sentence without what makes no difference to its reader."""
    return sentence.casefold().translate(_MARKS)
