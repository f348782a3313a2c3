"""Which areas a place's figures are published for: by its counties, as the releases list them, never by its name."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from occuguide.core import Area, AreaKind, Facts
from occuguide.core.application import Application


@pytest.fixture(scope="module")
def counties(facts: Facts) -> Mapping[str, Area]:
    return {area.name: area for area in facts.areas if area.kind is AreaKind.COUNTY}


def test_each_county_has_the_one_wage_area_of_the_delineation(counties: Mapping[str, Area], shared: Path) -> None:
    path = shared / "areas" / "california_county_oews_edd_areas_derived.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = {f"{row['county']} County": row["oews_area_code"] for row in csv.DictReader(file)}
    found = {name: area.wages.code for name, area in counties.items() if area.wages is not None}
    assert len(expected) == 58
    assert found == expected


def test_each_county_has_the_projection_areas_that_list_it(counties: Mapping[str, Area], shared: Path) -> None:
    path = shared / "edd_projections" / "long_term_2020_2030.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["Area Name (County Names)"] for row in csv.DictReader(file)}
    assert len(names) == 33
    for county, area in counties.items():
        name = county.removesuffix(" County")
        listing = rf"\((?:.*, |.* and |.*, and )?{re.escape(name)}(?:,.*| and .*|) Count(?:y|ies)\)$"
        listed = sorted(one for one in names if re.search(listing, one))
        assert len(listed) == 1, (county, listed)
        assert sorted(one.name for one in area.projections) == listed


def test_the_counties_make_32_pairs_of_wage_and_projection_area(counties: Mapping[str, Area]) -> None:
    pairs = {(area.wages.code, area.projections[0].name) for area in counties.values() if area.wages is not None}
    assert len(pairs) == 32
    assert len({code for code, _ in pairs}) == 28


def test_a_county_lies_in_its_state_and_the_nation(counties: Mapping[str, Area]) -> None:
    for area in counties.values():
        assert [wider.name for wider in area.within] == ["California", "United States"]


def test_orange_county_has_wages_and_projections_of_different_areas(bundled: Application) -> None:
    orange = bundled.area("Orange County")
    assert orange.wages is not None
    assert orange.wages.name == "Los Angeles-Long Beach-Anaheim, CA"
    assert orange.wages.counties == ("Los Angeles", "Orange")
    assert [one.name for one in orange.projections] == ["Anaheim-Santa Ana-Irvine MD (Orange County)"]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Los Angeles-Long Beach-Anaheim", [("Los Angeles",), ("Orange",)]),
        ("Fresno, CA", [("Fresno",), ("Madera",)]),
        (
            "San Francisco-Oakland-Fremont",
            [("Alameda", "Contra Costa"), ("Marin",), ("San Francisco", "San Mateo")],
        ),
        ("Yuba City, CA", [("Sutter", "Yuba")]),
    ],
)
def test_a_wage_area_has_each_projection_area_that_it_holds(
    name: str, listed: list[tuple[str, ...]], bundled: Application
) -> None:
    area = bundled.area(name)
    assert area.kind is AreaKind.METROPOLITAN
    assert sorted(one.counties for one in area.projections) == listed


def test_no_projection_area_reaches_beyond_the_wage_areas_that_hold_it(facts: Facts) -> None:
    """A metropolitan area's projections are for its own counties: none is for counties outside it."""
    for area in facts.areas:
        if area.kind not in (AreaKind.METROPOLITAN, AreaKind.NONMETROPOLITAN):
            continue
        inside = [county for one in area.projections for county in one.counties]
        assert set(inside) == set(area.counties), area.name
        assert len(inside) == len(set(inside)), area.name


def test_the_state_has_its_projections_and_the_nation_none(bundled: Application) -> None:
    assert [one.name for one in bundled.area("California").projections] == ["California"]
    assert bundled.area("United States").projections == ()
