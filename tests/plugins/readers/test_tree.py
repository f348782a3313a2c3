"""The tree of a Markdown text: the same as markdown-it's own, with the lines of everything."""

from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from occuguide import occupations
from occuguide.plugins.readers.markdown.tree import Node, tree

PARSER = MarkdownIt("commonmark").enable("table")

TEXTS = {
    "nothing": "",
    "lists in lists": "- a\n  - b\n\n    c\n- d\n\n1. e\n",
    "quotations": "> q **s *t* u** [l](x)\n> > r\n",
    "a table": "| a | b |\n| --- | --- |\n| **c** | |\n",
    "marks in marks": "[a **b `c`** ![d](e.png)](https://example.org/)\nand  \nmore <b>x</b>\n",
    "code and rules": "***\n\n```\nx\n```\n\n    y\n\n<div>\n\n# H\n",
    **{path.stem: path.read_text(encoding="utf-8") for path in Path(occupations.__file__).parent.glob("*.md")},
}


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_the_librarys_own(name: str) -> None:
    def ours(node: Node) -> tuple[Any, ...]:
        return node.type, node.content, tuple(map(ours, node.children))

    def theirs(node: SyntaxTreeNode) -> tuple[Any, ...]:
        return node.type, node.content, tuple(map(theirs, node.children))

    tokens = PARSER.parse(TEXTS[name])
    assert list(map(ours, tree(tokens))) == list(map(theirs, SyntaxTreeNode(tokens).children))


def test_what_does_not_say_its_lines_has_those_of_what_it_stands_in() -> None:
    (table,) = tree(PARSER.parse("\n| a | b |\n| --- | --- |\n| *c* | d |\n"))
    row = table.children[1].children[0]
    cell = row.children[0]
    assert (table.lines, row.lines) == ((1, 4), (3, 4))
    assert cell.lines == cell.children[0].lines == cell.children[0].children[0].lines == (3, 4)
