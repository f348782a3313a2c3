"""The wages of a guide: whose they are, what they are put beside, and what is said where there are none."""

from collections.abc import Callable

import pytest

from occuguide.core import Facts, Guide, Measure, Paragraph, RangeChart, Status, Table, Unit, View, inlines
from occuguide.core.application import Application
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]


def tables(guide: Guide, name: str = "wages") -> list[Table]:
    (section,) = (one for one in guide.sections if one.spec.anchor == name)
    return [block for block in section.blocks if isinstance(block, Table)]


def areas(table: Table) -> list[str]:
    return [plain(row[0]) for row in table.rows]


def charts(guide: Guide) -> list[RangeChart]:
    return [block for one in guide.sections for block in one.blocks if isinstance(block, RangeChart)]


def test_a_county_in_a_bigger_area_says_whose_wages_these_are(guide: Guides) -> None:
    text = section_text(guide("11-3051", "Orange County"), "wages")
    assert (
        "Wages are not published for Orange County alone. These are for the Los Angeles-Long Beach-Anaheim area,"
        " which also takes in Los Angeles County." in text
    )
    assert "The median wage in the Los Angeles-Long Beach-Anaheim area was $128,540 a year" in text
    assert "median wage in Orange County" not in text


def test_a_county_of_a_nonmetropolitan_area_names_the_others(guide: Guides) -> None:
    text = section_text(guide("33-2011", "Alpine County"), "wages")
    assert (
        "Wages are not published for Alpine County alone. These are for the Eastern Sierra-Mother Lode Region of"
        " California, which also takes in Amador, Calaveras, Inyo, Mariposa, Mono and Tuolumne counties." in text
    )


@pytest.mark.parametrize("place", ["Imperial County", "Los Angeles-Long Beach-Anaheim", "California", "US"])
def test_a_place_that_wages_are_published_for_says_nothing_of_whose_they_are(place: str, guide: Guides) -> None:
    found = guide("33-2011", place)
    assert "not published for" not in section_text(found, "wages")
    assert "areas" not in [source.id for one in found.sections if one.spec.anchor == "wages" for source in one.sources]


def test_a_county_that_is_its_own_area_has_the_wages_in_its_name(guide: Guides) -> None:
    assert "The median wage in Imperial County was $46,080 a year, or $22.15 an hour in May 2025." in (
        section_text(guide("33-2011", "Imperial County"), "wages")
    )


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("Imperial County", ["El Centro (Imperial County)", "California", "United States"]),
        ("California", ["California", "United States"]),
        ("United States", ["United States"]),
    ],
)
def test_the_state_and_the_nation_stand_beside(place: str, rows: list[str], guide: Guides) -> None:
    found = tables(guide("33-2011", place))
    assert [table.caption.split(",")[0] for table in found] == [
        "Yearly wages by percentile",
        "Hourly wages by percentile",
        "Employees and mean wage",
    ]
    for table in found:
        assert areas(table) == rows


def test_wages_that_are_missing_in_the_area_say_so_and_show_the_others(guide: Guides) -> None:
    found = guide("29-1212", "Alpine County")
    assert (
        "No wages are published for this occupation in the Eastern Sierra-Mother Lode Region of California. Those of"
        " California and the United States are shown instead." in section_text(found, "wages")
    )
    for table in tables(found):
        assert areas(table) == ["California", "United States"]
    assert "The median wage" not in section_text(found, "wages")


def test_a_code_that_joins_occupations_has_the_wages_of_each(guide: Guides) -> None:
    """EDD projects Software Developers and Quality Assurance Analysts together, under a code of its own."""
    found = guide("15-1256", "California")
    assert section_text(found, "wages").startswith(
        "The wages of these occupations are published one by one, and are not added up here."
    )
    (table,) = tables(found)
    assert table.caption == "Median wages, May 2025"
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["Software Developers", "California", "$174,410", "$83.85"],
        ["Software Quality Assurance Analysts and Testers", "California", "$128,740", "$61.89"],
    ]


