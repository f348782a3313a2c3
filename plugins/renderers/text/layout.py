"""Layout: words and tables set in columns of characters."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from attrs import frozen

WIDTH = 80
"""Columns on a line."""

_GAP = "  "
_LEAST = 10  # Columns that a wrapped cell should have, so that it is not a word a line.
_FIGURE = 16  # Columns that hold every figure; what is longer says in words why there is none, and may be wrapped.
# Not str.split(): a space that does not break must not.
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ADDRESS = re.compile(r"\(?(?:https?://|mailto:)\S", re.IGNORECASE)


def width(text: str) -> int:
    """How many columns a text takes: an ideograph takes two, an accent put on a letter none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def wrap(text: str, columns: int = WIDTH, *, first: str = "", rest: str = "") -> list[str]:
    """A text's lines.

    Args:
        text: What to set. Runs of spaces and newlines count as one space.
        columns: How many columns there are, those of ``first`` and ``rest`` among them.
        first: What the first line begins with.
        rest: What the other lines begin with.

    Returns:
        The lines, without spaces at their ends. A word that is too long is cut; an address is not.
    """
    lines: list[str] = []
    line, used, begun = first, width(first), False
    for word in _SPACES.split(text.strip(" \t\r\n\f\v")):
        size = width(word)
        if begun and used + 1 + size > columns:
            lines.append(line.rstrip())
            line, used, begun = rest, width(rest), False
        while used + size + begun > columns and not _ADDRESS.match(word) and columns > used:
            head = _head(word, columns - used)
            lines.append((line + head).rstrip())
            word = word[len(head) :]
            line, used, size = rest, width(rest), width(word)
        line += f" {word}" if begun else word
        used += size + begun
        begun = True
    lines.append(line.rstrip())
    return lines


def _head(word: str, columns: int) -> str:
    """As many of a word's characters as fit; at least one."""
    for end in range(len(word), 1, -1):
        if width(word[:end]) <= columns:
            return word[:end]
    return word[:1]


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """A text filled up with spaces to a number of columns."""
    filling = " " * (columns - width(text))
    return filling + text if right else text + filling


@frozen
class _Need:
    """How wide a column should be: ever less, as there is less room.

    Args:
        whole: So that nothing is wrapped.
        headed: So that a heading over figures is wrapped, and figures are not.
        legible: So that what is wrapped is not a word a line.
        least: So that no word is cut.
    """

    whole: int
    headed: int
    legible: int
    least: int


@frozen
class Grid:
    """A table's cells as plain strings.

    Args:
        headings: The columns' headings.
        numeric: For each column, whether it is aligned at the right.
        rows: The cells.
    """

    headings: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[str]]

    def lines(self) -> list[str]:
        """The table in columns; where these do not fit, one record after the other."""
        columns = self._columns()
        if columns is None:
            return self._records()
        rule = _GAP.join("-" * size for size in columns)
        body = [line for row in self.rows for line in self._row(row, columns)]
        return [*self._row(self.headings, columns, bottom=True), rule, *body]

    def _columns(self) -> list[int] | None:
        """How wide each column is; none if they do not fit.

        Headings are wrapped first, then words, then figures.
        """
        room = WIDTH - len(_GAP) * (len(self.headings) - 1)
        needs = [self._need(index) for index in range(len(self.headings))]
        sizes = [need.whole for need in needs]
        for least in (
            [need.headed for need in needs],
            [need.legible for need in needs],
            [need.least for need in needs],
        ):
            while sum(sizes) > room and any(size > few for size, few in zip(sizes, least, strict=True)):
                # The widest gives first, so that no column is starved.
                giving = (index for index, few in enumerate(least) if sizes[index] > few)
                sizes[max(giving, key=sizes.__getitem__)] -= 1
            if sum(sizes) <= room:
                return sizes
        return None

    def _need(self, index: int) -> "_Need":
        heading, numeric = self.headings[index], self.numeric[index]
        cells = [row[index] for row in self.rows]
        # A cell in the first column hangs: its words need room for the gap that its other lines begin with.
        hanging = 0 if index or numeric else len(_GAP)
        least = _longest_word((heading, *cells)) + hanging
        whole = max(map(width, (heading, *cells)))
        headed = max(_longest_word((heading,)), *map(width, cells), 1) if numeric else whole
        legible = min(headed, max(least, _FIGURE if numeric else _LEAST))
        return _Need(whole, headed, legible, min(least, legible))

    def _row(self, cells: Sequence[str], columns: Sequence[int], *, bottom: bool = False) -> list[str]:
        set_cells = [
            wrap(cell, size, rest="" if numeric or bottom or index else _GAP)
            for index, (cell, size, numeric) in enumerate(zip(cells, columns, self.numeric, strict=True))
        ]
        if bottom:
            height = max(map(len, set_cells))
            set_cells = [[""] * (height - len(lines)) + lines for lines in set_cells]
        return [
            _GAP.join(
                pad(part, size, right=numeric) for part, size, numeric in zip(parts, columns, self.numeric, strict=True)
            ).rstrip()
            for parts in zip_longest(*set_cells, fillvalue="")
        ]

    def _records(self) -> list[str]:
        lines: list[str] = []
        for row in self.rows:
            if lines:
                lines.append("")
            for heading, cell in zip(self.headings, row, strict=True):
                lines += wrap(f"{heading}: {cell}" if heading else cell, rest="  ")
        return lines


def _longest_word(texts: Iterable[str]) -> int:
    return max((width(word) for text in texts for word in _SPACES.split(text)), default=0)
