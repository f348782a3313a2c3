"""What the work is like and asks for: tasks, ratings, tools, programs, industries and related occupations."""

from collections.abc import Callable, Mapping
from typing import Any

from occuguide.core import Element, Facts, Program, Status, Task, Tool, Unit

Made = Callable[..., Facts]

SOC, OWN, NARROWER = "11-3051", "11-3051.00", "11-3051.01"


def onet(**row: object) -> Mapping[str, object]:
    """A row of the release of O*NET."""
    return {"source": "onet", **row}


def element(id_: str, name: str, domain: str = "skill", mean: float | None = 2.5, **more: object) -> Any:
    """A row of the table ``element``."""
    return onet(id=id_, name=name, domain=domain, mean=mean, **more)


def rating(id_: str, value: float, code: str = OWN, *, suppressed: bool = False) -> Mapping[str, object]:
    """A row of the table ``rating``."""
    return onet(onet_soc=code, element=id_, value=value, suppressed=int(suppressed))


# --- Tasks ----------------------------------------------------------------------------------------------------


def test_core_tasks_come_first_each_with_its_work_activities_once(facts_of: Made) -> None:
    facts = facts_of(
        task=[
            onet(onet_soc=OWN, number=1, task="Greet.", core=0),
            onet(onet_soc=OWN, number=2, task="Plan.", core=1),
            onet(onet_soc=OWN, number=3, task="Hire.", core=None),
            onet(onet_soc=OWN, number=4, task="Check.", core=1),
            onet(onet_soc=NARROWER, number=5, task="Sample.", core=1),
        ],
        detailed_activity=[onet(dwa=f"D{number}", element=f"A{number % 2}", title="x") for number in (1, 2, 3)],
        task_activity=[onet(onet_soc=OWN, number=2, dwa=f"D{number}") for number in (1, 2, 3)],
    )
    assert facts.tasks(SOC) == (
        Task(text="Plan.", core=True, activities=("A0", "A1")),
        Task(text="Check.", core=True),
        Task(text="Greet.", core=False),
        Task(text="Hire.", core=False),
    )
    assert facts.tasks("47-2111") == ()


def test_what_an_activity_takes_is_told_by_its_id(facts_of: Made) -> None:
    facts = facts_of(
        element=[element("S1", "Speaking"), element("B1", "Stamina", "ability")],
        element_activity=[onet(element=id_, activity="A1") for id_ in ("S1", "B1")]
        + [onet(element="S1", activity="A2")],
    )
    assert facts.activity_elements == {"A1": ("B1", "S1"), "A2": ("S1",)}
    assert facts.elements["B1"] == Element(id="B1", name="Stamina", domain="ability")


# --- Ratings --------------------------------------------------------------------------------------------------


def test_ratings_are_those_of_the_occupation_itself_the_highest_first(facts_of: Made) -> None:
    facts = facts_of(
        element=[element("S1", "Speaking"), element("S2", "Writing", mean=4.0), element("B1", "Stamina", "ability")],
        rating=[rating("S1", 3.0), rating("S2", 3.5), rating("B1", 5.0), rating("S1", 4.9, NARROWER)],
    )
    writing, speaking = facts.ratings(SOC, "skill")
    assert [one.element.name for one in (writing, speaking)] == ["Writing", "Speaking"]
    assert (speaking.score.value, speaking.score.unit, speaking.mean) == (3.0, Unit.SCORE, 2.5)
    assert (speaking.score.code, speaking.score.row) == (OWN, f"rating: source onet, onet_soc {OWN}, element S1")
    assert (speaking.above_mean, writing.above_mean) == (0.5, -0.5)
    assert [one.element.name for one in facts.ratings(SOC, "ability")] == ["Stamina"]
    assert facts.ratings("47-2111", "skill") == ()


def test_a_rating_that_the_release_asks_not_to_show_is_suppressed_and_above_nothing(facts_of: Made) -> None:
    facts = facts_of(element=[element("S1", "Speaking")], rating=[rating("S1", 4.8, suppressed=True)])
    (hidden,) = facts.ratings(SOC, "skill")
    assert (hidden.score.value, hidden.score.status, hidden.mean) == (None, Status.SUPPRESSED, None)
    assert str(hidden.score) == "not released"
    assert not hidden.above_mean > -1000


def test_a_rating_without_a_mean_is_above_nothing(facts_of: Made) -> None:
    facts = facts_of(element=[element("S1", "Speaking", mean=None)], rating=[rating("S1", 4.8)])
    (shown,) = facts.ratings(SOC, "skill")
    assert (shown.score.value, shown.mean) == (4.8, None)
    assert not shown.above_mean > -1000


# --- Distributions --------------------------------------------------------------------------------------------


