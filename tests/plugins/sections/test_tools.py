"""Tools and technology: what employers ask for first, then the rest by kind."""

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
        if one.spec.anchor == "tools"
        for block in one.blocks
        if isinstance(block, BulletList)
    ]


def technologies(*rows: tuple[str, str, int, int]) -> dict[str, list[tuple[object, ...]]]:
    """Technologies that electricians use: name, category, hot, in demand."""
    return {
        "tool": [(number, "technology", name, kind, hot) for number, (name, kind, hot, _) in enumerate(rows)],
        "tool_use": [("47-2111.00", number, demanded) for number, (*_, demanded) in enumerate(rows)],
    }


def test_what_employers_ask_for_in_this_work_comes_before_what_all_ask_for(about: Guides, named_in: Named) -> None:
    found = about(
        onet=technologies(
            ("Sheets", "Spreadsheet software", 1, 0),
            ("Wires", "Design software", 1, 1),
            ("Rare", "Odd software", 0, 0),
            ("Volts", "Design software", 0, 1),
        )
    )
    assert lists(found) == [["Wires", "Volts"]]
    said = section_text(found, "tools").split("\n")
    assert said[0] == "Employers who look for Electricians often ask for:"
    assert said[2] == "Employers in general often ask for these, which are used in this work too: Sheets."
    assert said[3] == "They also use programs of these kinds: odd software."
    assert "Rare" not in section_text(found, "tools"), "of the rest, the kinds alone are told"
    assert named_in(found, "tools") == ["onet"]


def test_kinds_stand_by_how_many_programs_are_of_each(about: Guides) -> None:
    found = about(
        onet=technologies(("A", "Map software", 0, 0), ("B", "Tax software", 0, 0), ("C", "Tax software", 0, 0))
    )
    assert section_text(found, "tools") == "They use programs of these kinds: tax software and map software."


def test_a_long_list_is_cut_and_says_how_many_more_there_are(about: Guides) -> None:
    (shown,) = lists(about(onet=technologies(*((f"T{number:02}", "Software", 1, 1) for number in range(25)))))
    assert shown == [*(f"T{number:02}" for number in range(20)), "and 5 more"]


def test_a_name_that_stands_for_two_things_stands_once(about: Guides) -> None:
    found = about(onet=technologies(("Wires", "Design software", 1, 1), ("Wires", "Tax software", 0, 1)))
    assert lists(found) == [["Wires"]]
    pliers = [(1, "tool", "Pliers", "Hand tools", 0), (2, "tool", "Pliers", "Grips", 0)]
    found = about(onet={"tool": pliers, "tool_use": [("47-2111.00", 1, 0), ("47-2111.00", 2, 0)]})
    assert lists(found) == [["Pliers"]]


def test_a_long_list_of_tools_is_cut_too(about: Guides) -> None:
    tools = [(number, "tool", f"T{number:02}", "Hand tools", 0) for number in range(25)]
    found = about(onet={"tool": tools, "tool_use": [("47-2111.00", number, 0) for number in range(25)]})
    (shown,) = lists(found)
    assert shown[19:] == ["T19", "and 5 more"]


def test_a_list_of_one_more_is_not_cut_to_say_one_more(about: Guides) -> None:
    (shown,) = lists(about(onet=technologies(*((f"T{number:02}", "Software", 1, 1) for number in range(21)))))
    assert len(shown) == 21
    assert "more" not in shown[-1]


def test_a_long_list_in_a_sentence_is_cut_too(about: Guides) -> None:
    found = about(onet=technologies(*((f"T{number:02}", "Software", 1, 0) for number in range(25))))
    assert lists(found) == []
    assert section_text(found, "tools").endswith("T18, T19 and 5 more.")


def test_tools_stand_by_themselves(about: Guides) -> None:
    found = about(onet={"tool": [(1, "tool", "Pliers", "Hand tools", 0)], "tool_use": [("47-2111.00", 1, 0)]})
    assert section_text(found, "tools").split("\n") == ["Tools and machines of this work:", "Pliers"]


def test_the_tools_of_a_specialty_are_not_the_occupations(about: Guides) -> None:
    found = about(onet={"tool": [(1, "tool", "Pliers", "Hand tools", 0)], "tool_use": [("47-2111.01", 1, 0)]})
    assert section_text(found, "tools") == ""


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "tools") == ""


def test_the_bundled_edition_names_what_employers_ask_software_developers_for(guide: Guides, named_in: Named) -> None:
    found = guide("15-1252")
    assert "Amazon Web Services AWS software" in lists(found)[0]
    assert named_in(found, "tools") == ["onet"]
