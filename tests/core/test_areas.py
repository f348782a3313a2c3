"""Places: finding the one that a user means, and the areas that its figures are published for."""

import pytest

from occuguide.core import Area, AreaKind, Paragraph, UnknownNameError, View
from occuguide.core.application import Application
from occuguide.core.testing import section_text


def unknown(application: Application, name: str) -> str:
    """What is said of a name that is no place's."""
    with pytest.raises(UnknownNameError) as error:
        application.area(name)
    return str(error.value)


def test_a_county_is_found_by_every_name_and_code_of_it(bundled: Application) -> None:
    for name in ("Orange", "orange county", "ORANGE COUNTY", "06059", "6059", "orange-county", " Orange  County"):
        area = bundled.area(name)
        assert (area.code, area.kind) == ("06059", AreaKind.COUNTY)


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
        bare = county.name.removesuffix(" County")
        assert county.wages is not None, county.name
        assert bare in county.wages.counties
        assert len(county.projections) == 1, county.name
        assert bare in county.projections[0].counties
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
    assert sorted(published.counties for published in area.projections) == [("Los Angeles",), ("Orange",)]
    said = section_text(bundled.composer.guide(bundled.occupations.get("11-3051"), area), "outlook")
    assert "2,690" in said
    assert "6,070" in said
    assert f"{2690 + 6070:,}" not in said
    assert "Projections are not made for the Los Angeles-Long Beach-Anaheim area as a whole." in said


def test_maderas_projections_are_its_own_and_its_wages_fresnos(bundled: Application) -> None:
    madera = bundled.area("Madera")
    assert madera.wages is not None
    assert madera.wages.name == "Fresno, CA"
    assert [published.counties for published in madera.projections] == [("Madera",)]
    said = section_text(bundled.guide("11-3051", "Madera"), "outlook")
    assert "industrial production managers held 60 jobs" in said


def test_the_nation_has_wages_and_says_that_it_has_no_projections(bundled: Application) -> None:
    nation = bundled.area("US")
    assert nation.projections == ()
    guide = bundled.guide("11-3051", "US")
    assert "$126,060" in section_text(guide, "wages")
    assert "make no projections for the United States" in section_text(guide, "outlook")
    assert guide.title == "Industrial Production Managers in the United States"


def test_a_guide_can_be_made_for_every_place_in_every_view(bundled: Application) -> None:
    for area in bundled.facts.areas:
        for view in View:
            guide = bundled.composer.guide(bundled.occupations.get("11-3051"), area, view)
            assert guide.sections, (area.name, view)
            first = guide.sections[0].blocks[0]
            assert isinstance(first, Paragraph) or view is View.ALL_AREAS


def test_places_are_named_in_sentences_as_people_say_them(bundled: Application) -> None:
    said = {name: bundled.area(name).in_words for name in ("Orange", "Chico, CA", "California", "US")}
    assert said == {
        "Orange": "Orange County",
        "Chico, CA": "Butte County",
        "California": "California",
        "US": "the United States",
    }


def test_a_place_that_no_wage_area_holds_says_so(bundled: Application) -> None:
    lonely = Area(code="99999", name="Nowhere County", kind=AreaKind.COUNTY, counties=("Nowhere",))
    guide = bundled.composer.guide(bundled.occupations.get("11-3051"), lonely)
    assert "No wages are published for this occupation in Nowhere County." in section_text(guide, "wages")
    assert "make no projections for Nowhere County" in section_text(guide, "outlook")
