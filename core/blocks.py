"""Blocks: what a section is made of, free of any format.

The union is closed: a renderer matches on ``Block`` and ends in ``assert_never``, so that a new kind of block
cannot be forgotten. Blocks compare by identity: the same object means the same content, which is what lets a
renderer keep what it has drawn.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from attrs import field, frozen

from occuguide.core.measures import Measure


@frozen
class Strong:
    """Words of strong importance."""

    text: str


@frozen
class Emphasis:
    """Words that are stressed."""

    text: str


@frozen
class Link:
    """A link to a page elsewhere.

    Args:
        text: What the reader sees.
        url: An ``https``, ``http`` or ``mailto`` address.
    """

    text: str
    url: str


@frozen
class OccupationLink:
    """A link to another occupation; which page it leads to is for the site that shows it to say.

    Args:
        soc: The occupation's SOC code.
        text: What the reader sees: the occupation's title.
    """

    soc: str
    text: str


Inline: TypeAlias = str | Strong | Emphasis | Link | OccupationLink | Measure
INLINES = (str, Strong, Emphasis, Link, OccupationLink, Measure)
"""The kinds of a text's pieces, for checks while running."""

Text: TypeAlias = tuple[Inline, ...]


def _texts(items: Iterable[Text | str]) -> tuple[Text, ...]:
    if isinstance(items, str):
        raise TypeError(f"several texts are wanted, not {items!r}: put it in brackets")
    return tuple((item,) if isinstance(item, str) else tuple(item) for item in items)


def _text(content: Text | str) -> Text:
    return (content,) if isinstance(content, str) else tuple(content)


@frozen(eq=False)
class Paragraph:
    """A paragraph. ``content`` may be given as a plain string."""

    content: Text = field(converter=_text)


@frozen(eq=False)
class Note:
    """A remark about what is shown: how to read it, what is left out. ``content`` may be a plain string."""

    content: Text = field(converter=_text)


@frozen(eq=False)
class BulletList:
    """A list. Each item may be given as a plain string."""

    items: tuple[Text, ...] = field(converter=_texts)


@frozen
class Column:
    """A table's column.

    Args:
        heading: What it holds.
        numeric: Whether it holds figures, to be aligned at the right.
    """

    heading: str
    numeric: bool = False


def _columns(given: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(given)


def _rows(rows: Iterable[Iterable[Text | str | Measure]]) -> tuple[tuple[Text, ...], ...]:
    return tuple(tuple((cell,) if isinstance(cell, str | Measure) else cell for cell in row) for row in rows)


@frozen(eq=False)
class Table:
    """A table whose first column names its rows.

    Args:
        caption: What the table shows, and when.
        columns: Its columns.
        rows: One cell a column; a cell is text, a string or a measure.
    """

    caption: str
    columns: tuple[Column, ...] = field(converter=_columns)
    rows: tuple[tuple[Text, ...], ...] = field(converter=_rows)

    @rows.validator
    def _one_cell_a_column(self, _attribute: object, rows: tuple[tuple[Text, ...], ...]) -> None:
        for number, row in enumerate(rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} of {self.caption!r} has {len(row)} cells, not {len(self.columns)}")


@frozen(eq=False)
class Definition:
    """A term with what is said of it.

    Args:
        term: The thing defined.
        details: One text a line. Each may be given as a plain string.
    """

    term: Text = field(converter=_text)
    details: tuple[Text, ...] = field(converter=_texts)


def _definitions(given: Iterable[Definition]) -> tuple[Definition, ...]:
    return tuple(given)


@frozen(eq=False)
class DefinitionList:
    """Terms, each with what is said of it."""

    items: tuple[Definition, ...] = field(converter=_definitions)


@frozen
class LinkItem:
    """A link with what is found there.

    Args:
        link: Where it leads.
        about: What the reader finds there; empty if the link's text says it.
    """

    link: Link
    about: str = ""


def _link_items(given: Iterable[LinkItem]) -> tuple[LinkItem, ...]:
    return tuple(given)


@frozen(eq=False)
class Links:
    """A list of places to read on."""

    items: tuple[LinkItem, ...] = field(converter=_link_items)


@frozen
class Bar:
    """One bar of a chart; a measure without a value is shown in its words."""

    label: str
    measure: Measure


def _bars(given: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(given)


@frozen(eq=False)
class BarChart:
    """Figures side by side, all in one unit.

    Args:
        caption: What the chart shows, and when.
        bars: From the top down.
    """

    caption: str
    bars: tuple[Bar, ...] = field(converter=_bars)


@frozen
class Range:
    """A spread of figures, lowest first: the 10th, 25th, 50th, 75th and 90th percentile."""

    label: str
    percentiles: tuple[Measure, Measure, Measure, Measure, Measure]


def _ranges(given: Iterable[Range]) -> tuple[Range, ...]:
    return tuple(given)


@frozen(eq=False)
class RangeChart:
    """Spreads side by side, all in one unit.

    Args:
        caption: What the chart shows, and when.
        ranges: From the top down.
    """

    caption: str
    ranges: tuple[Range, ...] = field(converter=_ranges)


Block: TypeAlias = Paragraph | Note | BulletList | Table | DefinitionList | Links | BarChart | RangeChart
BLOCKS = (Paragraph, Note, BulletList, Table, DefinitionList, Links, BarChart, RangeChart)
"""The kinds of block, for checks while running."""


def inlines(block: Block) -> Iterator[Inline]:
    """Every piece of a block's content in reading order, its measures among them."""
    match block:
        case Paragraph() | Note():
            yield from block.content
        case BulletList():
            for item in block.items:
                yield from item
        case Table():
            for row in block.rows:
                for cell in row:
                    yield from cell
        case DefinitionList():
            for definition in block.items:
                yield from definition.term
                for detail in definition.details:
                    yield from detail
        case Links():
            for link_item in block.items:
                yield link_item.link
                yield link_item.about
        case BarChart():
            for bar in block.bars:
                yield bar.label
                yield bar.measure
        case RangeChart():
            for spread in block.ranges:
                yield spread.label
                yield from spread.percentiles
        case _:
            assert_never(block)


def plain(content: Text) -> str:
    """A text as a plain string, links by their words and measures as they say themselves."""
    return "".join(piece if isinstance(piece, str) else inline_text(piece) for piece in content)


def inline_text(piece: Inline) -> str:
    """One piece of a text as a plain string."""
    match piece:
        case str():
            return piece
        case Strong() | Emphasis() | Link() | OccupationLink():
            return piece.text
        case Measure():
            return str(piece)
        case _:
            assert_never(piece)
