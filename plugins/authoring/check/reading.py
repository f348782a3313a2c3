"""From files to what authors wrote: Markdown, Python modules, and lists of sentences."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from attrs import evolve

from occuguide.core import (
    SOC_PATTERN,
    Application,
    Block,
    BulletList,
    ContentError,
    DefinitionList,
    Description,
    Inline,
    Link,
    Measure,
    Note,
    OccuguideError,
    Occupation,
    OccupationLink,
    Paragraph,
    Section,
    Table,
    Text,
    did_you_mean,
    inline_text,
    inlines,
)
from occuguide.core.implementation import Implementation
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.written import Form, Passage, Written
from occuguide.plugins.authoring.place import place_of
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

_KEY = re.compile(r"""\s*["']?([\w.-]+)["']?\s*=""")
"""The code in a line of a list of sentences."""


def read(application: Application, path: Path) -> list[Written]:
    """What an author wrote in a file: of one occupation, or in a list of sentences of many.

    Args:
        application: What knows the sections and the plugins.
        path: A file with the suffix of a reader, or ``.toml`` for a list of sentences.
    """
    try:
        if path.suffix == ".toml":
            return _sentences(path)
        read_one = _markdown if path.suffix == ".md" else _module
        return [_known(application, read_one(application, path))]
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        return [Written(path, "", faults=[Finding(path, 1, 1, "file", problem)])]
    except OccuguideError as error:
        return [Written(path, "", faults=[_fault(path, error)])]


def _fault(path: Path, error: OccuguideError) -> Finding:
    """A fault of a file, as a finding."""
    line, column = place_of(error, path) or (1, 1)
    rule = error.rule if isinstance(error, ContentError) else "file"
    return Finding(path, line, column, rule, error.problem, error.remedy)


def _known(application: Application, written: Written) -> Written:
    """What was read of an occupation; with a fault, if nobody knows the occupation."""
    soc = written.soc
    if soc in application.facts.occupations or written.told.title:
        return written
    problem = f"no release that is loaded knows {soc}, and its author gives no title"
    remedy = did_you_mean(soc, application.facts.occupations, "Correct the code, or give a title.")
    return evolve(written, faults=[*written.faults, evolve(written.at(problem, remedy, words=soc), rule="file")])


# --- Markdown -----------------------------------------------------------------------------------------------


def _markdown(application: Application, path: Path) -> Written:
    source = text_of(path)
    head, body, first_line = read_head(path, source)
    faults: list[ContentError] = []
    written = parse(path, body, first_line, application.registry.headings, faults.append)
    plugins = application.registry.names
    for name in head.replaces:
        # One with a slash is a file's.
        if name not in plugins and "/" not in name:
            where = f"{path}:{source.count(chr(10), 0, source.find('replaces')) + 1}"
            remedy = did_you_mean(name, plugins, "See `occuguide plugins`.")
            faults.append(
                ContentError(f"there is no plugin {name!r} to replace", where=where, remedy=remedy, rule="head")
            )
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
    soc = _code(path, implementations)
    known = soc in application.facts.occupations
    occupation = application.occupations.get(soc) if known else Occupation(soc=soc, title=soc)
    offered = {"soc": soc, "occupation": occupation, "area": area, "facts": application.facts}
    for implementation in implementations:
        try:
            answer = implementation(**offered)
        except (Exception, SystemExit) as error:  # a module may raise anything
            problem = f"{implementation.hook} failed ({type(error).__name__}: {error})"
            raise ContentError(problem, where=str(path)) from error
        if not (answer is None or isinstance(answer, Description | Section)):
            problem = f"{implementation.hook} answers with a {type(answer).__name__}, not with a Section"
            raise ContentError(problem, where=str(path), remedy="See docs/hooks.md.")
        if isinstance(answer, Description):
            told = answer
        elif isinstance(answer, Section):
            passages += [passage for block in answer.blocks for passage in _blocks(implementation.hook, block)]
            sections[implementation.hook] = 1
    return Written(path, source, soc, told, [*_in_short(told), *passages], sections)


def _code(path: Path, implementations: Sequence[Implementation]) -> str:
    """The SOC code of a module that answers hooks."""
    if not implementations:
        raise ContentError("the module answers no hook", where=str(path), remedy="See docs/hooks.md.")
    soc = implementations[0].soc
    if not SOC_PATTERN.fullmatch(soc):
        problem = f"{soc!r} is no SOC code" if soc else "the module does not say which occupation it is for"
        raise ContentError(problem, where=str(path), remedy='Begin it with a line such as SOC = "11-3051".')
    return soc


def _blocks(hook: str, block: Block) -> Iterator[Passage]:
    match block:
        case Paragraph() | Note():
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
        problem = f"the file is no valid TOML: {str(error).partition(' (at ')[0]}"
        raise ContentError(problem, where=str(path)) from error
    except RecursionError as error:
        raise ContentError("the file is nested too deeply", where=str(path)) from error
    lines = {found[1]: number for number, line in enumerate(source.split("\n"), 1) if (found := _KEY.match(line))}
    for soc, sentence in listed.items():
        if not (SOC_PATTERN.fullmatch(soc) and isinstance(sentence, str)):
            problem, remedy = f"{soc!r} is no SOC code with a sentence", 'Write it as "11-3051" = "They do this."'
            raise ContentError(problem, where=f"{path}:{lines.get(soc, 1)}", remedy=remedy)
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
