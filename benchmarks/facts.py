"""How long it takes to import every release, to look facts up, and to compose every occupation's guide.

Run it with the project's Python: ``.venv/bin/python benchmarks/facts.py ../shared/data WHEEL``, with the folder of
releases and the wheel of wages that ``make wages`` fetches. Imports are whole processes, as a user runs them. Reading
O*NET's largest workbook is compared with openpyxl and pandas in the same run, where they are installed.
"""

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from occuguide.core.application import Application
from occuguide.core.area import AreaKind
from occuguide.core.compose import Composer
from occuguide.core.config import Settings, read
from occuguide.plugins.sources.release import Release
from occuguide.plugins.sources.tables import read_table

OCCUGUIDE = [sys.executable, "-m", "occuguide.core"]
RUNS = 5


def imports(releases: Path, wheel: Path, folder: Path) -> None:
    """Import everything into one store of the whole nation."""
    commands = {
        "soc": releases / "soc_2018",
        "areas": releases / "areas",
        "oews": wheel,
        "edd": releases / "edd_projections",
        "bls-projections": releases / "bls_employment_projections",
        "projections-central": releases / "state_projections",
        "cip-soc": releases / "cip_soc",
        "green": releases / "green",
        "onet": releases / "onet_29_3_excel",
    }
    (folder / "occuguide.toml").write_text('disabled = ["edition"]\narea = "California"\n')
    total, most = 0.0, 0.0
    older = ("onet 27.0, text", ["onet", str(releases / "onet_27_0_text")])
    for name, arguments in (older, *((source, [source, str(path)]) for source, path in commands.items())):
        start = time.perf_counter()
        process = subprocess.Popen(
            [*OCCUGUIDE, "data", "import", *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"importing {name} failed")
        elapsed, memory = time.perf_counter() - start, used.ru_maxrss / 1024
        total, most = total + elapsed, max(most, memory)
        print(f"{f'data import {name}':46} {elapsed:7.2f} s  {memory:6.1f} MB")
    size = (folder / "facts.sqlite").stat().st_size / 1e6
    print(f"{'all of it':46} {total:7.2f} s  {most:6.1f} MB at most  {size:.1f} MB store  target 60 s, 500 MB")


def facts_of_one(application: Application) -> None:
    """Every section's facts of one occupation and place, the store being open; then with the sections made of them."""
    occupation = application.occupations.find("11-3051").occupation
    area = application.area("California")
    facts = application.facts
    looks: list[Callable[[], object]] = [
        lambda: [facts.wages(occupation, place.wages) for place in (area, *area.within) if place.wages],
        lambda: [facts.projections(occupation, place) for place in (area, *area.within)],
        lambda: (facts.description(occupation.soc), facts.requirement(occupation.soc), facts.composite(occupation.soc)),
        lambda: facts.tasks(occupation.soc),
        lambda: [facts.ratings(occupation.soc, one) for one in ("skill", "ability", "style", "value", "context")],
        lambda: [facts.tools(occupation.soc, kind) for kind in ("technology", "tool")],
        lambda: [facts.designations(occupation.soc, kind) for kind in ("green", "bright")],
        lambda: [facts.distribution(occupation.soc, element) for element in ("education", "2.D.1")],
        lambda: (facts.programs(occupation.soc), facts.industries(occupation.soc, 10), facts.related(occupation.soc)),
        lambda: (facts.titles(occupation.soc), facts.specialties(occupation.soc), facts.interests(occupation.soc)),
        lambda: (facts.job_zone(occupation.soc), facts.predecessors(occupation.soc), facts.groups(occupation.soc)),
    ]
    timed = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        for look in looks:
            look()
        timed.append(time.perf_counter() - start)
    print(f"{'all facts of one occupation and place':46} {statistics.median(timed[1:]) * 1000:7.2f} ms  target 3 ms")
    timed = []
    for _ in range(RUNS + 1):
        composer = Composer(application.registry, facts, application.occupations)
        start = time.perf_counter()
        composer.guide(occupation, area)
        timed.append(time.perf_counter() - start)
    print(f"{'the same, composed into sections':46} {statistics.median(timed[1:]) * 1000:7.2f} ms")


def compose(application: Application, what: str) -> None:
    """Compose the guide of every occupation for the state; and of a sample for every place."""
    state = next(area for area in application.facts.areas if area.kind is AreaKind.STATE and area.name == "California")
    occupations = [application.occupations.get(soc) for soc in application.occupations.titles]
    composer = Composer(application.registry, application.facts, application.occupations)
    start = time.perf_counter()
    for occupation in occupations:
        composer.guide(occupation, state)
    elapsed = time.perf_counter() - start
    print(f"{f'compose {len(occupations)} occupations for the state, {what}':46} {elapsed:7.2f} s  target 5 s")


def render_everything(application: Application) -> None:
    """Compose every occupation for every place of the bundled edition, and render the text of each."""
    renderer = application.renderer("text")
    occupations = [application.occupations.get(soc) for soc in application.occupations.titles]
    places = application.facts.areas
    start = time.perf_counter()
    size = 0
    for occupation in occupations:
        for area in places:
            size += len(renderer.render(application.composer.guide(occupation, area)))
    elapsed = time.perf_counter() - start
    pairs = len(occupations) * len(places)
    failed = len(application.registry.failures)
    print(
        f"{f'compose and render {pairs:,} guides, text':46} {elapsed:7.1f} s  {elapsed / pairs * 1000:.2f} ms each,"
        f" {size / 1e6:.0f} MB out, {failed} failures"
    )


def workbooks(path: Path) -> None:
    """Read the same workbook by this project's reader, openpyxl and pandas, in turn."""

    def ours() -> int:
        (member,) = Release([path]).members()
        return sum(1 for _ in read_table(member, ("O*NET-SOC Code",), what="a table of O*NET"))

    def with_openpyxl() -> int:
        import openpyxl

        book = openpyxl.load_workbook(path, read_only=True)
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1

    def with_pandas() -> int:
        import pandas

        return len(pandas.read_excel(path, engine="openpyxl"))

    readers = {"read_table": ours, "openpyxl": with_openpyxl, "pandas": with_pandas}
    floor = 0.0
    for name, reader in readers.items():
        if name != "read_table" and importlib.util.find_spec(name) is None:
            print(f"{f'read {path.name}, {name}':46} not installed")
            continue
        rows, timed = 0, []
        for _ in range(3):
            start = time.perf_counter()
            rows = reader()
            timed.append(time.perf_counter() - start)
        elapsed = statistics.median(timed)
        floor = floor or elapsed
        print(f"{f'read {path.name}, {name}':46} {elapsed:7.2f} s  {elapsed / floor:5.1f} x read_table  {rows:,} rows")


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("releases", type=Path, help="the folder of releases")
    parser.add_argument("wheel", type=Path, help="the wheel of wages")
    parser.add_argument("--all-guides", action="store_true", help="also compose and render every pair (minutes)")
    arguments = parser.parse_args()
    releases, wheel = arguments.releases.resolve(), arguments.wheel.resolve()
    with tempfile.TemporaryDirectory() as folder:
        imports(releases, wheel, Path(folder))
        nation = Application(read(Path(folder) / "occuguide.toml"))
        facts_of_one(nation)
        compose(nation, "the nation's store")
        nation.close()
    with tempfile.TemporaryDirectory() as folder:
        bundled = Application(Settings.default(Path(folder)))
        facts_of_one(bundled)
        compose(bundled, "the edition")
        if arguments.all_guides:
            render_everything(bundled)
        bundled.close()
    workbooks(releases / "onet_29_3_excel" / "Skills.xlsx")


if __name__ == "__main__":
    main()
