"""The tree of a Markdown text: markdown-it's tokens, each with what stands in it.

markdown-it has a tree of its own, which takes half as long to make as the tokens themselves.
"""

from collections.abc import Iterable

from attrs import define, field
from markdown_it.token import Token


@define(eq=False)
class Node:
    """A piece of the text: a block, or what stands in one.

    Args:
        token: The token; of what has an opening and a closing one, the opening one.
        parent: What it stands in; none for what stands in nothing.
        children: What stands in it.
    """

    token: Token
    parent: "Node | None" = None
    children: "list[Node]" = field(factory=list)

    @property
    def type(self) -> str:
        """What it is, by the parser's name: ``paragraph``, ``bullet_list``, ``text``."""
        return self.token.type.removesuffix("_open")

    @property
    def content(self) -> str:
        """What it says itself: the words of a text, the HTML of HTML; empty for what only holds others."""
        return self.token.content

    @property
    def lines(self) -> tuple[int, int]:
        """The lines that it takes up, counted from 0, the second not among them; those of what it stands in, if it
        does not say.
        """
        if self.token.map is not None:
            return self.token.map[0], self.token.map[1]
        return self.parent.lines if self.parent else (0, 1)


def tree(tokens: Iterable[Token], parent: Node | None = None) -> list[Node]:
    """The pieces that tokens make.

    Args:
        tokens: The tokens, in their order.
        parent: What they stand in.
    """
    top: list[Node] = []
    here, siblings = parent, top
    for token in tokens:
        if token.nesting < 0:
            here = here.parent if here else None
            siblings = top if here is parent or here is None else here.children
            continue
        node = Node(token, here)
        siblings.append(node)
        if token.nesting > 0:
            here, siblings = node, node.children
        elif token.children:
            node.children = tree(token.children, node)
    return top
