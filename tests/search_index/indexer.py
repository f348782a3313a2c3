"""Processes that index, search and are killed, for ``test_processes.py``. What they found is printed as JSON.

Every occupation says which version of the whole it is of, so that a half of one beside a half of another would be seen.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from occuguide.core import Document, Passage
from occuguide.search_index.engine import Engine
from occuguide.search_index.whoosh_backend import WhooshBackend

OCCUPATIONS, CHANGED = 300, 40
"""How many there are, and how many are new in an index that is not made anew."""

KILLS, FIRST, SEED = 50, 7, 20261122
"""How many processes are killed, and the version that the first of them makes."""


class Silent:
    """Progress that nobody watches."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say nothing."""

    def note(self, words: str) -> None:
        """Say nothing."""


def stamps(version: int, changed: int) -> dict[str, str]:
    """What an index of a version holds: so many occupations of that version, and the others of version 0."""
    return {
        f"{11 + number // 100}-{number % 100 + 1000}": f"version{version if number < changed else 0}"
        for number in range(OCCUPATIONS)
    }


def index(folder: Path, version: int, *, anew: bool) -> None:
    """Bring the index to a version: all of it, or what changed alone."""
    wanted = stamps(version, OCCUPATIONS if anew else CHANGED)

    def documents(socs: Collection[str]) -> Iterator[Document]:
        for soc in socs:
            said = Passage("duties", "Duties", f"They fold paper and glue boxes, as {wanted[soc]} says.")
            yield Document(soc=soc, title=f"Box Makers of {wanted[soc]}", names=(), passages=(said,))

    engine = Engine(WhooshBackend(), folder)
    engine.update(wanted, documents, Silent(), anew=anew)
    engine.close()


def held(folder: Path) -> dict[str, int]:
    """How many occupations of each version a search finds, in an index that is opened anew."""
    engine = Engine(WhooshBackend(), folder)
    try:
        return Counter(hit.title.split()[-1] for hit in engine.search("box maker", {}, limit=2 * OCCUPATIONS).hits)
    finally:
        engine.close()


def started(folder: Path, version: int, *, anew: bool) -> int:
    """Start a process that indexes; its number."""
    child = os.fork()
    if not child:
        try:
            index(folder, version, anew=anew)
        finally:
            os._exit(0)
    return child


def killed(folder: Path) -> list[object]:
    """Kill fifty processes that index, at random moments; how each ended, and what the index held then."""
    chance = random.Random(SEED)
    took: dict[bool, float] = {}
    for version in range(1, 7):  # the quickest of three of each kind
        anew = version % 2 == 0
        began = time.perf_counter()
        os.waitpid(started(folder, version, anew=anew), 0)
        took[anew] = min(time.perf_counter() - began, took.get(anew, float("inf")))
    outcome: list[object] = [{"killed": False, "anew": True, "held": held(folder)}]
    for kill in range(KILLS):
        anew, version = kill % 2 == 0, kill + FIRST
        child = started(folder, version, anew=anew)
        time.sleep(chance.uniform(0, 1.5 * took[anew]))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        outcome.append({"killed": os.WIFSIGNALED(status), "anew": anew, "held": held(folder)})
    return outcome


def searched(folder: Path, stop: Path) -> list[object]:
    """Search over and over until a file is there; what each search found."""
    outcome: list[object] = []
    while not stop.exists() or not outcome:
        outcome.append(held(folder))
    return outcome


def main(what: str, folder: Path, *more: str) -> None:
    """Do one of the three."""
    if what == "killed":
        print(json.dumps(killed(folder)))
    elif what == "searched":
        print(json.dumps(searched(folder, Path(more[0]))))
    else:
        for version in range(2, 2 + int(more[0])):
            index(folder, version, anew=version % 2 == 0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
