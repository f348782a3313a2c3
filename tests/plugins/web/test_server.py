"""The server's answers: what every one of them bears, and what happens where a plugin or a theme fails."""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import (
    Application,
    Area,
    Guide,
    Occupation,
    Paragraph,
    Section,
    Topic,
    TopicValue,
    hookimpl,
)
from occuguide.plugins.web.website import Website

Ask = Any

KINDS = (
    "/",
    "/a-to-z.html",
    "/places.html",
    "/orange-county/",
    "/topics/",
    "/topics/pay.html",
    "/topics/pay/150000-or-more.html",
    "/california/industrial-production-managers.html",
    "/orange-county/registered-nurses.summary.html",
    "/all-areas/registered-nurses.html",
    "/definitions/registered-nurses.html",
    "/search.html",
    "/search.html?q=nurse&area=orange-county",
    "/search.html?topic=zodiac",
    "/compare.html",
    "/compare.html?occupation=electricians&occupation=actors",
    "/compare.html?occupation=nothing",
    "/tips.html",
    "/about.html",
    "/accessibility.html",
    "/404.html",
    "/no-such-page",
)
"""A page of each kind."""

OTHERS = (
    "/orange-county",
    "/OccGuides/Detail.aspx?Soccode=472111",
    "/places.html?area=06059",
    "/assets/site.css",
    "/assets/site.js",
    "/assets/search-data.js",
    "/orange-county/figures.js",
    "/all-areas/registered-nurses.csv",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/%0a",
    "/api/v1/",
    "/api/v1/search?q=nurse",
    "/api/v1/occupations/registered-nurses",
    "/api/v1/occupations/nothing",
    "/api/v1/nothing",
    "/api/v1/search?nothing=1",
)
"""What else is answered: redirects, files, health, the API, what is wrong."""


# --- Safety -------------------------------------------------------------------------------------------------


def guarded(answer: Any) -> bool:
    """Whether an answer bears the headers that keep a browser from what it need not do."""
    policy = {name: rest for name, *rest in map(str.split, answer.headers["content-security-policy"].split(";"))}
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "http" not in answer.headers["content-security-policy"]
    return (
        answer.headers["x-content-type-options"] == "nosniff"
        and answer.headers["x-frame-options"] == "DENY"
        and answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
        and answer.headers["cross-origin-opener-policy"] == "same-origin"
        and answer.headers["permissions-policy"] == "camera=(), geolocation=(), microphone=()"
    )


@pytest.mark.parametrize("address", [*KINDS, *OTHERS])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_bears_the_headers_of_security(ask: Ask, method: str, address: str) -> None:
    answer = ask(address, method=method)
    assert answer.status < 500 or address == "/readyz"
    assert guarded(answer)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("address", KINDS)
def test_no_page_has_a_script_or_a_style_within(ask: Ask, address: str) -> None:
    page = ask(address).page
    for script in page.all("script"):
        if script.attributes.get("type") == "application/ld+json":
            assert script.attributes.keys() == {"type"}
        else:
            assert script.attributes["src"]
            assert script.text == ""
    assert page.all("style") == []
    for element in page.elements:
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")], element.tag
        assert not element.attributes.get("href", "").lower().startswith(("javascript:", "vbscript:"))


@pytest.mark.parametrize("address", KINDS)
def test_no_page_asks_another_host_for_anything(ask: Ask, address: str) -> None:
    for element in ask(address).page.elements:
        if element.tag in ("script", "img", "iframe", "source", "use", "object", "embed"):
            assert ":" not in element.attributes.get("src", element.attributes.get("href", ""))
        if element.tag == "link" and element.attributes["rel"] in ("stylesheet", "icon", "preload"):
            assert element.attributes["href"].startswith(("data:image/", "assets/", "../", "/assets/"))
        assert element.tag not in ("iframe", "object", "embed", "base")


