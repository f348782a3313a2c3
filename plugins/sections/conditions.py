"""Working conditions: what the work surroundings are like more than elsewhere, as workers answered in a survey."""

from occuguide.core import Definition, DefinitionList, Facts, Note, Occupation, Paragraph, Section, hookimpl
from occuguide.plugins.sections.matching import above_average

_SHOWN = 10


@hookimpl
def guide_working_conditions(occupation: Occupation, facts: Facts) -> Section | None:
    """The conditions that stand above the average, each with the answer that was given most."""
    telling = above_average(facts.ratings(occupation.soc, "context"))[:_SHOWN]
    if not telling:
        return None
    said = []
    for rating in telling:
        shares = [one for one in facts.distribution(occupation.soc, rating.element.id) if one.percent.has_value]
        most = max(shares, key=lambda share: share.percent.value or 0.0, default=None)
        answer = (most.percent, f" answered: {most.category}") if most else ("rated ", rating.score)
        said.append(Definition(rating.element.name, (answer,)))
    return Section(
        Paragraph("What sets the surroundings of this work apart, with the answer that most workers gave:"),
        DefinitionList(said),
        Note("From a survey of workers, O*NET's, in the survey's own words."),
    )
