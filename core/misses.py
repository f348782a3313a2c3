"""Misses: what searches found nothing for, written down for editors if they ask for it."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from occuguide.core.occupation import ONET_SOC_PATTERN, SOC_PATTERN

LONGEST = 100
"""How many letters of what was typed are kept."""

_DIGITS = 6
"""From so many digits on, a number may be a telephone number, a date of birth or the like."""

_NUMBER = re.compile(r"\d(?:[\W_]*\d)*")
"""Digits, with whatever but letters between them."""


def write_down(path: Path, typed: str) -> Sequence[str]:
    """Add what was typed to a file, with the day; nothing of who typed it, when or where.

    A line with an ``@`` or ``://`` is not written down, nor one with a number of six digits or more, whatever but
    letters stands between them; a SOC or O*NET-SOC code is no such number.

    Args:
        path: The file: a line for each, the day and the words with a tab between them.
        typed: What was typed. Control characters become spaces.

    Returns:
        What the user should know, in sentences: that the file cannot be written; as a rule nothing.
    """
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in typed).split())
    if not words or _may_be_personal(words):
        return ()
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{date.today().isoformat()}\t{words[:LONGEST]}\n")
    except OSError as error:
        failed = f"That nothing was found cannot be written down in {path} ({error.strerror})"
        return (f"{failed}: name another file as `search_misses` in occuguide.toml, or none.",)
    return ()


def _may_be_personal(words: str) -> bool:
    return "@" in words or "://" in words or any(map(_is_long, _NUMBER.findall(words)))


def _is_long(number: str) -> bool:
    is_code = SOC_PATTERN.fullmatch(number) or ONET_SOC_PATTERN.fullmatch(number)
    return not is_code and sum(map(str.isdecimal, number)) >= _DIGITS
