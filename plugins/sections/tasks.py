"""Tasks: what is done in the occupation, core tasks first, with a skill that each task takes."""

from collections.abc import Sequence

from occuguide.core import Block, Column, Facts, Note, Occupation, Section, Table, hookimpl
from occuguide.plugins.sections.matching import sample_skills

_LINKS = Note(
    "The skill or ability is a sample, by O*NET's links from tasks to work activities and on to these. Where the links"
    " give none, the place is blank."
)


@hookimpl
def guide_tasks(occupation: Occupation, facts: Facts) -> Section | None:
    """The tasks, where a release with them is loaded."""
    tasks = facts.tasks(occupation.soc)
    if not tasks:
        return None
    skills = [skill.name if skill else "" for skill in sample_skills(occupation.soc, facts)]
    rows = list(zip(tasks, skills, strict=True))
    core = [(task.text, skill) for task, skill in rows if task.core]
    others = [(task.text, skill) for task, skill in rows if not task.core]
    sources = facts.loaded("task")
    linked = any(skills)
    blocks: list[Block] = []
    if core:
        blocks.append(_table(f"Main tasks, {sources[0].release}", core, linked=linked))
    if others:
        name = "Tasks of some people in the occupation" if core else "Tasks"
        blocks.append(_table(f"{name}, {sources[0].release}", others, linked=linked))
    return Section(*blocks, _LINKS if linked else None, sources=sources)


def _table(caption: str, rows: Sequence[tuple[str, str]], *, linked: bool) -> Table:
    """The tasks with their skills; the tasks alone, where the links were not loaded."""
    if linked:
        return Table(caption, (Column("Task"), Column("A skill or ability that it takes")), rows)
    return Table(caption, (Column("Task"),), [(task,) for task, _ in rows])
