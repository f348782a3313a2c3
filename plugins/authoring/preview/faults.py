"""Faults: what is wrong with a file, and where in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb

from attrs import frozen

from occuguide.core import Failure, OccuguideError


@frozen
class Fault:
    """What is wrong with a file.

    Args:
        place: The line and, where it is known, the column, in words; empty if neither is known.
        said: What is wrong there, and what to do about it.
    """

    place: str
    said: str


def fault_of(error: BaseException, path: Path) -> Fault:
    """What an error says of a file that could not be loaded."""
    if not isinstance(error, OccuguideError):
        return Fault(_place(error, path), f"{type(error).__name__}: {error}")
    if not error.where.startswith(str(path)):
        return Fault(_place(error, path), str(error))
    # The place is said apart.
    said = str(error).removeprefix(f"{error.where}: ")
    return Fault(_place(error, path), said[:1].upper() + said[1:])


def fault_in_section(failure: Failure, path: Path) -> Fault:
    """What a failure says of a file, a part of which could not be made."""
    if isinstance(failure.error, OccuguideError):
        return fault_of(failure.error, path)
    return Fault(_place(failure.error, path), str(failure))


def _place(error: BaseException, path: Path) -> str:
    """Where in a file an error says that it is, or else where it was raised, if that was there."""
    where = error.where if isinstance(error, OccuguideError) else ""
    if said := re.fullmatch(rf"{re.escape(str(path))}:(\d+)(?::(\d+))?", where):
        return _in_words(said[1], said[2])
    for one in _causes(error):
        if isinstance(one, SyntaxError) and one.filename == str(path):
            return _in_words(one.lineno, one.offset)
        lines = [line for frame, line in walk_tb(one.__traceback__) if frame.f_code.co_filename == str(path)]
        if lines:
            return _in_words(lines[-1], None)
    return ""


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that it came of."""
    while error is not None:
        yield error
        error = error.__cause__


def _in_words(line: object, column: object) -> str:
    return f"Line {line}, column {column}" if column else f"Line {line}"
