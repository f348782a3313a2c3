"""Skills: which ones the occupation needs more than most, and which of them a task takes.

Tasks are matched by O*NET's own links: from a task to its detailed work activities, from those to the work activities
that they are instances of, and from these to the skills and abilities that they take.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from occuguide.core import Element, Rating, Task

TWICE = 2
"""A skill stands beside no more tasks than this while another would do."""


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
    chosen: list[Element | None] = []
    for task in tasks:
        linked = {element for activity in task.activities for element in links.get(activity, ())}
        # By id at last, so that nothing is left to chance.
        best = sorted(linked, key=lambda id_: (used[id_] >= TWICE, -_above(ratings.get(id_)), breadth[id_], id_))
        element = elements.get(best[0]) if best else None
        if element is not None:
            used[element.id] += 1
        chosen.append(element)
    return chosen


def _above(rating: Rating | None) -> float:
    return float("-inf") if rating is None else rating.above_mean


def above_average(ratings: Sequence[Rating]) -> list[Rating]:
    """The ratings that stand above the mean of all occupations, furthest above first."""
    higher = [rating for rating in ratings if rating.above_mean > 0]
    return sorted(higher, key=lambda rating: (-rating.above_mean, rating.element.id))
