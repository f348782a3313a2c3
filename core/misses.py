"""Misses: what searches found nothing for, written down for editors if they ask for it."""

import re
from datetime import date
from pathlib import Path

from occuguide.core.errors import OutputError

LONGEST = 100
"""How many letters of what was typed are kept."""

_PERSONAL = re.compile(r"@|://|\d[\d\s()./-]{4,}\d")
"""What may be an address, a telephone number or another number of somebody's: such a line is not kept."""


def write_down(path: Path, typed: str) -> None:
    """Add what was typed to a file, with the day; nothing of who typed it, when or where.

    Args:
        path: The file: a line for each, the day and the words with a tab between them.
        typed: What was typed. What may be somebody's own data is not written down.

    Raises:
        OutputError: The file cannot be written.
    """
    words = " ".join(typed.split())
    if not words or _PERSONAL.search(words):
        return
    try:
        with path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{date.today().isoformat()}\t{words[:LONGEST]}\n")
    except OSError as error:
        raise OutputError(
            f"what nothing was found for cannot be written down ({error.strerror})",
            where=str(path),
            remedy="Name another file as `search_misses` in occuguide.toml, or none.",
        ) from error
