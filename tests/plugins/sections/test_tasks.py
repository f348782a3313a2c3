"""Tasks, the skills that go with them, and the skills that matter most."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import python_calamine
from attrs import frozen

from occuguide.core import DefinitionList, Element, Guide, Measure, Rating, Status, Table, Task, Unit, View
from occuguide.core.application import Application
from occuguide.core.blocks import plain
from occuguide.core.cli import run
from occuguide.core.testing import make_application, section_text
from occuguide.plugins.sections.matching import matched
from occuguide.plugins.sections.tasks import guide_tasks

Guides = Callable[..., Guide]
Named = Callable[[Guide, str], list[str]]

READING, SPEAKING, REPAIRING, STRENGTH = "2.A.1.a", "2.A.1.d", "2.B.3.l", "1.A.3.a.1"
NAMES = {
    READING: "Reading Comprehension",
    SPEAKING: "Speaking",
    REPAIRING: "Repairing",
    STRENGTH: "Static Strength",
}


def tables(guide: Guide) -> list[Table]:
    return [
        block
        for one in guide.sections
        if one.spec.anchor == "tasks"
        for block in one.blocks
        if isinstance(block, Table)
    ]


def rows(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


# --- What is shown -------------------------------------------------------------------------------------------

TASKS = {"task": [("47-2111.00", 1, "Tidy up.", 0), ("47-2111.00", 2, "Run wires.", 1), ("47-2111.01", 3, "Climb.", 1)]}
LINKS = {
    "element": [
        (READING, NAMES[READING], "skill", 3.0, None),
        (REPAIRING, NAMES[REPAIRING], "skill", 2.0, None),
        (SPEAKING, NAMES[SPEAKING], "skill", 3.5, None),
    ],
    "rating": [
        ("47-2111.00", READING, 3.2, 0),
        ("47-2111.00", REPAIRING, 4.0, 0),
        ("47-2111.00", SPEAKING, 3.0, 0),
    ],
    "detailed_activity": [("D1", "A1", "Mend wires."), ("D2", "A2", "Do nothing known.")],
    "task_activity": [("47-2111.00", 2, "D1"), ("47-2111.00", 1, "D2")],
    "element_activity": [(READING, "A1"), (REPAIRING, "A1")],
}


def test_core_tasks_come_first_and_a_specialtys_are_left_out(about: Guides, named_in: Named) -> None:
    found = about(onet=TASKS)
    core, others = tables(found)
    assert (core.caption, rows(core)) == ("Main tasks, 1", [["Run wires."]])
    assert (others.caption, rows(others)) == ("Tasks of some people in the occupation, 1", [["Tidy up."]])
    assert named_in(found, "tasks") == ["onet"]
    assert "skill" not in section_text(found, "tasks"), "without links, nothing is said of skills"


def test_without_core_tasks_they_are_tasks(about: Guides) -> None:
    (alone,) = tables(about(onet={"task": [("47-2111.00", 1, "Sort.", None)]}))
    assert (alone.caption, rows(alone)) == ("Tasks, 1", [["Sort."]])


def test_a_task_has_the_skill_that_stands_furthest_above_the_mean_and_is_blank_where_links_give_none(
    about: Guides,
) -> None:
    found = about(onet={**TASKS, **LINKS})
    core, others, _ = tables(found)
    assert rows(core) == [["Run wires.", "Repairing"]]
    assert [column.heading for column in core.columns] == ["Task", "A skill or ability that it takes"]
    assert rows(others) == [["Tidy up.", ""]]
    assert "Where the links give none, the place is blank." in section_text(found, "tasks")


def test_the_skills_above_the_mean_stand_furthest_first_with_their_figures(about: Guides, named_in: Named) -> None:
    found = about(onet=LINKS)
    (skills,) = tables(found)
    assert skills.caption == "Skills that matter, and more so than in the average occupation, 2030"
    assert rows(skills) == [["Repairing", "4.00", "2.00"], ["Reading Comprehension", "3.20", "3.00"]]
    assert named_in(found, "tasks") == ["onet"]


def test_a_rating_that_the_release_would_not_show_is_not_shown(about: Guides) -> None:
    hidden = {**LINKS, "rating": [("47-2111.00", REPAIRING, 4.0, 1)]}
    assert tables(about(onet=hidden)) == []


def test_no_more_than_ten_skills_are_listed(about: Guides) -> None:
    ids = [f"2.B.9.{number:02}" for number in range(14)]
    found = about(
        onet={
            "element": [(id_, id_, "skill", 1.0, None) for id_ in ids],
            "rating": [("47-2111.00", id_, 4.0, 0) for id_ in ids],
        }
    )
    (skills,) = tables(found)
    assert [row[0] for row in rows(skills)] == ids[:10], "by their ids, where they stand equally high"


def test_a_skill_that_is_not_important_is_not_listed_however_far_above_the_average(about: Guides) -> None:
    """Three is "important" on the scale of importance."""
    found = about(
        onet={
            "element": [(READING, "Reading", "skill", 2.5, None), (REPAIRING, "Repairing", "skill", 1.2, None)],
            "rating": [("47-2111.00", READING, 3.0, 0), ("47-2111.00", REPAIRING, 2.99, 0)],
        }
    )
    (skills,) = tables(found)
    assert rows(skills) == [["Reading", "3.00", "2.50"]]
    defined = about(view=View.DEFINITIONS, onet={**LINKS, "rating": [("47-2111.00", REPAIRING, 2.99, 0)]})
    assert section_text(defined, "skill_definitions") == "", "what is not shown is not explained"


def test_the_definitions_are_of_the_skills_that_are_shown(about: Guides) -> None:
    found = about(view=View.DEFINITIONS, onet={**TASKS, **LINKS})
    terms = [
        plain(item.term)
        for one in found.sections
        for block in one.blocks
        if isinstance(block, DefinitionList)
        for item in block.items
    ]
    assert terms == ["Reading Comprehension", "Repairing"]
    assert "Fixing broken machines or systems" in section_text(found, "skill_definitions")


def test_where_no_release_says_anything_there_is_no_section(about: Guides) -> None:
    assert section_text(about(), "tasks") == ""
    assert section_text(about(view=View.DEFINITIONS), "skill_definitions") == ""


def test_the_bundled_edition_has_skills_and_no_tasks(guide: Guides, named_in: Named) -> None:
    found = guide("33-2011")
    (skills,) = tables(found)
    assert rows(skills)[0] == ["Operation and Control", "3.25", "2.19"]
    assert all(float(importance) >= 3 for _, importance, _ in rows(skills)), "equipment maintenance has 2.88"
    assert named_in(found, "tasks") == ["onet"]


def test_the_skills_stand_below_what_an_author_wrote_of_the_tasks(written: Guides, named_in: Named) -> None:
    found = written("11-3051")
    (section,) = (one for one in found.sections if one.spec.anchor == "tasks")
    assert section.authored
    assert isinstance(section.blocks[-1], Table)
    assert section.blocks[-1].caption.startswith("Skills that matter, and more so than in the average occupation")
    assert "onet" in named_in(found, "tasks")


def test_the_plugin_of_the_skills_can_be_switched_off_by_its_name(tmp_path: Path) -> None:
    without = make_application(tmp_path, disabled=frozenset({"guides", "skills"}))
    assert section_text(without.guide("33-2011", "California"), "tasks") == ""


# --- How tasks are matched -----------------------------------------------------------------------------------


def rating(element: str, above: float) -> Rating:
    score = Measure(value=3 + above, unit=Unit.SCORE, status=Status.PUBLISHED)
    return Rating(element=Element(id=element, name=element, domain="skill"), score=score, mean=3.0)


def match(tasks: Sequence[str], links: Mapping[str, Sequence[str]], **above: float) -> list[str]:
    """The ids that tasks are matched with: each task is said by its activities' ids, ``ab`` for two."""
    every = {element for linked in links.values() for element in linked}
    chosen = matched(
        [Task(text=task, core=True, activities=tuple(task)) for task in tasks],
        links,
        {element: Element(id=element, name=element, domain="skill") for element in every},
        {element: rating(element, value) for element, value in above.items()},
    )
    return ["" if element is None else element.id for element in chosen]


