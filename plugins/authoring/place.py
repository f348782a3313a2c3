"""Where in a file an error says that it is."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from occuguide.core import OccuguideError

_PLACE = re.compile(r":(\d+)(?::(\d+))?$")
_IN_TOML = re.compile(r"at line (\d+), column (\d+)")


def place_of(error: BaseException, path: Path) -> tuple[int, int] | None:
    """The line and the column that an error names, or else the line of the file that it was raised in.

    Args:
        error: The error.
        path: The file.

    Returns:
        Line and column, counted from 1; the column is 1 where it is not known. None, if the line is not known either.
    """
    where = error.where if isinstance(error, OccuguideError) else ""
    if said := _PLACE.search(where):
        return int(said[1]), int(said[2] or 1)
    name = os.path.abspath(path)
    for one in _causes(error):
        if isinstance(one, tomllib.TOMLDecodeError) and (said := _IN_TOML.search(str(one))):
            return int(said[1]), int(said[2])
        if isinstance(one, SyntaxError) and one.filename == name and one.lineno:
            return one.lineno, one.offset or 1
        lines = [line for frame, line in walk_tb(one.__traceback__) if frame.f_code.co_filename == name]
        if lines:
            return lines[-1], 1
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that it came of."""
    while error is not None:
        yield error
        error = error.__cause__
