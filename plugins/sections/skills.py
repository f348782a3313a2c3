"""Skills: those that matter more in the occupation than in most, and what their names mean."""

from occuguide.core import (
    Column,
    Definition,
    DefinitionList,
    Facts,
    Occupation,
    Place,
    Section,
    Table,
    hookimpl,
)
from occuguide.plugins.sections.matching import above_average, sample_skills
from occuguide.plugins.sections.plain import plain_words

_SHOWN = 10
"""So many of the skills that stand above the average are listed."""


@hookimpl(place=Place.NOTE)
def guide_tasks(occupation: Occupation, facts: Facts) -> Section | None:
    """The skills, where a release with ratings is loaded."""
    best = above_average(facts.ratings(occupation.soc, "skill"))[:_SHOWN]
    if not best:
        return None
    return Section(
        Table(
            f"Skills that matter more here than in most occupations, {best[0].score.period}",
            (Column("Skill"), Column("Importance, from 1 to 5", numeric=True), Column("Mean of all", numeric=True)),
            [(rating.element.name, rating.score, f"{rating.mean:.2f}") for rating in best],
        )
    )


@hookimpl
def guide_skill_definitions(occupation: Occupation, facts: Facts) -> Section | None:
    """What the names of the skills and abilities mean that the section on tasks shows."""
    best = above_average(facts.ratings(occupation.soc, "skill"))[:_SHOWN]
    shown = {rating.element for rating in best}.union(filter(None, sample_skills(occupation.soc, facts)))
    meanings = {**plain_words("skills"), **plain_words("abilities")}
    known = sorted((element.name, meanings[element.id]) for element in shown if element.id in meanings)
    return Section(DefinitionList(Definition(name, (meaning,)) for name, meaning in known)) if known else None
