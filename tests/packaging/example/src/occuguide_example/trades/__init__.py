"""The occupations that we wrote: the Markdown files of this folder."""

from collections.abc import Iterable
from pathlib import Path

from occuguide.core import hookimpl


@hookimpl
def occupation_folders() -> Iterable[Path]:
    """This folder."""
    return (Path(__file__).parent,)
