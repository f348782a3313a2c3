"""Building a site: what is written, what is left alone, and where its links lead."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from attrs import evolve

from occuguide.core import Facts, Guide, OccuguideError, Paragraph, Section, hookimpl
from occuguide.core.store import rewriting

Run = Callable[..., Any]


@pytest.fixture
def built(run: Run, project: Callable[..., Path]) -> Run:
    """Build a site of the small store: ``built("--area", "Orange")``."""
    project()

    def build(*options: str) -> Any:
        return run("build", *options)

    return build


def files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their paths."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Page(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if tag in ("a", "link") and name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def broken_links(site: Path) -> list[str]:
    """The links within a site that lead nowhere."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(("https:", "http:", "mailto:", "data:")):
                continue
            address, fragment = urldefrag(unquote(link))
            target = (path.parent / address).resolve() if address else path
            if not target.is_file() or (fragment and fragment not in pages[target].ids):
                broken.append(f"{path.relative_to(site.resolve())}: {link}")
    return broken


# --- What is written ------------------------------------------------------------------------------------------


def test_a_site_has_a_guide_for_every_place_and_a_profile_for_the_state(built: Run, tmp_path: Path) -> None:
    ran = built()
    assert (ran.status, ran.err) == (0, "")
    site = tmp_path / "site"
    written = files(site)
    assert ran.out.startswith(f"{len(written) - 1:,} files are in site.")
    guides = {path.split("/")[0] for path in written if "/industrial-production-managers/" in path}
    assert guides == {
        "all-areas",
        "california",
        "united-states",
        "orange-county",
        "los-angeles-county",
        "los-angeles-long-beach-anaheim-ca",
    }
    profiles = {path.split("/")[0] for path in written if "/electricians/" in path}
    assert profiles == {"all-areas", "california"}
    assert {path.split("/")[-1] for path in written if path.startswith("california/electricians/")} == {
        "index.html",
        "summary.html",
        "guide.txt",
        "summary.txt",
        "guide.json",
        "summary.json",
    }


def test_every_link_of_a_site_leads_somewhere_in_it(built: Run, tmp_path: Path) -> None:
    assert built("--area", "Orange", "--area", "Los Angeles").status == 0
    site = tmp_path / "site"
    assert len(list(site.rglob("*.html"))) == 1 + 2 * 2 + 2 * 2 + 3
    assert broken_links(site) == []


def test_every_link_of_a_site_of_all_places_leads_somewhere_in_it(built: Run, tmp_path: Path) -> None:
    assert built().status == 0
    assert broken_links(tmp_path / "site") == []


def test_every_link_of_the_bundled_editions_site_leads_somewhere_in_it(run: Run, tmp_path: Path) -> None:
    assert run("build", "--area", "Orange", "--area", "California", "--format", "html").status == 0
    site = tmp_path / "site"
    assert len(list(site.rglob("*.html"))) > 2000
    assert broken_links(site) == []


def test_a_page_of_the_site_says_what_the_command_line_says(built: Run, run: Run, tmp_path: Path) -> None:
    built("--area", "Orange", "--format", "text")
    written = (tmp_path / "site/orange-county/industrial-production-managers/guide.txt").read_text("utf-8")
    assert "$128,540" in written
    assert run("show", "11-3051", "--area", "Orange").out == written


def test_the_formats_that_are_named_are_built_and_no_others(built: Run, tmp_path: Path) -> None:
    assert built("--area", "Orange", "--format", "json", "--format", "json").status == 0
    suffixes = {path.suffix for path in (tmp_path / "site" / "orange-county").rglob("*") if path.is_file()}
    assert suffixes == {".json"}
    assert broken_links(tmp_path / "site") == []


