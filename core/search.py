"""Search: what is indexed of an occupation, what is found, and what an engine must do."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from attrs import field, frozen

from occuguide.core.blocks import Text
from occuguide.core.protocols import Progress


class Why(StrEnum):
    """What an occupation can be found by."""

    TITLE = "title"
    """Its title in the classification."""
    CALLED = "also called"
    """Another title, that an author or a release gives it."""
    SPECIALTY = "specialty"
    """The title of a narrower occupation within it."""
    HIDDEN = "hidden"
    """A title to be found by that is never shown."""
    CODE = "code"
    """A code, of whatever edition."""
    SECTION = "section"
    """The words of a section."""
    TOPIC = "topic"
    """What was chosen beside words."""


@frozen
class Name:
    """Something that an occupation goes by.

    Args:
        text: The title or the code.
        why: Which it is.
        note: What to know of it, as of a code: ``SOC 2010``; usually empty.
    """

    text: str
    why: Why
    note: str = ""


@frozen
class Passage:
    """A section's words.

    Args:
        anchor: The section's name: ``tasks``.
        heading: Its heading.
        text: Its words.
    """

    anchor: str
    heading: str
    text: str


@frozen(kw_only=True)
class Document:
    """What an engine indexes of an occupation.

    Args:
        soc: The occupation's SOC code.
        title: Its title.
        names: What else it goes by: titles, specialties, codes; the better known first.
        passages: Its sections' words.
    """

    soc: str
    title: str
    names: tuple[Name, ...]
    passages: tuple[Passage, ...]


@frozen(kw_only=True)
class Reason:
    """Why an occupation was found.

    Args:
        why: What it was found by.
        name: The title or the code that matched, or the section's heading; empty for one that is never shown.
        note: What to know of the name.
        snippet: For a section, the words around those that matched, which are strong.
    """

    why: Why
    name: str = ""
    note: str = ""
    snippet: Text = ()

    def __str__(self) -> str:
        """The reason as a phrase: ``also called Plant Manager``."""
        match self.why:
            case Why.TITLE:
                return "its title"
            case Why.CALLED:
                return f"also called {self.name}"
            case Why.SPECIALTY:
                return f"specialty {self.name}" + (f", {self.note}" if self.note else "")
            case Why.HIDDEN:
                return "found by another name"
            case Why.CODE:
                return f"its code {self.name}" + (f", {self.note}" if self.note else "")
            case Why.SECTION:
                return f"in the section {self.name}"
            case Why.TOPIC:
                return ""


@frozen(kw_only=True)
class Hit:
    """An occupation that a search found.

    Args:
        soc: Its SOC code.
        title: Its title.
        score: How well it fits; higher is better. Scores of two searches cannot be compared.
        reason: Why it was found.
        parts: What the score is the sum of, by name.
    """

    soc: str
    title: str
    score: float
    reason: Reason
    parts: Mapping[str, float] = field(factory=dict)


@frozen(kw_only=True)
class Answer:
    """What a search found.

    Args:
        hits: The occupations, best first, as many as were asked for.
        found: The SOC codes of all that fit, in the same order.
        notes: What its reader should know of how the words were taken, in sentences.
        did_you_mean: The words as they may have been meant; empty, if there is no better guess.
        nearest: Whether nothing fits what was asked, and these are the nearest.
    """

    hits: tuple[Hit, ...] = ()
    found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    did_you_mean: str = ""
    nearest: bool = False


@frozen(kw_only=True)
class Suggestion:
    """What somebody may be about to type.

    Args:
        text: A title.
        soc: The SOC code of its occupation.
        title: The occupation's own title.
    """

    text: str
    soc: str
    title: str


@frozen(kw_only=True)
class IndexState:
    """How an index is.

    Args:
        folder: Where it is kept.
        engine: The engine that made it.
        occupations: How many it holds.
        size: How many bytes it takes.
        problem: Why it cannot be used, as a sentence without its full stop; empty if it can.
        stale: The SOC codes of what has changed, come or gone since it was made.
    """

    folder: Path
    engine: str
    occupations: int = 0
    size: int = 0
    problem: str = ""
    stale: tuple[str, ...] = ()


Stamps = Mapping[str, str]
"""A fingerprint of everything that an occupation's document depends on, by SOC code."""

Documents = Callable[[Collection[str]], Iterable[Document]]
"""The documents of some occupations, by their SOC codes."""


class SearchEngine(Protocol):
    """Finds occupations by words."""

    name: str
    """What it is called in the configuration."""

    def state(self, stamps: Stamps) -> IndexState:
        """How the index is, beside what it should hold. Nothing is changed."""
        ...

    def update(self, stamps: Stamps, documents: Documents, progress: Progress, *, anew: bool = False) -> int:
        """Bring the index up to date: what changed since it was made, or all of it, if it is not there or unusable.

        Args:
            stamps: What it should hold.
            documents: What to index; called only with what must be indexed.
            progress: Told what its user should know, such as that the old index was damaged.
            anew: Whether to make all of it anew.

        Returns:
            How many occupations were indexed; 0 if it was up to date.

        Raises:
            DataError: There is no usable index, and none can be written.
        """
        ...

    def search(
        self, typed: str, popularity: Mapping[str, float], *, among: Collection[str] | None = None, limit: int = 10
    ) -> Answer:
        """The occupations that fit what was typed, best first. To be asked after ``update``.

        Args:
            typed: What the user typed. Whatever is not understood is taken as words, never as an error.
            popularity: How many people work in each occupation, by SOC code; of two that fit alike, the one that more
                work in comes first.
            among: The SOC codes of those that may be found; all, if none are given.
            limit: How many at most.
        """
        ...

    def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> Sequence[Suggestion]:
        """Titles that what somebody began to type may become, best first, one of an occupation.

        Args:
            typed: What was typed so far.
            popularity: As for ``search``.
            limit: How many at most.
        """
        ...

    def close(self) -> None:
        """Close the index."""
        ...


@runtime_checkable
class HasWordLists(Protocol):
    """An engine that lends its word lists, so that a search that runs elsewhere, as in a browser, reads as it does."""

    def word_lists(self) -> Mapping[str, Any]:
        """The tables of ``search_index/words.toml``, and ``empty``, the words that tell nothing; as JSON has them."""
        ...
