"""What a reader is told of some occupations, each a trap of its own: the sentences, and the figures in them.

The sentences stand here as a reader sees them. That their figures are the releases' is tested by reading the releases
by other means than the importers.
"""

import csv
import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from attrs import frozen

from occuguide.core.application import Application

CALIFORNIA, NATION, LOS_ANGELES, SIERRA = "0600000", "0000000", "0031080", "0600006"
LOS_ANGELES_COUNTY = "Los Angeles-Long Beach-Glendale MD (Los Angeles County)"
SIERRA_REGION = (
    "Eastern Sierra-Mother Lode Region (Alpine, Amador, Calaveras, Inyo, Mariposa, Mono, and Tuolumne Counties)"
)
OLDER, NEWER, NATIONAL = (
    "edd_projections/long_term_2020_2030.csv",
    "edd_projections/long_term_2024_2034_56_occupations.csv",
    "bls_employment_projections/employment_projections_2024_2034.csv",
)

YEAR, HOUR = "Annual median wage", "Hourly median wage"
BASE, END, CHANGE, GROWTH = range(4)
COLUMNS = {
    OLDER: (
        "Base Year Employment Estimate",
        "Projected Year Employment Estimate",
        "Numeric Change",
        "Percentage Change",
    ),
    NEWER: ("base_employment", "projected_employment", "numeric_change", "percent_change"),
    NATIONAL: (
        "Employment 2024",
        "Employment 2034",
        "Employment Change, 2024-2034",
        "Employment Percent Change, 2024-2034",
    ),
}

Wage = tuple[str, str, str]
"""Where a wage stands in the release: the occupation's code, the area's, the type of figure."""

Jobs = tuple[str, str, str, int]
"""Where a projection stands: the file, the area's name, the occupation's code, which of the columns."""


@frozen(kw_only=True)
class Told:
    """What is told of an occupation in a place.

    Args:
        soc, place: Of which, and where.
        said: Sentences, whole; a blank line stands between them. Spaces and ends of lines do not count.
        figures: Every figure in them with where it stands in a release.
        unsaid: What must not be said.
    """

    soc: str
    place: str
    said: str
    figures: Mapping[str, Wage | Jobs] = {}
    unsaid: Sequence[str] = ()


ALL = "00-0000"

