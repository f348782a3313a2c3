"""Occupations: a file for each that has a guide, read by the reader for its suffix; a sentence on every one."""

from collections.abc import Iterable
from pathlib import Path

if __name__ != "occuguide.occupations":  # A second copy of every class would be made, unequal to the first.
    raise ImportError(f"import occuguide.occupations, not {__name__}: it is the same code, under its installed name")

from occuguide.core import hookimpl


@hookimpl
def occupation_folders() -> Iterable[Path]:
    """This folder."""
    return (Path(__file__).parent,)
