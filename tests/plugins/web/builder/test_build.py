"""Building a site: which pages are written, what they lead to, what they tell programs."""

import csv
import gc
import io
import json
import os
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import evolve

from occuguide.core import Application, Facts, Guide, Paragraph, Section, hookimpl
from occuguide.core.store import rewriting
from occuguide.plugins.web.builder import build as make_site
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

Run = Callable[..., Any]
Store = Callable[..., Path]

OCCUPATIONS = ("crew-leads", "electricians", "industrial-production-managers")
SINGLE = {
    "404.html",
    "a-to-z.html",
    "about.html",
    "accessibility.html",
    "compare.html",
    "index.html",
    "places.html",
    "search.html",
    "tips.html",
    "robots.txt",
}

# --- Which pages there are ----------------------------------------------------------------------------------


def test_a_site_has_every_kind_of_page(build: Run, site: Any) -> None:
    ran = build("--area", "Orange", "--area", "California")
    assert (ran.status, ran.err) == (0, "")
    written = set(site.files) - {".occuguide-site"}
    assert ran.out == f"{len(written)} files are in site. Open site/index.html.\n"
    assert {path for path in written if "/" not in path} == SINGLE
    assert {path for path in written if path.startswith("all-areas/")} == {
        f"all-areas/{name}{suffix}" for name in OCCUPATIONS for suffix in (".html", ".csv")
    }
    for place in ("orange-county", "california"):
        assert {path.removeprefix(f"{place}/") for path in written if path.startswith(f"{place}/")} == {
            "index.html",
            "figures.js",
            *(f"{name}{view}.html" for name in OCCUPATIONS for view in ("", ".summary")),
        }
    assert {"topics/index.html", "topics/pay.html", "topics/pay/under-40000.html"} <= written
    assert {"assets/site.css", "assets/site.js", "assets/search.js", "assets/search-data.js"} <= written
    assert {path.split("/")[0] for path in written if "/" in path} == {
        "all-areas",
        "assets",
        "california",
        "orange-county",
        "topics",
    }


def test_a_site_has_all_places_if_none_is_named(build: Run, site: Any) -> None:
    assert build().status == 0
    assert {path.split("/")[0] for path in site.files if path.endswith("/figures.js")} == {
        "united-states",
        "california",
        "orange-county",
        "los-angeles-county",
        "los-angeles-long-beach-anaheim-ca",
    }


def test_every_link_of_a_site_leads_somewhere_in_it(build: Run, site: Any) -> None:
    assert build("--format", "text").status == 0
    assert site.broken_links() == []


def test_every_link_of_a_site_of_one_place_leads_somewhere_in_it(build: Run, site: Any) -> None:
    assert build("--area", "Los Angeles").status == 0
    assert site.broken_links() == []


def test_every_link_from_the_bundled_editions_lists_and_guides_leads_to_a_page(bundled: Application) -> None:
    table = RouteTable(Website(bundled, ("Orange", "Alameda")))
    parts = list(table.parts())
    paths = {page.path for part in parts for page in part.pages()}
    assert len(paths) == len([page for part in parts for page in part.pages()])
    some = [*(part for part in parts if not part.soc), *[part for part in parts if part.soc][::45]]
    broken = []
    for page in (page for part in some for page in part.pages() if page.path.endswith(".html")):
        content = page.make()
        ids = set(re.findall(rb' id="([^"]*)"', content))
        for link in set(re.findall(rb'<(?:a|link|script|form)\b[^>]*? (?:href|src|action)="([^"]*)"', content)):
            address, _, fragment = link.decode().partition("#")
            if ":" in address or page.path == "404.html":
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(page.path), address.partition("?")[0]))
            if (address and target not in paths) or (fragment and not address and fragment.encode() not in ids):
                broken.append(f"{page.path}: {link.decode()}")
    assert broken == []


def test_a_place_that_is_named_twice_is_built_once(build: Run, site_in: Any, tmp_path: Path) -> None:
    build("--area", "Orange", "--area", "06059", "--output", "one")
    build("--area", "Orange", "--output", "two")
    assert site_in(tmp_path / "one").files == site_in(tmp_path / "two").files


