"""Guides: the sections that plugins answer with, and the guide that they make."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from attrs import define, field, frozen

from occuguide.core.area import Area
from occuguide.core.blocks import BLOCKS, INLINES, Block, inlines
from occuguide.core.errors import PluginError
from occuguide.core.measures import Measure, Source
from occuguide.core.occupation import Kind, Occupation


class View(StrEnum):
    """The ways to look at a guide."""

    DETAILED = "detailed"
    SUMMARY = "summary"
    ALL_AREAS = "all-areas"
    """The figures of every area, for one occupation."""
    DEFINITIONS = "definitions"
    """What the names mean that a guide uses."""


@frozen
class Chapter:
    """A heading that sections stand under.

    Args:
        title: The heading.
        order: Its place among the chapters.
    """

    title: str
    order: int


class Brief(Protocol):
    """How a section is cut for the summary: blocks in, blocks out."""

    def __call__(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Cut a section."""
        ...


@frozen(eq=False, kw_only=True)
class SectionSpec:
    """A section's place in the guide, as its hook declares it.

    Args:
        hook: The hook's name.
        heading: The section's heading.
        chapter: The chapter that it stands in.
        order: Its place in the chapter.
        view: The view that shows it in full.
        summary: How it is cut for the summary; none if the summary leaves it out.
    """

    hook: str
    heading: str
    chapter: Chapter
    order: int
    view: View
    summary: Brief | None

    @property
    def place(self) -> tuple[int, str, int, str]:
        """What sections are sorted by."""
        return (self.chapter.order, self.chapter.title, self.order, self.hook)

    @property
    def anchor(self) -> str:
        """The section's name in addresses and in JSON: the hook's without its prefix."""
        return self.hook.removeprefix("guide_").replace("_", "-")

    def shown_in(self, view: View) -> bool:
        """Whether a view shows the section."""
        return view is self.view or (view is View.SUMMARY and self.summary is not None)


def _blocks(blocks: Iterable[Block | None]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block is not None)


@define(eq=False, init=False, frozen=True)
class Section:
    """A plugin's answer to a section hook.

    Args:
        *blocks: The content; ``None`` among them is left out.
        brief: The blocks for the summary, where they differ from a cut of ``blocks``.
        sources: Releases that words in the blocks came from; those of measures are known without this.
    """

    blocks: tuple[Block, ...]
    brief: tuple[Block, ...] | None
    sources: tuple[Source, ...]

    def __init__(
        self,
        *blocks: Block | None,
        brief: Iterable[Block | None] | None = None,
        sources: Iterable[Source] = (),
    ) -> None:
        given = _blocks(blocks)
        cut = None if brief is None else _blocks(brief)
        for block in (*given, *(cut or ())):
            if not isinstance(block, BLOCKS):
                raise TypeError(f"a section is made of blocks, not of {type(block).__name__}")
            for piece in inlines(block):
                if not isinstance(piece, INLINES):
                    raise TypeError(f"a block's text is made of words, links and measures, not of {piece!r}")
        self.__attrs_init__(given, cut, tuple(sources))


@frozen(eq=False, kw_only=True, slots=False)
class GuideSection:
    """A section of a guide: the plugins' answers joined, cut for the view.

    Args:
        spec: Where it stands.
        blocks: Its content.
        stated_sources: The releases that the answers name beside those of their measures.
        plugins: The names of the plugins that answered, in the order of their answers.
        authored: Whether one of them is an occupation's own.
    """

    spec: SectionSpec
    blocks: tuple[Block, ...]
    stated_sources: tuple[Source, ...]
    plugins: tuple[str, ...]
    authored: bool

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The releases behind the section, in the order in which they appear."""
        found = {source.id: source for source in self.stated_sources}
        for block in self.blocks:
            for piece in inlines(block):
                if isinstance(piece, Measure) and piece.source is not None:
                    found.setdefault(piece.source.id, piece.source)
        return tuple(found.values())


@frozen(eq=False)
class GuideChapter:
    """A chapter of a guide: its heading and the sections that there are."""

    chapter: Chapter
    sections: tuple[GuideSection, ...]

    @property
    def headed(self) -> tuple[tuple[str, GuideSection], ...]:
        """The sections with the headings to show; none for the first, where the chapter's own title says it."""
        return tuple(
            ("" if number == 0 and section.spec.heading == self.chapter.title else section.spec.heading, section)
            for number, section in enumerate(self.sections)
        )


@frozen(kw_only=True)
class Failure:
    """A plugin that failed, kept apart so that the rest stands.

    Args:
        plugin: The plugin's name.
        hook: The hook that it failed in; empty if it could not be loaded.
        soc: The occupation that it was asked about; empty if none.
        error: What happened.
    """

    plugin: str
    hook: str = ""
    soc: str = ""
    error: BaseException = field(eq=False)

    def __str__(self) -> str:
        if isinstance(self.error, PluginError) and self.error.where.startswith(f"plugin {self.plugin}"):
            return str(self.error)
        asked = f" for {self.soc}" if self.soc else ""
        where = f"{self.plugin}, {self.hook}{asked}" if self.hook else self.plugin
        said = "it called sys.exit" if isinstance(self.error, SystemExit) else str(self.error)
        return f"plugin {where}: {said or type(self.error).__name__}"


class Directory(Protocol):
    """What a guide may ask about the occupations that it links to."""

    def title(self, soc: str) -> str:
        """The occupation's title."""
        ...

    def kind(self, soc: str) -> Kind:
        """Whether the occupation has a Guide or a Profile."""
        ...


@frozen(eq=False, kw_only=True, slots=False)
class Guide:
    """An occupational guide for a place, free of any format.

    Args:
        occupation: What it is about.
        area: The place it is for.
        view: Which view of it this is.
        kind: Guide or Profile.
        chapters: What it says; only the chapters and sections that there are.
        failures: The plugins that failed while it was made.
        directory: What it may ask about the occupations that it links to.
    """

    occupation: Occupation
    area: Area
    view: View
    kind: Kind
    chapters: tuple[GuideChapter, ...]
    failures: tuple[Failure, ...]
    directory: Directory

    @property
    def sections(self) -> tuple[GuideSection, ...]:
        """Every section in order."""
        return tuple(section for chapter in self.chapters for section in chapter.sections)

    @property
    def title(self) -> str:
        """The guide's heading."""
        if self.view is View.ALL_AREAS:
            return f"{self.occupation.title}: all areas"
        if self.view is View.DEFINITIONS:
            return f"{self.occupation.title}: what the skills mean"
        return f"{self.occupation.title} in {self.area.in_words}"

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The releases behind the guide, those of its head first."""
        found = {source.id: source for source in self.occupation.sources}
        for section in self.sections:
            for source in section.sources:
                found.setdefault(source.id, source)
        return tuple(found.values())
