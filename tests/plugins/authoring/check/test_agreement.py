"""What must agree with the facts: periods, interests, specialties, the date of the last review."""

from collections.abc import Callable
from datetime import date

import pytest

from occuguide.core import Application
from occuguide.plugins.authoring.check.checking import check
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rules import agreement

Places = Callable[..., list[tuple[str, int, int]]]

PAID = "## Wages\n\nIn {{ wages.area }}, half earn {{ wages.annual.median }} or more.\n"
GROWING = "\n## Job Outlook\n\nIn {{ outlook.area }}, jobs grow by {{ outlook.growth }}.\n"

RETIRED = '[[specialties]]\ncode = "11-3051.05"\ntitle = "Collection System Operators"\n'
HEAD = '+++\nsoc = "11-3051"\nwritten = {}\n{}+++\n## Benefits\n\nMany.\n'


def module(described: str) -> str:
    return (
        'from datetime import date\nfrom occuguide.core import *\n\nSOC = "11-3051"\n\n'
        f"@hookimpl\ndef describe_occupation():\n    return Description({described})\n"
    )


FAILING = [
    ("periods-apart", PAID + GROWING, 11, 1),
    ("interests", "## Will This Job Fit Me?\n\nThe work is *Social*. It is Realistic.\n", 7, 14),
    ("interests", "## Will This Job Fit Me?\n\nThe work is Conventional and Realistic.\n", 7, 13),
    ("unknown-specialty", HEAD.format("2026-11-22", RETIRED), 5, 9),
    (
        "unknown-specialty",
        module('written=date(2026, 11, 22), specialties=(Specialty("11-3051.05", "Operators"),)'),
        8,
        76,
    ),
    ("review-date", HEAD.format("2024-11-21", ""), 3, 1),
    ("review-date", HEAD.format("2026-11-24", 'in_short = "written"\n').replace('in_short = "written"\n', ""), 3, 1),
    ("review-date", module("written=date(2026, 11, 24)"), 8, 24),
    ("review-date", module('also_called=("Plant Managers",)'), 1, 1),
]

PASSING = [
    ("periods-apart", PAID),
    ("periods-apart", GROWING[1:]),
    ("periods-apart", f"{PAID}{GROWING}".replace("outlook.growth", "outlook.base")[: len(PAID)]),
    ("interests", "## Will This Job Fit Me?\n\nThe work is Realistic and Conventional, and mostly Realistic.\n"),
    ("interests", "## Will This Job Fit Me?\n\nThe work is Realistic.\n"),
    ("interests", "## Benefits\n\nThe work is Artistic.\n"),
    ("unknown-specialty", HEAD.format("2026-11-22", f'{RETIRED}note = "no longer listed"\n')),
    ("unknown-specialty", HEAD.format("2026-11-22", RETIRED.replace(".05", ".06"))),
    ("review-date", HEAD.format("2024-11-23", "")),
    ("review-date", HEAD.format("2026-11-23", "")),
    ("review-date", module("written=date(2026, 11, 23)")),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(agreement, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []


def test_periods_are_those_of_the_occupation(places: Places) -> None:
    """Software developers have newer projections; how far apart is too far is a setting."""
    assert places(PAID + GROWING, "15-1252") == []
    assert places(PAID + GROWING, "15-1252", apart=1) == []
    assert places(PAID + GROWING, apart=5) == []
    assert [rule for rule, _, _ in places(PAID + GROWING, apart=4)] == ["periods-apart"]


def test_both_periods_and_the_right_interests_are_named(find: Callable[..., list[Finding]]) -> None:
    (apart,) = find(PAID + GROWING)
    assert apart.problem == "wages of May 2025 stand beside projections of 2020-2030"
    (fit,) = find("## Will This Job Fit Me?\n\nThe work is Social.\n", "11-3051")
    assert fit.problem == "the text names Social, and the code is ECR"
    assert fit.remedy == "That is Enterprising, Conventional, Realistic, strongest first."


def test_a_review_grows_old_with_the_days(bundled: Application, files: Callable[..., object]) -> None:
    folder = files({"one.md": HEAD.format("2026-11-22", "")})
    for today, found in ((date(2028, 11, 21), 0), (date(2028, 11, 23), 1), (date(2026, 11, 21), 1)):
        assert len(check(bundled, [folder], today).findings) == found, today


def test_words_that_are_no_key_are_not_taken_for_one(places: Places) -> None:
    head = 'in_short = "Editors look over what others have written and make it good."\n'
    text = f'+++\nsoc = "11-3051"\n{head}written = 2026-12-01\n+++\n## Benefits\n\nMany.\n'
    assert places(text) == [("review-date", 4, 1)]
