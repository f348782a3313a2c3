"""Topics: what plugins bring, what a user means, what is found, counted and sorted, and the command that shows them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import (
    Area,
    Facts,
    Measure,
    Occupation,
    Status,
    Topic,
    TopicFigure,
    TopicValue,
    Unit,
    UnknownNameError,
    hookimpl,
)
from occuguide.core.application import Application
from occuguide.core.topics import Topics

Made = Callable[..., Application]

MANAGERS, ELECTRICIANS, LEADS = "11-3051", "47-2111", "51-1011"
"""The occupations of the small store, by title: Crew Leads, Electricians, Industrial Production Managers."""
EVERYBODY = (MANAGERS, ELECTRICIANS, LEADS)

COLORS = {
    "red": TopicValue(name="red", title="Bright Red", socs={MANAGERS, LEADS}),
    "pink": TopicValue(name="pink", title="Pale Pink", socs={LEADS}, within="red"),
    "blue": TopicValue(name="blue", title="Sky Blue", socs={ELECTRICIANS}),
    "sea-green": TopicValue(name="sea-green", title="Greens of the Sea", socs={ELECTRICIANS, LEADS}),
    "sea-gray": TopicValue(name="sea-gray", title="Grays of the Sea", socs=()),
}


def plugin(topic: object) -> object:
    """A plugin that brings a topic."""

    @hookimpl(specname="topic")
    def bring() -> object:
        return topic

    return SimpleNamespace(bring=bring)


def color(name: str = "color", **more: Any) -> Topic:
    return Topic(**{"name": name, "title": "Favorite color", "values": lambda *_: COLORS.values(), **more})


def shape(*values: TopicValue) -> Topic:
    given = values or (
        TopicValue(name="round", title="Round", socs={MANAGERS, ELECTRICIANS}),
        TopicValue(name="flat", title="Flat", socs={LEADS}),
    )
    return Topic(name="shape", title="Shape", values=lambda *_: given)


def topics_of(application: Application) -> Topics:
    return Topics(application.registry, application.occupations, application.facts)


@pytest.fixture
def asked(make: Made) -> tuple[Topics, Area]:
    """Topics with two of their own, and California."""
    application = make({"color": plugin(color()), "shape": plugin(shape())})
    return topics_of(application), application.area()


# --- What plugins bring --------------------------------------------------------------------------------------


def test_hook_topic_is_asked_for_occupations_area_and_facts(make: Made) -> None:
    given: list[tuple[object, ...]] = []

    def values(*arguments: object) -> list[TopicValue]:
        given.append(arguments)
        return [COLORS["red"]]

    application = make({"color": plugin(color(values=values))})
    topics, orange = topics_of(application), application.area("Orange")
    assert topics.values("color", orange) == (COLORS["red"],)
    assert topics.values("color", orange) == (COLORS["red"],)
    assert given == [(application.occupations, orange, application.facts)], "it is asked once a place"
    topics.values("color", application.area("California"))
    assert [arguments[1].name for arguments in given if isinstance(arguments[1], Area)] == [
        "Orange County",
        "California",
    ]


def test_hook_topic_of_a_name_that_is_taken_is_refused_and_the_first_stands(make: Made, failures_of: Any) -> None:
    application = make({"a": plugin(color(title="First")), "b": plugin(color(title="Second"))}, strict=False)
    assert topics_of(application).by_name["color"].title == "First"
    assert failures_of(application) == ["plugin b, topic: the topic 'color' is taken. Give it another name."]


@pytest.mark.parametrize("nonsense", ["education", 3, None, object()])
def test_hook_topic_that_hands_out_nonsense_is_a_failure_and_the_others_stand(
    nonsense: object, make: Made, failures_of: Any
) -> None:
    application = make({"color": plugin(color()), "odd": plugin(nonsense)}, strict=False)
    assert "color" in topics_of(application).by_name
    assert failures_of(application)
    assert all(said.startswith("plugin odd, topic: it handed out ") for said in failures_of(application))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([COLORS["red"], COLORS["red"]], "two of its values are called 'red'"),
        ([COLORS["pink"]], "its value 'pink' is within 'red', which is no other value"),
        (["red"], "it handed out 'red'"),
        (3, "not iterable"),
    ],
)
def test_hook_topic_with_values_that_cannot_be_is_a_failure_and_the_others_stand(
    values: object, said: str, make: Made, failures_of: Any
) -> None:
    odd = Topic(name="odd", title="Odd", values=lambda *_: values)
    application = make({"color": plugin(color()), "odd": plugin(odd)}, strict=False)
    topics = topics_of(application)
    counted = topics.counts(EVERYBODY, {}, application.area())
    assert (counted["odd"], counted["color"]["red"]) == ({}, 2)
    (failure,) = failures_of(application)
    assert failure.startswith("plugin odd, topic: ")
    assert said in failure


def test_hook_topic_that_raises_is_a_failure_of_its_own(make: Made, failures_of: Any) -> None:
    def raising(*_: object) -> Any:
        raise ZeroDivisionError("no colors today")

    application = make({"color": plugin(color(values=raising, figures=raising))}, strict=False)
    topics, place = topics_of(application), application.area()
    assert topics.values("color", place) == ()
    assert topics.sorted_by("color", EVERYBODY, place) == topics.sorted_by("title", EVERYBODY, place)
    assert set(failures_of(application)) == {"plugin color, topic: no colors today"}
    with pytest.raises(ZeroDivisionError):
        topics_of(make({"color": plugin(color(values=raising))})).values("color", place)


@pytest.mark.parametrize("name", ["", "Bachelor's degree", "29-0000 ", "a=b"])
def test_a_name_that_cannot_stand_in_addresses_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in addresses"):
        TopicValue(name=name, title="A title", socs=())
    with pytest.raises(ValueError, match="cannot stand in addresses"):
        color(name)


# --- What a user means ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("color=red", ["red"]),
        ("COLOR=RED", ["red"]),
        ("colors=reds", ["red"]),
        (" color = red ", ["red"]),
        ("favorite color=sky blue", ["blue"]),
        ("Favorite=Sky-Blue", ["blue"]),
        ("col=bl", ["blue"]),
        ("color=bright", ["red"]),
        ("color=pale", ["pink"]),
        ("color=sea green", ["sea-green"]),
        ("color=greens", ["sea-green"]),
        ("color=sea", ["sea-green", "sea-gray"]),
        ("color", ["red", "pink", "blue", "sea-green", "sea-gray"]),
    ],
)
def test_a_value_is_meant_by_name_title_or_beginning(wanted: str, found: list[str], asked: tuple[Topics, Area]) -> None:
    topics, place = asked
    chosen = topics.choose([wanted], place)
    assert {name: [value.name for value in values] for name, values in chosen.items()} == {"color": found}


def test_a_beginning_that_fits_a_value_and_its_parts_means_the_whole(make: Made) -> None:
    wide = TopicValue(name="29-0000", title="Health", socs=EVERYBODY)
    parts = [TopicValue(name=f"29-{n}000", title=f"Part {n}", socs=(), within="29-0000") for n in (1, 2)]
    application = make({"shape": plugin(shape(wide, *parts))})
    topics, place = topics_of(application), application.area()
    for wanted, name in (("29", "29-0000"), ("29-", "29-0000"), ("29-1", "29-1000"), ("29-1000", "29-1000")):
        assert [value.name for value in topics.choose([f"shape={wanted}"], place)["shape"]] == [name]


@pytest.mark.parametrize(
    ("wanted", "problem", "remedy"),
    [
        ("colr=red", "there is no topic 'colr'", "Did you mean color?"),
        ("color=gren", "there is no value of the topic color 'gren'", ""),
        ("color=yellow", "'yellow'", "There are red, pink, blue, sea-green and sea-gray."),
        (
            "color=",
            "'color=' names no value of the topic color",
            "Write color for any of its values, color=red for one",
        ),
        ("col= ", "names no value of the topic color", "`occuguide topics color` lists them"),
        ("=red", "there is no topic ''", ""),
        ("color=b", "'b' may be red (Bright Red) or blue (Sky Blue)", "Say which, by its name."),
        ("", "there is no topic ''", ""),
    ],
)
def test_what_is_not_known_or_not_clear_is_refused_and_what_there_is_is_named(
    wanted: str, problem: str, remedy: str, asked: tuple[Topics, Area]
) -> None:
    topics, place = asked
    with pytest.raises(UnknownNameError) as refused:
        topics.choose([wanted], place)
    assert problem in refused.value.problem
    assert remedy in refused.value.remedy


# --- What is found -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ([], [LEADS, MANAGERS, ELECTRICIANS]),
        (["color=red"], [LEADS, MANAGERS]),
        (["color=red", "color=blue"], [LEADS, MANAGERS, ELECTRICIANS]),
        (["color=red", "shape=round"], [MANAGERS]),
        (["color=red", "color=blue", "shape=round"], [MANAGERS, ELECTRICIANS]),
        (["color=pink", "shape=round"], []),
        (["color=sea-gray"], []),
    ],
)
def test_values_of_one_topic_are_alternatives_and_topics_are_conditions(
    wanted: list[str], found: list[str], asked: tuple[Topics, Area]
) -> None:
    topics, place = asked
    assert topics.matching([LEADS, MANAGERS, ELECTRICIANS], topics.choose(wanted, place)) == found


def test_a_topic_does_not_narrow_its_own_counts(asked: tuple[Topics, Area]) -> None:
    topics, place = asked
    chosen = topics.choose(["color=blue"], place)
    counted = topics.counts(EVERYBODY, chosen, place)
    assert counted["color"] == {"red": 2, "pink": 1, "blue": 1, "sea-green": 2, "sea-gray": 0}
    assert counted["shape"] == {"round": 1, "flat": 0}
    both = topics.counts(EVERYBODY, topics.choose(["color=blue", "shape=flat"], place), place)
    assert both["color"] == {"red": 1, "pink": 1, "blue": 0, "sea-green": 1, "sea-gray": 0}
    assert both["shape"] == {"round": 1, "flat": 0}
    some = topics.counts([MANAGERS], {}, place)
    assert some["color"] == {"red": 1, "pink": 0, "blue": 0, "sea-green": 0, "sea-gray": 0}


def test_a_code_that_is_no_occupation_is_not_counted(make: Made) -> None:
    value = TopicValue(name="all", title="All", socs={MANAGERS, "99-9999"})
    application = make({"shape": plugin(shape(value))})
    assert topics_of(application).counts(EVERYBODY, {}, application.area())["shape"] == {"all": 1}


# --- Sorting -------------------------------------------------------------------------------------------------


def figure(value: float | None, status: Status = Status.PUBLISHED, unit: Unit = Unit.DOLLARS_A_YEAR) -> TopicFigure:
    return TopicFigure(Measure(value=value, unit=unit, status=status))


@pytest.fixture
def order(make: Made) -> Callable[[Mapping[str, TopicFigure]], list[str]]:
    """The occupations of the small store, sorted by figures."""

    def ordered(figures: Mapping[str, TopicFigure]) -> list[str]:
        application = make({"weight": plugin(color("weight", figures=lambda *_: figures))})
        return topics_of(application).sorted_by("weight", EVERYBODY, application.area())

    return ordered


def test_the_highest_figure_comes_first_and_what_has_none_last(order: Any) -> None:
    least = figure(239200, Status.AT_LEAST)
    gone = figure(None, Status.SUPPRESSED)
    assert order({LEADS: figure(1), MANAGERS: figure(3), ELECTRICIANS: figure(2)}) == [MANAGERS, ELECTRICIANS, LEADS]
    assert order({LEADS: figure(-1), MANAGERS: gone, ELECTRICIANS: figure(-2)}) == [LEADS, ELECTRICIANS, MANAGERS]
    assert order({LEADS: figure(-1)}) == [LEADS, ELECTRICIANS, MANAGERS]
    # "Or more" stands above its bound, and below what is published above the bound.
    assert order({MANAGERS: figure(239200), ELECTRICIANS: least}) == [ELECTRICIANS, MANAGERS, LEADS]
    assert order({MANAGERS: figure(300000), ELECTRICIANS: least}) == [MANAGERS, ELECTRICIANS, LEADS]


def test_ties_are_sorted_by_title(order: Any) -> None:
    assert order({soc: figure(5) for soc in EVERYBODY}) == [LEADS, ELECTRICIANS, MANAGERS]
    assert order({}) == [LEADS, ELECTRICIANS, MANAGERS]


def test_figures_of_two_units_are_not_compared(order: Any) -> None:
    yearly = figure(100, unit=Unit.OPENINGS_A_YEAR)
    over_ten_years = {MANAGERS: figure(900, unit=Unit.OPENINGS), ELECTRICIANS: figure(50, unit=Unit.OPENINGS)}
    assert order({**over_ten_years, LEADS: yearly}) == [MANAGERS, ELECTRICIANS, LEADS]


def test_only_what_is_a_figure_is_sorted_by(make: Made) -> None:
    application = make({"color": plugin(color()), "weight": plugin(color("weight", figures=lambda *_: {}))})
    topics, place = topics_of(application), application.area()
    assert {"relevance", "title", "weight"} <= set(topics.orders)
    assert "color" not in topics.orders
    assert topics.sorted_by("Relevance", EVERYBODY, place) == list(EVERYBODY)
    assert topics.sorted_by("Title", EVERYBODY, place) == [LEADS, ELECTRICIANS, MANAGERS]
    assert topics.sorted_by("weights", EVERYBODY, place) == [LEADS, ELECTRICIANS, MANAGERS]
    with pytest.raises(UnknownNameError) as refused:
        topics.sorted_by("color", EVERYBODY, place)
    for name in ("relevance", "title", "weight"):
        assert name in refused.value.remedy


def test_openings_say_what_they_are_counted_over() -> None:
    said = [str(figure(2110, unit=unit)) for unit in (Unit.OPENINGS, Unit.OPENINGS_A_YEAR, Unit.DOLLARS_A_YEAR)]
    assert said == ["2,110 over the whole period", "2,110 a year", "$2,110"]
    assert str(figure(None, Status.SUPPRESSED, Unit.OPENINGS)) == "not released"


def test_hook_topic_with_figures_that_are_none_is_a_failure_and_nothing_is_sorted_by_them(
    make: Made, failures_of: Any
) -> None:
    odd = color("weight", figures=lambda *_: {LEADS: 3})
    application = make({"odd": plugin(odd)}, strict=False)
    assert topics_of(application).sorted_by("weight", EVERYBODY, application.area())[0] == LEADS
    (failure,) = failures_of(application)
    assert failure.startswith("plugin odd, topic: it handed out 3")


@pytest.mark.parametrize("name", ["relevance", "title"])
def test_hook_topic_that_is_called_like_an_order_is_refused(name: str, make: Made, failures_of: Any) -> None:
    application = make({"odd": plugin(color(name))}, strict=False)
    assert name not in topics_of(application).by_name
    assert failures_of(application) == [f"plugin odd, topic: the topic {name!r} is taken. Give it another name."]


# --- All occupations at once ---------------------------------------------------------------------------------


def test_figures_that_were_published_together_are_those_of_each_unless_it_has_its_own(
    write_store: Callable[..., Path],
) -> None:
    joined = {"soc": "47-2110", "title": "Electricians and Managers", "detailed": 1}
    path = write_store(
        occupation=[
            {"soc": "00-0000", "title": "All Occupations", "detailed": 0},
            {"soc": "47-2000", "title": "Construction Trades Workers", "detailed": 0},
            {"soc": MANAGERS, "title": "Industrial Production Managers", "detailed": 1},
            {"soc": ELECTRICIANS, "title": "Electricians", "detailed": 1},
            joined,
            {**joined, "source": "edd"},
        ],
        composite=[{"soc": "47-2110", "component": soc, "basis": "title"} for soc in (MANAGERS, ELECTRICIANS)],
        wage=[
            {"soc": "47-2110", "area": "0600000", "annual_median": 70000, "annual_median_status": None}
            | {"employment": 500, "employment_status": None},
            {"soc": MANAGERS, "area": "0600000"},
            {"soc": "00-0000", "area": "0600000", "annual_median": 60000, "annual_median_status": None}
            | {"employment": 9000, "employment_status": None},
            {"soc": "47-2000", "area": "0600000", "employment": 800, "employment_status": None},
        ],
        requirement=[{"id": 1, "education": "Bachelor's degree"}],
        projection=[
            {"soc": "47-2110", "base_year": 2022, "projected_year": 2032, "percent_change": 5.0, "requirement": 1},
            {"soc": ELECTRICIANS, "percent_change": 7.0},
            {"soc": "00-0000", "percent_change": 4.0},
            {"soc": "47-2000", "percent_change": 3.0},
        ],
    )
    facts = Facts(path)
    california, orange = (next(area for area in facts.areas if area.code == code) for code in ("0600000", "06059"))
    assert california.wages is not None
    medians = facts.annual_medians(california.wages)
    assert {soc: (median.value, median.code) for soc, median in medians.items()} == {
        "47-2110": (70000, "47-2110"),
        ELECTRICIANS: (70000, "47-2110"),
        MANAGERS: (None, MANAGERS),
    }
    assert facts.employment(california) == {"47-2110": 500, ELECTRICIANS: 500}
    assert facts.employment(orange) == {}, "what is published for the state does not stand in"
    projected = facts.projections_by_occupation(orange)
    assert {soc: [one.growth.value for one in found] for soc, found in projected.items()} == {
        "47-2110": [5.0],
        MANAGERS: [5.0],
        # The one for all is newer than its own.
        ELECTRICIANS: [5.0],
    }
    for soc in (MANAGERS, ELECTRICIANS, "47-2110"):
        occupation = Occupation(soc=soc, title=soc)
        assert facts.projections(occupation, orange) == projected[soc]
        assert facts.requirement(soc) == facts.requirements[soc]
    facts.close()


def test_a_place_without_wages_has_no_employees(make: Made) -> None:
    facts = make().facts
    nowhere = Area(code="1", name="Nowhere", kind=facts.areas[0].kind)
    assert facts.employment(nowhere) == {}
    assert facts.projections_by_occupation(nowhere) == {}


# --- The command ---------------------------------------------------------------------------------------------


def test_every_topic_is_listed_with_the_number_of_its_values(run: Any) -> None:
    ran = run("topics")
    assert ran.status == 0
    lines = [line.split(maxsplit=2) for line in ran.out.splitlines()]
    assert lines[0] == ["Topic", "Values", "What it is"]
    assert ["education", "9", "Typical education"] in lines
    assert ["interest", "7", "Interest"] in lines


def test_values_are_listed_with_their_occupations_and_parts_stand_below_the_whole(run: Any) -> None:
    ran = run("topics", "groups", "--area", "Orange")
    lines = ran.out.splitlines()
    assert lines[0] == "Occupational group: Orange County"
    at = next(number for number, line in enumerate(lines) if " 29-0000 " in line)
    assert lines[at].endswith("Healthcare Practitioners and Technical Occupations")
    assert lines[at + 1].endswith("Healthcare Diagnosing or Treating Practitioners")
    assert lines[at + 1].index("29-1000") == lines[at].index("29-0000") + 2


def test_values_that_nobody_has_are_left_out_of_the_list_and_not_of_the_json(run: Any) -> None:
    assert "a-year" not in run("topics", "openings", "--area", "Orange").out
    (openings,) = run("topics", "openings", "--area", "Orange", "--json").json
    assert openings["sorts"] is True
    counts = {value["name"]: value["occupations"] for value in openings["values"]}
    assert counts["1000-9999-a-year"] == 0
    assert counts["1000-9999-over-the-period"] > 0


def test_a_topic_or_place_that_is_not_known_is_a_wrong_use(run: Any) -> None:
    for arguments in (("topics", "educaton"), ("topics", "pay", "--area", "Oranje")):
        ran = run(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "Did you mean" in ran.err


def test_the_topics_in_json_have_the_documented_keys(run: Any) -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    section = page.split("\n## topics\n")[1].split("\n## ")[0]
    documented = {line.split("`")[1] for line in section.splitlines() if line.startswith("| `[]")}
    topics = run("topics", "--json").json
    keys = {f"[].{key}" for topic in topics for key in topic if key != "values"}
    keys |= {f"[].values[].{key}" for topic in topics for value in topic["values"] for key in value}
    assert keys == documented