def share(category: int, percent: float, code: str = OWN, element: str = "2.D.1", **more: object) -> Any:
    """A row of the table ``distribution``."""
    row = {"source": "onet", "code": code, "element": element, "category": category, "percent": percent}
    return {**row, "suppressed": 0, **more}


SCHOOL: Mapping[str, Any] = {
    "category": [
        {"source": source, "element": id_, "category": number, "name": name}
        for source, id_ in (("onet", "2.D.1"), ("bls", "attainment"))
        for number, name in ((1, "Less than high school"), (2, "High school"), (10, "Doctorate"))
    ],
    "element": [
        element("2.D.1", "Education", "education", None),
        {**element("attainment", "Attainment", "education", None, period="2023"), "source": "bls"},
    ],
}


def test_workers_are_spread_over_categories_in_the_categories_order(facts_of: Made) -> None:
    facts = facts_of(
        **SCHOOL,
        distribution=[share(10, 5.0), share(2, 60.5), share(1, 34.5, suppressed=1), share(2, 99.0, NARROWER)],
    )
    shares = facts.distribution(SOC, "2.D.1")
    assert [(one.category, one.percent.value) for one in shares] == [
        ("Less than high school", None),
        ("High school", 60.5),
        ("Doctorate", 5.0),
    ]
    assert [one.percent.status for one in shares[:2]] == [Status.SUPPRESSED, Status.PUBLISHED]
    assert str(shares[1].percent) == "60.5%"
    assert shares[1].percent.row == f"distribution: source onet, code {OWN}, element 2.D.1, category 2"
    assert facts.distribution("47-2111", "2.D.1") == facts.distribution(SOC, "attainment") == ()


def test_a_distribution_is_for_its_own_time_where_that_is_not_the_releases(facts_of: Made) -> None:
    facts = facts_of(**SCHOOL, distribution=[share(2, 60.5), share(2, 41.0, SOC, element="attainment", source="bls")])
    (attained,) = facts.distribution(SOC, "attainment")
    assert (attained.percent.period, attained.percent.code) == ("2023", SOC)
    assert attained.percent.source is not None
    assert attained.percent.source.period != "2023"
    (required,) = facts.distribution(SOC, "2.D.1")
    assert required.percent.period == facts.sources["onet"].period


# --- Tools ----------------------------------------------------------------------------------------------------


def test_tools_in_demand_come_first_then_hot_ones_then_the_rest_by_name(facts_of: Made) -> None:
    made = (("Zebra", 1, 1), ("Access", 1, 1), ("Bravo", 0, 1), ("Word", 1, 0), ("Apple", 0, 0), ("Ladder", 0, 0))
    facts = facts_of(
        tool=[
            onet(id=id_, kind="tool" if name == "Ladder" else "technology", name=name, category="Things", hot=hot)
            for id_, (name, hot, _) in enumerate(made)
        ],
        tool_use=[onet(onet_soc=OWN, tool=id_, in_demand=demanded) for id_, (_, _, demanded) in enumerate(made)]
        + [onet(onet_soc="47-2111.00", tool=4, in_demand=1)],
    )
    assert [one.name for one in facts.tools(SOC, "technology")] == ["Access", "Zebra", "Bravo", "Word", "Apple"]
    assert facts.tools(SOC, "tool") == (
        Tool(name="Ladder", kind="tool", category="Things", hot=False, in_demand=False),
    )
    (demanded,) = facts.tools("47-2111", "technology")
    assert (demanded.name, demanded.in_demand) == ("Apple", True)


# --- Programs, industries, related occupations -----------------------------------------------------------------


def test_programs_are_told_by_their_codes(facts_of: Made) -> None:
    facts = facts_of(
        program=[onet(cip="52.0201", title="Business"), onet(cip="15.0612", title="Industrial Technology")],
        program_occupation=[onet(soc=SOC, cip=cip) for cip in ("52.0201", "15.0612", "99.9999")],
    )
    assert facts.programs(SOC) == (
        Program(cip="15.0612", title="Industrial Technology"),
        Program(cip="52.0201", title="Business"),
    )


def employing(industry: str, employment: float | None, soc: str = SOC, **more: object) -> Any:
    """A row of the table ``industry_employment``, without a wage."""
    status = "suppressed" if employment is None else None
    row = {"soc": soc, "industry": industry, "employment": employment, "employment_status": status}
    return {**row, "annual_median_status": "suppressed", **more}


INDUSTRIES: Any = [
    {"source": source, "code": code, "name": name, "digits": 4}
    for source in ("oews", "other")
    for code, name in (("3361", "Cars"), ("3121", "Drinks"), ("3254", "Medicines"))
]


