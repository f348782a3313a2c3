"""California's projections."""

import csv
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError
from occuguide.plugins.sources.edd import area_codes, counties

MANAGERS = "11-3051"
YUBA_CITY = "Yuba City MSA"
RELEASE = "edd_projections/long_term_2020_2030.csv"
NEWER = "edd_projections/long_term_2024_2034_56_occupations.csv"
SOC = "Standard Occupational Classification (SOC)"
AREA = "Area Name (County Names)"

COPY_ROW = {
    "area_type": "State",
    "area_name": "California",
    "soc_code": MANAGERS,
    "title": "Industrial Production Managers",
    "period": "2024-2034",
    "median_annual_wage": "",
    "median_hourly_wage": "",
    "total_job_openings": "800.0",
    "percent_change": "10.0",
    "numeric_change": "100.0",
    "base_employment": "1000.0",
    "projected_employment": "1100.0",
    "entry_level_education": "Bachelor's degree",
    "work_experience": "5 years or more",
    "job_training": "None",
}
"""A row under the headings of the copy of the newer release."""

FIGURES = "base_employment, projected_employment, change, percent_change, exits, transfers, openings"


def projected(releases: Any, area: str, soc: str = MANAGERS) -> tuple[Any, ...]:
    """The one projection of an occupation in an area: its years and figures."""
    query = f"SELECT base_year, projected_year, {FIGURES} FROM projection WHERE soc = ? AND area = ?"
    (row,) = releases.query(query, soc, area)
    return tuple(row)


@pytest.fixture(scope="module")
def real(shared: Path, module_releases: Any) -> Any:
    module_releases.count = module_releases.load("edd", shared / RELEASE)
    return module_releases


def test_the_header_may_have_two_spaces_or_one(releases: Any) -> None:
    path = releases.edd({})
    text = path.read_text()
    assert "Total  Job Openings" in text
    for heading in ("Total  Job Openings", "Total Job Openings"):
        path.write_text(text.replace("Total  Job Openings", heading))
        assert releases.load("edd", path) == 2
        assert projected(releases, YUBA_CITY)[-1] == 800


def test_thousands_may_be_set_apart_and_a_byte_order_mark_may_stand_first(releases: Any) -> None:
    path = releases.edd({"Exits": "1,234,500"})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    releases.load("edd", path)
    assert 1_234_500 in projected(releases, YUBA_CITY)


def test_every_figure_lands_in_its_place(releases: Any) -> None:
    releases.load("edd", releases.edd({"Numeric Change": "-50", "Percentage Change": "-0.7"}))
    assert projected(releases, YUBA_CITY) == (2020, 2030, 1000, 1100, -50, -0.7, 300, 400, 800)
    assert projected(releases, YUBA_CITY, "00-0000")[2:6] == (1000, 1100, 100, 10.0)
    assert releases.query("SELECT DISTINCT per FROM projection") == [("period",)]
    assert releases.query("SELECT code, name, kind, state FROM area") == [
        (YUBA_CITY, "Yuba City MSA (Sutter and Yuba Counties)", "metropolitan area", "06")
    ]
    assert releases.query("SELECT area_source, area, county, state FROM area_county") == [
        ("edd", YUBA_CITY, "Sutter County", "06"),
        ("edd", YUBA_CITY, "Yuba County", "06"),
    ]
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [
        ("00-0000", "Industrial Production Managers", 0),
        (MANAGERS, "Industrial Production Managers", 1),
    ]


def test_requirements_are_numbered_as_they_appear_and_none_is_made_of_nothing(releases: Any) -> None:
    nothing = {"Entry Level Education": "N/A", "Work Experience": "N/A", "Job Training": "N/A"}
    releases.load(
        "edd",
        releases.edd(
            {SOC: "11-1011", **nothing},
            {SOC: "11-1021", "Work Experience": "less than 5 years", "Job Training": "None"},
            {SOC: "11-1031", "Work Experience": "Less than 5 years", "Job Training": "None"},
        ),
    )
    assert releases.query("SELECT id, education, experience, training FROM requirement") == [
        (1, "Bachelor's degree", "5 years or more", ""),
        (2, "Bachelor's degree", "Less than 5 years", "None"),
    ]
    assert releases.query("SELECT soc, requirement FROM projection") == [
        ("00-0000", 1),
        ("11-1011", None),
        ("11-1021", 2),
        ("11-1031", 2),
    ]


