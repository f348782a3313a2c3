"""Spelling, with a dictionary made up for the test, so that it is checked wherever the tests run."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import spelling

Places = Callable[..., list[tuple[str, int, int]]]

KNOWN = set(
    re.findall(r"\S+", "they mend the wires of a home in off season it is well known and for don't they're ask at")
)

FAILING = [
    ("spelling", "## Benefits\n\nThey mend the wirse of a home.\n", 7, 15),
    ("spelling", "## Benefits\n\nIt is well *knwon*. It is wel-known.\n", 7, 13),
    ("spelling", "@hookimpl\ndef guide_benefits():\n    return Section(Paragraph('They mend wirse.'))\n", 12, 41),
]

PASSING = [
    ("spelling", "## Benefits\n\nThey mend wires off-season. They’re well-known, and don't mend X-wires.\n"),
    ("spelling", "## Benefits\n\nIt is {{ wages.period }} in Zzyzx, and the NABCEP's. It is for electricians.\n"),
    ("spelling", "## Benefits\n\nAsk at www.dir.ca.gov, nobody@dir.ca.gov and node.js.\n"),
]


@pytest.fixture(autouse=True)
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dictionary of few words in the place of the installed one."""
    words = SimpleNamespace(check=lambda word: word.lower() in KNOWN, suggest=lambda word: [f"not {word}"])
    monkeypatch.setattr(spelling, "dictionary", lambda: words)


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(spelling, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert [found for found in places(text) if found[0] == rule][:1] == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert [found for found in places(text) if found[0] == rule] == []


def test_a_word_is_found_once_with_what_may_be_meant(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find("## Benefits\n\nThey mend the wirse. It is the wirse.\n")
    assert finding.problem == "the dictionary does not know 'wirse'"
    assert finding.remedy == "Did you mean not wirse?"


def test_words_that_are_accepted_are_right(places: Places) -> None:
    text = "## Benefits\n\nThey mend the Wirse, the wirse and the wirse's home.\n"
    assert places(text, accepted=("WIRSE",)) == []