def test_the_industries_that_employ_the_most_come_first_and_those_not_released_are_left_out(facts_of: Made) -> None:
    facts = facts_of(
        industry=INDUSTRIES,
        industry_employment=[
            employing("3121", 10),
            employing("3361", 900, annual_median=120_000, annual_median_status=None),
            employing("3254", None),
        ],
    )
    cars, drinks = facts.industries(SOC, 5)
    assert (cars.code, cars.name, cars.employment.value, cars.annual_median.value) == ("3361", "Cars", 900, 120_000)
    assert cars.employment.row == f"industry_employment: source oews, soc {SOC}, industry 3361, column employment"
    assert (drinks.name, drinks.annual_median.status) == ("Drinks", Status.SUPPRESSED)
    assert [one.name for one in facts.industries(SOC, 1)] == ["Cars"]
    assert facts.industries("47-2111", 5) == ()


def test_industries_under_a_code_that_joins_occupations_name_it(facts_of: Made) -> None:
    facts = facts_of(
        occupation=[
            {"soc": soc, "title": title, "detailed": 1} for soc, title in ((SOC, "Managers"), ("11-3058", "Many"))
        ],
        composite=[{"soc": "11-3058", "component": soc, "basis": "x"} for soc in (SOC, "11-3059")],
        industry=INDUSTRIES,
        industry_employment=[employing("3361", 900, "11-3058")],
    )
    (cars,) = facts.industries(SOC, 5)
    assert (cars.employment.code, cars.employment.value) == ("11-3058", 900)


def test_the_industries_of_two_releases_are_not_mixed(facts_of: Made) -> None:
    facts = facts_of(
        industry=INDUSTRIES,
        industry_employment=[employing("3361", 900), employing("3121", 950, source="other")],
    )
    assert [one.name for one in facts.industries(SOC, 5)] == ["Cars"]


def test_related_occupations_come_nearest_first_each_once_and_never_the_occupation_itself(facts_of: Made) -> None:
    near = ("11-1021.00", NARROWER, "17-2112.03", "17-2112.00", "11-3071.00")
    facts = facts_of(
        related=[onet(onet_soc=OWN, related=code, rank=rank) for rank, code in reversed(list(enumerate(near)))]
        + [onet(onet_soc=NARROWER, related="19-0000.00", rank=0)]
    )
    assert facts.related(SOC) == ("11-1021", "17-2112", "11-3071")
    assert facts.related("47-2111") == ()


# --- Words and codes of O*NET ---------------------------------------------------------------------------------


def test_a_description_is_told_with_its_release(facts_of: Made) -> None:
    facts = facts_of(description=[onet(code=OWN, description="They run plants.")])
    assert facts.description(OWN) == ("They run plants.", facts.sources["onet"])
    assert facts.description("47-2111.00") is None


def test_specialties_interests_and_the_job_zone_are_told_by_code(facts_of: Made) -> None:
    facts = facts_of(
        specialty=[
            onet(onet_soc=NARROWER, soc=SOC, title="Quality Managers", interests="CE", job_zone=4),
            onet(onet_soc=OWN, soc=SOC, title="Managers", interests="EC", job_zone=3),
        ]
    )
    assert [(one.code, one.title) for one in facts.specialties(SOC)] == [(NARROWER, "Quality Managers")]
    assert facts.interests(SOC) == {OWN: ("Managers", "EC"), NARROWER: ("Quality Managers", "CE")}
    assert facts.job_zone(SOC) == 3
    assert facts.job_zone("47-2111") is None
    assert facts.is_specialty(NARROWER)
    assert not facts.is_specialty("11-3051.02")


def test_titles_are_those_of_the_occupation_and_its_specialties_and_of_no_neighbour(facts_of: Made) -> None:
    facts = facts_of(
        title=[
            onet(code=SOC, kind="direct", title="Factory Manager"),
            onet(code=OWN, kind="reported", title="Plant Manager"),
            onet(code=NARROWER, kind="alternate", title="Quality Chief"),
            onet(code="11-3052.00", kind="reported", title="Neighbour"),
        ]
    )
    assert [(one.text, one.kind) for one in facts.titles(SOC)] == [
        ("Factory Manager", "direct"),
        ("Plant Manager", "reported"),
        ("Quality Chief", "alternate"),
    ]
    assert facts.reported_titles(SOC) == ("Plant Manager",)
    assert facts.all_reported_titles() == ("Neighbour", "Plant Manager")


def test_a_title_finds_its_occupations_in_any_case_reported_ones_first(facts_of: Made) -> None:
    facts = facts_of(
        title=[
            onet(code="11-1021.00", kind="alternate", title="Plant Manager"),
            onet(code="47-2111.01", kind="direct", title="plant manager"),
            onet(code=OWN, kind="reported", title="PLANT MANAGER"),
        ]
    )
    called = facts.occupations_called(["Plant Manager", "plant managers"])
    assert [(one.soc, one.kind) for one in called] == [
        (SOC, "reported"),
        ("47-2111", "direct"),
        ("11-1021", "alternate"),
    ]
    assert facts.occupations_called(["Nobody"]) == ()