def test_what_stands_furthest_above_the_mean_comes_first() -> None:
    assert match(["a"], {"a": ["low", "high", "middle"]}, low=-1.0, high=2.0, middle=1.0) == ["high"]


def test_none_is_taken_more_than_twice_while_another_is_left() -> None:
    links = {"a": ["one", "two"]}
    assert match(["a"] * 5, links, one=2.0, two=1.0) == ["one", "one", "two", "two", "one"]


def test_a_task_with_one_skill_alone_has_it_however_often_it_was_taken() -> None:
    links = {"a": ["one", "two"], "b": ["one"]}
    assert match(["a", "a", "b", "a"], links, one=2.0, two=1.0) == ["one", "one", "one", "two"]


def test_what_is_not_rated_comes_last() -> None:
    assert match(["a"] * 3, {"a": ["rated", "not"]}, rated=-2.0) == ["rated"] * 3
    assert match(["a", "b"], {"a": ["not"], "b": []}) == ["not", ""]


def test_of_equals_what_few_activities_take_comes_first_and_then_the_id() -> None:
    links = {"a": ["broad", "narrow"], "b": ["broad"]}
    assert match(["a"], links, broad=1.0, narrow=1.0) == ["narrow"]
    assert match(["a"], {"a": ["y", "x"]}, x=1.0, y=1.0) == ["x"]


