"""Misses: what is written down of searches that found nothing, and what never is."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.misses import LONGEST, write_down

Run = Callable[..., Any]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], str]:
    """What is written down of what was typed; empty if nothing is."""

    def of(typed: str) -> str:
        path = tmp_path / "misses.tsv"
        path.unlink(missing_ok=True)
        write_down(path, typed)
        return path.read_text("utf-8") if path.exists() else ""

    return of


# --- What is written ------------------------------------------------------------------------------------------


def test_the_day_and_the_words_are_written_and_nothing_else(written: Callable[[str], str]) -> None:
    assert written("zebra polisher") == f"{date.today().isoformat()}\tzebra polisher\n"


def test_every_miss_is_a_line_after_the_others(tmp_path: Path) -> None:
    path = tmp_path / "misses.tsv"
    for typed in ("one", "two\nthree\tfour", "one"):
        write_down(path, typed)
    assert [line.split("\t")[1:] for line in path.read_text("utf-8").splitlines()] == [
        ["one"],
        ["two three four"],
        ["one"],
    ]


def test_long_ones_are_cut(written: Callable[[str], str]) -> None:
    day, words = written("x" * 10_000).rstrip("\n").split("\t")
    assert (len(day), len(words)) == (10, LONGEST)


@pytest.mark.parametrize("typed", ["caf\udce9", "😀", "مرحبا"])
def test_whatever_was_typed_can_be_written(typed: str, written: Callable[[str], str]) -> None:
    assert written(typed).count("\n") == 1


@pytest.mark.parametrize("typed", ["zebra\x1b[31m polisher", "zebra\u202e\x00\x07 polisher", "zebra\x85\u2028polisher"])
def test_control_characters_are_not_written(typed: str, written: Callable[[str], str]) -> None:
    line = written(typed)
    assert line.endswith(" polisher\n")
    assert "".join(line.rstrip("\n").split("\t")).isprintable()


@pytest.mark.parametrize("typed", ["", "  \n\t "])
def test_nothing_is_not_written(typed: str, written: Callable[[str], str]) -> None:
    assert written(typed) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "welder someone@example.org",
        "call (555) 010-0199",
        "+1 555 010 0199",
        "555.010.0199",
        "5550100199 welder",
        "123-45-6789",
        "born 12/24/1985",
        "https://example.org/me",
        "123456",
        "1 2 3 4 5 6",
        "555 \u2013 010 \u2013 0199",
        "555\x00010\u200b0199",
        "555 11-3051",
        "11-3051 555",
        "111-3051.00",
        "\u0661\u0662\u0663\u0664\u0665\u0666",
    ],
)
def test_what_may_be_somebodys_own_is_never_written(typed: str, written: Callable[[str], str]) -> None:
    assert written(typed) == ""


@pytest.mark.parametrize("personal", ["555 010 0199", "someone@example.org", "https://example.org/me"])
def test_what_may_be_somebodys_own_is_seen_where_the_line_is_cut(personal: str, written: Callable[[str], str]) -> None:
    for kept in range(len(personal) + 1):
        assert written(f"{'x' * (LONGEST - kept - 1)} {personal}") == ""


@pytest.mark.parametrize(
    "typed", ["3rd grade", "c++ 17", "zebra 12 24", "911 zebra", "12 24 3", "99-9999", "zebra 11-3051.02", "13245 a 7"]
)
def test_a_short_number_or_a_code_is_nobodys_own(typed: str, written: Callable[[str], str]) -> None:
    assert written(typed).endswith(f"\t{typed}\n")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (note,) = write_down(tmp_path, "zebra")
    for said in ("cannot be written down", str(tmp_path), "search_misses"):
        assert said in note
    assert not write_down(tmp_path / "misses.tsv", "zebra")


# --- When it is written ---------------------------------------------------------------------------------------


def test_nothing_is_written_unless_it_is_asked_for(run: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    project()
    run("search", "zzqq")
    said = [path for path in tmp_path.rglob("*") if path.is_file() and b"zzqq" in path.read_bytes()]
    assert said == []


def test_searches_that_find_nothing_or_only_the_nearest_are_written(
    run: Run, project: Callable[..., Path], tmp_path: Path
) -> None:
    project('search_misses = "misses.tsv"\n')
    for words in ("zzqq", "electrician", "electrofoo", "99-9999"):
        assert run("search", words).status == 0
    lines = (tmp_path / "misses.tsv").read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d\t.*", line) for line in lines)
    assert [line[11:] for line in lines] == ["zzqq", "electrofoo", "99-9999"]


def test_topics_and_suggestions_are_not_written(run: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    project('search_misses = "misses.tsv"\n')
    run("suggest", "zzqq")
    run("search", "--topic", "kind=guide")
    assert not (tmp_path / "misses.tsv").exists()


def test_words_that_only_the_topics_leave_nothing_of_are_not_written(
    run: Run, project: Callable[..., Path], tmp_path: Path
) -> None:
    project('search_misses = "misses.tsv"\n')
    for words in ("electrician", "zzqq"):
        ran = run("search", words, "--topic", "kind=guide", "--topic", "pay=under", "--sort", "title")
        assert (ran.status, ran.out) == (0, "")
    (line,) = (tmp_path / "misses.tsv").read_text("utf-8").splitlines()
    assert line.endswith("\tzzqq")


def test_a_file_of_misses_that_cannot_be_written_is_noted_and_the_answer_is_given(
    run: Run, project: Callable[..., Path], tmp_path: Path
) -> None:
    project('search_misses = "."\n')
    ran = run("search", "electrofoo")
    assert (ran.status, ran.out.split()[0]) == (0, "47-2111")
    assert "note: That nothing was found cannot be written down" in ran.err
    assert "search_misses" in ran.err
    assert str(tmp_path) in ran.err
