"""Places: finding the one that a user means, and the areas that its figures are published for."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from attrs import evolve

from occuguide.core import Area, AreaKind, Facts, Occupation, Paragraph, PublishedArea, UnknownNameError, View
from occuguide.core.application import Application
from occuguide.core.catalog import default_area, find_area
from occuguide.core.geography import AreaRow, CountyRow, Geography, Member
from occuguide.core.store import rewriting
from occuguide.core.testing import section_text

PAY = ("mean", "p10", "p25", "median", "p75", "p90")


def unknown(application: Application, name: str) -> str:
    """What is said of a name that is no place's."""
    with pytest.raises(UnknownNameError) as error:
        application.area(name)
    return str(error.value)


def test_a_county_is_found_by_every_name_and_code_of_it(bundled: Application) -> None:
    for name in ("Orange", "orange county", "ORANGE COUNTY", "06059", "6059", "orange-county", " Orange  County"):
        area = bundled.area(name)
        assert (area.code, area.kind) == ("06059", AreaKind.COUNTY)


def test_a_county_is_found_by_its_name_with_its_state(bundled: Application) -> None:
    for name in ("Fresno County, California", "fresno county,  california"):
        area = bundled.area(name)
        assert (area.name, area.kind) == ("Fresno County", AreaKind.COUNTY)
    assert "there is no place" in unknown(bundled, "Fresno County, Oregon")


def test_a_place_is_found_without_the_accents_of_its_name() -> None:
    accented = Area(code="35013", name="Doña Ana County", kind=AreaKind.COUNTY, counties=("Doña Ana County",))
    for name in ("Doña Ana County", "Dona Ana County", "dona ana"):
        assert find_area(name, [accented]) is accented


def test_a_wage_area_is_found_by_its_name_its_code_and_its_short_name(bundled: Application) -> None:
    for name in (
        "Los Angeles-Long Beach-Anaheim, CA",
        "los angeles-long beach-anaheim",
        "0031080",
        "31080",
        "los-angeles-long-beach-anaheim-ca",
    ):
        assert bundled.area(name).code == "0031080"


def test_a_nonmetropolitan_area_is_found_with_and_without_the_word(bundled: Application) -> None:
    name = "North Coast Region of California"
    codes = {bundled.area(spoken).code for spoken in (name, f"{name} nonmetropolitan area", name.upper())}
    assert len(codes) == 1
    assert bundled.area(name).kind is AreaKind.NONMETROPOLITAN


def test_the_state_and_the_nation_are_found(bundled: Application) -> None:
    for name in ("California", "CALIFORNIA", "0600000", "600000"):
        assert bundled.area(name).kind is AreaKind.STATE
    for name in ("US", "U.S.", "usa", "United States", "united-states", "0000000", "nation"):
        assert bundled.area(name).kind is AreaKind.NATION


def test_a_plain_name_is_the_countys_and_the_full_name_the_wage_areas(bundled: Application) -> None:
    assert bundled.area("Fresno").kind is AreaKind.COUNTY
    assert bundled.area("Fresno, CA").kind is AreaKind.METROPOLITAN
    assert bundled.area("Los Angeles").name == "Los Angeles County"


def test_an_unknown_place_gets_the_nearest_ones(bundled: Application) -> None:
    assert "Did you mean Orange" in unknown(bundled, "Ornage")
    assert "there is no place called 'Atlantis'" in unknown(bundled, "Atlantis")


def test_all_58_counties_have_a_wage_area_and_projection_areas(bundled: Application) -> None:
    counties = [area for area in bundled.facts.areas if area.kind is AreaKind.COUNTY]
    assert len(counties) == 58
    for county in counties:
        assert county.wages is not None, county.name
        assert county.name in county.wages.counties
        (place,) = county.projection_places
        assert county.name in place.counties
        assert all(county.name in published.counties for published in county.projections)
        assert [wider.name for wider in county.within] == ["California", "United States"]


def test_every_county_belongs_to_one_wage_area_alone(bundled: Application) -> None:
    smaller = [area for area in bundled.facts.areas if area.kind in (AreaKind.METROPOLITAN, AreaKind.NONMETROPOLITAN)]
    named = [county for area in smaller for county in area.counties]
    assert len(named) == len(set(named)) == 58


def test_no_two_places_share_an_address(bundled: Application) -> None:
    slugs = [area.slug for area in bundled.facts.areas]
    assert len(set(slugs)) == len(slugs)
    assert not {"", "all-areas"} & set(slugs)


