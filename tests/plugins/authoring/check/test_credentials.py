"""Credentials: who gives them, and whether what is said of them can be true."""

from collections.abc import Callable

import pytest

from occuguide.plugins.authoring.check.rules import credentials

Places = Callable[..., list[tuple[str, int, int]]]


def guide(
    issuer: str = "California Department of Industrial Relations", more: str = "", table: str = "licences"
) -> str:
    """A guide whose credential begins in line 4, its name in line 5."""
    return (
        f'+++\nsoc = "47-2111"\nwritten = 2026-11-22\n[[{table}]]\nname = "Certified Rigger"\nissuer = "{issuer}"\n'
        f'requires = "An exam"\n{more}+++\n## Benefits\n\nMany.\n'
    )


def module(**given: str) -> str:
    said = ", ".join(f"{name}={value}" for name, value in given.items())
    return (
        'from datetime import date\nfrom occuguide.core import *\n\nSOC = "47-2111"\n\n@hookimpl\n'
        "def describe_occupation():\n    return Description(written=date(2026, 11, 22), certifications=(\n"
        f'        Credential(name="Certified Rigger", requires="An exam", {said}),\n    ))\n'
    )


PAGE = 'url = "https://www.dir.ca.gov/"\n'

FAILING = [
    *(
        ("credential-issuer", guide(issuer), 5, 9)
        for issuer in ("Various", "various boards", "The state", "Unknown", "N/A", "TBD", "?", "-", "a board")
    ),
    ("credential-issuer", guide("Several colleges", table="certifications"), 5, 9),
    ("credential-issuer", module(issuer="''"), 9, 26),
    ("credential-checked", guide(more=f"{PAGE}checked = 2026-11-24\n"), 5, 9),
    ("credential-checked", guide(more="checked = 2026-11-20\n"), 5, 9),
    ("credential-checked", module(issuer="'A union'", checked="date(2026, 11, 20)"), 9, 26),
]

PASSING = [
    *(
        ("credential-issuer", guide(issuer))
        for issuer in ("The State Bar of California", "A Board of Riggers", "Tobacco Board", "Nonesuch Institute")
    ),
    ("credential-issuer", module(issuer="'A union'")),
    ("credential-checked", guide(more=f"{PAGE}checked = 2026-11-23\n")),
    ("credential-checked", guide()),
    ("credential-checked", module(issuer="'A union'", url="'https://www.ca.gov/'", checked="date(2026, 11, 20)")),
]


def test_every_rule_of_the_family_has_cases(cover: Callable[..., None]) -> None:
    cover(credentials, FAILING, PASSING)


@pytest.mark.parametrize(("rule", "text", "line", "column"), FAILING)
def test_is_found_at_its_place(rule: str, text: str, line: int, column: int, places: Places) -> None:
    assert places(text) == [(rule, line, column)]


@pytest.mark.parametrize(("rule", "text"), PASSING)
def test_what_is_near_it_is_fine(rule: str, text: str, places: Places) -> None:
    assert places(text) == []