def test_a_figure_that_the_release_says_it_lacks_is_missing(releases: Any) -> None:
    releases.load("edd", releases.edd({"Exits": "N/A", "Transfers": "—"}))
    assert projected(releases, YUBA_CITY)[-3:] == (None, None, 800)


def test_jobs_may_be_lost_and_openings_be_fewer_than_none(releases: Any) -> None:
    lost = {"Numeric Change": "-900", "Percentage Change": "-90.0", "Total  Job Openings": "-200"}
    releases.load("edd", releases.edd(lost))
    query = "SELECT change, percent_change, openings FROM projection WHERE soc = '11-3051'"
    assert releases.query(query) == [(-900, -90.0, -200)]


def test_periods_of_state_and_areas_may_differ_within_one_release(releases: Any) -> None:
    state = {"Area Type": "State", AREA: "California", "Period": "2024-2034"}
    releases.load("edd", releases.edd({"Period": "2023-2033"}, state))
    assert projected(releases, YUBA_CITY)[:2] == (2023, 2033)
    assert projected(releases, "California")[:2] == (2024, 2034)
    periods = "2020-2030, 2023-2033, 2024-2034"
    assert releases.query("SELECT release, period FROM source") == [(periods, periods)]


def test_all_occupations_together_keep_their_own_area_and_period(releases: Any) -> None:
    """The row of all occupations is for 2020-2030: a projection from 2023 has nothing to be put beside."""
    releases.load("edd", releases.edd({"Period": "2023-2033"}))
    beside = (
        "SELECT 1 FROM projection JOIN projection AS every ON every.soc = '00-0000'"
        " AND every.area = projection.area AND every.base_year = projection.base_year WHERE projection.soc = ?"
    )
    assert releases.query(beside, MANAGERS) == []


def test_the_headings_of_the_copy_are_read_as_the_departments_own(releases: Any) -> None:
    copy = releases.table("copy.csv", [list(COPY_ROW), list(COPY_ROW.values())])
    assert releases.load("edd", copy) == 1
    assert projected(releases, "California") == (2024, 2034, 1000, 1100, 100, 10.0, None, None, 800)
    assert releases.query("SELECT soc, title, detailed FROM occupation") == [
        (MANAGERS, "Industrial Production Managers", 1)
    ]
    assert releases.query("SELECT education, experience, training FROM requirement") == [
        ("Bachelor's degree", "5 years or more", "None")
    ]
    assert releases.notes == ["copy.csv has no columns of exits and transfers; both stay empty for its rows."]


def test_several_files_are_one_release(releases: Any) -> None:
    copy = releases.table("copy.csv", [list(COPY_ROW), list(COPY_ROW.values())])
    assert releases.load("edd", releases.edd({}), copy) == 3
    assert projected(releases, YUBA_CITY)[:2] == (2020, 2030)
    assert projected(releases, "California")[:2] == (2024, 2034)
    assert releases.query("SELECT release, file FROM source") == [("2020-2030, 2024-2034", "edd.csv, copy.csv")]


def test_the_same_projection_in_two_files_is_refused_with_both_places(releases: Any) -> None:
    with pytest.raises(DataError, match=r"^again\.csv, row 2: .* projection of 00-0000 .* edd\.csv, row 2"):
        releases.load("edd", releases.edd({}), releases.edd({}, name="again.csv"))


def test_a_title_loses_the_edition_and_is_the_newest_and_longest(releases: Any) -> None:
    releases.load(
        "edd",
        releases.edd(
            {"Occupational Title": "Industrial Production & Plant Mgrs and More", "Period": "2010-2020"},
            {"Occupational Title": "Industrial Production Mgrs", AREA: "Chico MSA (Butte County)"},
            {"Occupational Title": "Industrial Production Managers (SOC 2018)", AREA: "Napa MSA (Napa County)"},
        ),
    )
    query = "SELECT title FROM occupation WHERE soc = ?"
    assert releases.query(query, MANAGERS) == [("Industrial Production Managers",)]


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Chico MSA (Butte County)", ["Butte"]),
        ("Yuba City MSA (Sutter and Yuba Counties)", ["Sutter", "Yuba"]),
        ("Region (Alpine, Amador, and Tuolumne Counties)", ["Alpine", "Amador", "Tuolumne"]),
        ("Region (Lake, San Luis Obispo and Del Norte Counties)", ["Lake", "San Luis Obispo", "Del Norte"]),
        ("California", []),
    ],
)
def test_the_counties_are_those_that_the_name_lists(name: str, listed: list[str]) -> None:
    assert counties(name) == [f"{county} County" for county in listed]


