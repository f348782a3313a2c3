"""Pages: a guide's markup, made by the templates beside this file."""

from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, assert_never, cast
from weakref import WeakKeyDictionary

from attrs import frozen
from jinja2 import Environment
from markupsafe import Markup, escape

from occuguide.core import (
    BarChart,
    Block,
    BulletList,
    Chapter,
    Column,
    DefinitionList,
    Emphasis,
    Guide,
    GuideChapter,
    GuideSection,
    Inline,
    Link,
    Links,
    Measure,
    Note,
    OccupationLink,
    Paragraph,
    RangeChart,
    Site,
    Strong,
    Table,
    Text,
    plain,
    slug,
)
from occuguide.plugins.renderers import words
from occuguide.plugins.renderers.html.charts import BarDrawing, RangeDrawing, pay
from occuguide.plugins.renderers.memo import Memo, Targets
from occuguide.plugins.renderers.templates import environment, named_errors, source_of

_DESCRIPTION_LENGTH = 155  # What search engines show of a description.
_WIDE = 6  # Columns from which on a table may be wider than the page, and must be scrolled with the keyboard too.
_KEPT = 256  # Drawings of one kind that are kept: more than the guides of an occupation have in common.


@frozen
class DrawnSection:
    """A section as a page's template sees it.

    Args:
        id: Its heading's id.
        heading: Its heading; empty if the chapter's stands for it.
        body: Its markup.
    """

    id: str
    heading: str
    body: Markup


@frozen
class DrawnChapter:
    """A chapter as a page's template sees it.

    Args:
        id: Its heading's id.
        title: Its heading.
        sections: Its sections, drawn.
    """

    id: str
    title: str
    sections: tuple[DrawnSection, ...]

    @property
    def headed(self) -> list[DrawnSection]:
        """Those of the sections that have a heading."""
        return [section for section in self.sections if section.heading]


class Page:
    """Draws guides as pages that stand alone.

    Args:
        templates: A folder whose files take the place of the renderer's own by name; none if there is none.
    """

    def __init__(self, templates: Path | None) -> None:
        with named_errors():
            own = environment(Path(__file__).parent, templates, escape=True)
            self._drawing = Drawing(own)
            self._guide = own.get_template("guide.html.jinja")
            # Not as a template: braces are CSS's own. It holds nothing of a guide's that could need escaping.
            self._stylesheet = Markup(source_of(own, "guide.css"))  # noqa: S704

    def render(self, guide: Guide, site: Site | None) -> bytes:
        """A guide's page.

        Args:
            guide: What to draw.
            site: Where the pages beside it are; none if it stands alone.

        Raises:
            ConfigError: A template cannot be filled in.
        """
        with named_errors():
            page = self._guide.render(
                words.head(guide),
                description=description(guide),
                chapters=self._drawing.chapters(guide, site),
                sources=guide.sources,
                pages=list(site.pages(guide)) if site else [],
                stylesheet=self._stylesheet,
            )
        return words.encoded(page)


