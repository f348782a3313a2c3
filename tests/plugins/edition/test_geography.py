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
    older = names_in(shared / "edd_projections" / "long_term_2020_2030.csv", "Area Name (County Names)")
    newer = names_in(shared / "edd_projections" / "long_term_2024_2034_56_occupations.csv", "area_name")
    assert len(older) == 33
    for county, area in counties.items():
        bare = re.escape(county.removesuffix(" County"))
        listing = rf"\((?:.*, |.* and |.*, and )?{bare}(?:,.*| and .*|) Count(?:y|ies)\)$"
        listed = [{one for one in names if re.search(listing, one)} for names in (older, newer)]
        assert [len(names) for names in listed] == [1, 1], (county, listed)
        assert {one.name for one in area.projections} == set.union(*listed)


def names_in(path: Path, column: str) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def test_the_counties_make_32_pairs_of_wage_and_projection_area(counties: Mapping[str, Area], shared: Path) -> None:
    older = names_in(shared / "edd_projections" / "long_term_2020_2030.csv", "Area Name (County Names)")
    pairs = {
        (area.wages.code, published.name)
        for area in counties.values()
        if area.wages is not None
        for published in area.projections
        if published.name in older
    }
    assert len(pairs) == 32
    assert len({code for code, _ in pairs}) == 28


def test_a_county_lies_in_its_state_and_the_nation(counties: Mapping[str, Area]) -> None:
    for area in counties.values():
        assert [wider.name for wider in area.within] == ["California", "United States"]


def test_orange_county_has_wages_and_projections_of_different_areas(bundled: Application) -> None:
    orange = bundled.area("Orange County")
    assert orange.wages is not None
    assert orange.wages.name == "Los Angeles-Long Beach-Anaheim, CA"
    assert orange.wages.counties == ("Los Angeles County", "Orange County")
    assert {one.counties for one in orange.projections} == {("Orange County",)}
    assert "Anaheim-Santa Ana-Irvine MD (Orange County)" in [one.name for one in orange.projections]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Los Angeles-Long Beach-Anaheim", [("Los Angeles County",), ("Orange County",)]),
        (
            "San Francisco-Oakland-Fremont",
            [
                ("Alameda County", "Contra Costa County"),
                ("Marin County",),
                ("San Francisco County", "San Mateo County"),
            ],
        ),
        ("Yuba City, CA", [("Sutter County", "Yuba County")]),
    ],
)
def test_a_wage_area_has_each_projection_area_that_it_holds(
    name: str, listed: list[tuple[str, ...]], bundled: Application
) -> None:
    area = bundled.area(name)
    assert area.kind is AreaKind.METROPOLITAN
    assert sorted({one.counties for one in area.projections}) == listed
    assert sorted(one.counties for one in area.projection_places) == listed


def test_madera_is_an_area_of_its_own_in_the_older_projections_and_a_part_of_fresno_in_the_newer(
    bundled: Application,
) -> None:
    fresno = bundled.area("Fresno, CA")
    both = ("Fresno County", "Madera County")
    assert {one.counties for one in fresno.projections} == {both, both[:1], both[1:]}
    madera = bundled.area("Madera County")
    assert {one.counties for one in madera.projections} == {both, both[1:]}
    assert len(madera.projection_places) == 1


def test_no_projection_area_reaches_beyond_the_wage_area_that_holds_it(facts: Facts) -> None:
    """A metropolitan area's projections are for its own counties, and of those that overlap only one is shown."""
    for area in facts.areas:
        if area.kind not in (AreaKind.METROPOLITAN, AreaKind.NONMETROPOLITAN):
            continue
        assert {county for one in area.projections for county in one.counties} == set(area.counties), area.name
        shown = [county for one in area.projection_places for county in one.counties]
        assert sorted(shown) == sorted(area.counties), area.name


def test_the_state_has_its_projections_and_the_nation_those_of_the_bureau(bundled: Application) -> None:
    state, nation = bundled.area("California").projections, bundled.area("United States").projections
    assert [(one.source, one.name) for one in state] == [("edd", "California")]
    assert [(one.source, one.name) for one in nation] == [("bls-projections", "United States")]
