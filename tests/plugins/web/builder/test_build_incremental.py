"""Building a site again: only what changed is written, and the site is the one that a new build would make."""

import json
import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Description, Paragraph, Section, hookimpl

Run = Callable[..., Any]

WHOLE = """## What Would I Do?

Lead a crew.

## Education, Training, and Other Requirements

None is asked for.

## Working Conditions

Outdoors.
"""
"""What makes a Guide of an occupation."""


class Project:
    """A project whose files a test changes, and its site."""

    def __init__(self, folder: Path, run: Run, store: Callable[..., Path], off: frozenset[str], site_in: Any) -> None:
        self.folder = folder
        self._run = run
        self._store = store
        self._site_in = site_in
        self.site = site_in(folder / "site")
        self.options: tuple[str, ...] = ("--area", "Orange", "--area", "California")
        self.settings = ""
        self.disabled = sorted(off)
        self.facts()
        self.write("own/electricians.md", '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n+++\n## Benefits\n\nMany.\n')
        self.write("look/tips.html.jinja", "Ask around.")

    def write(self, path: str, text: str) -> Path:
        """Write a file of the project."""
        there = self.folder / path
        there.parent.mkdir(exist_ok=True)
        there.write_text(text, encoding="utf-8")
        return there

    def occupation(self, soc: str, body: str, head: str = "") -> Path:
        """Write an occupation's file."""
        return self.write(f"own/{soc}.md", f'+++\nsoc = "{soc}"\nwritten = 2026-11-22\n{head}+++\n{body}')

    def facts(self, *statements: str) -> None:
        """Have another fact store."""
        self._store(*statements)
        self.configure(self.settings)

    def configure(self, settings: str) -> None:
        """Have other settings."""
        self.settings = settings
        self.write(
            "occuguide.toml",
            f'facts = "own.sqlite"\ncache = "cache"\noccupations = ["own"]\ntemplates = "look"\n'
            f"disabled = {json.dumps(self.disabled)}\n{settings}",
        )

    def build(self, *options: str) -> Any:
        """Build the site."""
        ran = self._run("build", *self.options, *options)
        assert (ran.status, ran.err) == (0, "")
        return ran

    def changed(self, *options: str) -> set[str]:
        """Build the site; answers what was written. That is what changed, and the build counts it."""
        before, made = self.site.files, self.site.made
        ran = self.build(*options)
        after, remade = self.site.files, self.site.made
        written = {path for path in after if made.get(path) != remade[path]} - {".occuguide-site"}
        if not options:
            assert written == {path for path in after if before.get(path) != after[path]} - {".occuguide-site"}
        said = ran.out.split(". ")[0]
        assert said.startswith(f"{len(after) - 1} files are in site")
        if len(written) < len(after) - 1:
            assert f", {len(written)} of them written" in said
        gone = len(before.keys() - after.keys())
        assert (f", {gone} removed" in said) == bool(gone)
        return written

    def is_as_new(self) -> bool:
        """Whether the site is the one that a build makes where there is none, byte for byte."""
        shutil.rmtree(self.folder / "new", ignore_errors=True)
        self.build("--output", "new")
        new, old = self._site_in(self.folder / "new").files, self.site.files
        assert new.keys() == old.keys()
        assert [path for path in new if new[path] != old[path]] == []
        return True


@pytest.fixture
def project(tmp_path: Path, run: Run, store: Callable[..., Path], off: frozenset[str], site_in: Any) -> Project:
    """A project with an occupation's file and a theme, and its site."""
    project = Project(tmp_path, run, store, off, site_in)
    project.build()
    return project


# --- What did not change ------------------------------------------------------------------------------------


def test_where_nothing_changed_nothing_is_written(project: Project) -> None:
    everything = project.site.made
    folder = project.site.folder.stat()
    ran = project.build()
    assert ", 0 of them written. Open site/index.html." in ran.out
    assert project.site.made == everything
    assert project.site.folder.stat().st_ino == folder.st_ino


def test_a_site_that_was_moved_is_still_up_to_date(project: Project, tmp_path: Path) -> None:
    everything = project.site.made
    (tmp_path / "site").rename(tmp_path / "moved")
    assert ", 0 of them written" in project.build("--output", "moved").out
    (tmp_path / "moved").rename(tmp_path / "site")
    assert project.site.made == everything


def test_a_file_that_was_only_saved_again_changes_nothing(project: Project) -> None:
    os.utime(project.folder / "own/electricians.md")
    assert project.changed() == set()
    assert project.is_as_new()


