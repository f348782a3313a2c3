"""The TOML at the beginning of a file: taken from it, with the line of each key."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from occuguide.core import ContentError

_FENCE = "+++"


@frozen
class Front:
    """The TOML at the beginning of a file, between two lines of ``+++``.

    Args:
        path: The file.
        values: What it says.
        lines: Its lines. The first of them is the file's second.
    """

    path: Path
    values: Mapping[str, Any]
    lines: Sequence[str]

    def where(self, key: str, table: tuple[str, int] | None = None) -> str:
        """The place of a key, as ``file:line``; of one that is not there, where it is missed.

        Args:
            key: The key.
            table: The list of tables that it stands in, and in which of them, counted from 0; none for a key that
                stands in no list of tables.
        """
        start = 0
        if table is not None:
            name, number = table
            head = rf"\s*\[\[\s*{re.escape(name)}\s*\]\]"
            tables = [line for line, text in enumerate(self.lines) if re.match(head, text)]
            start = tables[number] if number < len(tables) else 0
        pattern = rf"\s*(\[\[?)?\s*(\w+\.)*[\"']?{re.escape(key)}\b"
        found = (line for line in range(start, len(self.lines)) if re.match(pattern, self.lines[line]))
        return f"{self.path}:{next(found, start - 1) + 2}"


def divide(path: Path, text: str) -> tuple[Front, str, int]:
    """Divide a file into its head and its body.

    Args:
        path: The file, for messages.
        text: What is in it, its lines ended by line feeds.

    Returns:
        The head, the body, and the line that the body begins in.

    Raises:
        ContentError: There is no head, or it is no valid TOML.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ContentError(
            "the file has no head",
            where=f"{path}:1",
            remedy="Begin it with a line +++, TOML, and a line +++.",
            rule="head",
        )
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    if end is None:
        raise ContentError("the head has no end", where=f"{path}:1", remedy="Close it with a line +++.", rule="head")
    if second := next((number for number, line in enumerate(lines) if number > end and line.rstrip() == _FENCE), 0):
        raise ContentError(
            "the file has a second head", where=f"{path}:{second + 1}:1", remedy="Join the two.", rule="head"
        )
    written = lines[1:end]
    try:
        values = tomllib.loads("\n".join(written))
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        place = re.search(r"\(at line (\d+), column (\d+)\)", said)
        where = f"{path}:{int(place[1]) + 1}:{place[2]}" if place else f"{path}:{end}"
        problem = f"the head is no valid TOML: {said.split(' (at ')[0]}"
        raise ContentError(problem, where=where, rule="head") from error
    except RecursionError as error:
        raise ContentError("the head is nested too deeply", where=f"{path}:2", rule="head") from error
    return Front(path, values, written), "\n".join(lines[end + 1 :]), end + 2
