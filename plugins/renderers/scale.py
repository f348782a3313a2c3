"""Scales: where a chart's figures lie between its left and its right edge."""

from collections.abc import Iterable
from math import ceil, floor, log10

from attrs import frozen

from occuguide.core import BarChart, Measure, RangeChart


@frozen
class Scale:
    """A chart's axis.

    Args:
        low: The figure at the left edge.
        high: The figure at the right edge; more than ``low``.
    """

    low: float
    high: float

    def at(self, value: float) -> float:
        """Where a figure lies: 0 at the left edge, 1 at the right."""
        return (value - self.low) / (self.high - self.low)


def bar_scale(chart: BarChart) -> Scale:
    """The axis of bars: it holds zero, so that lengths can be compared."""
    values = [0.0, *_values(bar.measure for bar in chart.bars)]
    low, high = min(values), max(values)
    return Scale(low, high) if low < high else Scale(0.0, 1.0)


def range_scale(chart: RangeChart) -> Scale:
    """The axis of ranges, from a round figure below the lowest to one above the highest."""
    values = _values(measure for spread in chart.ranges for measure in spread.percentiles)
    if not values:
        return Scale(0.0, 1.0)
    low, high = min(values), max(values)
    step = _round_step((high - low) or abs(high) or 1.0)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return Scale(bottom, top if top > bottom else bottom + step)


def _values(measures: Iterable[Measure]) -> list[float]:
    return [measure.value for measure in measures if measure.value is not None]


def _round_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that divides a span into about four."""
    power: float = 10.0 ** floor(log10(span / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= 5)
