"""What a site's owner makes their own: name, language, logo, links, and the theme."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.plugins.renderers import html

Run = Callable[..., Any]

PNG = b"\x89PNG\r\n\x1a\nnot really"


@pytest.fixture
def themed(project: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Make the test's folder a project whose theme has a file: ``themed("site.css", "...")``; answers its path."""

    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / "look" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        project('templates = "look"\n')
        return path

    return made


# --- Settings -----------------------------------------------------------------------------------------------


def test_every_page_has_the_sites_name_language_links_and_where_to_report_an_error(
    build: Run, project: Callable[..., Path], site: Any
) -> None:
    project(
        '[site]\nname = "Guías & More"\nlanguage = "es"\nreport = "mailto:errors@example.org"\n'
        'links = [{ text = "Find a center", url = "https://example.org/centers?near=1&open=2" }]\n'
    )
    assert build("--area", "Orange").status == 0
    for path, page in site.pages.items():
        assert page.of("html") == [{"lang": "es"}], path
        assert page.text.count("Guías & More") >= 2, path
        assert "mailto:errors@example.org" in page.links, path
        assert "https://example.org/centers?near=1&open=2" in page.links, path
        assert "Find a center" in page.text, path


def test_without_settings_no_page_leads_to_where_nothing_is_known(build: Run, site: Any) -> None:
    build("--area", "Orange")
    for path, page in site.pages.items():
        assert not any(link.startswith("mailto:") for link in page.links), path
        assert "" not in page.links, path
        assert not page.of("img"), path


def test_the_logo_is_on_every_page_and_in_the_site(
    build: Run, project: Callable[..., Path], site: Any, tmp_path: Path
) -> None:
    (tmp_path / "Our Logo.PNG").write_bytes(PNG)
    project('[site]\nlogo = "Our Logo.PNG"\n')
    assert build("--area", "Orange").status == 0
    assert site.files["assets/logo.png"] == PNG
    for path, page in site.pages.items():
        assert [one["src"].endswith("assets/logo.png") for one in page.of("img")] == [True], path
    assert site.broken_links() == []


def test_the_page_for_what_is_not_there_works_at_any_depth(build: Run, project: Callable[..., Path], site: Any) -> None:
    for settings, root in (("", "/"), ('[site]\nurl = "https://example.org/jobs"\n', "/jobs/")):
        project(settings)
        build("--area", "Orange")
        own = [link for link in site.page("404.html").links if "//" not in link and ":" not in link]
        assert {link for link in own if not link.startswith((root, "#"))} == set()
        assert f"{root}assets/site.css" in own
        assert site.broken_links(root) == []


# --- A theme ------------------------------------------------------------------------------------------------


def test_a_users_template_takes_the_place_of_ours_and_may_extend_it(
    build: Run, themed: Callable[..., Path], site: Any
) -> None:
    themed("home.html.jinja", "Ours: {{ number }} in {{ website.home.name }}")
    themed(
        "tips.html.jinja",
        '{% extends "own/tips.html.jinja" %}{% block content %}{{ super() }}<p>Call us.</p>{% endblock %}',
    )
    assert build("--area", "Orange").status == 0
    assert site.text("index.html") == "Ours: 3 in Orange County\n"
    tips = site.page("tips.html").text
    assert "Job search tips" in tips
    assert "Call us." in tips


def test_a_users_frame_is_around_every_page(build: Run, themed: Callable[..., Path], site: Any) -> None:
    themed("frame.html.jinja", "<!doctype html><title>{% block title %}{% endblock %}</title>County Office"
           " {% block main %}{% block content %}{% endblock %}{% endblock %}")  # fmt: skip
    assert build("--area", "Orange").status == 0
    assert all("County Office" in page.text for page in site.pages.values())


