"""The topics that come with Occuguide: which occupations each value has, beside what their guides say."""

import random
from collections.abc import Callable, Mapping

import pytest
from attrs import evolve

from occuguide.core import Kind, Occupation, Status, TopicValue, Unit
from occuguide.core.application import Application
from occuguide.core.testing import section_text
from occuguide.core.topics import Topics

Values = Callable[..., Mapping[str, TopicValue]]

NURSES, ELECTRICIANS, MANAGERS, MILLWRIGHTS = "29-1141", "47-2111", "11-3051", "49-9044"
ALL = (
    "bright", "education", "green", "group", "growth", "industry", "interest", "kind", "openings", "pay",
)  # fmt: skip


def of(values: Mapping[str, TopicValue], soc: str) -> list[str]:
    """The names of the values that an occupation has."""
    return [name for name, value in values.items() if soc in value.socs]


def test_all_topics_are_there_and_three_are_to_sort_by(topics: Topics) -> None:
    assert tuple(topics.by_name) == ALL
    assert topics.orders == ("relevance", "title", "growth", "openings", "pay")


@pytest.mark.parametrize("topic", ALL)
@pytest.mark.parametrize("place", ["California", "United States", "Alpine County"])
def test_values_hold_occupations_and_those_within_another_are_a_part_of_it(
    topic: str, place: str, values: Values, bundled: Application
) -> None:
    found = values(topic, place)
    assert any(value.socs for value in found.values())
    for value in found.values():
        assert value.socs <= bundled.occupations.titles.keys()
        assert not value.within or value.socs <= found[value.within].socs


@pytest.mark.parametrize("topic", ["education", "growth", "industry", "interest", "kind", "openings", "pay"])
@pytest.mark.parametrize("place", ["California", "Alpine County"])
def test_every_occupation_has_a_value_or_one_that_says_that_nothing_is_known(
    topic: str, place: str, values: Values, bundled: Application
) -> None:
    found = values(topic, place)
    unknown = {soc for name, value in found.items() if name in ("not-said", "not-published") for soc in value.socs}
    known = {
        soc for name, value in found.items() if not (name.startswith("not-") or value.within) for soc in value.socs
    }
    assert known | unknown == bundled.occupations.titles.keys()
    assert not known & unknown


def test_what_nothing_is_known_of_is_said_in_words(values: Values) -> None:
    said = {topic: list(values(topic).values())[-1] for topic in ("growth", "industry", "interest", "openings")}
    assert {topic: (value.name, value.title) for topic, value in said.items()} == {
        "growth": ("not-published", "No growth published here"),
        "industry": ("not-published", "No industry published"),
        "interest": ("not-said", "Not said"),
        "openings": ("not-published", "No openings published here"),
    }
    assert all(value.socs for value in said.values())


# --- Groups, interests, kinds, lists -------------------------------------------------------------------------


def test_group_is_that_of_the_overview(values: Values, bundled: Application) -> None:
    groups = values("group")
    assert of(groups, NURSES) == ["29-0000", "29-1000"]
    assert of(groups, "15-1252") == ["15-0000", "15-1200"]
    assert groups["29-1000"].within == "29-0000"
    chosen = random.Random(20261122).sample(list(bundled.occupations.titles), 100)
    for soc in chosen:
        said = list(bundled.facts.groups(soc))
        assert [groups[name].title for name in of(groups, soc)] == said[: len(of(groups, soc))]


def test_a_code_that_joins_occupations_is_in_the_groups_that_all_of_them_share(
    values: Values, bundled: Application
) -> None:
    groups, facts = values("group"), bundled.facts
    shared = set()
    for soc in bundled.occupations.titles:
        if (composite := facts.composite(soc)) is not None:
            components = [set(of(groups, one)) for one, _ in composite.components if of(groups, one)]
            assert set(of(groups, soc)) == set.intersection(*components)
            shared.add(len(of(groups, soc)))
    assert 2 in shared


def test_interest_is_the_first_of_the_codes(values: Values, bundled: Application) -> None:
    interests = values("interest")
    codes = ["realistic", "investigative", "artistic", "social", "enterprising", "conventional"]
    assert list(interests) == [*codes, "not-said"]
    for soc in (NURSES, ELECTRICIANS, MANAGERS):
        _, letters = bundled.facts.interests(soc)[f"{soc}.00"]
        assert [name[0].upper() for name in of(interests, soc)] == [letters[0]]


@pytest.mark.parametrize("typed", ["S", "social", "Soc"])
def test_an_interest_is_meant_by_its_letter_too(typed: str, topics: Topics, bundled: Application) -> None:
    (value,) = topics.choose([f"interest={typed}"], bundled.area())["interest"]
    assert value.title == "Social"


def test_kind_tells_guides_from_profiles(values: Values, bundled: Application) -> None:
    kinds = values("kind")
    assert MANAGERS in kinds["guide"].socs
    assert kinds["guide"].socs | kinds["profile"].socs == bundled.occupations.titles.keys()
    assert all(bundled.occupations.kind(soc) is Kind.GUIDE for soc in kinds["guide"].socs)


