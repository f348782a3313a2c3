"""Links: to occupations that there are, to addresses that can be, and none that was lost."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import links

Places = Callable[..., list[tuple[str, int, int]]]

HEAD = '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n{}+++\n## Benefits\n\nMany.\n'
RELATED = '[[related]]\nsoc = "{}"\nwhy = "pull the same wires"\n'


def said(sentence: str) -> str:
    return f"## Benefits\n\nIt is a start. {sentence}\n"


def module(content: str) -> str:
    return f"@hookimpl\ndef guide_benefits():\n    return Section(Paragraph({content}))\n"


FAILING = [
    ("broken-link", said("See [pilots](99-9998)."), 7, 29),
    ("broken-link", said("See [the page](https://example.com/page)."), 7, 31),
    ("broken-link", said("See [the page](https://www/page)."), 7, 31),
    ("broken-link", said("Ask [them](mailto:nobody)."), 7, 27),
    ("broken-link", HEAD.format(RELATED.format("47-2119")), 5, 8),
    ("broken-link", HEAD.format(RELATED.format("47-2111")), 6, 8),
    ("broken-link", HEAD.format('[[links]]\ntitle = "A page"\nurl = "https://localhost/"\n'), 6, 8),
    ("broken-link", HEAD.format('[[advancement]]\ntitle = "Leads"\nsoc = "47-1999"\ntakes = "Years"\n'), 6, 8),
    ("broken-link", module('("See ", OccupationLink("99-9998", "pilots"), ".")'), 12, 55),
    ("bare-address", said("Ask at https://www.dir.ca.gov/list, and wait."), 7, 23),
    ("bare-address", said("Ask at *www.dir.ca.gov*."), 7, 24),
    ("bare-address", said("Ask the board (dir.ca.gov) first."), 7, 31),
    ("bare-address", said("Write to help@dir.ca.gov first."), 7, 25),
    ("bare-address", module('"Ask at www.dir.ca.gov first."'), 12, 38),
    ("lost-address", said("Register at and wait."), 7, 25),
    ("lost-address", said("It is listed at."), 7, 29),
    ("lost-address", said("Read the rules (see )."), 7, 31),
    ("lost-address", said("Visit, and register."), 7, 16),
    ("lost-address", said("Go to or call."), 7, 16),
    ("lost-address", module('"Register at and wait."'), 12, 40),
]

PASSING = [
    ("lost-address", said("What do they look at. Some are at or near the top, and look at and touch it.")),
    ("broken-link", said("See [pilots](53-2011), [the page](https://www.ca.gov/) or [ask](mailto:a@b.org).")),
    ("broken-link", HEAD.format(RELATED.format("47-2152"))),
    ("broken-link", module('("See ", OccupationLink("53-2011", "pilots"), ".")')),
    ("bare-address", said("Ask the [board](https://www.dir.ca.gov/). Some write in C, or in .NET.")),
    ("bare-address", said("They work in org. charts, and so on.com is no word.").replace("on.com", "on, com")),
    (
        "lost-address",
        said("They see what they can see. Visit a shop, and look at or into the panel.").replace(" at or", ""),
    ),
    ("lost-address", said("Wires that are hot, or that hum (see the list), stay off. Go to one of them.")),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(links, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_each_address_is_found_once(find: Callable[..., list[Finding]]) -> None:
    found = find(said("Ask at https://www.dir.ca.gov/a.net or at www.cslb.ca.gov."))
    assert [one.problem.split("'")[1] for one in found] == ["https://www.dir.ca.gov/a.net", "www.cslb.ca.gov"]


def test_the_nearest_code_is_named(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(said("See [plumbers](47-2153)."))
    assert "Did you mean" in finding.remedy
    assert "47-2152" in finding.remedy
