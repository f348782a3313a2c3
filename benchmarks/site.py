"""How quickly the site is built and served, and how heavy its pages are, beside others and beside what is possible.

Run it with the project's Python, in which Occuguide is installed: ``.venv/bin/python benchmarks/site.py``. All parts
take some ten minutes; ``--only peers``, ``build``, ``server`` or ``weight`` runs one, and may be given again.

The build is compared with Hugo, which must be on the PATH, and with MkDocs and Pelican, which are installed into
environments of their own. They get every guide and its summary as Markdown, with a template of a title and the content,
and no index of what is there; MkDocs and Pelican a sample, of which pages a second count. Hugo holds all its pages in
memory, some 20 GB, and is quickest with fewer, so that it gets a sample too; ``--hugo-every 2`` gives it half of all
where that is too much. All is done in one run, one after another. The floor of the build is the writing of the same
bytes to as many files; the server's is the same framework answering with a constant.
"""

import argparse
import gzip
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from site_markdown import write_pages
from site_peers import HUGO, MKDOCS, PELICAN, built, sample
from site_process import GUIDE, OCCUGUIDE, OWN, Used, line, project, run
from site_server import measure_server

RUNS = 5
FLOORS = 3
SAMPLED = 67
"""Of so many pages MkDocs and Pelican get one."""
HUGO_SAMPLED = 9
"""So that Hugo gets the number of pages at which it made most a second."""


def measure_peers(folder: Path, hugo_every: int) -> dict[str, tuple[float, int]]:
    """Build the site with the others. Returns the pages a second of each, and how many times that is wanted.

    Args:
        folder: A folder to be made.
        hugo_every: Of so many pages Hugo gets one, before it gets fewer.
    """
    start = time.perf_counter()
    pages = folder / "pages"
    count = write_pages(pages, os.cpu_count() or 1)
    line(f"{count:,} pages of Markdown, written for the others", f"{time.perf_counter() - start:7.1f} s")
    rates = {}
    for peer, every in ((HUGO, hugo_every), (HUGO, HUGO_SAMPLED), (MKDOCS, SAMPLED), (PELICAN, SAMPLED)):
        own = folder / f"{peer.name}-{every}"
        used = peer.build(pages if every == 1 else sample(pages, every, own / "pages"), own)
        made = built(own / "site")
        name = f"{peer.name}, {made:,} pages"
        line(name, rate(made, used))
        rates[name] = made / used.seconds, peer.target
    shutil.rmtree(pages)
    return rates


def rate(pages: int, used: Used) -> str:
    """Pages a second, seconds and memory in words."""
    took = f"{used.seconds:7.1f} s ({used.processor:.1f} s of processors)"
    return f"{pages / used.seconds:8,.0f} pages/s  {took}  {used.memory:8,.1f} MB at most"


def measure_build(folder: Path) -> float:
    """Build the site anew, again, and again with a changed occupation. Returns its pages a second."""
    build = [*OCCUGUIDE, "build", "--output", "site"]
    used = run(build, folder)
    files = {path.relative_to(folder / "site"): path.stat().st_size for path in each_file(folder / "site")}
    pages = sum(path.suffix == ".html" for path in files)
    line(f"occuguide build, {pages:,} pages", rate(pages, used), "600 MB")
    floor = min(time_to_write(files, folder / "floor") for _ in range(FLOORS))
    size = sum(files.values()) / 1e6
    line(
        f"the same {size:,.0f} MB written to {len(files):,} files",
        f"{pages / floor:8,.0f} pages/s  {floor:7.1f} s  the build takes {used.seconds / floor:.1f} x as long",
    )
    line("occuguide build, nothing changed", median(again(build, folder)), "0.7 s")
    changed = again(build, folder, folder / OWN / GUIDE.name)
    line("occuguide build, one occupation's file changed", median(changed), "1.5 s")
    return pages / used.seconds


def median(runs: Iterable[Used]) -> str:
    """The seconds of the run in the middle in words."""
    middle = sorted(runs, key=lambda used: used.seconds)[RUNS // 2]
    return f"{middle.seconds:7.2f} s ({middle.processor:.2f} s of processors)"


def again(command: list[str], folder: Path, changing: Path | None = None) -> Iterator[Used]:
    """Run a command some times, before each of which a sentence is added to a file, if one is named."""
    for number in range(RUNS):
        if changing is not None:
            head, first, rest = changing.read_text("utf-8").split("\n\n## ", 2)
            changing.write_text("\n\n## ".join((head, f"{first}\n\nThis is sentence {number}.", rest)), "utf-8")
        yield run(command, folder)


def time_to_write(files: dict[Path, int], folder: Path) -> float:
    """Write so many bytes to each of some files, in a folder that is then deleted. Returns the seconds it took."""
    content = bytes(max(files.values()))
    os.sync()
    start = time.perf_counter()
    for parent in {path.parent for path in files}:
        (folder / parent).mkdir(parents=True, exist_ok=True)
    for path, size in files.items():
        (folder / path).write_bytes(content[:size])
    elapsed = time.perf_counter() - start
    shutil.rmtree(folder)
    return elapsed


def each_file(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it."""
    return (path for path in folder.rglob("*") if path.is_file())


# --- Weight -------------------------------------------------------------------------------------------------


class Loaded(HTMLParser):
    """Takes down what a page loads at once: stylesheets, scripts, images."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what a tag loads."""
        given = {name: value or "" for name, value in attrs}
        links = tag == "link" and {"stylesheet", "icon"} & set(given.get("rel", "").split())
        address = given.get("href") if links else given.get("src")
        if address and not address.startswith("data:"):
            self.addresses.append(address)


def measure_weight(folder: Path) -> None:
    """Print what a reader's browser loads to show a guide."""
    run([*OCCUGUIDE, "build", "--output", "site", "--area", "Orange"], folder)
    place = folder / "site" / "orange-county"
    guides = [path for path in place.glob("*.html") if path.stem != "index"]
    written = place / f"{GUIDE.stem.replace('_', '-')}.html"
    heaviest = max(guides, key=compressed)
    for name, page in (("the written guide", written), ("the heaviest page of an occupation", heaviest)):
        loaded = Loaded()
        loaded.feed(page.read_text("utf-8"))
        files = [page, *(page.parent / address for address in dict.fromkeys(loaded.addresses))]
        sizes = [compressed(file) for file in files]
        figures = f"{sum(sizes) / 1000:7.1f} kB compressed, {sizes[0] / 1000:.1f} the page, {len(sizes)} requests"
        line(name, figures, "30 kB")


def compressed(file: Path) -> int:
    """How many bytes a file has, compressed as the server does it."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


# --- All of it ----------------------------------------------------------------------------------------------

PARTS = ("peers", "build", "server", "weight")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", metavar="PART", choices=PARTS, action="append", help=", ".join(PARTS))
    parser.add_argument("--hugo-every", metavar="N", type=int, default=1, help="give Hugo one page in N alone")
    given = parser.parse_args()
    parts = given.only or PARTS
    line("load of the machine before", f"{os.getloadavg()[0]:8.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rates = measure_peers(folder / "peers", given.hugo_every) if "peers" in parts else {}
        if "build" in parts:
            own = measure_build(project(folder / "build"))
            for peer, (pages, target) in rates.items():
                line(f"occuguide build beside {peer}", f"{own / pages:8.1f} x as many pages a second", f"{target} x")
        if "server" in parts:
            measure_server(project(folder / "server"))
        if "weight" in parts:
            measure_weight(project(folder / "weight"))


if __name__ == "__main__":
    main()
