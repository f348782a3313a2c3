"""Faults: what is wrong with a file, and where in it."""

from pathlib import Path

from attrs import frozen

from occuguide.core import Failure, OccuguideError
from occuguide.plugins.authoring.place import place_of


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
    """Where in a file an error says that it is, in words; empty, if that is not known."""
    place = place_of(error, path)
    if place is None:
        return ""
    line, column = place
    return f"Line {line}, column {column}" if column > 1 else f"Line {line}"
