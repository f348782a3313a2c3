"""Files of the site that are no pages: stylesheet, scripts, logo, and what search engines ask for."""

import json
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from occuguide.plugins.web.routes import SCRIPT, TEXT, Page
from occuguide.plugins.web.search_data import search_data
from occuguide.plugins.web.website import Website

STYLE = "text/css; charset=utf-8"
XML = "application/xml"

_SHEETS = ("guide.css", "site.css")
"""The stylesheets of guides and of the site, in one file."""

_SCRIPTS = ("site.js", "answers.js", "search.js")


def asset_pages(website: Website, linked: set[str]) -> Iterator[Page]:
    """The stylesheet, the scripts and the logo."""
    yield _file("assets/site.css", partial(_joined, website, _SHEETS), STYLE)
    for name in _SCRIPTS:
        yield _file(f"assets/{name}", partial(_joined, website, (name,)), SCRIPT)
    yield _file("assets/places.js", partial(places_script, website), SCRIPT)
    logo = website.settings.logo
    if logo is not None:
        media_type = mimetypes.guess_type(logo.name)[0] or "application/octet-stream"
        yield _file(website.logo_path, logo.read_bytes, media_type)
    yield _file("robots.txt", partial(robots, website), TEXT)


def _joined(website: Website, names: Iterable[str]) -> bytes:
    return "\n".join(map(website.text_of, names)).encode()


def _file(path: str, make: Callable[[], bytes], media_type: str) -> Page:
    return Page(path, make, media_type, listed=False)


def places_script(website: Website) -> bytes:
    """The places that a reader may choose, as a script: their names and folders."""
    text = json.dumps([(one.name, one.folder) for one in website.place_choices], separators=(",", ":")).replace(
        "<", "\\u003c"
    )
    return f"(window.occuguide=window.occuguide||{{}}).places={text};\n".encode("ascii")


def search_pages(website: Website, linked: set[str]) -> Iterator[Page]:
    """The index that is searched in the browser."""
    yield _file("assets/search-data.js", lambda: search_data(website.application, website.slugs), SCRIPT)


# --- For search engines -------------------------------------------------------------------------------------


def robots(website: Website) -> bytes:
    """That all pages may be looked at, and where the list of them is."""
    root = urlsplit(website.settings.url).path or "/"
    kept_out = ("api/", "search.html?", "compare.html?")
    lines = ["User-agent: *", *(f"Disallow: {root}{path}" for path in kept_out)]
    if website.settings.url:
        lines.append(f"Sitemap: {website.settings.url}sitemap.xml")
    return "".join(f"{line}\n" for line in lines).encode()


def sitemap_pages(website: Website, listed: Callable[[], Iterable[str]], linked: set[str]) -> Iterator[Page]:
    """The sitemap (https://www.sitemaps.org/protocol.html): one file for each folder, and one that names them.

    It holds whole addresses only: where the settings name none, there is no sitemap.
    """
    url = website.settings.url
    if not url:
        return
    folders: dict[str, list[str]] = {}
    for path in listed():
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    for folder, paths in folders.items():
        yield _file(_sitemap(folder), partial(_addresses, "urlset", "url", url, paths), XML)
    names = [_sitemap(folder) for folder in folders]
    yield _file("sitemap.xml", partial(_addresses, "sitemapindex", "sitemap", url, names), XML)


def _sitemap(folder: str) -> str:
    return f"sitemaps/{folder.replace('/', '.') or 'pages'}.xml"


def _addresses(outer: str, inner: str, url: str, paths: Iterable[str]) -> bytes:
    lines = [f"<{inner}><loc>{escape(url + path.removesuffix('index.html'))}</loc></{inner}>\n" for path in paths]
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{space}">\n{"".join(lines)}</{outer}>\n'.encode()


def fingerprints(folder: Path, *, served: bool) -> Iterator[str]:
    """What tells one version of the files of a folder from another: their names, sizes and times of change.

    Args:
        folder: The folder.
        served: Whether of the stylesheets and scripts, which are served as they stand, or of all others.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and (path.suffix in (".css", ".js")) == served:
            yield f"{path.relative_to(folder)} {fingerprint(path)}"


def fingerprint(path: Path) -> str:
    """What tells one version of a file from another: its size and its time of change."""
    stat = path.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"
