"""Related occupations: the nearest that have a page."""

from collections.abc import Callable

from occuguide.core import BulletList, Guide, View
from occuguide.core.blocks import plain
from occuguide.core.testing import section_text

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]


def nearest(guide: Guide) -> list[str]:
    return [
        plain(item)
        for one in guide.sections
        if one.spec.anchor == "related"
        for block in one.blocks
        if isinstance(block, BulletList)
        for item in block.items
    ]


def test_the_nearest_come_first_and_each_once(about: Guides, named_in: Named) -> None:
    found = about(
        more_wages={"occupation": [("47-2112", "Solar Installers", 1)]},
        onet={
            "related": [
                ("47-2111.00", "47-2121.00", 2),
                ("47-2111.00", "47-2112.00", 1),
                ("47-2111.00", "47-2121.01", 3),
                ("47-2111.00", "47-2111.01", 4),
                ("47-2111.00", "47-9999.00", 5),
            ]
        },
    )
    assert nearest(found) == ["Solar Installers", "Glaziers"], "without itself, and without one that has no page"
    assert "Nearest first" in section_text(found, "related")
    assert named_in(found, "related") == ["onet"]


def test_the_summary_has_the_names_alone(about: Guides) -> None:
    found = about(view=View.SUMMARY, onet={"related": [("47-2111.00", "47-2121.00", 1)]})
    assert section_text(found, "related") == "Glaziers"


def test_no_more_than_ten_are_shown(about: Guides) -> None:
    codes = [f"47-30{number:02}" for number in range(14)]
    found = about(
        more_wages={"occupation": [(code, f"Workers {code}", 1) for code in codes]},
        onet={"related": [("47-2111.00", f"{code}.00", rank) for rank, code in enumerate(codes)]},
    )
    assert nearest(found) == [f"Workers {code}" for code in codes[:10]]


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "related") == ""


def test_paramedics_are_near_firefighters_in_the_bundled_edition(guide: Guides, named_in: Named) -> None:
    found = guide("33-2011")
    assert "Paramedics" in nearest(found)
    assert "Firefighters" not in nearest(found)
    assert named_in(found, "related") == ["onet"]