def test_green_and_bright_say_what_the_sections_say(values: Values, bundled: Application) -> None:
    green, bright = values("green"), values("bright")
    assert list(green) == ["increased-demand", "enhanced-skills", "new-emerging"]
    assert of(green, ELECTRICIANS) == of(green, MILLWRIGHTS) == ["increased-demand"]
    said = section_text(bundled.guide(MILLWRIGHTS), "green_specialties")
    assert green["increased-demand"].title in said
    assert green["increased-demand"].about in said
    assert "numerous-job-openings" in of(bright, NURSES)
    assert bright["rapid-growth"].about == "In the nation, it is expected to grow faster than most over ten years."


# --- Education and industry ----------------------------------------------------------------------------------


def test_education_is_that_of_the_education_section_under_one_spelling(values: Values, bundled: Application) -> None:
    levels = values("education")
    assert next(iter(levels)) == "no-formal-educational-credential"
    assert list(levels)[-2:] == ["doctoral-or-professional-degree", "not-said"]
    assert sum(len(value.socs) for value in levels.values()) == len(bundled.occupations.titles)
    for soc in bundled.occupations.titles:
        requirement = bundled.facts.requirement(soc)
        (name,) = of(levels, soc)
        said = requirement.education.replace("non-degree", "nondegree") if requirement else "Not said"
        assert levels[name].title == said


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("bachelor", ["Bachelor's degree"]),
        ("bachelors", ["Bachelor's degree"]),
        ("Master's", ["Master's degree"]),
        ("no formal", ["No formal educational credential"]),
        ("no", ["No formal educational credential"]),
        ("high school", ["High school diploma or equivalent"]),
    ],
)
def test_education_is_meant_by_its_first_words(
    typed: str, titles: list[str], topics: Topics, bundled: Application
) -> None:
    chosen = topics.choose([f"education={typed}"], bundled.area())["education"]
    assert [value.title for value in chosen] == titles


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("29", ["29-0000"]),
        ("29-1000", ["29-1000"]),
        ("healthcare", ["29-0000", "31-0000"]),
        ("computer and mathematical occupations", ["15-0000"]),
    ],
)
def test_a_group_is_meant_by_code_or_words(typed: str, names: list[str], topics: Topics, bundled: Application) -> None:
    chosen = topics.choose([f"group={typed}"], bundled.area())["group"]
    assert [value.name for value in chosen] == names


def test_industry_is_where_one_in_ten_works(values: Values, bundled: Application) -> None:
    industries, shares = values("industry"), bundled.facts.sector_shares
    assert len(industries) <= 25
    assert of(industries, ELECTRICIANS) == ["23"]
    assert industries["23"].title == "Construction (NAICS 23)"
    manufacturing = {
        soc for soc, parts in shares.items() if sum(parts.get(digits, 0) for digits in ("31", "32", "33")) >= 0.1
    }
    assert industries["31-33"].socs == manufacturing
    assert all(of(industries, soc) for soc in shares), "nobody is left out"


# --- Pay -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["California", "Orange County", "Alpine County", "United States"])
def test_pay_is_what_the_guide_shows_or_why_it_shows_none(place: str, values: Values, bundled: Application) -> None:
    bands, area = values("pay", place), bundled.area(place)
    assert area.wages is not None
    reasons = {
        Status.NOT_PUBLISHED: "hourly-only",
        Status.SUPPRESSED: "not-released",
        Status.NOT_SURVEYED: "no-figure-for-this-area",
    }
    for soc in bundled.occupations.titles:
        wages = bundled.facts.wages(Occupation(soc=soc, title=soc), area.wages)
        median = wages.annual.median if wages else None
        if median is None or median.value is None:
            status = median.status if median else Status.NOT_SURVEYED
            assert of(bands, soc) == ["not-published", reasons[status]]
        elif median.status is Status.AT_LEAST:
            assert of(bands, soc) == ["150000-or-more"]
        else:
            (name,) = of(bands, soc)
            low, high = {"under-40000": (0, 40000), "150000-or-more": (150000, float("inf"))}.get(name) or (
                int(name.split("-")[0]),
                int(name.split("-")[1]) + 1,
            )
            assert low <= median.value < high


def test_every_band_of_pay_splits_the_occupations_usefully(values: Values, bundled: Application) -> None:
    bands = [value for value in values("pay").values() if not value.within and value.name != "not-published"]
    sizes = [len(value.socs & bundled.occupations.titles.keys()) for value in bands]
    assert min(sizes) > 30
    assert max(sizes) < 250


def test_top_coded_pay_is_sorted_above_its_bound_and_below_higher_figures(topics: Topics, bundled: Application) -> None:
    area = bundled.area("Orange County")
    figures = {soc: figure.measure for soc, figure in topics.figures("pay", area).items()}
    found = topics.sorted_by("pay", bundled.occupations.titles, area)
    assert found[0] == max(
        (soc for soc in found if soc in figures), key=lambda soc: (figures[soc].value or 0, figures[soc].status.value)
    )
    shown = [figures[soc] for soc in found if soc in figures and figures[soc].value is not None]
    bounds = [place for place, one in enumerate(shown) if one.status is Status.AT_LEAST]
    assert bounds
    for place in bounds:
        assert all((one.value or 0) > (shown[place].value or 0) for one in shown[: bounds[0]])
        assert all((one.value or 0) <= (shown[place].value or 0) for one in shown[bounds[-1] + 1 :])
    assert all(one.value is None for one in map(figures.get, found[len(shown) :]) if one is not None)


