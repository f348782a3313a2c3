"""Suggestions: titles that what somebody began to type may become."""

from collections.abc import Callable

import pytest

from occuguide.search_index import suggestions
from occuguide.search_index.engine import Engine
from occuguide.search_index.language import begun_words
from occuguide.search_index.query import MOST_CHARACTERS

Suggest = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def suggested(few: Engine) -> Suggest:
    """The titles that are suggested, each with its occupation's code."""

    def suggest(typed: str, limit: int = 10, **popularity: float) -> list[tuple[str, str]]:
        people = {soc.removeprefix("soc").replace("_", "-"): count for soc, count in popularity.items()}
        return [(one.text, one.soc) for one in few.suggest(typed, people, limit)]

    return suggest


def test_a_title_is_suggested_by_its_beginning(suggested: Suggest) -> None:
    assert suggested("elec") == [("Electricians", "47-2111")]
    assert suggested("Plant M") == [("Plant Managers", "11-3051")]
    assert suggested("registered nurse") == [("Registered Nurses", "29-1141")]


def test_every_letter_on_the_way_to_a_title_suggests_it(suggested: Suggest) -> None:
    for title, soc in (("Firefighters", "33-2011"), ("Nurse Practitioners", "29-1171"), ("Plant Managers", "11-3051")):
        for letters in range(1, len(title) + 1):
            assert soc in {code for _, code in suggested(title[:letters])}, title[:letters]


def test_a_title_is_suggested_by_the_beginnings_of_its_words_in_any_order(suggested: Suggest) -> None:
    assert suggested("pract nur") == [("Nurse Practitioners", "29-1171")]
    assert suggested("engine d") == [("Fire Engine Driver", "33-2011")]


def test_titles_that_begin_as_typed_come_before_those_that_have_such_a_word(suggested: Suggest) -> None:
    assert suggested("nurse", soc29_1141=1000.0, soc29_1171=1000.0) == [
        ("Nurse Practitioners", "29-1171"),
        ("Registered Nurses", "29-1141"),
    ]


def test_of_two_that_fit_alike_the_one_that_more_people_work_in_comes_first(suggested: Suggest) -> None:
    assert [soc for _, soc in suggested("truck", soc53_3033=9e5, soc53_3032=10.0)] == ["53-3033", "53-3032"]
    assert [soc for _, soc in suggested("truck", soc53_3033=10.0, soc53_3032=9e5)] == ["53-3032", "53-3033"]


@pytest.mark.parametrize("typed", ["electrcian", "elektric", "eletrician", "electtric", "elcetri"])
def test_one_mistake_in_a_word_is_forgiven(typed: str, suggested: Suggest) -> None:
    assert suggested(typed) == [("Electricians", "47-2111")]


def test_a_mistake_in_one_word_of_several_is_forgiven(suggested: Suggest) -> None:
    assert suggested("regsitered nu") == [("Registered Nurses", "29-1141")]


def test_an_occupation_is_suggested_once_and_no_more_than_asked_for(suggested: Suggest) -> None:
    codes = [soc for _, soc in suggested("p")]
    assert len(set(codes)) == len(codes)
    assert len(codes) > 1
    assert len(suggested("p", 1)) == 1


def test_a_title_that_is_never_shown_is_not_suggested(suggested: Suggest) -> None:
    assert suggested("works") == []
    assert "Works Boss" not in {text for text, _ in suggested("w", 100)}
    assert "Works Boss" not in {text for text, _ in suggested("bo", 100)}


@pytest.mark.parametrize("typed", ["", "  ", "zzqq", "*", '"', "the", "(((", "😀", "\0", "11-3051", "x" * 10_000])
def test_what_begins_no_title_suggests_nothing(typed: str, suggested: Suggest) -> None:
    assert suggested(typed) == []


def test_more_words_than_any_title_has_suggest_nothing(suggested: Suggest) -> None:
    assert suggested("electrician boss chief driver nurse " * 5_000) == []


def test_no_more_is_read_of_what_is_typed_than_its_first_characters(
    few: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(typed: str) -> tuple[str, ...]:
        read.append(len(typed))
        return begun_words(typed)

    monkeypatch.setattr(suggestions, "begun_words", counted)
    assert few.suggest("electrician " + "x" * 10_000_000, {}, 5) == []
    assert 0 < max(read) <= MOST_CHARACTERS