# --- What changed -------------------------------------------------------------------------------------------


def test_after_an_occupations_text_changed_only_its_pages_are_written(project: Project) -> None:
    (project.folder / "own/electricians.md").unlink()
    project.occupation("47-2111", "## Benefits\n\nFew.\n")
    written = project.changed()
    assert {"orange-county/electricians.html", "california/electricians.html"} <= written
    assert all("/electricians." in path for path in written)
    assert "Few." in project.site.page("orange-county/electricians.html").text
    assert project.is_as_new()


def test_after_an_occupations_names_changed_the_search_is_written_too(project: Project) -> None:
    (project.folder / "own/electricians.md").unlink()
    project.occupation("47-2111", "## Benefits\n\nMany.\n", head='hidden_titles = ["Sparky"]\n')
    assert project.changed() == {"assets/search-data.js"}
    project.occupation("47-2111", "## Benefits\n\nMany.\n", head='also_called = ["Wiremen"]\n')
    written = project.changed()
    assert {"assets/search-data.js", "orange-county/electricians.html"} <= written
    assert not any("crew-leads" in path or path.startswith("topics/") for path in written)
    assert project.is_as_new()


def test_after_the_sentence_on_an_occupation_changed_its_pages_the_lists_and_the_search_say_it(
    project: Project,
) -> None:
    (project.folder / "own/electricians.md").unlink()
    project.occupation("47-2111", "## Benefits\n\nMany.\n", head='in_short = "They bring light."\n')
    written = project.changed()
    lists = {"a-to-z.html", "topics/kind/profile.html", "assets/search-data.js"}
    assert {*lists, "orange-county/electricians.html", "california/electricians.summary.html"} <= written
    assert not any("crew-leads" in path or path == "orange-county/index.html" for path in written)
    for path in lists:
        assert "They bring light." in project.site.text(path), path
    assert project.is_as_new()


def test_after_a_list_of_sentences_changed_the_site_says_what_it_says_now(
    project: Project, installed: Callable[..., None]
) -> None:
    sentences = project.write("lists/sentences.toml", '"51-1011" = "They lead."\n')

    @hookimpl
    def occupation_folders() -> tuple[Path, ...]:
        return (sentences.parent,)

    @hookimpl
    def describe_occupation(soc: str) -> Description | None:
        said = tomllib.loads(sentences.read_text(encoding="utf-8")).get(soc)
        return Description(in_short=said) if said else None

    installed("ours", SimpleNamespace(occupation_folders=occupation_folders, describe_occupation=describe_occupation))
    project.build()
    assert "They lead." in project.site.text("a-to-z.html")
    project.write("lists/sentences.toml", '"51-1011" = "They guide a crew."\n')
    written = project.changed()
    assert {"a-to-z.html", "assets/search-data.js", "orange-county/crew-leads.html"} <= written
    assert not any("electricians" in path for path in written)
    assert "They guide a crew." in project.site.text("a-to-z.html")
    assert project.is_as_new()


def test_a_profile_that_becomes_a_guide_changes_the_pages_that_lead_to_it(project: Project) -> None:
    linking, other = "orange-county/industrial-production-managers.html", "orange-county/electricians.html"
    assert "Crew Leads (Profile)" in project.site.page(linking).text
    path = project.occupation("51-1011", WHOLE)
    written = project.changed()
    assert {"orange-county/crew-leads.html", linking, "a-to-z.html", "orange-county/index.html"} <= written
    assert other not in written
    assert "Crew Leads (Guide)" in project.site.page(linking).text
    assert project.is_as_new()
    path.unlink()
    assert linking in project.changed()
    assert "Crew Leads (Profile)" in project.site.page(linking).text
    assert project.is_as_new()


def test_an_occupation_that_comes_and_goes_brings_and_takes_its_pages(project: Project) -> None:
    project.occupation("47-2111", "## Benefits\n\nAsk the [guides](99-0001).\n")
    (project.folder / "own/electricians.md").unlink()
    project.build()
    path = project.occupation("99-0001", "## Benefits\n\nSea air.\n", head='title = "Tide Pool Guides"\n')
    written = project.changed()
    assert {"orange-county/tide-pool-guides.html", "orange-county/electricians.html", "index.html"} <= written
    assert "orange-county/tide-pool-guides.html" in project.site.led_to("orange-county/electricians.html")
    assert project.is_as_new()
    path.unlink()
    project.changed()
    assert not any("tide-pool" in path for path in project.site.files)
    assert project.site.broken_links() == []
    assert project.is_as_new()


