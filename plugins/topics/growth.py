"""Growth: how the number of jobs is projected to change, put in the words of the outlook section."""

from collections.abc import Iterator, Mapping

from occuguide.core import Area, Facts, Measure, Occupations, Topic, TopicValue, hookimpl
from occuguide.plugins.sections.outlook import FALL, GROW, GROWTH_WORDS, LITTLE, course

_NAMES = ("much-faster", "faster", "about-as-fast", "more-slowly")
"""What the words for growth beside the average are called, in their order."""

_OTHERS = {
    LITTLE: ("little-or-no-change", "Little or no change"),
    FALL: ("falls", "Falls"),
    GROW: ("grows", "Grows; no growing average to compare with"),
}


@hookimpl
def topic() -> Topic:
    """What the outlook section says in words. Of several projection areas of a place, an occupation has each one's."""
    about = (
        "The newest projection for the place, or for the areas that its projections are published for, beside that of"
        " all occupations in the same area, period and release."
    )
    return Topic(name="growth", title="Projected growth", about=about, values=_values, figures=_figures)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    members: dict[str, set[str]] = {}
    for soc, projections in facts.projections_by_occupation(area).items():
        for projection in projections:
            members.setdefault(course(projection), set()).add(soc)
    beside_average = [words for _, words in GROWTH_WORDS]
    named = {words: (name, words.capitalize()) for name, words in zip(_NAMES, beside_average, strict=True)}
    for words, (name, title) in {**named, **_OTHERS}.items():
        yield TopicValue(name=name, title=title, socs=members.get(words, ()))


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, Measure]:
    """The growth; of several projection areas, the highest."""
    return {
        soc: max((one.growth for one in projections), key=lambda growth: (growth.has_value, growth.value or 0.0))
        for soc, projections in facts.projections_by_occupation(area).items()
    }
