"""The projects and processes that are measured, and how a figure is printed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

OCCUGUIDE = [sys.executable, "-m", "occuguide.core"]
OWN = "mine"
"""The folder of a project's own occupation files."""
GUIDE = Path(__file__).parents[1] / "occupations" / "industrial_production_managers.md"
_PAUSE = 0.25
"""Seconds from one look at a process's memory to the next."""


@frozen
class Used:
    """What a process took.

    Args:
        seconds: From its start to its end.
        processor: How many seconds processors worked for it and its children, which a busy machine hardly lengthens.
        memory: The most that it and its children held at one time, in megabytes.
    """

    seconds: float
    processor: float
    memory: float


def project(folder: Path) -> Path:
    """Make a project with an occupation file of its own in place of the installed one. Returns its folder."""
    (folder / OWN).mkdir(parents=True)
    shutil.copy(GUIDE, folder / OWN)
    settings = f'occupations = ["{OWN}"]\ndisabled = ["guides"]\ncache = "cache"\n'
    (folder / "occuguide.toml").write_text(settings, "utf-8")
    return folder


def line(what: str, figures: str, target: str = "") -> None:
    """Print what was measured, and what is wanted, if something is."""
    print(f"{what:62} {figures}" + (f"  target {target}" if target else ""), flush=True)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Used:
    """Run a command to its end, with nothing else waiting to be written to the disk.

    Args:
        command: The command.
        folder: The folder to run it in.
        environment: Variables beside those of this process.
    """
    os.sync()
    log = folder / "log.txt"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        seen = 0.0
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            # A short command is not slowed by waiting for it, nor a long one by being looked at.
            if time.perf_counter() - start < 10 * _PAUSE:
                time.sleep(_PAUSE / 100)
            else:
                seen = max(seen, memory(process.pid))
                time.sleep(_PAUSE)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-2000:]}")
    return Used(seconds, used.ru_utime + used.ru_stime, max(seen, used.ru_maxrss / 1024))


def memory(process: int) -> float:
    """How many megabytes a process and its children hold; what several share counts once."""
    family = list(_family(process))
    if len(family) == 1:
        return _kilobytes(Path(f"/proc/{process}/status"), "VmRSS:") / 1024
    return sum(_kilobytes(Path(f"/proc/{one}/smaps_rollup"), "Pss:") for one in family) / 1024


def most_memory(process: int) -> float:
    """How many megabytes a process ever held, but for its children."""
    return _kilobytes(Path(f"/proc/{process}/status"), "VmHWM:") / 1024


def free_memory() -> float:
    """How many megabytes no process holds."""
    return _kilobytes(Path("/proc/meminfo"), "MemAvailable:") / 1024


def _family(process: int) -> Iterator[int]:
    """A process and all that it started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = children.read_text().split()
        except OSError:  # It has ended.
            continue
        for one in started:
            yield from _family(int(one))


def _kilobytes(table: Path, row: str) -> int:
    try:
        return next((int(said.split()[1]) for said in table.read_text().splitlines() if said.startswith(row)), 0)
    except OSError:  # It has ended.
        return 0
