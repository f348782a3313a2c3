"""Tasks: the occupation's task list, core tasks first."""

from occuguide.core import BulletList, Facts, Note, Occupation, Paragraph, Section, hookimpl, listing


@hookimpl
def guide_tasks(occupation: Occupation, facts: Facts) -> Section | None:
    """The tasks, where a release with them is loaded."""
    tasks = facts.tasks(occupation.soc)
    if not tasks:
        return None
    core = [task.text for task in tasks if task.core]
    others = [task.text for task in tasks if not task.core]
    sources = facts.loaded("task")
    return Section(
        Paragraph(f"The list of tasks in the {listing(f'{one.title}, {one.release}' for one in sources)}:"),
        BulletList(core or others),
        Note("Some people in the occupation also do these:") if core and others else None,
        BulletList(others) if core and others else None,
        sources=sources,
    )