class Drawing:
    """Draws the chapters of guides, for whoever frames them.

    The guides of an occupation have much in common: the rows of the state and the nation, the blocks that the summary
    takes over, the releases. It is drawn once.

    Args:
        templates: Where ``blocks.html.jinja`` is, and ``chapters.html.jinja``, which the frame shows the chapters by.
            They are given what ``chapters.html.jinja`` asks for.

    Raises:
        jinja2.TemplateError: A template is not there, or is not valid.
    """

    def __init__(self, templates: Environment) -> None:
        kept = lru_cache(maxsize=_KEPT)
        templates.globals["linkable"] = words.linkable
        self._macros = cast("Any", templates.get_template("blocks.html.jinja").module)
        templates.globals["release"] = kept(self._macros.release)
        self._head = kept(self._macros.head)
        self._row = kept(partial(self._draw_row, {}))
        self._figures = kept(self._draw_figures)
        self._measure = kept(self._draw_measure)
        self._blocks: WeakKeyDictionary[Block, Markup] = WeakKeyDictionary()
        self._body = Memo(self._draw)

    def chapters(self, guide: Guide, site: Site | None) -> list[DrawnChapter]:
        """A guide's chapters, as ``chapters.html.jinja`` takes them.

        Args:
            guide: What to draw.
            site: Where the pages beside it are; none if it stands alone.

        Raises:
            jinja2.TemplateError: A block cannot be drawn.
        """
        return [self._chapter(chapter, guide, site) for chapter in guide.chapters]

    def blocks(self, blocks: Iterable[Block], targets: Targets) -> Markup:
        """Blocks that stand in no guide.

        Args:
            blocks: What to draw.
            targets: What their links to occupations lead to.

        Raises:
            jinja2.TemplateError: A block cannot be drawn.
        """
        return _joined([self._once(block, targets) for block in blocks])

    def _chapter(self, chapter: GuideChapter, guide: Guide, site: Site | None) -> DrawnChapter:
        sections = tuple(
            DrawnSection(id=section.spec.anchor, heading=heading, body=self._body(section, guide, site))
            for heading, section in chapter.headed
        )
        first = sections[0]
        return DrawnChapter(_id(chapter.chapter) if first.heading else first.id, chapter.chapter.title, sections)

    # --- Sections, drawn once -------------------------------------------------------------------------------

    def _draw(self, section: GuideSection, targets: Targets) -> Markup:
        foot = words.sources_in_words(section.sources)
        blocks = [self._once(block, targets) for block in section.blocks]
        return _joined([*blocks, self._macros.source(foot)] if foot else blocks)

    def _once(self, block: Block, targets: Targets) -> Markup:
        """A block's markup, kept as long as the block lives: the summary holds blocks of the guide.

        Where there are links to occupations, it is drawn anew, since these may lead elsewhere.
        """
        if targets:
            return self._block(block, targets)
        drawn = self._blocks.get(block)
        if drawn is None:
            drawn = self._blocks[block] = self._block(block, targets)
        return drawn

    def _block(self, block: Block, targets: Targets) -> Markup:
        macros = self._macros
        drawn: Markup
        match block:
            case Paragraph():
                drawn = macros.paragraph(self._text(block.content, targets))
            case Note():
                drawn = macros.note(self._text(block.content, targets))
            case BulletList():
                drawn = macros.bullet_list([self._text(item, targets) for item in block.items])
            case Table():
                row = partial(self._draw_row, targets) if targets else self._row
                # A cell may have been given as a list, which cannot be looked up.
                rows = [row(block.columns, tuple(map(tuple, cells))) for cells in block.rows]
                drawn = macros.table(block, self._head(block.columns), rows, len(block.columns) >= _WIDE, pay(block))
            case DefinitionList():
                drawn = macros.definition_list(
                    [
                        (
                            self._text(item.term, targets),
                            [self._text(detail, targets) for detail in item.details],
                        )
                        for item in block.items
                    ]
                )
            case Links():
                drawn = macros.links([(self._inline(item.link, targets), item.about) for item in block.items])
            case BarChart():
                drawn = macros.bar_chart(BarDrawing.of(block, self._measure))
            case RangeChart():
                drawn = macros.range_chart(RangeDrawing.of(block, self._figures))
            case _:
                assert_never(block)
        return drawn

    def _text(self, content: Text, targets: Targets) -> Markup:
        if len(content) == 1:
            return self._inline(content[0], targets)
        return _joined([self._inline(piece, targets) for piece in content])

    def _inline(self, piece: Inline, targets: Targets) -> Markup:
        macros = self._macros
        drawn: Markup
        match piece:
            case str():
                return escape(piece)
            case Measure():
                return self._measure(piece)
            case Strong():
                drawn = macros.strong(piece.text)
            case Emphasis():
                drawn = macros.emphasis(piece.text)
            case Link():
                drawn = macros.link(piece)
            case OccupationLink():
                drawn = macros.occupation_link(piece, targets[piece])
            case _:
                assert_never(piece)
        return drawn

    def _draw_row(self, targets: Targets, columns: tuple[Column, ...], cells: tuple[Text, ...]) -> Markup:
        texts = (self._text(cell, targets) for cell in cells)
        drawn: Markup = self._macros.row(list(zip(columns, texts, strict=True)))
        return drawn

    def _draw_figures(self, percentiles: tuple[Measure, ...]) -> Markup:
        named = list(zip(words.PERCENTILES, map(self._measure, percentiles), strict=True))
        drawn: Markup = self._macros.figures(named)
        return drawn

    def _draw_measure(self, measure: Measure) -> Markup:
        if measure.has_value:
            return escape(str(measure))
        missing: Markup = self._macros.missing(str(measure))
        return missing


@lru_cache(maxsize=_KEPT)
def _id(chapter: Chapter) -> str:
    return f"chapter-{slug(chapter.title) or chapter.order}"


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))  # noqa: S704 - of parts that are marked up


def description(guide: Guide) -> str:
    """The page in a sentence or two, for lists of search results."""
    first = next(
        (block for section in guide.sections for block in section.blocks if isinstance(block, Paragraph)),
        None,
    )
    said = f"{guide.title}: {words.kind_in_words(guide)}."
    about = guide.occupation.in_short or ("" if first is None else plain(first.content))
    if not about:
        return said
    said = f"{said} {' '.join(about.split())}"
    if len(said) <= _DESCRIPTION_LENGTH:
        return said
    return f"{said[:_DESCRIPTION_LENGTH].rsplit(' ', 1)[0]}…"
