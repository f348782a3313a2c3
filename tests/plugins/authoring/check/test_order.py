"""The order of sections, and cells without words."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import order

Places = Callable[..., list[tuple[str, int, int]]]

ANSWER = """\
@hookimpl
def guide_{}(occupation, area, facts):
    PAY = Citations(occupation, area, facts).get("wages.annual.median")
    return Section({})
"""
TABLE = "## Benefits\n\n| Kind | For |\n| --- | --- |\n| Health | {} |\n| Leave | All |\n"

FAILING = [
    ("section-order", "## Benefits\n\nMany.\n\n##  Working Conditions\nThey climb.\n", 9, 1),
    ("empty-cell", TABLE.format(" "), 9, 1),
    ("stray-mark", "## Benefits\n\nMany.\n\n##Wages\n\nGood.\n", 9, 1),
    ("stray-mark", "## Benefits\n\n| Kind | For |\n| Health | All |\n", 7, 1),
    ("stray-mark", "## Benefits\n\n• Leave\n", 7, 1),
    ("stray-mark", "## Wages\n\nHalf earn { wages.annual.median } or more.\n", 7, 1),
    ("empty-cell", ANSWER.format("benefits", "Table('Kind', (Column('Kind'),), ((('',),),))"), 1, 1),
]

PASSING = [
    ("section-order", "## Working Conditions\n\nThey climb.\n\n## Benefits\n\nMany.\n"),
    ("section-order", ANSWER.format("benefits", "Paragraph('Many.')") + ANSWER.format("overview", "Paragraph('So.')")),
    ("empty-cell", TABLE.format("-")),
    ("stray-mark", "## Benefits\n\n#1 on the list is C# {or so}, at 50 | 50.\n"),
    (
        "empty-cell",
        ANSWER.format("benefits", "Table('Pay', (Column('Pay'),), (((PAY,),),)), Note(('It is ', PAY, '!'))"),
    ),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(order, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_one_section_out_of_place_is_one_finding(find: Callable[..., list[Finding]]) -> None:
    texts = (
        "## Wages\n\nGood.\n",
        "## What Would I Do?\n\nWires.\n",
        "## Benefits\n\nMany.\n",
        "## Experience\n\nSome.\n",
    )
    (finding,) = find("\n".join(texts))
    assert (finding.line, finding.problem.split("'")[1]) == (9, "What Would I Do?")
