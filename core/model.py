"""The model: occupations, areas, the sections that plugins answer with, and the guide they make."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from attrs import define, field, frozen

from occuguide.core.blocks import BLOCKS, Block, inlines
from occuguide.core.measures import Measure, Source

SOC_PATTERN = re.compile(r"\d{2}-\d{4}")
"""A SOC code: two digits for the major group, a hyphen, four digits."""

ONET_SOC_PATTERN = re.compile(r"\d{2}-\d{4}\.\d{2}")
"""An O*NET-SOC code: a SOC code and two digits for the detailed occupation."""


def slug(name: str) -> str:
    """A name as it stands in addresses: ``Orange County`` becomes ``orange-county``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower().replace("'", "")).strip("-")


# --- Occupations --------------------------------------------------------------------------------------------


@frozen
class Specialty:
    """A narrower occupation within one, known by its O*NET-SOC code.

    Args:
        code: The O*NET-SOC code.
        title: Its title in the plural.
        note: What to know of it, such as that the current edition no longer lists it; usually empty.
    """

    code: str
    title: str
    note: str = ""


@frozen(kw_only=True)
class Description:
    """What a plugin knows of an occupation beside its sections.

    Args:
        title: The occupation's title, for an occupation that the facts do not hold.
        also_called: Titles to show as "May also be called", in the plural.
        hidden_titles: Titles to be found by that are never shown.
        specialties: The narrower occupations within it.
        written: When its guide was written or last reviewed.
        rests_on: What the guide rests on, one source a string.
        sources: The releases that the titles and specialties came from.
    """

    title: str = ""
    also_called: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    written: date | None = None
    rests_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@frozen(kw_only=True)
class Occupation:
    """An occupation of the SOC, with all that the plugins' descriptions say of it.

    Args:
        soc: The SOC code.
        title: The title in the plural, as the Standard Occupational Classification has it.
        also_called: Other titles, those that an author chose first.
        hidden_titles: Titles to be found by that are never shown.
        specialties: Narrower occupations, by O*NET-SOC code.
        written: When its guide was written or last reviewed; none for a Profile.
        rests_on: What the guide rests on.
        sources: The releases that the titles and specialties came from.
    """

    soc: str
    title: str
    also_called: tuple[str, ...] = ()
    hidden_titles: tuple[str, ...] = ()
    specialties: tuple[Specialty, ...] = ()
    written: date | None = None
    rests_on: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def slug(self) -> str:
        """The occupation's part of an address."""
        return slug(self.title)


class Kind(StrEnum):
    """What a guide is: written by somebody, or made from facts alone."""

    GUIDE = "Guide"
    PROFILE = "Profile"


# --- Areas --------------------------------------------------------------------------------------------------


class AreaKind(StrEnum):
    """What an area is."""

    COUNTY = "county"
    METROPOLITAN = "metropolitan area"
    NONMETROPOLITAN = "nonmetropolitan area"
    REGION = "region"
    STATE = "state"
    NATION = "nation"


@frozen(kw_only=True)
class PublishedArea:
    """An area that a release publishes figures for, under the name that the release gives it.

    Args:
        code: The release's code for it; the name itself, where a release has no codes.
        name: The name as published.
        kind: What it is.
        counties: The names of its counties, without the word; empty for a state, the nation, or if not known.
    """

    code: str
    name: str
    kind: AreaKind
    counties: tuple[str, ...] = ()

    @property
    def short_name(self) -> str:
        """The name without its state, its kind and its list of counties."""
        bare = re.sub(r"\s*\([^)]*\)$", "", self.name)
        bare = re.sub(r",\s*[A-Z]{2}(-[A-Z]{2})*$|\s+(MSA|MD)$|\s+nonmetropolitan area$", "", bare)
        return re.sub(r"-{2,}", "-", bare)

    @property
    def in_words(self) -> str:
        """The area as it stands in a sentence: ``Orange County``, ``the Chico area``, ``California``."""
        match self.kind:
            case AreaKind.NATION:
                return f"the {self.name}"
            case AreaKind.STATE:
                return self.name
            case AreaKind.COUNTY:
                return self.name
            case AreaKind.METROPOLITAN if len(self.counties) == 1:
                return f"{self.counties[0]} County"
            case AreaKind.METROPOLITAN:
                return f"the {self.short_name} area"
            case _:
                return f"the {self.short_name}"

    @property
    def label(self) -> str:
        """The area as it stands in a table: its short name, with its county where that is one."""
        if len(self.counties) != 1:
            return self.short_name
        return f"{self.short_name} ({counties_in_words(self.counties)})"

    @property
    def with_counties(self) -> str:
        """The area in words, with the counties that it is made of where the name does not say them."""
        if len(self.counties) < 2:
            return self.in_words
        return f"{self.in_words} ({counties_in_words(self.counties)})"


@frozen(kw_only=True)
class Area:
    """A place that a guide is for.

    Its wages and its projections may be published for different areas, and its projections for several; each is
    shown and none is summed.

    Args:
        code: A county's FIPS code, or the OEWS code of an area, a state or the nation.
        name: The name to show.
        kind: What it is.
        counties: The names of its counties, without the word; for a county, its own.
        wages: The area that its wages are published for; none if it belongs to none that was loaded.
        projections: The areas that its projections are published for.
        within: The wider places it lies in, nearest first: its state, the nation.
    """

    code: str
    name: str
    kind: AreaKind
    counties: tuple[str, ...] = ()
    wages: PublishedArea | None = None
    projections: tuple[PublishedArea, ...] = ()
    within: tuple["Area", ...] = ()

    @property
    def slug(self) -> str:
        """The area's part of an address."""
        return slug(self.name)

    @property
    def in_words(self) -> str:
        """The place as it stands in a sentence."""
        return PublishedArea(code=self.code, name=self.name, kind=self.kind, counties=self.counties).in_words


def counties_in_words(names: Sequence[str]) -> str:
    """Counties by name in a sentence: ``Orange County``, ``Sutter and Yuba counties``."""
    return f"{listing(names)} {'County' if len(names) == 1 else 'counties'}"


def listing(words: Iterable[str], conjunction: str = "and") -> str:
    """Words as a list in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} {conjunction} {last}" if most else last


# --- Sections and guides ------------------------------------------------------------------------------------


class View(StrEnum):
    """The ways to look at a guide."""

    DETAILED = "detailed"
    SUMMARY = "summary"
    ALL_AREAS = "all-areas"
    """The figures of every area, for one occupation."""


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
    error: Exception = field(eq=False)

    def __str__(self) -> str:
        asked = f" for {self.soc}" if self.soc else ""
        where = f"{self.plugin}, {self.hook}{asked}" if self.hook else self.plugin
        return f"plugin {where}: {str(self.error) or type(self.error).__name__}"


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
        return f"{self.occupation.title} in {self.area.in_words}"

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The releases behind the guide, those of its head first."""
        found = {source.id: source for source in self.occupation.sources}
        for section in self.sections:
            for source in section.sources:
                found.setdefault(source.id, source)
        return tuple(found.values())
