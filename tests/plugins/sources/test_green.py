"""Green occupations and those with a bright outlook."""

from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError

GREEN = "O*NET-SOC Code\tGreen Occupational Category\n11-3051.05\tGreen New & Emerging\n"
BRIGHT = 'Code,Occupation,Categories\n13-2011.00,"Accountants","Rapid Growth; Numerous Job Openings"\n'
SELECT = "SELECT onet_soc, edition, kind, category FROM designation"

GREEN_ROW = ("11-3051.05", "O*NET-SOC 2010", "green", "Green New & Emerging")
BRIGHT_ROWS = [
    ("13-2011.00", "O*NET-SOC 2019", "bright", "Numerous Job Openings"),
    ("13-2011.00", "O*NET-SOC 2019", "bright", "Rapid Growth"),
]


def files(releases: Any) -> tuple[Path, Path]:
    return releases.file("Green Occupations.txt", GREEN), releases.file("bright_outlook.csv", BRIGHT)


def test_codes_are_kept_as_listed_with_the_edition_that_they_are_of(releases: Any) -> None:
    releases.load("green", *files(releases))
    assert releases.query(SELECT) == [GREEN_ROW, *BRIGHT_ROWS]
    assert releases.notes == []


def test_either_list_alone_is_enough_and_the_other_is_said_to_be_lacking(releases: Any) -> None:
    green, bright = files(releases)
    releases.load("green", green)
    assert releases.query(SELECT) == [GREEN_ROW]
    assert "the Bright Outlook list" in releases.notes[0]
    releases.load("green", bright)
    assert releases.query(SELECT) == BRIGHT_ROWS
    assert "the green occupations" in releases.notes[0]


def test_the_wording_that_the_licence_asks_for_names_what_was_read(releases: Any) -> None:
    green, bright = files(releases)
    said = {}
    for name, paths in {"green": [green], "bright": [bright], "both": [green, bright]}.items():
        releases.load("green", *paths)
        ((said[name],),) = releases.query("SELECT attribution FROM source")
    assert "from the O*NET 18.1 Database by the U.S. Department of Labor" in said["green"]
    assert "from the O*NET Bright Outlook list by the U.S. Department of Labor" in said["bright"]
    assert "from the O*NET 18.1 Database and the O*NET Bright Outlook list by" in said["both"]
    assert all("CC BY 4.0" in words for words in said.values())


def test_lists_of_other_names_are_known_by_their_columns(releases: Any) -> None:
    releases.load("green", releases.file("a.txt", GREEN), releases.file("b.csv", BRIGHT))
    assert len(releases.query(SELECT)) == 3


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Green Occupations.txt", GREEN.replace("3051.05", "3051"), ("row 2, column 'O*NET-SOC Code'", "'11-3051'")),
        ("bright_outlook.csv", BRIGHT.replace("Growth;", "Growth;;"), ("row 2, column 'Categories'", "missing")),
        ("bright_outlook.csv", BRIGHT.replace("Categories", "Kind"), ("row 1", "no column 'Categories'")),
        ("green.txt", "Task\tWords\n", ("green.txt", "the green occupations or the Bright Outlook list")),
    ],
)
def test_what_is_wrong_is_said_with_its_place(releases: Any, name: str, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(DataError) as raised:
        releases.load("green", releases.file(name, text))
    for word in (name, *words):
        assert word in str(raised.value)


def test_a_folder_without_a_list_says_what_it_holds(releases: Any) -> None:
    folder = releases.gathered("green", releases.file("Green Task Statements.txt", "Task\n"))
    with pytest.raises(DataError, match=r"There is Green Task Statements\.txt\.$"):
        releases.load("green", folder)


def test_the_real_lists_are_read_whole(shared: Path, releases: Any) -> None:
    """204 green occupations; 346 bright ones, of which 37 are so for two reasons."""
    assert releases.load("green", shared / "green") == 587
    counts = "SELECT kind, count(*), count(DISTINCT onet_soc) FROM designation GROUP BY kind"
    assert releases.query(counts) == [("bright", 383, 346), ("green", 204, 204)]
    categories = {category for (category,) in releases.query("SELECT DISTINCT category FROM designation")}
    assert categories == {
        "Green Enhanced Skills",
        "Green Increased Demand",
        "Green New & Emerging",
        "New and Emerging",
        "Numerous Job Openings",
        "Rapid Growth",
    }
    assert releases.query("SELECT copied_from <> '' FROM source") == [(1,)]
