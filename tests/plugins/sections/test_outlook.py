"""The outlook in words, and whose projections are shown."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from occuguide.core import (
    AreaKind,
    BarChart,
    Guide,
    Measure,
    Note,
    Occupation,
    Projection,
    Status,
    Table,
    Unit,
    View,
    inlines,
)
from occuguide.core.application import Application
from occuguide.core.area import PublishedArea
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text
from occuguide.plugins.sections.outlook import GROWTH_WORDS, SMALL, in_words

Guides = Callable[..., Guide]

CALIFORNIA = PublishedArea(source="edd", code="California", name="California", kind=AreaKind.STATE)
MANAGERS = Occupation(soc="11-3051", title="Industrial Production Managers")
MUCH, FASTER, ABOUT, SLOWER = (words for _, words in GROWTH_WORDS)


def measure(value: float | None, unit: Unit = Unit.OPENINGS) -> Measure:
    return Measure(
        value=value, unit=unit, status=Status.NOT_SURVEYED if value is None else Status.PUBLISHED, period="2020-2030"
    )


def said(growth: float | None, average: float | None, change: float = 100, **changes: Any) -> str:
    """What is said of a made-up projection."""
    from occuguide.core import Source

    source = Source(
        id="edd",
        title="P",
        publisher="P",
        release="1",
        period="2020-2030",
        licence="",
        attribution="",
        url="",
        file="",
        sha256="",
    )
    projection = Projection(
        area=CALIFORNIA,
        base_year=2020,
        projected_year=2030,
        base=measure(1000, Unit.JOBS),
        projected=measure(1000 + change, Unit.JOBS),
        change=measure(change, Unit.JOBS),
        growth=measure(growth, Unit.PERCENT),
        average_growth=measure(average, Unit.PERCENT),
        exits=measure(1),
        transfers=measure(1),
        openings=measure(2),
        education="",
        experience="",
        training="",
        source=source,
    )
    return plain(in_words(evolve(projection, **changes), MANAGERS))


@pytest.mark.parametrize(
    ("growth", "words"),
    [
        (32.0, "grow much faster than the average for all occupations"),
        (31.9, "grow faster than the average for all occupations"),
        (20.0, "grow faster than the average for all occupations"),
        (19.9, "grow about as fast as the average for all occupations"),
        (12.0, "grow about as fast as the average for all occupations"),
        (11.9, "grow more slowly than the average for all occupations"),
        (1.0, "grow more slowly than the average for all occupations"),
    ],
)
def test_growth_is_put_in_words_from_each_bound_on(growth: float, words: str) -> None:
    assert said(growth, 16.0) == (
        f"In California, the number of jobs for Industrial Production Managers is projected to {words} from 2020 to"
        f" 2030: by 100 jobs, or {growth}%. All occupations together are projected to grow by 16.0% there."
    )


@pytest.mark.parametrize(("least", "words"), [*GROWTH_WORDS][:3])
def test_growth_of_just_the_bound_is_at_the_bound_for_every_average(least: float, words: str) -> None:
    """Growth and average have one decimal; what is exactly three quarters of it must not fall short by rounding."""
    wrong = []
    for average in range(1, 400):
        growth = average * least
        if growth == int(growth) and growth >= 10 and f"grow {words} " not in said(growth / 10, average / 10):
            wrong.append((growth / 10, average / 10))
    assert wrong == []


SUBJECT = "In California, the number of jobs for Industrial Production Managers is projected to"


@pytest.mark.parametrize(
    ("growth", "change", "later"),
    [
        (0.0, 0, "1,000"),
        (0.7, 7, "1,007"),
        (-0.9, -9, "991"),
        # Released as 0.0% by rounding: the numbers of jobs alone say which way it goes.
        (0.0, 10, "1,010"),
        (0.0, -10, "990"),
    ],
)
def test_a_change_of_less_than_a_percent_is_little_and_the_numbers_say_which_way(
    growth: float, change: float, later: str
) -> None:
    assert said(growth, 16.0, change=change) == (
        f"{SUBJECT} change little or not at all: from 1,000 in 2020 to {later} in 2030, a change of {growth}%."
    )


@pytest.mark.parametrize("growth", [2.5, -2.5])
def test_jobs_that_do_not_change_neither_grow_nor_fall(growth: float) -> None:
    """Jobs are rounded before they are published, and the percentage was worked out before that."""
    assert said(growth, 16.0, change=0) == (
        f"{SUBJECT} change little or not at all: from 1,000 in 2020 to 1,000 in 2030, a change of {growth}%."
    )
    assert "change little or not at all" in said(growth, 16.0, change=10, projected=measure(1000, Unit.JOBS))


@pytest.mark.parametrize("growth", [-1.0, -8.4])
def test_a_decline_is_a_fall_between_two_numbers_of_jobs(growth: float) -> None:
    """A fall by a negative number would be a rise; and it is no slow growth, so nothing is compared."""
    assert (
        said(growth, 16.0, change=-84) == f"{SUBJECT} fall, from 1,000 in 2020 to 916 in 2030, a change of {growth}%."
    )


def test_every_figure_in_the_words_is_one_that_the_release_has(bundled: Application) -> None:
    """A program reads the sentence's figures too: none may be made up to suit the wording."""
    wrong = []
    for soc in [*bundled.occupations.titles][::20]:
        occupation = bundled.occupations.get(soc)
        for one in bundled.facts.projections_everywhere(occupation):
            released = (one.base, one.projected, one.change, one.growth, one.average_growth)
            figures = [piece for piece in in_words(one, occupation) if isinstance(piece, Measure)]
            wrong += [(soc, one.area.name, str(figure)) for figure in figures if figure not in released]
    assert wrong == []


