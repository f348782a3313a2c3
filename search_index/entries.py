"""Entries: what an index keeps of an occupation, ready to be compared."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from sys import intern

from attrs import frozen

from occuguide.core import Document, Passage, Why
from occuguide.search_index.language import title, with_roots, words

_SHORT = re.compile(r"(.+?)\s*\(([A-Z][A-Za-z]{0,3}[A-Z])\)")
"""A title with an abbreviation of it in brackets."""

FIELDS = ("names", "starts", "words", "own", "codes")
"""What is looked up: the words of titles, their beginnings, the words of sections, the SOC code, and all codes."""

SCORED = ("names", "words")
"""Those where it counts how often a word stands there. Of the others, it is enough to have it."""

STARTS = 2
"""How many letters the longest of the beginnings has; the words of longer ones are few enough to be looked up."""

_WHY = {why.value: why for why in Why}

MANY = 100
"""Of fewer occupations, no word is taken for one that all of them have."""


@frozen(eq=False)
class Name:
    """A title of an occupation, ready to be compared.

    Args:
        text: The title.
        why: What it is to the occupation.
        words: Its words in the order of a plain English title.
        head: The word that says what the job is.
        spoken: Its words in the singular as they are spoken, with a space before each.
    """

    text: str
    why: Why
    words: tuple[str, ...]
    head: str
    spoken: str


@frozen(eq=False)
class Record:
    """An occupation as it is written into an index.

    Args:
        soc: Its SOC code.
        kept: What ``Entry.unpacked`` makes the entry of.
        counts: How often each word stands in each field: in how many titles; how often in the sections.
    """

    soc: str
    kept: str
    counts: dict[str, Mapping[str, int]]

    def without(self, common: Collection[str]) -> "Record":
        """The same, without some words of the sections."""
        telling = {word: count for word, count in self.counts["words"].items() if word not in common}
        return Record(self.soc, self.kept, {**self.counts, "words": telling})


def common_words(records: Collection[Record]) -> frozenset[str]:
    """The words that stand in the sections of most occupations, which tell none from another."""
    having = Counter(word for record in records for word in record.counts["words"])
    return frozenset(word for word, count in having.items() if count > len(records) / 2 and len(records) >= MANY)


@frozen(eq=False)
class Entry:
    """An occupation in the index.

    Args:
        soc: Its SOC code.
        title: Its title.
        names: Its titles, each one once, its own first.
        codes: Its codes, each with a note on it.
        passages: Its sections' words.
    """

    soc: str
    title: str
    names: tuple[Name, ...]
    codes: Mapping[str, str]
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, document: Document) -> "Entry":
        """The entry of a document."""
        names: dict[tuple[str, ...], Name] = {}
        codes = {document.soc: ""}
        for text, why, note in ((document.title, Why.TITLE, ""), *((n.text, n.why, n.note) for n in document.names)):
            if why is Why.CODE:
                codes.setdefault(text, note)
                continue
            for form in _forms(text):
                parsed = title(form)
                if (parsed.words or why is Why.TITLE) and parsed.words not in names:
                    spoken = "".join(f" {word}" for word in words(form))
                    names[parsed.words] = Name(text, why, parsed.words, parsed.head, spoken)
        return cls(document.soc, document.title, tuple(names.values()), codes, document.passages)

    def record(self) -> "Record":
        """The entry as it is written into an index."""
        names = [[one.text, one.why.value, " ".join(one.words), one.head, one.spoken] for one in self.names]
        passages = [[one.anchor, one.heading, one.text] for one in self.passages]
        starts = {word[:letters] for name in self.names for word in name.words for letters in range(1, STARTS + 1)}
        return Record(
            self.soc,
            json.dumps([self.soc, self.title, names, self.codes, passages], ensure_ascii=False),
            {
                "names": self.forms(),
                "starts": dict.fromkeys(starts, 1),
                "words": Counter(word for passage in self.passages for word in words(passage.text)),
                "own": {self.soc: 1},
                "codes": dict.fromkeys(self.codes, 1),
            },
        )

    def forms(self) -> Mapping[str, int]:
        """In how many of the titles each word and root stands."""
        return Counter(form for name in self.names for form in with_roots(name.words))

    @classmethod
    def unpacked(cls, kept: str) -> "Entry":
        """The entry that was kept."""
        soc, title, names, codes, passages = json.loads(kept)
        # Tens of thousands of titles share a few thousand words: each is kept once.
        return cls(
            soc,
            title,
            tuple(
                Name(text, _WHY[why], tuple(map(intern, said.split())), intern(head), spoken)
                for text, why, said, head, spoken in names
            ),
            codes,
            tuple(Passage(*one) for one in passages),
        )


def _forms(text: str) -> Iterator[str]:
    """A title, and what stands short in brackets for the whole of it: *Registered Nurse (RN)* is three titles."""
    yield text
    if text.endswith(")") and (short := _SHORT.fullmatch(text)) is not None:
        yield from short.groups()
