"""Plain words for the names that releases use, written for this project; they stand in ``plain_words.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def plain_words(table: str) -> Mapping[str, Any]:
    """The words of a table of ``plain_words.toml``, by the id or the name that they explain.

    Args:
        table: ``skills``, ``abilities``, ``interests``, ``styles``, ``values``, ``job_zones``, ``green`` or ``bright``.
    """
    text = resources.files("occuguide.plugins.sections").joinpath("plain_words.toml").read_text("utf-8")
    words: Mapping[str, Any] = tomllib.loads(text)[table]
    return words


def in_lower_case(words: str) -> str:
    """Words that begin a sentence, as they stand within one."""
    return words[:1].lower() + words[1:]