def test_the_tables_keep_the_sign_of_a_decline(guide: Guides) -> None:
    cells = {plain(cell) for row in growth_table(guide("51-6031", "Los Angeles County")).rows for cell in row}
    assert any(cell.startswith("-") for cell in cells)


@pytest.mark.parametrize("average", [None, 0.0, -1.2])
def test_without_an_average_that_grows_nothing_is_compared(average: float | None) -> None:
    text = said(8.9, average)
    assert text.endswith("is projected to grow from 2020 to 2030: by 100 jobs, or 8.9%.")
    assert "average" not in text
    assert "All occupations" not in text


def test_a_projection_without_growth_says_so() -> None:
    assert said(None, 16.0) == "The release gives no growth for Industrial Production Managers in California."


def test_california_is_said_in_the_same_words(guide: Guides) -> None:
    assert (
        "is projected to grow more slowly than the average for all occupations from 2020 to 2030: by 2,400 jobs, or"
        " 9.6%. All occupations together are projected to grow by 16.0% there."
    ) in section_text(guide("11-3051"), "outlook")


# --- Whose projections ---------------------------------------------------------------------------------------


def growth_table(guide: Guide, name: str = "outlook") -> Table:
    (section,) = (one for one in guide.sections if one.spec.anchor == name)
    return next(block for block in section.blocks if isinstance(block, Table))


def rows(table: Table) -> list[str]:
    return [plain(row[0]) for row in table.rows]


def labels(table: Table) -> list[tuple[str, str]]:
    """The area and the period of each row of a table whose periods differ."""
    assert [column.heading for column in table.columns[:2]] == ["Area", "Period"]
    return [(plain(row[0]), plain(row[1])) for row in table.rows]


def test_several_projection_areas_are_each_shown_and_never_summed(guide: Guides, bundled: Application) -> None:
    found = guide("11-3051", "Los Angeles-Long Beach-Anaheim")
    text = section_text(found, "outlook")
    assert (
        "Projections are not made for the Los Angeles-Long Beach-Anaheim area as a whole. These are for Los"
        " Angeles County and Orange County." in text
    )
    assert text.count("the number of jobs for") == 2
    table = growth_table(found)
    assert labels(table) == [
        ("Los Angeles-Long Beach-Glendale (Los Angeles County)", "2020-2030"),
        ("Anaheim-Santa Ana-Irvine (Orange County)", "2020-2030"),
        ("California", "2020-2030"),
        ("United States", "2024-2034"),
    ]
    here = bundled.facts.projections(found.occupation, found.area)
    assert [plain(row[2]) for row in table.rows[:2]] == [str(one.base) for one in here]
    total = f"{sum(one.base.value or 0 for one in here):,.0f}"
    assert total not in text


