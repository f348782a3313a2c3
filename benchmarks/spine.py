"""How quick the command line is, and how quickly one occupation's guides are made for every place.

Run it with the project's Python, in which Occuguide is installed: ``.venv/bin/python benchmarks/spine.py``. Commands
are timed as whole processes, in turn with a bare ``python -c pass``, so that a busy machine slows both; the medians
are printed with the ratio to the bare process.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from occuguide.core.application import Application
from occuguide.core.config import Settings
from occuguide.core.guide import View

RUNS = 9
BARE = [sys.executable, "-c", "pass"]
OCCUGUIDE = [sys.executable, "-m", "occuguide.core"]


def seconds(command: list[str], folder: Path) -> tuple[float, float]:
    """The wall time of a process in seconds, and the most memory that it held in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def compare(name: str, command: list[str], folder: Path, target: str) -> float:
    """Time a command in turn with a bare Python, and print what was measured. Returns its median in seconds."""
    bare, timed, memory = [], [], 0.0
    seconds(command, folder)
    for _ in range(RUNS):
        bare.append(seconds(BARE, folder)[0])
        elapsed, held = seconds(command, folder)
        timed.append(elapsed)
        memory = max(memory, held)
    median, floor = statistics.median(timed), statistics.median(bare)
    print(f"{name:46} {median:7.3f} s  {median / floor:5.1f} x bare Python  {memory:6.1f} MB  target {target}")
    return median


def thousand_occupations(folder: Path) -> None:
    """A project with a thousand occupation files."""
    mine = folder / "mine"
    mine.mkdir()
    for number in range(1000):
        soc = f"{90 + number // 900}-{1000 + number % 900}"
        head = f'+++\nsoc = "{soc}"\nwritten = 2026-11-22\ntitle = "Occupation {number}"\n+++\n'
        (mine / f"occupation_{number}.md").write_text(
            f"{head}\n## What Would I Do?\n\nThey work.\n" + "\n\nMore.\n" * 200
        )
    (folder / "occuguide.toml").write_text('occupations = ["mine"]\n')


def every_place(format_: str) -> None:
    """Compose and render one occupation's guide for all places, in this process."""
    application = Application(Settings.default(Path.cwd()))
    renderer = application.renderer(format_)
    occupation = application.occupations.find("11-3051").occupation
    places = application.facts.areas
    start = time.perf_counter()
    size = sum(len(renderer.render(application.composer.guide(occupation, area, View.DETAILED))) for area in places)
    elapsed = time.perf_counter() - start
    writing = time_to_write(size, len(places))
    print(
        f"{f'compose and render {len(places)} places, {format_}':46} {elapsed:7.3f} s  "
        f"{elapsed / writing:5.1f} x writing the bytes  {size / 2**20:5.1f} MB out  target 0.5 s"
    )


def time_to_write(size: int, files: int) -> float:
    """The floor: writing as many bytes to as many files."""
    with tempfile.TemporaryDirectory() as folder:
        content = b"x" * (size // files)
        start = time.perf_counter()
        for number in range(files):
            Path(folder, str(number)).write_bytes(content)
        return time.perf_counter() - start


def main() -> None:
    """Measure everything."""
    show = [*OCCUGUIDE, "show", "11-3051", "--format", "text"]
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        compare("occuguide --help", [*OCCUGUIDE, "--help"], Path(empty), "0.2 s")
        one = compare("occuguide show 11-3051 --format text", show, Path(empty), "0.4 s, 60 MB")
        compare("occuguide show 11-3051 --format html", [*show[:-1], "html"], Path(empty), "60 MB")
        compare("occuguide show 11-3051 --format json", [*show[:-1], "json"], Path(empty), "60 MB")
        thousand_occupations(Path(full))
        many = compare("the same beside 1,000 occupations", show, Path(full), "50 ms more")
        print(f"{'a thousand occupations cost show':46} {(many - one) * 1000:7.1f} ms more")
    for format_ in ("text", "html", "json"):
        every_place(format_)
    print(f"this process held at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f} MB")


if __name__ == "__main__":
    main()