def test_an_areas_code_is_its_bare_name_unless_two_areas_share_it() -> None:
    older, newer = "Fresno MSA (Fresno County)", "Fresno MSA (Fresno and Madera Counties)"
    assert area_codes([older, "California"]) == {older: "Fresno MSA", "California": "California"}
    assert area_codes([older, newer]) == {older: older, newer: newer}


@pytest.mark.parametrize("container", ["zipped", "gathered"])
def test_a_zip_or_a_folder_gives_the_same_rows_as_the_file(container: str, releases: Any) -> None:
    path = releases.edd({})
    tables = ("area", "area_county", "occupation", "projection", "requirement")
    releases.load("edd", path)
    alone = [releases.query(f"SELECT * FROM {table}") for table in tables]
    assert all(alone)
    read_me = releases.file("Read me.txt", "Projections.")
    releases.load("edd", getattr(releases, container)("release.zip", read_me, path))
    assert [releases.query(f"SELECT * FROM {table}") for table in tables] == alone


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    path = releases.edd({})
    releases.load("edd", path)
    first = releases.store.read_bytes()
    releases.load("edd", path)
    assert releases.store.read_bytes() == first


def _row(**changes: str) -> Callable[[Any], Path]:
    """The third row of a file has a cell changed."""
    changed = {column.replace("_", " "): value for column, value in changes.items()}
    return lambda releases: releases.edd(changed)


def _header(old: str, new: str) -> Callable[[Any], Path]:
    def make(releases: Any) -> Path:
        path: Path = releases.edd({})
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return path

    return make


def _copy(**changes: str) -> Callable[[Any], Path]:
    return lambda releases: releases.table("edd.csv", [list(COPY_ROW), list({**COPY_ROW, **changes}.values())])


