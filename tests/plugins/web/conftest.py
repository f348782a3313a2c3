"""What tests of the server share: a site that is asked within the test, and servers in processes of their own."""

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from attrs import Factory, define, evolve, field, frozen

from occuguide.core import Application
from occuguide.core.config import SiteSettings
from occuguide.plugins.web.progress import Quiet
from occuguide.plugins.web.server.app import make_app
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

SECONDS = 60
"""How long a server may take to start or to stop on a machine that is busy."""

_VOID = {"meta", "link", "input", "img", "br", "hr", "wbr", "col"}


# --- Answers ------------------------------------------------------------------------------------------------


@define
class Element:
    """An element of a page: its tag, its attributes, the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


class Page(HTMLParser):
    """A page as its reader has it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **having: str) -> list[Element]:
        """The elements of a tag with some attributes; a class is one of its classes."""

        def has(element: Element, name: str, value: str) -> bool:
            given = element.attributes.get(name)
            return given is not None and (value in given.split() if name == "class" else value == given)

        wanted = {name.strip("_").replace("_", "-"): value for name, value in having.items()}
        return [one for one in self.elements if one.tag == tag and all(has(one, *pair) for pair in wanted.items())]

    def texts(self, tag: str, **having: str) -> list[str]:
        """The text of the same, without needless space."""
        return [" ".join(one.text.split()) for one in self.all(tag, **having)]

    @cached_property
    def main(self) -> str:
        """What the page itself says."""
        (said,) = self.texts("main")
        return said

    @property
    def links(self) -> dict[str, str]:
        """Where the page's links lead, by their text."""
        return {" ".join(one.text.split()): one.attributes["href"] for one in self.all("a")}


@frozen(slots=False)
class Answered:
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @cached_property
    def page(self) -> Page:
        return Page(self.text)

    @property
    def location(self) -> str | None:
        return self.headers.get("location")


Ask = Callable[..., Answered]
"""Asks for an address as it stands in a request: ``ask("/search.html?q=nurse", method="HEAD", cookie="a=b")``."""


def asking(app: Any) -> Ask:
    """What asks a server's application, on this thread: it is not for several."""

    def ask(target: str, method: str = "GET", **headers: str) -> Answered:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": unquote_to_bytes(path).decode("utf-8", "replace"),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "root_path": "",
            "http_version": "1.1",
            "scheme": "http",
            "server": ("guides.example.org", 80),
            "client": ("192.0.2.7", 50_000),
        }
        sent: list[Any] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: object) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        start, *rest = sent
        given = [(name.decode(), value.decode()) for name, value in start["headers"]]
        assert len(dict(given)) == len(given), "a header is given twice"
        return Answered(start["status"], dict(given), b"".join(message.get("body", b"") for message in rest))

    return ask


@pytest.fixture(scope="session")
def asker() -> Callable[[Any], Ask]:
    """What asks a server's application: ``asker(make_app(table))("/about.html").status``."""
    return asking


@pytest.fixture(scope="session")
def ask(bundled: Application) -> Ask:
    """Ask the site of the bundled edition."""
    return asking(make_app(RouteTable(Website(bundled))))


@pytest.fixture
def site(make: Callable[..., Application]) -> Iterator[Callable[..., Ask]]:
    """Make a site over the small store: ``site({"name": plugin}, cache=path)``; answers what asks it.

    What else is given are settings, or those of the table ``site``. Failures of plugins are kept apart, as a user's.
    """
    made: list[Application] = []

    def of(plugins: Mapping[str, object] | None = None, areas: tuple[str, ...] = (), **settings: Any) -> Ask:
        own = {name: settings.pop(name) for name in list(settings) if name in SiteSettings.__annotations__}
        application = make(plugins, strict=False, occupations=settings.pop("occupations", ()))
        application = Application(evolve(application.settings, site=own, **settings), application.registry)
        made.append(application)
        return asking(make_app(RouteTable(Website(application, areas))))

    yield of
    for application in made:
        application.close()


# --- Servers ------------------------------------------------------------------------------------------------


@define
class Serving:
    """A server in a process of its own."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    port: int = field(default=Factory(lambda self: self._port(), takes_self=True))

    def _port(self) -> int:
        """The port, which its first line tells."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if said := re.match(r"Serving on http://127\.0\.0\.1:(\d+)/ .*\n", self.log):
                return int(said[1])
            time.sleep(0.02)
        self.process.kill()
        self.process.wait()
        pytest.fail(f"the server did not start: {self.log}")

    @property
    def log(self) -> str:
        """What it wrote on its error stream."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def memory(self) -> float:
        """The megabytes that it has in memory."""
        said = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(said.partition("VmRSS:")[2].split()[0]) / 1_000

    def connect(self, timeout: float = SECONDS) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def get(self, target: str, method: str = "GET", **headers: str) -> Answered:
        """Ask for an address over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, target, headers={name.replace("_", "-"): one for name, one in headers.items()})
            answer = connection.getresponse()
            return Answered(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def send(self, request: bytes) -> bytes:
        """Send bytes; answers with all that comes back until the server closes the connection."""
        with self.connect() as connection:
            received = b""
            try:
                connection.sendall(request)
                while piece := connection.recv(65_536):
                    received += piece
            except (ConnectionResetError, BrokenPipeError):
                pass  # it was refused before all of it was sent
            return received

    def until(self, true: Callable[[], object]) -> None:
        """Wait until something is true; connections that are refused meanwhile do not matter."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if true():
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.1)
        pytest.fail(f"the server did not come to it: {self.log}")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Stop it; answers with its exit status."""
        self.process.send_signal(by)
        return self.process.wait(SECONDS)


Start = Callable[..., Serving]


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Start a server for a project's folder: ``start(folder, "--workers", "2")``."""
    started: list[Serving] = []

    def serve(folder: Path, *arguments: str) -> Serving:
        command = [sys.executable, "-W", "error", "-m", "occuguide.core", "serve", "--port", "0", *arguments]
        environment = {name: value for name, value in os.environ.items() if name != "OCCUGUIDE_CONFIG"}
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, stderr=log, env=environment)
        serving = Serving(folder, process)
        started.append(serving)
        return serving

    yield serve
    for serving in started:
        if serving.process.poll() is None:
            serving.process.kill()
            serving.process.wait()


@pytest.fixture(scope="session")
def edition(bundled: Application, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder over the bundled edition, with its search index, an address and two more formats."""
    bundled.index(Quiet())
    folder = tmp_path_factory.mktemp("edition")
    site = 'url = "https://guides.example.org/"\nformats = ["text", "json"]\n'
    settings = f'cache = "{bundled.settings.cache}"\n[site]\n{site}'
    (folder / "occuguide.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server(edition: Path, start: Start) -> Serving:
    """A server of the bundled edition."""
    return start(edition)
