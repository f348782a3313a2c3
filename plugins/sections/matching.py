"""Which skill a task takes, and which skills an occupation needs more than most.

Tasks are matched by O*NET's own links: from a task to its detailed work activities, from those to the work activities
that they are instances of, and from these to the skills and abilities that they take.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from occuguide.core import Element, Facts, Rating, Task

TWICE = 2
"""A skill stands beside no more tasks than this while another would do."""


def sample_skills(soc: str, facts: Facts) -> list[Element | None]:
    """A sample skill or ability for each of an occupation's tasks; none where the links give nothing.

    Args:
        soc: The SOC code.
        facts: The facts.
    """
    rated = (*facts.ratings(soc, "skill"), *facts.ratings(soc, "ability"))
    ratings = {rating.element.id: rating for rating in rated if rating.score.has_value}
    return matched(facts.tasks(soc), facts.activity_elements, facts.elements, ratings)


def matched(
    tasks: Sequence[Task],
    links: Mapping[str, Sequence[str]],
    elements: Mapping[str, Element],
    ratings: Mapping[str, Rating],
) -> list[Element | None]:
    """A sample skill for each task; none where the links give nothing.

    Of the skills and abilities that a task's activities are linked to, those come first that stand furthest above the
    mean of all occupations; those that are not rated come last, the most telling first. None is taken more than twice
    while another qualifies: the links alone would give the same general skill everywhere.

    Args:
        tasks: The tasks, in order.
        links: The ids of the skills and abilities that each work activity takes.
        elements: The skills and abilities, by id.
        ratings: The occupation's ratings, by element.
    """
    used: Counter[str] = Counter()
    # What few activities take tells more of a task than what most of them take.
    breadth = Counter(element for linked in links.values() for element in linked)

    def rank(element: str) -> tuple[bool, bool, float, int, str]:
        rating = ratings.get(element)
        above = 0.0 if rating is None else rating.above_mean
        # By id at last, so that nothing is left to chance.
        return (rating is None, used[element] >= TWICE, -above, breadth[element], element)

    chosen: list[Element | None] = []
    for task in tasks:
        linked = {element for activity in task.activities for element in links.get(activity, ())}
        best = min(linked & elements.keys(), key=rank, default=None)
        if best is not None:
            used[best] += 1
        chosen.append(None if best is None else elements[best])
    return chosen


def above_average(ratings: Sequence[Rating]) -> list[Rating]:
    """The ratings that stand above the mean of all occupations, furthest above first."""
    higher = [rating for rating in ratings if rating.above_mean > 0]
    return sorted(higher, key=lambda rating: (-rating.above_mean, rating.element.id))
