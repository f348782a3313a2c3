"""What the readers of files find, each at its line, and the rest of the file all the same."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from occuguide.core import Application, UnknownNameError
from occuguide.plugins.authoring.check.checking import check
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import files as files_rules

Places = Callable[..., list[tuple[str, int, int]]]

TODAY = date(2026, 11, 23)
FINE = "## Benefits\n\nMany."

FAILING = [
    ("file", "@hookimpl\ndef guide_benefits():\n    return 1 / 0\n", 12, 1),
    ("file", 'from occuguide.core import *\nSOC = "11-3051.00"\n@hookimpl\ndef guide_benefits(): ...\n', 1, 1),
    ("file", 'from occuguide.core import *\nSOC = "47-2111"\ndef broken(:\n', 3, 12),
    ("head", f'+++\nsoc = "47-2111"\nwritten = 2026\n+++\n{FINE}', 3, 1),
    ("head", f'+++\nsoc = "47-2111"\nwritten = yes\n+++\n{FINE}', 3, 11),
    ("head", f'+++\nsoc = "47-2111.00"\nwritten = 2026-11-22\n+++\n{FINE}', 2, 1),
    ("unknown-section", f"{FINE}\n\n## Perks\n\nSome.\n", 9, 1),
    ("repeated-section", f"{FINE}\n\n## Benefits\n\nMore.\n", 9, 1),
    ("empty-section", "## Benefits\n\n## Experience\n\nSome.\n", 5, 1),
    ("heading-level", f"{FINE}\n\n### Leave\n\nThree weeks.\n", 9, 1),
    ("misplaced-text", '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n+++\nHello.\n\n## Benefits\n\nMany.\n', 5, 1),
    ("content", f"{FINE}\n\nFine <b>pay</b>.\n", 9, 6),
    ("content", f"{FINE}\n\n1. One\n2. Two\n", 9, 1),
    ("content", f"{FINE}\n\n\tMany more.\n", 9, 1),
    ("table", "## Benefits\n\n| Kind | For |\n| --- | --- |\n", 7, 1),
    ("table", "## Benefits\n\n| Kind | For |\n| --- | --- |\n| Health | All | Now |\n", 9, 1),
    ("citation", "## Wages\n\nHalf earn {{ wages.annual.medain }} or more.\n", 7, 14),
    ("citation", "## Wages\n\nHalf earn {{ wages.annual.median | round }} or more.\n", 7, 14),
    ("address", "## Benefits\n\nSee the [list](/benefits.html) for more.\n", 7, 16),
]

PASSING = [
    ("file", "@hookimpl\ndef guide_benefits():\n    return Section(Paragraph('Many.'))\n"),
    ("head", f'+++\nsoc = "47-2111"\nwritten = 2026-11-22 # the day\n+++\n{FINE}'),
    ("unknown-section", f"{FINE}\n\n## Where Would I Work?\n\nHere.\n"),
    ("repeated-section", f"{FINE}\n\n## Experience\n\n**Benefits**\n"),
    ("empty-section", "## Benefits\n\n<!-- To be asked for. -->\n\n## Experience\n\nSome.\n"),
    ("heading-level", f"{FINE}\n\n**Leave**\n\n#1 in most lists.\n"),
    ("misplaced-text", '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n+++\n<!-- Hello. -->\n\n## Benefits\n\nMany.\n'),
    ("content", f"{FINE}\n\nFine **pay**, a < b.\n\n- One\n- Two <!-- and more -->\n"),
    ("table", "## Benefits\n\n| Kind | For |\n| --- | --- |\n| Health | Some \\| all |\n"),
    ("citation", "## Wages\n\nHalf in {{wages.area}} earn {{  wages.annual.median  }} or more, { more } or less.\n"),
    ("address", "## Benefits\n\nSee the [list](https://www.ca.gov/), [write](mailto:help@ca.gov) or [ask](11-3051).\n"),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(files_rules, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert [found for found in places(text) if found[0] == rule] == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_all_that_is_wrong_with_a_file_is_found_at_once(places: Places) -> None:
    text = "## Perks\n\n$5.\n\n## Benefits\n\n{{ pay }}\n\n<i>Hi</i>\n\n## Benefits\n\n## Experience\n\nSome.\n"
    assert places(text) == [
        ("unknown-section", 5, 1),
        ("citation", 11, 4),
        ("content", 13, 1),
        ("repeated-section", 15, 1),
    ]


def test_what_stands_below_a_heading_that_is_none_is_no_section(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find("## Benefit\n\nMany.\n\n## Wages\n\nGood.\n")
    assert finding.rule == "unknown-section"
    assert finding.remedy == "Did you mean Benefits?"


def test_an_occupation_that_nobody_knows_needs_a_title(places: Places) -> None:
    head = '+++\nsoc = "99-9998"\n{}written = 2026-11-22\n+++\n## Benefits\n\nMany.\n'
    assert places(head.format("")) == [("file", 2, 8)]
    assert places(head.format('title = "Tide Pool Guides"\n')) == []


def test_two_files_of_a_folder_for_one_occupation(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find({"one.md": "## Benefits\n\nMany.\n", "two.md": "## Experience\n\nSome.\n"})
    assert (finding.path.name, finding.rule, finding.line, finding.column) == ("two.md", "file", 2, 8)
    assert "one.md" in finding.problem


def test_a_list_of_sentences_has_codes_and_sentences(find: Callable[..., list[Finding]]) -> None:
    sentence = "Electricians put in, test and repair the wiring, panels and lights of homes and shops."
    good = f'"47-2111" = "{sentence}"\n'
    assert find({"in_short.toml": good}) == []
    for bad, place in (
        (good + '"11-3051.00" = "Managers run a plant."\n', (2, 1)),
        (good + '"11-3051" = 3\n', (2, 1)),
        (good + '"11-3051" = "Managers\n', (2, 22)),
    ):
        (finding,) = find({"in_short.toml": bad})
        assert (finding.rule, finding.line, finding.column) == ("file", *place), bad


def test_a_file_of_another_kind_is_refused(bundled: Application, files: Callable[..., Path]) -> None:
    folder = files({"notes.txt": "Notes."})
    with pytest.raises(UnknownNameError, match="no occupation's file is in this folder"):
        check(bundled, [folder], TODAY)
    (finding,) = check(bundled, [folder / "notes.txt"], TODAY).findings
    assert finding.rule == "file"
    assert "'.txt'" in finding.problem
