"""From files to what authors wrote: Markdown, Python modules, and lists of sentences."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from occuguide.core import (
    Application,
    Block,
    BulletList,
    ContentError,
    DefinitionList,
    Description,
    Inline,
    Link,
    Measure,
    OccuguideError,
    OccupationLink,
    Paragraph,
    Section,
    Table,
    Text,
    inline_text,
    inlines,
)
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.written import Form, Passage, Written
from occuguide.plugins.readers.markdown import text_of
from occuguide.plugins.readers.markdown.document import (
    Citation,
    Prose,
    ProseBlock,
    ProseList,
    ProseParagraph,
    ProseTable,
    parse,
    sentences_of,
)
from occuguide.plugins.readers.markdown.head import read_head

_PLACE = re.compile(r":(\d+)(?::(\d+))?$")


def read(application: Application, path: Path) -> list[Written]:
    """What an author wrote in a file: of one occupation, or in a list of sentences of many.

    Args:
        application: What knows the sections and the plugins.
        path: A file with the suffix of a reader, or ``.toml`` for a list of sentences.
    """
    try:
        if path.suffix == ".md":
            return [_markdown(application, path)]
        return _sentences(path) if path.suffix == ".toml" else [_module(application, path)]
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        return [Written(path, "", faults=[Finding(path, 1, 1, "file", problem)])]
    except OccuguideError as error:
        return [Written(path, "", faults=[_fault(path, error)])]


def _fault(path: Path, error: OccuguideError) -> Finding:
    """A fault of a file, as a finding: where it stands is at the end of the error's place."""
    place = _PLACE.search(error.where)
    line, column = (int(place[1]), int(place[2] or 1)) if place else (1, 1)
    rule = error.rule if isinstance(error, ContentError) else "file"
    return Finding(path, line, column, rule, error.problem, error.remedy)


# --- Markdown -----------------------------------------------------------------------------------------------


def _markdown(application: Application, path: Path) -> Written:
    source = text_of(path)
    head, body, first_line = read_head(path, source)
    faults: list[ContentError] = []
    written = parse(path, body, first_line, application.registry.headings, faults.append)
    return Written(
        path,
        source,
        head.soc,
        head.description,
        [
            *_in_short(head.description),
            *(passage for hook, blocks in written.items() for block in blocks for passage in _prose(hook, block)),
        ],
        {hook: min(map(_first_line, blocks)) for hook, blocks in written.items()},
        [_fault(path, fault) for fault in faults],
    )


def _in_short(told: Description) -> Iterator[Passage]:
    if told.in_short:
        yield Passage("", Form.SENTENCE, (told.in_short,))


def _first_line(block: ProseBlock) -> int:
    return block.line if isinstance(block, ProseParagraph) else block.lines[0]


def _prose(hook: str, block: ProseBlock) -> Iterator[Passage]:
    match block:
        case ProseParagraph():
            yield _passage(hook, Form.PARAGRAPH, block.text, block.line)
        case ProseList():
            for item, line in zip(block.items, block.lines, strict=True):
                yield _passage(hook, Form.ITEM, item, line)
        case ProseTable():
            for row, line in zip(block.rows, block.lines, strict=True):
                for cell in row:
                    yield _passage(hook, Form.CELL, cell, line)
        case _:
            assert_never(block)


def _passage(hook: str, form: Form, prose: Prose, line: int) -> Passage:
    said, links = [], list[str]()
    for sentence in prose:
        match sentence:
            case (str(words),):  # as nearly all are
                said.append(words.strip())
            case _:
                said.append("".join(map(_said, sentence)).strip())
                links += _targets(sentence)
    return Passage(hook, form, tuple(said), line, tuple(links))


def _said(piece: Inline | Citation) -> str:
    return f"{{{{{piece.path}}}}}" if isinstance(piece, Citation) else inline_text(piece)


def _targets(pieces: Sequence[Inline | Citation]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Link):
            yield piece.url
        elif isinstance(piece, OccupationLink):
            yield piece.soc


# --- Python -------------------------------------------------------------------------------------------------


def _module(application: Application, path: Path) -> Written:
    """What a module answers for the place that guides are shown for by default."""
    source, area = text_of(path), application.area()
    told, passages, sections = Description(), list[Passage](), dict[str, int]()
    implementations = application.registry.answers_in(path)
    soc = next((one.soc for one in implementations), "")
    if not soc:
        raise ContentError("the module does not say which occupation it is for", where=str(path))
    offered = {"soc": soc, "occupation": application.occupations.get(soc), "area": area, "facts": application.facts}
    for implementation in implementations:
        try:
            answer = implementation(**offered)
        except Exception as error:  # a module may raise anything
            problem = f"{implementation.hook} failed ({type(error).__name__}: {error})"
            raise ContentError(problem, where=str(path)) from error
        if isinstance(answer, Description):
            told = answer
        elif isinstance(answer, Section):
            passages += [passage for block in answer.blocks for passage in _blocks(implementation.hook, block)]
            sections[implementation.hook] = 1
    return Written(path, source, soc, told, [*_in_short(told), *passages], sections)


def _blocks(hook: str, block: Block) -> Iterator[Passage]:
    match block:
        case Paragraph():
            yield _answered(hook, Form.PARAGRAPH, block.content)
        case BulletList():
            for item in block.items:
                yield _answered(hook, Form.ITEM, item)
        case Table():
            for row in block.rows:
                for cell in row:
                    yield _answered(hook, Form.CELL, cell)
        case DefinitionList():
            for definition in block.items:
                for text in definition.details:
                    yield _answered(hook, Form.ITEM, text)
        case _:
            for piece in inlines(block):
                yield _answered(hook, Form.CELL, (piece,))


def _answered(hook: str, form: Form, text: Text) -> Passage:
    pieces = [Citation("measure") if isinstance(piece, Measure) else piece for piece in text]
    return _passage(hook, form, tuple(sentences_of(pieces)), 1)


# --- Lists of sentences -------------------------------------------------------------------------------------


def _sentences(path: Path) -> list[Written]:
    source = text_of(path)
    try:
        listed = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"the file is no valid TOML: {error}", where=str(path)) from error
    if not all(isinstance(sentence, str) for sentence in listed.values()):
        raise ContentError('the file is no list of sentences by SOC code, such as "11-3051" = "..."', where=str(path))
    lines = {soc: number for number, line in enumerate(source.split("\n"), 1) for soc in re.findall(r'^"(.*?)"', line)}
    return [
        Written(
            path,
            source,
            soc,
            Description(in_short=sentence),
            [Passage("", Form.SENTENCE, (sentence,), lines.get(soc, 1))],
            whole=False,
        )
        for soc, sentence in listed.items()
    ]
