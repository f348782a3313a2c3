"""How long Occuguide's search takes, and how much memory and disk, each beside what is wanted."""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from facts import OCCUGUIDE
from search_peers import Occuguide, Silent, folder_size
from search_titles import Document, Trial

from occuguide.core.application import Application
from occuguide.core.config import read

RUNS = 9
SUGGESTIONS = 1000
"""How many prefixes are asked for."""
LONGEST_PREFIX = 12
MISTAKEN = 4
"""Of so many prefixes one has a mistake."""

_ALONE = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
print(status, time.perf_counter() - start, used.ru_maxrss / 1024)
"""


def timed(work: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(durations: Sequence[float]) -> str:
    """The median and the 99th percentile of some seconds."""
    ordered = sorted(durations)
    median, high = (ordered[len(ordered) * percent // 100] * 1000 for percent in (50, 99))
    return f"p50 {median:8.2f} ms  p99 {high:8.2f} ms"


def line(what: str, figures: str, target: str = "") -> None:
    """Print what was measured, and what is wanted, if something is."""
    print(f"{what:64} {figures}" + (f"  target {target}" if target else ""), flush=True)


def measure(made: Callable[[], Occuguide], trial: Trial) -> None:
    """Print what opening the index, searches, suggestions and a change take.

    Args:
        made: Makes the engine again, its index built, but not open.
        trial: What is indexed, and the titles to search for.
    """
    name = made().name
    opened, first = [], []
    for _ in range(RUNS):
        engine = made()
        opened.append(timed(engine.open))
        first.append(timed(partial(engine.search, "nurse")))
    line(f"{name}: opening the index", f"p50 {statistics.median(opened) * 1000:8.2f} ms", "60 ms")
    line(f"{name}: the first search after it", f"p50 {statistics.median(first) * 1000:8.2f} ms")
    engine = made()
    engine.open()
    titles = trial.titles
    for which in (f"{len(titles):,} searches, just opened", "the same searches again"):
        asked = [timed(partial(engine.search, title)) for title in titles]
        line(f"{name}: {which}", spread(asked), "p50 4 ms, p99 20 ms")
    engine = made()
    engine.open()
    begun = list(prefixes(trial.documents))
    for which in (f"{len(begun):,} suggestions, just opened", "the same suggestions again"):
        asked = [timed(partial(engine.suggest, prefix)) for prefix in begun]
        line(f"{name}: {which}", spread(asked), "p50 1.5 ms, p99 8 ms")
    engine.build(trial.documents)
    some = trial.documents[:: len(trial.documents) // RUNS]
    changed = [timed(partial(engine.rebuild, document)) for document in some]
    line(f"{name}: one occupation indexed again", f"p50 {statistics.median(changed) * 1000:8.2f} ms", "300 ms")


def prefixes(documents: Sequence[Document]) -> Iterator[str]:
    """What people may have typed so far: the first letters of titles, one of which may be wrong. Always the same."""
    chance = random.Random(29)
    titles = [title for document in documents for title in (document.title, *document.names)]
    for number, title in enumerate(chance.sample(titles, SUGGESTIONS)):
        prefix = title.lower()[: 1 + number % LONGEST_PREFIX]
        if number // LONGEST_PREFIX % MISTAKEN == 0:
            wrong = chance.randrange(len(prefix))
            prefix = prefix[:wrong] + chance.choice("abcdefghijklmnopqrstuvwxyz") + prefix[wrong + 1 :]
        yield prefix


def commands(store: Path) -> None:
    """Print what a user waits for: whole processes, over an index of every section that the store gives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "occuguide.toml"
        settings.write_text(f'facts = "{store}"\ncache = "cache"\ndisabled = ["edition"]\n')
        elapsed, memory = alone([*OCCUGUIDE, "index"], folder)
        line("occuguide index, all of it", f"{elapsed:8.2f} s  {memory:6.1f} MB of memory", "6 s, 250 MB")
        line("the index on disk", f"{folder_size(folder / 'cache') / 1e6:8.1f} MB")
        elapsed, memory = alone([*OCCUGUIDE, "search", "nurse"], folder)
        line("occuguide search, once it is made", f"{elapsed:8.2f} s  {memory:6.1f} MB of memory")
        application = Application(read(settings))
        elapsed = timed(partial(application.index, Silent(), anew=True))
        application.close()
        line("the same index, in a process that is running", f"{elapsed:8.2f} s")


def alone(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """The wall time of a process in seconds, and the most memory that it held, in megabytes.

    A process that is started counts as its own what the one that started it held (Linux), which is much here: a small
    one stands between.
    """
    between = subprocess.run(
        [sys.executable, "-c", _ALONE, *command], cwd=folder, check=True, capture_output=True, text=True
    )
    status, elapsed, memory = between.stdout.split()
    if status != "0":
        sys.exit(f"{' '.join(command)} failed")
    return float(elapsed), float(memory)