def test_a_users_blocks_are_in_the_guides_and_a_mistake_in_them_is_named(
    build: Run, themed: Callable[..., Path], site: Any
) -> None:
    own = Path(html.__file__).with_name("blocks.html.jinja").read_text("utf-8")
    assert '<p class="source">' in own
    path = themed("blocks.html.jinja", "\n\n" + own.replace('<p class="source">', '<p class="source">{{ nothing }} '))
    line = 1 + path.read_text("utf-8").partition("{{ nothing }}")[0].count("\n")
    ran = build("--area", "Orange")
    assert ran.status == 2
    assert ran.err == f"error: {path}:{line}: the template cannot be filled in: 'nothing' is undefined\n"
    themed("blocks.html.jinja", own.replace('<p class="source">', '<p class="source">As told by '))
    assert build("--area", "Orange").status == 0
    assert "As told by Source: Bureau" in site.page("orange-county/electricians.html").text


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("site.css", "assets/site.css"),
        ("guide.css", "assets/site.css"),
        ("site.js", "assets/site.js"),
        ("search.js", "assets/search.js"),
    ],
)
def test_a_users_stylesheets_and_scripts_take_the_place_of_ours(
    build: Run, themed: Callable[..., Path], site: Any, name: str, path: str
) -> None:
    build("--area", "Orange")
    before = site.files
    themed(name, "/* {{ ours }} {% é */")
    assert build("--area", "Orange").status == 0
    after = site.files
    assert "/* {{ ours }} {% é */" in after[path].decode()
    assert {changed for changed in before if before[changed] != after[changed]} - {".occuguide-site"} == {path}


MISTAKES = [
    ("home.html.jinja", "<p>\n{% for %}", 2),
    ("home.html.jinja", "<p>\n\n{{ nothing.at.all }}", 3),
    ("home.html.jinja", "{{ number + 'one' }}", 1),
    ("home.html.jinja", "\n{{ 1 / 0 }}", 2),
    ("home.html.jinja", "{% include 'nowhere.jinja' %}", 1),
    ("tips.html.jinja", "{% extends 'frame.html.jinja' %}\n{% block content %}\n{{ nothing }}{% endblock %}", 3),
    ("occupation.html.jinja", "<p>\n{{ guide.nothing() }}", 2),
]


@pytest.mark.parametrize(("name", "content", "line"), MISTAKES)
def test_a_mistake_in_a_users_template_is_named_with_its_line_and_the_old_site_stands(
    build: Run, themed: Callable[..., Path], site: Any, name: str, content: str, line: int
) -> None:
    assert build("--area", "Orange").status == 0
    before = site.files
    path = themed(name, content)
    ran = build("--area", "Orange")
    assert ran.status == 2
    assert ran.err.startswith(f"error: {path}:{line}: the template ")
    assert len(ran.err.splitlines()) == 1
    assert site.files == before


@pytest.mark.parametrize("name", ["home.html.jinja", "site.css", "blocks.html.jinja"])
def test_a_file_of_the_theme_that_is_not_in_utf_8_is_named(
    build: Run, themed: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    path = themed(name, "<p>caf\xe9</p>".encode("latin-1"))
    ran = build("--area", "Orange")
    assert ran.status == 2
    assert str(path) in ran.err
    assert "UTF-8" in ran.err
    assert not (tmp_path / "site").exists()


def test_a_mistake_in_a_users_template_of_another_format_is_named_too(
    build: Run, themed: Callable[..., Path], tmp_path: Path
) -> None:
    path = themed("guide.txt.jinja", "\n{{ nothing }}")
    ran = build("--area", "Orange", "--format", "text")
    assert ran.status == 2
    assert f"{path}:2" in ran.err
    assert not (tmp_path / "site").exists()
    assert build("--area", "Orange").status == 0


def test_a_mistake_that_only_another_process_meets_is_named_as_well(
    build: Run, themed: Callable[..., Path], site: Any, store: Callable[..., Path], tmp_path: Path
) -> None:
    path = themed("occupation.html.jinja", "\n{{ nothing }}")
    store(
        "".join(
            f"INSERT INTO occupation VALUES ('oews', '53-{number:04}', 'Workers {number}', 1);"
            for number in range(1000, 1060)
        ),
        settings='templates = "look"\n',
    )
    ran = build("--area", "Orange")
    assert ran.status == 2
    assert ran.err.startswith(f"error: {path}:2: the template cannot be filled in")
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "site").exists()
