"""Addresses: short ones, a county's own, those of the guides that this site is modeled on, and wrong ones."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

Ask = Any

NURSES = "/orange-county/registered-nurses.html"


def there(ask: Ask, target: str) -> str:
    """Where an address leads, to a page that there is."""
    answer = ask(target)
    assert answer.status in (303, 308), target
    assert ask(answer.location).status == 200, answer.location
    return str(answer.location)


# --- Short ones ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "page"),
    [("/", "/index.html"), ("/orange-county/", "/orange-county/index.html"), ("/topics/", "/topics/index.html")],
)
def test_the_address_of_a_folder_is_that_of_its_page(ask: Ask, address: str, page: str) -> None:
    assert ask(address).status == 200
    assert ask(address).body == ask(page).body


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/orange-county", "/orange-county/"),
        ("/orange-county/registered-nurses", NURSES),
        ("/orange-county/registered-nurses/", NURSES),
        ("/all-areas/registered-nurses/", "/all-areas/registered-nurses.html"),
        ("/topics", "/topics/"),
        ("/topics/pay", "/topics/pay.html"),
        ("/topics/education/bachelors-degree/", "/topics/education/bachelors-degree.html"),
        ("/about", "/about.html"),
    ],
)
def test_an_address_without_its_end_leads_to_the_page(ask: Ask, address: str, page: str) -> None:
    assert there(ask, address) == page


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/alameda-county", "/alameda-and-contra-costa-counties/"),
        ("/contra-costa-county/", "/alameda-and-contra-costa-counties/"),
        ("/06001", "/alameda-and-contra-costa-counties/"),
        ("/alameda-county/actors.html", "/alameda-and-contra-costa-counties/actors.html"),
        ("/alameda-county/actors.summary.html", "/alameda-and-contra-costa-counties/actors.summary.html"),
        ("/alameda-county/actors", "/alameda-and-contra-costa-counties/actors.html"),
    ],
)
def test_a_county_that_shares_its_data_leads_to_the_place_that_has_them(ask: Ask, address: str, page: str) -> None:
    assert there(ask, address) == page


def test_every_county_leads_to_a_place(ask: Ask, bundled: Any) -> None:
    counties = [area for area in bundled.facts.areas if area.kind == "county"]
    assert len(counties) == 58
    listed = ask("/places.html").page.links
    for county in counties:
        assert ask(f"/{county.slug}").location == f"/{listed[county.name].removesuffix('index.html')}"


# --- Those of California's guides ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("Soccode=472111&Geography=0601000000", "/california/electricians.html"),
        ("Soccode=472111&Geography=0604000059", "/orange-county/electricians.html"),
        ("Soccode=472111&Geography=0604000001", "/alameda-and-contra-costa-counties/electricians.html"),
        ("Soccode=472111&Geography=0621031080", "/los-angeles-long-beach-anaheim-ca/electricians.html"),
        ("soccode=47-2111&geography=0604000059", "/orange-county/electricians.html"),
        ("SOCCODE=472111&GEOGRAPHY=0604000059", "/orange-county/electricians.html"),
        ("Soccode=472111", "/california/electricians.html"),
        ("Soccode=472111&Geography=", "/california/electricians.html"),
        ("Soccode=472111&Geography=9999999999", "/california/electricians.html"),
        ("Soccode=472111&Geography=%00%0d%0a", "/california/electricians.html"),
        ("Geography=0604000059", "/orange-county/index.html"),
        ("Soccode=999999&Geography=0604000059", "/orange-county/index.html"),
        ("Soccode=nonsense", "/index.html"),
        ("Soccode=%D9%A4%D9%A7%D9%A2%D9%A1%D9%A1%D9%A1", "/index.html"),
        ("", "/index.html"),
    ],
)
def test_an_old_address_leads_to_the_guide_that_it_meant(ask: Ask, asked: str, page: str) -> None:
    assert there(ask, f"/OccGuides/Detail.aspx?{asked}") == page


@pytest.mark.parametrize("address", ["/OccGuides/", "/occguides/", "/OCCGUIDES/", "/a/b/OccGuides/"])
def test_an_old_address_may_be_in_any_case_and_folder(ask: Ask, address: str) -> None:
    asked = "Soccode=472111&Geography=0604000059"
    assert there(ask, f"{address}Detail.aspx?{asked}") == "/orange-county/electricians.html"
    assert there(ask, f"{address}summary.ASPX?{asked}") == "/orange-county/electricians.summary.html"


def test_an_old_code_of_an_occupation_leads_to_what_it_became(ask: Ask) -> None:
    # 15-1121, Computer Systems Analysts in the SOC of 2010, is 15-1211.
    assert there(ask, "/OccGuides/Detail.aspx?Soccode=151121") == "/california/computer-systems-analysts.html"


# --- Wrong ones ---------------------------------------------------------------------------------------------


def test_an_address_that_leads_nowhere_says_so_and_names_pages_that_there_are(ask: Ask) -> None:
    answer = ask("/orange-county/registerd-nurse.html")
    assert answer.status == 404
    assert answer.page.texts("h1") == ["This page is not here"]
    assert answer.page.links["Registered Nurses in Orange County"] == NURSES


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/orange-conty/electricians.html", "/orange-county/electricians.html"),
        ("/Orange-County/Electricians.html", "/orange-county/electricians.html"),
        ("/electrician", "/california/electricians.html"),
        ("/orange-conty", "/orange-county/index.html"),
        ("/nowhere/electricians.txt", "/california/electricians.html"),
    ],
)
def test_what_is_suggested_is_near_and_is_there(ask: Ask, address: str, meant: str) -> None:
    answer = ask(address)
    assert answer.status == 404
    suggested = [link.attributes["href"] for link in answer.page.all("a") if link in _in_main(answer)]
    assert meant in suggested
    assert [ask(link).status for link in suggested] == [200] * len(suggested)


def _in_main(answer: Any) -> list[Any]:
    """The links of what the page itself says, without those of its frame."""
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return [link for link in answer.page.all("a") if f'href="{link.attributes["href"]}"' in main]


def test_all_links_of_the_page_that_says_so_lead_somewhere_at_any_depth(ask: Ask) -> None:
    answer = ask("/a/b/c/d")
    links = [one.attributes.get("href", one.attributes.get("src", "")) for one in answer.page.elements]
    within = [link for link in links if link and not link.startswith(("#", "data:", "https:"))]
    assert len(within) > 8
    assert [link for link in within if not link.startswith("/") or ask(link).status != 200] == []


@pytest.mark.parametrize(
    "address",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/orange-county/../../../etc/passwd",
        "/orange-county/..%5c..%5cetc%5cpasswd",
        "/assets/../templates/frame.html.jinja",
        "/assets/%2e%2e/website.py",
        "/assets//site.css",
        "/.occuguide-manifest.json",
        "/index.html%00.txt",
        "/%00",
        "/%0d%0aSet-Cookie:%20a=b",
        "/%ff%fe",
        "/orange-county/registered-nurses.html/",
        "/orange-county/registered-nurses.exe",
        "/orange-county//registered-nurses.html",
        "/california/definitions/registered-nurses.html",
        f"/{'a' * 50_000}",
        f"/{'a/' * 25_000}",
        "/.",
        "/*",
    ],
)
def test_an_address_out_of_the_site_is_of_nothing(ask: Ask, address: str) -> None:
    answer = ask(address)
    assert answer.status == 404
    assert "set-cookie" not in answer.headers
    assert "root:" not in answer.text
    assert len(answer.body) < 5_000


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/orange-county",
        "//evil.example",
        "//evil.example/%2e%2e",
        "/%2f%2fevil.example/orange-county",
        "//orange-county",
        "///orange-county/",
        "/%5cevil.example/topics",
        "//evil.example/OccGuides/Detail.aspx?Soccode=472111",
        "/alameda-county/actors.html%0d%0aLocation:%20https:%2f%2fevil.example",
        "/alameda-county/actors.//evil.example",
        "/alameda-county/actors.%2f%2fevil.example",
        "/https://evil.example",
        "/places.html?area=//evil.example",
        "/places.html?area=https://evil.example",
        "/OccGuides/Detail.aspx?Soccode=//evil.example&Geography=//evil.example",
    ],
)
def test_no_address_leads_away_from_the_host(ask: Ask, address: str) -> None:
    answer = ask(address)
    assert answer.status in (303, 308, 404)
    if answer.location is not None:
        assert re.fullmatch(r"/[a-z0-9][\w./%:-]*", answer.location)
        assert urlsplit(answer.location)[:2] == ("", "")


def test_a_redirect_ends_at_a_page_or_at_nothing(ask: Ask) -> None:
    for address in ("/alameda-county/actors.nothing", "/definitions/actors/", "/definitions/nothing/"):
        answer = ask(address)
        for _ in range(2):
            answer = ask(answer.location) if answer.location else answer
        assert answer.status in (200, 404)
