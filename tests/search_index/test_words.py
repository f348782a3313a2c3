"""The word lists of search: their form, that titles know their words, and what some of them say."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from occuguide.core.application import Application

WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    resources.files("occuguide.search_index").joinpath("words.toml").read_text(encoding="utf-8")
)
REWRITING = ("spellings", "abbreviations", "plain")
"""Tables that put words in the place of others, in the order in which they are read."""
LITTLE = ("levels", "roles", "circumstances")
"""Tables of words that say little."""


def meanings(table: str) -> Iterator[tuple[str, str]]:
    """Every key of a table with each of its meanings."""
    for key, meant in WORDS[table].items():
        for meaning in [meant] if isinstance(meant, str) else meant:
            yield key, meaning


def lists() -> Iterator[tuple[str, list[str]]]:
    """Every list of words that say little, by where it stands."""
    for table in LITTLE:
        for name, listed in WORDS[table].items():
            yield f"{table}.{name}", listed


def little() -> list[str]:
    """Every word and phrase that says little."""
    return [words for _, listed in lists() for words in listed]


def holds(words: str, part: str) -> bool:
    """Whether some words hold others, whole and in their order."""
    return f" {part} " in f" {words} "


# --- Form -----------------------------------------------------------------------------------------------------


def test_every_table_is_known_and_stands_in_the_order_of_reading() -> None:
    assert list(WORDS) == ["spellings", "abbreviations", *LITTLE, "plain"]
    assert [where for where, _ in lists()] == [
        *("levels.words", "levels.phrases"),
        "roles.words",
        *("circumstances.words", "circumstances.phrases"),
    ]


@pytest.mark.parametrize("table", REWRITING)
def test_all_is_written_as_search_reads_it(table: str) -> None:
    for words in (words for pair in meanings(table) for words in pair):
        assert re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", words), words


def test_words_are_single_and_phrases_are_not() -> None:
    for where, listed in lists():
        form = r"[a-z0-9]+( [a-z0-9]+)+" if where.endswith("phrases") else r"[a-z0-9]+"
        assert [words for words in listed if not re.fullmatch(form, words)] == [], where


def test_all_is_in_alphabetical_order_and_nothing_is_listed_twice() -> None:
    for table in REWRITING:
        assert list(WORDS[table]) == sorted(WORDS[table]), table
    for where, listed in lists():
        assert listed == sorted(set(listed)), where


def test_an_abbreviation_is_one_word_with_different_meanings() -> None:
    for key, meant in WORDS["abbreviations"].items():
        assert " " not in key
        assert isinstance(meant, list), key
        assert meant, key
        assert len(set(meant)) == len(meant), key


@pytest.mark.parametrize("table", ["spellings", "plain"])
def test_a_spelling_and_an_everyday_word_have_one_meaning(table: str) -> None:
    assert [key for key, meant in WORDS[table].items() if not isinstance(meant, str)] == []


@pytest.mark.parametrize("table", REWRITING)
def test_what_a_table_gives_is_not_looked_up_again_there_or_above(table: str) -> None:
    read = [key for above in REWRITING[: REWRITING.index(table) + 1] for key in WORDS[above]]
    again = [(key, meaning) for key, meaning in meanings(table) if any(holds(meaning, other) for other in read)]
    assert again == []


def test_no_word_is_in_two_tables() -> None:
    listed = [*(key for table in REWRITING for key in WORDS[table]), *little()]
    assert sorted({words for words in listed if listed.count(words) > 1}) == []


def test_titles_know_the_words_of_every_meaning(bundled: Application) -> None:
    """Whatever is put in the place of what was typed has to find something, but for what says little."""
    titles = set(bundled.occupations.titles.values())
    titles |= {title.text for soc in bundled.occupations.titles for title in bundled.facts.titles(soc)}
    known = {word.rstrip("s") for title in titles for word in re.findall(r"[a-z0-9]+", title.lower())}
    unknown = {
        (table, key, meaning)
        for table in REWRITING
        for key, meaning in meanings(table)
        if meaning not in little() and not all(word.rstrip("s") in known for word in meaning.split())
    }
    assert unknown == set()


# --- What they say --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rn", ["registered nurse"]),
        ("lvn", ["licensed vocational nurse"]),
        ("cna", ["certified nursing assistant"]),
        ("emt", ["emergency medical technician"]),
        ("cdl", ["commercial truck driver"]),
        ("ac", ["air conditioning"]),
        ("cpa", ["certified public accountant"]),
        ("hr", ["human resources"]),
        ("it", ["information technology"]),
        ("sped", ["special education"]),
        ("plc", ["programmable logic controller"]),
        ("mgr", ["manager"]),
        ("sr", ["senior"]),
        ("gm", ["general manager"]),
        ("sgt", ["sergeant"]),
    ],
)
def test_an_abbreviation_says_what_titles_say(typed: str, meant: list[str]) -> None:
    assert WORDS["abbreviations"][typed] == meant


@pytest.mark.parametrize(
    ("typed", "usual", "other"),
    [
        ("pt", "physical therapist", "part time"),
        ("pa", "physician assistant", "production assistant"),
        ("rt", "respiratory therapist", "radiologic technologist"),
        ("acct", "accountant", "accounting"),
        ("eng", "engineer", "engineering"),
        ("vet", "veterinarian", "veterinary"),
    ],
)
def test_the_more_usual_meaning_comes_first(typed: str, usual: str, other: str) -> None:
    meant = WORDS["abbreviations"][typed]
    assert meant.index(usual) < meant.index(other)


@pytest.mark.parametrize("word", ["or", "us", "am", "as", "is", "in", "on", "to", "all", "him", "his", "pub"])
def test_an_everyday_word_is_no_abbreviation(word: str) -> None:
    assert word not in WORDS["abbreviations"]


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("labourer", "laborer"),
        ("house keeper", "housekeeper"),
        ("bar tender", "bartender"),
        ("ware house", "warehouse"),
        ("child care", "childcare"),
        ("principle", "principal"),
        ("stationery", "stationary"),
        ("counsellor", "counselor"),
    ],
)
def test_another_spelling_is_the_usual_one(typed: str, usual: str) -> None:
    assert WORDS["spellings"][typed] == usual


@pytest.mark.parametrize(
    ("said", "titled"),
    [
        ("doctor", "physician"),
        ("cop", "police officer"),
        ("trucker", "truck driver"),
        ("janitor", "custodian"),
        ("lawyer", "attorney"),
        ("mailman", "mail carrier"),
        ("garbage", "refuse"),
        ("junior high", "middle school"),
    ],
)
def test_an_everyday_word_is_what_titles_say(said: str, titled: str) -> None:
    assert WORDS["plain"][said] == titled


def test_a_level_is_never_a_job_and_a_role_may_be() -> None:
    assert {"senior", "junior", "ii"} <= set(WORDS["levels"]["words"])
    assert {"assistant", "associate", "lead", "chief", "apprentice", "helper"} <= set(WORDS["roles"]["words"])


def test_no_word_that_tells_what_a_job_is_says_little() -> None:
    telling = {
        "benefits",
        "call",
        "career",
        "center",
        "day",
        "entry",
        "home",
        "job",
        "manager",
        "night",
        "physician",
        "travel",
    }
    assert telling.isdisjoint(little())


def test_circumstances_are_what_job_ads_add() -> None:
    assert {"remote", "hiring", "seasonal", "hourly"} <= set(WORDS["circumstances"]["words"])
    assert {"full time", "part time", "night shift", "sign on bonus"} <= set(WORDS["circumstances"]["phrases"])
