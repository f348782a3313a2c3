"""Exceptions: for a line, for a file, and those that are none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from occuguide.core import Application
from occuguide.plugins.authoring.check.checking import check
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import exceptions

Places = Callable[..., list[tuple[str, int, int]]]

TODAY = date(2026, 11, 23)
HEAD = '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n{}+++\n## Benefits\n\n'
FEE = "A license costs $90 or so.\n"


def said(text: str) -> str:
    return f"## Benefits\n\n{text}"


def module(text: str) -> str:
    return f"@hookimpl\ndef guide_benefits():\n    return Section(\n{text}    )\n"


FAILING = [
    ("bad-exception", said("<!-- allow bare-figures: by law -->\nMany.\n"), 7, 1),
    ("bad-exception", HEAD.format("# allow bare-figures in this file: by law\n") + "Many.\n", 4, 1),
    ("unused-exception", said("Many. <!-- allow bare-figure: by law -->\n"), 7, 7),
    ("unused-exception", HEAD.format("# allow bare-figure in this file: by law\n") + "Many.\n", 4, 1),
    ("unused-exception", module("        # allow bare-figure: by law\n        Paragraph('Many.'),\n"), 13, 9),
]

PASSING = [
    ("bad-exception", said(f"<!-- allow bare-figure: by law -->\n{FEE}")),
    ("bad-exception", said("<!-- allow two days for this -->\nMany.\n")),
    ("bad-exception", HEAD.format("# allow more time\n") + "Many.\n"),
    ("unused-exception", said(f"<!-- allow bare-figure: by law -->\n\n{FEE}")),
    ("unused-exception", said(f"<!--\nallow bare-figure: set by law,\nnot by the board\n-->\n\n{FEE}")),
    ("unused-exception", said(f"<!-- allow bare-figure: by law -->\nMany\npay. {FEE}")),
    ("unused-exception", said(f"{FEE.strip()} <!-- allow bare-figure: by law -->\n")),
    ("unused-exception", said(f"It is\n<!-- allow bare-figure: by law -->\nso. {FEE}")),
    ("unused-exception", said(f"<!-- allow bare-figure in this file: by law -->\nMany.\n\nMore.\n\n{FEE}")),
    ("unused-exception", HEAD.format("# allow bare-figure in this file: by law\n") + f"Many.\n\nMore.\n\n{FEE}"),
    ("unused-exception", module(f"        # allow bare-figure: by law\n        Paragraph('{FEE.strip()}'),\n")),
    ("unused-exception", module(f"        Paragraph('{FEE.strip()}'),  # allow bare-figure: by law\n")),
    ("unused-exception", module(f"        Paragraph('{FEE.strip()}'),\n# allow bare-figure in this file: by law\n")),
    ("unused-exception", said("<!-- allow spelling: it is a name, and no dictionary is installed -->\nMany.\n")),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(exceptions, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


@pytest.mark.parametrize("comment", ["<!-- allow bare-figure -->", "<!-- allow bare-figure: -->"])
def test_an_exception_without_a_reason_excepts_nothing(comment: str, find: Callable[..., list[Finding]]) -> None:
    bad, figure = find(said(f"{comment}\n{FEE}"))
    assert (bad.rule, bad.line, figure.rule, figure.line) == ("bad-exception", 7, "bare-figure", 8)
    assert bad.problem == "the exception from bare-figure gives no reason"
    assert bad.remedy == "Write it as: allow RULE: REASON."


def test_an_exception_is_for_its_rule_and_its_lines_alone(places: Places) -> None:
    text = f"<!-- allow bare-figure: by law -->\n{FEE}\nThey utilize a {FEE}"
    assert places(said(text)) == [("jargon", 10, 6), ("bare-figure", 10, 32)]
    assert places(said(f"<!-- allow jargon: their own word -->\n{FEE}")) == [
        ("unused-exception", 7, 1),
        ("bare-figure", 8, 17),
    ]


def test_what_is_found_in_line_1_is_excepted_for_the_file(places: Places) -> None:
    text = HEAD.format("# allow reading-grade in this file: the law's own words\n") + "Many words to read.\n" * 30
    assert places(text, grade=0.1, off=["repeated-sentence", "repeated-paragraph"]) == []


def test_exceptions_in_a_list_of_sentences(find: Callable[..., list[Finding]]) -> None:
    sentences = '"11-1011" = "They lead."  # allow in-short: short it is\n'
    sentences += '# allow in-short: so is this\n"11-1021" = "So do they."\n'
    assert find({"in_short.toml": sentences}) == []
    (finding,) = find({"in_short.toml": sentences + '"11-2011" = "They advertise."\n'})
    assert (finding.rule, finding.line) == ("in-short", 4)


def test_rules_that_are_off_need_no_exceptions_and_have_them(places: Places) -> None:
    text = said(f"<!-- allow bare-figure: by law -->\n{FEE}\n<!-- allow jargon: theirs -->\nMany.\n")
    assert places(text) == [("unused-exception", 10, 1)]
    assert places(text, off=["bare-figure"]) == [("unused-exception", 10, 1)]
    assert places(text, off=["jargon"]) == []
    assert places(text, off=["unused-exception"]) == []


def test_an_exception_for_another_guide_is_not_missed_where_that_is_not_looked_at(
    bundled: Application, files: Callable[..., Path]
) -> None:
    head = '+++\nsoc = "{}"\nwritten = 2026-11-22\n+++\n'
    shared = "## Benefits\n\n<!-- allow shared-sentence: both have the same law -->\nThe law asks for a license.\n"
    folder = files({"one.md": head.format("11-3051") + shared, "two.md": head.format("47-2111") + shared})
    # The first has nobody before it to share with.
    (unused,) = check(bundled, [folder], TODAY).findings
    assert (unused.path.name, unused.rule) == ("one.md", "unused-exception")
    assert check(bundled, [folder / "two.md"], TODAY).findings == []
    assert check(bundled, [folder / "one.md"], TODAY).findings == []
