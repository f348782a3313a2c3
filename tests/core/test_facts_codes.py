"""Codes: those that join occupations, those of older editions, and which title of several an occupation has."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from occuguide.core import Facts, Occupation, Successor, Wages
from occuguide.core.application import Application

Made = Callable[..., Facts]

DEVELOPERS, TESTERS, TOGETHER = "15-1252", "15-1253", "15-1256"
STATE = {"area": "0600000"}


def titled(soc: str, title: str, source: str = "oews", *, detailed: bool = True) -> Mapping[str, object]:
    """A row of the table ``occupation``."""
    return {"source": source, "soc": soc, "title": title, "detailed": int(detailed)}


SOFTWARE = [
    titled(DEVELOPERS, "Software Developers"),
    titled(TESTERS, "Software Testers"),
    titled(TOGETHER, "Software Developers and Testers"),
]
JOINED = [
    {"source": "soc", "soc": TOGETHER, "component": component, "basis": "named in the title"}
    for component in (DEVELOPERS, TESTERS)
]


def wages_of(facts: Facts, soc: str) -> Wages | None:
    """The wages of an occupation in California."""
    (state,) = (area for area in facts.areas if area.code == "0600000")
    assert state.wages is not None
    return facts.wages(Occupation(soc=soc, title="x"), state.wages)


# --- Codes that join occupations ------------------------------------------------------------------------------


def test_figures_under_a_code_that_joins_occupations_are_each_ones_and_say_so(facts_of: Made) -> None:
    facts = facts_of(occupation=SOFTWARE, composite=JOINED, wage=[{**STATE, "soc": TOGETHER, "annual_median": 150_000}])
    for soc in (DEVELOPERS, TESTERS):
        wages = wages_of(facts, soc)
        assert wages is not None
        assert wages.composite is not None
        assert (wages.composite.soc, wages.composite.title) == (TOGETHER, "Software Developers and Testers")
        median = wages.annual.median
        assert (median.value, median.code) == (150_000, TOGETHER)
        assert median.row == f"wage: source oews, soc {TOGETHER}, area 0600000, column annual_median"
    assert [wages.area.name for wages in facts.wages_everywhere(Occupation(soc=DEVELOPERS, title="x"))] == [
        "California"
    ]


def test_the_joining_code_has_its_figures_for_its_own_and_knows_what_it_joins(facts_of: Made) -> None:
    facts = facts_of(occupation=SOFTWARE, composite=JOINED, wage=[{**STATE, "soc": TOGETHER, "annual_median": 150_000}])
    wages = wages_of(facts, TOGETHER)
    assert wages is not None
    assert wages.composite is None
    composite = facts.composite(TOGETHER)
    assert composite is not None
    assert composite.components == ((DEVELOPERS, "Software Developers"), (TESTERS, "Software Testers"))
    assert facts.composite(DEVELOPERS) is None


def test_an_occupations_own_row_comes_before_the_one_that_it_shares(facts_of: Made) -> None:
    facts = facts_of(
        occupation=SOFTWARE,
        composite=JOINED,
        wage=[
            {**STATE, "soc": TOGETHER, "annual_median": 150_000},
            {**STATE, "soc": TESTERS, "annual_median": 110_000},
            {"area": "0031080", "soc": TOGETHER, "annual_median": 160_000},
        ],
    )
    wages = wages_of(facts, TESTERS)
    assert wages is not None
    assert (wages.annual.median.value, wages.annual.median.code, wages.composite) == (110_000, TESTERS, None)
    everywhere = facts.wages_everywhere(Occupation(soc=TESTERS, title="x"))
    assert [(one.area.code, one.annual.median.value) for one in everywhere] == [
        ("0600000", 110_000),
        ("0031080", 160_000),
    ]


def test_a_release_that_has_the_joining_code_for_a_group_only_lends_its_occupations_nothing(facts_of: Made) -> None:
    """A broad group's figures would be taken for the occupation's, where the release leaves the occupation out."""
    row = {**STATE, "soc": TOGETHER, "annual_median": 150_000}
    group = titled(TOGETHER, "Software Developers and Testers", detailed=False)
    elsewhere = titled(TOGETHER, "Software Developers and Testers", "edd")
    for title in ([group], [group, elsewhere], [elsewhere]):
        facts = facts_of(occupation=[*SOFTWARE[:2], *title], composite=JOINED, wage=[row])
        assert wages_of(facts, DEVELOPERS) is None
        assert facts.wages_everywhere(Occupation(soc=DEVELOPERS, title="x")) == ()


def test_the_titles_of_what_a_code_joins_are_their_codes_where_no_release_has_one(facts_of: Made) -> None:
    composite = facts_of(composite=JOINED).composite(TOGETHER)
    assert composite is not None
    assert (composite.title, composite.components) == (
        TOGETHER,
        ((DEVELOPERS, DEVELOPERS), (TESTERS, TESTERS)),
    )


def test_in_the_bundled_edition_a_joint_projection_stands_only_where_there_is_no_newer_own_one(
    bundled: Application,
) -> None:
    orange = bundled.area("Orange")
    (testers,) = bundled.facts.projections(bundled.occupations.get(TESTERS), orange)
    assert testers.composite is not None
    assert (testers.base.code, testers.base.value, testers.period) == (TOGETHER, 22120, "2020-2030")
    (developers,) = bundled.facts.projections(bundled.occupations.get(DEVELOPERS), orange)
    assert developers.composite is None
    assert (developers.base.code, developers.base.value, developers.period) == (DEVELOPERS, 18750, "2023-2033")
    assert orange.wages is not None
    wages = bundled.facts.wages(bundled.occupations.get(TESTERS), orange.wages)
    assert wages is not None
    assert wages.composite is None


# --- Titles and groups ----------------------------------------------------------------------------------------


def test_the_title_is_that_of_the_release_that_knows_the_most_codes(facts_of: Made) -> None:
    more = [titled(f"11-90{number}", "Other Managers", "soc") for number in range(11, 20)]
    facts = facts_of(
        occupation=[
            titled("11-3051", "Factory Managers", "aaa"),
            titled("11-3051", "Industrial Production Managers", "soc"),
            *more,
        ]
    )
    assert facts.title("11-3051") == facts.occupations["11-3051"] == "Industrial Production Managers"


def test_a_title_that_is_written_as_a_sentence_stands_only_where_there_is_no_other(facts_of: Made) -> None:
    more = [titled(f"11-90{number}", "Other managers", "bls") for number in range(11, 20)]
    facts = facts_of(
        occupation=[
            titled("11-3051", "Industrial production managers", "bls"),
            titled("11-3051", "Industrial Production Managers", "oews"),
            *more,
        ]
    )
    assert facts.title("11-3051") == "Industrial Production Managers"
    assert facts.title("11-9011") == "Other managers"


def test_an_occupation_is_one_if_any_release_has_it_in_detail(facts_of: Made) -> None:
    facts = facts_of(
        occupation=[
            titled("11-3051", "Managers", "onet", detailed=False),
            titled("11-3051", "Managers", "oews"),
            titled("11-0000", "Management Occupations", "oews", detailed=False),
        ]
    )
    assert facts.occupations == {"11-3051": "Managers"}
    assert facts.title("11-0000") == "Management Occupations"
    assert facts.title("99-0000") is None


def test_the_groups_of_an_occupation_are_named_widest_first_and_none_by_its_own_title(facts_of: Made) -> None:
    facts = facts_of(
        occupation=[
            titled("15-0000", "Computer and Mathematical Occupations", detailed=False),
            titled("15-1200", "Computer Occupations", detailed=False),
            titled("15-1250", "Software and Web Developers", detailed=False),
            titled(DEVELOPERS, "Software Developers"),
            titled("47-0000", "Construction Occupations", detailed=False),
            titled("47-2000", "Construction Trades Workers", detailed=False),
            titled("47-2110", "Electricians", detailed=False),
            titled("47-2111", "Electricians"),
        ]
    )
    assert list(facts.groups(DEVELOPERS)) == [
        "Computer and Mathematical Occupations",
        "Computer Occupations",
        "Software and Web Developers",
    ]
    assert list(facts.groups("47-2111")) == ["Construction Occupations", "Construction Trades Workers"]
    assert list(facts.groups("47-2000")) == ["Construction Occupations"]
    assert facts.groups("99-1111") == {}


def test_each_group_names_the_release_that_its_title_is_taken_from(facts_of: Made) -> None:
    facts = facts_of(
        occupation=[
            titled("15-0000", "Computer Occupations", "soc", detailed=False),
            titled("15-1200", "Programmers and Others", "onet", detailed=False),
            titled(DEVELOPERS, "Software Developers"),
        ]
    )
    groups = facts.groups(DEVELOPERS)
    assert {title: source.id for title, source in groups.items()} == {
        "Computer Occupations": "soc",
        "Programmers and Others": "onet",
    }


def test_a_code_that_joins_occupations_is_in_the_groups_that_all_of_them_are_in(facts_of: Made) -> None:
    facts = facts_of(
        occupation=[
            *SOFTWARE[:2],
            titled("11-3051", "Industrial Production Managers"),
            titled("15-0000", "Computer and Mathematical Occupations", detailed=False),
            titled("15-1250", "Software and Web Developers", detailed=False),
        ],
        composite=[
            *JOINED,
            *({**row, "soc": "15-9999"} for row in JOINED),
            {**JOINED[0], "soc": "15-9999", "component": "11-3051"},
        ],
    )
    assert list(facts.groups(TOGETHER)) == ["Computer and Mathematical Occupations", "Software and Web Developers"]
    assert facts.groups("15-9999") == {}


def test_the_codes_that_join_an_occupation_with_others_are_known(facts_of: Made) -> None:
    facts = facts_of(occupation=SOFTWARE, composite=[*JOINED, {**JOINED[0], "soc": "15-9999"}])
    assert [one.soc for one in facts.joining(DEVELOPERS)] == [TOGETHER, "15-9999"]
    assert [one.soc for one in facts.joining(TESTERS)] == [TOGETHER]
    assert list(facts.joining(TOGETHER)) == []


# --- Codes of older editions ----------------------------------------------------------------------------------


def became(code: str, *socs: str, title: str = "Old Hands") -> list[Mapping[str, object]]:
    """Rows of the table ``successor``: what became of a code."""
    return [{"source": "soc", "edition": "SOC 2010", "code": code, "soc": soc, "title": title} for soc in socs]


def listed(code: str, kind: str = "green", category: str = "New", edition: str = "O*NET-SOC 2010") -> Any:
    """A row of the table ``designation``."""
    return {"source": "green", "onet_soc": code, "kind": kind, "category": category, "edition": edition}


OLD: Mapping[str, Any] = {
    "occupation": [
        titled("11-3051", "Industrial Production Managers"),
        titled("13-1082", "Project Managers"),
        titled("13-1199", "Business Specialists"),
        titled("15-1251", "Computer Programmers"),
        titled(DEVELOPERS, "Software Developers"),
        titled(TESTERS, "Software Testers"),
    ],
    "specialty": [
        {"source": "onet", "onet_soc": code, "soc": code[:7], "title": "x", "interests": "R"}
        for code in ("11-3051.00", "11-3051.03", "13-1199.05")
    ],
    "successor": [
        *became("15-1131", "15-1251"),
        *became("15-1133", DEVELOPERS, TESTERS),
        *became("13-1199", "13-1082", "13-1199"),
    ],
    "designation": [
        listed("11-3051.03", "bright", "Rapid Growth", "O*NET-SOC 2019"),
        *map(listed, ("11-3051.03", "11-3051.05", "13-1199.00", "13-1199.01", "13-1199.05")),
        *map(listed, ("15-1131.00", "15-1131.01", "15-1133.00", "29-9999.01")),
    ],
}


def test_what_became_of_a_code_and_what_led_to_one_are_told_both_ways(facts_of: Made) -> None:
    facts = facts_of(**OLD)
    assert [one.soc for one in facts.successors("15-1133")] == [DEVELOPERS, TESTERS]
    assert facts.successors("15-1131") == facts.predecessors("15-1251")
    assert facts.predecessors("15-1251") == (
        Successor(edition="SOC 2010", code="15-1131", title="Old Hands", soc="15-1251"),
    )
    assert [one.code for one in facts.predecessors("13-1199")] == ["13-1199"]
    assert facts.successors("99-9999") == facts.predecessors("11-3051") == ()


@pytest.mark.parametrize(
    ("code", "socs"),
    [
        pytest.param("11-3051.03", ("11-3051",), id="that-the-loaded-edition-has"),
        pytest.param("13-1199.05", ("13-1199",), id="that-the-loaded-edition-has-though-its-soc-code-was-split"),
        pytest.param("11-3051.05", ("11-3051",), id="that-was-retired"),
        pytest.param("15-1131.01", ("15-1251",), id="whose-soc-code-was-renumbered"),
        pytest.param("15-1133.00", (DEVELOPERS, TESTERS), id="whose-soc-code-was-split"),
        pytest.param("13-1199.01", ("13-1082", "13-1199"), id="whose-soc-code-was-split-and-kept"),
        pytest.param("29-9999.01", (), id="that-nothing-is-known-of"),
    ],
)
def test_the_soc_codes_of_today_of_an_onet_code(facts_of: Made, code: str, socs: tuple[str, ...]) -> None:
    assert facts_of(**OLD).current(code) == socs


def test_listed_codes_of_which_it_is_not_known_for_sure_what_they_are_today_are_named(facts_of: Made) -> None:
    unmapped = ("11-3051.05", "13-1199.00", "13-1199.01", "15-1131.01", "15-1133.00", "29-9999.01")
    assert facts_of(**OLD).unmapped() == unmapped


def test_a_list_names_an_occupation_by_its_codes_of_today_and_by_an_old_one_for_the_whole_of_it(
    facts_of: Made,
) -> None:
    """A retired specialty may have moved to another occupation: it is nobody's for sure."""
    facts = facts_of(**OLD)

    def named(soc: str, kind: str = "green") -> list[str]:
        return [one.code for one in facts.designations(soc, kind)]

    assert named("11-3051") == ["11-3051.03"]
    assert named("15-1251") == ["15-1131.00"]
    assert named("13-1199") == ["13-1199.05"]
    assert named(DEVELOPERS) == named(TESTERS) == named("13-1082") == []
    (bright,) = facts.designations("11-3051", "bright")
    assert (bright.code, bright.category, bright.edition) == ("11-3051.03", "Rapid Growth", "O*NET-SOC 2019")
