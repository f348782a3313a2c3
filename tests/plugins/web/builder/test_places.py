"""Places: which have pages of their own, and which pages every county leads to."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Application, Area, AreaKind, Facts
from occuguide.plugins.web.places import Places

Run = Callable[..., Any]
Store = Callable[..., Path]

NEIGHBORS = """
INSERT INTO county VALUES ('oews', '06001', 'Alameda County', '06'), ('oews', '06013', 'Contra Costa County', '06'),
    ('oews', '06019', 'Fresno County', '06'), ('oews', '06075', 'San Francisco County', '06'),
    ('oews', '06101', 'Sutter County', '06'), ('oews', '06115', 'Yuba County', '06');
INSERT INTO area VALUES ('oews', '0041860', 'San Francisco-Oakland-Fremont, CA', 'metropolitan area', '06'),
    ('oews', '0049700', 'Yuba City, CA', 'metropolitan area', '06'),
    ('oews', '0023420', 'Fresno, CA', 'metropolitan area', '06'),
    ('edd', 'OAK', 'Oakland MD', 'metropolitan area', '06'),
    ('edd', 'SF', 'San Francisco MD', 'metropolitan area', '06'),
    ('edd', 'YC', 'Yuba City MSA', 'metropolitan area', '06'), ('edd', 'FR', 'Fresno MSA', 'metropolitan area', '06');
INSERT INTO area_county (source, area_source, area, county, state) VALUES
    ('oews', 'oews', '0041860', 'Alameda County', '06'), ('oews', 'oews', '0041860', 'Contra Costa County', '06'),
    ('oews', 'oews', '0041860', 'San Francisco County', '06'), ('oews', 'oews', '0049700', 'Sutter County', '06'),
    ('oews', 'oews', '0049700', 'Yuba County', '06'), ('oews', 'oews', '0023420', 'Fresno County', '06'),
    ('oews', 'edd', 'OAK', 'Alameda County', '06'), ('oews', 'edd', 'OAK', 'Contra Costa County', '06'),
    ('oews', 'edd', 'SF', 'San Francisco County', '06'), ('oews', 'edd', 'YC', 'Sutter County', '06'),
    ('oews', 'edd', 'YC', 'Yuba County', '06'), ('oews', 'edd', 'FR', 'Fresno County', '06');