def test_the_los_angeles_area_holds_two_projection_areas_each_shown_and_none_summed(
    bundled: Application,
) -> None:
    area = bundled.area("Los Angeles-Long Beach-Anaheim")
    assert sorted(published.counties for published in area.projections) == [
        ("Los Angeles County",),
        ("Orange County",),
    ]
    said = section_text(bundled.composer.guide(bundled.occupations.get("11-3051"), area), "outlook")
    assert "2,690" in said
    assert "6,070" in said
    assert f"{2690 + 6070:,}" not in said
    assert "Projections are not made for the Los Angeles-Long Beach-Anaheim area as a whole." in said


def test_maderas_projections_are_its_own_and_its_wages_fresnos(bundled: Application) -> None:
    madera = bundled.area("Madera")
    assert madera.wages is not None
    assert madera.wages.name == "Fresno, CA"
    (projection,) = bundled.facts.projections(bundled.occupations.get("11-3051"), madera)
    assert projection.area.counties == ("Madera County",)
    said = section_text(bundled.guide("11-3051", "Madera"), "outlook")
    assert "industrial production managers held 60 jobs" in said
    assert "Projections are not made for Madera County alone" not in said


def test_the_nation_has_wages_and_projections_of_its_own(bundled: Application) -> None:
    nation = bundled.area("US")
    assert [published.source for published in nation.projections] == ["bls-projections"]
    guide = bundled.guide("11-3051", "US")
    assert "$126,060" in section_text(guide, "wages")
    assert "241,900" in section_text(guide, "outlook")
    assert "25,000" not in section_text(guide, "outlook")
    assert guide.title == "Industrial Production Managers in the United States"


def test_a_place_that_no_release_projects_says_so(make: Callable[..., Application]) -> None:
    application = make()
    assert application.area("US").projections == ()
    guide = application.guide("11-3051", "US")
    assert "$126,060" in section_text(guide, "wages")
    assert "make no projections for the United States" in section_text(guide, "outlook")


def test_a_guide_can_be_made_for_every_place_in_every_view(bundled: Application) -> None:
    for area in bundled.facts.areas:
        for view in View:
            guide = bundled.composer.guide(bundled.occupations.get("11-3051"), area, view)
            assert guide.sections, (area.name, view)
            first = guide.sections[0].blocks[0]
            assert isinstance(first, Paragraph) or view in (View.ALL_AREAS, View.DEFINITIONS)


def test_places_are_named_in_sentences_as_people_say_them(bundled: Application) -> None:
    said = {name: bundled.area(name).in_words for name in ("Orange", "Chico, CA", "California", "US")}
    assert said == {
        "Orange": "Orange County",
        "Chico, CA": "Butte County",
        "California": "California",
        "US": "the United States",
    }


def test_a_place_that_no_wage_area_holds_says_so(bundled: Application) -> None:
    lonely = Area(code="99999", name="Nowhere County", kind=AreaKind.COUNTY, counties=("Nowhere County",))
    guide = bundled.composer.guide(bundled.occupations.get("11-3051"), lonely)
    assert "No wages are published for this occupation in Nowhere County." in section_text(guide, "wages")
    assert "make no projections for Nowhere County" in section_text(guide, "outlook")


# --- Several states, several sources --------------------------------------------------------------------------


def area_row(code: str, name: str, kind: AreaKind, state: str, source: str = "oews") -> AreaRow:
    """A row of the table ``area``."""
    return AreaRow(source=source, code=code, name=name, kind=kind.value, state=state)


def geography(*areas: AreaRow, counties: Sequence[tuple[str, str, str]] = ()) -> Geography:
    """A geography without the members of areas."""
    rows = [CountyRow(fips=fips, name=name, state=state) for fips, name, state in counties]
    return Geography(areas=areas, members=(), counties=rows)


NATION = area_row("0000000", "United States", AreaKind.NATION, "00")
ALASKA = area_row("0200000", "Alaska", AreaKind.STATE, "02")
CALIFORNIA = area_row("0600000", "California", AreaKind.STATE, "06")


def test_a_nonmetropolitan_area_that_would_bear_a_states_name_keeps_the_word() -> None:
    places = geography(
        NATION,
        ALASKA,
        area_row("0200006", "Alaska nonmetropolitan area", AreaKind.NONMETROPOLITAN, "02"),
        area_row("0600007", "North Coast nonmetropolitan area", AreaKind.NONMETROPOLITAN, "06"),
    ).places("oews", set())
    assert [(place.code, place.name, place.slug) for place in places] == [
        ("0000000", "United States", "united-states"),
        ("0200000", "Alaska", "alaska"),
        ("0200006", "Alaska nonmetropolitan area", "alaska-nonmetropolitan-area"),
        ("0600007", "North Coast", "north-coast"),
    ]
    assert find_area("Alaska", places).code == "0200000"
    assert find_area("Alaska nonmetropolitan area", places).code == "0200006"


