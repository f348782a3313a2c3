"""What somebody wrote, in a release or in an occupation's file, stays text on every page and in every file."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from occuguide.core import Application, Settings
from occuguide.core.config import SiteLink
from occuguide.plugins.web.builder import build
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

TITLE = """R&D "Leads" </title></script><script>alert('1')</script><img src=x onerror=alert(2)>\u2028{{ 7 * 7 }}"""
CALLED = """=cmd|' /C calc'!A0 <svg onload=alert(3)> & "Bosses" --><!-- \u2029"""
IN_SHORT = """They </script><!--<script>alert(16)</script> & "lead" {{ 6 * 6 }}<img src=x onerror=alert(17)> crews."""
PROSE = """Mind </p><script>alert(4)</script> & the ]]> "quotes"."""
CELL = "<b onmouseover=alert(5)>7</b>"
AREA = """=HYPERLINK("javascript:alert(6)","Here")</script><script>alert(7)</script> County"""
METRO = """@SUM(1)<iframe src=javascript:alert(8)>&amp;"""
SOURCE = """+1'"><script>alert(9)</script>"""

OURS = (
    "a b body button caption circle dd details div dl dt em fieldset figcaption figure footer form h1 h2 h3 head"
    " header html input label legend li line link main meta nav noscript ol option p path rect script section select"
    " span strong style summary svg table tbody td th thead title tr ul"
)
"""The elements that a site's own pages are made of."""


def quoted(words: str) -> str:
    """Words as they stand in SQL."""
    return "'" + words.replace("'", "''") + "'"


HOSTILE = f"""
UPDATE occupation SET title = {quoted(TITLE)} WHERE soc = '51-1011';
UPDATE wage SET soc = '51-1011' WHERE soc = '47-2111';
UPDATE county SET name = {quoted(AREA)} WHERE fips = '06059';
UPDATE area_county SET county = {quoted(AREA)} WHERE county = 'Orange County';
UPDATE area SET name = {quoted(METRO)} WHERE code = '0031080';
UPDATE area SET code = '=1+1' WHERE code = '0600000' AND source = 'oews';
UPDATE wage SET area = '=1+1' WHERE area = '0600000';
UPDATE source SET title = {quoted(SOURCE)}, publisher = '=cmd', period = '-2+3', licence = {quoted(SOURCE)},
    attribution = {quoted(SOURCE)}, url = 'javascript:alert(10)', copied_from = {quoted(SOURCE)} WHERE id = 'oews';
"""

AUTHOR = f"""
from occuguide.core import BulletList, Column, Description, Emphasis, Link, LinkItem, Links, Note, Paragraph, Section
from occuguide.core import Specialty, Strong, Table, hookimpl

SOC = "51-1011"


@hookimpl
def describe_occupation():
    special = Specialty(code="51-1011.01", title={CALLED!r}, note={PROSE!r})
    return Description(in_short={IN_SHORT!r}, also_called=({CALLED!r},), hidden_titles=({CALLED!r} + "!",),
        specialties=(special,), rests_on=({PROSE!r},))


@hookimpl
def guide_overview():
    listed = BulletList([{CELL!r}, (Strong({CELL!r}), Emphasis({CELL!r}))])
    return Section(Paragraph({PROSE!r}), Note({PROSE!r}), listed)


@hookimpl
def guide_benefits():
    return Section(
        Table({CELL!r}, [Column({CELL!r}), Column({CELL!r})], [[{CELL!r}, {CELL!r}]]),
        Paragraph((Link({CELL!r}, "javascript:alert(12)"), Link("x", " JavaScript:alert(13)"),
            Link("y", "data:text/html,<script>alert(14)</script>"), Link("z", 'https://example.org/"onclick=alert(15)'))),
        Links([LinkItem(Link({CELL!r}, "https://example.org/?a=1&b=2"), {PROSE!r})]),
    )
"""
"""An occupation's file, as one who means harm could write it; Markdown files are refused long before."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, small_facts: Path, site_in: Callable[[Path], Any]) -> Any:
    """A site whose releases and occupation files mean harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "own.sqlite").write_bytes(small_facts.read_bytes())
    with closing(sqlite3.connect(folder / "own.sqlite")) as connection:
        connection.executescript(HOSTILE)
    (folder / "own").mkdir()
    (folder / "own" / "leads.py").write_text(AUTHOR, encoding="utf-8")
    settings = Settings(
        folder=folder,
        facts=folder / "own.sqlite",
        occupations=(folder / "own",),
        cache=folder / "cache",
        disabled=frozenset({"guides"}),
        site={
            "name": "Us & <Them>",
            "url": "https://guides.example.org/a&b/",
            "links": (SiteLink("<script>alert(11)</script>", "https://example.org/?a=1&b=2"),),
            "formats": ("text", "json"),
        },
    )
    with closing(Application(settings)) as application:
        assert application.occupations.get("51-1011").also_called == (CALLED,)
        build(RouteTable(Website(application)), folder / "site", lambda done, total: None)
        assert application.registry.failures == []
    return site_in(folder / "site")


