"""``occuguide preview``: a guide in the browser while it is written, from a real server and in a real browser."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import define

from occuguide.core import Application
from occuguide.plugins.authoring.preview import draft
from occuguide.plugins.authoring.preview.server import make_app

SECONDS = 60
"""How long a server may take to start or to stop on a machine that is busy."""

GUIDE = "/orange-county/electricians.html"

Run = Callable[..., Any]


def written(body: str, soc: str = "47-2111", head: str = "") -> str:
    return f'+++\nsoc = "{soc}"\nwritten = 2026-11-22\n{head}+++\n\n{body}\n'


FIRST = written("## Benefits\n\nThe first words.")


@define
class Preview:
    """A preview in a process of its own."""

    path: Path
    process: "subprocess.Popen[bytes]"
    client: httpx.Client

    @property
    def log(self) -> str:
        return self.path.with_name("log").read_text(encoding="utf-8")

    def save(self, text: str) -> None:
        """Save the file as editors do: a new one takes the place of the old."""
        beside = self.path.with_suffix(".tmp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path)

    def get(self, target: str = GUIDE) -> httpx.Response:
        return self.client.get(target, follow_redirects=True)

    def bar(self, target: str = GUIDE) -> str:
        """What the bar above a page says."""
        (bar,) = re.findall(r'<aside class="preview".*?</aside>', self.get(target).text, re.DOTALL)
        choices = re.compile(r"<select.*?</select>", re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", "", choices.sub("", bar)).replace("&#39;", "'").split())

    def main(self, target: str = GUIDE) -> str:
        """What a page itself says."""
        return self.get(target).text.partition("<main")[2]

    def changed(self, since: str) -> dict[str, bool]:
        answer: dict[str, bool] = self.client.get("/changed", params={"since": since}).json()
        return answer

    def version(self) -> str:
        (version,) = re.findall(r'data-version="(\w+)"', self.get().text)
        return version

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Stop it; answers with its exit status."""
        self.process.send_signal(by)
        return self.process.wait(SECONDS)


