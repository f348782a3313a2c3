"""What is said twice."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import repetition

Places = Callable[..., list[tuple[str, int, int]]]

PARAGRAPH = "The crew meets at dawn. They load the truck before the sun is up."
SENTENCE = "They load the truck before the sun is up."


def module(*paragraphs: str) -> str:
    said = ",\n        ".join(f'Paragraph("{paragraph}")' for paragraph in paragraphs)
    return f"@hookimpl\ndef guide_benefits():\n    return Section(\n        {said},\n    )\n"


OTHER = '+++\nsoc = "11-3051"\nwritten = 2026-11-22\n+++\n## Benefits\n\n'
IN_SHORT = "Electricians put in and repair the wires of homes, shops and plants."

FAILING = [
    ("repeated-paragraph", f"## Benefits\n\n{PARAGRAPH}\n\nMany.\n\n{PARAGRAPH}\n", 11, 1),
    (
        "repeated-paragraph",
        f"## Benefits\n\n{PARAGRAPH}\n\n## Experience\n\nThe *crew* meets at dawn.\n{SENTENCE}\n",
        11,
        1,
    ),
    ("repeated-paragraph", module(PARAGRAPH, PARAGRAPH), 13, 20),
    ("repeated-sentence", f"## Benefits\n\nIt is early. {SENTENCE}\n\n- {SENTENCE}\n", 9, 3),
    (
        "repeated-sentence",
        f"## Benefits\n\n{SENTENCE}\n\nIt is *early*. They load the **truck**\nbefore the SUN is up.\n",
        9,
        16,
    ),
    ("repeated-sentence", module(f"It is early. {SENTENCE}", SENTENCE), 13, 33),
    (
        "shared-sentence",
        {
            "one.md": f"## Benefits\n\nIt is early. {SENTENCE}\n",
            "two.md": f"{OTHER}Now, *now*. {SENTENCE}\n",
        },
        7,
        13,
    ),
]

PASSING = [
    ("repeated-paragraph", f"## Benefits\n\n{PARAGRAPH}\n\n{PARAGRAPH[:-1]} in June.\n"),
    ("repeated-sentence", "## Benefits\n\nIt is early. They load it.\n\nIt is late. They load it.\n"),
    (
        "repeated-sentence",
        f"## Benefits\n\n| When | What |\n| --- | --- |\n| Now | {SENTENCE} |\n| Then | {SENTENCE} |\n",
    ),
    (
        "shared-sentence",
        {
            "one.md": f"## Benefits\n\nIt is early. {SENTENCE}\n",
            "two.md": f"{OTHER}It is early. {SENTENCE[:-1]} high.\n",
        },
    ),
    (
        "shared-sentence",
        {
            "one.md": f'+++\nsoc = "47-2111"\nwritten = 2026-11-22\nin_short = "{IN_SHORT}"\n+++\n',
            "in_short.toml": f'"47-2111" = "{IN_SHORT}"\n',
        },
    ),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(repetition, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str | dict[str, str], line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str | dict[str, str], places: Places) -> None:
    assert places(text) == []


def test_where_it_stood_first_is_said(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(f"## Benefits\n\nMany.\n\n{PARAGRAPH}\n\nMore.\n\n{PARAGRAPH}\n")
    assert finding.problem.startswith("this paragraph stands at line 9 already: 'The crew meets")
    (finding,) = find(f"## Benefits\n\nIt is early. {SENTENCE}\n\nLate. {SENTENCE}\n")
    assert finding.problem.startswith("this sentence stands at line 7 already: 'They load")


def test_of_two_guides_the_later_is_told_of_the_earlier(find: Callable[..., list[Finding]]) -> None:
    text = '+++\nsoc = "{}"\nwritten = 2026-11-22\n+++\n## Benefits\n\n' + SENTENCE
    texts = {f"{soc}.md": text.format(soc) for soc in ("47-2111", "11-3051", "51-1011")}
    findings = find(texts)
    assert [(one.path.name, one.rule) for one in findings] == [
        ("47-2111.md", "shared-sentence"),
        ("51-1011.md", "shared-sentence"),
    ]
    assert all(one.problem.startswith("11-3051.md has this sentence too") for one in findings)
