"""Occupations as Markdown files with a TOML head: how most guides are written. See ``docs/authoring.md``."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from occuguide.core import SOC_PATTERN, ContentError, OccupationReader, hookimpl

_HEAD_START = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n")
_SOC = re.compile(r"""^soc\s*=\s*["']([^"'\n]*)["']""", re.MULTILINE)
_FIRST_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_ENOUGH_FOR_THE_CODE = 4096
_MOST_BYTES = 1_000_000
"""Some thirty times as many as a long guide has."""


class MarkdownReader:
    """Reads a Markdown file with a TOML head."""

    suffix = ".md"

    def soc(self, path: Path) -> str:
        """The code in the head's line ``soc = "..."``; the rest is not parsed for it."""
        with path.open("rb") as file:
            start = file.read(_ENOUGH_FOR_THE_CODE).decode("utf-8", "replace")
        if not _HEAD_START.match(start):
            raise ContentError(
                "the file has no head",
                where=f"{path}:1",
                remedy="Begin it with a line +++, TOML, and a line +++.",
                rule="head",
            )
        # Only the keys before the first table are the head's own: a related occupation has a code too.
        found = _SOC.search(_FIRST_TABLE.split(start, 1)[0])
        if found is None:
            raise ContentError(
                "the head does not say which occupation the file is for",
                where=f"{path}:1",
                remedy='Add a line such as soc = "11-3051" near its beginning.',
                rule="head",
            )
        if not SOC_PATTERN.fullmatch(found[1]):
            raise ContentError(
                f"{found[1]!r} is no SOC code",
                where=f"{path}:{start.count(chr(10), 0, found.start()) + 1}",
                remedy='Write two digits, a hyphen and four digits, such as "11-3051".',
                rule="head",
            )
        return found[1]

    def load(self, path: Path, headings: dict[str, str]) -> object:
        """The file as a plugin: one answer for each section that it writes or whose facts its head holds."""
        from occuguide.plugins.readers.markdown.document import parse
        from occuguide.plugins.readers.markdown.head import read_head
        from occuguide.plugins.readers.markdown.sections import answers

        head, body, first_line = read_head(path, text_of(path))
        functions: dict[str, Callable[..., object]] = answers(head, parse(path, body, first_line, headings))
        return SimpleNamespace(SOC=head.soc, **functions)


def text_of(path: Path) -> str:
    """What is in a file, its lines ended by line feeds.

    Raises:
        ContentError: It is far too large for a guide, or not in UTF-8.
    """
    if path.exists() and not path.is_file():
        raise ContentError("this is no file", where=f"{path}:1:1", remedy="Take it away, or rename it.")
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise ContentError(
            f"the file has {size:,} bytes, and no guide needs more than {_MOST_BYTES:,}",
            where=f"{path}:1:1",
            remedy="Take out what is no guide.",
        )
    written = path.read_bytes()
    try:
        return written.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise ContentError("the file is not in UTF-8", where=f"{path}:{line}", remedy="Save it as UTF-8.") from error


@hookimpl
def occupation_reader() -> OccupationReader:
    """This reader."""
    return MarkdownReader()
