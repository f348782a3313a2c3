"""Occupations: a file for each that has a guide, read by the reader for its suffix; a sentence for every one."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

if __name__ != "occuguide.occupations":  # A second copy of every class would be made, unequal to the first.
    raise ImportError(f"import occuguide.occupations, not {__name__}: it is the same code, under its installed name")

from occuguide.core import Description, hookimpl

IN_SHORT = Path(__file__).with_name("in_short.toml")
"""What people in each occupation do, in one sentence, by SOC code."""


@hookimpl
def occupation_folders() -> Iterable[Path]:
    """This folder."""
    return (Path(__file__).parent,)


@hookimpl
def describe_occupation(soc: str) -> Description | None:
    """The sentence that says what people in the occupation do."""
    sentence = _sentences().get(soc)
    return Description(in_short=sentence) if sentence else None


@cache
def _sentences() -> Mapping[str, str]:
    return tomllib.loads(IN_SHORT.read_text(encoding="utf-8"))
