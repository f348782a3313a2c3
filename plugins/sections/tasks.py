"""Tasks: what is done in the occupation, with a skill that each task takes, and the skills that matter most."""

from collections.abc import Sequence

from occuguide.core import (
    Block,
    Column,
    Definition,
    DefinitionList,
    Element,
    Facts,
    Note,
    Occupation,
    Rating,
    Section,
    Table,
    Task,
    hookimpl,
)
from occuguide.plugins.sections.plain import plain_words
from occuguide.plugins.sections.skills import above_average, matched

_SHOWN = 10
"""So many of the skills that stand above the average are listed."""


@hookimpl
def guide_tasks(occupation: Occupation, facts: Facts) -> Section | None:
    """The tasks and the skills, as far as releases with them are loaded."""
    tasks = facts.tasks(occupation.soc)
    ratings = facts.ratings(occupation.soc, "skill")
    if not (tasks or ratings):
        return None
    return Section(
        *_tasks(tasks, ratings, occupation, facts), *_skills(ratings), sources=facts.loaded("task") if tasks else ()
    )


@hookimpl
def guide_skill_definitions(occupation: Occupation, facts: Facts) -> Section | None:
    """What the names of the skills and abilities mean that the section on tasks shows."""
    tasks = facts.tasks(occupation.soc)
    ratings = facts.ratings(occupation.soc, "skill")
    shown = {element.id: element for element in _skills_of(tasks, ratings, occupation, facts) if element is not None}
    shown.update((rating.element.id, rating.element) for rating in above_average(ratings)[:_SHOWN])
    meanings = {**plain_words("skills"), **plain_words("abilities")}
    known = sorted((element.name, meanings[id_]) for id_, element in shown.items() if id_ in meanings)
    return Section(DefinitionList(Definition(name, (meaning,)) for name, meaning in known)) if known else None


def _tasks(tasks: Sequence[Task], ratings: Sequence[Rating], occupation: Occupation, facts: Facts) -> tuple[Block, ...]:
    if not tasks:
        return ()
    skills = [skill.name if skill else "" for skill in _skills_of(tasks, ratings, occupation, facts)]
    rows = list(zip(tasks, skills, strict=True))
    core = [(task.text, skill) for task, skill in rows if task.core]
    others = [(task.text, skill) for task, skill in rows if not task.core]
    release = facts.loaded("task")[0].release
    linked = any(skills)
    blocks: list[Block] = []
    if core:
        blocks.append(_table(f"Main tasks, {release}", core, linked=linked))
    if others:
        name = "Tasks of some people in the occupation" if core else "Tasks"
        blocks.append(_table(f"{name}, {release}", others, linked=linked))
    if linked:
        blocks.append(_LINKS)
    return tuple(blocks)


_LINKS = Note(
    "The skill is a sample, by O*NET's links from tasks to work activities and from these to skills. Where the links"
    " give none, the place is blank."
)


def _table(caption: str, rows: Sequence[tuple[str, str]], *, linked: bool) -> Table:
    """The tasks with their skills; the tasks alone, where the links were not loaded."""
    if linked:
        return Table(caption, (Column("Task"), Column("A skill that it takes")), rows)
    return Table(caption, (Column("Task"),), [(task,) for task, _ in rows])


def _skills_of(
    tasks: Sequence[Task], ratings: Sequence[Rating], occupation: Occupation, facts: Facts
) -> list[Element | None]:
    rated = {rating.element.id: rating for rating in (*ratings, *facts.ratings(occupation.soc, "ability"))}
    return matched(tasks, facts.activity_elements, facts.elements, rated)


def _skills(ratings: Sequence[Rating]) -> tuple[Block, ...]:
    best = above_average(ratings)[:_SHOWN]
    if not best:
        return ()
    return (
        Table(
            f"Skills that matter more here than in most occupations, {best[0].score.period}",
            (Column("Skill"), Column("Importance, from 1 to 5", numeric=True), Column("Mean of all", numeric=True)),
            [(rating.element.name, rating.score, f"{rating.mean:.2f}") for rating in best],
        ),
    )