CREATE TEMPORARY TABLE more AS SELECT * FROM wage WHERE soc = '47-2111' AND area = '0600000';
UPDATE more SET area = '0041860'; INSERT INTO wage SELECT * FROM more;
UPDATE more SET area = '0049700'; INSERT INTO wage SELECT * FROM more;
UPDATE more SET area = '0023420'; INSERT INTO wage SELECT * FROM more;
"""
"""Counties of every sort: two that share a wage and a projection area with none between, two that are an area, one that
is an area alone, one whose wage area is wider than its projection area."""

TWO_ORANGES = """
INSERT INTO area VALUES ('oews', '1200000', 'Florida', 'state', '12');
INSERT INTO county VALUES ('oews', '12095', 'Orange County', '12');
"""


@pytest.fixture
def places(store: Store) -> Iterator[Places]:
    """The places of a store with counties of every sort."""
    with closing(Facts(store(NEIGHBORS))) as facts:
        yield Places(facts.areas)


def folder_of(places: Places, county: str) -> str:
    """The folder of the pages that a county leads to."""
    return next(places.slugs[area.code] for area in places.every if area.name == county)


# --- Which have pages of their own --------------------------------------------------------------------------


def test_counties_that_share_all_figures_share_a_place_named_for_both(places: Places) -> None:
    assert folder_of(places, "Alameda County") == "alameda-and-contra-costa-counties"
    assert folder_of(places, "Contra Costa County") == "alameda-and-contra-costa-counties"
    joined = places.by_slug["alameda-and-contra-costa-counties"]
    assert joined.name == joined.in_words == "Alameda and Contra Costa counties"
    assert {member.name for member in places.members(joined)} == {"Alameda County", "Contra Costa County"}


def test_a_joined_place_has_the_areas_of_its_counties(places: Places) -> None:
    joined = places.by_slug["alameda-and-contra-costa-counties"]
    county = next(area for area in places.every if area.name == "Alameda County")
    assert (joined.wages, joined.projections, joined.within) == (county.wages, county.projections, county.within)


def test_counties_that_are_exactly_an_area_share_the_areas_place(places: Places) -> None:
    assert folder_of(places, "Sutter County") == folder_of(places, "Yuba County") == "yuba-city-ca"


def test_an_area_of_one_county_is_that_county(places: Places) -> None:
    assert folder_of(places, "Fresno County") == "fresno-county"
    assert "fresno-ca" not in places.by_slug
    area = next(area for area in places.every if area.code == "0023420")
    assert places.of(area).name == "Fresno County"


def test_a_county_whose_projections_are_its_own_stands_alone_in_a_wide_wage_area(places: Places) -> None:
    assert folder_of(places, "San Francisco County") == "san-francisco-county"
    assert "san-francisco-oakland-fremont-ca" in places.by_slug


def test_the_nation_and_the_state_come_first(places: Places) -> None:
    assert list(places.by_slug)[:2] == ["united-states", "california"]


def test_places_without_any_figures_are_not_one_place(store: Store) -> None:
    facts = Facts(store("INSERT INTO county VALUES ('oews', '06003', 'Alpine County', '06'),"
                        " ('oews', '06005', 'Amador County', '06')"))  # fmt: skip
    with closing(facts):
        places = Places(facts.areas)
        assert folder_of(places, "Alpine County") == "alpine-county"
        assert folder_of(places, "Amador County") == "amador-county"


def test_states_without_figures_are_not_one_place(store: Store) -> None:
    facts = Facts(store("INSERT INTO area VALUES ('oews', '1200000', 'Florida', 'state', '12'),"
                        " ('oews', '1300000', 'Georgia', 'state', '13')"))  # fmt: skip
    with closing(facts):
        assert {"california", "florida", "georgia"} <= Places(facts.areas).by_slug.keys()


def test_places_of_one_name_have_their_codes_in_the_address() -> None:
    every = [Area(code=code, name="Springfield", kind=AreaKind.METROPOLITAN) for code in ("0000001", "0000002")]
    assert list(Places(every).by_slug) == ["springfield-0000001", "springfield-0000002"]


def test_a_place_whose_name_has_no_letters_of_addresses_has_its_code_there() -> None:
    every = [Area(code="0000001", name="東京", kind=AreaKind.METROPOLITAN)]
    assert list(Places(every).by_slug) == ["0000001"]


# --- Who is meant --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "folder"),
    [
        ("yuba-city-ca", "yuba-city-ca"),
        ("sutter-county", "yuba-city-ca"),
        ("06101", "yuba-city-ca"),
        ("0049700", "yuba-city-ca"),
        ("contra-costa-county", "alameda-and-contra-costa-counties"),
        ("fresno-ca", "fresno-county"),
    ],
)
def test_an_address_or_a_code_means_the_place_with_the_data(places: Places, asked: str, folder: str) -> None:
    assert places.called(asked) is places.by_slug[folder]


def test_an_address_of_nothing_and_one_of_two_places_mean_none(places: Places) -> None:
    assert places.called("atlantis") is None
    every = [Area(code=code, name="Springfield", kind=AreaKind.METROPOLITAN) for code in ("0000001", "0000002")]
    assert Places(every).called("springfield") is None


def test_counties_come_by_name_each_with_its_place(places: Places) -> None:
    counties = [(county.name, places.slugs[place.code]) for county, place in places.counties()]
    assert counties == sorted(counties)
    assert len(counties) == 8
    assert all(folder in places.by_slug for _, folder in counties)


# --- On the site ---------------------------------------------------------------------------------------------


def test_a_site_has_one_folder_for_counties_that_share_and_says_whose_figures_they_are(
    store: Store, build: Run, site: Any
) -> None:
    store(NEIGHBORS)
    assert build().status == 0
    assert {path.split("/")[0] for path in site.files if path.endswith("/electricians.summary.html")} == {
        "united-states",
        "california",
        "los-angeles-county",
        "orange-county",
        "los-angeles-long-beach-anaheim-ca",
        "alameda-and-contra-costa-counties",
        "san-francisco-county",
        "san-francisco-oakland-fremont-ca",
        "fresno-county",
        "yuba-city-ca",
    }
    joined = "alameda-and-contra-costa-counties"
    assert "Electricians in Alameda and Contra Costa counties" in site.page(f"{joined}/electricians.html").text
    place = site.page(f"{joined}/index.html").text
    assert "Figures for Alameda County, Contra Costa County are published together." in place
    assert site.broken_links() == []


def test_every_county_leads_to_its_place_from_every_list_of_counties(store: Store, build: Run, site: Any) -> None:
    store(NEIGHBORS)
    build()
    expected = {
        "Alameda County": "alameda-and-contra-costa-counties",
        "Contra Costa County": "alameda-and-contra-costa-counties",
        "Fresno County": "fresno-county",
        "Los Angeles County": "los-angeles-county",
        "Orange County": "orange-county",
        "San Francisco County": "san-francisco-county",
        "Sutter County": "yuba-city-ca",
        "Yuba County": "yuba-city-ca",
    }
    listed = dict(site.json_in("assets/places.js"))
    assert {name: listed[name] for name in expected} == expected
    home = site.page("index.html")
    assert {one["data-folder"] for one in home.of("option") if one["value"]} == set(expected.values())
    for page, name in (("places.html", "index.html"), ("all-areas/electricians.html", "electricians.html")):
        assert {f"{folder}/{name}" for folder in expected.values()} <= site.led_to(page)


def test_a_county_that_shares_is_named_to_a_build_as_well_as_its_place(store: Store, build: Run, site: Any) -> None:
    store(NEIGHBORS)
    by_name = []
    for area in ("Contra Costa", "06001", "alameda-and-contra-costa-counties"):
        assert build("--area", area).status == 0
        by_name.append(site.files)
    assert by_name[0] == by_name[1] == by_name[2]
    assert "alameda-and-contra-costa-counties/index.html" in by_name[0]


def test_two_counties_of_one_name_have_pages_of_their_own_with_their_states_in_the_address(
    store: Store, build: Run, site: Any
) -> None:
    store(TWO_ORANGES)
    assert build().status == 0
    places = {path.split("/")[0] for path in site.files if path.endswith("/figures.js")}
    assert {"orange-county-california", "orange-county-florida", "los-angeles-county"} <= places
    assert "orange-county" not in places
    assert "$128,540" in site.page("orange-county-california/industrial-production-managers.html").text
    assert "$128,540" not in site.page("orange-county-florida/industrial-production-managers.html").text
    assert site.broken_links() == []


def test_the_bundled_edition_has_37_places_and_58_counties_that_lead_to_them(bundled: Application) -> None:
    places = Places(bundled.facts.areas)
    counties = list(places.counties())
    assert (len(places.by_slug), len(counties)) == (37, 58)
    assert {places.slugs[place.code] for _, place in counties} <= places.by_slug.keys()
    folders = {county.name: places.slugs[place.code] for county, place in counties}
    assert folders["Alameda County"] == folders["Contra Costa County"] == "alameda-and-contra-costa-counties"
    assert folders["Sutter County"] == folders["Yuba County"] == "yuba-city-ca"
    assert folders["Orange County"] == "orange-county"
