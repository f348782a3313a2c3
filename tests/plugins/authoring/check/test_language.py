"""Words that readers stumble over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide.core import ConfigError
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import language

Places = Callable[..., list[tuple[str, int, int]]]

HEAD = '+++\nsoc = "47-2111"\nwritten = 2026-11-22\n{}+++\n## Benefits\n\nMany.\n'


def said(sentence: str) -> str:
    return f"## Benefits\n\nIt is a start. {sentence}\n"


def module(sentence: str) -> str:
    return f"@hookimpl\ndef guide_benefits():\n    return Section(Paragraph('{sentence}'))\n"


FAILING = [
    ("jargon", said("They utilize tools."), 7, 21),
    ("jargon", said("Wash up *Prior* to lunch."), 7, 25),
    ("jargon", said("Ask, in\norder to learn."), 7, 21),
    ("jargon", module("They utilize tools."), 12, 36),
    ("jargon", HEAD.format('[[advancement]]\ntitle = "Leads"\ntakes = "some skill set"\n'), 6, 10),
    ("gendered", said("A foreman leads them."), 7, 18),
    ("gendered", said("Each has his or her own van."), 7, 25),
    ("gendered", module("A Foreman leads them."), 12, 33),
    ("gendered", HEAD.format('also_called = ["Linemen"]\n'), 4, 17),
    ("gendered", HEAD.format('[[related]]\nsoc = "47-2152"\nwhy = "are a craftsman\'s friends"\n'), 6, 8),
]

PASSING = [
    ("jargon", said("They use tools. Prior work counts, and individual pay. Order it, to be sure.")),
    ("gendered", said("Watermen, women and human beings. A foremanship. He came, or she did.")),
    ("gendered", HEAD.format('hidden_titles = ["Linemen"]\n')),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(language, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_what_to_write_instead_is_said(find: Callable[..., list[Finding]]) -> None:
    (finding,) = find(said("They utilize tools."))
    assert str(finding).endswith("guide.md:7:21: jargon: 'utilize' is jargon. Write 'use'.")


# --- A list of one's own --------------------------------------------------------------------------------------


@pytest.fixture
def own_words(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "our_words.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_list_of_ones_own_takes_the_place_of_ours(
    find: Callable[..., list[Finding]], own_words: Callable[[str], Path]
) -> None:
    words = own_words('[jargon]\n"The Panel" = ""\n[gendered]\n"hand" = "worker"\n')
    findings = find(said("They utilize the panel. Ask a hand."), words=words)
    assert [str(one).partition("guide.md:")[2] for one in findings] == [
        "7:29: jargon: 'the panel' is jargon. Say it otherwise.",
        "7:46: gendered: 'hand' names people by their sex. Write 'worker'.",
    ]


def test_a_list_may_have_one_table_alone(find: Callable[..., list[Finding]], own_words: Callable[[str], Path]) -> None:
    assert find(said("They utilize tools."), words=own_words("[spelling]\naccepted = []\n")) == []


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("[jargon", "cannot be read"),
        ('jargon = ["utilize"]\n', "[jargon] must be lines such as"),
        ("[gendered]\nman = 1\n", "[gendered] must be lines such as"),
        ("spelling = 1\n", "[spelling]"),
        ("[spelling]\naccepted = 1\n", "[spelling]"),
    ],
)
def test_a_list_that_is_none_is_refused(
    text: str, said_of_it: str, find: Callable[..., list[Finding]], own_words: Callable[[str], Path]
) -> None:
    path = own_words(text)
    with pytest.raises(ConfigError) as refused:
        find(said("They use tools."), words=path)
    assert said_of_it in refused.value.problem
    assert refused.value.where == str(path)


def test_a_list_that_is_not_there_is_refused(find: Callable[..., list[Finding]], tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the list of words cannot be read"):
        find(said("They use tools."), words=tmp_path / "none.toml")
