"""Looking: files read, and each guide looked at by the rules for one guide; many files in several processes."""

import gc
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from attrs import evolve, frozen

from occuguide.core import Application, Settings
from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.reading import read
from occuguide.plugins.authoring.check.rules import RULES
from occuguide.plugins.authoring.check.written import Written

_AT_ONCE = 25
_SELDOM = 100_000
"""After so many new objects cycles are looked for."""


@frozen
class Looked:
    """What came of looking at a file.

    Args:
        guides: What is written in it.
        findings: What was found in each for itself.
    """

    guides: Sequence[Written]
    findings: Sequence[Finding]


def look_at(desk: Desk, files: Sequence[Path]) -> list[Looked]:
    """Read files, and look at what is in each.

    Args:
        desk: What rules may look up.
        files: The files.
    """
    asked = {name: rule.look for name, rule in RULES.items() if rule.look and name not in desk.settings.off}
    looked = []
    for path in files:
        guides = read(desk.application, path)
        findings = [fault for guide in guides for fault in guide.faults]
        for guide in guides:
            if guide.soc:
                for name, look in asked.items():
                    findings += [evolve(finding, rule=name) for finding in look(guide, desk)]
        # A copy has nothing of what was worked out while it was looked at.
        looked.append(Looked([evolve(guide) for guide in guides], findings))
    return looked


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for cycles less often: reading makes a great many objects that live on, and that takes a quarter longer."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


# --- In other processes -------------------------------------------------------------------------------------


def in_processes(desk: Desk, files: Sequence[Path]) -> list[Looked]:
    """The same as ``look_at``, with as many processes as there are processors, each with a desk of its own."""
    batches = [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
    given = (desk.application.settings, desk.today)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _start, given) as pool:
        try:
            return [one for batch in pool.map(_look, batches) for one in batch]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_desks: list[Desk] = []
"""The desk of a process that was started to look at files."""


def _start(settings: Settings, today: date) -> None:
    # Ctrl-C reaches all processes: the one that asked ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    _desks.append(Desk(Application(settings), today))


def _look(files: Sequence[Path]) -> list[Looked]:
    return look_at(_desks[0], files)
