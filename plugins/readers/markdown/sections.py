"""From a parsed file to answers: one implementation for each section that it writes.

The words of a section decide what it depends on: text that cites an area's figures becomes an implementation that
asks for the area; text that does not is composed once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import assert_never

from occuguide.core import (
    Area,
    Block,
    BulletList,
    Citations,
    Description,
    Facts,
    Inline,
    Note,
    Occupation,
    Paragraph,
    Place,
    Section,
    Table,
    Text,
    hookimpl,
)
from occuguide.plugins.readers.markdown.document import (
    Citation,
    Prose,
    ProseBlock,
    ProseList,
    ProseParagraph,
    ProseTable,
)
from occuguide.plugins.readers.markdown.head import Head

Answer = Callable[..., object]


def answers(head: Head, written: Mapping[str, Sequence[ProseBlock]]) -> dict[str, Answer]:
    """The implementations of a file, by hook.

    Args:
        head: Its head.
        written: The blocks of each section that it writes.
    """
    filled = [hook for hook, has in _FILLED.items() if has(head.description)] if head.replaces else []
    made = {
        hook: answering(
            hook, written.get(hook, ()), (*head.replaces, *(_STANDING_IN.get(hook, ()) if hook in written else ()))
        )
        for hook in dict.fromkeys((*written, *filled))
    }
    return {"describe_occupation": _describing(head.description), **made}


_STANDING_IN: Mapping[str, Sequence[str]] = {"guide_overview": ("in-short",)}
"""Plugins that stand in for an author's words, and have nothing to add to them."""

_FILLED: Mapping[str, Callable[[Description], object]] = {
    "guide_licences": lambda told: told.licences,
    "guide_certifications": lambda told: told.certifications,
    "guide_advancement": lambda told: told.advancement,
    "guide_related": lambda told: told.related,
    "guide_yellow_pages": lambda told: told.yellow_pages,
    "guide_other_sources": lambda told: told.links,
    "guide_codes": lambda told: told.programs,
}
"""The sections that a head fills: generic plugins show what stands there, and the file may replace others of them."""


def answering(
    hook: str,
    prose: Sequence[ProseBlock],
    replaces: Sequence[str] = (),
    place: Place = Place.LEAD,
    *,
    in_summary: bool = True,
) -> Answer:
    """The implementation of a section that somebody wrote.

    Args:
        hook: The section's hook.
        prose: What was written.
        replaces: The plugins whose answers it takes the place of.
        place: Where it stands among the answers.
        in_summary: Whether the summary may show it too.
    """
    mark = hookimpl(specname=hook, place=place, replaces=replaces)
    brief = None if in_summary else ()

    def cited(occupation: Occupation, area: Area, facts: Facts) -> Section:
        filling = _Filling(Citations(occupation, area, facts))
        blocks = [filled for block in prose if (filled := filling.block(block)) is not None]
        return Section(*blocks, filling.note(area), brief=brief)

    def fixed() -> Section | None:
        return ready

    if any(map(_cites, prose)):
        return mark(cited)
    plain = [filled for block in prose if (filled := _Filling(None).block(block)) is not None]
    ready = Section(*plain, brief=brief) if plain else None
    return mark(fixed)


def _describing(description: Description) -> Answer:
    @hookimpl
    def describe_occupation() -> Description:
        return description

    return describe_occupation


# --- Citations ----------------------------------------------------------------------------------------------


def _texts(block: ProseBlock) -> Iterable[Prose]:
    match block:
        case ProseParagraph():
            yield block.text
        case ProseList():
            yield from block.items
        case ProseTable():
            for row in block.rows:
                yield from row
        case _:
            assert_never(block)


def _cites(block: ProseBlock) -> bool:
    return any(isinstance(piece, Citation) for text in _texts(block) for sentence in text for piece in sentence)


def citing_line(prose: Sequence[ProseBlock]) -> int | None:
    """The line where the first block begins that cites a figure; none, if none does."""
    citing = next((block for block in prose if _cites(block)), None)
    if citing is None:
        return None
    return citing.line if isinstance(citing, ProseParagraph) else citing.lines[0]


class _Filling:
    """Fills the citations of a section; what cites a figure that is not published here is left out."""

    def __init__(self, citations: Citations | None) -> None:
        self._citations = citations
        self._left_out = 0

    def note(self, area: Area) -> Note | None:
        """What the section's foot says of what was left out."""
        if not self._left_out:
            return None
        what = "One passage is" if self._left_out == 1 else f"{self._left_out} passages are"
        return Note(f"{what} left out here, for want of a figure published for {area.in_words}.")

    def block(self, block: ProseBlock) -> Block | None:
        match block:
            case ProseParagraph():
                text = self._text(block.text)
                return Paragraph(text) if text else None
            case ProseList():
                items = [text for item in block.items if (text := self._text(item))]
                return BulletList(items) if items else None
            case ProseTable():
                rows = [row for row in map(self._row, block.rows) if row is not None]
                return Table(block.caption, block.columns, rows) if rows else None
            case _:
                assert_never(block)

    def _row(self, row: Sequence[Prose]) -> tuple[Text, ...] | None:
        """A row of a table; none, if one of its cells would be cut short."""
        before = self._left_out
        cells = tuple(self._text(cell) for cell in row)
        if self._left_out == before:
            return cells
        self._left_out = before + 1
        return None

    def _text(self, prose: Prose) -> Text:
        pieces: list[Inline] = []
        for sentence in prose:
            filled = [self._get(piece) if isinstance(piece, Citation) else piece for piece in sentence]
            if all(piece is not None for piece in filled):
                pieces += [piece for piece in filled if piece is not None]
            else:
                self._left_out += 1
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip()
        return tuple(pieces)

    def _get(self, citation: Citation) -> Inline | None:
        return None if self._citations is None else self._citations.get(citation.path)