EVERY = {
    "firefighters": Told(
        soc="33-2011",
        place="California",
        said="""
            The median wage in California was $85,120 a year, or $40.92 an hour in May 2025.

            In California, the number of jobs for Firefighters is projected to grow more slowly than the average
            for all occupations from 2020 to 2030: by 1,100 jobs, or 4.0%. All occupations together are
            projected to grow by 16.0% there.
        """,
        figures={
            "$85,120": ("33-2011", CALIFORNIA, YEAR),
            "$40.92": ("33-2011", CALIFORNIA, HOUR),
            "1,100 jobs": (OLDER, "California", "33-2011", CHANGE),
            "4.0%": (OLDER, "California", "33-2011", GROWTH),
            "16.0%": (OLDER, "California", ALL, GROWTH),
        },
        unsaid=("or more a year", "together with"),
    ),
    "firefighters in Alpine": Told(
        soc="33-2011",
        place="Alpine County",
        said="""
            Wages are not published for Alpine County alone. These are for the Eastern Sierra-Mother Lode Region
            of California, which also takes in Amador, Calaveras, Inyo, Mariposa, Mono and Tuolumne counties.

            The median wage in the Eastern Sierra-Mother Lode Region of California was $65,170 a year, or $31.33
            an hour in May 2025.

            In the Eastern Sierra-Mother Lode Region, the number of jobs for Firefighters is projected to grow
            more slowly than the average for all occupations from 2020 to 2030: by 40 jobs, or 5.7%. All
            occupations together are projected to grow by 12.1% there.
        """,
        figures={
            "$65,170": ("33-2011", SIERRA, YEAR),
            "$31.33": ("33-2011", SIERRA, HOUR),
            "40 jobs": (OLDER, SIERRA_REGION, "33-2011", CHANGE),
            "5.7%": (OLDER, SIERRA_REGION, "33-2011", GROWTH),
            "12.1%": (OLDER, SIERRA_REGION, ALL, GROWTH),
        },
    ),
    "airline pilots": Told(
        soc="53-2011",
        place="California",
        said="""
            The median wage in California was $353,900 a year in May 2025.

            Hourly wages, May 2025: yearly only for California and the United States.

            In California, the number of jobs for Airline Pilots, Copilots, and Flight Engineers is projected to
            grow faster than the average for all occupations from 2020 to 2030: by 1,800 jobs, or 20.5%. All
            occupations together are projected to grow by 16.0% there.
        """,
        figures={
            "$353,900": ("53-2011", CALIFORNIA, YEAR),
            "1,800 jobs": (OLDER, "California", "53-2011", CHANGE),
            "20.5%": (OLDER, "California", "53-2011", GROWTH),
            "16.0%": (OLDER, "California", ALL, GROWTH),
        },
        # No wage above the bound of the release is top-coded for being large.
        unsaid=("Hourly wages by percentile", " or more a year", "$239,200"),
    ),
    "airline pilots in Alpine": Told(
        soc="53-2011",
        place="Alpine County",
        said="""
            No wages are published for this occupation in the Eastern Sierra-Mother Lode Region of California.
            Those of California and the United States are shown instead.

            No projection is published for this occupation in the Eastern Sierra-Mother Lode Region.

            Those for California and the United States are shown instead.

            $353,900
        """,
        figures={"$353,900": ("53-2011", CALIFORNIA, YEAR)},
        unsaid=("The median wage in",),
    ),
    "elementary teachers": Told(
        soc="25-2021",
        place="California",
        said="""
            The median wage in California was $99,650 a year in May 2025.

            Hourly wages, May 2025: yearly only for California and the United States.

            In California, the number of jobs for Elementary School Teachers, Except Special Education is
            projected to fall, from 150,600 in 2024 to 148,000 in 2034, a change of -1.7%.
        """,
        figures={
            "$99,650": ("25-2021", CALIFORNIA, YEAR),
            "150,600": (NEWER, "California", "25-2021", BASE),
            "148,000": (NEWER, "California", "25-2021", END),
            "-1.7%": (NEWER, "California", "25-2021", GROWTH),
        },
        unsaid=("Hourly wages by percentile", "All occupations together"),
    ),
    "actors": Told(
        soc="27-2011",
        place="California",
        said="""
            The median wage in California is not released for May 2025: the survey cannot show it without giving
            away single employers, or it is not certain enough.

            Yearly wages, May 2025: not released for California; hourly only for the United States.

            No projection is published for this occupation in California.

            Those for the United States are shown instead.

            $29.05

            0.3%
        """,
        figures={
            "$29.05": ("27-2011", NATION, HOUR),
            "0.3%": (NATIONAL, "", "27-2011", GROWTH),
        },
        unsaid=("The median wage in California was",),
    ),
    "actors in the nation": Told(
        soc="27-2011",
        place="United States",
        said="""
            The median wage in the United States was $29.05 an hour in May 2025.
        """,
        figures={"$29.05": ("27-2011", NATION, HOUR)},
        unsaid=("a year, or", "Yearly wages by percentile"),
    ),
    "cardiologists": Told(
        soc="29-1212",
        place="Los Angeles County",
        said="""
            The median wage in the Los Angeles-Long Beach-Anaheim area was $239,200 or more a year, or $115.00
            or more an hour in May 2025.

            The projections for Los Angeles County and California are published together with those of
            Dermatologists; Emergency Medicine Physicians; Neurologists; Physicians, Pathologists; Radiologists;
            Physicians, All Other; and Ophthalmologists, Except Pediatric, under the code 29-1228, and not
            for Cardiologists alone.

            In Los Angeles County, the number of jobs for Physicians, All Other; and Ophthalmologists, Except
            Pediatric is projected to grow more slowly than the average for all occupations from 2020 to 2030:
            by 570 jobs, or 5.7%. All occupations together are projected to grow by 15.7% there.
        """,
        figures={
            "$239,200": ("29-1212", LOS_ANGELES, YEAR),
            "$115.00": ("29-1212", LOS_ANGELES, HOUR),
            "570 jobs": (OLDER, LOS_ANGELES_COUNTY, "29-1228", CHANGE),
            "5.7%": (OLDER, LOS_ANGELES_COUNTY, "29-1228", GROWTH),
            "15.7%": (OLDER, LOS_ANGELES_COUNTY, ALL, GROWTH),
        },
        unsaid=("number of jobs for Cardiologists",),
    ),
    "software developers": Told(
        soc="15-1252",
        place="California",
        said="""
            The median wage in California was $174,410 a year, or $83.85 an hour in May 2025.

            In California, the number of jobs for Software Developers is projected to grow from 2024 to 2034: by
            53,600 jobs, or 18.4%.
        """,
        figures={
            "$174,410": ("15-1252", CALIFORNIA, YEAR),
            "$83.85": ("15-1252", CALIFORNIA, HOUR),
            "53,600 jobs": (NEWER, "California", "15-1252", CHANGE),
            "18.4%": (NEWER, "California", "15-1252", GROWTH),
        },
        unsaid=("together with", "2020-2030", "from 2020", "15-1256"),
    ),
    "software testers": Told(
        soc="15-1253",
        place="California",
        said="""
            The median wage in California was $128,740 a year, or $61.89 an hour in May 2025.

            The projections for California are published together with those of Software Developers, under the
            code 15-1256, and not for Software Quality Assurance Analysts and Testers alone.

            In California, the number of jobs for Software Developers and Software Quality Assurance Analysts
            and Testers is projected to grow much faster than the average for all occupations from 2020 to 2030:
            by 116,200 jobs, or 36.1%. All occupations together are projected to grow by 16.0% there.

            10.0%
        """,
        figures={
            "$128,740": ("15-1253", CALIFORNIA, YEAR),
            "$61.89": ("15-1253", CALIFORNIA, HOUR),
            "116,200 jobs": (OLDER, "California", "15-1256", CHANGE),
            "36.1%": (OLDER, "California", "15-1256", GROWTH),
            "16.0%": (OLDER, "California", ALL, GROWTH),
            "10.0%": (NATIONAL, "", "15-1253", GROWTH),
        },
        unsaid=("The wages for California are published together",),
    ),
    "software developers and testers": Told(
        soc="15-1256",
        place="California",
        said="""
            Software Developers and Software Quality Assurance Analysts and Testers are several occupations,
            which some releases join:

            The wages of these occupations are published one by one, and are not added up here.

            Software Developers (Guide) California $174,410 $83.85

            $128,740 $61.89

            In California, the number of jobs for Software Developers and Software Quality Assurance Analysts
            and Testers is projected to grow much faster than the average for all occupations from 2020 to 2030:
            by 116,200 jobs, or 36.1%.
        """,
        figures={
            "$174,410": ("15-1252", CALIFORNIA, YEAR),
            "$83.85": ("15-1252", CALIFORNIA, HOUR),
            "$128,740": ("15-1253", CALIFORNIA, YEAR),
            "$61.89": ("15-1253", CALIFORNIA, HOUR),
            "116,200 jobs": (OLDER, "California", "15-1256", CHANGE),
            "36.1%": (OLDER, "California", "15-1256", GROWTH),
        },
        unsaid=("The median wage in", "together with"),
    ),
    "substance abuse counselors": Told(
        soc="21-1011",
        place="California",
        said="""
            The wages for California and the United States are published together with those of Mental Health
            Counselors, under the code 21-1018, and not for Substance Abuse and Behavioral Disorder
            Counselors alone.

            The median wage in California was $59,250 a year, or $28.48 an hour in May 2025.

            The projections for California and the United States are published together with those of Mental
            Health Counselors, under the code 21-1018, and not for Substance Abuse and Behavioral
            Disorder Counselors alone.

            In California, the number of jobs for Substance Abuse, Behavioral Disorder, and Mental Health
            Counselors is projected to grow about as fast as the average for all occupations from 2020 to 2030:
            by 6,400 jobs, or 17.3%. All occupations together are projected to grow by 16.0% there.
        """,
        figures={
            "$59,250": ("21-1018", CALIFORNIA, YEAR),
            "$28.48": ("21-1018", CALIFORNIA, HOUR),
            "6,400 jobs": (OLDER, "California", "21-1018", CHANGE),
            "17.3%": (OLDER, "California", "21-1018", GROWTH),
            "16.0%": (OLDER, "California", ALL, GROWTH),
        },
    ),
    "counselors together": Told(
        soc="21-1018",
        place="California",
        said="""
            surveys of jobs and pay count them together

            Substance abuse and behavioral disorder counselors (Profile) work with people

            Mental health counselors (Profile) see people

            The median wage in California was $59,250 a year, or $28.48 an hour in May 2025.

            In California, the number of jobs for Substance Abuse, Behavioral Disorder, and Mental Health
            Counselors is projected to grow about as fast as the average for all occupations from 2020 to 2030:
            by 6,400 jobs, or 17.3%.
        """,
        figures={
            "$59,250": ("21-1018", CALIFORNIA, YEAR),
            "$28.48": ("21-1018", CALIFORNIA, HOUR),
            "6,400 jobs": (OLDER, "California", "21-1018", CHANGE),
            "17.3%": (OLDER, "California", "21-1018", GROWTH),
        },
        unsaid=("together with", "are published one by one"),
    ),
    "registered nurses": Told(
        soc="29-1141",
        place="California",
        said="""
            Wages are published for all Registered Nurses together, not apart for Acute Care Nurses, Advanced
            Practice Psychiatric Nurses, Critical Care Nurses or Clinical Nurse Specialists.
        """,
    ),
}


