"""Industries: those that employ the most, in the nation."""

from collections.abc import Callable

from occuguide.core import Guide, Table
from occuguide.core.application import Application
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


INDUSTRIES = [("236100", "House Building", 4), ("238200", "Building Equipment", 4), ("221100", "Power Supply", 4)]


def rows(guide: Guide) -> list[list[str]]:
    return [
        [plain(cell) for cell in row]
        for one in guide.sections
        if one.spec.anchor == "industries"
        for block in one.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_those_with_the_most_employees_come_first_and_those_not_released_are_left_out(
    about: Guides, named_in: Named
) -> None:
    found = about(
        more_wages={
            "industry": INDUSTRIES,
            "industry_employment": [
                ("47-2111", "236100", 100, None, 60_000, None),
                ("47-2111", "238200", 900, None, None, "suppressed"),
                ("47-2111", "221100", None, "suppressed", 90_000, None),
            ],
        }
    )
    assert rows(found) == [["Building Equipment", "900", "not released"], ["House Building", "100", "$60,000"]]
    said = section_text(found, "industries")
    assert said.startswith("In the nation, these industries employ the most Electricians:")
    assert "published for the nation only" in said
    assert "left out" in said
    assert "together" not in said
    assert named_in(found, "industries") == ["oews"]


def test_no_more_than_ten_are_shown(about: Guides) -> None:
    codes = [f"2361{number:02}" for number in range(14)]
    found = about(
        more_wages={
            "industry": [(code, f"Industry {code}", 4) for code in codes],
            "industry_employment": [("47-2111", code, 100 + place, None, 1, None) for place, code in enumerate(codes)],
        }
    )
    assert [row[0] for row in rows(found)] == [f"Industry {code}" for code in reversed(codes[4:])]


def test_figures_that_are_published_for_several_occupations_together_say_so(about: Guides, guide: Guides) -> None:
    found = guide("21-1011")
    assert section_text(found, "industries").startswith(
        "In the nation, these industries employ the most Substance Abuse, Behavioral Disorder, and Mental Health"
        " Counselors (21-1018), taken together:"
    )
    assert rows(found) == rows(guide("21-1018"))
    assert "together" not in section_text(guide("21-1018"), "industries"), "they are this code's own"


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "industries") == ""
    hidden = {"industry": INDUSTRIES, "industry_employment": [("47-2111", "221100", None, "suppressed", 9, None)]}
    assert section_text(about(more_wages=hidden), "industries") == ""


def test_firefighters_work_for_local_government_in_the_bundled_edition(guide: Guides, named_in: Named) -> None:
    found = guide("33-2011")
    assert rows(found)[0][0].startswith("Local Government")
    assert rows(found)[0][1] == "302,660"
    assert named_in(found, "industries") == ["oews"]


def test_nobody_is_counted_in_two_industries(bundled: Application) -> None:
    """Industries within industries, and those of one owner, would count the same people again."""
    facts, nation = bundled.facts, bundled.area("US")
    assert nation.wages is not None
    wrong = []
    for soc in [*facts.occupations][::5]:
        wages = facts.wages(bundled.occupations.get(soc), nation.wages)
        counted = sum(one.employment.value or 0 for one in facts.industries(soc, 1000))
        # Each industry's number is rounded by itself.
        if wages is not None and wages.employment.value and counted > 1.01 * wages.employment.value + 100:
            wrong.append((soc, counted, wages.employment.value))
    assert wrong == []
