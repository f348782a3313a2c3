"""Growth: how the number of jobs is projected to change, put in the words of the outlook section."""

from collections.abc import Iterator, Mapping

from occuguide.core import Area, Facts, Occupations, Topic, TopicFigure, TopicValue, hookimpl
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
    said = {soc for words, socs in members.items() if words for soc in socs}
    yield TopicValue(name="not-published", title="No growth published here", socs=occupations.titles.keys() - said)


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, TopicFigure]:
    """The growth; of several projection areas, the highest."""
    highest = {
        soc: max(projections, key=lambda one: (one.growth.has_value, one.growth.value or 0.0))
        for soc, projections in facts.projections_by_occupation(area).items()
    }
    return {soc: TopicFigure(one.growth, one.area.in_words) for soc, one in highest.items()}
