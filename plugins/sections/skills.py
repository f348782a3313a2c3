"""Skills: those that matter more in the occupation than in most, and what their names mean."""

from occuguide.core import (
    Column,
    Definition,
    DefinitionList,
    Facts,
    Occupation,
    Place,
    Rating,
    Section,
    Table,
    hookimpl,
)
from occuguide.plugins.sections.matching import above_average, sample_skills
from occuguide.plugins.sections.plain import plain_words

_SHOWN = 10
"""So many of the skills that stand above the average are listed."""

_IMPORTANT = 3.0
"""On O*NET's scale of importance, from 1 to 5, what is rated 3 is important."""


@hookimpl(place=Place.NOTE)
def guide_tasks(occupation: Occupation, facts: Facts) -> Section | None:
    """The skills, where a release with ratings is loaded."""
    best = _best(occupation, facts)
    if not best:
        return None
    return Section(
        Table(
            f"Skills that matter, and more so than in the average occupation, {best[0].score.period}",
            (Column("Skill"), Column("Importance, from 1 to 5", numeric=True), Column("Mean of all", numeric=True)),
            [(rating.element.name, rating.score, f"{rating.mean:.2f}") for rating in best],
        )
    )


@hookimpl
def guide_skill_definitions(occupation: Occupation, facts: Facts) -> Section | None:
    """What the names of the skills and abilities mean that the section on tasks shows."""
    shown = {rating.element for rating in _best(occupation, facts)}.union(
        filter(None, sample_skills(occupation.soc, facts))
    )
    meanings = {**plain_words("skills"), **plain_words("abilities")}
    known = sorted((element.name, meanings[element.id]) for element in shown if element.id in meanings)
    if not known:
        return None
    meant = DefinitionList(Definition(name, (meaning,)) for name, meaning in known)
    # The names are the release's, as the meanings are not.
    return Section(meant, sources=facts.loaded("rating"))


def _best(occupation: Occupation, facts: Facts) -> list[Rating]:
    """The skills that are important in the occupation and stand furthest above the average of all."""
    rated = above_average(facts.ratings(occupation.soc, "skill"))
    return [rating for rating in rated if (rating.score.value or 0.0) >= _IMPORTANT][:_SHOWN]
