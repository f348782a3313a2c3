"""Pages: a guide's lines, put together by the template beside this file."""

from collections.abc import Iterable
from pathlib import Path
from typing import assert_never

from occuguide.core import (
    BarChart,
    Block,
    BulletList,
    DefinitionList,
    Emphasis,
    Guide,
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
    Source,
    Strong,
    Table,
    Text,
)
from occuguide.plugins.renderers import words
from occuguide.plugins.renderers.memo import Memo, Targets
from occuguide.plugins.renderers.templates import environment, named_errors
from occuguide.plugins.renderers.text.charts import bar_lines, range_lines
from occuguide.plugins.renderers.text.layout import Grid, width, wrap


class Page:
    """Sets guides as text.

    Args:
        templates: A folder whose files take the place of the renderer's own by name; none if there is none.
    """

    def __init__(self, templates: Path | None) -> None:
        with named_errors():
            own = environment(Path(__file__).parent, templates, escape=False)
            own.filters["wrapped"] = _wrapped
            own.filters["underlined"] = _underlined
            self._template = own.get_template("guide.txt.jinja")
        self._body = Memo(self._draw)

    def render(self, guide: Guide, site: Site | None) -> bytes:
        """A guide's text.

        Args:
            guide: What to set.
            site: Where the pages beside it are; none if it stands alone.

        Raises:
            ConfigError: The template cannot be filled in.
        """
        with named_errors():
            text = self._template.render(
                words.head(guide),
                chapters=[
                    (
                        chapter.chapter.title,
                        [(heading, self._body(section, guide, site)) for heading, section in chapter.headed],
                    )
                    for chapter in guide.chapters
                ],
                sources=[(source.citation, _source(source)) for source in guide.sources],
            )
        return words.encoded("\n".join(line.rstrip(" ") for line in text.split("\n")))

    # --- Sections, drawn once -------------------------------------------------------------------------------

    def _draw(self, section: GuideSection, targets: Targets) -> str:
        parts = [self._block(block, targets) for block in section.blocks]
        foot = words.sources_in_words(section.sources)
        if foot:
            parts.append(wrap(foot, rest="  "))
        # Before lines are measured, for a control character takes no column.
        return "\n\n".join("\n".join(part) for part in parts)

    def _block(self, block: Block, targets: Targets) -> list[str]:
        match block:
            case Paragraph():
                return wrap(_text(block.content, targets))
            case Note():
                return wrap(_text(block.content, targets), first="Note: ", rest="  ")
            case BulletList():
                return _lines(wrap(_text(item, targets), first="- ", rest="  ") for item in block.items)
            case Table():
                grid = Grid(
                    [_clean(column.heading) for column in block.columns],
                    [column.numeric for column in block.columns],
                    [[_text(cell, targets) for cell in row] for row in block.rows],
                )
                return [*wrap(_clean(block.caption)), "", *grid.lines()]
            case DefinitionList():
                return _lines(
                    wrap(_text(item.term, targets))
                    + _lines(wrap(_text(detail, targets), first="    ", rest="    ") for detail in item.details)
                    for item in block.items
                )
            case Links():
                return _lines(
                    wrap(
                        f"{item.link.text}: {item.about}" if item.about else item.link.text,
                        first="- ",
                        rest="  ",
                    )
                    + wrap(item.link.url, first="  ", rest="  ")
                    for item in block.items
                )
            case BarChart():
                return [*wrap(_clean(block.caption)), "", *bar_lines(block)]
            case RangeChart():
                return [*wrap(_clean(block.caption)), "", *range_lines(block)]
            case _:
                assert_never(block)


def _lines(parts: Iterable[list[str]]) -> list[str]:
    return [line for part in parts for line in part]


def _text(content: Text, targets: Targets) -> str:
    return _clean("".join(_inline(piece, targets) for piece in content))


def _inline(piece: Inline, targets: Targets) -> str:
    match piece:
        case str():
            return piece
        case Strong() | Emphasis():
            return piece.text
        case Link():
            # An address that stands for itself is not said twice.
            return piece.text if piece.text == piece.url else f"{piece.text} ({piece.url})"
        case OccupationLink():
            return f"{piece.text} ({targets[piece].kind})"
        case Measure():
            return str(piece)
        case _:
            assert_never(piece)


def _clean(text: str) -> str:
    """A text without control characters, which would be counted as columns though they take none."""
    return words.without_controls(text)


def _source(source: Source) -> list[str]:
    """What the foot says of a release, one paragraph a string."""
    period = f"Figures for: {source.period}" if source.period else ""
    said = (period, f"License: {source.licence}", source.attribution, source.provenance, source.url)
    return [one for one in said if one]


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return "\n".join(wrap(_clean(text), first=first, rest=rest))


def _underlined(text: str, mark: str) -> str:
    lines = wrap(_clean(text))
    return "\n".join([*lines, mark * max(map(width, lines))])
