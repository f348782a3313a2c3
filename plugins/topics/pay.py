"""Pay: bands of the median yearly wage."""

from collections.abc import Iterator, Mapping

from occuguide.core import (
    Area,
    Facts,
    Measure,
    Occupations,
    Status,
    Topic,
    TopicFigure,
    TopicValue,
    Unit,
    hookimpl,
    slug,
)
from occuguide.plugins.topics.bands import bands

_BANDS = bands((40_000, 50_000, 60_000, 80_000, 100_000, 150_000), say="${:,}".format)
"""Narrow where most occupations are."""

_UNPUBLISHED = "not-published"
_REASONS = (Status.NOT_PUBLISHED, Status.SUPPRESSED, Status.NOT_SURVEYED)


@hookimpl
def topic() -> Topic:
    """The bands, and why there is no yearly wage where none is published. None is made up from hourly wages."""
    about = "The median yearly wage published for the place, or for the area that its wages are published for."
    return Topic(name="pay", title="Yearly pay", about=about, values=_values, figures=_figures)


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, TopicFigure]:
    if area.wages is None:
        return {}
    where = area.wages.in_words
    return {soc: TopicFigure(median, where) for soc, median in facts.annual_medians(area.wages).items()}


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    medians, no_row = _figures(occupations, area, facts), TopicFigure(_none(Status.NOT_SURVEYED))
    here = {soc: medians.get(soc, no_row).measure for soc in occupations.titles}
    figures = {soc: _figure(median) for soc, median in here.items() if median.value is not None}
    for band in _BANDS:
        socs = {soc for soc, figure in figures.items() if band.holds(figure)}
        yield TopicValue(name=band.name, title=band.title, socs=socs)
    yield TopicValue(name=_UNPUBLISHED, title="No yearly wage published", socs=here.keys() - figures.keys())
    for status in _REASONS:
        words = str(_none(status))
        socs = {soc for soc, median in here.items() if median.status is status}
        yield TopicValue(name=slug(words), title=words.capitalize(), socs=socs, within=_UNPUBLISHED)


def _figure(median: Measure) -> float:
    """A wage as its band is told by: "or more" is in the highest, wherever the release's bound is."""
    return _BANDS[-1].least if median.status is Status.AT_LEAST else median.value or 0.0


def _none(status: Status) -> Measure:
    return Measure(value=None, unit=Unit.DOLLARS_A_YEAR, status=status)
