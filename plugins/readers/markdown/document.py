"""The body of a Markdown occupation: sections of blocks, with the citations still open.

markdown-it parses first; a citation ``{{ wages.annual.median }}`` is then found in the text. What a block cannot
hold (HTML, pictures, code, numbered lists) is refused with its line.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import frozen
from markdown_it import MarkdownIt

from occuguide.core import (
    PATHS,
    SOC_PATTERN,
    Column,
    ContentError,
    Emphasis,
    Inline,
    Link,
    OccupationLink,
    Strong,
    did_you_mean,
    listing,
)
from occuguide.plugins.readers.markdown.tree import Node, tree


@frozen
class Citation:
    """A fact that the text cites.

    Args:
        path: Which, such as ``wages.annual.median``.
    """

    path: str


Sentence: TypeAlias = tuple[Inline | Citation, ...]
Prose: TypeAlias = tuple[Sentence, ...]
"""A text by sentences: the unit that is left out where a cited figure is not published."""


@frozen
class ProseParagraph:
    """A paragraph with open citations, and the line of the file that it begins in."""

    text: Prose
    line: int


@frozen
class ProseList:
    """A list with open citations, and the line that each item begins in."""

    items: tuple[Prose, ...]
    lines: tuple[int, ...]


@frozen
class ProseTable:
    """A table with open citations, and the line of each row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Prose, ...], ...]
    lines: tuple[int, ...]


ProseBlock: TypeAlias = ProseParagraph | ProseList | ProseTable

_CITATION = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(\s+)(?=[A-Z0-9\"'“‘(]|$)")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Ste|No|Inc|Co|Corp|Ltd|vs|etc|Jr|Sr|Prof|Gov|Dept)\.$")
"""Words whose stop does not end a sentence. Where it does after all, two sentences are taken for one: then more is
left out than need be, and never a part of a sentence."""
_LONGEST = 4
"""How many letters the longest of them has."""
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"]+")

_COMMENT = re.compile(r"[ \t]?<!--(?!-?>).*?-->", re.DOTALL)
"""What a reader of the guide never sees: a word for its next author."""
_GONE = "\0"
"""What stands for a comment until it is known whether its line holds anything else."""

_CANNOT = "a guide cannot hold {}"
_NAMES = {
    "blockquote": "a quotation",
    "code_block": "code",
    "code_inline": "code",
    "fence": "code",
    "hr": "a rule",
    "html_inline": "HTML",
    "image": "a picture",
    "link": "a link in emphasis",
    "ordered_list": "a numbered list",
}
"""What the parser's kinds of content are called."""

_PARSER = MarkdownIt("commonmark").enable("table")
# An address that is not allowed is to be refused with its line, not shown as text.
_PARSER.validateLink = lambda url: True  # type: ignore[method-assign]


def parse(
    path: Path,
    text: str,
    first_line: int,
    headings: Mapping[str, str],
    keep: Callable[[ContentError], None] | None = None,
) -> dict[str, list[ProseBlock]]:
    """Parse the body of a file.

    Args:
        path: The file, for messages.
        text: The Markdown.
        first_line: The number of its first line in the file.
        headings: The hook's name for each section heading.
        keep: Told what is wrong, where the rest is to be parsed all the same; by default the first fault is raised.

    Returns:
        The blocks of each section, by the hook's name. A section that holds comments alone is not yet written.

    Raises:
        ContentError: A heading is unknown or comes twice, a section is empty, a citation does not exist, or something
            stands there that a guide cannot hold.
    """
    without, numbers, commented = _without_comments(text)
    parsing = _Parsing(path, text.split("\n"), first_line, numbers, commented, headings, keep or _refuse)
    return parsing.sections(tree(_PARSER.parse(without)))


def _refuse(error: ContentError) -> None:
    raise error


