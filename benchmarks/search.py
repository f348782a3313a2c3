"""How often a search finds the occupation that a job title means, and how quickly, beside other engines.

Run it with the project's Python, in which the extra ``benchmark`` is installed:
``.venv/bin/python benchmarks/search.py ../shared/data --facts facts.sqlite``, with the folder of releases, and a store
that all of them were imported into. Without a store it makes one, and takes the wheel of wages as its second argument.

All engines index the same titles, those of O*NET, and are asked for the same others, none of which is a title in the
index. An answer is right if it is the SOC code of the title; a code that joins occupations is as right as they are.
Half of each set, ``tuning``, is there to learn from; the other, ``checking``, tells whether what was learned holds.
"""

import argparse
import contextlib
import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from attrs import frozen
from facts import OCCUGUIDE, imports
from search_peers import FIRST, Engine, Occuguide, folder_size, occuguide_engines, peers
from search_titles import Document, Query, documents, title_sets
from spine import seconds

from occuguide.core.facts import Facts

HALVES = {"tuning": True, "checking": False}

LONGEST_PREFIX = 12
SUGGESTIONS = 1000
"""How many prefixes are asked for."""
RUNS = 9
MISTAKEN = 4
"""Of so many prefixes one has a mistake."""

TARGETS = {"suggestion": "", "opening": "", "changed": "", "whole": "", "size": ""}
"""What is wanted of each measure, as it is to be printed behind it."""


@frozen
class Asked:
    """A query, and what came of it.

    Args:
        query: What was asked for.
        found: The SOC codes of what was found, best first.
        took: How long that took, in seconds.
    """

    query: Query
    found: Sequence[str]
    took: float

    @property
    def place(self) -> int | None:
        """Where the first right one stands, from 1; none if it is not among the first ten."""
        return next((place for place, soc in enumerate(self.found, start=1) if soc in self.query.right), None)


@frozen
class Score:
    """How good an engine is at some queries.

    Args:
        first: The share of queries whose first answer is right.
        five: The share with a right one in the first five.
        reciprocal: The mean of 1 / place of the first right one, within the first ten; 0 where there is none.
    """

    first: float
    five: float
    reciprocal: float

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> "Score":
        """The score of what was asked, which must be something."""
        places = [one.place for one in asked]
        return cls(
            first=statistics.fmean(place == 1 for place in places),
            five=statistics.fmean(place is not None and place <= 5 for place in places),
            reciprocal=statistics.fmean(1 / place if place else 0 for place in places),
        )

    @classmethod
    def best(cls, scores: Iterable["Score"]) -> "Score":
        """The best of several engines in each measure by itself."""
        given = list(scores)
        return cls(*(max(getattr(one, measure) for one in given) for measure in ("first", "five", "reciprocal")))

    def __str__(self) -> str:
        return f"first {self.first:6.1%}  in five {self.five:6.1%}  MRR {self.reciprocal:.3f}"