BROKEN = {
    "no column": (_header("Work Experience", "Work"), ("edd.csv, row 1", "no column 'Work Experience'")),
    "no exits": (_header("Exits", "Leavers"), ("edd.csv, row 1", "no column 'Exits'")),
    "no level": (_header("SOC Level", "Level"), ("edd.csv, row 1", "no column 'SOC Level'")),
    "no number": (_row(Numeric_Change="many"), ("edd.csv, row 3, column 'Numeric Change'", "'many'")),
    "empty cell": (_row(Transfers=""), ("edd.csv, row 3, column 'Transfers'", "no number")),
    "not a number": (_row(Exits="nan"), ("edd.csv, row 3, column 'Exits'", "'nan'")),
    "less than nothing": (_row(Transfers="-5"), ("edd.csv, row 3, column 'Transfers'", "less than nothing", "'-5'")),
    "kind of area": (_row(Area_Type="Planet"), ("edd.csv, row 3, column 'Area Type'", "'Planet'")),
    "period": (_row(Period="soon"), ("edd.csv, row 3, column 'Period'", "'soon'")),
    "period backwards": (_row(Period="2030-2020"), ("edd.csv, row 3, column 'Period'", "'2030-2020'")),
    "code": (lambda releases: releases.edd({SOC: "11-305"}), ("edd.csv, row 3", SOC, "'11-305'")),
    "copy, number": (_copy(numeric_change="x"), ("edd.csv, row 2, column 'numeric_change'", "'x'")),
    "long row": (
        lambda releases: releases.table("edd.csv", [list(COPY_ROW), [*COPY_ROW.values(), "more"]]),
        ("edd.csv, row 2", "16 cells", "15"),
    ),
    "not UTF-8": (lambda releases: releases.file("edd.csv", "Área\n".encode("latin-1")), ("edd.csv", "UTF-8")),
    "empty": (lambda releases: releases.file("edd.csv", ""), ("edd.csv, row 1", "no header")),
    "header alone": (lambda releases: releases.table("edd.csv", [list(COPY_ROW)]), ("edd.csv", "no rows")),
    "workbook": (lambda releases: releases.file("edd.xlsx", ""), ("edd.xlsx", "no CSV file")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_release_is_said_with_its_place(case: str, releases: Any) -> None:
    make, said = BROKEN[case]
    with pytest.raises(DataError) as refused:
        releases.load("edd", make(releases))
    for words in said:
        assert words in str(refused.value)


def test_the_real_release_has_its_rows_and_areas(real: Any) -> None:
    assert real.count == 16_908
    tables = ("area", "area_county", "occupation", "projection")
    assert [real.query(f"SELECT count(*) FROM {table}") for table in tables] == [
        [(33,)],
        [(58,)],
        [(841,)],
        [(16_908,)],
    ]
    # All 58 counties of the state, each in one area.
    assert real.query("SELECT count(DISTINCT county) FROM area_county") == [(58,)]
    assert real.query("SELECT count(*) FROM area WHERE code LIKE '%(%'") == [(0,)]
    assert real.query("SELECT count(*) FROM projection WHERE soc = '00-0000'") == [(33,)]


def test_openings_of_the_real_release_are_of_the_whole_period(real: Any) -> None:
    """They are the sum of their parts, to the job, in all rows but one: all three are totals over the ten years."""
    off = "SELECT soc, area FROM projection WHERE abs(exits + transfers + change - openings) > 0.5"
    assert real.query(off) == [("00-0000", "Salinas MSA")]


def test_a_sample_of_the_real_rows_equals_the_file(real: Any, shared: Path) -> None:
    with (shared / RELEASE).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[12] == "Total  Job Openings"
    names = dict(real.query("SELECT name, code FROM area"))
    requirements = {
        key: said for key, *said in real.query("SELECT id, education, experience, training FROM requirement")
    }
    requirements[None] = ["", "", ""]
    for row in random.Random(2030).sample(rows, 400):
        years, figures = projected(real, names[row[1]], row[4])[:2], projected(real, names[row[1]], row[4])[2:]
        assert figures == tuple(float(cell) for cell in row[6:13]), row
        assert "{}-{}".format(*years) == row[2]
        query = "SELECT requirement FROM projection WHERE soc = ? AND area = ?"
        ((key,),) = real.query(query, row[4], names[row[1]])
        said = ["" if cell == "N/A" else cell for cell in row[15:18]]
        assert requirements[key] == [cell.replace("less than", "Less than") for cell in said], row


def test_the_newer_real_release_has_both_its_periods(shared: Path, releases: Any) -> None:
    assert releases.load("edd", shared / NEWER) == 1448
    assert releases.query("SELECT release FROM source") == [("2023-2033, 2024-2034",)]
    periods = "SELECT base_year, kind, count(*) FROM projection JOIN area ON area.code = area GROUP BY 1, 2"
    assert releases.query(periods) == [
        (2023, "metropolitan area", 1272),
        (2023, "region", 120),
        (2024, "state", 56),
    ]
    with (shared / NEWER).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = dict(releases.query("SELECT name, code FROM area"))
    columns = ("base_employment", "projected_employment", "numeric_change", "percent_change")
    for row in rows:
        figures = (*(float(row[column]) for column in columns), None, None, float(row["total_job_openings"]))
        assert projected(releases, names[row["area_name"]], row["soc_code"])[2:] == figures, row


def test_both_real_releases_together_tell_their_areas_apart(shared: Path, releases: Any) -> None:
    """Fresno's area gained Madera County between the two and kept its name."""
    assert releases.load("edd", shared / RELEASE, shared / NEWER) == 16_908 + 1448
    of_fresno = "SELECT area, group_concat(county, ', ') FROM area_county WHERE area LIKE 'Fresno%' GROUP BY area"
    assert releases.query(of_fresno) == [
        ("Fresno MSA (Fresno County)", "Fresno County"),
        ("Fresno MSA (Fresno and Madera Counties)", "Fresno County, Madera County"),
    ]
    assert releases.query("SELECT count(*) FROM projection WHERE area = 'California' AND soc = '11-3021'") == [(2,)]
