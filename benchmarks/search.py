"""How often a search finds the occupation that a job title means, and how quickly, beside other engines.

Run it with the project's Python, in which the extra ``benchmark`` is installed:
``.venv/bin/python benchmarks/search.py ../shared/data --facts facts.sqlite``, with the folder of releases, and a store
that all of them were imported into. Without a store it makes one, and takes the wheel of wages as its second argument.

All engines index the same titles, those of O*NET, and are asked for the same others, none of which is a title in the
index; a further row is Occuguide as it is, with every section of the guides. An answer is right if it is the SOC code
of the title; a code that joins occupations is as right as they are. Half of each set, ``tuning``, is there to learn
from; the other, ``checking``, tells whether what was learned holds.

``--held-out`` indexes no title that the SOC's direct match titles have too, which makes thousands to ask for, and the
index poorer than it is. ``--folds`` does so with an eighth of them at a time. ``--parts`` leaves out one part of
Occuguide's search at a time, instead of comparing it with others.
"""

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from attrs import evolve, frozen
from facts import imports
from search_parts import without_each
from search_peers import OURS, Engine, Installed, Occuguide, peers
from search_speed import commands, measure, spread, timed
from search_titles import Query, Trial, normalized, trials

from occuguide.core.facts import Facts

HALVES = {"tuning": True, "checking": False}
WANTED = "wanted: 10 points more found first than by the best of the peers and 8 more in five; done at 5 and 4"


@frozen
class Asked:
    """A query, and what came of it.

    Args:
        query: What was asked for.
        found: The SOC codes of what was found, best first.
    """

    query: Query
    found: Sequence[str]

    @property
    def place(self) -> int | None:
        """Where the first right one stands, from 1; none if it is not among the first ten."""
        return next((place for place, soc in enumerate(self.found, start=1) if soc in self.query.right), None)


Answers = dict[str, dict[str, list[Asked]]]
"""What came of each engine's queries, by set."""


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

    def points(self, other: "Score") -> tuple[float, float]:
        """By how many percentage points this finds more first, and more in five, than another."""
        return (self.first - other.first) * 100, (self.five - other.five) * 100

    @classmethod
    def best(cls, scores: Iterable["Score"]) -> "Score":
        """The best of several engines in each measure by itself."""
        given = list(scores)
        return cls(*(max(getattr(one, measure) for one in given) for measure in ("first", "five", "reciprocal")))


def index_and_ask(engine: Engine, trial: Trial, answers: Answers) -> None:
    """Build an engine's index and ask for every title of every set; print how long both take.

    Args:
        engine: The engine.
        trial: What is indexed and asked for.
        answers: Where the answers are added.
    """
    built = timed(lambda: engine.build(trial.documents))
    # The first search opens files and compiles patterns.
    engine.search("nurse")
    found: dict[str, Sequence[str]] = {}
    took = []
    for title in trial.titles:
        start = time.perf_counter()
        found[title] = engine.search(title)
        took.append(time.perf_counter() - start)
    for name, queries in trial.sets.items():
        answers.setdefault(engine.name, {}).setdefault(name, []).extend(Asked(one, found[one.title]) for one in queries)
    print(f"{engine.name:40} {spread(took)}  indexed in {built:6.2f} s  {engine.size() / 1e6:6.1f} MB", flush=True)


def scores_of(answers: Answers, name: str, half: str) -> dict[str, Score]:
    """How good every engine is at one half of a set; nothing, if it has no titles."""
    scores = {}
    for engine, sets in answers.items():
        if asked := [one for one in sets[name] if one.query.tuning is HALVES[half]]:
            scores[engine] = Score.of(asked)
    return scores


def print_scores(answers: Answers, name: str) -> None:
    """Print how good every engine is at a set, and by how many points Occuguide is better than the best of the peers.

    Args:
        answers: What was asked.
        name: The set.
    """
    halves = {half: scores_of(answers, name, half) for half in HALVES}
    if not all(halves.values()):
        return
    rows = [[name, *(f"{half}: {measure}" for half in HALVES for measure in ("first", "in five", "MRR"))]]
    best = {}
    for half, scores in halves.items():
        if peers := [score for engine, score in scores.items() if not engine.startswith(OURS)]:
            best[half] = Score.best(peers)
    for engine in answers:
        row = [engine]
        for half, scores in halves.items():
            first, five = (f"{measure:.1%}" for measure in (scores[engine].first, scores[engine].five))
            if engine.startswith(OURS) and half in best:
                more = scores[engine].points(best[half])
                first, five = (f"{said} ({points:+.1f})" for said, points in zip((first, five), more, strict=True))
            row += [first, five, f"{scores[engine].reciprocal:.3f}"]
        rows.append(row)
    print_table(rows)