def test_the_settings_place_is_the_sites_home_unless_it_has_no_pages(
    build: Run, project: Callable[..., Path], site: Any
) -> None:
    project('area = "Orange"\n')
    build()
    assert "orange-county/electricians.html" in site.led_to("a-to-z.html")
    build("--area", "Los Angeles")
    assert "los-angeles-county/electricians.html" in site.led_to("a-to-z.html")


def test_an_unknown_place_or_format_is_a_wrong_use_and_builds_nothing(build: Run, tmp_path: Path) -> None:
    for options, named in ((["--area", "Atlantis"], "Atlantis"), (["--format", "pdf"], "pdf")):
        ran = build(*options)
        assert ran.status == 2
        assert named in ran.err
    assert not (tmp_path / "site").exists()


def test_two_occupations_of_one_address_do_not_write_over_each_other(
    build: Run, site: Any, occupation_file: Callable[..., Path], project: Callable[..., Path]
) -> None:
    occupation_file(soc="99-0001", head='title = "Electricians!"\n')
    project('occupations = ["own"]\n')
    assert build("--area", "Orange").status == 0
    assert "Electricians! in Orange County" in site.page("orange-county/electricians-99-0001.html").text
    assert "Electricians in Orange County" in site.page("orange-county/electricians-47-2111.html").text
    assert "orange-county/electricians.html" not in site.files
    assert site.broken_links() == []


@pytest.mark.parametrize(("title", "address"), [("Index", "index-99-0001"), ("電気工", "99-0001")])
def test_an_occupation_whose_title_cannot_be_an_address_has_its_code_there(
    build: Run,
    site: Any,
    occupation_file: Callable[..., Path],
    project: Callable[..., Path],
    title: str,
    address: str,
) -> None:
    occupation_file(soc="99-0001", head=f'title = "{title}"\n')
    project('occupations = ["own"]\n')
    assert build("--area", "Orange").status == 0
    assert f"{title} in Orange County" in site.page(f"orange-county/{address}.html").text
    assert "Occupations in Orange County" in site.page("orange-county/index.html").text
    assert site.broken_links() == []


def test_a_link_to_an_occupation_that_the_site_has_no_page_of_is_plain_text(
    build: Run, site: Any, occupation_file: Callable[..., Path], project: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nAsk the [stars](99-9999) or the [leads](51-1011).\n")
    project('occupations = ["own"]\n')
    assert build("--area", "Orange").status == 0
    page = site.page("orange-county/electricians.html")
    assert "orange-county/crew-leads.html" in site.led_to("orange-county/electricians.html")
    assert not any("99-9999" in link or "stars" in link for link in page.links)
    assert "stars" in page.text


def test_the_words_of_a_plugin_and_of_an_author_are_in_the_page(
    build: Run,
    site: Any,
    occupation_file: Callable[..., Path],
    project: Callable[..., Path],
    installed: Callable[..., None],
) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph("Free lunch & tea."))

    installed("lunch", SimpleNamespace(guide_benefits=guide_benefits))
    occupation_file("## What Would I Do?\n\nMend what others broke.\n")
    project('occupations = ["own"]\n')
    build("--area", "Orange")
    text = site.page("orange-county/electricians.html").text
    assert "Free lunch & tea." in text
    assert "Mend what others broke." in text