def _without_comments(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A text without its comments, the number of each line that is left, and the numbers of those that held comments.

    A line that held a comment alone is gone, so that it cuts neither a paragraph nor a table in two.
    """
    if "<!--" not in text:
        return text, range(text.count("\n") + 1), ()
    marked = _COMMENT.sub(lambda comment: "\n".join(_GONE for _ in comment[0].split("\n")), text).split("\n")
    commented = [number for number, line in enumerate(marked) if _GONE in line]
    alone = {number for number in commented if not marked[number].replace(_GONE, "").strip()}
    left = [(number, line) for number, line in enumerate(marked) if number not in alone]
    return "\n".join(line.replace(_GONE, "") for _, line in left), [number for number, _ in left], commented


class _Parsing:
    def __init__(
        self,
        path: Path,
        lines: Sequence[str],
        first_line: int,
        numbers: Sequence[int],
        commented: Sequence[int],
        headings: Mapping[str, str],
        keep: Callable[[ContentError], None],
    ) -> None:
        self._path = path
        self._lines = lines
        self._first_line = first_line
        self._numbers = numbers
        self._commented = commented
        self._headings = headings
        self._keep = keep

    def _error(
        self, node: Node, problem: str, remedy: str = "", *, at: str = "", rule: str = "content"
    ) -> ContentError:
        """What is wrong, at the line where ``at`` stands within the node."""
        start, end = self._numbered(node)
        line = next((number for number in range(start, end) if at and at in self._lines[number]), start)
        column = f":{self._lines[line].index(at) + 1}" if at and at in self._lines[line] else ""
        return ContentError(problem, where=f"{self._path}:{self._first_line + line}{column}", remedy=remedy, rule=rule)

    def sections(self, nodes: Sequence[Node]) -> dict[str, list[ProseBlock]]:
        found: dict[str, list[ProseBlock]] = {}
        heads: dict[str, Node] = {}
        faulty: set[str] = set()
        starts: list[int] = []
        hook = ""
        for node in nodes:
            try:
                if node.type == "heading":
                    starts.append(self._numbered(node)[0])
                    hook = self._heading(node, found)
                    heads[hook] = node
                    found.setdefault(hook, [])
                elif not found and not hook:
                    hook = "before the first heading"
                    raise self._error(
                        node,
                        "the text stands before the first heading",
                        "Put it under a heading ##.",
                        rule="misplaced-text",
                    )
                elif hook in found:
                    found[hook].append(self._block(node))
            except ContentError as error:
                self._keep(error)
                faulty.add(hook)
        known = set(self._headings.values())
        for hook, blocks in list(found.items()):
            if hook not in known:
                del found[hook]
            elif not blocks:
                del found[hook]
                start = self._numbered(heads[hook])[0]
                end = next((later for later in starts if later > start), len(self._lines))
                # One that holds a comment alone is not yet written.
                if hook not in faulty and not any(start < number < end for number in self._commented):
                    remedy = "Write it, or leave its heading out."
                    self._keep(self._error(heads[hook], "the section is empty", remedy, rule="empty-section"))
        return found

    def _heading(self, node: Node, found: Collection[str]) -> str:
        title = " ".join(node.children[0].content.split())
        if title not in self._headings:
            known = f"The sections are {', '.join(self._headings)}."
            self._keep(
                self._error(
                    node,
                    f"there is no section {title!r}",
                    did_you_mean(title, list(self._headings), known),
                    rule="unknown-section",
                )
                if node.token.tag == "h2"
                else self._level(node, title)
            )
            return title
        if node.token.tag != "h2":
            self._keep(self._level(node, title))
        if self._headings[title] in found:
            self._keep(
                self._error(node, f"the section {title!r} comes twice", "Join the two.", rule="repeated-section")
            )
        return self._headings[title]

    def _level(self, node: Node, title: str) -> ContentError:
        problem = "a guide has headings of the second level only"
        return self._error(node, problem, f"Write ## {title}", rule="heading-level")

    def _block(self, node: Node) -> ProseBlock:
        match node.type:
            case "paragraph":
                return ProseParagraph(self._prose(node.children[0]), self._line(node))
            case "bullet_list":
                items = tuple(self._item(item) for item in node.children)
                return ProseList(items, tuple(self._line(item) for item in node.children))
            case "table":
                head, *body = node.children
                headings = [
                    self._words(cell.children[0], cell.children[0], said="a table's head")
                    for cell in head.children[0].children
                ]
                if not body:
                    raise self._error(node, "the table has no rows", "Write its rows, or take it out.", rule="table")
                return ProseTable(
                    _caption(headings),
                    tuple(Column(heading) for heading in headings),
                    tuple(self._row(row, len(headings)) for row in body[0].children),
                    tuple(self._line(row) for row in body[0].children),
                )
            case "code_block":
                raise self._error(
                    node,
                    _CANNOT.format("code"),
                    "A line that begins with a tab or four spaces is code in Markdown: begin it further left.",
                )
            case "html_block" if node.content.startswith("<!--"):
                raise self._error(node, "the comment that begins here has no end", "Close it with -->.", at="<!--")
            case "html_block":
                raise self._error(node, "HTML is not part of a guide", "Write it in Markdown.")
            case other:
                raise self._error(
                    node,
                    _CANNOT.format(_NAMES.get(other, other.replace("_", " "))),
                    "It holds paragraphs, bullet lists, tables and links.",
                )

    def _line(self, node: Node) -> int:
        return self._first_line + self._numbered(node)[0]

    def _numbered(self, node: Node) -> tuple[int, int]:
        """The first line that a node takes up in the file's body, and the first after it."""
        start, end = node.lines
        return self._numbers[start], self._numbers[end - 1] + 1

    def _row(self, row: Node, columns: int) -> tuple[Prose, ...]:
        line = _COMMENT.sub("", self._lines[self._numbered(row)[0]])
        cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
        if len(cells) > columns:
            # The parser would drop what is too many without a word.
            raise self._error(row, f"the row has {len(cells)} cells, and the table's head {columns}", rule="table")
        return tuple(self._prose(cell.children[0]) for cell in row.children)

    def _item(self, item: Node) -> Prose:
        if len(item.children) != 1 or item.children[0].type != "paragraph":
            raise self._error(
                item, "an item of a list holds one paragraph and nothing else", "Take lists within lists apart."
            )
        return self._prose(item.children[0].children[0])

    def _words(self, inline: Node, node: Node, *, said: str) -> str:
        """The words within a node, its own emphasis and links taken off; what they cannot hold is refused."""
        words = ""
        for child in node.children:
            match child.type:
                case "text":
                    words += child.content
                case "softbreak" | "hardbreak":
                    words += " "
                case "strong" | "em":
                    words += self._words(inline, child, said=said)
                case other:
                    raise self._error(
                        inline, _CANNOT.format(_NAMES.get(other, other.replace("_", " "))), at=child.content or "!["
                    )
        if "{{" in words:
            raise self._error(inline, f"a citation cannot stand in {said}", at="{{", rule="citation")
        return words

    def _prose(self, inline: Node) -> Prose:
        return tuple(sentences_of(list(self._pieces(inline))))

    def _pieces(self, inline: Node) -> Iterator[Inline | Citation]:
        text = ""
        for child in inline.children:
            if child.type in ("softbreak", "hardbreak"):
                text += " "
            elif child.type == "text":
                text += child.content
            else:
                yield from self._citations(inline, text)
                text = ""
                yield self._inline(inline, child)
        yield from self._citations(inline, text)

    def _citations(self, inline: Node, text: str) -> Iterator[Inline | Citation]:
        # A pattern with one group splits into text and paths in turn.
        for number, part in enumerate(_CITATION.split(text)):
            if number % 2:
                if part not in PATHS:
                    raise self._error(
                        inline,
                        f"there is no fact {part!r} to cite",
                        did_you_mean(part, PATHS, f"There is {', '.join(PATHS)}."),
                        at=part or "{{",
                        rule="citation",
                    )
                yield Citation(part)
            elif "{{" in part or "}}" in part:
                brace = "{{" if "{{" in part else "}}"
                raise self._error(
                    inline,
                    "double braces are for citations, and this is none",
                    "Write {{ wages.annual.median }}, in one line.",
                    at=brace,
                    rule="citation",
                )
            elif part:
                yield part

    def _inline(self, inline: Node, child: Node) -> Inline:
        if child.type in ("strong", "em", "link"):
            words = self._words(inline, child, said="a link or in emphasis")
        match child.type:
            case "strong":
                return Strong(words)
            case "em":
                return Emphasis(words)
            case "link" if not words.strip():
                problem, remedy = "the link has no words", "Write what it leads to between its brackets."
                raise self._error(inline, problem, remedy, at="](", rule="address")
            case "link":
                target = str(child.token.attrs["href"])
                if SOC_PATTERN.fullmatch(target):
                    return OccupationLink(target, words)
                if not _ADDRESS.fullmatch(target):
                    raise self._error(
                        inline,
                        f"{target!r} is no address that a guide can link to",
                        "Write a web address with https://, or the SOC code of an occupation.",
                        at=target,
                        rule="address",
                    )
                return Link(words, target)
            case "html_inline":
                raise self._error(inline, "HTML is not part of a guide", "Write it in Markdown.", at=child.content)
            case other:
                raise self._error(
                    inline, _CANNOT.format(_NAMES.get(other, other.replace("_", " "))), at=child.content or "!["
                )


def _caption(headings: Sequence[str]) -> str:
    """What a table shows: Markdown has no captions, so its columns say it, as in ``Task and skill used``."""
    first, *others = headings
    return listing((first, *(heading.lower() for heading in others)))


def sentences_of(pieces: Sequence[Inline | Citation]) -> Iterator[Sentence]:
    """A text cut into sentences; each keeps the space that follows it.

    Args:
        pieces: The text.
    """
    sentence: list[Inline | Citation] = []
    for piece in pieces:
        if not isinstance(piece, str):
            sentence.append(piece)
            continue
        start = 0
        for end in _SENTENCE_END.finditer(piece):
            if _ABBREVIATED.search(piece, max(start, end.start() - _LONGEST), end.start() + 1):
                continue
            sentence.append(piece[start : end.end()])
            yield tuple(sentence)
            sentence, start = [], end.end()
        if start < len(piece):
            sentence.append(piece[start:])
    if sentence:
        yield tuple(sentence)
