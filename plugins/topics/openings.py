"""Openings: bands of the job openings that are projected."""

from collections.abc import Iterator, Mapping

from occuguide.core import Area, Facts, Measure, Occupations, Topic, TopicValue, Unit, hookimpl
from occuguide.plugins.topics.bands import bands

_BANDS = bands((100, 1_000, 10_000, 100_000), say="{:,}".format)
"""Tens of tens, since a place may be a county or the nation."""

_COUNTED = {
    Unit.OPENINGS: ("over-the-period", "over the whole period"),
    Unit.OPENINGS_A_YEAR: ("a-year", "a year"),
}


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

    for unit, (name, words) in _COUNTED.items():
        counted = [(soc, one.value) for soc, one in every if one.unit is unit and one.value is not None]
        for band in reversed(_BANDS):
            yield TopicValue(
                name=f"{band.name}-{name}",
                title=f"{band.title} {words}",
                socs={soc for soc, openings in counted if band.holds(openings)},
            )


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, Measure]:
    """The openings; of several projection areas, the most, among those that are counted in the same way."""

    def place(openings: Measure) -> tuple[bool, bool, float]:
        return (openings.has_value, openings.unit is Unit.OPENINGS, openings.value or 0.0)

    return {
        soc: max((one.openings for one in projections), key=place)
        for soc, projections in facts.projections_by_occupation(area).items()
    }
