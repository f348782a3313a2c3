"""Making the pages of parts: in this process, or in several at once."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from attrs import frozen

from occuguide.core import Application, ConfigError, Failure, OccuguideError, PluginError, Settings
from occuguide.plugins.web.routes import Part
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

_AT_ONCE = 8
"""How many parts a process is given at once: few enough to show how far it is, many enough to be worth it."""

_WORTH_IT = 5 * _AT_ONCE
"""How many parts make it worth while to start more processes, which takes some tenths of a second."""


@frozen
class Made:
    """A part that was made.

    Args:
        name: The part's name.
        files: The size of each of its files, by path.
        written: How many of them are not the old site's own.
        linked: The SOC codes of the occupations that its pages link to.
        failures: The plugin, hook, SOC code and words of everything that failed.
    """

    name: str
    files: dict[str, int]
    written: int
    linked: frozenset[str]
    failures: tuple[tuple[str, str, str, str], ...]


def make_parts(
    table: RouteTable, names: Sequence[str], draft: Path, old: Path | None, processes: int
) -> Iterator[Made]:
    """Make parts and write their files.

    Args:
        table: The routes.
        names: Which parts.
        draft: The folder to write into.
        old: The old site: a file that is the same there is taken over as it is, with its time of change.
        processes: How many processes may work at once.

    Raises:
        OccuguideError: A template or a setting is wrong, which every page would show.
        OSError: A file cannot be written.
    """
    if processes < 2 or len(names) < _WORTH_IT:
        by_name = {part.name: part for part in table.parts()}
        yield from (_make(by_name[name], table, draft, old) for name in names)
        return
    website = table.website
    given = (
        website.application.settings,
        tuple(website.places),
        tuple(renderer.name for renderer in website.renderers),
        draft,
        old,
    )
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _start, given)
    try:
        batches = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
        waiting: list[Future[list[Made]]] = [pool.submit(_make_batch, batch) for batch in batches]
        for done in as_completed(waiting):
            yield from done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _make(part: Part, table: RouteTable, draft: Path, old: Path | None) -> Made:
    registry = table.website.application.registry
    before = len(registry.failures)
    files: dict[str, int] = {}
    written = 0
    for page in part.pages():
        try:
            content = page.make()
        except ConfigError:
            # A template of the user's is wrong: it would be so on every page.
            raise
        except OccuguideError as error:
            registry.keep(Failure(plugin=error.where or part.name, error=error))
            continue
        written += _write(content, page.path, draft, old)
        files[page.path] = len(content)
    failures = tuple(
        dict.fromkeys((one.plugin, one.hook, one.soc, str(one.error)) for one in registry.failures[before:])
    )
    return Made(part.name, files, written, frozenset(part.linked), failures)


def _write(content: bytes, path: str, draft: Path, old: Path | None) -> bool:
    """Write a file, or take over the old site's if it is the same. Returns whether it was written."""
    target = f"{draft}/{path}"
    if old is not None and _same(f"{old}/{path}", content):
        _in_folder(target, lambda: os.link(f"{old}/{path}", target))
        return False

    def write() -> None:
        with open(target, "xb", buffering=0) as file:
            file.write(content)

    _in_folder(target, write)
    return True


def _same(path: str, content: bytes) -> bool:
    try:
        if os.path.islink(path) or os.path.getsize(path) != len(content):
            return False
        with open(path, "rb", buffering=0) as file:
            return file.read() == content
    except OSError:
        return False


def _in_folder(target: str, do: Callable[[], None]) -> None:
    """Do something in a folder that is made when it turns out not to be there."""
    try:
        do()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        do()


# --- In another process -------------------------------------------------------------------------------------

_state: dict[str, Any] = {}
"""What a process that makes parts was given when it started."""


def _start(settings: Settings, areas: Sequence[str], formats: Sequence[str], draft: Path, old: Path | None) -> None:
    application = Application(settings)
    website = Website(application, areas, formats)
    table = RouteTable(website)
    _state.update(table=table, parts={part.name: part for part in table.parts()}, draft=draft, old=old)


def _make_batch(names: Sequence[str]) -> list[Made]:
    return [_make(_state["parts"][name], _state["table"], _state["draft"], _state["old"]) for name in names]


def failed(made: Made) -> Iterator[Failure]:
    """The failures of a part as such."""
    for plugin, hook, soc, words in made.failures:
        yield Failure(plugin=plugin, hook=hook, soc=soc, error=PluginError(words))