def timed(work: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def milliseconds(durations: Sequence[float]) -> str:
    """The median and the 99th percentile of some seconds."""
    ordered = sorted(durations)
    median, high = (ordered[len(ordered) * percent // 100] * 1000 for percent in (50, 99))
    return f"p50 {median:8.2f} ms  p99 {high:8.2f} ms"


def ask(engine: Engine, queries: Iterable[Query]) -> list[Asked]:
    """Ask an engine for every title."""
    asked = []
    for query in queries:
        start = time.perf_counter()
        found = engine.search(query.title)
        asked.append(Asked(query, found[:FIRST], time.perf_counter() - start))
    return asked


def index_and_ask(
    engine: Engine, indexed: Sequence[Document], sets: Mapping[str, Sequence[Query]]
) -> dict[str, list[Asked]]:
    """Build an engine's index and ask it for every set; print how long both take. Returns the answers by set."""
    took = timed(lambda: engine.build(indexed))
    # The first search opens files and compiles patterns.
    engine.search("nurse")
    asked = {name: ask(engine, queries) for name, queries in sets.items()}
    latency = milliseconds([one.took for answers in asked.values() for one in answers])
    print(f"{engine.name:30} {latency}  indexed in {took:6.2f} s  {engine.size() / 1e6:6.1f} MB", flush=True)
    return asked


def print_scores(answers: Mapping[str, Mapping[str, Sequence[Asked]]], name: str, half: str) -> None:
    """Print how good every engine is at one half of a set, and the best of the peers."""
    ours: dict[str, Score] = {}
    others: dict[str, Score] = {}
    for engine, sets in answers.items():
        asked = [one for one in sets[name] if one.query.tuning is HALVES[half]]
        if not asked:
            return
        (ours if engine.startswith("Occuguide") else others)[engine] = Score.of(asked)
    print(f"\n{name}, {half}: {len(asked)} titles")
    for engine, score in (others | ours).items():
        print(f"  {engine:30} {score}")
    if others:
        print(f"  {'to beat: the best of the peers':30} {Score.best(others.values())}")


def print_failures(engine: str, answers: Mapping[str, Sequence[Asked]], most: int, titles: Mapping[str, str]) -> None:
    """Print what an engine did not find first, so many of each set, of the half that one may learn from."""
    for name in answers if most else ():
        failed = [one for one in answers[name] if one.query.tuning and one.place != 1]
        print(f"\n{engine}: {name}, tuning, {len(failed)} not found first")
        for one in failed[:most]:
            first = f"{one.found[0]} {titles[one.found[0]]}" if one.found else "nothing"
            right = " or ".join(f"{soc} {titles[soc]}" for soc in sorted(one.query.right & titles.keys()))
            print(f"  {one.query.title}: {first}; right is {right}, at {one.place or 'no place'}")


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


def measure_occuguide(
    engine: Occuguide, installed: Callable[[], Mapping[str, Occuguide]], documents: Sequence[Document]
) -> None:
    """Print what suggestions, opening the index and changing it take.

    Args:
        engine: The engine, its index built.
        installed: Makes every engine again, their indexes not open yet.
        documents: What is indexed.
    """

    def line(what: str, figures: str, target: str) -> None:
        print(f"{f'{engine.name}: {what}':50} {figures}  target {TARGETS[target] or 'not set'}")

    asked = [timed(partial(engine.suggest, prefix)) for prefix in prefixes(documents)]
    line(f"{len(asked)} suggestions", milliseconds(asked), "suggestion")
    opened = [timed(partial(installed()[engine.name].search, "nurse")) for _ in range(RUNS)]
    line("opening the index and a first search", milliseconds(opened), "opening")
    changed = [timed(partial(engine.rebuild, document)) for document in documents[:: len(documents) // RUNS]]
    line("one occupation indexed again", milliseconds(changed), "changed")


def whole_process(store: Path) -> None:
    """Print what the first search of all costs a user: a process that makes the documents and the whole index."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "occuguide.toml").write_text(f'facts = "{store}"\ncache = "cache"\ndisabled = ["edition"]\n')
        command = [*OCCUGUIDE, "search", "nurse"]
        elapsed, memory = seconds(command, folder)
        again, _ = seconds(command, folder)
        size = folder_size(folder / "cache") / 1e6
    print(
        f"{'occuguide search, with the whole index to make':50} {elapsed:8.2f} s  {memory:6.1f} MB of memory"
        f"  target {TARGETS['whole'] or 'not set'}"
    )
    print(
        f"{'occuguide search, once it is made':50} {again:8.2f} s  {size:6.1f} MB index"
        f"  target {TARGETS['size'] or 'not set'}"
    )


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("releases", type=Path, help="the folder of releases")
    parser.add_argument("wheel", type=Path, nargs="?", help="the wheel of wages, if a store is to be made")
    parser.add_argument("--facts", metavar="STORE", type=Path, help="a store with every release")
    parser.add_argument("--titles", metavar="FILE", type=Path, action="append", default=[], help="CSV: soc, title")
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="an engine or a set, by part of its name"
    )
    parser.add_argument(
        "--failures", metavar="N", type=int, default=0, help="also print N failures, of the tuning half"
    )
    parser.add_argument("--held-out", action="store_true", help="index no title that is a direct match title too")
    given = parser.parse_args()
    if not (given.facts or given.wheel):
        parser.error("name a store (--facts), or the wheel of wages, to make one")
    if missing := [str(path) for path in (given.releases, given.facts, *given.titles) if path and not path.exists()]:
        parser.error(f"there is no {', no '.join(missing)}")
    return given


def chosen(names: Iterable[str], only: Sequence[str]) -> list[str]:
    """Of some names those that are asked for; all, if none of them is."""
    given = list(names)
    return [name for name in given if any(one.casefold() in name.casefold() for one in only)] or given


def a_store(given: argparse.Namespace, scratch: Path) -> Path:
    """The store that was named, or one that is made now."""
    if given.facts:
        return Path(given.facts.resolve())
    imports(given.releases.resolve(), given.wheel.resolve(), scratch)
    return scratch / "facts.sqlite"


def sets_to_ask(given: argparse.Namespace, facts: Facts, indexed: Sequence[Document]) -> dict[str, list[Query]]:
    """The sets of titles; prints how many there are."""
    sets = title_sets(facts, indexed, given.releases, given.titles)
    print(f"{len(indexed)} occupations, {sum(1 + len(one.names) for one in indexed):,} titles indexed; asked for:")
    for name, queries in sets.items():
        if unknown := [one.title for one in queries if one.right.isdisjoint(facts.occupations)]:
            sys.exit(f"{name}: no occupation has the code that is given for {', '.join(unknown)}")
        tuning = sum(query.tuning for query in queries)
        print(f"  {name}: {len(queries)} ({tuning} tuning, {len(queries) - tuning} checking)")
    print()
    return {name: sets[name] for name in chosen(sets, given.only) if sets[name]}


def main() -> None:
    """Measure everything."""
    given = arguments()
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = a_store(given, scratch)
        facts = stack.enter_context(contextlib.closing(Facts(store)))
        indexed = documents(facts, held_out=given.held_out)
        sets = sets_to_ask(given, facts, indexed)
        installed = partial(occuguide_engines, store, scratch / "occuguide", facts)
        ours = installed()
        engines: dict[str, Engine] = {**{peer.name: peer for peer in peers(scratch)}, **ours}
        answers = {name: index_and_ask(engines[name], indexed, sets) for name in chosen(engines, given.only)}
        for name, half in itertools.product(sets, HALVES):
            print_scores(answers, name, half)
        for name in [name for name in ours if name in answers]:
            print_failures(name, answers[name], given.failures, facts.occupations)
            print()
            measure_occuguide(ours[name], installed, indexed)
        if answers.keys() & ours.keys():
            whole_process(store)


if __name__ == "__main__":
    main()
