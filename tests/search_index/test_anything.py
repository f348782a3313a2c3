"""Whatever is typed: nothing is an error, and what is read of it has an end."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from occuguide.core import Answer, Suggestion, Why
from occuguide.search_index.engine import Engine
from occuguide.search_index.language import EMPTY, LONGEST, readings, words
from occuguide.search_index.query import MOST_CHARACTERS, MOST_WORDS, parse
from occuguide.search_index.whoosh_backend import WhooshReader

LONG = 10_000
"""How many characters the longest queries have."""

TITLES = ("electrician", "nurse", "plant manager", "truck driver", "works boss", "scada", "firefighter", "negotiation")
SIGNS = (
    '"',
    "-",
    ":",
    "title:",
    "skill:",
    "*",
    "?",
    "(",
    ")",
    "[",
    "\\",
    "^",
    "$",
    "|",
    "+",
    "~",
    "/",
    ".",
    ",",
    "'",
    "--",
)
CODES = ("11-3051", "113051", "29-1141.00", "11-3999", "99-9999", "00-0000.00", "11-", "-3051")

anything = st.text(max_size=200)
control = st.text(st.characters(categories=["Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=60)
right_to_left = st.text(st.characters(min_codepoint=0x590, max_codepoint=0x8FF, exclude_categories=["Cs"]), max_size=60)
emoji = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF, exclude_categories=["Cs"]), max_size=40)
halves = st.text(st.characters(categories=["Cs"]), min_size=1, max_size=10)
"""Halves of surrogate pairs, as a terminal hands out bytes that are no text."""
stop_words = st.lists(st.sampled_from(sorted(EMPTY)), max_size=60).map(" ".join)
pieces = st.lists(
    st.one_of(st.sampled_from(TITLES), st.sampled_from(SIGNS), st.sampled_from(CODES), st.text(max_size=12)),
    max_size=40,
)
queries = st.one_of(
    anything,
    control,
    right_to_left,
    emoji,
    halves,
    stop_words,
    pieces.map("".join),
    pieces.map(" ".join),
    st.builds(lambda text, count: text * count, st.text(min_size=1, max_size=20), st.integers(1, LONG)).map(
        lambda text: text[:LONG]
    ),
)

HARD = (
    "",
    " ",
    "*a*b*c*",
    "(((" * 300,
    '"' * LONG,
    "-" * LONG,
    "- " * (LONG // 2),
    "x:" * (LONG // 2),
    "title:" * (LONG // 6),
    '-"' * (LONG // 2),
    "-a " * (LONG // 3),
    "a" * LONG,
    "a " * (LONG // 2),
    "11-3051 " * (LONG // 8),
    "the of and " * (LONG // 11),
    "electrician " * (LONG // 12),
    '"electrician nurse" ' * (LONG // 20),
    "title:nurse " * (LONG // 12),
    "\0" * LONG,
    "\u202eesrun\u202c",
    "e\u0301" * (LONG // 2),
    "\ufdfa" * LONG,
    "😀" * LONG,
    "caf\udce9",
    "1" * LONG,
    "(a+)+$ [a-z]{1,9999} \\1 (?P<x>.)",
    "[1 TO 2] AND NOT OR ~2 ^3",
    "ß İ ŉ ǰ ﬁ Ⅷ ⅓ ²",
)

check = settings(
    derandomize=True,
    deadline=None,
    max_examples=150,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""The same examples every time; no time is measured."""


def hard(test: Callable[..., Any]) -> Callable[..., Any]:
    """Let a property hold for the hard cases too."""
    for typed in HARD:
        test = example(typed=typed)(test)
    return test


def holds_together(answer: Answer, limit: int) -> None:
    """Check what is true of every answer."""
    assert len(answer.hits) <= limit
    assert [hit.soc for hit in answer.hits] == list(answer.found[: len(answer.hits)])
    assert len(set(answer.found)) == len(answer.found)
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in answer.hits:
        assert str(hit.reason)
        assert "Works Boss" not in (hit.title, hit.reason.name)
        assert hit.reason.name or hit.reason.why is Why.HIDDEN