def test_a_place_without_a_wage_area_has_no_pay_and_no_guess(bundled: Application, topics: Topics) -> None:
    from attrs import evolve

    nowhere = evolve(bundled.area("Orange County"), code="nowhere", wages=None, projections=())
    bands = {value.name: value for value in topics.values("pay", nowhere)}
    assert bands["no-figure-for-this-area"].socs == bands["not-published"].socs == bundled.occupations.titles.keys()
    for topic in ("growth", "openings"):
        held = {value.name: value.socs for value in topics.values(topic, nowhere) if value.socs}
        assert held == {"not-published": bundled.occupations.titles.keys()}
    assert topics.figures("pay", nowhere) == {}


# --- Growth and openings -------------------------------------------------------------------------------------


def test_growth_is_said_as_in_the_outlook_section(values: Values, bundled: Application) -> None:
    said_so = {
        "much-faster": "grow much faster than the average",
        "faster": "grow faster than the average",
        "about-as-fast": "grow about as fast as the average",
        "more-slowly": "grow more slowly than the average",
        "little-or-no-change": "change little or not at all",
        "falls": "fall, from",
        "grows": "grow from",
    }
    lacking = ("No projection is published for", "are published one by one", "The release gives no growth for")
    chosen, seen = random.Random(20261122), set()
    for place in ("California", "Orange County", "United States"):
        for name, value in values("growth", place).items():
            held = sorted(value.socs & bundled.occupations.titles.keys())
            for soc in chosen.sample(held, min(3, len(held))):
                said = section_text(bundled.guide(soc, place), "outlook")
                if name == "not-published":
                    assert any(words in said for words in lacking), soc
                else:
                    assert f"is projected to {said_so[name]}" in said
                seen.add(name)
    assert seen == {*said_so, "not-published"}


def test_a_place_of_several_projection_areas_has_the_growth_of_each_and_sorts_by_the_highest(
    values: Values, topics: Topics, bundled: Application
) -> None:
    place = next(area for area in bundled.facts.areas if len(area.projection_places) > 1)
    growth, facts = values("growth", place.code), bundled.facts
    figures = topics.figures("growth", place)
    differing = 0
    for soc in bundled.occupations.titles:
        projections = facts.projections(Occupation(soc=soc, title=soc), place)
        if projections:
            highest = max(projections, key=lambda one: one.growth.value or 0)
            # A topic's figure does not say in which row of the store it stands.
            assert (figures[soc].measure, figures[soc].area) == (evolve(highest.growth, row=""), highest.area.in_words)
            assert 1 <= len(of(growth, soc)) <= len(projections)
            differing += len(of(growth, soc)) > 1
    assert differing


def test_openings_are_banded_as_they_are_counted(values: Values, bundled: Application) -> None:
    words = {Unit.OPENINGS: "over-the-period", Unit.OPENINGS_A_YEAR: "a-year"}
    chosen = random.Random(20261122).sample(list(bundled.occupations.titles), 100)
    for place, unit in (("California", Unit.OPENINGS), ("United States", Unit.OPENINGS_A_YEAR)):
        bands, area = values("openings", place), bundled.area(place)
        held = {name for name, value in bands.items() if value.socs}
        assert held <= {"not-published", *(name for name in bands if words[unit] in name)}
        for soc in chosen:
            openings = [one.openings for one in bundled.facts.projections(Occupation(soc=soc, title=soc), area)]
            names = of(bands, soc)
            assert openings or names == ["not-published"]
            names = [name for name in names if name != "not-published"]
            assert len(names) == len(openings)
            for name, one in zip(names, openings, strict=True):
                assert one.unit is unit
                low = 0 if name.startswith("under") else int(name.split("-")[0])
                assert low <= (one.value or 0) < (low * 10 or 100) or name.startswith("100000-or-more")


def test_the_most_openings_come_first(topics: Topics, bundled: Application) -> None:
    area = bundled.area("Orange County")
    figures = {soc: figure.measure for soc, figure in topics.figures("openings", area).items()}
    found = [figures[soc].value for soc in topics.sorted_by("openings", figures, area) if figures[soc].has_value]
    assert found == sorted(found, key=lambda value: -(value or 0))
    assert len(found) > 500


def test_topics_combine(topics: Topics, bundled: Application) -> None:
    area = bundled.area("Orange County")
    chosen = topics.choose(["green", "education=bachelor", "group=architecture"], area)
    found = topics.matching(bundled.occupations.titles, chosen)
    assert "17-2051" in found, "civil engineers"
    assert all(soc.startswith("17-") for soc in found)
    counted = topics.counts(bundled.occupations.titles, chosen, area)
    assert counted["education"]["bachelors-degree"] == len(found)
    assert counted["education"]["associates-degree"] > 0
