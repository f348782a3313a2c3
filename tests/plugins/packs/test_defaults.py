"""What a pack says of settings, and the site that is made with it."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.application import Application
from occuguide.core.config import SiteLink
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

Packed = Callable[..., Application]


def pages(application: Application) -> Mapping[str, str]:
    """The pages of a site that there is one of each, by address."""
    table = RouteTable(Website(application))
    return {path: table.find(path).make().decode() for path in ("index.html", "tips.html", "about.html")}


def test_its_place_is_shown_if_none_is_named(packed: Packed, nevada: Path) -> None:
    assert packed().area().name == "United States", "the store holds two states"
    assert packed(pack=nevada).area().name == "Nevada"
    assert packed(pack=nevada, area="Washoe").area().name == "Washoe County"
    assert packed(pack=nevada).area("Clark").name == "Clark County"


def test_it_names_the_site_its_links_and_where_to_report_an_error(packed: Packed, nevada: Path) -> None:
    for path, page in pages(packed(pack=nevada)).items():
        assert "Occupational Guides of Nevada" in page, path
        assert '<a href="https://nevadajobconnect.com/" rel="external">Nevada JobConnect</a>' in page, path
        assert "mailto:guides@example.org" in page, path


def test_the_tips_are_those_of_the_region_above_those_of_the_nation(packed: Packed, nevada: Path) -> None:
    tips = pages(packed(pack=nevada))["tips.html"]
    assert tips.index("You can use its computers at no cost.") < tips.index("Find your nearest American Job Center")
    assert '<a href="nevada/electricians.html">electricians</a>' in tips
    for californias in ("CalJOBS", "California", "ca.gov"):
        assert californias not in tips


def test_the_bundled_facts_have_californias_tips(bundled: Application) -> None:
    tips = pages(bundled)["tips.html"]
    for words in ("CalJOBS", "America's Job Center of California", "search.dca.ca.gov", "dir.ca.gov/das"):
        assert words.replace("'", "&#39;") in tips or words in tips
    assert "find-certifications" in tips


def test_a_site_for_the_nation_has_no_regions_tips(packed: Packed, nevada: Path) -> None:
    site = pages(packed(pack=nevada, area="US"))
    assert "JobConnect" not in "".join(site.values())
    assert "Occupational Guides of Nevada" not in site["index.html"]


def test_what_the_settings_say_stands_before_it(packed: Packed, nevada: Path) -> None:
    site = packed(pack=nevada, site={"name": "Occupational Guides", "links": ()}).site
    assert (site.name, site.links, site.report) == ("Occupational Guides", (), "mailto:guides@example.org")


def test_without_a_pack_the_site_is_as_the_settings_say(packed: Packed) -> None:
    site = packed(site={"links": (SiteLink("Us", "https://example.org/"),)}).site
    assert site.name == "Occupational Guides"
    assert site.links == (SiteLink("Us", "https://example.org/"),)


# --- From the command line ----------------------------------------------------------------------------------


@pytest.fixture
def nevadas(tmp_path: Path, nevada: Path, nevada_facts: Path) -> Path:
    """Make the test's folder a project of Nevada; answers the configuration."""
    shutil.copy(nevada_facts, tmp_path / "facts.sqlite")
    toml = tmp_path / "occuguide.toml"
    toml.write_text('pack = "ours/nevada.md"\ncache = "cache"\ndisabled = ["guides"]\n', encoding="utf-8")
    return toml


def test_a_guide_is_shown_with_it(run: Callable[..., Any], nevadas: Path) -> None:
    ran = run("show", "electricians")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Electricians in Nevada\n")
    assert "Nevada JobConnect" in ran.out
    assert "California" not in ran.out


def test_it_is_listed_with_the_place_that_it_is_for(run: Callable[..., Any], nevadas: Path) -> None:
    (listed,) = [plugin for plugin in run("plugins", "--json").json if plugin["name"] == "ours/nevada.md"]
    assert listed["area"] == "Nevada"
    assert listed["origin"].endswith("ours/nevada.md")
    assert "guide_job_search" in listed["hooks"]
    (line,) = [line for line in run("plugins").out.splitlines() if line.startswith("ours/nevada.md")]
    assert line.split()[1] == "Nevada"
