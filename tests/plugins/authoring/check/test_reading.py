"""How hard a guide is to read."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import reading
from occuguide.plugins.authoring.check.rules.reading import grade

Places = Callable[..., list[tuple[str, int, int]]]

HARD = "Organizational administrators coordinate multidisciplinary engineering investigations."
EASY = "We {} the yellow cat up and down the hill."
IN_SHORT = '+++\nsoc = "47-2111"\nwritten = 2026-11-22\nin_short = "{}"\n+++\n## Benefits\n\nMany.\n'


def many(sentence: str, number: int) -> str:
    """A section of sentences that differ in a word."""
    told = (sentence.replace("{}", word) for word in ("saw", "led", "took", "sent", "drove", "put", "ran", "met", "let",
            "held", "got", "won", "lost", "kept", "fed", "paid"))  # fmt: skip
    return "## Benefits\n\nMany.\n\n" + "\n\n".join(list(told)[:number]) + "\n"


def words(number: int) -> str:
    """A sentence of some words of one syllable."""
    return f"They {' '.join(['go'] * (number - 1))}."


FAILING = [
    ("reading-grade", many(f"{HARD[:-1]}, {{}}.", 16), 1, 1),
    ("long-sentence", f"## Benefits\n\nMany. {words(31)}\n", 7, 7),
    (
        "long-sentence",
        f"@hookimpl\ndef guide_benefits():\n    return Section(BulletList(('Many.', '{words(31)}')))\n",
        12,
        42,
    ),
    ("in-short", IN_SHORT.format("Electricians wire homes."), 4, 13),
    ("in-short", IN_SHORT.format("Electricians put in and mend the wires of homes"), 4, 13),
    ("in-short", IN_SHORT.format("Electricians put in wires. They mend the wires of homes too."), 4, 13),
    ("in-short", IN_SHORT.format(words(27)), 4, 13),
    ("in-short", IN_SHORT.format(f"{HARD[:-1]} with professional sophistication."), 4, 13),
]

PASSING = [
    ("reading-grade", many(EASY, 16)),
    ("reading-grade", f"## Benefits\n\n{HARD}\n"),
    ("reading-grade", "## Benefits\n\n| Task | Skill |\n| --- | --- |\n" + f"| {HARD} | {HARD} |\n" * 14),
    ("long-sentence", f"## Benefits\n\n{words(30)}\n"),
    ("long-sentence", f"## Benefits\n\n{words(29)[:-1]} 1 2 3 4 5.\n"),
    ("in-short", IN_SHORT.format("Electricians put in and mend the wires of homes.")),
    ("in-short", IN_SHORT.format("Electricians put in and mend the wires of U.S. Navy ships.")),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(reading, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_limits_are_settings(places: Places) -> None:
    text = many(EASY, 16)
    assert places(text, grade=0.5) == [("reading-grade", 1, 1)]
    assert {rule for rule, _, _ in places(text, sentence=8)} == {"long-sentence"}


def test_the_hardest_section_is_named(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(f"{many(EASY, 16)}\n## Experience\n\n{HARD}\n", grade=1)
    assert "'Experience'" in finding.remedy


def test_a_sentence_in_a_list_is_found_at_its_line(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find({"in_short.toml": '# Ours.\n"11-1011" = "They lead."\n'})
    assert (finding.rule, finding.line, finding.column) == ("in-short", 2, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Counted by hand: words a sentence, syllables a word.
        (["The cat sat on the mat."], 0.39 * 6 + 11.8 * 6 / 6 - 15.59),
        (["We met.", "We ran to the table."], 0.39 * 7 / 2 + 11.8 * 8 / 7 - 15.59),
        (["In 2020, {{wages.area}} paid 12%."], 0.39 * 2 + 11.8 * 2 / 2 - 15.59),
        ([], 0),
        (["1 2 3"], 0),
    ],
)
def test_grade_is_flesch_and_kincaids(text: list[str], expected: float) -> None:
    assert grade(text) == pytest.approx(expected)