def test_a_build_needs_no_network_and_leaves_no_file_open(build: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a build asked the network")

    monkeypatch.setattr("socket.socket.connect", refused)
    build("--area", "Orange")
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    build("--area", "Orange", "--anew")
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    assert after == before


def test_what_a_build_needs_of_memory_does_not_grow_with_the_pages(
    store: Store, make: Callable[..., Application], tmp_path: Path
) -> None:
    more = "CREATE TEMPORARY TABLE more AS SELECT * FROM wage WHERE soc = '47-2111' AND area = '0600000';" + "".join(
        f"INSERT INTO occupation VALUES ('oews', '{soc}', 'Workers {soc}', 1);"
        f"UPDATE more SET soc = '{soc}'; INSERT INTO wage SELECT * FROM more;"
        for soc in (f"53-{number:04}" for number in range(1000, 1032))
    )
    table = RouteTable(Website(make(facts=store(more)), ("California",)))
    needed: dict[int, int] = {}

    def sample(done: int, total: int) -> None:
        if total - done in (0, 20):
            gc.collect()
            needed[total - done], _ = tracemalloc.get_traced_memory()

    tracemalloc.start()
    built = make_site(table, tmp_path / "site", sample)
    tracemalloc.stop()
    assert built.files > 180
    # Of the last twenty occupations, whose pages have some 400 KB, only names and sizes are kept.
    assert needed[0] - needed[20] < 300_000


# --- Definitions --------------------------------------------------------------------------------------------


@pytest.fixture
def rated(small_facts: Path, tmp_path: Path) -> None:
    """Make the test's folder a project over the small store, in which electricians alone are rated on skills."""
    facts = tmp_path / "rated.sqlite"
    with rewriting(facts, small_facts) as store, closing(Facts(small_facts)) as small:
        store.begin(evolve(small.sources["oews"], id="onet"))
        store.insert(
            "element", ("id", "name", "domain", "mean"), [("2.A.1.d", "Speaking", "skill", 2.0)], source="onet"
        )
        row = ("47-2111.00", "2.A.1.d", 4.0, 0)
        store.insert("rating", ("onet_soc", "element", "value", "suppressed"), [row], source="onet")
    (tmp_path / "occuguide.toml").write_text(f'facts = "{facts}"\ncache = "cache"\n', encoding="utf-8")


@pytest.mark.usefixtures("rated")
def test_an_occupation_with_skills_has_one_page_that_says_what_they_mean_in_each_format(build: Run, site: Any) -> None:
    assert build("--area", "Orange", "--area", "Los Angeles", "--format", "text", "--format", "json").status == 0
    pages = {path: content for path, content in site.files.items() if path.startswith("definitions/")}
    assert set(pages) == {f"definitions/electricians{suffix}" for suffix in (".html", ".txt", ".json")}
    assert all(b"Speaking" in content for content in pages.values())
    assert site.broken_links() == []


@pytest.mark.usefixtures("rated")
def test_every_page_of_an_occupation_leads_to_what_its_skills_mean_if_it_has_any(build: Run, site: Any) -> None:
    build("--area", "Orange")
    for view in ("orange-county/{}.html", "orange-county/{}.summary.html", "all-areas/{}.html"):
        assert "definitions/electricians.html" in site.led_to(view.format("electricians")), view
        assert not any("definitions/" in link for link in site.led_to(view.format("crew-leads"))), view
    assert "orange-county/electricians.html" in site.led_to("definitions/electricians.html")


# --- Formats ------------------------------------------------------------------------------------------------


def test_formats_stand_beside_every_guide_where_they_are_asked_for(
    build: Run, project: Callable[..., Path], site: Any
) -> None:
    def others() -> set[str]:
        return {path for path in site.files if path.endswith((".txt", ".json"))} - {"robots.txt"}

    build("--area", "Orange")
    assert others() == set()
    assert not any(link.endswith((".txt", ".json")) for link in site.page("orange-county/electricians.html").links)
    build("--area", "Orange", "--format", "text", "--format", "json")
    expected = {
        f"{view}{suffix}"
        for name in OCCUPATIONS
        for view in (f"orange-county/{name}", f"orange-county/{name}.summary", f"all-areas/{name}")
        for suffix in (".txt", ".json")
    }
    assert others() == expected
    links = site.led_to("orange-county/electricians.summary.html")
    assert {"orange-county/electricians.summary.txt", "orange-county/electricians.summary.json"} <= links
    project('[site]\nformats = ["text", "json"]\n')
    build("--area", "Orange")
    assert others() == expected
    build("--area", "Orange", "--format", "html")
    assert others() == set()


def test_a_guide_of_the_site_as_text_says_what_the_command_line_says(build: Run, run: Run, site: Any) -> None:
    build("--area", "Orange", "--format", "text")
    for options, path in ((), "industrial-production-managers.txt"), (("--summary",), f"{OCCUPATIONS[2]}.summary.txt"):
        written = site.text(f"orange-county/{path}")
        assert "$128,540" in written
        assert run("show", "11-3051", "--area", "Orange", *options).out == written


def test_a_guide_of_the_site_as_json_names_pages_of_the_site(build: Run, site: Any) -> None:
    build("--area", "Orange", "--format", "json")
    said = json.loads(site.text("orange-county/industrial-production-managers.json"))
    assert said["occupation"]["soc"] == "11-3051"
    found = set(re.findall(r'"address": "([^"]+)"', json.dumps(said)))
    assert {one.rpartition("/")[2] for one in found} >= {"crew-leads.json"}
    assert all((site / "orange-county" / one).is_file() for one in found)


class Poster:
    """A format of a plugin's."""

    media_type = "text/html"

    def __init__(self, name: str, suffix: str) -> None:
        self.name, self.suffix = name, suffix

    def render(self, guide: Guide, site: object = None) -> bytes:
        return f"{self.name} of {guide.title}".encode()


def test_formats_of_one_suffix_do_not_write_over_each_other(
    build: Run, site: Any, installed: Callable[..., None]
) -> None:
    posters = [Poster("poster", ".html"), Poster("sheet", ".csv"), Poster("big", ".svg"), Poster("small", ".svg")]
    for poster in posters:
        installed(poster.name, SimpleNamespace(give=_giving(poster)))
    formats = [option for poster in posters for option in ("--format", poster.name)]
    assert build("--area", "Orange", *formats).status == 0
    named = {path: content for path, content in site.files.items() if "/electricians." in path}
    assert named["orange-county/electricians.html"].startswith(b"<!doctype html>")
    assert b",USD/year," in named["all-areas/electricians.csv"]
    for poster in posters:
        path = f"orange-county/electricians.{poster.name}{poster.suffix}"
        assert named[path] == f"{poster.name} of Electricians in Orange County".encode()
        assert path in site.led_to("orange-county/electricians.html")
    assert named["all-areas/electricians.sheet.csv"] == b"sheet of Electricians: all areas"


def _giving(poster: Poster) -> Any:
    @hookimpl(specname="renderer")
    def give() -> Poster:
        return poster

    return give


# --- For programs -------------------------------------------------------------------------------------------

KNOWN = """
UPDATE wage SET annual_p10 = 41110, annual_p10_status = NULL, annual_p90 = 239200, annual_p90_status = 'at_least',
    hourly_median = 36.54, hourly_median_status = NULL WHERE soc = '47-2111' AND area = '0600000';
"""
"""Electricians of California: what is published of their wages, and a bound."""


def test_the_wages_as_csv_have_the_figures_and_the_statuses_of_the_store(build: Run, store: Store, site: Any) -> None:
    store(KNOWN)
    build("--area", "Orange")
    rows = list(csv.DictReader(io.StringIO(site.text("all-areas/electricians.csv"), newline="")))
    assert [(row["area"], row["unit"]) for row in rows] == [
        ("California", "USD/year"),
        ("California", "USD/hour"),
        ("Los Angeles-Long Beach-Anaheim, CA", "USD/year"),
        ("Los Angeles-Long Beach-Anaheim, CA", "USD/hour"),
    ]
    said = {name: (rows[0][name], rows[0][f"{name}_status"]) for name in ("p10", "p25", "median", "p75", "p90", "mean")}
    assert said == {
        "p10": ("41110", "published"),
        "p25": ("", "suppressed"),
        "median": ("76000", "published"),
        "p75": ("", "suppressed"),
        "p90": ("239200", "at_least"),
        "mean": ("", "suppressed"),
    }
    assert (rows[1]["median"], rows[1]["median_status"]) == ("36.54", "published")
    assert {(row["soc"], row["published_under"], row["period"], row["source"]) for row in rows} == {
        ("47-2111", "47-2111", "May 2025", "Bureau, Wages, May 2025")
    }
    assert rows[0]["area_code"] == "0600000"
    assert list(csv.DictReader(io.StringIO(site.text("all-areas/crew-leads.csv")))) == []


COLUMNS = {
    "10th": "percentile10",
    "Low (25th)": "percentile25",
    "Median (50th)": "median",
    "High (75th)": "percentile75",
    "90th": "percentile90",
}


def test_the_linked_data_of_a_guide_are_the_figures_on_the_page(build: Run, store: Store, site: Any) -> None:
    store(KNOWN)
    build("--area", "California")
    page = site.page("california/electricians.html")
    said = page.linked_data
    assert (said["@type"], said["name"], said["occupationalCategory"]["codeValue"]) == (
        "Occupation",
        "Electricians",
        "47-2111",
    )
    assert said["occupationLocation"] == {"@type": "State", "name": "California"}
    by_duration = {one["duration"]: one for one in said["estimatedSalary"]}
    assert by_duration["P1Y"] | {"percentile10": 41110, "median": 76000} == by_duration["P1Y"]
    assert by_duration["PT1H"] | {"median": 36.54} == by_duration["PT1H"]
    for duration, caption, form in (
        ("P1Y", "Yearly wages by percentile, May 2025", "${:,.0f}"),
        ("PT1H", "Hourly wages by percentile, May 2025", "${:,.2f}"),
    ):
        headings, row = page.tables[caption][:2]
        shown = {
            COLUMNS[heading]: cell
            for heading, cell in zip(headings, row, strict=True)
            if heading in COLUMNS and re.fullmatch(r"\$[\d,.]+", cell)
        }
        told = {
            name: form.format(by_duration[duration][name]) for name in COLUMNS.values() if name in by_duration[duration]
        }
        assert told == shown
    assert "percentile90" not in by_duration["P1Y"]
    assert "$239,200 or more" in page.text


def test_nothing_is_told_to_programs_where_nothing_is_published(build: Run, store: Store, site: Any) -> None:
    store("UPDATE wage SET annual_median = NULL, annual_median_status = 'suppressed' WHERE soc = '47-2111'")
    build("--area", "California")
    assert "estimatedSalary" not in site.page("california/electricians.html").linked_data
    assert "estimatedSalary" not in site.page("california/crew-leads.html").linked_data
    for path in ("california/electricians.summary.html", "all-areas/electricians.html", "index.html"):
        assert site.page(path).linked_data is None


def test_a_wage_that_is_published_for_several_occupations_is_not_told_as_one_occupations_own(
    build: Run, store: Store, site: Any
) -> None:
    store(
        "INSERT INTO occupation VALUES ('oews', '47-2110', 'Electricians and Others', 1);"
        "INSERT INTO composite VALUES ('oews', '47-2110', '47-2111', 'group');"
        "UPDATE wage SET soc = '47-2110' WHERE soc = '47-2111';"
    )
    build("--area", "California")
    page = site.page("california/electricians.html")
    assert "$76,000" in page.text
    assert "estimatedSalary" not in page.linked_data


def test_the_figures_script_of_a_place_says_what_the_pages_say(build: Run, store: Store, site: Any) -> None:
    store(KNOWN)
    build("--area", "California")
    said = site.json_in("california/figures.js")
    assert said["title"] == "California"
    of = dict(zip(said["kinds"], said["of"]["47-2111"], strict=True))
    assert of["Median yearly wage"] == [["$76,000", said["notes"].index("May 2025"), 0]]
    assert of["Low yearly wage (25th percentile)"] == [["not released", 0, 1]]
    assert set(said["of"]) == {"11-3051", "47-2111", "51-1011"}
    text = site.page("california/electricians.html").text
    assert "$76,000" in text
    assert "not released" in text


# --- For search engines -------------------------------------------------------------------------------------

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(content: bytes) -> list[str]:
    """The addresses in a sitemap."""
    return [found.text or "" for found in ElementTree.fromstring(content).iter(f"{SITEMAP}loc")]


def test_the_sitemap_holds_the_whole_address_of_every_page_once(
    build: Run, project: Callable[..., Path], site: Any
) -> None:
    project('[site]\nurl = "https://guides.example.org/jobs"\n')
    build("--area", "Orange", "--format", "text")
    start = "https://guides.example.org/jobs/"
    files = site.files
    maps = locations(files["sitemap.xml"])
    assert f"Sitemap: {start}sitemap.xml\n" in site.text("robots.txt")
    found = [address for one in maps for address in locations(files[one.removeprefix(start)])]
    pages = {path for path in files if path.endswith(".html")} - {"404.html"}
    assert sorted(found) == sorted(start + re.sub(r"(^|/)index\.html$", r"\1", path) for path in pages)


def test_every_page_names_its_own_whole_address(build: Run, project: Callable[..., Path], site: Any) -> None:
    project('[site]\nurl = "https://guides.example.org/jobs/"\n')
    build("--area", "Orange")
    for path, page in site.pages.items():
        address = "https://guides.example.org/jobs/" + re.sub(r"(^|/)index\.html$", r"\1", path)
        assert [one["href"] for one in page.of("link", rel="canonical")] == [address]
        assert [one["content"] for one in page.of("meta", property="og:url")] == [address]


def test_without_an_address_of_the_site_there_is_no_sitemap_and_no_page_names_its_own(build: Run, site: Any) -> None:
    build("--area", "Orange")
    assert not any("sitemap" in path for path in site.files)
    assert "Sitemap:" not in site.text("robots.txt")
    assert not any(page.of("link", rel="canonical") for page in site.pages.values())


# --- One archive of it --------------------------------------------------------------------------------------


def test_the_archive_holds_the_whole_site_and_nothing_hidden(build: Run, site: Any, tmp_path: Path) -> None:
    ran = build("--area", "Orange", "--zip", "guides.zip")
    assert ran.status == 0
    assert ran.out.endswith("The site is packed in guides.zip.\n")
    with zipfile.ZipFile(tmp_path / "guides.zip") as packed:
        assert packed.testzip() is None
        content = {name: packed.read(name) for name in packed.namelist()}
    files = site.files
    del files[".occuguide-site"]
    assert content == {f"guides/{path}": content for path, content in files.items()}


def test_the_same_site_makes_the_same_archive(build: Run, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert build("--area", "Orange", "--zip", "one/guides.zip").status == 0
    assert build("--area", "Orange", "--zip", "two/guides.zip", "--anew", "--output", "again").status == 0
    assert (tmp_path / "one/guides.zip").read_bytes() == (tmp_path / "two/guides.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one/guides.zip") as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_has_the_users_own_files_but_no_hidden_ones_and_no_links(
    build: Run, site: Any, tmp_path: Path
) -> None:
    build("--area", "Orange")
    (site / "assets/map.svg").write_text("<svg/>", encoding="utf-8")
    (site / ".git").mkdir()
    (site / ".git/config").write_text("secret", encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (site / "link").symlink_to(tmp_path / "secret")
    (site / "gone").symlink_to(tmp_path / "nothing")
    assert build("--area", "Orange", "--zip", "guides.zip").status == 0
    with zipfile.ZipFile(tmp_path / "guides.zip") as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert "guides/assets/map.svg" in names
    assert not any("secret" in name or ".git" in name or "link" in name or "gone" in name for name in names)


def test_an_archive_in_the_sites_own_folder_is_refused_before_anything_is_made(build: Run, tmp_path: Path) -> None:
    for name in ("site/guides.zip", "site/deep/guides.zip", "site"):
        ran = build("--area", "Orange", "--zip", name)
        assert ran.status == 1
        assert "the archive would be in the site's folder" in ran.err
    assert not (tmp_path / "site").exists()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert build("--output", "real", "--zip", "link/guides.zip").status == 1
    assert list((tmp_path / "real").iterdir()) == []