def test_three_projection_areas_are_three(guide: Guides) -> None:
    table = growth_table(guide("11-3051", "San Francisco-Oakland-Fremont"))
    assert len(rows(table)) == 3 + len(("California", "United States"))


def test_where_only_some_of_the_projection_areas_have_the_occupation_both_are_told_apart(guide: Guides) -> None:
    """Pilots are projected for Los Angeles County, and not for Orange County: the figures are a part's, not a
    bigger area's."""
    text = section_text(guide("53-2011", "Los Angeles-Long Beach-Anaheim"), "outlook")
    assert "Los Angeles-Long Beach-Anaheim area alone" not in text
    assert "as a whole" in text
    assert "Orange County" in text, "the reader is told that nothing is published for it"


def test_a_county_in_a_bigger_projection_area_says_whose_projection_this_is(guide: Guides) -> None:
    text = section_text(guide("33-2011", "Alpine County"), "outlook")
    assert (
        "Projections are not made for Alpine County alone. These are for the Eastern Sierra-Mother Lode Region"
        " (Alpine, Amador, Calaveras, Inyo, Mariposa, Mono and Tuolumne counties)." in text
    )


@pytest.mark.parametrize("place", ["Orange County", "Imperial County", "California"])
def test_a_place_that_projections_are_made_for_says_nothing_of_whose_they_are(place: str, guide: Guides) -> None:
    assert "Projections are not made" not in section_text(guide("33-2011", place), "outlook")


def test_the_nations_projection_is_shown_where_the_state_has_none(guide: Guides) -> None:
    """EDD's projections leave out actors, the bureau's have them."""
    found = guide("27-2011", "California")
    assert section_text(found, "outlook").startswith(
        "No projection is published for this occupation in California. Releases leave some occupations out. Those for"
        " the United States are shown instead."
    )
    assert rows(growth_table(found)) == ["United States"]


def test_an_occupation_without_a_projection_anywhere_is_said_to_have_none(made_up: Callable[..., Application]) -> None:
    found = over(made_up, (2023, 2033), soc="47-2121")
    text = section_text(found, "outlook")
    assert text == (
        "No projection is published for this occupation in California. Releases leave some occupations out."
    )
    (section,) = (one for one in found.sections if one.spec.anchor == "outlook")
    assert [source.id for source in section.sources] == ["edd"], "the release that could have had it is named"


def test_an_occupation_without_a_projection_in_any_area_is_said_to_have_none(
    made_up: Callable[..., Application],
) -> None:
    found = over(made_up, (2023, 2033), soc="47-2121", view=View.ALL_AREAS)
    assert section_text(found, "outlook_all_areas") == (
        "No projection is published under this occupation's code in any area."
    )


def test_a_projection_that_is_missing_in_the_area_says_so_and_shows_the_states(guide: Guides) -> None:
    found = guide("53-2011", "Alpine County")
    text = section_text(found, "outlook")
    assert text.startswith("No projection is published ")
    assert "in the Eastern Sierra-Mother Lode Region." in text
    assert "Those for California and the United States are shown instead." in text
    assert labels(growth_table(found)) == [("California", "2020-2030"), ("United States", "2024-2034")]


def test_the_nation_has_the_bureaus_projections(guide: Guides) -> None:
    found = guide("11-3051", "United States")
    assert (
        "In the United States, the number of jobs for Industrial Production Managers is projected to grow from 2024 to"
        " 2034: by 4,600 jobs, or 1.9%." in section_text(found, "outlook")
    )
    assert rows(growth_table(found)) == ["United States"]


