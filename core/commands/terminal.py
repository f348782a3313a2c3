"""What commands share: JSON, aligned columns, progress, and files that are written whole."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from occuguide.core.config import FILE_NAME
from occuguide.core.errors import OutputError
from occuguide.core.protocols import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def echo_json(data: object) -> None:
    """Print data as JSON, in UTF-8 whatever the terminal is set to."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False).encode())


def echo_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text in aligned columns, two spaces apart; the last is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def echo_notes(notes: Sequence[str]) -> None:
    """Say on the error stream what a user should know of the way to what is printed."""
    for note in notes:
        click.echo(f"note: {note}", err=True)


class _Silent:
    """Progress where nobody watches; the notes are kept."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        pass

    def note(self, words: str) -> None:
        self.notes.append(words)


class _Bars(_Silent):
    """Progress on a terminal: a bar for each work."""

    def __init__(self, bars: "Bars") -> None:
        super().__init__()
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, done: int, total: int, what: str) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        self._bars.update(self._tasks[what], completed=done, total=total)


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """Progress as a bar on the error stream, if that is a terminal; the notes at the end, if all went well."""
    progress = _Silent()
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress as Bars

        with Bars(console=Console(stderr=True), transient=True) as bars:
            progress = _Bars(bars)
            yield progress
    else:
        yield progress
    echo_notes(progress.notes)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; through a link, into what it leads to.

    Raises:
        OutputError: It cannot be written; what was there stands.
    """
    with writing_whole(path) as file:
        file.write(content)


_ANOTHER = "Name another file."


def _is_database(path: Path) -> bool:
    """Whether a file is a database, such as a fact store."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


@contextlib.contextmanager
def writing_whole(path: Path) -> Iterator[IO[bytes]]:
    """Write a file piece by piece: whole if the block ends well, and not at all otherwise.

    Args:
        path: The file; through a link, what it leads to.

    Yields:
        The file to write into.

    Raises:
        OutputError: It cannot be written; what was there stands.
    """
    path = path.resolve()
    if path.is_dir():
        raise OutputError("this is a folder", where=str(path), remedy="Name a file.")
    if path.name == FILE_NAME or _is_database(path):
        raise OutputError("this is not a file that was written so: it would be lost", where=str(path), remedy=_ANOTHER)
    draft: Path | None = None
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe is written into, never replaced.
            with path.open("wb") as file:
                yield file
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        # mkstemp makes a file for its owner alone; give it the rights that a new file would have.
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
