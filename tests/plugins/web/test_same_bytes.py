"""What a build writes is what the server answers, byte for byte."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Application
from occuguide.core import config as configuration
from occuguide.plugins.web.builder import build
from occuguide.plugins.web.routes import Part
from occuguide.plugins.web.server.app import make_app
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

Ask = Any
Asker = Callable[[Any], Ask]

TOML = """
cache = "cache"
occupations = ["own"]
[site]
name = "Guides & <more>"
url = "https://guides.example.org/county/"
logo = "logo.png"
formats = ["text", "json"]
links = [{ text = "Home", url = "https://example.org/" }]
"""

MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".xml": "application/xml",
    ".png": "image/png",
}


def files(folder: Path) -> dict[str, bytes]:
    """The files of a built site, without what a build keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture
def both(
    run: Callable[..., Any],
    project: Callable[..., Path],
    occupation_file: Callable[..., Path],
    asker: Asker,
    tmp_path: Path,
) -> Iterator[tuple[Mapping[str, bytes], Ask]]:
    """The files of a site of the small store, and what asks a server for the same."""
    occupation_file("## Benefits\n\nMany.\n")
    (tmp_path / "logo.png").write_bytes(bytes(range(256)) * 8)
    toml = project()
    toml.write_text(toml.read_text(encoding="utf-8").replace('cache = "cache"\n', "") + TOML, encoding="utf-8")
    assert run("build").status == 0
    application = Application(configuration.read(toml))
    yield files(tmp_path / "site"), asker(make_app(RouteTable(Website(application))))
    application.close()


def test_every_file_of_a_build_is_what_the_server_answers(both: tuple[Mapping[str, bytes], Ask]) -> None:
    built, ask = both
    kinds = {Path(path).suffix for path in built}
    assert kinds == MEDIA.keys()
    assert {"index.html", "404.html", "search.html", "sitemap.xml", "robots.txt", "assets/logo.png"} <= built.keys()
    assert {"orange-county/figures.js", "assets/search-data.js", "all-areas/electricians.csv"} <= built.keys()
    # Asked for in another order than they were built in.
    for path in reversed(built):
        answer = ask(f"/{path}")
        assert (answer.status, path, answer.body) == (200, path, built[path])
        assert answer.headers["content-type"] == MEDIA[Path(path).suffix]


def test_the_second_answer_is_the_first(both: tuple[Mapping[str, bytes], Ask]) -> None:
    built, ask = both
    for path in ("index.html", "orange-county/electricians.html", "all-areas/electricians.csv"):
        assert [ask(f"/{path}").body for _ in range(3)] == [built[path]] * 3


def test_an_answer_that_is_compressed_unpacks_to_the_file(both: tuple[Mapping[str, bytes], Ask]) -> None:
    built, ask = both
    compressed = 0
    for path, content in built.items():
        answer = ask(f"/{path}", accept_encoding="br, gzip;q=0.8")
        assert answer.headers["vary"] == "accept-encoding"
        assert int(answer.headers["content-length"]) == len(answer.body)
        if answer.headers.get("content-encoding") == "gzip":
            compressed += 1
            assert len(answer.body) < len(content)
            answer = gzip.decompress(answer.body)
            assert answer == content
        else:
            assert answer.body == content
    assert compressed > len(built) / 2
    assert "content-encoding" not in ask("/assets/logo.png", accept_encoding="gzip").headers


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000", "gzipped, x-gzip-not"])
def test_who_does_not_take_gzip_is_not_given_it(ask: Ask, accepted: str) -> None:
    assert "content-encoding" not in ask("/about.html", accept_encoding=accepted).headers


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "deflate, gzip;q=1.0, *;q=0.5", "gzip;q=0.001"])
def test_who_takes_gzip_is_given_it(ask: Ask, accepted: str) -> None:
    assert ask("/about.html", accept_encoding=accepted).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "place=orange-county; session=1"},
        {"accept_language": "es-MX, es;q=0.9"},
        {"user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"},
        {"accept": "application/json"},
        {"host": "evil.example"},
        {"x_forwarded_host": "evil.example", "x_forwarded_prefix": "/evil"},
        {"referer": "https://evil.example/"},
        {"authorization": "Basic eDp5"},
        {"range": "bytes=0-9"},
        {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_nothing_that_a_browser_says_of_its_reader_changes_an_answer(ask: Ask, headers: dict[str, str]) -> None:
    for path in ("/", "/orange-county/registered-nurses.html", "/search.html?q=nurse", "/no-such-page", "/api/v1/"):
        plain, told = ask(path), ask(path, **headers)
        assert (told.status, told.headers, told.body) == (plain.status, plain.headers, plain.body)
        assert "set-cookie" not in told.headers


# --- The edition, over a wire -------------------------------------------------------------------------------


class SomeParts(RouteTable):
    """The route table of a site, of which little is built: a place, two occupations, and what there is one of."""

    def parts(self) -> Iterator[Part]:
        wanted = {
            "pages",
            "topics",
            "assets",
            "search",
            "place orange-county",
            "occupation 29-1141",
            "occupation 11-3051",
        }
        return (part for part in super().parts() if part.name in wanted)


def test_the_bundled_edition_is_the_same_from_disk_and_from_a_server(
    server: Any, edition: Path, tmp_path: Path
) -> None:
    application = Application(configuration.read(edition / "occuguide.toml"))
    build(SomeParts(Website(application)), tmp_path / "site", lambda done, total: None)
    application.close()
    built = files(tmp_path / "site")
    assert len(built) > 500
    one_of_a_kind = [path for path in built if "/" not in path or path.startswith(("assets/", "orange-county/"))]
    for path in dict.fromkeys([*one_of_a_kind, *list(built)[::25]]):
        answer = server.get(f"/{path}", accept_encoding="gzip")
        content = gzip.decompress(answer.body) if "content-encoding" in answer.headers else answer.body
        assert (answer.status, path, content) == (200, path, built[path])
