"""The server's answers: what every one of them bears, and what happens where a plugin or a theme fails."""

import asyncio
import logging
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from occuguide.core import Application, Description, Guide, Paragraph, Section, hookimpl
from occuguide.plugins.web.server.app import make_app
from occuguide.plugins.web.table import RouteTable
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


def test_the_memory_for_answers_has_an_end(ask: Ask, bundled: Application) -> None:
    import tracemalloc

    own = asking_again(bundled)
    tracemalloc.start()
    try:
        addresses = [
            f"/{place}/{name}.html" for place in ("california", "orange-county") for name in names(bundled, 450)
        ]
        for address in addresses:
            assert own(address).status == 200
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 100_000_000
