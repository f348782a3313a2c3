"""Projections: the newest of several releases and of areas that overlap, and what is typical for entry."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from occuguide.core import Area, Facts, Occupation, Projection, Status, Unit

Made = Callable[..., Facts]

FRESNO, MADERA = "Fresno County", "Madera County"
MANAGERS = Occupation(soc="11-3051", title="Industrial Production Managers")


def area(code: str, source: str = "edd", kind: str = "metropolitan area", name: str = "") -> Mapping[str, object]:
    """A row of the table ``area``."""
    state = "00" if kind == "nation" else "06"
    return {"source": source, "code": code, "name": name or code, "kind": kind, "state": state}


def holding(source: str, code: str, *counties: str) -> list[Mapping[str, object]]:
    """Rows of the table ``area_county``."""
    return [{"area_source": source, "area": code, "county": name, "state": "06"} for name in counties]


VALLEY: Mapping[str, Any] = {
    "area": [
        area("0600000", "oews", "state", "California"),
        area("0023420", "oews", name="Fresno, CA"),
        *map(area, ("F", "M", "FM")),
    ],
    "county": [{"fips": "06019", "name": FRESNO, "state": "06"}, {"fips": "06039", "name": MADERA, "state": "06"}],
    "area_county": [
        *holding("oews", "0023420", FRESNO, MADERA),
        *holding("edd", "F", FRESNO),
        *holding("edd", "M", MADERA),
        *holding("edd", "FM", FRESNO, MADERA),
    ],
    "wage": [{"soc": "47-2111", "area": "0600000"}],
}
"""Two counties that older releases project one by one and the newer one together."""

OLDER: Sequence[Mapping[str, object]] = [
    {"soc": "11-3051", "area": code, "base_employment": 100} for code in ("F", "M")
]
NEWER = {"soc": "11-3051", "area": "FM", "base_year": 2023, "projected_year": 2033, "base_employment": 300}


def shown(projections: Sequence[Projection]) -> list[tuple[str, str, str]]:
    """The source, the area and the period of each projection."""
    return [(one.source.id, one.area.code, one.period) for one in projections]


def place(facts: Facts, code: str) -> Area:
    """The place of a code."""
    return next(area for area in facts.areas if area.code == code)


# --- The newest -----------------------------------------------------------------------------------------------


def test_of_a_county_and_a_newer_area_that_holds_it_the_newer_is_shown(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, projection=[*OLDER, NEWER])
    newest = [("edd", "FM", "2023-2033")]
    for code in ("06019", "06039", "0023420"):
        assert shown(facts.projections(MANAGERS, place(facts, code))) == newest
    assert shown(facts.projections_everywhere(MANAGERS)) == newest


def test_the_older_stand_where_the_newer_area_lacks_the_occupation(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, projection=[*OLDER, {**NEWER, "soc": "47-2111"}])
    assert shown(facts.projections(MANAGERS, place(facts, "06039"))) == [("edd", "M", "2020-2030")]
    both = [("edd", "F", "2020-2030"), ("edd", "M", "2020-2030")]
    assert sorted(shown(facts.projections(MANAGERS, place(facts, "0023420")))) == both
    assert shown(facts.projections_everywhere(MANAGERS)) == both


def test_of_several_periods_in_one_release_the_newest_that_has_the_occupation_is_shown(facts_of: Made) -> None:
    later = {"soc": "11-3051", "area": "F", "base_year": 2024, "projected_year": 2034, "base_employment": 120}
    facts = facts_of(**VALLEY, projection=[*OLDER, later, {**later, "area": "M", "soc": "47-2111"}])
    assert shown(facts.projections(MANAGERS, place(facts, "06019"))) == [("edd", "F", "2024-2034")]
    assert shown(facts.projections(MANAGERS, place(facts, "06039"))) == [("edd", "M", "2020-2030")]


def national(source: str, base_year: int, jobs: float = 1000, **more: object) -> Mapping[str, object]:
    """A row of projections for the nation."""
    row = {"source": source, "soc": "11-3051", "area": f"{source}-US", "base_employment": jobs}
    return {**row, "base_year": base_year, "projected_year": base_year + 10, **more}


NATIONS = [
    area("0000000", "oews", "nation", "United States"),
    area("bls-US", "bls", "nation", "United States"),
    area("all-states-US", "all-states", "nation", "United States"),
    area("all-states-CA", "all-states", "state", "California"),
]
AT_WORK = [{"soc": "47-2111", "area": "0000000"}]


def test_of_two_publishers_projections_for_the_nation_the_newer_stands(facts_of: Made) -> None:
    facts = facts_of(area=NATIONS, wage=AT_WORK, projection=[national("bls", 2022), national("all-states", 2024)])
    assert shown(facts.projections(MANAGERS, place(facts, "0000000"))) == [("all-states", "all-states-US", "2024-2034")]
    assert shown(facts.projections_everywhere(MANAGERS)) == [("all-states", "all-states-US", "2024-2034")]


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        pytest.param({}, "all-states", id="neither-more-so-the-first-by-its-id"),
        pytest.param({"exits": 3}, "bls", id="exits"),
        pytest.param({"transfers": 3}, "bls", id="transfers"),
        pytest.param({"requirement": 1}, "bls", id="what-is-typical-for-entry"),
    ],
)
def test_of_two_publishers_for_the_same_years_the_one_that_tells_more_stands(
    facts_of: Made, told: Mapping[str, object], stands: str
) -> None:
    rows = [national("bls", 2024, **told), national("all-states", 2024)]
    # What else a publisher projects makes no difference: an edition shows what the whole store does.
    for others in ([], [national("bls", 2024, area="bls-CA")], [national("all-states", 2024, area="all-states-CA")]):
        facts = facts_of(
            area=[*NATIONS, area("bls-CA", "bls", "state", "California")],
            wage=AT_WORK,
            requirement=[asking(1, "Degree")],
            projection=[*rows, *others],
        )
        expected = [(stands, f"{stands}-US", "2024-2034")]
        assert shown(facts.projections(MANAGERS, place(facts, "0000000"))) == expected
        assert shown(facts.projections_everywhere(MANAGERS))[:1] == expected


def test_of_two_publishers_for_the_same_years_the_one_that_knows_all_occupations_stands(facts_of: Made) -> None:
    everyone = national("bls", 2024, soc="00-0000", percent_change=3.1)
    rows = [national("bls", 2024), everyone, national("all-states", 2024)]
    facts = facts_of(area=NATIONS, wage=AT_WORK, projection=rows)
    assert shown(facts.projections(MANAGERS, place(facts, "0000000"))) == [("bls", "bls-US", "2024-2034")]


def test_a_states_and_the_nations_projections_do_not_displace_each_other(facts_of: Made) -> None:
    rows = [national("bls", 2024), national("all-states", 2022, area="all-states-CA")]
    facts = facts_of(area=NATIONS, wage=AT_WORK, projection=rows)
    assert shown(facts.projections_everywhere(MANAGERS)) == [
        ("bls", "bls-US", "2024-2034"),
        ("all-states", "all-states-CA", "2022-2032"),
    ]


# --- Codes that join occupations ------------------------------------------------------------------------------

JOINED: Mapping[str, Any] = {
    "occupation": [
        {"source": "edd", "soc": soc, "title": title, "detailed": 1}
        for soc, title in (("11-3051", "Managers"), ("11-3058", "Managers and Others"))
    ],
    "composite": [
        {"source": "soc", "soc": "11-3058", "component": soc, "basis": "named in the title"}
        for soc in ("11-3051", "11-3059")
    ],
}


def test_a_projection_under_a_code_that_joins_occupations_says_so_in_every_figure(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, **JOINED, projection=[{**NEWER, "soc": "11-3058", "openings": 40}])
    (projection,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert projection.composite is not None
    assert projection.composite.soc == "11-3058"
    for figure, column in (
        (projection.base, "base_employment"),
        (projection.openings, "openings"),
        (projection.growth, "percent_change"),
    ):
        assert figure.code == "11-3058"
        assert figure.row == f"projection: source edd, soc 11-3058, area FM, base_year 2023, column {column}"
    assert shown(facts.projections_everywhere(MANAGERS)) == [("edd", "FM", "2023-2033")]


def test_an_own_projection_stands_before_a_joint_one_for_the_same_years_but_not_before_a_newer(facts_of: Made) -> None:
    own, joint = {**NEWER, "base_employment": 1}, {**NEWER, "soc": "11-3058", "base_employment": 2}
    facts = facts_of(**VALLEY, **JOINED, projection=[joint, own])
    (projection,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert (projection.base.value, projection.composite) == (1, None)
    assert [one.base.value for one in facts.projections_everywhere(MANAGERS)] == [1]
    facts = facts_of(**VALLEY, **JOINED, projection=[own, {**joint, "base_year": 2024, "projected_year": 2034}])
    (projection,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert (projection.base.value, projection.base.code) == (2, "11-3058")
    assert [one.base.value for one in facts.projections_everywhere(MANAGERS)] == [2]


# --- What a projection says -----------------------------------------------------------------------------------


def test_openings_are_counted_as_the_release_counts_them(facts_of: Made) -> None:
    row = {**NEWER, "exits": 1, "transfers": 2, "openings": 3}
    for per, unit in (("year", Unit.OPENINGS_A_YEAR), ("period", Unit.OPENINGS)):
        facts = facts_of(**VALLEY, projection=[{**row, "per": per}])
        (one,) = facts.projections(MANAGERS, place(facts, "06019"))
        assert [figure.unit for figure in (one.exits, one.transfers, one.openings)] == [unit] * 3


def test_the_growth_of_all_occupations_is_that_of_the_same_release_area_and_years(facts_of: Made) -> None:
    every = {"soc": "00-0000", "percent_change": 7.5}
    facts = facts_of(
        **VALLEY, projection=[NEWER, {**NEWER, **every}, {**NEWER, **every, "base_year": 2020, "percent_change": 9.0}]
    )
    (one,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert (one.average_growth.value, one.average_growth.code) == (7.5, "00-0000")
    assert (
        one.average_growth.row == "projection: source edd, soc 00-0000, area FM, base_year 2023, column percent_change"
    )


def test_where_a_release_has_no_row_for_all_occupations_none_is_named(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, projection=[NEWER, {**NEWER, "soc": "00-0000", "base_year": 2020}])
    (one,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert (one.average_growth.status, one.average_growth.row) == (Status.NOT_LOADED, "")


def test_a_figure_that_a_release_leaves_empty_is_not_loaded_and_no_zero(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, projection=[{**NEWER, "openings": 0}])
    (one,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert (one.exits.value, one.exits.status, str(one.exits)) == (None, Status.NOT_LOADED, "not loaded")
    assert (one.openings.value, one.openings.status) == (0, Status.PUBLISHED)


def test_each_figure_is_for_its_own_time(facts_of: Made) -> None:
    facts = facts_of(**VALLEY, projection=[{**NEWER, "projected_employment": 330, "percent_change": 10.0}])
    (one,) = facts.projections(MANAGERS, place(facts, "06019"))
    assert [figure.period for figure in (one.base, one.projected, one.growth)] == ["2023", "2033", "2023-2033"]


# --- What is typical for entry --------------------------------------------------------------------------------


def asking(number: int, education: str, source: str = "bls") -> Mapping[str, object]:
    """A row of the table ``requirement``."""
    return {"source": source, "id": number, "education": education, "experience": "Five years", "training": "None"}


def test_what_is_typical_for_entry_is_told_by_the_newest_release_for_the_widest_area(facts_of: Made) -> None:
    facts = facts_of(
        area=[*NATIONS, area("CA", kind="state", name="California"), area("OC")],
        requirement=[
            asking(1, "Bachelor's degree"),
            asking(2, "Associate's degree", "edd"),
            asking(3, "No degree", "edd"),
        ],
        projection=[
            national("bls", 2022, requirement=1),
            national("edd", 2024, area="OC", requirement=3),
            national("edd", 2024, area="CA", requirement=2),
        ],
    )
    requirement = facts.requirement("11-3051")
    assert requirement is not None
    assert (requirement.education, requirement.source.id) == ("Associate's degree", "edd")
    assert (requirement.experience, requirement.training) == ("Five years", "None")


def test_a_release_that_says_nothing_of_education_leaves_it_to_an_older_one(facts_of: Made) -> None:
    rows = [national("bls", 2024, requirement=1), national("all-states", 2022, requirement=1)]
    facts = facts_of(area=NATIONS, requirement=[asking(1, ""), asking(1, "Degree", "all-states")], projection=rows)
    requirement = facts.requirement("11-3051")
    assert requirement is not None
    assert requirement.source.id == "all-states"
    assert facts.requirement("47-2111") is None


def test_what_is_typical_for_a_code_that_joins_occupations_is_so_for_each(facts_of: Made) -> None:
    facts = facts_of(
        **VALLEY,
        **JOINED,
        requirement=[asking(1, "Degree", "edd")],
        projection=[{**NEWER, "soc": "11-3058", "requirement": 1}],
    )
    requirement = facts.requirement("11-3051")
    assert requirement is not None
    assert requirement.education == "Degree"
    assert requirement.composite is not None
    assert requirement.composite.soc == "11-3058"


def test_what_is_typical_for_the_occupation_itself_stands_before_what_is_newer_for_several(facts_of: Made) -> None:
    joint = {**NEWER, "soc": "11-3058", "base_year": 2024, "projected_year": 2034, "requirement": 1}
    facts = facts_of(
        **VALLEY,
        **JOINED,
        requirement=[asking(1, "Degree", "edd"), asking(2, "No degree", "edd")],
        projection=[joint, {**NEWER, "requirement": 2}],
    )
    requirement = facts.requirement("11-3051")
    assert requirement is not None
    assert (requirement.education, requirement.composite) == ("No degree", None)
