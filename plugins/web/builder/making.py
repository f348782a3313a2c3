"""Making the pages of parts: in this process, or in several at once."""

import os
import signal
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from occuguide.core import Application, ConfigError, Failure, OccuguideError, PluginError, Settings
from occuguide.plugins.web.builder.files import holds, take_over, write
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
        failures: What failed while it was made.
    """

    name: str
    files: Mapping[str, int]
    written: int
    linked: Set[str]
    failures: Sequence[Failure]


def make_parts(
    table: RouteTable, names: Sequence[str], draft: Path, old: Path | None, processes: int
) -> Generator[Made, None, None]:
    """Make parts and write their files. What fails is kept in the table's registry.

    Args:
        table: The routes.
        names: Which parts.
        draft: The folder to write into.
        old: The old site: a file that is the same there is taken over as it is, with its time of change.
        processes: How many processes may work at once.

    Raises:
        OccuguideError: A template or a setting is wrong, which every page would show, or a process ended.
        OSError: A file cannot be written.
    """
    if processes < 2 or len(names) < _WORTH_IT:
        by_name = {part.name: part for part in table.parts()}
        yield from (_make(by_name[name], table, draft, old) for name in names)
        return
    try:
        yield from _make_in_processes(table, names, draft, old, processes)
    except BrokenProcessPool as error:
        raise PluginError(
            "a process that was making pages ended without a word: memory ran out, or a plugin ended it",
            remedy="Free some memory, or switch off the plugins that are not Occuguide's own, and build again.",
        ) from error


def _make(part: Part, table: RouteTable, draft: Path, old: Path | None) -> Made:
    registry = table.website.application.registry
    before = len(registry.failures)
    files: dict[str, int] = {}
    written = 0
    for page in part.pages():
        try:
            content = page.make()
        except OccuguideError as error:
            if not page.renderer or isinstance(error, ConfigError):
                # The facts or a template of the user's are wrong: it would be so on every page.
                raise
            problem = PluginError(error.problem, remedy=error.remedy)
            registry.keep(Failure(plugin=page.renderer, hook="renderer", soc=part.soc, error=problem))
            continue
        target = f"{draft}/{page.path}"
        if old is not None and holds(f"{old}/{page.path}", content):
            take_over(f"{old}/{page.path}", target)
        else:
            write(content, target)
            written += 1
        files[page.path] = len(content)
    failures = {str(failure): failure for failure in registry.failures[before:]}
    return Made(part.name, files, written, frozenset(part.linked), tuple(failures.values()))


# --- In other processes -------------------------------------------------------------------------------------


def _make_in_processes(
    table: RouteTable, names: Sequence[str], draft: Path, old: Path | None, processes: int
) -> Iterator[Made]:
    website, context = table.website, get_context("spawn")
    gone, here = context.Pipe(duplex=False)
    given = (
        gone,
        website.application.settings,
        tuple(website.places),
        tuple(renderer.name for renderer in website.renderers),
        draft,
        old,
    )
    pool = ProcessPoolExecutor(processes, context, _start, given)
    try:
        batches = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
        with _no_interrupts():
            waiting: list[Future[list[Made]]] = [pool.submit(_make_batch, batch) for batch in batches]
        for done in as_completed(waiting):
            for made in done.result():
                for failure in made.failures:
                    website.application.registry.keep(failure)
                yield made
    except BaseException:
        # Whoever is at a page still is so in vain.
        here.close()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        here.close()
        gone.close()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, though it goes to all of them: the one that asked ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_state: dict[str, Any] = {}
"""What a process that makes parts was given when it started."""


def _start(
    gone: Connection,
    settings: Settings,
    areas: Sequence[str],
    formats: Sequence[str],
    draft: Path,
    old: Path | None,
) -> None:
    threading.Thread(target=_end_with, args=(gone,), daemon=True).start()
    table = RouteTable(Website(Application(settings), areas, formats))
    _state.update(table=table, parts={part.name: part for part in table.parts()}, draft=draft, old=old)


def _end_with(gone: Connection) -> None:
    """End, whatever this process is at, when the one that asked needs no more, or was killed: both close its end."""
    gone.poll(None)
    os._exit(1)


def _make_batch(names: Sequence[str]) -> list[Made]:
    made = [_make(_state["parts"][name], _state["table"], _state["draft"], _state["old"]) for name in names]
    return [evolve(one, failures=tuple(map(_as_words, one.failures))) for one in made]


def _as_words(failure: Failure) -> Failure:
    """A failure that says the same and can be sent, whatever a plugin raised."""
    where, _, said = str(failure).partition(": ")
    return evolve(failure, error=PluginError(said, where=where))
