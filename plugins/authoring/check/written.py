"""What an author wrote, as rules look through it: sentences by section, whatever kind of file they stand in."""

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from attrs import field, frozen

from occuguide.core import Description
from occuguide.plugins.authoring.check.findings import Finding

_MARK = r"[\s\"'*_\[\\]|\](?:\([^)\n]*\))?|\b[fFrR]{1,2}(?=[\"'])"
_MARKS = f"(?:{_MARK})*+"
"""What may stand between two words of a sentence in a file and not in the guide: emphasis, links, ends of strings."""

_CITED = re.compile(r"\{\{\s*([\w.]*)\s*\}\}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINT = re.compile("['’-]")
_SOUGHT = re.compile(r"[^\W_]+|[^\w\s\"'*\[\]\\]")
_ENOUGH = 12

_FIGURE = "\1"
"""What stands for a cited figure where words are looked for."""

END = "\0"
"""What ends each sentence where all are searched at once: no pattern for words goes over it."""


class Form(StrEnum):
    """What a passage is in its section."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    SENTENCE = "sentence"
    """The one sentence that says what people in the occupation do."""


@frozen(eq=False)
class Passage:
    """A paragraph, an item of a list or a cell of a table.

    Args:
        hook: The hook of its section; empty for what stands in no section.
        form: What it is.
        sentences: What it says, a citation as ``{{wages.annual.median}}``.
        line: The line that it begins in; 1, if that is not known.
        links: The targets of its links: addresses and SOC codes.
    """

    hook: str
    form: Form
    sentences: tuple[str, ...]
    line: int = 1
    links: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(self.sentences)


@frozen(eq=False, slots=False)
class Written:
    """What an author wrote of one occupation.

    Args:
        path: The file.
        source: What is in it.
        soc: The occupation's SOC code; empty if the file does not say it.
        told: What its head tells.
        passages: What its sections say, in their order.
        sections: The hooks of its sections in the order of the file.
        faults: What is wrong with the file itself.
        whole: Whether it is an occupation's file; else it is one line of a list.
    """

    path: Path
    source: str
    soc: str = ""
    told: Description = field(factory=Description)
    passages: Sequence[Passage] = ()
    sections: Mapping[str, int] = field(factory=dict)
    faults: Sequence[Finding] = ()
    whole: bool = True

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.source))]

    @cached_property
    def flat(self) -> str:
        """What is in the file, with one space for what parts words: lines, emphasis, links, the ends of strings."""
        return re.sub(f"(?:{_MARK})++", " ", self.source)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of a place in the file, counted from 1."""
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def find(self, words: str, passage: Passage | None = None, sentence: str = "") -> tuple[int, int]:
        """The line and column where words stand: within a sentence, a passage or the whole file.

        Args:
            words: What to look for; the sentence's own beginning, if it is empty.
            passage: The passage that they stand in.
            sentence: The sentence of it.
        """
        line = passage.line if passage else 1
        start, end = self._line_starts[min(line, len(self._line_starts)) - 1], len(self.source)
        if line > 1 and (blank := self.source.find("\n\n", start)) > 0:
            end = blank  # which ends a passage
        for wanted in (sentence, words):
            if wanted and (found := _pattern(wanted).search(self.source, start, end)):
                start = found.start()
            elif wanted:
                break
        return self.position(start)

    def finding(self, problem: str, remedy: str = "", *, line: int = 1, column: int = 1) -> Finding:
        """A finding in this file; the rule's name is added by who asked the rule."""
        return Finding(self.path, line, column, "", problem, remedy)

    def at(
        self, problem: str, remedy: str = "", *, words: str = "", passage: Passage | None = None, sentence: str = ""
    ) -> Finding:
        """A finding where some words stand."""
        line, column = self.find(words, passage, sentence)
        return self.finding(problem, remedy, line=line, column=column)

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every word of its sentences, as it is written."""
        return frozenset(itertools.chain.from_iterable(words(sentence) for _, sentence in self.sentences()))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of its sentences, in lower case, and each part of one with hyphens or apostrophes."""
        return frozenset(part for word in self.spellings for part in parts(word.lower()))

    @cached_property
    def citing(self) -> Sequence[tuple[Passage, str, tuple[str, ...]]]:
        """The sentences that cite facts, each with its passage and the paths."""
        return [(passage, one, paths) for passage, one in self.sentences() if (paths := cited(one))]

    @cached_property
    def _joined(self) -> tuple[str, Sequence[int], Sequence[tuple[Passage, str]]]:
        """All sentences as one text, where each begins in it, and the sentences."""
        every = list(self.sentences())
        texts = [without_citations(sentence) for _, sentence in every]
        starts = [0, *itertools.accumulate(len(text) + len(END) for text in texts)]
        return END.join((*texts, "")), starts, every

    @property
    def text(self) -> str:
        """All sentences without their citations. Each ends in ``END``."""
        return self._joined[0]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, str, re.Match[str]]]:
        """Where a pattern is found in sentences without their citations. Each ends in ``END``.

        One search through all of a guide takes a tenth of the time of one through each sentence.
        """
        text, starts, every = self._joined
        for found in pattern.finditer(text):
            yield *every[bisect.bisect_right(starts, found.start()) - 1], found

    def sentences(self, *forms: Form) -> Iterator[tuple[Passage, str]]:
        """Every sentence with its passage; those of some forms alone, if any are named."""
        for passage in self.passages:
            if not forms or passage.form in forms:
                for sentence in passage.sentences:
                    yield passage, sentence


@lru_cache(maxsize=1024)
def _pattern(wanted: str) -> re.Pattern[str]:
    """What finds the beginning of some words in a file, whatever marks stand between them."""
    words_and_stops = _SOUGHT.findall(wanted)[:_ENOUGH] or [wanted]
    return re.compile(r"(?<!\w)" * wanted[0].isalnum() + _MARKS.join(map(re.escape, words_and_stops)))


def without_citations(sentence: str) -> str:
    """A sentence with a mark in the place of each citation."""
    return _CITED.sub(_FIGURE, sentence) if "{{" in sentence else sentence


def cited(sentence: str) -> tuple[str, ...]:
    """The paths that a sentence cites."""
    return tuple(_CITED.findall(sentence)) if "{{" in sentence else ()


@lru_cache(maxsize=4096)
def words(sentence: str) -> tuple[str, ...]:
    """The words of a sentence; figures and citations are none."""
    return tuple(_WORD.findall(without_citations(sentence)))


def parts(word: str) -> list[str]:
    """The parts of a word with hyphens or apostrophes."""
    return _JOINT.split(word)


def shortened(sentence: str, most: int = 60) -> str:
    """The beginning of a sentence, for messages."""
    return sentence if len(sentence) <= most else f"{sentence[:most].rsplit(' ', 1)[0]} ..."
