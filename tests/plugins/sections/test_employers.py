"""Possible employers: which industries to look for in a directory."""

from collections.abc import Callable

from occuguide.core import BulletList, Guide
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


def lists(guide: Guide) -> list[list[str]]:
    return [
        [plain(item) for item in block.items]
        for one in guide.sections
        if one.spec.anchor == "employers"
        for block in one.blocks
        if isinstance(block, BulletList)
    ]


def test_the_five_largest_industries_are_to_be_looked_for(about: Guides, named_in: Named) -> None:
    codes = [f"2361{number:02}" for number in range(7)]
    found = about(
        more_wages={
            "industry": [(code, f"Industry {code}", 4) for code in codes],
            "industry_employment": [
                ("47-2111", codes[0], None, "suppressed", 1, None),
                *(("47-2111", code, 100 + place, None, 1, None) for place, code in enumerate(codes[1:])),
            ],
        }
    )
    assert lists(found) == [[f"Industry {code}" for code in reversed(codes[2:])]]
    assert "CareerOneStop" in section_text(found, "employers")
    assert named_in(found, "employers") == ["oews"]


def test_the_surveys_own_word_is_no_part_of_what_to_look_for(about: Guides) -> None:
    found = about(
        more_wages={
            "industry": [("999300", "Local Government (OEWS Designation)", 4)],
            "industry_employment": [("47-2111", "999300", 100, None, 1, None)],
        }
    )
    assert lists(found) == [["Local Government"]]
    assert "Local Government (OEWS Designation)" in section_text(found, "industries"), "there it is the industry's name"


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "employers") == ""


def test_they_are_the_first_of_the_table_of_industries_in_the_bundled_edition(guide: Guides) -> None:
    found = guide("33-2011")
    (names,) = lists(found)
    assert len(names) == 5
    table = section_text(found, "industries")
    assert [table.index(name) for name in names] == sorted(table.index(name) for name in names)