def test_the_average_is_the_same_areas_and_periods(guide: Guides) -> None:
    """Of the newer releases, no file with a row for all occupations is loaded."""
    table = growth_table(guide("11-3051", "Los Angeles County"))
    assert [plain(row[-1]) for row in table.rows] == ["15.7%", "16.0%", "not loaded"]


def test_newer_projections_of_the_same_counties_stand_alone(guide: Guides) -> None:
    """EDD's newer release has elementary teachers, for areas that it named and drew anew."""
    table = growth_table(guide("25-2021", "Los Angeles County"))
    assert labels(table) == [
        ("Los Angeles-Long Beach-Glendale (Los Angeles County)", "2023-2033"),
        ("California", "2024-2034"),
        ("United States", "2024-2034"),
    ]
    assert "All occupations together" not in section_text(guide("25-2021", "Los Angeles County"), "outlook")


def test_openings_over_a_period_and_openings_a_year_stand_in_tables_of_their_own(guide: Guides) -> None:
    found = guide("11-3051", "California")
    (section,) = (one for one in found.sections if one.spec.anchor == "outlook")
    whole, yearly = (
        block for block in section.blocks if isinstance(block, Table) and block.caption.startswith("Job openings")
    )
    assert whole.caption == "Job openings over the whole period, 2020-2030"
    assert rows(whole) == ["California"]
    assert yearly.caption == "Job openings a year, on average, 2024-2034"
    assert [[plain(cell) for cell in row] for row in yearly.rows] == [["United States", "17,100"]]


def test_all_areas_have_the_nation_and_the_state_first_and_every_area_once(guide: Guides, bundled: Application) -> None:
    found = guide("11-3051", "California", View.ALL_AREAS)
    areas = labels(growth_table(found, "outlook-all-areas"))
    assert areas[:2] == [("United States", "2024-2034"), ("California", "2020-2030")]
    assert len(areas) == len(set(areas)) == len(bundled.facts.projections_everywhere(found.occupation))
    counties = [
        county for one in bundled.facts.projections_everywhere(found.occupation) for county in one.area.counties
    ]
    assert len(counties) == len(set(counties)), "no county is in two of them"


# --- The base year -------------------------------------------------------------------------------------------


def over(
    made_up: Callable[..., Application], *periods: tuple[int, int], soc: str = "47-2111", view: View = View.DETAILED
) -> Guide:
    """A guide over projections of electricians for some periods; there are glaziers too, without any."""
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1), ("47-2121", "Glaziers", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
        edd={
            "area": [("California", "California", "state", "06")],
            "projection": [
                ("47-2111", "California", base, end, 1000, 1100, 100, 10.0 + base - 2020, 1, 2, 103, "period", None)
                for base, end in periods
            ],
        },
    )
    return application.guide(soc, "California", view)


def notes(guide: Guide) -> str:
    (section,) = (one for one in guide.sections if one.spec.anchor == "outlook")
    return " ".join(plain(block.content) for block in section.blocks if isinstance(block, Note))


def test_projections_from_the_low_of_2020_say_so(guide: Guides) -> None:
    for view in (View.DETAILED, View.SUMMARY):
        text = section_text(guide("11-3051", "California", view), "outlook")
        assert text.count("The projections start from 2020") == 1
        assert "looks higher" in text
    everywhere = section_text(guide("11-3051", "California", View.ALL_AREAS), "outlook_all_areas")
    assert everywhere.count("The projections start from 2020") == 1


def test_projections_from_another_year_do_not(made_up: Callable[..., Application]) -> None:
    assert "start from" not in notes(over(made_up, (2023, 2033)))


@pytest.mark.parametrize(("base", "change", "warned"), [(SMALL - 1, 100, True), (SMALL, 100, False), (SMALL, 0, True)])
def test_small_numbers_are_warned_of(base: int, change: int, warned: bool, made_up: Callable[..., Application]) -> None:
    application = made_up(
        edd={
            "area": [("California", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1)],
            "projection": [("47-2111", "California", 2023, 2033, base, 600, change, 10.0, 1, 2, 103, "period", None)],
        },
    )
    for view, hook in (
        (View.DETAILED, "outlook"),
        (View.SUMMARY, "outlook"),
        (View.ALL_AREAS, "outlook_all_areas"),
    ):
        said = section_text(application.guide("47-2111", view=view), hook)
        assert ("Where few people hold the job, figures are rounded" in said) is warned, view