@pytest.mark.parametrize("address", [*KINDS, *OTHERS])
def test_no_answer_tells_of_the_machine(ask: Ask, bundled: Application, address: str) -> None:
    text = ask(address).text
    assert "Traceback" not in text
    for folder in (bundled.settings.folder, Path(__file__).parents[3], Path.home()):
        if len(folder.parts) > 2:
            assert str(folder) not in text


# --- Methods ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/search.html?q=nurse", "/robots.txt", "/no-such-page", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "NONSENSE"])
def test_what_is_not_reading_is_refused(ask: Ask, method: str, address: str) -> None:
    answer = ask(address, method=method)
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


# --- Conditional requests -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/", "/orange-county/registered-nurses.html", "/search.html?q=nurse"])
def test_who_has_an_answer_already_is_not_sent_it_again(ask: Ask, address: str) -> None:
    whole = ask(address)
    tag = whole.headers["etag"]
    for had in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        answer = ask(address, if_none_match=had, accept_encoding="gzip")
        assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", tag)
        assert guarded(answer)
    for other in ('"x"', tag.replace('"', ""), tag.replace(tag[-6:], 'zzzzz"'), ""):
        assert ask(address, if_none_match=other).body == whole.body


def test_what_is_not_there_may_not_be_kept(ask: Ask) -> None:
    for address in ("/no-such-page", "/places.html?area=zzz"):
        answer = ask(address, if_none_match="*")
        assert (answer.status, answer.headers["cache-control"]) == (404, "no-store")
        assert "etag" not in answer.headers


def test_two_pages_have_two_tags(ask: Ask) -> None:
    assert len({ask(address).headers["etag"] for address in ("/", "/about.html", "/search.html?q=nurse")}) == 3


# --- What is kept -------------------------------------------------------------------------------------------


def test_words_behind_an_address_do_not_make_a_page_anew(site: Callable[..., Ask], monkeypatch: Any) -> None:
    made = []
    page = Website.page
    monkeypatch.setattr(
        Website, "page", lambda self, *given, **values: made.append(given) or page(self, *given, **values)
    )
    ask = site()
    first = ask("/california/crew-leads.html")
    assert {ask(f"/california/crew-leads.html?utm_source={number}").body for number in range(20)} == {first.body}
    assert len(made) == 1


def test_answers_that_no_longer_fit_the_memory_are_made_again(site: Callable[..., Ask], monkeypatch: Any) -> None:
    places, names = ("california", "orange-county", "united-states"), ("crew-leads", "electricians")
    addresses = [f"/{place}/{name}{view}.html" for place in places for name in names for view in ("", ".summary")]
    ask = site()
    first = [ask(address).body for address in addresses]
    sizes = [len(ask(address, accept_encoding="gzip").body) for address in addresses]
    monkeypatch.setattr("occuguide.plugins.web.server.answers._KEPT", 9 * max(sizes))
    own = site()
    for _ in range(3):
        assert [own(address).body for address in addresses] == first
        assert own(f"{addresses[-1]}?again").body == first[-1]


# --- What fails ---------------------------------------------------------------------------------------------


class Failing:
    """A plugin whose section fails in counties."""

    @hookimpl
    def guide_benefits(self, occupation: Occupation, area: Area) -> Section | None:
        if area.kind == "county":
            raise ValueError("secret of /etc/shadow")
        return Section(Paragraph("Dental care."))


def logged(caplog: Any) -> list[str]:
    """What the server logged, without its access log."""
    return [record.getMessage() for record in caplog.records if record.name == "occuguide.web"]


def test_a_plugin_that_fails_leaves_a_note_and_is_logged_once(site: Callable[..., Ask], caplog: Any) -> None:
    ask = site({"failing": Failing()})
    for _ in range(3):
        for address in ("orange-county/crew-leads", "los-angeles-county/crew-leads", "orange-county/electricians"):
            answer = ask(f"/{address}.html")
            assert answer.status == 200
            assert "A part of this section could not be made: the plugin failing failed." in answer.page.main
            assert "shadow" not in answer.text
    assert "Dental care." in ask("/california/crew-leads.html").page.main
    said = logged(caplog)
    assert len(said) == 2  # one for each occupation
    assert all("failing" in line and "guide_benefits" in line and "shadow" in line for line in said)