def print_parts(answers: Answers) -> None:
    """Print how many points fewer are found first, and in the first five, without each part."""
    sets = [(name, half) for name in next(iter(answers.values())) for half in HALVES if scores_of(answers, name, half)]
    rows = [["points", *(f"{name}: {half}" for name, half in sets)]]
    scores = [scores_of(answers, name, half) for name, half in sets]
    whole, *others = answers
    rows.append([whole, *(f"{one[whole].first:.1%}, {one[whole].five:.1%}" for one in scores)])
    for other in others:
        rows.append([other, *("{:+.1f}, {:+.1f}".format(*one[other].points(one[whole])) for one in scores)])
    print_table(rows)


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown, the first row being its head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print()
    for row in (rows[0], ["-" * width for width in widths], *rows[1:]):
        print("|", " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)), "|")


def print_failures(engine: str, answers: Mapping[str, Sequence[Asked]], most: int, titles: Mapping[str, str]) -> None:
    """Print what an engine did not find first, so many of each set, of the half that one may learn from."""
    for name in answers if most else ():
        failed = [one for one in answers[name] if one.query.tuning and one.place != 1]
        print(f"\n{engine}: {name}, tuning, {len(failed)} not found first")
        for one in failed[:most]:
            first = f"{one.found[0]} {titles[one.found[0]]}" if one.found else "nothing"
            right = " or ".join(f"{soc} {titles[soc]}" for soc in sorted(one.query.right & titles.keys()))
            print(f"  {one.query.title}: {first}; right is {right}, at {one.place or 'no place'}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("releases", type=Path, help="the folder of releases")
    parser.add_argument("wheel", type=Path, nargs="?", help="the wheel of wages, if a store is to be made")
    parser.add_argument("--facts", metavar="STORE", type=Path, help="a store with every release")
    parser.add_argument("--titles", metavar="FILE", type=Path, action="append", default=[], help="CSV: soc, title")
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="an engine or a set, by its name or a part of it"
    )
    parser.add_argument(
        "--failures", metavar="N", type=int, default=0, help="also print N failures, of the tuning half"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--held-out", action="store_true", help="index no title that is a direct match title too")
    how.add_argument("--folds", action="store_true", help="the same, an eighth of these titles at a time")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="ask for one title in N alone")
    parser.add_argument("--parts", action="store_true", help="leave out a part at a time of Occuguide's search")
    given = parser.parse_args()
    if not (given.facts or given.wheel):
        parser.error("name a store (--facts), or the wheel of wages, to make one")
    if missing := [str(path) for path in (given.releases, given.facts, *given.titles) if path and not path.exists()]:
        parser.error(f"there is no {', no '.join(missing)}")
    return given


def chosen(names: Iterable[str], only: Sequence[str]) -> list[str]:
    """Of some names those that are asked for, whole or by a part; all, if none of them is."""
    given = list(names)
    wanted = {
        name
        for one in only
        for name in ([one] if one in given else [name for name in given if one.casefold() in name.casefold()])
    }
    return [name for name in given if name in wanted] or given


def a_store(given: argparse.Namespace, scratch: Path) -> Path:
    """The store that was named, or one that is made now."""
    if given.facts:
        return Path(given.facts.resolve())
    imports(given.releases.resolve(), given.wheel.resolve(), scratch)
    return scratch / "facts.sqlite"


def print_sets(trial: Trial, facts: Facts) -> None:
    """Print what is indexed, and how many titles are asked for."""
    indexed = sum(1 + len(one.names) for one in trial.documents)
    print(f"{len(trial.documents)} occupations, {indexed:,} titles indexed; asked for:")
    for name, queries in trial.sets.items():
        if unknown := [one.title for one in queries if one.right.isdisjoint(facts.occupations)]:
            sys.exit(f"{name}: no occupation has the code that is given for {', '.join(unknown)}")
        tuning = sum(query.tuning for query in queries)
        print(f"  {name}: {len(queries):,} ({tuning:,} tuning, {len(queries) - tuning:,} checking)")
    print()


def engines(installed: Installed, folder: Path, trial: Trial, *, parts: bool) -> dict[str, Engine]:
    """Every engine by name: the peers and Occuguide's own, or its usual one with and without each part."""
    left_out = {normalized(title) for title in trial.titles}
    if not parts:
        return {**{peer.name: peer for peer in peers(folder)}, **installed.engines(folder, left_out)}

    def usual(name: str) -> Occuguide:
        return installed.engines(folder / name.replace(" ", "_"), left_out)[installed.usual]

    whole: list[Engine] = [usual("whole"), *without_each(usual)]
    return {one.name: one for one in whole}


def main() -> None:
    """Measure everything."""
    given = arguments()
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        store = a_store(given, scratch)
        facts = stack.enter_context(contextlib.closing(Facts(store)))
        installed = Installed(store, scratch)
        answers: Answers = {}
        for number, trial in enumerate(
            trials(facts, given.releases, given.titles, held_out=given.held_out, folds=given.folds)
        ):
            print_sets(trial, facts)
            asked = {name: trial.sets[name][:: given.every] for name in chosen(trial.sets, given.only)}
            folder = scratch / str(number)
            folder.mkdir()
            there = engines(installed, folder, trial, parts=given.parts)
            names = chosen(there, given.only)
            for name in names:
                index_and_ask(there[name], evolve(trial, sets=asked), answers)
            print()
        if given.parts:
            print_parts(answers)
            return
        for name in next(iter(answers.values())):
            print_scores(answers, name)
        print(f"\n{WANTED}\n")
        for name in answers:
            if name.startswith(OURS):
                print_failures(name, answers[name], given.failures, facts.occupations)
        own = [name for name in names if name.startswith(OURS)]
        for name in own:
            measure(partial(installed.engine, name, folder), trial)
        if own:
            commands(store)


if __name__ == "__main__":
    main()
