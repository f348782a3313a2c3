"""Charts: where bars, boxes and whiskers lie, in hundredths of the drawing's width.

Only the marks are drawn. Labels and figures stand beside them as text, so that they keep their size on a
small screen and are read aloud.
"""

from collections.abc import Callable

from attrs import frozen
from markupsafe import Markup

from occuguide.core import BarChart, Measure, Range, RangeChart, Status, Table, Unit, inlines
from occuguide.plugins.renderers.scale import Scale, bar_scale, range_scale
from occuguide.plugins.renderers.words import figure_in_words

_PAID_FOR = {Unit.DOLLARS_A_YEAR: "year", Unit.DOLLARS_AN_HOUR: "hour"}


@frozen
class BarRow:
    """One bar.

    Args:
        label: What it stands for.
        figure: Its figure, marked up.
        left: Where it begins; none if there is no figure.
        width: How long it is.
    """

    label: str
    figure: Markup
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
    def of(cls, chart: BarChart, markup: Callable[[Measure], Markup]) -> "BarDrawing":
        """Lay out a chart, its figures marked up."""
        scale = bar_scale(chart)
        zero = _percent(scale, 0.0)
        rows = []
        for bar in chart.bars:
            end = zero if bar.measure.value is None else _percent(scale, bar.measure.value)
            left = None if bar.measure.value is None else min(zero, end)
            rows.append(BarRow(bar.label, markup(bar.measure), left, round(abs(end - zero), 2)))
        return cls(chart.caption, tuple(rows), zero)


@frozen
class RangeRow:
    """One range.

    Args:
        label: What it stands for.
        figures: What each percentile is called, with its measure, marked up.
        whisker: Where the line from the lowest to the highest begins and ends; none without two figures.
        caps: Where the line is closed: not at an end that is a bound only.
        box: Where the middle half begins, and how wide it is; none if one of its ends is not known.
        median: Where the median lies; none if it is not known.
    """

    label: str
    figures: Markup
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
        pay: What wages are paid for: ``year`` or ``hour``; empty if the figures are no wages.
    """

    caption: str
    rows: tuple[RangeRow, ...]
    ticks: tuple[str, ...]
    open: bool
    pay: str

    @classmethod
    def of(cls, chart: RangeChart, markup: Callable[[tuple[Measure, ...]], Markup]) -> "RangeDrawing":
        """Lay out a chart, the figures of each range marked up."""
        scale = range_scale(chart)
        rows = tuple(_range_row(spread, scale, markup(tuple(spread.percentiles))) for spread in chart.ranges)
        shown = [measure for spread in chart.ranges for measure in spread.percentiles if measure.has_value]
        edges = (scale.low, (scale.low + scale.high) / 2, scale.high)
        return cls(
            caption=chart.caption,
            rows=rows,
            ticks=tuple(figure_in_words(edge, shown[0].unit) for edge in edges) if shown else (),
            open=any(measure.status is Status.AT_LEAST for measure in shown),
            pay=pay(chart),
        )


def pay(shown: Table | RangeChart) -> str:
    """What the wages of a table or chart are paid for: ``year`` or ``hour``; empty if it holds other figures too."""
    units = {piece.unit for piece in inlines(shown) if isinstance(piece, Measure)}
    return _PAID_FOR.get(units.pop(), "") if len(units) == 1 else ""


def _range_row(spread: Range, scale: Scale, figures: Markup) -> RangeRow:
    percentiles = spread.percentiles
    places = [_place(measure, scale) for measure in percentiles]
    known = [place for place in places if place is not None]
    _, low, median, high, _ = places
    return RangeRow(
        label=spread.label,
        figures=figures,
        whisker=(known[0], known[-1]) if len(known) > 1 else None,
        caps=tuple(
            place
            for place, measure in ((places[0], percentiles[0]), (places[-1], percentiles[-1]))
            if place is not None and measure.status is Status.PUBLISHED
        ),
        box=None if low is None or high is None else (low, round(high - low, 2)),
        median=median,
    )


def _place(measure: Measure, scale: Scale) -> float | None:
    """Where a percentile lies. A bound is drawn at the right edge: the figure may be anywhere beyond it."""
    if measure.value is None:
        return None
    return 100.0 if measure.status is Status.AT_LEAST else _percent(scale, measure.value)


def _percent(scale: Scale, value: float) -> float:
    return round(100 * scale.at(value), 2)