def test_counties_of_one_name_in_two_states_are_two_places_each_in_its_own_state() -> None:
    places = geography(
        NATION, ALASKA, CALIFORNIA, counties=[("06059", "Orange County", "06"), ("02059", "Orange County", "02")]
    ).places("oews", set())
    counties = {place.code: place for place in places if place.kind is AreaKind.COUNTY}
    assert {code: [wider.name for wider in place.within] for code, place in counties.items()} == {
        "06059": ["California", "United States"],
        "02059": ["Alaska", "United States"],
    }
    with pytest.raises(UnknownNameError) as error:
        find_area("Orange", places)
    assert "06059" in str(error.value)
    assert "02059" in str(error.value)
    assert find_area("02059", places).code == "02059"
    assert [counties[code].name for code in ("06059", "02059")] == [
        "Orange County, California",
        "Orange County, Alaska",
    ]
    assert find_area("orange county, alaska", places).code == find_area("orange-county-alaska", places).code == "02059"
    assert [place.counties for place in counties.values()] == [("Orange County",), ("Orange County",)]


def county_names(*counties: tuple[str, str, str], areas: Sequence[AreaRow] = (NATION, ALASKA, CALIFORNIA)) -> list[str]:
    """What the places that are counties are called."""
    places = geography(*areas, counties=counties).places("oews", set())
    return [place.name for place in places if place.kind is AreaKind.COUNTY]


def test_a_county_bears_its_states_name_only_where_another_has_the_same(bundled: Application) -> None:
    assert county_names(
        ("02001", "Lake County", "02"), ("06001", "Lake County", "06"), ("06002", "Napa County", "06")
    ) == ["Lake County, Alaska", "Lake County, California", "Napa County"]
    assert bundled.area("Orange").name == "Orange County"


def test_parishes_boroughs_and_independent_cities_keep_their_word() -> None:
    names = ("Acadia Parish", "Denali Borough", "Roanoke County", "Roanoke city", "Carson City", "James City County")
    rows = [(f"0200{number}", name, "02") for number, name in enumerate(names)]
    assert tuple(county_names(*rows)) == names
    places = geography(NATION, ALASKA, counties=rows).places("oews", set())
    assert {place.name: place.in_words for place in places}["Roanoke city"] == "Roanoke city"
    for name, code in (
        ("acadia", "02000"),
        ("Denali", "02001"),
        ("Roanoke city", "02003"),
        ("Roanoke County", "02002"),
        ("carson city", "02004"),
        ("James City", "02005"),
    ):
        assert find_area(name, places).code == code
    with pytest.raises(UnknownNameError, match="02002 Roanoke County or 02003 Roanoke city"):
        find_area("Roanoke", places)


def test_the_counties_of_a_state_that_no_figure_is_loaded_for_are_no_places() -> None:
    rows = [("02001", "Lake County", "02"), ("06001", "Napa County", "06"), ("41001", "Baker County", "41")]
    assert county_names(*rows) == ["Lake County", "Napa County"]
    assert county_names(*rows, areas=[NATION, CALIFORNIA]) == ["Napa County"]


def test_a_county_of_another_state_that_an_area_with_figures_holds_is_a_place() -> None:
    reno = area_row("0039900", "Reno, NV-CA", AreaKind.METROPOLITAN, "06")
    made = Geography(
        areas=[NATION, CALIFORNIA, reno],
        members=[Member("oews", "0039900", "32", "Washoe County")],
        counties=[CountyRow("32031", "Washoe County", "32"), CountyRow("32001", "Churchill County", "32")],
    )
    (washoe,) = (place for place in made.places("oews", set()) if place.kind is AreaKind.COUNTY)
    assert washoe.name == "Washoe County"
    assert washoe.wages is not None
    assert washoe.wages.code == "0039900"
    assert [wider.name for wider in washoe.within] == ["United States"]


# --- Areas that overlap ---------------------------------------------------------------------------------------


def published(name: str, kind: AreaKind, *counties: str, source: str = "edd", state: str = "06") -> PublishedArea:
    """An area that a release publishes figures for."""
    return PublishedArea(source=source, code=name, name=name, kind=kind, counties=counties, state=state)