def test_rows_of_a_joint_code_bear_it_in_every_table_and_chart(guide: Guides) -> None:
    """21-1011 is published under 21-1018, everywhere; 33-2011 by itself."""
    found = guide("21-1011")
    places = ["California, 21-1018", "United States, 21-1018"]
    assert [areas(table) for table in tables(found)] == [places] * 3
    assert [[one.label for one in chart.ranges] for chart in charts(found)] == [places]
    assert [areas(table) for table in tables(guide("33-2011"))] == [["California", "United States"]] * 3
    assert section_text(found, "wages").startswith(
        "The wages for California and the United States are published together with those of Mental Health Counselors,"
        " under the code 21-1018, and not for Substance Abuse and Behavioral Disorder Counselors alone."
    )


def test_an_occupation_that_the_wages_do_not_hold_says_so(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={
            "area": [("0600000", "California", "state", "06")],
            "occupation": [("47-2111", "Electricians", 1), ("47-2121", "Glaziers", 1)],
            "wage": [("47-2111", "0600000", 70_000, 33.65)],
        },
    )
    text = section_text(application.guide("47-2121", "California"), "wages")
    assert text == "No wages are published for this occupation in California."


def test_top_coded_wages_are_said_to_be_so_or_more(guide: Guides) -> None:
    text = section_text(guide("29-1212", "Los Angeles County"), "wages")
    assert "$239,200 or more a year" in text
    assert "$115.00 or more" in text


def test_large_wages_that_are_not_flagged_are_as_published(guide: Guides) -> None:
    text = section_text(guide("29-1212", "United States"), "wages")
    assert "The median wage in the United States was $496,010 a year, or $238.47 an hour" in text
    assert "or more" not in text


def test_wages_that_are_not_released_are_said_to_be_so(guide: Guides) -> None:
    text = section_text(guide("27-2011", "California"), "wages")
    assert "The median wage in California is not released for May 2025" in text
    assert "$0" not in text


def test_wages_by_the_hour_only_are_said_by_the_hour(guide: Guides) -> None:
    found = guide("27-2011", "United States")
    assert "The median wage in the United States was $29.05 an hour in May 2025." in section_text(found, "wages")
    hourly, _ = tables(found)
    assert "Yearly wages, May 2025: hourly only for the United States." in section_text(found, "wages")
    assert [plain(cell) for cell in hourly.rows[0][1:]] == ["$16.50", "$20.34", "$29.05", "$97.95", "$143.68"]
    assert charts(found) == [], "there is nothing to draw"


def test_wages_by_the_year_only_are_said_by_the_year(guide: Guides) -> None:
    found = guide("25-2021", "California")
    assert "The median wage in California was $99,650 a year in May 2025." in section_text(found, "wages")
    assert next(table.caption for table in tables(found)).startswith("Yearly")
    assert "Hourly wages, May 2025: yearly only for California and the United States." in (section_text(found, "wages"))
    assert "2,080" in section_text(found, "wages")


def test_each_reason_for_no_figure_is_said_of_its_own_places(guide: Guides) -> None:
    text = section_text(guide("27-2011", "California"), "wages")
    assert "Yearly wages, May 2025: not released for California; hourly only for the United States." in text


def test_the_chart_draws_only_what_has_a_figure(guide: Guides) -> None:
    (chart,) = charts(guide("29-1212", "Alpine County"))
    assert [spread.label for spread in chart.ranges] == ["California", "United States"]


