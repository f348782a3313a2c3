"""Counties and the wage areas that they belong to."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

HEADER = [
    "CBSA Code",
    "CBSA Title",
    "Metropolitan/Micropolitan Statistical Area",
    "County/County Equivalent",
    "State Name",
    "FIPS State Code",
    "FIPS County Code",
]
METROPOLITAN, MICROPOLITAN = "Metropolitan Statistical Area", "Micropolitan Statistical Area"
SUTTER = ["49700", "Yuba City, CA", METROPOLITAN, "Sutter County", "California", "06", "101"]
ORLEANS = ["35380", "New Orleans-Metairie, LA", METROPOLITAN, "Orleans Parish", "Louisiana", "22", "071"]
OTERO = ["10460", "Alamogordo, NM", MICROPOLITAN, "Otero County", "New Mexico", "35", "035"]

COUNTY = "SELECT fips, name, state FROM county"
MEMBERSHIP = "SELECT area_source, area, county, state FROM area_county"


def delineation(releases: Any, *rows: Sequence[str], name: str = "list1_2023.xlsx", edition: str = "JULY 2023") -> Path:
    lines = [["Table with headers in row 3"], [f"List 1. AREAS, {edition}"], HEADER, *rows, [""] * len(HEADER)]
    path: Path = releases.workbook(name, {"List 1": lines})
    return path


def test_a_county_has_its_kind_and_the_wage_area_of_its_metropolitan_area(releases: Any) -> None:
    releases.load("areas", delineation(releases, SUTTER, ORLEANS, OTERO))
    assert releases.query(COUNTY) == [("06101", "Sutter County", "06"), ("22071", "Orleans Parish", "22")]
    assert releases.query(MEMBERSHIP) == [
        ("oews", "0035380", "Orleans Parish", "22"),
        ("oews", "0049700", "Sutter County", "06"),
    ]
    (note,) = releases.notes
    assert note.startswith("The counties of micropolitan areas (1) were left out")


def test_a_list_of_californias_counties_may_leave_out_the_word(releases: Any) -> None:
    rows = {}, {"county_fips": "06115", "county": "Yuba County"}, {"county_fips": "24510", "county": "Baltimore city"}
    releases.load("areas", releases.areas(*rows))
    names = [name for (name,) in releases.query("SELECT name FROM county")]
    assert names == ["Sutter County", "Yuba County", "Baltimore city"]
    assert ("oews", "0049700", "Sutter County", "06") in releases.query(MEMBERSHIP)


def test_a_list_adds_the_counties_that_the_delineation_leaves_out(releases: Any) -> None:
    alpine = {"county_fips": "06003", "county": "Alpine", "oews_area_code": "0600006"}
    paths = [delineation(releases, SUTTER, ORLEANS), releases.areas({}, alpine)]
    for order in (paths, paths[::-1]):
        assert releases.load("areas", *order) == 3
        assert releases.query(COUNTY) == [
            ("06003", "Alpine County", "06"),
            ("06101", "Sutter County", "06"),
            ("22071", "Orleans Parish", "22"),
        ]
        assert releases.query("SELECT area FROM area_county WHERE county = 'Alpine County'") == [("0600006",)]


def test_two_files_that_disagree_are_refused_and_both_are_named(releases: Any) -> None:
    with pytest.raises(DataError) as raised:
        releases.load("areas", delineation(releases, SUTTER), releases.areas({"oews_area_code": "0040900"}))
    for word in ("Sutter County (06101)", "areas.csv, row 2", "list1_2023.xlsx, row 4", "0040900", "0049700"):
        assert word in str(raised.value)
    assert not releases.store.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([SUTTER, SUTTER], ("list1_2023.xlsx, row 5", "Sutter County (06101) is listed twice", "row 4")),
        ([["4970", *SUTTER[1:]]], ("row 4, column 'CBSA Code'", "'4970'")),
        ([[*SUTTER[:5], "6", "101"]], ("row 4, column 'FIPS State Code'", "'6'")),
        ([[*SUTTER[:6], "1"]], ("row 4, column 'FIPS County Code'", "'1'")),
        ([[*SUTTER[:2], "Megapolis", *SUTTER[3:]]], ("row 4, column", "kind of area", "'Megapolis'")),
        ([OTERO], ("list1_2023.xlsx", "no county")),
    ],
)
def test_what_is_wrong_is_said_with_its_place(releases: Any, rows: list[list[str]], words: tuple[str, ...]) -> None:
    with pytest.raises(DataError) as raised:
        releases.load("areas", delineation(releases, *rows))
    for word in words:
        assert word in str(raised.value)


def test_a_county_that_is_listed_twice_is_named(releases: Any) -> None:
    with pytest.raises(DataError, match=r"areas\.csv, row 3: Sutter County \(06101\) is listed twice"):
        releases.load("areas", releases.areas({}, {"oews_area_code": "0040900"}))


def test_the_edition_is_the_one_that_the_workbook_names(releases: Any) -> None:
    """A list names none, and none is made up."""
    edition = "SELECT release, period FROM source"
    releases.load("areas", delineation(releases, SUTTER, edition="MARCH 2020"))
    assert releases.query(edition) == [("March 2020", "March 2020")]
    releases.load("areas", delineation(releases, SUTTER, edition="AS IT IS"))
    assert releases.query(edition) == [("release not stated", "release not stated")]
    releases.load("areas", releases.areas())
    assert releases.query(edition) == [("release not stated", "release not stated")]


def test_a_list_alone_is_not_said_to_be_the_offices_that_delineates_metropolitan_areas(releases: Any) -> None:
    said = "SELECT publisher, attribution FROM source"
    releases.load("areas", releases.areas())
    ((publisher, attribution),) = releases.query(said)
    assert publisher == "publisher not stated"
    assert "Office of Management and Budget" not in attribution
    releases.load("areas", delineation(releases, SUTTER), releases.areas())
    ((publisher, attribution),) = releases.query(said)
    assert publisher == "U.S. Office of Management and Budget"
    assert publisher in attribution


def test_the_real_list_has_every_county_of_california_once(shared: Path, releases: Any) -> None:
    path = shared / "areas" / "california_county_oews_edd_areas_derived.csv"
    assert releases.load("areas", path) == 58
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert releases.query(COUNTY) == [(row["county_fips"], f"{row['county']} County", "06") for row in rows]
    assert releases.query("SELECT release, copied_from <> '' FROM source") == [("July 2023", 1)]


def test_the_real_delineation_and_the_real_list_agree(shared: Path, releases: Any) -> None:
    """California's 37 metropolitan counties are in both, its 21 others in the list alone."""
    delineated, listed = (
        shared / "areas" / name for name in ("omb_cbsa_list1_2023.xlsx", "california_county_oews_edd_areas_derived.csv")
    )
    assert releases.load("areas", delineated) == 1238
    assert "(663)" in releases.notes[0]
    areas = releases.query("SELECT DISTINCT area FROM area_county")
    california = dict(releases.query("SELECT county, area FROM area_county WHERE state = '06'"))
    assert (len(areas), len(california)) == (393, 37)
    assert releases.query("SELECT copied_from <> '', release FROM source") == [(1, "July 2023")]
    with listed.open(encoding="utf-8", newline="") as file:
        own = {f"{row['county']} County": row["oews_area_code"] for row in csv.DictReader(file)}
    assert california.items() <= own.items()
    assert releases.load("areas", delineated, listed) == 1259
    both = dict(releases.query("SELECT county, area FROM area_county WHERE state = '06'"))
    assert both == own


def test_the_real_names_keep_their_kinds(shared: Path, releases: Any) -> None:
    releases.load("areas", shared / "areas")
    names = dict(releases.query("SELECT fips, name FROM county"))
    assert names["06059"] == "Orange County"
    assert names["22071"] == "Orleans Parish"
    assert names["51510"] == "Alexandria city"
    assert names["11001"] == "District of Columbia"
    # The delineation writes this one with a letter awry.
    assert names["09011"] == "New London County"
