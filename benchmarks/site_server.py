"""How quickly the server answers, and how much memory it takes, beside its framework when that answers a constant."""

import csv
import gzip
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from site_load import Server, serving
from site_process import OCCUGUIDE, line, run

from occuguide.core import Application, View
from occuguide.core.config import read
from occuguide.plugins.web.website import Website

TITLES = Path(__file__).with_name("titles.csv")
SECONDS = 10
"""How long the server is asked for each figure."""
MANY = 64
"""Connections of a busy server."""
FEW = 8
WARM = 100
"""How many pages are asked for again and again."""
AN_HOUR = 60 * 60 * 10
"""Requests of an hour, ten a second."""

_CONSTANT = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

CONTENT = bytes(int(sys.argv[1]))

async def constant(_request):
    return Response(CONTENT, media_type="text/html")

app = Starlette(routes=[Route("/{path:path}", constant)])
uvicorn.run(app, port=int(sys.argv[2]), access_log=False, log_config=None, server_header=False)
"""


class Asked:
    """What readers and programs ask for, always the same.

    Args:
        website: The site that they ask.
    """

    def __init__(self, website: Website) -> None:
        self._chance = random.Random(29)
        self._socs = list(website.slugs)
        self._website = website
        self._places = list(website.places)
        with TITLES.open(encoding="utf-8", newline="") as file:
            self._titles = [row["title"] for row in csv.DictReader(file)]

    def guides(self, view: View = View.DETAILED) -> list[str]:
        """Every guide of every place, in no order."""
        website = self._website
        paths = [f"/{website.address(soc, place, view)}" for soc in self._socs for place in website.places.values()]
        self._chance.shuffle(paths)
        return paths

    def searches(self) -> list[str]:
        """A search for each title of the list, in one place or another."""
        return [f"/search.html?{urlencode({'q': title, **self._place()})}" for title in self._titles]

    def mixed(self) -> Iterator[str]:
        """Requests of all kinds in turn, most of them for guides and by people who type."""
        guides, summaries = cycle(self.guides()), cycle(self.guides(View.SUMMARY))
        searches = cycle(self.searches())
        while True:
            yield from islice(guides, 6)
            yield from islice(summaries, 2)
            title = self._chance.choice(self._titles)
            for typed in range(2, 7):
                yield f"/api/v1/suggestions?{urlencode({'q': title[:typed], **self._place()})}"
            yield from islice(searches, 3)
            two = [self._website.slugs[soc] for soc in self._chance.sample(self._socs, 2)]
            yield f"/compare.html?{urlencode({'occupation': two, **self._place()}, doseq=True)}"
            yield f"/api/v1/compare?{urlencode({'occupation': two, **self._place()}, doseq=True)}"
            yield f"/api/v1/occupations/{two[0]}?{urlencode(self._place())}"
            yield f"/api/v1/search?{urlencode({'q': title, **self._place()})}"
            yield f"/api/v1/places/{self._chance.choice(self._places)}"

    def _place(self) -> dict[str, str]:
        return {"area": self._chance.choice(self._places)}


def measure_server(folder: Path) -> None:
    """Ask the server for one kind of page after the other, and then its framework for as many bytes.

    Args:
        folder: The folder of a project.
    """
    run([*OCCUGUIDE, "index"], folder)
    serve = [*OCCUGUIDE, "serve", "--port"]
    application = Application(read(folder / "occuguide.toml"))
    asked = Asked(Website(application))
    guides, searches, mixed = asked.guides(), asked.searches(), list(islice(asked.mixed(), AN_HOUR))
    application.close()
    with serving(serve, folder) as server:
        cold = server.ask(guides, SECONDS, MANY)
        line(f"guides never asked for before, {at_once(MANY)}", f"{cold}", "100/s")
    with serving(serve, folder) as server:
        warm = guides[:WARM]
        server.ask(warm, SECONDS, 1)
        line(f"guides asked for before, {at_once(MANY)}", f"{server.ask(warm, SECONDS, MANY)}", "1,000/s, p99 50 ms")
        size = len(gzip.compress(server.read(warm[0])))
        # The first search in a place reads what its topics need.
        line("searches of a server just started, 1 connection", f"{server.ask(searches, SECONDS, 1)}")
        for connections in (1, FEW):
            line(
                f"the same searches again, {at_once(connections)}",
                f"{server.ask(searches, SECONDS, connections)}",
                "p99 60 ms",
            )
    constant(folder, size)
    with serving(serve, folder) as server:
        an_hour(server, mixed)


def at_once(connections: int) -> str:
    """How many ask at a time in words."""
    return "1 connection" if connections == 1 else f"{connections} connections"


def constant(folder: Path, size: int) -> None:
    """Ask the framework for a constant of so many bytes, as many as a compressed guide has."""
    program = folder / "constant.py"
    program.write_text(_CONSTANT)
    with serving([sys.executable, str(program), str(size)], folder) as server:
        for connections in (MANY, FEW, 1):
            what = f"Starlette answering {size / 1000:.1f} kB, {at_once(connections)}"
            line(what, f"{server.ask(['/'], SECONDS, connections)}")
        line("its memory", f"{server.memory:8.1f} MB")


def an_hour(server: Server, mixed: Sequence[str]) -> None:
    """Ask for as much as in an hour, as fast as it is answered, and say what memory that took."""
    line("memory of the server before it is asked", f"{server.memory:8.1f} MB")
    done = 0
    seconds = 0.0
    while done < len(mixed):
        answers = server.ask(mixed[done:], SECONDS, FEW)
        done += answers.count
        seconds += answers.count / answers.rate
    line(f"{done:,} requests of all kinds, {at_once(FEW)}", f"{done / seconds:8,.0f}/s")
    line("memory of the server after them", f"{server.memory:8.1f} MB, {server.most_memory:.1f} at most", "200 MB")
