"""A small site in a real browser: opened from disk, and served."""

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

DESK = {"width": 1280, "height": 900}


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
def served(server: Any) -> str:
    """Where ``occuguide serve`` answers, with every occupation and place."""
    server.until(lambda: server.get("/readyz").status == 200)
    return f"http://127.0.0.1:{server.port}/"


@pytest.fixture(params=["from disk", "served"])
def site(request: pytest.FixtureRequest) -> str:
    """Where the site's root is: a journey is the same on both."""
    return str(request.getfixturevalue(request.param.replace(" ", "_")))


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of. A test that means it to takes it out."""
    return []


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    """A tab that tests share: to open one takes longer than most of them."""
    context = browser.new_context(viewport=DESK)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Any, complaints: list[str]) -> Iterator[Any]:
    """The tab of a reader who was never here. The test fails if anything on its pages did."""
    listening = {
        "console": lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None,
        "pageerror": lambda error: complaints.append(str(error)),
        "dialog": lambda dialog: complaints.append(f"dialog {dialog.message}") or dialog.dismiss(),
    }
    for event, listener in listening.items():
        tab.on(event, listener)
    yield tab
    for event, listener in listening.items():
        tab.remove_listener(event, listener)
    tab.evaluate("localStorage.clear()")
    tab.goto("about:blank")
    tab.emulate_media(media="null", color_scheme="null")
    tab.set_viewport_size(DESK)
    assert not complaints


@pytest.fixture
def plain_page(browser: Any) -> Iterator[Any]:
    """A page of a reader whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