@check
@hard
@given(typed=queries)
def test_a_search_never_fails_and_its_answer_holds_together(typed: str, few: Engine) -> None:
    holds_together(few.search(typed, {"47-2111": 5.0}, limit=5), 5)


@check
@given(typed=queries, among=st.sets(st.sampled_from(["11-3051", "29-1141", "47-2111", "99-9999"])))
def test_nothing_is_found_but_those_among_which_to_search(typed: str, among: set[str], few: Engine) -> None:
    answer = few.search(typed, {}, among=among)
    assert set(answer.found) <= among
    assert {hit.soc for hit in answer.hits} <= among


@check
@hard
@given(typed=queries)
def test_a_suggestion_never_fails_and_is_a_title_that_is_shown(typed: str, few: Engine) -> None:
    suggested = few.suggest(typed, {}, 4)
    assert len(suggested) <= 4
    assert len({one.soc for one in suggested}) == len(suggested)
    assert all(isinstance(one, Suggestion) and one.text != "Works Boss" for one in suggested)


@check
@given(prefix=st.sampled_from(TITLES), letters=st.integers(1, 12), more=st.sampled_from(["", " ", ".", "!", " *", '"']))
def test_what_is_typed_after_a_word_undoes_no_suggestion(prefix: str, letters: int, more: str, few: Engine) -> None:
    begun = prefix[:letters].strip()
    assert few.suggest(begun + more, {}, 9) == few.suggest(begun, {}, 9)


# --- What is read has an end ----------------------------------------------------------------------------------


@check
@hard
@given(typed=queries)
def test_no_more_is_read_of_a_query_than_the_first_words(typed: str) -> None:
    query = parse(typed, {"skill": "tasks", "title": "title"}, bool)
    read = [query.text, *(" ".join(said) for said in (*query.phrases, *query.fields.values()))]
    assert all(len(words(text)) <= MOST_WORDS for text in read)
    assert len(query.text) <= MOST_CHARACTERS
    assert sum(map(len, query.excluded)) + len(query.codes) <= MOST_CHARACTERS / 2
    assert all(len(word) <= LONGEST for said in (*query.phrases, *query.excluded) for word in said)
    assert query.cut or len(typed) <= MOST_CHARACTERS


@check
@hard
@given(typed=queries)
def test_what_stands_after_the_part_that_is_read_changes_nothing_but_the_note(typed: str, few: Engine) -> None:
    cut = (typed + " " * MOST_CHARACTERS)[:MOST_CHARACTERS]
    one, other = few.search(cut + " firefighter scada" * 500, {}), few.search(cut, {})
    assert (one.hits, one.found, one.nearest, one.did_you_mean) == (
        *(other.hits, other.found, other.nearest, other.did_you_mean),
    )


@check
@given(typed=queries)
def test_what_was_typed_has_few_readings_of_few_words(typed: str) -> None:
    text = parse(typed, {}, bool).text
    ways = readings(text)
    assert len(ways) <= 4
    assert len({way.words for way in ways}) == len(ways)
    assert all(set(way.words) <= set(way.factors) for way in ways)
    assert all(len(way.words) <= 8 * MOST_WORDS for way in ways)
    assert bool(ways) == bool(words(text))


@pytest.mark.parametrize("typed", HARD)
def test_the_index_is_asked_for_no_more_words_however_long_a_query_is(
    typed: str, few: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    few.close()
    asked: set[tuple[str, str]] = set()
    real = WhooshReader._matches

    def counted(self: WhooshReader, field: str, word: str) -> Mapping[int, float]:
        asked.add((field, word))
        return real(self, field, word)

    monkeypatch.setattr(WhooshReader, "_matches", counted)
    few.search(typed, {})
    few.close()
    # Two fields, words and roots, as written and in full, and the words of the candidates' own titles.
    assert len(asked) <= 50 * MOST_WORDS


def test_words_that_nobody_knows_are_not_kept(few: Engine) -> None:
    few.search("staff nurse", {})
    assert few._finder is not None
    kept = few._finder._ranker._weights
    before = len(kept)
    assert before > 0
    for number in range(500):
        few.search(f"{number:x}qz staff nurse", {})
    assert len(kept) == before
