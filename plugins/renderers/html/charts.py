"""Charts: where bars, boxes and whiskers lie, in hundredths of the drawing's width.

Only the marks are drawn. Labels and figures stand beside them as text, so that they keep their size on a
small screen and are read aloud.
"""

from attrs import frozen

from occuguide.core import BarChart, Measure, RangeChart, Status
from occuguide.plugins.renderers.scale import Scale, bar_scale, range_scale
from occuguide.plugins.renderers.words import PERCENTILES, figure_in_words


@frozen
class BarRow:
    """One bar.

    Args:
        label: What it stands for.
        measure: Its figure.
        left: Where it begins; none if there is no figure.
        width: How long it is.
    """

    label: str
    measure: Measure
    left: float | None
    width: float


@frozen
class BarDrawing:
    """A bar chart, laid out.

    Args:
        caption: What it shows.
        rows: Its bars.
        zero: Where zero lies.
    """

    caption: str
    rows: tuple[BarRow, ...]
    zero: float

    @classmethod
    def of(cls, chart: BarChart) -> "BarDrawing":
        """Lay out a chart."""
        scale = bar_scale(chart)
        zero = _percent(scale, 0.0)
        rows = []
        for bar in chart.bars:
            end = zero if bar.measure.value is None else _percent(scale, bar.measure.value)
            left = None if bar.measure.value is None else min(zero, end)
            rows.append(BarRow(bar.label, bar.measure, left, round(abs(end - zero), 2)))
        return cls(chart.caption, tuple(rows), zero)


@frozen
class RangeRow:
    """One range.

    Args:
        label: What it stands for.
        figures: What each percentile is called, with its measure.
        whisker: Where the line from the lowest to the highest begins and ends; none without two figures.
        caps: Where the line is closed: not at an end that is a bound only.
        box: Where the middle half begins and ends; none if one of its ends is not known.
        median: Where the median lies; none if it is not known.
    """

    label: str
    figures: tuple[tuple[str, Measure], ...]
    whisker: tuple[float, float] | None
    caps: tuple[float, ...]
    box: tuple[float, float] | None
    median: float | None


@frozen
class RangeDrawing:
    """A chart of ranges, laid out.

    Args:
        caption: What it shows.
        rows: Its ranges.
        ticks: The figures at the left edge, the middle and the right edge; empty if there are no figures.
        open: Whether a line has an open end.
    """

    caption: str
    rows: tuple[RangeRow, ...]
    ticks: tuple[str, ...]
    open: bool

    @classmethod
    def of(cls, chart: RangeChart) -> "RangeDrawing":
        """Lay out a chart."""
        scale = range_scale(chart)
        rows = tuple(_range_row(spread.label, spread.percentiles, scale) for spread in chart.ranges)
        shown = [measure for spread in chart.ranges for measure in spread.percentiles if measure.has_value]
        edges = (scale.low, (scale.low + scale.high) / 2, scale.high)
        return cls(
            caption=chart.caption,
            rows=rows,
            ticks=tuple(figure_in_words(edge, shown[0].unit) for edge in edges) if shown else (),
            open=any(measure.status is Status.AT_LEAST for measure in shown),
        )


def _range_row(label: str, percentiles: tuple[Measure, ...], scale: Scale) -> RangeRow:
    places = [_place(measure, scale) for measure in percentiles]
    known = [place for place in places if place is not None]
    _, low, median, high, _ = places
    return RangeRow(
        label=label,
        figures=tuple(zip(PERCENTILES, percentiles, strict=True)),
        whisker=(known[0], known[-1]) if len(known) > 1 else None,
        caps=tuple(
            place
            for place, measure in ((places[0], percentiles[0]), (places[-1], percentiles[-1]))
            if place is not None and measure.status is Status.PUBLISHED
        ),
        box=None if low is None or high is None else (low, high),
        median=median,
    )


def _place(measure: Measure, scale: Scale) -> float | None:
    """Where a percentile lies. A bound is drawn at the right edge: the figure may be anywhere beyond it."""
    if measure.value is None:
        return None
    return 100.0 if measure.status is Status.AT_LEAST else _percent(scale, measure.value)


def _percent(scale: Scale, value: float) -> float:
    return round(100 * scale.at(value), 2)
