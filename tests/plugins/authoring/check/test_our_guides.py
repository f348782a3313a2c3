"""The guides that come with Occuguide, and the sentence that it has for every occupation."""

import statistics
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from occuguide import occupations
from occuguide.core import Application
from occuguide.plugins.authoring.check.checking import check
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.reading import read
from occuguide.plugins.authoring.check.rules.reading import grade
from occuguide.plugins.authoring.check.written import Form, Written

FOLDER = Path(occupations.__file__).parent
MEDIAN_GRADE = 9

LEGISLATORS = "Legislators are elected to write, debate and vote on the laws of a town, tribe, state or nation."


@pytest.fixture(autouse=True)
def dictionary() -> None:
    """The dictionary that is installed, if one is: all tests beside these have none."""


@pytest.fixture(scope="module")
def guides(bundled: Application) -> Sequence[Written]:
    paths = [path for path in sorted(FOLDER.iterdir()) if path.suffix in (".md", ".py") and path.name[0] != "_"]
    return [guide for path in paths for guide in read(bundled, path)]


def test_nothing_is_found_in_them(guides: Sequence[Written], bundled: Application) -> None:
    """On the day of the last review, so that time alone fails no test."""
    today = max(guide.told.written for guide in guides if guide.told.written)
    checked = check(bundled, [FOLDER], today)
    assert [str(finding) for finding in checked.findings] == []
    assert checked.files == len(guides) + 1


def test_they_are_easy_to_read(guides: Sequence[Written]) -> None:
    said = [[sentence for _, sentence in guide.sentences(Form.PARAGRAPH, Form.ITEM)] for guide in guides]
    grades = {guide.path.name: round(grade(sentences), 1) for guide, sentences in zip(guides, said, strict=True)}
    assert statistics.median(grades.values()) <= MEDIAN_GRADE, grades


# --- A sentence for every occupation --------------------------------------------------------------------------


def test_every_occupation_of_the_bundled_edition_has_a_sentence(bundled: Application) -> None:
    listed = tomllib.loads((FOLDER / "in_short.toml").read_text(encoding="utf-8"))
    assert set(listed) == set(bundled.facts.occupations)
    told = read(bundled, FOLDER / "in_short.toml")
    assert {one.soc: one.passages[0].text for one in told} == listed


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("They lead.", "in-short"),
        (" ".join(["They go up and down"] * 6) + ".", "in-short"),
        ("Administrators coordinate multidisciplinary organizational responsibilities internationally.", "in-short"),
        ("Chief executives set the course of a firm or agency. They lead it too.", "in-short"),
        (LEGISLATORS, "shared-sentence"),
    ],
    ids=["too short", "too long", "too hard", "two", "another's"],
)
def test_a_sentence_that_is_not_as_it_should_be_is_found_among_all(
    sentence: str, rule: str, find: Callable[..., list[Finding]], bundled: Application
) -> None:
    lines = (FOLDER / "in_short.toml").read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith('"51-1011"'))
    lines[place] = f'"51-1011" = "{sentence}"'
    assert [(one.rule, one.line, one.column) for one in find({"in_short.toml": "\n".join(lines)})] == [
        (rule, place + 1, 14)
    ]