def test_areas_overlap_if_they_share_a_county_or_are_the_same_state_or_the_nation() -> None:
    metropolitan, region = AreaKind.METROPOLITAN, AreaKind.REGION
    fresno = published("Fresno MSA", metropolitan, "Fresno County", "Madera County")
    state, nation = published("California", AreaKind.STATE), published("United States", AreaKind.NATION)
    overlapping = [
        (fresno, published("Madera MSA", region, "Madera County")),
        (state, published("State of California", AreaKind.STATE, source="central")),
        (nation, published("U.S.", AreaKind.NATION, source="bls")),
    ]
    apart = [
        (fresno, published("Fresno MSA", metropolitan, "Kings County")),
        (fresno, published("Fresno MSA", metropolitan)),
        (fresno, state),
        (fresno, published("Elsewhere", metropolitan, "Fresno County", state="36")),
        (state, published("Alaska", AreaKind.STATE, state="02")),
        (state, nation),
        (nation, fresno),
    ]
    assert all(one.overlaps(other) and other.overlaps(one) for one, other in overlapping)
    assert not any(one.overlaps(other) or other.overlaps(one) for one, other in apart)


def test_the_places_of_projections_are_one_of_each_that_overlap_whatever_they_are_called() -> None:
    metropolitan = AreaKind.METROPOLITAN
    older, other, newer = (
        published("Oakland-Hayward", metropolitan, "Alameda County"),
        published("San Rafael", metropolitan, "Marin County"),
        published("Oakland-Fremont", metropolitan, "Alameda County"),
    )
    bay = Area(code="1", name="Bay, CA", kind=metropolitan, projections=(older, other, newer))
    assert bay.projection_places == (older, other)
    assert Area(code="2", name="None", kind=metropolitan).projection_places == ()


# --- Defaults -------------------------------------------------------------------------------------------------


def test_where_none_is_named_the_place_is_the_only_state_or_else_the_nation_or_else_the_first() -> None:
    one, several, neither = (
        geography(*rows).places("oews", set())
        for rows in (
            (NATION, ALASKA),
            (NATION, ALASKA, CALIFORNIA),
            (area_row("0031080", "Somewhere, CA", AreaKind.METROPOLITAN, "06"),),
        )
    )
    assert default_area(one).name == "Alaska"
    assert default_area(several).name == "United States"
    assert default_area(neither).name == "Somewhere, CA"
    with pytest.raises(UnknownNameError, match="the facts hold no places"):
        default_area(())


def test_no_name_at_all_is_the_place_that_is_shown_by_default(bundled: Application) -> None:
    assert bundled.area("") == bundled.area() == bundled.area("California")


def test_a_second_source_of_wages_without_areas_of_its_own_leaves_the_places_as_they_are(
    tmp_path: Path, small_facts: Path, small: Facts
) -> None:
    path = tmp_path / "facts.sqlite"
    columns = [*(f"{form}_{name}" for form in ("hourly", "annual") for name in PAY)]
    columns += ["employment", "jobs_per_1000", "location_quotient"]
    with rewriting(path, small_facts) as store:
        store.begin(evolve(small.sources["oews"], id="another"))
        store.insert(
            "wage",
            ("soc", "area", *(f"{name}_status" for name in columns if name != "annual_median"), "annual_median"),
            [("47-2111", "0600000", *(["suppressed"] * (len(columns) - 1)), 1.0)],
            source="another",
        )
    facts = Facts(path)
    try:
        assert [one.id for one in facts.loaded("wage")] == ["another", "oews"]
        assert facts.areas == small.areas
        (state,) = (place for place in facts.areas if place.kind is AreaKind.STATE)
        electricians = Occupation(soc="47-2111", title="Electricians")
        assert state.wages is not None
        assert (wages := facts.wages(electricians, state.wages)) is not None
        assert wages.annual.median.value == 76000
        assert [one.source.id for one in facts.wages_everywhere(electricians)] == ["oews", "oews"]
    finally:
        facts.close()


def test_without_wages_the_state_of_the_projections_is_still_a_place() -> None:
    state = area_row("California", "California", AreaKind.STATE, "06", source="edd")
    region = area_row("LA", "Los Angeles MD", AreaKind.METROPOLITAN, "06", source="edd")
    (place,) = geography(state, region).places("", {"edd"})
    assert (place.code, place.name, place.wages) == ("California", "California", None)
    assert [(one.source, one.code) for one in place.projections] == [("edd", "California")]
    assert default_area((place,)) == place