def test_a_place_that_is_named_twice_is_built_once(built: Run, tmp_path: Path) -> None:
    built("--area", "Orange", "--area", "06059", "--output", "one")
    built("--area", "Orange", "--output", "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_site_is_the_same_whenever_it_is_built(built: Run, tmp_path: Path) -> None:
    built("--output", "one")
    built("--output", "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_an_unknown_place_or_format_is_a_wrong_use_and_builds_nothing(built: Run, tmp_path: Path) -> None:
    for words in (["--area", "Atlantis"], ["--format", "pdf"]):
        assert built(*words).status == 2
    assert not (tmp_path / "site").exists()


# --- Definitions ----------------------------------------------------------------------------------------------


@pytest.fixture
def rated(run: Run, small_facts: Path, tmp_path: Path) -> Run:
    """Build a site of the small store, in which electricians alone are rated on skills."""
    facts = tmp_path / "rated.sqlite"
    with rewriting(facts, small_facts) as store, closing(Facts(small_facts)) as small:
        store.begin(evolve(small.sources["oews"], id="onet"))
        store.insert(
            "element", ("id", "name", "domain", "mean"), [("2.A.1.d", "Speaking", "skill", 2.0)], source="onet"
        )
        row = ("47-2111.00", "2.A.1.d", 4.0, 0)
        store.insert("rating", ("onet_soc", "element", "value", "suppressed"), [row], source="onet")
    (tmp_path / "occuguide.toml").write_text(f'facts = "{facts}"\ncache = "cache"\n', encoding="utf-8")

    def build(*options: str) -> Any:
        return run("build", *options)

    return build


def test_an_occupation_with_skills_has_one_page_that_says_what_they_mean_in_each_format(
    rated: Run, tmp_path: Path
) -> None:
    assert rated("--area", "Orange", "--area", "Los Angeles").status == 0
    pages = {path: content for path, content in files(tmp_path / "site").items() if path.startswith("definitions/")}
    assert set(pages) == {f"definitions/electricians/{name}" for name in ("index.html", "guide.txt", "guide.json")}
    assert all(b"Speaking" in content for content in pages.values())
    assert broken_links(tmp_path / "site") == []


def test_every_page_of_an_occupation_with_skills_leads_to_what_they_mean(rated: Run, tmp_path: Path) -> None:
    rated("--area", "Orange", "--format", "html")
    site = tmp_path / "site"
    for page in ("orange-county/electricians/index.html", "orange-county/electricians/summary.html"):
        assert "../../definitions/electricians/index.html" in Page((site / page).read_text("utf-8")).links
    assert (
        "../../definitions/electricians/index.html"
        in Page((site / "all-areas/electricians/index.html").read_text("utf-8")).links
    )
    back = Page((site / "definitions/electricians/index.html").read_text("utf-8")).links
    assert "../../orange-county/electricians/index.html" in back


def test_an_occupation_without_skills_has_no_page_of_what_they_mean_and_no_link_to_one(
    rated: Run, tmp_path: Path
) -> None:
    rated("--area", "Orange", "--format", "html")
    pages = [content for path, content in files(tmp_path / "site").items() if "/crew-leads/" in path]
    assert len(pages) == 3
    assert not any(b"definitions/" in content or b"What the skills mean" in content for content in pages)


# --- Rebuilding -----------------------------------------------------------------------------------------------


def test_a_rebuilt_site_replaces_the_old_one_whole(built: Run, tmp_path: Path) -> None:
    built("--area", "Orange", "--area", "Los Angeles")
    site = tmp_path / "site"
    (site / "orange-county" / "stale.html").write_text("old", encoding="utf-8")
    assert (site / "los-angeles-county").is_dir()
    before = sorted(path.name for path in tmp_path.iterdir())
    assert built("--area", "Orange").status == 0
    assert not (site / "los-angeles-county").exists()
    assert not (site / "orange-county" / "stale.html").exists()
    assert (site / "orange-county" / "industrial-production-managers" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_folder_of_other_files_is_never_touched(built: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "thesis.txt").write_text("years of work", encoding="utf-8")
    ran = built()
    assert ran.status == 1
    assert "site: the folder holds files that are no site made by `occuguide build`" in ran.err
    assert files(site) == {"thesis.txt": b"years of work"}


def test_an_empty_folder_and_a_folder_within_new_ones_are_taken(built: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for output in ("empty", "new/er/est"):
        assert built("--area", "Orange", "--output", output).status == 0
        assert (tmp_path / output / "index.html").is_file()
        assert (tmp_path / output).stat().st_mode & 0o777 == 0o755


def test_an_output_that_is_a_file_is_refused(built: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    ran = built("--output", "out")
    assert ran.status == 1
    assert "out: the output is a file, not a folder. Name a folder." in ran.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"
    assert built("--output", "out/site").status == 1


def test_an_output_that_is_a_link_to_a_folder_leaves_nothing_beside_it(built: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    before = {path.name for path in tmp_path.iterdir()}
    assert built("--area", "Orange", "--output", "link").status == 0
    assert (tmp_path / "link" / "index.html").is_file()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_the_old_site_stands_when_the_new_one_cannot_take_its_place(
    built: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built("--area", "Orange")
    before = files(tmp_path / "site")
    real = os.replace

    def failing(source: Any, target: Any) -> None:
        if Path(target).name == "site" and "old" not in Path(source).name:
            raise OSError(16, "Device or resource busy")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        patch.setattr(Path, "replace", lambda self, target: failing(self, target))
        patch.setattr(Path, "rename", lambda self, target: failing(self, target))
        ran = built("--area", "Los Angeles")
    assert ran.status == 1
    assert "the site cannot be written" in ran.err
    assert files(tmp_path / "site") == before


def test_the_old_site_stands_when_a_build_is_stopped(
    built: Run, tmp_path: Path, installed: Callable[..., None]
) -> None:
    built("--area", "Orange")
    before = files(tmp_path / "site")
    listing = sorted(path.name for path in tmp_path.iterdir())

    class Stopped:
        name = "stopped"
        suffix = ".stopped"
        media_type = "text/plain"

        def render(self, guide: Guide, site: object = None) -> bytes:
            raise KeyboardInterrupt

    installed("stopper", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: Stopped())))
    assert built("--area", "Orange").status == 1
    assert files(tmp_path / "site") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == listing


# --- What fails -----------------------------------------------------------------------------------------------


def renderer_that(raises: Exception) -> SimpleNamespace:
    """A plugin with a renderer that fails for electricians."""

    class Picky:
        name = "picky"
        suffix = ".picky"
        media_type = "text/plain"

        def render(self, guide: Guide, site: object = None) -> bytes:
            if guide.occupation.soc == "47-2111":
                raise raises
            return guide.title.encode()

    return SimpleNamespace(give=hookimpl(specname="renderer")(lambda: Picky()))


def test_a_renderer_that_fails_leaves_the_other_formats_and_the_other_occupations(
    built: Run, tmp_path: Path, installed: Callable[..., None]
) -> None:
    installed("picky", renderer_that(ValueError("no sparks")))
    ran = built("--area", "Orange")
    assert ran.status == 1
    assert ran.err
    for line in ran.err.splitlines():
        assert line.startswith("error: plugin picky, renderer for 47-2111: ")
        assert "no sparks" in line
    written = files(tmp_path / "site")
    assert "orange-county/electricians/index.html" in written
    assert "orange-county/electricians/guide.picky" not in written
    assert "orange-county/crew-leads/guide.picky" in written


def test_a_renderer_that_fails_with_an_error_of_ours_leaves_the_others_too(
    built: Run, tmp_path: Path, installed: Callable[..., None]
) -> None:
    installed("picky", renderer_that(OccuguideError("no sparks")))
    ran = built("--area", "Orange")
    assert ran.status == 1
    assert "no sparks" in ran.err
    assert "orange-county/crew-leads/guide.picky" in files(tmp_path / "site")


def test_a_section_that_fails_leaves_the_site_and_is_named_once(
    built: Run, tmp_path: Path, installed: Callable[..., None]
) -> None:
    @hookimpl
    def guide_wages(area: object) -> Section:
        raise ValueError("no wages")

    installed("bad", SimpleNamespace(guide_wages=guide_wages))
    ran = built("--area", "Orange", "--area", "Los Angeles")
    assert ran.status == 1
    assert ran.err.splitlines() == [
        f"error: plugin bad, guide_wages for {soc}: no wages" for soc in ("11-3051", "47-2111", "51-1011")
    ]
    page = (tmp_path / "site/orange-county/industrial-production-managers/index.html").read_text("utf-8")
    assert "the plugin bad failed" in page
    assert "$128,540" in page
    assert broken_links(tmp_path / "site") == []


def test_two_formats_of_one_suffix_do_not_write_over_each_other(
    built: Run, tmp_path: Path, installed: Callable[..., None]
) -> None:
    class Poster:
        name = "poster"
        suffix = ".html"
        media_type = "text/html"

        def render(self, guide: Guide, site: object = None) -> bytes:
            return b"<p>poster</p>"

    installed("poster", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: Poster())))
    ran = built("--area", "Orange")
    if ran.status == 0:
        pages = files(tmp_path / "site" / "orange-county" / "electricians")
        assert {b"<p>poster</p>"} < {content for name, content in pages.items() if name.endswith(".html")}
    else:
        assert "poster" in ran.err
        assert "html" in ran.err


def test_two_occupations_of_one_address_do_not_write_over_each_other(
    built: Run, tmp_path: Path, occupation_file: Callable[..., Path], project: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nOurs alone.\n", soc="99-0001", head='title = "Electricians!"\n')
    project('occupations = ["own"]\n')
    ran = built("--area", "Orange")
    if ran.status == 0:
        titles = [
            content.decode().splitlines()[0]
            for name, content in files(tmp_path / "site" / "orange-county").items()
            if name.endswith("guide.txt")
        ]
        assert len(titles) == 4
    else:
        assert "electricians" in ran.err


def test_two_counties_of_one_name_have_pages_of_their_own_with_their_states_in_the_address(
    built: Run, run: Run, tmp_path: Path, small_facts: Path
) -> None:
    facts = tmp_path / "two.sqlite"
    facts.write_bytes(small_facts.read_bytes())
    with closing(sqlite3.connect(facts)) as connection:
        connection.execute("INSERT INTO area VALUES ('oews', '1200000', 'Florida', 'state', '12')")
        connection.execute("INSERT INTO county VALUES ('oews', '12095', 'Orange County', '12')")
        connection.commit()
    (tmp_path / "occuguide.toml").write_text(f'facts = "{facts}"\ncache = "cache"\n', encoding="utf-8")
    ran = run("build", "--format", "html")
    assert (ran.status, ran.err) == (0, "")
    places = {path.split("/")[0] for path in files(tmp_path / "site")}
    assert {"orange-county-california", "orange-county-florida", "los-angeles-county"} <= places
    assert "orange-county" not in places
    page = (tmp_path / "site/orange-county-california/industrial-production-managers/index.html").read_text("utf-8")
    assert "$128,540" in page
    assert broken_links(tmp_path / "site") == []


def test_a_link_to_an_occupation_that_the_site_has_no_page_of_is_plain_text(
    built: Run, tmp_path: Path, occupation_file: Callable[..., Path], project: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nAsk the [stars](99-9999) or the [leads](51-1011).\n")
    project('occupations = ["own"]\n')
    assert built("--area", "Orange").status == 0
    page = Page((tmp_path / "site/orange-county/electricians/index.html").read_text("utf-8"))
    assert "../../orange-county/crew-leads/index.html" in page.links
    assert not any("99-9999" in link or "stars" in link for link in page.links)
    assert broken_links(tmp_path / "site") == []


def test_a_title_with_markup_is_shown_as_it_is(
    built: Run, tmp_path: Path, occupation_file: Callable[..., Path], project: Callable[..., Path]
) -> None:
    occupation_file(soc="99-0001", head='title = "R&D <script>alert(1)</script>"\n')
    project('occupations = ["own"]\n')
    assert built("--area", "Orange", "--format", "html").status == 0
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "R&amp;D &lt;script&gt;" in home
    assert "<script>alert" not in home


def test_a_template_of_the_users_that_is_wrong_is_named_without_a_traceback(
    built: Run, tmp_path: Path, project: Callable[..., Path]
) -> None:
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "home.html.jinja").write_text("{% for %}", encoding="utf-8")
    project('templates = "look"\n')
    ran = built("--area", "Orange", "--format", "text")
    assert ran.status in (1, 2)
    assert "home.html.jinja" in ran.err


def test_a_users_home_page_takes_the_place_of_ours(built: Run, tmp_path: Path, project: Callable[..., Path]) -> None:
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "home.html.jinja").write_text("Ours: {{ home.name }}", encoding="utf-8")
    project('templates = "look"\n')
    assert built("--area", "Orange", "--format", "text").status == 0
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "Ours: Orange County\n"


def test_the_words_of_a_guide_are_in_its_page(built: Run, tmp_path: Path, installed: Callable[..., None]) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph("Free lunch & tea."))

    installed("lunch", SimpleNamespace(guide_benefits=guide_benefits))
    built("--area", "Orange")
    assert b"Free lunch &amp; tea." in files(tmp_path / "site")["orange-county/electricians/index.html"]
