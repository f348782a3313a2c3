"""The files of a built site: valid HTML, links that lead somewhere, scripts of the size that they should have."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from occuguide.plugins.web.table import RouteTable

ROOT = Path(__file__).parents[4]
VNU = Path(
    os.environ.get("VNU_JAR", ROOT / "build" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")
)


class Markup(HTMLParser):
    """What a page leads to, and what in it can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag == "style" or (tag == "script" and not {"src", "type"} & dict(attrs).keys()):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Markup]:
    """The pages of the site, by their paths."""
    return {
        path.relative_to(folder).as_posix(): Markup(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")
    }


def test_every_page_is_valid_html(folder: Path) -> None:
    java = shutil.which("java")
    if java is None or not VNU.is_file():
        pytest.skip("the HTML checker (java and vnu.jar, which VNU_JAR may name) is not installed")
    command = [java, "-Xss1m", "-jar", str(VNU), "--errors-only", "--skip-non-html", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_every_link_leads_to_a_file_and_a_place_in_it_that_are_there(
    folder: Path, pages: dict[str, Markup], table: RouteTable
) -> None:
    @cache
    def is_there(path: str) -> bool:
        # Of most occupations, this site has no pages; the route table says which there would be.
        return (folder / path).is_file() or table.find(path) is not None

    broken = []
    for path, link, target, fragment in links(pages):
        there = is_there(target) and (not fragment or target not in pages or fragment in pages[target].ids)
        if not there:
            broken.append(f"{path}: {link}")
    assert broken == []


def links(pages: dict[str, Markup]) -> Iterator[tuple[str, str, str, str]]:
    """Every link within the site: the page, the link, the path that it leads to and the fragment."""
    for path, page in pages.items():
        for link in page.links:
            address, fragment = urldefrag(link)
            if urlsplit(address).scheme:
                continue
            target = urlsplit(address).path
            # The page for what is not there is shown at any depth: its links start from the host.
            whole = normpath(join(path, "..", target)) if not target.startswith("/") else target.lstrip("/")
            yield path, link, unquote(whole if target else path), unquote(fragment)


def test_no_page_has_two_things_of_one_name(pages: dict[str, Markup]) -> None:
    doubled = {path: page.ids for path, page in pages.items() if len(set(page.ids)) < len(page.ids)}
    assert doubled == {}


def test_no_page_has_scripts_or_styles_in_it(pages: dict[str, Markup]) -> None:
    assert {path: page.inline for path, page in pages.items() if page.inline} == {}


def test_the_script_of_every_page_is_small_and_asks_for_nothing_elsewhere(folder: Path) -> None:
    assert len((folder / "assets" / "site.js").read_bytes()) <= 10_000
    for name in ("site.js", "answers.js", "search.js"):
        script = (folder / "assets" / name).read_text(encoding="utf-8")
        assert not re.search(
            r"https?://|innerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(", script
        )