def test_an_occupation_whose_address_another_takes_is_led_to_where_it_is_now(project: Project) -> None:
    project.occupation("51-1011", "## Benefits\n\nAsk the [electricians](47-2111).\n")
    project.build()
    project.occupation("99-0001", "## Benefits\n\nMany.\n", head='title = "Electricians!"\n')
    project.changed()
    assert "orange-county/electricians-47-2111.html" in project.site.led_to("orange-county/crew-leads.html")
    assert "orange-county/electricians.html" not in project.site.files
    assert project.site.broken_links() == []
    assert project.is_as_new()


def test_after_other_facts_were_imported_the_figures_are_theirs(project: Project) -> None:
    project.facts("UPDATE wage SET annual_median = 99999 WHERE soc = '47-2111' AND area = '0600000'")
    written = project.changed()
    assert {"california/electricians.html", "california/figures.js", "all-areas/electricians.csv"} <= written
    assert "california/crew-leads.html" not in written
    assert "$99,999" in project.site.page("california/electricians.html").text
    assert project.is_as_new()


def test_after_a_template_changed_the_pages_of_it_are_written(project: Project) -> None:
    project.write("look/tips.html.jinja", "Ask at the county office.")
    assert project.changed() == {"tips.html"}
    project.write("look/site.css", "p { color: red }")
    assert project.changed() == {"assets/site.css"}
    assert project.is_as_new()
    (project.folder / "look/tips.html.jinja").unlink()
    (project.folder / "look/site.css").unlink()
    assert project.changed() == {"tips.html", "assets/site.css"}
    assert project.is_as_new()


def test_after_the_pack_changed_the_pages_say_what_it_says_now(project: Project) -> None:
    (project.folder / "look/tips.html.jinja").unlink()
    head = '+++\narea = "California"\n'
    project.write("ours.md", f"{head}+++\n\n## Benefits\n\nSun.\n\n## Job-Search Tips\n\nAsk around.\n")
    project.configure('pack = "ours.md"\n')
    project.build()
    project.write("ours.md", f"{head}+++\n\n## Benefits\n\nSnow.\n\n## Job-Search Tips\n\nAsk in town.\n")
    written = project.changed()
    assert {"tips.html", "orange-county/electricians.html", "california/crew-leads.html"} <= written
    assert not any(path.startswith(("all-areas/", "topics/", "assets/")) for path in written)
    assert "Many. Snow." in project.site.page("orange-county/electricians.html").text
    assert "Ask in town." in project.site.page("tips.html").text
    project.write("ours.md", f'{head}site = {{ name = "Ours" }}\n+++\n')
    assert set(project.site.files) - project.changed() <= {*project.site.files} - {"index.html", "about.html"}
    assert project.site.page("index.html").text.count("Ours") >= 2
    assert project.is_as_new()


@pytest.mark.parametrize(
    "settings",
    [
        '[site]\nname = "County Guides"\nlanguage = "es"\nreport = "mailto:errors@example.org"\n',
        '[site]\nurl = "https://guides.example.org/"\n',
        '[site]\nlogo = "logo.svg"\nlinks = [{ text = "More", url = "https://example.org/" }]\n',
        '[site]\nformats = ["text"]\n',
        'area = "Orange"\n',
        'search = "tantivy"\n',
    ],
)
def test_after_the_settings_changed_the_site_is_that_of_the_new_ones(project: Project, settings: str) -> None:
    project.write("logo.svg", "<svg/>")
    before = project.site.files
    project.configure(settings)
    project.build()
    assert project.is_as_new()
    project.configure("")
    project.build()
    after = project.site.files
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == set()


def test_after_a_plugin_was_switched_off_nothing_of_it_is_left(project: Project) -> None:
    project.disabled += ["outlook", "topic-pay"]
    project.configure("")
    assert "orange-county/electricians.html" in project.changed()
    assert "outlook" not in project.site.page("orange-county/electricians.html").ids
    assert not any("pay" in path for path in project.site.files)
    assert project.is_as_new()


def test_after_the_logo_changed_it_is_the_new_one(project: Project) -> None:
    project.write("logo.svg", "<svg/>")
    project.configure('[site]\nlogo = "logo.svg"\n')
    project.build()
    project.write("logo.svg", "<svg></svg>")
    assert project.changed() == {"assets/logo.svg"}
    assert project.is_as_new()