def test_the_order_in_which_links_are_listed_changes_nothing() -> None:
    chance = random.Random(11_3051)
    ids = [f"e{number}" for number in range(12)]
    above = {element: chance.choice((-0.5, 0.0, 0.5, 1.0)) for element in ids}
    links = {activity: chance.sample(ids, 5) for activity in "abcdefgh"}
    tasks = ["".join(chance.sample("abcdefgh", 2)) for _ in range(20)]
    first = match(tasks, links, **above)
    for _ in range(10):
        shuffled = {activity: chance.sample(linked, len(linked)) for activity, linked in links.items()}
        assert match(tasks, dict(chance.sample([*shuffled.items()], len(shuffled))), **above) == first


# --- On the real release -------------------------------------------------------------------------------------

RELEASE = Path(__file__).parents[4] / "shared" / "data" / "onet_29_3_excel"
FILES = (
    "Read Me.txt",
    "Occupation Data.xlsx",
    "Task Statements.xlsx",
    "Tasks to DWAs.xlsx",
    "DWA Reference.xlsx",
    "Skills to Work Activities.xlsx",
    "Abilities to Work Activities.xlsx",
    "Skills.xlsx",
)


def sheet(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the release, read without the importer."""
    head, *cells = (
        python_calamine.CalamineWorkbook.from_path(RELEASE / f"{name}.xlsx").get_sheet_by_index(0).to_python()
    )
    for row in cells:
        yield {str(heading): str(cell) for heading, cell in zip(head, row, strict=True)}


@frozen
class Real:
    """An Occuguide over the release with its tasks, and what the release says by another reading."""

    application: Application
    tasks: Mapping[str, Mapping[str, str]]
    """The numbers of each occupation's tasks, by their words."""
    linked: Mapping[tuple[str, str], frozenset[str]]
    """The names of the skills and abilities that each task is linked to."""
    rated: Mapping[str, frozenset[str]]
    """The names of the skills that each occupation is rated on, for showing."""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Real:
    if not RELEASE.is_dir():
        pytest.skip("the real releases are not here (../shared/data)")
    folder = tmp_path_factory.mktemp("onet")
    config = folder / "occuguide.toml"
    config.write_text("", "utf-8")
    assert run(["--config", str(config), "data", "import", "onet", *(str(RELEASE / name) for name in FILES)]) == 0
    activities: dict[str, set[str]] = {}
    for table, kind in (("Skills to Work Activities", "Skills"), ("Abilities to Work Activities", "Abilities")):
        for row in sheet(table):
            activities.setdefault(row["Work Activities Element ID"], set()).add(row[f"{kind} Element Name"])
    instance = {row["DWA ID"]: row["Element ID"] for row in sheet("DWA Reference")}
    linked: dict[tuple[str, str], set[str]] = {}
    for row in sheet("Tasks to DWAs"):
        elements = activities.get(instance[row["DWA ID"]], set())
        linked.setdefault((row["O*NET-SOC Code"], row["Task ID"]), set()).update(elements)
    tasks: dict[str, dict[str, str]] = {}
    for row in sheet("Task Statements"):
        tasks.setdefault(row["O*NET-SOC Code"], {})[row["Task"]] = row["Task ID"]
    rated: dict[str, set[str]] = {}
    for row in sheet("Skills"):
        if row["Scale ID"] == "IM" and row["Recommend Suppress"] != "Y":
            rated.setdefault(row["O*NET-SOC Code"], set()).add(row["Element Name"])
    return Real(
        make_application(folder, facts=folder / "facts.sqlite"),
        tasks,
        {task: frozenset(names) for task, names in linked.items()},
        {code: frozenset(names) for code, names in rated.items()},
    )


def shown_tasks(real: Real, soc: str) -> list[tuple[str, str]]:
    """Each task with its skill, as the generic section shows them."""
    section = guide_tasks(occupation=real.application.occupations.get(soc), facts=real.application.facts)
    assert section is not None
    return [
        (task, skill)
        for block in section.blocks
        if isinstance(block, Table)
        for task, skill in ([plain(cell) for cell in row] for row in block.rows)
    ]


@pytest.mark.parametrize("soc", ["11-3051", "29-1141", "47-2111", "53-2011", "15-1252"])
def test_no_skill_stands_more_than_twice_unless_nothing_else_was_left(soc: str, real: Real) -> None:
    code = f"{soc}.00"
    shown = shown_tasks(real, soc)
    assert {task for task, _ in shown} == set(real.tasks[code])
    rated = real.rated.get(code, frozenset())
    used: Counter[str] = Counter()
    for task, skill in shown:
        linked = real.linked.get((code, real.tasks[code][task]), frozenset())
        assert (skill in linked) if linked else (skill == ""), (task, skill)
        others = (linked & rated) - {skill}
        if skill in rated:
            if used[skill] >= 2:
                assert [other for other in others if used[other] < 2] == [], (task, skill)
        else:
            assert not others, (task, skill)
        used[skill] += bool(skill)


def test_tasks_of_production_managers_do_not_all_take_the_same_skill(real: Real) -> None:
    """By the links alone, two general skills would stand beside thirteen of the twenty-one tasks."""
    shown = shown_tasks(real, "11-3051")
    assert len(shown) == 21
    counts = Counter(skill for _, skill in shown if skill)
    assert len(counts) > 8
    assert sum(count for _, count in counts.most_common(2)) < 13


def test_the_same_release_gives_the_same_skills_again(real: Real, tmp_path: Path) -> None:
    again = make_application(tmp_path, facts=real.application.facts.path)
    section = guide_tasks(occupation=again.occupations.get("11-3051"), facts=again.facts)
    assert section is not None
    first = [pair for block in section.blocks if isinstance(block, Table) for pair in rows(block)]
    assert first == [[*pair] for pair in shown_tasks(real, "11-3051")]
