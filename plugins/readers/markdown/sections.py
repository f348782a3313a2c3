"""From a parsed file to answers: one implementation for each section that it writes or whose facts its head holds.

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
    Column,
    Definition,
    DefinitionList,
    Description,
    Facts,
    Inline,
    Link,
    Links,
    Note,
    Occupation,
    OccupationLink,
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
from occuguide.plugins.readers.markdown.head import CODE_SYSTEMS, Credential, Head, Related

Answer = Callable[..., object]
Structured = Callable[[Facts], tuple[Block, ...]]
"""What a head adds to a section, below its words."""


def answers(head: Head, written: Mapping[str, Sequence[ProseBlock]]) -> dict[str, Answer]:
    """The implementations of a file, by hook.

    Args:
        head: Its head.
        written: The blocks of each section that it writes.
    """
    structured = _structured(head)
    hooks = dict.fromkeys((*written, *structured))
    made = {hook: _answer(hook, written.get(hook, ()), structured.get(hook), head.replaces) for hook in hooks}
    return {"describe_occupation": _describing(head), **made}


def _answer(hook: str, prose: Sequence[ProseBlock], structured: Structured | None, replaces: Sequence[str]) -> Answer:
    # The codes that an author adds follow the occupation's own.
    mark = hookimpl(specname=hook, place=Place.NOTE if hook == "guide_codes" else Place.LEAD, replaces=replaces)

    def cited(occupation: Occupation, area: Area, facts: Facts) -> Section:
        filling = _Filling(Citations(occupation, area, facts))
        blocks = [filled for block in prose if (filled := filling.block(block)) is not None]
        return Section(*blocks, filling.note(area), *(structured(facts) if structured else ()))

    def looked_up(facts: Facts) -> Section:
        return Section(*plain, *(structured(facts) if structured else ()))

    def fixed() -> Section:
        return Section(*plain)

    if any(_cites(block) for block in prose):
        return mark(cited)
    plain = [filled for block in prose if (filled := _Filling(None).block(block)) is not None]
    return mark(looked_up) if structured else mark(fixed)


def _describing(head: Head) -> Answer:
    description = Description(
        title=head.title,
        also_called=head.also_called,
        hidden_titles=head.hidden_titles,
        specialties=head.specialties,
        written=head.written,
        rests_on=head.rests_on,
    )

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


# --- What the head adds -------------------------------------------------------------------------------------


def _structured(head: Head) -> dict[str, Structured]:
    """What the head adds to each section, by hook."""
    lists: dict[str, tuple[Block, ...]] = {
        "guide_licences": _credentials(head.licences, "The law asks for"),
        "guide_certifications": _credentials(head.certifications, "Takes"),
        "guide_yellow_pages": (BulletList(head.yellow_pages),) if head.yellow_pages else (),
        "guide_other_sources": (Links(head.links),) if head.links else (),
        "guide_codes": tuple(
            Table(
                CODE_SYSTEMS[system],
                (Column("Title"), Column("Code")),
                [(title, code) for code, title in table.items()],
            )
            for system, table in head.codes.items()
        ),
    }
    structured = {hook: _always(blocks) for hook, blocks in lists.items() if blocks}
    if head.related:
        structured["guide_related"] = lambda facts: (_related(head.related, facts),)
    return structured


def _always(blocks: tuple[Block, ...]) -> Structured:
    return lambda _facts: blocks


def _related(related: Sequence[Related], facts: Facts) -> DefinitionList:
    return DefinitionList(
        Definition((OccupationLink(one.soc, facts.title(one.soc) or one.soc),), (one.why,)) for one in related
    )


def _credentials(credentials: Sequence[Credential], takes: str) -> tuple[Block, ...]:
    if not credentials:
        return ()
    unchecked = [credential for credential in credentials if credential.checked is None]
    return (
        DefinitionList(Definition(credential.name, _details(credential, takes)) for credential in credentials),
        Note("Requirements change, and those above were not compared with the issuers' own pages. Ask the issuer.")
        if unchecked
        else Note("Requirements change. Ask the issuer."),
    )


def _details(credential: Credential, takes: str) -> list[Text]:
    details: list[Text] = [
        (f"From {credential.issuer}.",),
        (f"{takes}: {_continued(credential.requires)}.",),
    ]
    if credential.kept:
        details.append((f"To keep it: {_continued(credential.kept)}.",))
    if credential.url:
        details.append((Link(credential.url, credential.url),))
    if credential.checked:
        details.append((f"Compared with the issuer's page on {credential.checked.isoformat()}.",))
    return details


def _continued(words: str) -> str:
    """Words as they go on after a colon: an abbreviation keeps its capitals."""
    first = words.split()[0]
    return words if len(first) > 1 and first.isupper() else words[0].lower() + words[1:]
