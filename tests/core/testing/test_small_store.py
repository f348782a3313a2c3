"""The small store of the kit: what its documentation says is in it."""

from pathlib import Path

from occuguide.core import Facts, Occupation, Status
from occuguide.core.testing import small_facts


def test_the_small_store_has_places_with_a_wage_area_in_common_and_projection_areas_of_their_own(small: Facts) -> None:
    places = {area.name: area for area in small.areas}
    assert set(places) == {
        *("United States", "California", "Los Angeles County", "Orange County", "Los Angeles-Long Beach-Anaheim, CA")
    }
    counties = [places["Los Angeles County"], places["Orange County"]]
    assert {county.wages.code for county in counties if county.wages} == {"0031080"}
    assert [[one.code for one in county.projections] for county in counties] == [["LA"], ["OC"]]
    assert [wide.name for wide in counties[0].within] == ["California", "United States"]


def test_the_small_store_has_every_kind_of_wage_that_a_section_must_cope_with(small: Facts) -> None:
    managers, electricians, crew_leads = (Occupation(soc=soc, title="") for soc in small.occupations)
    nation = next(area for area in small.areas if area.name == "United States").wages
    state = next(area for area in small.areas if area.name == "California").wages
    assert nation is not None
    assert state is not None
    of_managers, of_electricians = small.wages(managers, nation), small.wages(electricians, state)
    assert of_managers is not None
    assert of_electricians is not None
    assert str(of_managers.annual.median) == "$126,060"
    assert str(of_managers.annual.p90) == "$239,200 or more"
    assert of_electricians.annual.p75.status is Status.SUPPRESSED
    assert small.wages(electricians, nation) is None
    assert small.wages_everywhere(crew_leads) == ()


def test_the_small_store_is_the_same_bytes_whenever_it_is_made(tmp_path: Path) -> None:
    first, second = (small_facts(tmp_path / name).read_bytes() for name in ("first.sqlite", "second.sqlite"))
    assert first == second


def test_the_small_store_knows_the_occupations_that_a_test_names(tmp_path: Path) -> None:
    facts = Facts(small_facts(tmp_path / "more.sqlite", {"47-2121": "Glaziers"}))
    assert facts.title("47-2121") == "Glaziers"
    assert len(facts.occupations) == 4
    facts.close()


def test_its_own_occupations_keep_their_titles(tmp_path: Path) -> None:
    facts = Facts(small_facts(tmp_path / "more.sqlite", {"47-2111": "Somebody Else"}))
    assert facts.title("47-2111") == "Electricians"
    facts.close()
