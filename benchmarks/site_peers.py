"""The generators of static sites that the build is compared with, each at its best.

Their template is a title and the content. There is no search, no menu, no feed and no list of pages, and links are not
checked.
"""

import json
import os
import shutil
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from site_process import Used, free_memory, run

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1>
{content}
</main></body>
</html>
"""
_OF_FREE_MEMORY = 0.85


@frozen
class Peer:
    """A generator of static sites.

    Args:
        name: What it is called.
        files: Its configuration and its template, by path, for the folder of the pages and that of the site.
        command: What builds the site.
        target: How many times as many pages a second the build is to make.
        requirements: What is installed of the Python Package Index, into an environment of its own.
    """

    name: str
    files: Callable[[Path, Path], Mapping[str, str]]
    command: Sequence[str]
    target: int
    requirements: Sequence[str] = ()

    def build(self, pages: Path, folder: Path) -> Used:
        """Build a site, which alone is measured, in ``folder / "site"``.

        Args:
            pages: The folder of the Markdown.
            folder: A folder to be made for all that it needs.
        """
        for path, content in self.files(pages, folder / "site").items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        commands = os.environ["PATH"]
        if self.requirements:
            venv.create(folder / "environment", with_pip=True)
            commands = f"{folder / 'environment' / 'bin'}{os.pathsep}{commands}"
            run(["pip", "install", "--quiet", *self.requirements], folder, {"PATH": commands})
        # A program in Go, as Hugo is, may else take more memory than there is. The others do not read this.
        limit = f"{_OF_FREE_MEMORY * free_memory():.0f}MiB"
        return run(self.command, folder, {"PATH": commands, "GOMEMLIMIT": limit})


def _hugo(pages: Path, site: Path) -> dict[str, str]:
    settings = {
        "baseURL": "/",
        "contentDir": str(pages),
        "publishDir": str(site),
        "uglyURLs": True,
        "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    }
    return {
        "config.json": json.dumps(settings),
        "layouts/_default/single.html": _PAGE.format(title="{{ .Title }}", content="{{ .Content }}"),
    }


def _mkdocs(pages: Path, site: Path) -> dict[str, str]:
    unchecked = dict.fromkeys(("not_found", "absolute_links", "unrecognized_links"), "ignore")
    settings = {
        "site_name": "Guides",
        "docs_dir": str(pages),
        "site_dir": str(site),
        "use_directory_urls": False,
        "plugins": [],
        "theme": {"name": None, "custom_dir": "theme"},
        "validation": {"links": unchecked},
    }
    return {
        "mkdocs.yml": json.dumps(settings),
        "theme/main.html": _PAGE.format(title="{{ page.title }}", content="{{ page.content }}"),
    }


def _pelican(pages: Path, site: Path) -> dict[str, str]:
    settings = {
        "PATH": str(pages),
        "OUTPUT_PATH": str(site),
        "TIMEZONE": "UTC",
        "THEME": "theme",
        "THEME_STATIC_PATHS": [],
        "PAGE_PATHS": [""],
        "ARTICLE_PATHS": [],
        "STATIC_PATHS": [],
        "PATH_METADATA": r"(?P<stem>.*)\.md",
        "PAGE_URL": "{stem}.html",
        "PAGE_SAVE_AS": "{stem}.html",
        "DIRECT_TEMPLATES": [],
        "PLUGINS": [],
        "MARKDOWN": {"extensions": ["markdown.extensions.tables", "markdown.extensions.meta"]},
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "CATEGORY_SAVE_AS": "",
        "AUTHOR_SAVE_AS": "",
        "TAG_SAVE_AS": "",
    }
    return {
        "settings.py": "".join(f"{name} = {value!r}\n" for name, value in settings.items()),
        "theme/templates/page.html": _PAGE.format(title="{{ page.title }}", content="{{ page.content }}"),
    }


HUGO = Peer("Hugo", _hugo, ["hugo", "--quiet"], 2)
MKDOCS = Peer("MkDocs", _mkdocs, ["mkdocs", "build", "--quiet"], 20, ["mkdocs"])
PELICAN = Peer("Pelican", _pelican, ["pelican", "--quiet", "--settings", "settings.py"], 20, ["pelican[markdown]"])


def sample(pages: Path, every: int, folder: Path) -> Path:
    """A folder with one page in so many of another, spread over all places and occupations."""
    for file in sorted(pages.rglob("*.md"))[::every]:
        link = folder / file.relative_to(pages)
        link.parent.mkdir(parents=True, exist_ok=True)
        os.link(file, link)
    return folder


def built(site: Path) -> int:
    """How many pages a site has; it is then deleted."""
    pages = sum(1 for _ in site.rglob("*.html"))
    shutil.rmtree(site)
    return pages
