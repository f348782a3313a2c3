"""Pages: a guide's markup, made by the templates beside this file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, assert_never

from attrs import frozen
from markupsafe import Markup, escape

from occuguide.core import (
    BarChart,
    Block,
    BulletList,
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
from occuguide.plugins.renderers.html.charts import BarDrawing, RangeDrawing
from occuguide.plugins.renderers.memo import Memo, Targets
from occuguide.plugins.renderers.templates import environment, named_errors, source_of

_DESCRIPTION_LENGTH = 155  # What search engines show of a description.
_WIDE = 6  # Columns from which on a table may be wider than the page, and must be scrolled with the keyboard too.


@frozen
class _Chapter:
    """A chapter as the page's template sees it.

    Args:
        id: Its heading's id.
        title: Its heading.
        sections: Its sections, drawn.
    """

    id: str
    title: str
    sections: tuple["_Section", ...]


@frozen
class _Section:
    """A section as the page's template sees it.

    Args:
        id: Its heading's id.
        heading: Its heading; empty if the chapter's stands for it.
        body: Its markup.
    """

    id: str
    heading: str
    body: Markup


class Page:
    """Draws pages from templates.

    Args:
        templates: A folder whose files take the place of the renderer's own by name; none if there is none.
    """

    def __init__(self, templates: Path | None) -> None:
        with named_errors():
            own = environment(Path(__file__).parent, templates, escape=True)
            own.globals["linkable"] = words.linkable
            self._guide = own.get_template("guide.html.jinja")
            self._macros: Any = own.get_template("blocks.html.jinja").module
            # Not as a template: braces are CSS's own. It holds nothing of a guide's that could need escaping.
            self._stylesheet = Markup(source_of(own, "guide.css"))  # noqa: S704
        self._body = Memo(self._draw)

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
                description=_description(guide),
                chapters=[self._chapter(chapter, guide, site) for chapter in guide.chapters],
                sources=guide.sources,
                pages=list(site.pages(guide)) if site else [],
                stylesheet=self._stylesheet,
            )
        return words.encoded(page)

    def _chapter(self, chapter: GuideChapter, guide: Guide, site: Site | None) -> _Chapter:
        title = chapter.chapter.title
        sections = tuple(
            _Section(id=section.spec.anchor, heading=heading, body=self._body(section, guide, site))
            for heading, section in chapter.headed
        )
        own_id = f"chapter-{slug(title) or chapter.chapter.order}"
        return _Chapter(own_id if sections[0].heading else sections[0].id, title, sections)

    # --- Sections, drawn once -------------------------------------------------------------------------------

    def _draw(self, section: GuideSection, targets: Targets) -> Markup:
        foot = words.sources_in_words(section.sources)
        blocks = [self._block(block, targets) for block in section.blocks]
        return _joined([*blocks, self._macros.source(foot)] if foot else blocks)

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
                rows = [[self._text(cell, targets) for cell in row] for row in block.rows]
                drawn = macros.table(block, rows, len(block.columns) >= _WIDE)
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
                drawn = macros.bar_chart(BarDrawing.of(block), self._measure)
            case RangeChart():
                drawn = macros.range_chart(RangeDrawing.of(block), self._measure)
            case _:
                assert_never(block)
        return drawn

    def _text(self, content: Text, targets: Targets) -> Markup:
        return _joined(self._inline(piece, targets) for piece in content)

    def _inline(self, piece: Inline, targets: Targets) -> Markup:
        macros = self._macros
        drawn: Markup
        match piece:
            case str():
                return escape(piece)
            case Strong():
                drawn = macros.strong(piece.text)
            case Emphasis():
                drawn = macros.emphasis(piece.text)
            case Link():
                drawn = macros.link(piece)
            case OccupationLink():
                drawn = macros.occupation_link(piece, targets[piece])
            case Measure():
                return self._measure(piece)
            case _:
                assert_never(piece)
        return drawn

    def _measure(self, measure: Measure) -> Markup:
        if measure.has_value:
            return escape(str(measure))
        missing: Markup = self._macros.missing(str(measure))
        return missing


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _description(guide: Guide) -> str:
    """The page in a sentence or two, for lists of search results."""
    first = next(
        (block for section in guide.sections for block in section.blocks if isinstance(block, Paragraph)),
        None,
    )
    said = f"{guide.title}: {words.kind_in_words(guide)}."
    if first is None:
        return said
    said = f"{said} {' '.join(plain(first.content).split())}"
    if len(said) <= _DESCRIPTION_LENGTH:
        return said
    return f"{said[:_DESCRIPTION_LENGTH].rsplit(' ', 1)[0]}…"
