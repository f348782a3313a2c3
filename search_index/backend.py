"""Backends: what a library of search has to do for the engine."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from occuguide.search_index.entries import Entry, Record

K1, B = 1.2, 0.75
"""The parameters of BM25: how soon more of a word stops counting, and how much long documents are held back.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""


class UnreadableIndexError(Exception):
    """An index cannot be read."""


class Reader(Protocol):
    """An index that is open. Occupations go by numbers, which hold as long as it is open."""

    count: int
    """How many occupations it holds."""
    last: int
    """The highest of their numbers."""

    def matches(self, field: str, word: str) -> Mapping[int, float]:
        """The occupations that have a word in a field; in the fields of ``SCORED``, with their BM25 scores for it."""
        ...

    def starting(self, field: str, prefix: str) -> Sequence[str]:
        """The words of a field that start with a prefix, in their order."""
        ...

    def entry(self, number: int) -> Entry:
        """What is kept of an occupation."""
        ...

    def close(self) -> None:
        """Close the index."""
        ...


class Backend(Protocol):
    """A library of search."""

    name: str
    """What the engine is called that stands on it."""

    def write(self, folder: Path, records: Iterable[Record], gone: Collection[str] = ()) -> None:
        """Write occupations into a folder's index, in the place of those with the same SOC codes.

        Args:
            folder: The folder; if it is empty, the index is made.
            records: What to write.
            gone: The SOC codes of those to take out.
        """
        ...

    def open(self, folder: Path) -> Reader:
        """Open the index of a folder.

        Raises:
            UnreadableIndexError: It cannot be read.
        """
        ...