def test_a_format_and_a_place_that_come_and_go_bring_and_take_their_pages(project: Project) -> None:
    before = project.site.files
    small = project.options
    project.options = (*small, "--format", "text", "--area", "Los Angeles")
    written = project.changed()
    assert {"orange-county/electricians.txt", "los-angeles-county/electricians.html", "places.html"} <= written
    assert project.is_as_new()
    project.options = small
    project.changed()
    assert project.site.files == before
    assert not (project.site / "los-angeles-county").exists()


def test_one_change_after_another_leads_where_a_new_build_does(project: Project) -> None:
    project.occupation("51-1011", WHOLE)
    project.build()
    project.facts("UPDATE occupation SET title = 'Crew Chiefs' WHERE soc = '51-1011'")
    project.build()
    (project.site / "index.html").unlink()
    project.options = ("--area", "Orange", "--format", "json")
    project.build()
    project.occupation("51-1011", WHOLE, head='also_called = ["Bosses"]\n')
    project.configure('[site]\nurl = "https://guides.example.org/"\n')
    project.build()
    project.occupation("99-0001", WHOLE, head='title = "Crew Chiefs"\n')
    project.build()
    (project.folder / "own/51-1011.md").unlink()
    project.build()
    assert project.site.broken_links() == []
    assert project.is_as_new()


# --- What somebody did to the site --------------------------------------------------------------------------


def edited(path: Path) -> None:
    """Change a page, its size the same."""
    content = path.read_bytes()
    path.write_bytes(content[:-2] + b"!\n")


def deleted(path: Path) -> None:
    """Delete a page."""
    path.unlink()


def emptied(path: Path) -> None:
    """Leave an empty file, as a crash of the machine may."""
    path.write_bytes(b"")


def linked(path: Path) -> None:
    """Put a link in a page's place."""
    other = path.with_name("elsewhere")
    path.rename(other)
    path.symlink_to(other)


@pytest.mark.parametrize(
    ("do", "page"),
    [
        (edited, "orange-county/electricians.html"),
        (edited, "assets/site.css"),
        (deleted, "orange-county/electricians.html"),
        (emptied, "index.html"),
        (linked, "orange-county/electricians.html"),
    ],
)
def test_a_page_that_somebody_changed_is_made_anew(project: Project, do: Callable[[Path], None], page: str) -> None:
    before, made = project.site.files, project.site.made
    do(project.site / page)
    assert ", 1 of them written" in project.build().out
    (project.site / page).with_name("elsewhere").unlink(missing_ok=True)
    assert {path: content for path, content in project.site.files.items() if before[path] != content} == {}
    assert not (project.site / page).is_symlink()
    remade = project.site.made
    assert {path for path in made if made[path] != remade[path]} == {page, ".occuguide-site"}


def test_a_folder_of_pages_that_was_deleted_is_made_anew(project: Project) -> None:
    before = project.site.files
    shutil.rmtree(project.site / "orange-county")
    project.build()
    assert project.site.files == before


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"occuguide-site": 0}'])
def test_a_site_whose_list_of_pages_is_damaged_is_made_anew_and_keeps_what_is_not_its_own(
    project: Project, content: bytes
) -> None:
    before, made = project.site.files, project.site.made
    (project.site / "CNAME").write_text("guides.example.org", encoding="utf-8")
    (project.site / ".occuguide-site").write_bytes(content)
    project.build()
    assert project.site.files == before | {"CNAME": b"guides.example.org"}
    remade = project.site.made
    assert {path for path in made if made[path] != remade[path]} == {".occuguide-site"}


def test_a_copy_of_a_site_is_brought_up_to_date_as_the_site_is(project: Project, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "site", tmp_path / "copy", copy_function=shutil.copyfile)
    project.write("look/tips.html.jinja", "Ask at the county office.")
    project.build()
    project.build("--output", "copy")
    copy = type(project.site)(tmp_path / "copy")
    assert copy.files == project.site.files


# --- All of it anew -----------------------------------------------------------------------------------------


def test_all_pages_are_made_anew_when_that_is_asked_for(project: Project, installed: Callable[..., None]) -> None:
    said = ["Free lunch."]

    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph(said[0]))

    installed("lunch", SimpleNamespace(guide_benefits=guide_benefits))
    project.build()
    said[0] = "Free tea."
    assert project.changed() == set()
    written = project.changed("--anew")
    assert "orange-county/crew-leads.html" in written
    assert all(path.endswith(".html") and "/" in path and not path.startswith("topics/") for path in written)
    assert "Free tea." in project.site.page("orange-county/crew-leads.html").text
    assert project.is_as_new()
