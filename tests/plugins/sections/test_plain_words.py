"""The plain words for O*NET's elements: one for each, none for another, and none of O*NET's own sentences."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path

import pytest

from occuguide.plugins.sources.release import Member
from occuguide.plugins.sources.tables import Row, read_table

TABLES = tomllib.loads(
    resources.files("occuguide.plugins.sections").joinpath("plain_words.toml").read_text(encoding="utf-8")
)
WORDS: Mapping[str, Mapping[str, str]] = {
    **TABLES,
    "interests": {letter: interest["likes"] for letter, interest in TABLES["interests"].items()},
}
ENTRIES = [pytest.param(table, key, id=f"{table} {key}") for table, entries in WORDS.items() for key in entries]
SENTENCES = ("skills", "abilities", "job_zones", "green")

Rows = Callable[..., Iterator[Row]]


@pytest.fixture(scope="session")
def rows() -> Rows:
    """The rows of a file of the real releases that stand beside the repository."""
    folder = Path(__file__).parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real releases are not here (../shared/data)")

    def of(file: str, *columns: str) -> Iterator[Row]:
        path = folder / file
        return read_table(Member(path.name, path), columns, what="the release's table")

    return of


@pytest.fixture(scope="session")
def theirs(rows: Rows) -> frozenset[tuple[str, ...]]:
    """Every run of six words in O*NET's descriptions."""
    elements = rows("onet_29_3_excel/Content Model Reference.xlsx", "Element Name", "Description")
    texts = [row["Description"] for row in elements]
    for row in rows("onet_29_3_excel/Job Zone Reference.xlsx", "Job Zone"):
        texts += row.cells.values()
    return frozenset(run for text in texts for run in runs(text))


def runs(text: str, length: int = 6) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))


@pytest.mark.parametrize(
    ("table", "file", "element"),
    [
        ("skills", "Skills.xlsx", r"2\..*"),
        ("abilities", "Content Model Reference.xlsx", r"1\.A\.\d\.\w\.\d"),
        ("styles", "Work Styles.xlsx", r"1\.C\..*"),
    ],
)
def test_every_element_of_the_release_has_words_and_no_other(table: str, file: str, element: str, rows: Rows) -> None:
    ids = {row["Element ID"] for row in rows(f"onet_29_3_excel/{file}", "Element ID")}
    assert WORDS[table].keys() == {one for one in ids if re.fullmatch(element, one)}


@pytest.mark.parametrize("file", ["Abilities to Work Activities.xlsx", "Abilities to Work Context.xlsx"])
def test_every_ability_that_a_table_links_has_words(file: str, rows: Rows) -> None:
    linked = {row["Abilities Element ID"] for row in rows(f"onet_29_3_excel/{file}", "Abilities Element ID")}
    assert linked
    assert linked <= WORDS["abilities"].keys()


def test_every_value_that_is_rated_has_words_and_no_other(rows: Rows) -> None:
    values = rows("onet_29_3_excel/Work Values.xlsx", "Element ID", "Scale ID")
    assert WORDS["values"].keys() == {row["Element ID"] for row in values if row["Scale ID"] == "EX"}


def test_every_interest_has_its_name_and_words(rows: Rows) -> None:
    interests = rows("onet_29_3_excel/Interests.xlsx", "Element Name", "Scale ID")
    names = {row["Element Name"] for row in interests if row["Scale ID"] == "OI"}
    ours = {letter: interest["name"] for letter, interest in TABLES["interests"].items()}
    assert ours == {name[0]: name for name in names}


def test_every_job_zone_has_words_and_no_other(rows: Rows) -> None:
    zones = {row["Job Zone"] for row in rows("onet_29_3_excel/Job Zone Reference.xlsx", "Job Zone")}
    assert WORDS["job_zones"].keys() == zones


def test_every_category_of_green_occupations_has_words_and_no_other(rows: Rows) -> None:
    column = "Green Occupational Category"
    assert WORDS["green"].keys() == {row[column] for row in rows("green/Green Occupations.txt", column)}


def test_every_reason_for_a_bright_outlook_has_words_and_no_other(rows: Rows) -> None:
    lists = [row["Categories"].split("; ") for row in rows("green/bright_outlook.csv", "Categories")]
    assert WORDS["bright"].keys() == {category for one in lists for category in one}


@pytest.mark.parametrize(("table", "key"), ENTRIES)
def test_words_have_the_form_that_a_guide_puts_them_in(table: str, key: str) -> None:
    words = WORDS[table][key]
    assert words == " ".join(words.split())
    if table in SENTENCES:
        assert re.fullmatch(r"[A-Z].+[^.]\.", words), "sentences, from a capital to a full stop"
    else:
        assert re.fullmatch(r"[a-z].+[^.]", words), "the end of a sentence that a guide begins"
    if table in ("skills", "abilities"):
        assert len(words.split()) <= 14
    if table in ("styles", "values"):
        assert "," not in words, "several stand in a list"
        assert words.startswith("to ") == (table == "values")


def test_no_two_elements_have_the_same_words() -> None:
    words = [words for entries in WORDS.values() for words in entries.values()]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(("table", "key"), ENTRIES)
def test_words_are_not_onets_own(table: str, key: str, theirs: frozenset[tuple[str, ...]]) -> None:
    assert not theirs.intersection(runs(WORDS[table][key]))