def bare(words: str) -> str:
    """Words without spaces: lines are broken between them, and after hyphens."""
    return re.sub(r"\s+", "", words)


@pytest.mark.parametrize("name", EVERY)
def test_a_reader_is_told(name: str, bundled: Application) -> None:
    told = EVERY[name]
    page = bundled.renderer("text").render(bundled.guide(told.soc, told.place)).decode("utf-8")
    page, _, sources = page.partition("Sources and licenses\n")
    assert sources
    # A source's release is named with all its periods, whichever of them is shown.
    page = bare(re.sub(r"(?ms)^Sources?: .*?(?=\n\n|\Z)", "", page))
    for sentence in told.said.split("\n\n"):
        assert bare(sentence) in page, sentence
    for sentence in told.unsaid:
        assert bare(sentence) not in page, sentence


@pytest.mark.parametrize("name", EVERY)
def test_each_figure_that_is_told_is_the_releases(name: str, shared: Path, snapshot: sqlite3.Connection) -> None:
    told = EVERY[name]
    amounts = r"\$[\d,]+(?:\.\d\d)?|-?\d[\d,.]*%|\d[\d,]* jobs|\d{1,3}(?:,\d{3})+"
    said = " ".join(told.said.split())
    assert {*re.findall(amounts, said)} == told.figures.keys()
    for figure, place in told.figures.items():
        number = float(re.sub(r"[^\d.\-]", "", figure))
        if len(place) == 3:
            value, footnote = wage(snapshot, *place)
            assert footnote == ("5" if f"{figure} or more" in said else None), (figure, footnote)
            assert footnote or value == number, (figure, value)
        else:
            assert projected(shared, *place) == number, figure