Start = Callable[..., Preview]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start a preview: ``start(text, "--area", "Orange", name="electricians.md", settings="...")``."""
    started: list[Preview] = []

    def serve(text: str = FIRST, *arguments: str, name: str = "electricians.md", settings: str = "") -> Preview:
        path = tmp_path_factory.mktemp("writing") / name
        path.write_text(text, encoding="utf-8")
        path.with_name("occuguide.toml").write_text(settings, encoding="utf-8")
        command = [sys.executable, "-W", "error", "-m", "occuguide.core", "preview", str(path), "--port", "0"]
        environment = {one: value for one, value in os.environ.items() if one != "OCCUGUIDE_CONFIG"}
        with path.with_name("log").open("wb") as log:
            process = subprocess.Popen([*command, *arguments], cwd=path.parent, stderr=log, env=environment)
        preview = Preview(path, process, httpx.Client(timeout=SECONDS))
        started.append(preview)
        until = time.monotonic() + SECONDS
        while not (said := re.match(r"Serving on (http://127\.0\.0\.1:\d+)/ \(stop with Ctrl-C\)\.\n", preview.log)):
            assert time.monotonic() < until, preview.log
            assert process.poll() is None, preview.log
            time.sleep(0.02)
        preview.client.base_url = said[1]
        return preview

    yield serve
    for preview in started:
        preview.client.close()
        if preview.process.poll() is None:
            preview.process.kill()
            preview.process.wait()


@pytest.fixture(scope="module")
def shared(start: Start) -> Preview:
    """A preview that tests share."""
    return start(FIRST, "--area", "Orange")


@pytest.fixture
def preview(shared: Preview) -> Preview:
    """The same, as it was begun."""
    shared.save(FIRST)
    return shared


# --- The page -----------------------------------------------------------------------------------------------


def test_address_leads_to_the_guide_in_the_place_that_was_named(preview: Preview) -> None:
    answer = preview.get("/")
    assert answer.url.path == GUIDE
    assert answer.status_code == 200
    assert "<h1>Electricians in Orange County</h1>" in answer.text
    assert "The first words." in preview.main()
    assert "Yearly wages by percentile" in preview.main()


def test_authors_see_their_own_words_alone(preview: Preview) -> None:
    # The guide that comes with Occuguide, which is not shown.
    assert "Occupational Profile" in preview.main()
    assert "C-10" not in preview.main()


def test_page_has_the_look_of_the_site(preview: Preview) -> None:
    for sheet in re.findall(r'<link rel="stylesheet" href="([^"]+)"', preview.get().text):
        answer = preview.client.get(httpx.URL(f"{preview.client.base_url}{GUIDE}").join(sheet))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert preview.client.get("/assets/preview.nix").status_code == 404
    assert preview.client.get("/assets/nix.css").status_code == 404


def test_bar_says_what_it_is_when_it_was_made_and_where_else_to_look(preview: Preview) -> None:
    assert re.match(r"electricians\.md, made at \d\d:\d\d:\d\d\. Show the newest Detailed guide Summary", preview.bar())
    page = preview.get().text
    assert f'<a href="{GUIDE}">Show the newest</a>' in page
    assert f'<a href="{GUIDE}" aria-current="page">Detailed guide</a>' in page
    summary = preview.get("/orange-county/electricians.summary.html")
    assert '<body class="guide summary"' in summary.text
    assert 'electricians.summary.html" aria-current="page">Summary</a>' in summary.text
    assert '<option value="orange-county" selected>Orange County</option>' in page


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/?area=San+Diego", "/san-diego-county/electricians.html"),
        (f"{GUIDE}?area=california", "/california/electricians.html"),
        ("/orange-county/electricians.summary.html?area=06073", "/san-diego-county/electricians.summary.html"),
        (f"{GUIDE}?area=", GUIDE),
    ],
)
def test_place_can_be_changed(target: str, leads_to: str, preview: Preview) -> None:
    answer = preview.get(target)
    assert (answer.url.path, answer.status_code) == (leads_to, 200)


def test_unknown_place_is_said_and_the_bar_leads_on(preview: Preview) -> None:
    answer = preview.get("/?area=Orang")
    assert answer.status_code == 404
    assert "There is no place called &#39;Orang&#39;. Did you mean Orange" in answer.text
    assert 'href="/orange-county/electricians.html">Detailed guide</a>' in answer.text


def test_links_lead_to_the_other_pages_of_the_site(preview: Preview) -> None:
    preview.save(written("## Benefits\n\nAs [plumbers](47-2152) have."))
    (address,) = re.findall(r'<a href="([^"]+)">plumbers</a>', preview.main())
    other = preview.get(f"/orange-county/{address}")
    assert "<h1>Plumbers, Pipefitters, and Steamfitters in Orange County</h1>" in other.text
    assert "electricians.md, made at" in preview.bar(f"/orange-county/{address}")
    assert preview.get("/orange-county/").status_code == 200
    assert preview.get("/all-areas/electricians.html").status_code == 200
    nowhere = preview.get("/orange-county/nobody.html")
    assert nowhere.status_code == 404
    assert "electricians.md, made at" in preview.bar("/orange-county/nobody.html")


def test_policy_of_the_site_holds(preview: Preview) -> None:
    answer = preview.get()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    assert '<script src="/assets/preview.js" defer>' in scripts
    assert all("src=" in script or "application/ld+json" in script for script in scripts)
    assert not re.search(r"<style|\son\w+=|\sstyle=", answer.text)


# --- Following the file -------------------------------------------------------------------------------------


def test_saved_words_are_shown(preview: Preview) -> None:
    version = preview.version()
    assert preview.changed(version) == {"changed": False, "there": True}
    preview.save(FIRST.replace("first", "second"))
    assert preview.changed(version) == {"changed": True, "there": True}
    assert "The second words." in preview.main()
    assert preview.version() != version


def test_a_file_that_is_saved_as_it_was_is_no_other(preview: Preview) -> None:
    version = preview.version()
    preview.save(FIRST)
    preview.path.touch()
    assert preview.changed(version) == {"changed": False, "there": True}


def test_a_file_that_is_gone_for_a_moment_is_waited_for(preview: Preview) -> None:
    version = preview.version()
    preview.path.unlink()
    assert preview.changed(version) == {"changed": False, "there": False}
    assert "The first words." in preview.main()
    assert "The file is not there at the moment. It is waited for." in preview.bar()
    preview.save(FIRST.replace("first", "third"))
    assert preview.changed(version)["changed"]
    assert "The third words." in preview.main()
    assert "not there" not in preview.bar()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FIRST.replace("Benefits", "Benefitz"), "Line 6. There is no section 'Benefitz'. Did you mean Benefits?"),
        (FIRST.replace("The first", "{{ wages.all }}"), "Line 8, column 4. There is no fact 'wages.all' to cite."),
        (FIRST.replace("11-22", "22-11"), "Line 3, column"),
        (FIRST.replace("47-2111", "472111"), "Line 2. '472111' is no SOC code."),
        (FIRST.replace("47-2111", "99-9999"), "No release that is loaded knows the occupation 99-9999"),
        ("", "Line 1. The file has no head."),
    ],
    ids=["heading", "citation", "head", "code", "unknown occupation", "nothing"],
)
def test_a_fault_is_said_with_its_place_above_the_last_good_version(text: str, said: str, preview: Preview) -> None:
    assert "The first words." in preview.main()
    preview.save(text)
    bar = preview.bar()
    assert "electricians.md, last good version made at" in bar
    assert f"The file has a fault. Below is its last good version. {said}" in bar
    assert str(preview.path.parent) not in bar
    assert "The first words." in preview.main()
    assert preview.changed(preview.version()) == {"changed": False, "there": True}
    preview.save(FIRST.replace("first", "mended"))
    assert "fault" not in preview.bar()
    assert "The mended words." in preview.main()


def test_a_part_that_fails_is_said_above_the_rest(preview: Preview) -> None:
    preview.save(written("## Benefits\n\nThe newest words.", head='replaces = ["nobody"]\n'))
    bar = preview.bar()
    assert "A part could not be made." in bar
    assert "it replaces the plugin 'nobody', and there is none of that name" in bar
    assert "The newest words." in preview.main()


def test_the_occupation_may_change(preview: Preview) -> None:
    preview.get()
    preview.save(written("## Benefits\n\nPipes.", soc="47-2152"))
    # The old address is another occupation's now, and follows the file all the same.
    assert "electricians.md, made at" in preview.bar()
    assert preview.get("/").url.path == "/orange-county/plumbers-pipefitters-and-steamfitters.html"


# --- Other beginnings ---------------------------------------------------------------------------------------


def test_a_file_that_begins_with_a_fault_is_waited_for(start: Start) -> None:
    preview = start(FIRST.replace("Benefits", "Benefitz"))
    answer = preview.get("/")
    assert answer.status_code == 200
    assert "There is no version of electricians.md to show yet." in answer.text
    assert "The file has a fault. Line 6. There is no section 'Benefitz'." in preview.bar("/")
    assert 'data-version="' in answer.text
    preview.save(FIRST)
    assert preview.get("/").url.path == "/california/electricians.html"


def test_a_module_is_run_anew_and_its_faults_are_said_with_their_line(start: Start) -> None:
    module = (
        'SOC = "47-2111"\n\nfrom occuguide.core import Paragraph, Section, hookimpl\n\n\n'
        '@hookimpl\ndef guide_benefits() -> Section:\n    return Section(Paragraph("The first words."))\n'
    )
    preview = start(module, name="electricians.py")
    page = "/california/electricians.html"
    assert "The first words." in preview.main(page)
    # As long as the first, and saved within the same second, as compiled code would not notice.
    preview.save(module.replace("first", "other"))
    assert "The other words." in preview.main(page)

    preview.save(module.replace('"The first words."', "1 / 0"))
    assert "A part could not be made. Line 8. plugin" in preview.bar(page)
    assert "division by zero" in preview.bar(page)
    preview.save(module.replace("def ", "class "))
    assert re.search(r"Line 7, column \d+\. The module cannot be run \(SyntaxError", preview.bar(page))
    preview.save(module.replace("Section, hookimpl", "hookimpl"))
    assert "Line 7. The module cannot be run (NameError" in preview.bar(page)
    preview.save(f"{module}\nraise SystemExit\n")
    assert "Line 10. The module cannot be run (SystemExit" in preview.bar(page)
    preview.save(module.replace("guide_benefits", "guide_benefit"))
    assert "there is no such hook. Did you mean guide_benefits" in preview.bar(page)
    assert not preview.path.with_name("__pycache__").exists()


def test_a_file_of_the_project_stands_alone_too_and_its_neighbors_are_not_its_faults(start: Start) -> None:
    preview = start(FIRST, settings='occupations = [".", "more"]\n')
    folder = preview.path.parent
    (folder / "more").mkdir()
    (folder / "more" / "electricians.md").write_text(written("## Experience\n\nOf another."), encoding="utf-8")
    (folder / "broken.md").write_text("No head.", encoding="utf-8")
    preview.save(FIRST.replace("first", "newest"))
    page = "/california/electricians.html"
    assert "The newest words." in preview.main(page)
    assert "Of another." not in preview.main(page)
    assert "broken" not in preview.bar(page)
    assert "could not" not in preview.bar(page)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals are those of POSIX systems")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_well_when_it_is_stopped(by: signal.Signals, start: Start) -> None:
    preview = start()
    preview.get("/")
    assert preview.stop(by) == 0
    assert preview.log.count("\n") == 1


def test_what_the_checker_finds_stands_in_the_bar(bundled: Application, tmp_path: Path) -> None:
    path = tmp_path / "electricians.md"
    path.write_text(f"{FIRST}\n## Experience\n\nThey utilize what they know.\n", encoding="utf-8")
    line = path.read_text(encoding="utf-8").count("\n")
    writing = draft.Draft(bundled, path)

    async def get() -> str:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(make_app(writing)), base_url="http://localhost"
        ) as client:
            return (await client.get("/california/electricians.html")).text

    page = asyncio.run(get())
    assert f"<li>{line}:6: jargon: &#39;utilize&#39; is jargon. Write &#39;use&#39;.</li>" in page
    assert writing.shown is not None
    writing.shown.website.application.close()


# --- What is refused ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nowhere.md",), 2, "File 'nowhere.md' does not exist."),
        (("folder",), 2, "File 'folder' is a directory."),
        (("words.txt",), 2, "no plugin reads such a file as an occupation's. Its name must end in .md or .py."),
        (("electricians.md", "--area", "Orang"), 2, "there is no place called 'Orang'. Did you mean Orange"),
        (("nobody.md",), 2, "no release that is loaded knows the occupation 99-9999, and the file gives it no title."),
        (("electricians.md", "--port", "70000"), 2, "70000 is not in the range"),
    ],
    ids=["no file", "folder", "suffix", "place", "occupation", "port"],
)
def test_wrong_use_is_refused(arguments: tuple[str, ...], status: int, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "words.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "electricians.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "nobody.md").write_text(written("## Benefits\n\nMany.", soc="99-9999"), encoding="utf-8")
    ran = run("preview", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err


def test_a_port_that_is_taken_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "electricians.md").write_text(FIRST, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("preview", "electricians.md", "--port", str(port))
    assert ran.status == 2
    assert ran.err == (
        f"error: the server cannot listen on 127.0.0.1, port {port} (Address already in use). Name another with --port;"
        " 0 takes one that is free.\n"
    )


# --- In a browser -------------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that nothing may be complained of."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def test_the_page_follows_the_file_without_being_touched_and_stays_where_its_reader_is(
    page: Any, preview: Preview
) -> None:
    page.goto(f"{preview.client.base_url}{GUIDE}")
    words = page.get_by_text("The first words.")
    words.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 300)")
    before = page.evaluate("scrollY")
    assert before > 300
    preview.save(FIRST.replace("first", "second"))
    page.get_by_text("The second words.").wait_for()
    assert abs(page.evaluate("scrollY") - before) < 5

    # A fault is in sight wherever one reads; the last good version is still there.
    preview.save(FIRST.replace("Benefits", "Benefitz"))
    fault = page.get_by_text("Line 6.")
    fault.wait_for()
    box = fault.bounding_box()
    assert 0 <= box["y"] < 300
    assert page.get_by_text("The second words.").count() == 1

    preview.path.unlink()
    page.get_by_text("It is waited for.").wait_for()
    preview.save(FIRST.replace("first", "last"))
    page.get_by_text("The last words.").wait_for()
    assert page.get_by_text("Line 6.").count() == 0


def test_place_is_chosen_in_the_bar(page: Any, preview: Preview) -> None:
    page.goto(f"{preview.client.base_url}/orange-county/electricians.summary.html")
    page.get_by_label("Place").select_option("San Diego County")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/san-diego-county/electricians.summary.html")
    page.get_by_role("complementary", name="Preview").get_by_role("link", name="Detailed guide").click()
    page.wait_for_url("**/san-diego-county/electricians.html")


def test_bar_can_be_used_by_everybody(page: Any, preview: Preview) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    preview.save(FIRST.replace("Benefits", "Benefitz"))
    page.goto(f"{preview.client.base_url}{GUIDE}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_a_preview_that_has_stopped_says_so(browser: Any, start: Start) -> None:
    preview = start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{preview.client.base_url}/")
    assert preview.stop() == 0
    page.get_by_text("The preview has stopped.").wait_for()
    assert page.get_by_text("The first words.").count() == 1
    context.close()


def test_without_scripts_the_link_shows_the_newest(browser: Any, preview: Preview) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{preview.client.base_url}{GUIDE}")
    preview.save(FIRST.replace("first", "second"))
    page.get_by_role("link", name="Show the newest").click()
    page.get_by_text("The second words.").wait_for()
    context.close()


def test_a_page_of_another_name_cannot_read_the_draft(start: Start) -> None:
    preview = start()
    assert preview.client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