def test_the_releases_that_are_shown_are_named(guide: Guides) -> None:
    for soc, place, sources in (
        ("11-3051", "California", {"edd", "bls-projections"}),
        ("11-3051", "United States", {"bls-projections"}),
        ("27-2011", "California", {"bls-projections"}),
        ("15-1252", "California", {"edd", "bls-projections", "green"}),
    ):
        (section,) = (one for one in guide(soc, place).sections if one.spec.anchor == "outlook")
        assert {source.id for source in section.sources} == sources, (soc, place)


def test_the_newest_projection_is_shown_and_has_no_average_of_another_period(
    made_up: Callable[..., Application],
) -> None:
    found = over(made_up, (2020, 2030), (2023, 2033))
    text = section_text(found, "outlook")
    assert "from 2023 to 2033: by 100 jobs, or 13.0%." in text
    assert "2020" not in text
    headings = [column.heading for column in growth_table(found).columns]
    assert headings == ["Area", "Jobs at the start", "Jobs at the end", "Change", "Growth"]


def test_without_projections_it_is_said_that_none_are_loaded(made_up: Callable[..., Application]) -> None:
    found = over(made_up)
    assert section_text(found, "outlook") == (
        "Projected growth: not loaded. No release of projections has been imported."
    )
    (section,) = (one for one in found.sections if one.spec.anchor == "outlook")
    (measure,) = [piece for piece in inlines(section.blocks[0]) if isinstance(piece, Measure)]
    assert (measure.status, measure.value, measure.source) == (Status.NOT_LOADED, None, None)
    assert section.sources == ()


# --- Figures of several occupations together -------------------------------------------------------------------


def test_rows_and_bars_of_a_joint_code_bear_it_and_the_others_do_not(guide: Guides) -> None:
    """EDD projects software testers together with developers, under 15-1256; the bureau projects them alone."""
    found = guide("15-1253")
    assert labels(growth_table(found)) == [("California, 15-1256", "2020-2030"), ("United States", "2024-2034")]
    (section,) = (one for one in found.sections if one.spec.anchor == "outlook")
    (chart,) = (block for block in section.blocks if isinstance(block, BarChart))
    assert [bar.label for bar in chart.bars] == [
        "California, 15-1256, 2020-2030",
        "California, 15-1256, 2020-2030: all occupations",
        "United States, 2024-2034",
    ]
    openings = [rows(block) for block in section.blocks if isinstance(block, Table)][1:]
    assert openings == [["California, 15-1256"], ["United States"]]


def test_rows_of_one_period_have_no_column_for_it(guide: Guides) -> None:
    headings = [column.heading for column in growth_table(guide("15-1252")).columns]
    assert "Period" not in headings


def test_a_past_code_on_the_list_of_bright_outlooks_is_not_the_occupations(about: Guides) -> None:
    found = about(
        onet={"specialty": [("47-2111.00", "47-2111", "Electricians", "R", 3)]},
        soc={"successor": [("SOC 2010", "47-9991", "47-2111", "Wirers")]},
        green={
            "designation": [
                ("47-2111.00", "bright", "Rapid Growth", "O*NET-SOC 2019"),
                ("47-9991.00", "bright", "Numerous Job Openings", "O*NET-SOC 2010"),
            ]
        },
        edd={
            "area": [("California", "California", "state", "06")],
            "projection": [("47-2111", "California", 2023, 2033, 1000, 1100, 100, 10.0, 1, 2, 103, "period", None)],
        },
    )
    bright = [line for line in section_text(found, "outlook").split("\n") if "bright outlook" in line]
    assert len(bright) == 1
    assert bright[0].startswith("O*NET lists Electricians among the occupations with a bright outlook in the nation:")
    assert bright[0].count(" and ") == 0, "one reason, that of today's code"