def test_errors_stand_beside_employment_and_the_mean_and_nowhere_else(guide: Guides, bundled: Application) -> None:
    found = guide("11-3051", "Imperial County")
    yearly, hourly, employment = tables(found)
    for table in (yearly, hourly):
        assert not [column for column in table.columns if "RSE" in column.heading]
    headings = [column.heading for column in employment.columns]
    of_employment, of_mean = (place for place, heading in enumerate(headings) if "RSE" in heading)
    assert headings[of_employment - 1] == "Employees"
    assert {headings[place] for place in range(of_employment + 1, of_mean)} == {"Mean hourly wage", "Mean yearly wage"}
    facts: Facts = bundled.facts
    for place, row in zip((found.area, *found.area.within), employment.rows, strict=True):
        assert place.wages is not None
        wages = facts.wages(found.occupation, place.wages)
        assert wages is not None
        for measure, cell in ((wages.employment, row[of_employment]), (wages.annual.mean, row[of_mean])):
            said = "not given" if measure.rse is None else f"{measure.rse:.1f}%"
            assert plain(cell) == said
        assert {measure.rse for measure in (*wages.annual.percentiles, *wages.hourly.percentiles)} == {None}


def test_the_reader_is_told_how_to_read_the_figures_once(guide: Guides) -> None:
    text = section_text(guide("11-3051"), "wages")
    for words in ("people who work for themselves", "2,080 hours", "relative standard error (RSE)"):
        assert text.count(words) == 1


def test_the_summary_has_the_median_and_the_yearly_wages(guide: Guides) -> None:
    found = guide("11-3051", "Orange County", View.SUMMARY)
    assert [table.caption for table in tables(found)] == ["Yearly wages by percentile, May 2025"]
    assert "Wages are not published for Orange County alone." in section_text(found, "wages")


def test_all_areas_have_the_nation_first_and_every_area_once(guide: Guides, bundled: Application) -> None:
    found = guide("11-3051", "California", View.ALL_AREAS)
    yearly, hourly, employment = tables(found, "wages-all-areas")
    rows = areas(yearly)
    assert rows[:2] == ["United States", "California"]
    assert rows[2:] == sorted(rows[2:])
    assert len(set(rows)) == len(rows) == len(bundled.facts.wages_everywhere(found.occupation))
    assert len(rows) > 20
    assert areas(hourly) == areas(employment) == rows


def test_every_wage_in_a_guide_is_one_that_the_release_publishes(guide: Guides) -> None:
    """Nothing is worked out: each measure has a source, and none has a value that its status denies."""
    for soc in ("27-2011", "25-2021", "29-1212", "53-2011"):
        for section in guide(soc, "Los Angeles County").sections:
            for table in (block for block in section.blocks if isinstance(block, Table)):
                for piece in (piece for row in table.rows for cell in row for piece in cell):
                    if not isinstance(piece, str) and hasattr(piece, "status"):
                        assert piece.source is not None
                        assert (piece.value is not None) == (piece.status in (Status.PUBLISHED, Status.AT_LEAST))


def test_without_wages_it_is_said_that_none_are_loaded(made_up: Callable[..., Application]) -> None:
    application = made_up(
        oews={"area": [("0600000", "California", "state", "06")], "occupation": [("47-2111", "Electricians", 1)]},
    )
    assert application.facts.loaded("wage") == ()
    occupation = application.occupations.find("47-2111").occupation
    from occuguide.plugins.sections.wages import guide_wages, guide_wages_all_areas

    county = application.facts.areas
    assert county == (), "an area belongs to the release that brings wages"
    everywhere = guide_wages_all_areas(occupation=occupation, facts=application.facts)
    assert [plain(block.content) for block in everywhere.blocks] == [
        "No wages are published for this occupation in any area."
    ]
    from occuguide.core import Area, AreaKind

    nowhere = Area(code="0", name="Nowhere County", kind=AreaKind.COUNTY)
    section = guide_wages(occupation=occupation, area=nowhere, facts=application.facts)
    assert section is not None
    assert [plain(block.content) for block in section.blocks if isinstance(block, Paragraph)] == [
        "Wages: not loaded. No release of them has been imported."
    ]
    (measure,) = [piece for piece in inlines(section.blocks[0]) if isinstance(piece, Measure)]
    assert (measure.status, measure.value, measure.unit) == (Status.NOT_LOADED, None, Unit.DOLLARS_A_YEAR)
