"""What tests of the build share: a project to build, and a site to look at."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from html.parser import HTMLParser
from os.path import dirname, normpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

OFF = frozenset(
    f"topic-{name}" for name in ("bright", "education", "green", "group", "growth", "industry", "interest", "openings")
)
"""Topics that are left out: their pages are many, and made as those of the others are."""

ADDRESSES = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")}
"""Where a page names another file."""


class Page(HTMLParser):
    """A page: what is in it, as a browser takes it.

    ``tables`` holds the cells of each row, the headings' first, by caption.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[str, str]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self._caption = ""
        self._cell: list[str] | None = None
        self._text: list[str] = []
        self._in_script = False
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        self.links += [value for name, value in given.items() if (tag, name) in ADDRESSES]
        self.ids += [given["id"]] if "id" in given else []
        if tag == "script":
            self._in_script = True
            self.scripts.append((given.get("type", ""), ""))
        if tag in ("caption", "th", "td"):
            self._cell = []
        if tag == "tr":
            self.tables[self._caption].append([])

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False
        if tag in ("caption", "th", "td") and self._cell is not None:
            said, self._cell = " ".join("".join(self._cell).split()), None
            if tag == "caption":
                self._caption = said
                self.tables[said] = []
            else:
                self.tables[self._caption][-1].append(said)

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        else:
            self._text.append(data)
        if self._cell is not None:
            self._cell.append(data)

    @property
    def text(self) -> str:
        """What its reader sees, and its title, in one line."""
        return " ".join("".join(self._text).split())

    def of(self, tag: str, **having: str) -> list[dict[str, str]]:
        """The attributes of the elements of a name that have these."""
        return [given for name, given in self.elements if name == tag and having.items() <= given.items()]

    @property
    def linked_data(self) -> dict[str, Any] | None:
        """What it tells programs; nothing, if it tells them nothing."""
        said = [json.loads(content) for kind, content in self.scripts if kind == "application/ld+json"]
        return said[0] if said else None


class Site:
    """A built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __truediv__(self, path: str) -> Path:
        return self.folder / path

    @property
    def files(self) -> dict[str, bytes]:
        """The content of every file, by path."""
        return {path: (self / path).read_bytes() for path in self.made}

    @property
    def made(self) -> dict[str, tuple[int, int]]:
        """The number and the time of change of every file, by path: another, if it was written."""
        paths = (path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink())
        return {
            str(path.relative_to(self.folder)): (stat.st_ino, stat.st_mtime_ns)
            for path in paths
            for stat in (path.stat(),)
        }

    @property
    def pages(self) -> dict[str, Page]:
        """Every page by path."""
        return {path: self.page(path) for path in self.made if path.endswith(".html")}

    def page(self, path: str) -> Page:
        """The page at a path."""
        return Page((self / path).read_bytes())

    def led_to(self, path: str) -> set[str]:
        """The files that the links of a page lead to, from the site's root."""
        links = (link for link in self.page(path).links if not urlsplit(link).scheme)
        return {normpath(f"{dirname(path)}/{urlsplit(link).path}").lstrip("/") for link in links}

    def text(self, path: str) -> str:
        """A file as text."""
        return (self / path).read_bytes().decode("utf-8")

    def json_in(self, path: str) -> Any:
        """The data that a script sets: what stands behind the first equals sign that all the rest is JSON behind."""
        said = self.text(path).rstrip().removesuffix(";")
        for sign in re.finditer("=", said):
            try:
                return json.loads(said[sign.end() :])
            except json.JSONDecodeError:
                continue
        raise AssertionError(f"{path} sets no data")

    def broken_links(self, root: str = "/") -> list[str]:
        """The links within the site that lead nowhere; those that begin with a slash start from its root."""
        pages = self.pages
        broken = []
        for path, page in pages.items():
            for link in page.links:
                if urlsplit(link).scheme in ("https", "http", "mailto", "data"):
                    continue
                address, fragment = urldefrag(link)
                address = unquote(address.partition("?")[0])
                start = self.folder if address[:1] == "/" else (self / path).parent
                target = start / address.removeprefix(root)
                found = str(target.resolve().relative_to(self.folder.resolve())) if address else path
                if found not in pages and not target.is_file():
                    broken.append(f"{path}: {link}")
                elif fragment and fragment not in pages[found].ids:
                    broken.append(f"{path}: {link} (no such place on the page)")
        return broken


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The site that builds write, if no other folder is named."""
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def site_in() -> type[Site]:
    """A site in another folder: ``site_in(folder)``."""
    return Site


@pytest.fixture
def off() -> frozenset[str]:
    """The plugins that are switched off in the projects of these tests."""
    return OFF


@pytest.fixture
def project(project: Callable[..., Path], off: frozenset[str]) -> Callable[..., Path]:
    """Make the test's folder a project over the small store: ``project('area = "Orange"')``; answers the file."""
    return lambda more="": project(f"disabled = {json.dumps(sorted(off))}\n{more}")


@pytest.fixture
def store(tmp_path: Path, small_facts: Path, project: Callable[..., Path]) -> Callable[..., Path]:
    """Make the test's folder a project over a copy of the small store that some SQL changed; answers its path."""

    def made(*statements: str, settings: str = "") -> Path:
        path = tmp_path / "own.sqlite"
        path.write_bytes(small_facts.read_bytes())
        with closing(sqlite3.connect(path)) as connection:
            for statement in statements:
                connection.executescript(statement)
            connection.commit()
        toml = project(settings)
        toml.write_text(toml.read_text("utf-8").replace(str(small_facts), "own.sqlite"), encoding="utf-8")
        return path

    return made


@pytest.fixture
def build(run: Callable[..., Any], project: Callable[..., Path], tmp_path: Path) -> Callable[..., Any]:
    """Build the site of the test's project, or of the small store: ``build("--area", "Orange")``."""

    def built(*options: str) -> Any:
        if not (tmp_path / "occuguide.toml").exists():
            project()
        return run("build", *options)

    return built