def test_no_page_has_elements_that_somebody_else_wrote(hostile: Any) -> None:
    pages = hostile.pages
    assert len(pages) > 100
    for path, page in pages.items():
        for tag, given in page.elements:
            assert tag in OURS.split(), f"{path}: <{tag}>"
            assert not any(name.startswith("on") for name in given), f"{path}: {given}"
            for name in ("href", "src", "action", "formaction", "data"):
                assert not given.get(name, "").strip().lower().startswith(("javascript:", "vbscript:")), path
            if tag == "script":
                assert "src" in given or given["type"] == "application/ld+json", path
        assert not any("alert" in content for kind, content in page.scripts if kind != "application/ld+json"), path


def test_what_was_written_is_shown_as_it_was_written(hostile: Any) -> None:
    title = " ".join(TITLE.replace("\u2028", "").split())
    guides = {path: page.text for path, page in hostile.pages.items() if page.of("body", **{"data-soc": "51-1011"})}
    assert len(guides) == 2 * 5 + 1
    for path, text in guides.items():
        assert "R&D \"Leads\" </title></script><script>alert('1')</script><img src=x onerror=alert(2)>" in text, path
        assert "{{ 7 * 7 }}" in text, path
    for path in ("a-to-z.html", "california/index.html", "topics/kind/profile.html"):
        assert title[:40] in hostile.page(path).text, path
    for path in ("a-to-z.html", "topics/kind/profile.html"):
        assert IN_SHORT in hostile.page(path).text, path
        if not path.startswith("all-areas/"):
            assert PROSE in text, path
    detailed = next(text for path, text in guides.items() if path.startswith("california/") and "summary" not in path)
    assert detailed.count(CELL) > 5
    assert "Us & <Them>" in hostile.page("index.html").text
    assert "=cmd" in hostile.page("about.html").text


def test_linked_data_say_what_was_written(hostile: Any) -> None:
    for path, page in hostile.pages.items():
        if page.of("body", **{"data-soc": "51-1011"}) and (said := page.linked_data) is not None:
            assert said["name"] == TITLE, path
            assert said["alternateName"] == [CALLED], path
            assert said["description"] == IN_SHORT, path
            (raw,) = [content for kind, content in page.scripts if kind == "application/ld+json"]
            assert not set(raw) & set("<>\u2028\u2029"), path
            break
    else:
        raise AssertionError("no page has linked data of the occupation")


def test_scripts_hold_what_was_written_as_data(hostile: Any) -> None:
    for path in hostile.files:
        if path.endswith((".js",)) and path not in ("assets/site.js", "assets/search.js", "assets/answers.js"):
            text = hostile.text(path)
            assert text.isascii(), path
            assert "<" not in text, path
    found = {soc: names for soc, _, _, _, names, *_ in hostile.json_in("assets/search-data.js")["occupations"]}
    assert found["51-1011"][0] == " ".join(TITLE.split())
    sentences = {soc: in_short for soc, *_, in_short in hostile.json_in("assets/search-data.js")["occupations"]}
    assert sentences["51-1011"] == IN_SHORT
    assert AREA in dict(hostile.json_in("assets/places.js"))
    folder = dict(hostile.json_in("assets/places.js"))[AREA]
    assert hostile.json_in(f"{folder}/figures.js")["title"] == AREA


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on the PATH")
def test_a_browser_runs_the_scripts_of_data_and_nothing_else_in_them(hostile: Any) -> None:
    paths = [
        str(hostile / path) for path in hostile.files if path.endswith(("figures.js", "places.js", "search-data.js"))
    ]
    program = """
    globalThis.window = globalThis; globalThis.alert = () => { throw new Error("alert"); };
    const before = Object.keys(globalThis).length;
    for (const path of process.argv.slice(1)) require(path);
    console.log(JSON.stringify([Object.keys(globalThis).length - before, occuguide.places]));
    """
    ran = subprocess.run(["node", "-e", program, *paths], capture_output=True, check=True, text=True)
    new, places = json.loads(ran.stdout)
    assert new == 1
    assert AREA in dict(places)


def test_no_cell_of_a_csv_is_a_formula(hostile: Any) -> None:
    (path,) = (path for path in hostile.files if path.startswith("all-areas/r-d") and path.endswith(".csv"))
    rows = list(csv.reader(io.StringIO(hostile.text(path), newline="")))
    assert len(rows) == 1 + 4
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@")]
    assert "'=1+1" in rows[1]
    assert f"'{METRO}" in rows[3]


def test_the_sitemap_and_addresses_are_made_of_plain_letters(hostile: Any) -> None:
    found = []
    for path in hostile.files:
        if path.endswith(".xml"):
            found += [one.text for one in ElementTree.fromstring(hostile.text(path)).iter() if one.tag.endswith("loc")]
    assert len(found) > 100
    for address in found:
        assert re.fullmatch(r"https://guides\.example\.org/a&b/[a-z0-9./-]*", address)
    for path in hostile.files:
        assert re.fullmatch(r"[A-Za-z0-9./-]+", path), path


def test_every_link_still_leads_somewhere(hostile: Any) -> None:
    assert hostile.broken_links(root="/a&b/") == []


def test_json_says_what_was_written(hostile: Any) -> None:
    said = [json.loads(content) for path, content in hostile.files.items() if path.endswith(".json")]
    assert (TITLE, IN_SHORT) in {(one["occupation"]["title"], one["occupation"]["in_short"]) for one in said}