def test_a_page_that_a_plugin_failed_at_is_made_again(site: Callable[..., Ask]) -> None:
    class Recovering:
        works = False

        @hookimpl
        def guide_benefits(self, area: Area) -> Section:
            if not self.works:
                raise OSError("the disk sleeps")
            return Section(Paragraph("Dental care."))

    plugin = Recovering()
    ask = site({"recovering": plugin})
    assert "the plugin recovering failed" in ask("/california/crew-leads.html").page.main
    ask("/california/electricians.html")
    plugin.works = True
    assert "Dental care." in ask("/california/crew-leads.html").page.main


def test_what_fails_for_the_api_is_logged_too(site: Callable[..., Ask], caplog: Any) -> None:
    ask = site({"failing": Failing()})
    assert [ask("/api/v1/occupations/51-1011?area=06059").status for _ in range(3)] == [200] * 3
    assert [line.count("guide_benefits") for line in logged(caplog)] == [1]


class Breaking:
    """A plugin whose renderer fails."""

    name, suffix, media_type = "broken", ".brk", "text/plain"

    @hookimpl
    def renderer(self) -> "Breaking":
        return self

    def render(self, guide: Guide, site: object) -> bytes:
        raise ValueError("secret of /etc/shadow")


def failed(answer: Any) -> bool:
    """Whether an answer says that the site failed, and not how."""
    assert guarded(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text
    assert "/" not in re.sub(r"<[^>]*>", "", answer.text.partition("<main")[2] or answer.text)
    return answer.status == 500 and "This page could not be made" in answer.text


def test_a_renderer_that_fails_fails_its_pages_alone(site: Callable[..., Ask], caplog: Any) -> None:
    ask = site({"breaking": Breaking()}, formats=("broken",))
    answer = ask("/california/crew-leads.brk")
    assert failed(answer)
    assert "shadow" not in answer.text
    assert answer.page.links["A to Z"] == "/a-to-z.html"
    assert ask("/california/crew-leads.html").status == 200
    assert "renderer broken" in caplog.text


@pytest.mark.parametrize("wrong", ["{% nonsense %}", "{{ nothing }}", "{{ 1 / 0 }}", "{% include 'missing' %}"])
def test_a_template_that_is_wrong_fails_its_pages_alone(
    site: Callable[..., Ask], tmp_path: Path, caplog: Any, wrong: str
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "tips.html.jinja").write_text(wrong)
    ask = site(templates=tmp_path / "theme")
    assert failed(ask("/tips.html"))
    assert ask("/about.html").status == 200
    assert ask("/nothing").status == 404
    assert "tips.html.jinja" in caplog.text


def test_a_frame_that_is_wrong_fails_every_page_in_plain_words(
    site: Callable[..., Ask], tmp_path: Path, caplog: Any
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "frame.html.jinja").write_text("{% nonsense %}")
    ask = site(templates=tmp_path / "theme")
    for address in ("/", "/california/crew-leads.html", "/nothing", "/search.html?q=x", "/places.html?area=zzz"):
        assert failed(ask(address))
    assert ask("/healthz").status == 200
    assert ask("/robots.txt").status == 200
    assert "frame.html.jinja" in caplog.text


class Puzzling:
    """A plugin whose topic fails."""

    @hookimpl
    def topic(self) -> Topic:
        def values(occupations: object, area: object, facts: object) -> list[TopicValue]:
            raise ValueError("no values")

        return Topic(name="puzzle", title="Puzzle", values=values)


def test_a_topic_that_fails_leaves_the_others(site: Callable[..., Ask], caplog: Any) -> None:
    ask = site({"puzzling": Puzzling()})
    for address in ("/topics/pay.html", "/topics/puzzle.html", "/california/", "/search.html?q=leads"):
        assert ask(address).status == 200
    assert "puzzling" in caplog.text


# --- Hostile files and rows ---------------------------------------------------------------------------------

EVIL = """<img src=x onerror="alert(1)"></script><script>alert('2')</script>{{ 7 * 7 }}\u2028\u202e"""

HOSTILE_HEAD = """
title = '''{evil}'''
also_called = ['''{evil}''', "Sparky"]
rests_on = ['''{evil}''']

[[licences]]
name = '''{evil}'''
authority = '''{evil}'''
requires = '''{evil}'''
"""

HOSTILE_BODY = """## What Would I Do?

{evil}

[here](javascript:alert(1)) <b onclick=x>

| a |
|---|
| {evil} |
"""


@pytest.fixture
def hostile(site: Callable[..., Ask], small_facts: Path, occupation_file: Callable[..., Path], tmp_path: Path) -> Ask:
    """Ask a site whose author and whose releases wish its readers ill."""
    facts = tmp_path / "hostile.sqlite"
    shutil.copy(small_facts, facts)
    with closing(sqlite3.connect(facts)) as store, store:
        store.execute("UPDATE occupation SET title = ? WHERE soc = '51-1011'", (f'Leads {EVIL}");alert(3);//',))
        store.execute("UPDATE area SET name = ? WHERE code = '0031080'", (f"Los Angeles {EVIL}, CA",))
        store.execute("UPDATE source SET title = ?, attribution = ?, url = 'javascript:alert(1)'", (EVIL, EVIL))
    own = occupation_file(HOSTILE_BODY.format(evil=EVIL), head=HOSTILE_HEAD.format(evil=EVIL)).parent
    return site(facts=facts, occupations=(own,), name=f"Guides {EVIL}", formats=("text", "json"))


def test_what_hostile_authors_and_rows_say_is_text_on_every_page(hostile: Ask) -> None:
    leads, area = (
        next(link for link in hostile(page).page.links.values() if begins in link)
        for page, begins in (("/a-to-z.html", "leads-"), ("/places.html", "los-angeles-img"))
    )
    pages = [
        "/",
        "/a-to-z.html",
        "/places.html",
        "/about.html",
        f"/{leads}",
        f"/{area}",
        f"/{area.partition('/')[0]}/electricians.html",
        "/california/",
        "/california/electricians.html",
        "/orange-county/electricians.summary.html",
        "/all-areas/electricians.html",
        "/search.html?q=leads",
        "/search.html?topic=pay&sort=pay",
        "/compare.html?occupation=51-1011&occupation=47-2111&area=06059",
        "/compare.html?occupation=47-2111&area=0031080&area=06059",
        "/topics/",
        "/topics/kind/profile.html",
        "/404.html",
        "/nothing",
    ]
    for address in pages:
        answer = hostile(address)
        assert answer.status == (404 if address == "/nothing" else 200), address
        page = answer.page
        assert page.all("img") + page.all("b", onclick="x") == []
        assert not [one for one in page.elements if any(name.startswith("on") for name in one.attributes)]
        assert {one.attributes.get("type") for one in page.all("script") if one.text} <= {"application/ld+json"}
        assert not [href for href in page.links.values() if href.lower().startswith("javascript:")]
        assert "{{ 7 * 7 }}" in page.texts("title")[0]
        assert "\u202e" not in answer.text
    assert "<img src=x onerror=" in hostile("/california/electricians.html").page.main
    assert "Leads <img src=x onerror=" in hostile("/a-to-z.html").page.main


def test_what_hostile_rows_say_stays_data_in_scripts(hostile: Ask) -> None:
    for address in ("/california/figures.js", "/assets/places.js", "/assets/search-data.js"):
        text = hostile(address).text
        assert "<" not in text
        assert text.isascii()
        assert '");alert(3)' not in text.replace('\\"', "")


def test_linked_data_of_hostile_rows_is_what_the_row_says(hostile: Ask) -> None:
    leads = next(link for link in hostile("/a-to-z.html").page.links.values() if "leads-" in link)
    (script,) = hostile(f"/{leads}").page.all("script", type_="application/ld+json")
    assert json.loads(script.text)["name"] == f'Leads {EVIL}");alert(3);//'.replace("\u202e", "")
