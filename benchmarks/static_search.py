"""How often search in the browser finds the occupation that a title means, how large it is, and how quick.

Run it with the project's Python, in which the extra ``benchmark`` is installed, where node is on the PATH:
``.venv/bin/python benchmarks/static_search.py ../shared/data --facts facts.sqlite``, with the folder of releases, and a
store that all of them were imported into. ``search.py`` says what is asked for. The same titles are asked of the
engine of ``occuguide search``.
"""

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from search import Answers, index_and_ask, print_failures, print_scores
from search_peers import FIRST, OURS, Installed
from search_speed import line, prefixes, spread
from search_titles import Document, normalized, trials

from occuguide.core.application import Application
from occuguide.core.config import Settings
from occuguide.core.words import slug
from occuguide.plugins import web
from occuguide.plugins.web.search_data import search_data

SETS = ("direct", "written")
SEARCH = Path(web.__file__).with_name("assets") / "search.js"

NODE = """
globalThis.window = globalThis;
const zlib = require("node:zlib");
const [, data, search] = process.argv;
for (const name of [data, search]) require(name);
const sizes = [data, search].map((name) => {
  const raw = require("node:fs").readFileSync(name);
  return [raw.length, zlib.gzipSync(raw, { level: 9 }).length, zlib.brotliCompressSync(raw).length];
});
console.log(JSON.stringify(sizes));
require("node:readline").createInterface({ input: process.stdin }).on("line", (asked) => {
  const [how, typed, limit] = JSON.parse(asked), start = performance.now(), found = occuguide[how](typed, limit);
  console.log(JSON.stringify([(performance.now() - start) / 1000, found]));
});
"""


class InBrowser:
    """``search.js`` in node, over what a build writes.

    Args:
        application: What the site is built of.
        folder: Where the index is written.
        left_out: Normalized titles that are not indexed, as they are asked for.
    """

    name = f"{OURS}, in the browser"

    def __init__(self, application: Application, folder: Path, left_out: Collection[str]) -> None:
        self._application = application
        self._path = folder / "search-data.js"
        self._left_out = left_out

    def build(self, _documents: Sequence[Document]) -> None:
        """Write the index without the titles that are asked for, and start node."""
        slugs = {soc: slug(title) for soc, title in self._application.occupations.titles.items()}
        start = time.perf_counter()
        script = search_data(self._application, slugs)
        self.made_in = time.perf_counter() - start
        head, _, said = script.decode("ascii").partition(".index = ")
        index = json.loads(said.rstrip(";\n"))
        for one in index["occupations"]:
            title, *others = one[4]
            one[4] = [title, *("\n".join(filter(self._is_kept, lines.split("\n"))) for lines in others)]
        self._path.write_text(f"{head}.index = {json.dumps(index, separators=(',', ':'))};\n", "ascii")
        self._start(self._path)
        self._path.with_name("whole.js").write_bytes(script)

    def _is_kept(self, title: str) -> bool:
        return normalized(title) not in self._left_out

    def _start(self, data: Path) -> None:
        command = ["node", "-e", NODE, str(data), str(SEARCH)]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._node.stdout is not None
        self.sizes: Sequence[Sequence[int]] = json.loads(self._node.stdout.readline())

    def start_whole(self) -> None:
        """Start node again, with the whole index as a site has it."""
        self.close()
        self._start(self._path.with_name("whole.js"))

    def ask(self, how: str, typed: str) -> tuple[float, Any]:
        """Ask ``search`` or ``suggest``.

        Returns:
            The seconds that it took, and what was found.
        """
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps([how, typed, FIRST]) + "\n")
        self._node.stdin.flush()
        took, found = json.loads(self._node.stdout.readline())
        return took, found

    def search(self, words: str) -> list[str]:
        """The SOC codes of the first ten occupations, best first."""
        return [hit["soc"] for hit in self.ask("search", words)[1]]

    def size(self) -> int:
        """How many bytes the index takes as a file."""
        return self.sizes[0][0]

    def close(self) -> None:
        """Stop node."""
        self._node.communicate()


def measure(engine: InBrowser, titles: Sequence[str], begun: Sequence[str]) -> None:
    """Print how large it is, and how long it takes.

    Args:
        engine: The engine, its index built.
        titles: What to search for.
        begun: What to ask suggestions for.
    """
    firsts = []
    for _ in range(5):
        engine.start_whole()
        firsts.append(engine.ask("search", "nurse")[0])
    for name, sizes in zip(("search-data.js", "search.js"), engine.sizes, strict=True):
        line(name, "raw {:,}, gzip {:,}, brotli {:,} bytes".format(*sizes), "1 MB compressed")
    line("search-data.js, made", f"{engine.made_in:8.2f} s", "0.5 s")
    line("the first search, which prepares the index", spread(firsts), "150 ms")
    for how, asked, target in (("search", titles, "p99 15 ms"), ("suggest", begun, "p99 10 ms")):
        engine.start_whole()
        engine.ask(how, "nurse")
        for which in ("just prepared", "the same again"):
            line(f"{len(asked):,} times {how}, {which}", spread([engine.ask(how, one)[0] for one in asked]), target)


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("releases", type=Path, help="the folder of releases")
    parser.add_argument("--facts", metavar="STORE", type=Path, required=True, help="a store with every release")
    parser.add_argument("--held-out", action="store_true", help="index no title that is a direct match title too")
    parser.add_argument("--every", metavar="N", type=int, default=1, help="ask for one title in N alone")
    parser.add_argument(
        "--failures", metavar="N", type=int, default=0, help="also print N failures, of the tuning half"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = given.facts.resolve()
        application = Application(Settings(folder=folder, facts=store))
        answers: Answers = {}
        for trial in trials(application.facts, given.releases, (), held_out=given.held_out):
            left_out = {normalized(title) for title in trial.titles}
            trial = type(trial)(trial.documents, {name: trial.sets[name][:: given.every] for name in SETS})
            engine = InBrowser(application, folder, left_out)
            installed = Installed(store, folder)
            theirs = installed.engines(folder, left_out)
            for one in (theirs[f"{OURS}, whoosh"], theirs[installed.usual], engine):
                index_and_ask(one, trial, answers)
        for name in SETS:
            print_scores(answers, name)
        print_failures(engine.name, answers[engine.name], given.failures, application.facts.occupations)
        print()
        measure(engine, trial.titles, list(prefixes(trial.documents)))
        engine.close()
        application.close()


if __name__ == "__main__":
    main()
