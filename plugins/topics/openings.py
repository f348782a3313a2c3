"""Openings: bands of the job openings that are projected."""

from collections.abc import Iterator, Mapping

from occuguide.core import Area, Facts, Occupations, Projection, Topic, TopicFigure, TopicValue, Unit, hookimpl
from occuguide.core.topics import COUNTED
from occuguide.plugins.topics.bands import bands

_BANDS = bands((100, 1_000, 10_000, 100_000), say="{:,}".format)
"""Tens of tens, since a place may be a county or the nation."""

_NAMES = {Unit.OPENINGS: "over-the-period", Unit.OPENINGS_A_YEAR: "a-year"}
"""What the two ways of counting are called."""


@hookimpl
def topic() -> Topic:
    """Bands for each of the two ways of counting.

    Some releases count openings over the whole period, others a year on average. Neither is multiplied or divided, so
    that there are bands of both, as the outlook section has tables of both. A rank among the release's occupations
    would hide the difference, and would make a release of fifty occupations the equal of one of eight hundred.
    """
    about = "The newest projection for the place, or for the areas that its projections are published for."
    return Topic(name="openings", title="Job openings", about=about, values=_values, figures=_figures)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    every = [
        (soc, projection.openings)
        for soc, projections in facts.projections_by_occupation(area).items()
        for projection in projections
    ]
    for unit, name in _NAMES.items():
        counted = [(soc, one.value) for soc, one in every if one.unit is unit and one.value is not None]
        for band in reversed(_BANDS):
            yield TopicValue(
                name=f"{band.name}-{name}",
                title=f"{band.title} {COUNTED[unit]}",
                socs={soc for soc, openings in counted if band.holds(openings)},
            )
    said = {soc for soc, openings in every if openings.has_value}
    yield TopicValue(name="not-published", title="No openings published here", socs=occupations.titles.keys() - said)


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, TopicFigure]:
    """The openings; of several projection areas, the most, among those that are counted in the same way."""

    def place(one: Projection) -> tuple[bool, bool, float]:
        return (one.openings.has_value, one.openings.unit is Unit.OPENINGS, one.openings.value or 0.0)

    most = {soc: max(several, key=place) for soc, several in facts.projections_by_occupation(area).items()}
    return {soc: TopicFigure(one.openings, one.area.in_words) for soc, one in most.items()}