def wage(snapshot: sqlite3.Connection, soc: str, area: str, kind: str) -> tuple[float | None, str | None]:
    """A wage and its footnote, as the release has them."""
    (column,) = snapshot.execute("SELECT datatype_code FROM datatype WHERE datatype_name = ?", (kind,)).fetchone()
    query = f"SELECT v{column}, f{column} FROM cell WHERE substr(key, 5) = ?"
    value, footnote = snapshot.execute(query, (f"{area}000000{soc.replace('-', '')}",)).fetchone()
    return (None if footnote else float(value)), footnote


def projected(shared: Path, file: str, area: str, soc: str, column: int) -> float:
    """A projected figure, as the release has it; the nation's numbers of jobs are in thousands."""
    with (shared / file).open(encoding="utf-8-sig", newline="") as opened:
        (row,) = (
            row
            for row in csv.DictReader(opened)
            if soc in (cell.strip('="') for cell in row.values()) and area in ("", *row.values())
        )
    return float(row[COLUMNS[file][column]])


def test_what_alpine_lacks_the_release_lacks(snapshot: sqlite3.Connection) -> None:
    """Not published is another thing than not released: there is no row at all."""
    query = "SELECT count(*) FROM cell WHERE key LIKE ?"
    assert snapshot.execute(query, (f"OEU_{SIERRA}000000532011",)).fetchone() == (0,)
    assert snapshot.execute(query, (f"OEU_{SIERRA}000000332011",)).fetchone() == (1,)
