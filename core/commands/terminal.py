"""What commands share: JSON, aligned columns and progress."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from occuguide.core.errors import OutputError
from occuguide.core.protocols import Progress


def echo_json(data: object) -> None:
    """Print data as JSON, in UTF-8 whatever the terminal is set to."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False).encode())


def echo_columns(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text in aligned columns, two spaces apart; the last is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


@contextlib.contextmanager
def progress_bar() -> Iterator[Progress]:
    """Progress as a bar on the error stream, if that is a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total, what: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def show(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        yield show


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; through a link, into what it leads to.

    Raises:
        OutputError: It cannot be written; what was there stands.
    """
    path = path.resolve()
    if path.is_dir():
        raise OutputError("this is a folder", where=str(path), remedy="Name a file.")
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe is written into, never replaced.
            path.write_bytes(content)
            return
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes a file for its owner alone; give it the rights that a new file would have.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(draft, 0o666 & ~mask)
        os.replace(draft, path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error
