"""How long ``occuguide check`` takes for a guide of every occupation.

Run it with the project's Python: ``.venv/bin/python benchmarks/check.py``. It makes 800 guides of the size of ours and
runs the command as a whole process, in turn with one that only parses the same files by markdown-it: no checker of
Markdown can do with less. The medians are printed with their ratio.
"""

import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from occuguide.core import Application, Citations, Settings

GUIDES = 800
RUNS = 5
SEED = 20_261_123
OURS = Path(__file__).parents[1] / "occupations"

CHECK = [sys.executable, "-m", "occuguide.core", "check", "--json", "guides"]
PARSE = """
import sys
from pathlib import Path
from markdown_it import MarkdownIt
parser = MarkdownIt("commonmark").enable("table")
for path in Path(sys.argv[1]).iterdir():
    parser.parse(path.read_text("utf-8").split("+++", 2)[2])
"""
BASELINE = [sys.executable, "-c", PARSE, "guides"]

# Most occupations have old projections alone, and guides of ours are excepted for it.
SETTINGS = 'occupations = ["guides"]\n\n[check]\napart = 100\n'


# --- The guides ---------------------------------------------------------------------------------------------

_HEAD = re.compile(r"\+\+\+\n(.*?)\n\+\+\+\n", re.DOTALL)
_KEPT = re.compile(r"(<!--.*?-->|\{\{.*?\}\}|\]\(.*?\)|^#.*?$)", re.DOTALL | re.MULTILINE)
"""What stays as it is in a guide's body: comments, citations, targets of links, headings."""
_WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
_INTEREST = re.compile(r"\b(?:Realistic|Investigative|Artistic|Social|Enterprising|Conventional)\b")
_CITED = re.compile(r"\{\{ ([\w.]+) \}\}")
_LOOKED_FOR = re.compile(r"earn|pa(?:y|id)|wage|salar|make|grow|increas|rise|decline|fall|shrink|than|and$|visit|see")
"""Words that rules look for beside others: they stay, and none is added."""


class Author:
    """Writes guides like ours.

    Args:
        application: What knows the occupations and their figures.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._ours = [path.read_text("utf-8") for path in sorted(OURS.glob("*.md"))]
        lengths = defaultdict(list)
        bodies = (_KEPT.sub("", _HEAD.sub("", text)) for text in self._ours)
        for word in sorted({word for body in bodies for word in _WORD.findall(body)}):
            if not _LOOKED_FOR.match(word):
                lengths[len(word)].append(word)
        self._words: Mapping[int, Sequence[str]] = lengths

    def write(self, folder: Path, number: int) -> None:
        """Write a guide of an occupation: one of ours, its words changed for others of the same length.

        So sentences are as long and as hard as ours, and hardly any stands in two guides.
        """
        soc = sorted(self._application.facts.occupations)[number]
        text = self._ours[number % len(self._ours)]
        chance = random.Random(SEED + number)
        head = _HEAD.match(text)
        assert head is not None
        parts = _KEPT.split(_INTEREST.sub("Steady", text[head.end() :]))
        body = "".join(part if place % 2 else self._changed(part, chance) for place, part in enumerate(parts))
        (folder / f"guide_{number:03}.md").write_text(
            f"+++\n{self._head(head[1], soc, chance)}\n+++\n{self._cited(body, soc)}", "utf-8"
        )

    def _changed(self, text: str, chance: random.Random) -> str:
        def other(found: re.Match[str]) -> str:
            words = self._words[len(found[0])]
            return chance.choice(words) if words and not _LOOKED_FOR.match(found[0]) else found[0]

        return _WORD.sub(other, text)

    def _head(self, head: str, soc: str, chance: random.Random) -> str:
        head = re.sub(r"^# allow .*\n", "", head, flags=re.MULTILINE)
        head = re.sub(r'^soc = "[^"]*', f'soc = "{soc}', head, count=1, flags=re.MULTILINE)
        return re.sub(
            r'^(in_short = ")(.*)$', lambda said: said[1] + self._changed(said[2], chance), head, flags=re.MULTILINE
        )

    def _cited(self, body: str, soc: str) -> str:
        """The body with those figures cited that are published for the occupation."""
        application = self._application
        citations = Citations(application.occupations.get(soc), application.area(), application.facts)
        return _CITED.sub(lambda cited: cited[0] if citations.get(cited[1]) is not None else "some", body)


# --- Measuring ----------------------------------------------------------------------------------------------


@frozen
class Used:
    """What a process took.

    Args:
        seconds: From its start to its end.
        processor: How many seconds processors worked for it and its children.
    """

    seconds: float
    processor: float


def run(command: Sequence[str], folder: Path, output: Path) -> Used:
    """Run a command to its end, whatever its exit status."""
    with output.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Used(seconds, used.ru_utime + used.ru_stime)


def median(used: Sequence[Used]) -> Used:
    """The median of each figure."""
    return Used(statistics.median(one.seconds for one in used), statistics.median(one.processor for one in used))


def main() -> None:
    """Make the guides, check them, and print how long it took."""
    with tempfile.TemporaryDirectory() as made:
        project = Path(made)
        (project / "occuguide.toml").write_text(SETTINGS, "utf-8")
        (guides := project / "guides").mkdir()
        author = Author(Application(Settings.default(project)))
        for number in range(GUIDES):
            author.write(guides, number)
        size = sum(path.stat().st_size for path in guides.iterdir())
        print(f"{GUIDES} guides of {size / GUIDES / 1000:.0f} kB")

        output = project / "output.json"
        parsing, checking = [], []
        for _ in range(RUNS):
            parsing.append(run(BASELINE, project, output))
            checking.append(run(CHECK, project, output))
        findings = json.loads(output.read_text("utf-8"))["findings"]
        found = ", ".join(f"{rule} {number}" for rule, number in Counter(one["rule"] for one in findings).most_common())
        print(f"{len(findings)} findings{f': {found}' if found else ''}")
        check, parse = median(checking), median(parsing)
        for name, used in (("occuguide check", check), ("markdown-it alone", parse)):
            print(
                f"{name:20} {used.seconds:6.2f} s  {used.processor:6.2f} s of processors  "
                f"{GUIDES / used.seconds:6.0f} guides a second"
            )
        print(f"{'ratio':20} {check.seconds / parse.seconds:6.2f}    {check.processor / parse.processor:6.2f}")
        print("target: 5 s")


if __name__ == "__main__":
    main()
