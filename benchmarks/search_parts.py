"""What each part of Occuguide's search is worth: the same engine with one part left out at a time.

A part is left out from outside: a weight is set to what makes it tell nothing, a function to one that does nothing.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from importlib.resources import files
from types import ModuleType
from typing import Any
from unittest.mock import patch

from search_peers import Occuguide
from search_titles import Document

from occuguide.search_index import finding, language, ranking, spelling

Patch = AbstractContextManager[Any]


def values(module: ModuleType, **others: object) -> list[Patch]:
    """Other values of a module's names, which must be there."""
    return [patch.object(module, name, value) for name, value in others.items()]


weights = partial(values, ranking)


def lists(**tables: object) -> list[Patch]:
    """Word lists with other tables than those of ``words.toml``, wherever they are read."""
    given = tomllib.loads(files("occuguide.search_index").joinpath("words.toml").read_text("utf-8"))
    with patch.object(tomllib, "loads", lambda _text: {**given, **tables}):
        others = language.vocabulary.__wrapped__()
    return [found for module in (language, ranking, finding) for found in values(module, vocabulary=lambda: others)]


def as_it_stands(text: str) -> tuple[language.Reading, ...]:
    """What was typed, read in one way."""
    return language.readings(text)[:1]


def uncorrected(_spelling: spelling.Spelling, reading: language.Reading) -> tuple[language.Reading, dict[str, Any]]:
    """What was typed, no word taken for another."""
    return reading, {}


NOTHING = re.compile(r"(?!)")

PARTS: dict[str, Callable[[], list[Patch]]] = {
    "same title": lambda: weights(SAME_TITLE=0.0),
    "closest title": lambda: weights(CLOSEST_TITLE=0.0),
    "own title": lambda: weights(OWN_TITLE=0.0),
    "word order": lambda: weights(WORD_ORDER=0.0),
    "all titles": lambda: weights(ALL_TITLES=0.0),
    "head noun": lambda: weights(HEAD_NOUN=0.0, HEAD_SHARE=0.0, _SAME_HEAD=0.0, _HEAD_WITHIN=0.0),
    "sections": lambda: weights(SECTIONS=0.0, SECTION_SHARE=0.0),
    "all other": lambda: weights(ALL_OTHER=0.0),
    "people": lambda: weights(PEOPLE=0.0),
    "roots": lambda: weights(ROOT=0.0),
    "level words": lambda: weights(LEVEL=1.0, ROLE=1.0),
    "circumstances": lambda: lists(circumstances={"words": [], "phrases": []}),
    "what is said beside": lambda: values(language, BESIDE=1.0),
    "other spellings": lambda: lists(spellings={}),
    "abbreviations": lambda: lists(abbreviations={}),
    "everyday words": lambda: lists(plain={}),
    "readings but the first": lambda: values(finding, readings=as_it_stands),
    "order of what a title is about": lambda: values(language, _SEGMENT=NOTHING),
    "correction of spelling": lambda: [patch.object(spelling.Spelling, "corrected", uncorrected)],
}
"""How each part is left out. Made anew for each engine, as a patch holds what it replaced."""


class Without:
    """An engine without a part, in an index of its own: titles are read for the index as queries are.

    Args:
        engine: The engine, used by nobody else, as it keeps what it weighed.
        part: The name of the part.
    """

    def __init__(self, engine: Occuguide, part: str) -> None:
        self.name = f"without {part}"
        self._engine = engine
        self._patches = PARTS[part]()

    def build(self, documents: Sequence[Document]) -> None:
        """Index the occupations."""
        with self._left_out():
            self._engine.build(documents)

    def search(self, words: str) -> list[str]:
        """The SOC codes of the first ten occupations, best first."""
        with self._left_out():
            return self._engine.search(words)

    def size(self) -> int:
        """How many bytes the index takes on disk."""
        return self._engine.size()

    def _left_out(self) -> ExitStack:
        stack = ExitStack()
        for one in self._patches:
            stack.enter_context(one)
        return stack


def without_each(engine: Callable[[str], Occuguide]) -> Iterator[Without]:
    """The engine without each part in turn.

    Args:
        engine: Makes the engine, in a folder of the name that it is given.
    """
    for part in PARTS:
        yield Without(engine(part), part)
