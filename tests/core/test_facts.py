"""Facts: figures as the release has them, with what is known of each."""

from pathlib import Path

import pytest
from attrs import evolve

from occuguide.core import Area, AreaKind, Facts, Measure, Occupation, Status, Unit
from occuguide.core.application import Application
from occuguide.core.store import rewriting


def test_figures_are_those_of_the_release(bundled: Application) -> None:
    wages = bundled.facts.wages(bundled.occupations.get("11-3051"), bundled.area("Orange").wages)  # type: ignore[arg-type]
    assert wages is not None
    assert wages.annual.median.value == 128540
    assert wages.hourly.median.value == 61.80
    assert wages.annual.median.source is not None
    assert wages.annual.median.source.release == "May 2025"
    assert wages.annual.mean.rse is not None
    assert wages.annual.median.rse is None
    assert (wages.annual.median.code, wages.annual.median.row) == (
        "11-3051",
        "wage: source oews, soc 11-3051, area 0031080, column annual_median",
    )
    (projection,) = bundled.facts.projections(bundled.occupations.get("11-3051"), bundled.area("Orange"))
    figures = (projection.base, projection.projected, projection.change, projection.growth)
    assert [figure.value for figure in figures] == [2690, 2930, 240, 8.9]
    assert projection.period == "2020-2030"
    key = "projection: source edd, soc 11-3051, area Anaheim-Santa Ana-Irvine MD, base_year 2020, column"
    columns = ("base_employment", "projected_employment", "change", "percent_change")
    assert [figure.row for figure in figures] == [f"{key} {column}" for column in columns]


def test_a_top_coded_figure_is_a_bound_only_where_the_release_says_so(bundled: Application) -> None:
    medians = [wages.annual.median for wages in bundled.facts.wages_everywhere(bundled.occupations.get("29-1212"))]
    bounds = [median for median in medians if median.status is Status.AT_LEAST]
    assert {str(bound) for bound in bounds} == {"$239,200 or more"}
    larger = [median for median in medians if (median.value or 0) > 239_200]
    assert larger
    assert {median.status for median in larger} == {Status.PUBLISHED}


def test_an_occupation_paid_by_the_hour_only_has_no_yearly_figure(bundled: Application) -> None:
    nation = bundled.area("US").wages
    assert nation is not None
    wages = bundled.facts.wages(bundled.occupations.get("27-2011"), nation)
    assert wages is not None
    assert (wages.hourly.median.value, wages.hourly.median.status) == (29.05, Status.PUBLISHED)
    assert (wages.annual.median.value, wages.annual.median.status) == (None, Status.NOT_PUBLISHED)
    assert "hour" in str(wages.annual.median)


def test_every_figure_of_the_edition_has_a_status_that_fits_it(bundled: Application) -> None:
    for soc in bundled.facts.occupations:
        occupation = Occupation(soc=soc, title="x")
        for wages in bundled.facts.wages_everywhere(occupation):
            for measure in (*wages.annual.percentiles, *wages.hourly.percentiles, wages.employment):
                assert measure.has_value == (measure.value is not None)
        bundled.facts.projections_everywhere(occupation)


def test_the_figures_of_all_areas_begin_with_the_nation_and_the_state(bundled: Application) -> None:
    everywhere = bundled.facts.wages_everywhere(bundled.occupations.get("11-3051"))
    assert [wages.area.name for wages in everywhere[:2]] == ["United States", "California"]
    assert len(everywhere) == 30
    projected = bundled.facts.projections_everywhere(bundled.occupations.get("11-3051"))
    assert [projection.area.name for projection in projected[:2]] == ["United States", "California"]
    # 33 areas of the State's release for 2020-2030, and the nation of the newest national one.
    assert len(projected) == 34
    assert [projection.period for projection in projected] == ["2024-2034", *["2020-2030"] * 33]


def test_every_release_says_its_licence_and_where_it_came_from(bundled: Application) -> None:
    for source in bundled.facts.sources.values():
        assert source.licence
        assert len(source.sha256) == 64
        assert source.provenance.endswith("the official file.")


def test_how_many_rows_a_release_brought_is_counted(small: Facts) -> None:
    counts = small.counts()
    assert counts["oews"]["wage"] == 5
    assert counts["edd"] == {"area": 2, "projection": 2}


def test_a_third_partys_figures_are_read_by_their_keys(tmp_path: Path, small_facts: Path, small: Facts) -> None:
    path = tmp_path / "facts.sqlite"
    with rewriting(path, small_facts) as store:
        store.begin(evolve(small.sources["oews"], id="union"))
        store.insert(
            "measure",
            ("soc", "area", "key", "value", "status", "unit", "period"),
            [
                ("47-2111", "06059", "union.scale", 62.5, None, "USD/hour", "2026"),
                ("47-2111", "06059", "union.members", None, "suppressed", "jobs", "2026"),
            ],
            source="union",
        )
    facts = Facts(path)
    county = Area(code="06059", name="Orange County", kind=AreaKind.COUNTY)
    found = facts.measures(Occupation(soc="47-2111", title="Electricians"), county)
    of_all = facts.measures_by_occupation(county, "union.scale")
    assert facts.measures_by_occupation(evolve(county, code="06037"), "union.scale") == {}
    facts.close()
    assert of_all == {"47-2111": found["union.scale"]}
    assert found["union.scale"].row == "measure: source union, soc 47-2111, area 06059, key union.scale"
    assert {key: str(measure) for key, measure in found.items()} == {
        "union.scale": "$62.50",
        "union.members": "not released",
    }
    assert found["union.scale"].source is not None
    assert found["union.scale"].source.id == "union"


def test_a_figure_without_a_value_cannot_be_called_published() -> None:
    for value, status in ((None, Status.PUBLISHED), (None, Status.AT_LEAST), (1.0, Status.SUPPRESSED)):
        with pytest.raises(ValueError, match=status.value):
            Measure(value=value, unit=Unit.JOBS, status=status)


def test_every_kind_of_missing_is_said_in_its_own_words() -> None:
    missing = [status for status in Status if status not in (Status.PUBLISHED, Status.AT_LEAST)]
    said = {str(Measure(value=None, unit=Unit.DOLLARS_A_YEAR, status=status)) for status in missing}
    assert len(said) == len(missing)
    assert not any(any(letter.isdigit() for letter in words) for words in said)


def test_figures_are_said_in_their_unit() -> None:
    said = {unit: str(Measure(value=1234.5, unit=unit)) for unit in Unit}
    assert said[Unit.DOLLARS_AN_HOUR] == "$1,234.50"
    assert said[Unit.DOLLARS_A_YEAR] == "$1,234"
    assert said[Unit.PERCENT] == "1,234.5%"
    assert said[Unit.OPENINGS_A_YEAR] == said[Unit.OPENINGS] == said[Unit.JOBS] == "1,234"
    assert said[Unit.SCORE] == said[Unit.RATIO] == "1,234.50"
    assert str(Measure(value=239200, unit=Unit.DOLLARS_A_YEAR, status=Status.AT_LEAST)) == "$239,200 or more"


def test_what_is_loaded_is_asked_by_the_name_of_a_table(small: Facts) -> None:
    assert [one.id for one in small.loaded("wage")] == ["oews"]
    assert small.loaded("tool") == ()
    for name in ("wages", "source", "wage; DROP TABLE wage"):
        with pytest.raises(ValueError, match="is no table of facts"):
            small.loaded(name)
