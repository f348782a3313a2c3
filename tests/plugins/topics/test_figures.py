"""What is asked of all occupations at once is what the guide of each shows."""

import random

import pytest

from occuguide.core import Area, Occupation
from occuguide.core.application import Application

PLACES = 25
OCCUPATIONS = 40


def sample(application: Application) -> list[tuple[Area, list[Occupation]]]:
    """Some places, each with some occupations; the same in every run."""
    chosen = random.Random(20261122)
    socs = list(application.occupations.titles)
    places = [application.area("United States"), *chosen.sample(application.facts.areas, PLACES)]
    return [(place, [Occupation(soc=soc, title=soc) for soc in chosen.sample(socs, OCCUPATIONS)]) for place in places]


def test_median_wages_and_employees_are_those_of_the_guides(bundled: Application) -> None:
    facts, found = bundled.facts, 0
    for place, occupations in sample(bundled):
        assert place.wages is not None
        medians, employees = facts.annual_medians(place.wages), facts.employment(place)
        for occupation in occupations:
            wages = facts.wages(occupation, place.wages)
            assert medians.get(occupation.soc) == (wages and wages.annual.median)
            assert employees.get(occupation.soc) == (wages and wages.employment.value)
            found += wages is not None
    assert found > PLACES * OCCUPATIONS / 3


def test_groups_and_all_occupations_together_have_no_figures(bundled: Application) -> None:
    facts, titles = bundled.facts, bundled.occupations.titles.keys()
    for place in (bundled.area("California"), bundled.area("United States"), bundled.area("Orange County")):
        assert place.wages is not None
        every = (facts.annual_medians(place.wages), facts.employment(place), facts.projections_by_occupation(place))
        for figures in every:
            assert len(figures) > 500
            assert figures.keys() <= titles
    assert facts.sector_shares.keys() <= titles
    assert facts.requirements.keys() <= titles


def test_projections_are_those_of_the_guides(bundled: Application) -> None:
    facts, found = bundled.facts, 0
    for place, occupations in sample(bundled):
        every = facts.projections_by_occupation(place)
        for occupation in occupations:
            projections = facts.projections(occupation, place)
            assert every.get(occupation.soc, ()) == projections
            found += len(projections)
    assert found > PLACES * OCCUPATIONS / 3


def test_projections_of_several_areas_and_of_codes_that_join_occupations_are_those_of_the_guides(
    bundled: Application,
) -> None:
    facts = bundled.facts
    several = next(place for place in facts.areas if len(place.projection_places) > 1)
    every = facts.projections_by_occupation(several)
    assert max(map(len, every.values())) > 1
    joined = [soc for soc in bundled.occupations.titles if facts.joining(soc)]
    assert any(projection.composite for soc in joined for projection in every.get(soc, ()))
    for soc in joined:
        assert every.get(soc, ()) == facts.projections(Occupation(soc=soc, title=soc), several)


def test_what_is_typical_for_entry_is_that_of_the_guides(bundled: Application) -> None:
    facts = bundled.facts
    said = {soc: facts.requirement(soc) for soc in bundled.occupations.titles}
    assert {soc: one for soc, one in said.items() if one} == {
        soc: one for soc, one in facts.requirements.items() if soc in said
    }


@pytest.mark.parametrize("kind", ["green", "bright"])
def test_designations_are_those_of_the_guides(kind: str, bundled: Application) -> None:
    facts = bundled.facts
    listed = {soc: facts.designations(soc, kind) for soc in bundled.occupations.titles}
    every = facts.designations_by_occupation(kind)
    assert {soc: one for soc, one in listed.items() if one} == {soc: one for soc, one in every.items() if soc in listed}


def test_interest_codes_are_those_of_the_guides(bundled: Application) -> None:
    facts = bundled.facts
    own = {soc: facts.interests(soc).get(f"{soc}.00", ("", ""))[1] for soc in bundled.occupations.titles}
    assert {soc: letters for soc, letters in own.items() if letters} == {
        soc: letters for soc, letters in facts.interest_codes.items() if soc in own
    }


def test_parts_of_sectors_are_worked_out_of_the_published_numbers(bundled: Application) -> None:
    facts, nation = bundled.facts, bundled.area("United States").wages
    assert nation is not None
    chosen = random.Random(20261122)
    for soc in chosen.sample([soc for soc in facts.sector_shares if soc in bundled.occupations.titles], 40):
        wages = facts.wages(Occupation(soc=soc, title=soc), nation)
        assert wages is not None
        assert wages.employment.value
        sectors: dict[str, float] = {}
        for one in facts.industries(soc, 1000):
            sectors[one.code[:2]] = sectors.get(one.code[:2], 0) + (one.employment.value or 0)
        shares = {digits: number / wages.employment.value for digits, number in sectors.items()}
        assert facts.sector_shares[soc] == pytest.approx(shares)
