"""A small site in a real browser: opened from disk, and served."""

import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Application
from occuguide.plugins.web.builder import build
from occuguide.plugins.web.routes import Part
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

AREAS = ("California", "Orange County", "Alameda County")
SOCS = ("11-3051", "15-1252", "27-2011", "29-1141", "43-5053", "47-2111")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""For a browser of its own, without a screen, that asks nobody for anything."""

SECONDS = 30
"""How long a server may take to start."""


class FewOccupations(RouteTable):
    """The route table of a site with few occupations: the others' pages are not built."""

    def parts(self) -> Iterator[Part]:
        wanted = {f"occupation {soc}" for soc in SOCS}
        return (part for part in super().parts() if not part.name.startswith("occupation ") or part.name in wanted)


@pytest.fixture(scope="session")
def table(bundled: Application) -> RouteTable:
    return FewOccupations(Website(bundled, AREAS, ("text",)))


@pytest.fixture(scope="session")
def folder(table: RouteTable, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built site. Only to be read."""
    output = tmp_path_factory.mktemp("built") / "site"
    build(table, output, lambda done, total: None)
    return output


@pytest.fixture(scope="session")
def from_disk(folder: Path) -> str:
    return f"{folder.as_uri()}/"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``occuguide serve``, with every occupation in the same places."""
    own = tmp_path_factory.mktemp("served")
    (own / "occuguide.toml").write_text('cache = "cache"\n', encoding="utf-8")
    areas = [argument for area in AREAS for argument in ("--area", area)]
    command = [sys.executable, "-m", "occuguide.core", "serve", "--port", "0", "--format", "text", *areas]
    with (own / "log").open("w") as log, subprocess.Popen(command, cwd=own, stderr=log) as server:
        try:
            yield _address(own / "log", server)
        finally:
            server.terminate()


def _address(log: Path, server: "subprocess.Popen[bytes]") -> str:
    """Where the server answers, once it does."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and server.poll() is None:
        said = log.read_text()
        if "http://" in said:
            address = said[said.index("http://") :].split()[0]
            try:
                with urllib.request.urlopen(f"{address}readyz"):
                    return address
            except urllib.error.URLError:
                pass
        time.sleep(0.1)
    return pytest.fail(f"the server did not start: {log.read_text()}")


@pytest.fixture(params=["from disk", "served"])
def site(request: pytest.FixtureRequest) -> str:
    """Where the site's root is: a journey is the same on both."""
    return str(request.getfixturevalue(request.param.replace(" ", "_")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium. A module has its own: while it is open, its event loop keeps others from this thread."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium on the PATH")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of. A test that means it to takes it out."""
    return []


@pytest.fixture
def page(browser: Any, complaints: list[str]) -> Iterator[Any]:
    """A page of a new reader. The test fails if anything on it did."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    yield page
    context.close()
    assert not complaints


@pytest.fixture
def plain_page(browser: Any) -> Iterator[Any]:
    """A page of a reader whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
