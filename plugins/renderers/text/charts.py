"""Charts drawn with characters that every printer has."""

from occuguide.core import BarChart, Measure, RangeChart, Status
from occuguide.plugins.renderers.scale import Scale, bar_scale, range_scale
from occuguide.plugins.renderers.text.layout import WIDTH, pad, width, wrap
from occuguide.plugins.renderers.words import PERCENTILES, figure_in_words

_LABEL = 26  # The most columns for labels.


def bar_lines(chart: BarChart) -> list[str]:
    """A bar chart's lines: label, bar, figure. Bars of figures below zero lie left of the line at zero."""
    scale = bar_scale(chart)
    labels = max((min(width(bar.label), _LABEL) for bar in chart.bars), default=0)
    figures = max((width(str(bar.measure)) for bar in chart.bars if bar.measure.has_value), default=0)
    room = WIDTH - labels - figures - 5  # Two spaces on either side, and the line at zero.
    left = round(room * scale.at(0.0))
    lines = []
    for bar in chart.bars:
        *before, label = wrap(bar.label, labels)
        lines += before
        begin = pad(label, labels)
        if bar.measure.value is None:
            lines.append(f"{begin}  {' ' * left}| {bar.measure}")
            continue
        end = round(room * scale.at(bar.measure.value))
        # The shortest bar is one mark long: no mark is what a missing figure looks like.
        length = max(abs(end - left), 1) if bar.measure.value else 0
        below, above = (length, 0) if bar.measure.value < 0 else (0, length)
        drawn = f"{pad('#' * below, left, right=True)}|{pad('#' * above, room - left)}"
        lines.append(f"{begin}  {drawn}  {pad(str(bar.measure), figures, right=True)}")
    return [line.rstrip() for line in lines]


def range_lines(chart: RangeChart) -> list[str]:
    """A chart of ranges: the label, marks and figures of each, and below them the axis of all."""
    scale = range_scale(chart)
    lines: list[str] = []
    for spread in chart.ranges:
        lines += wrap(spread.label)
        marks = _marks(spread.percentiles, scale)
        if marks:
            lines.append(f"  {marks}")
        said = (f"{name} {measure}" for name, measure in zip(PERCENTILES, spread.percentiles, strict=True))
        lines += wrap("; ".join(said), first="  ", rest="  ")
        lines.append("")
    shown = [measure for spread in chart.ranges for measure in spread.percentiles if measure.has_value]
    if not shown:
        return lines[:-1]
    low, high = (figure_in_words(edge, shown[0].unit) for edge in (scale.low, scale.high))
    legend = "|--- from the 10th percentile, [==|==] 25th to 75th with the median, ---| to the 90th."
    if any(measure.status is Status.AT_LEAST for measure in shown):
        legend += " > goes on from there."
    axis = f"  {low}{pad(high, WIDTH - 2 - width(low), right=True)}"
    return [*lines, axis, *wrap(legend, first="  ", rest="  ")]


def _marks(percentiles: tuple[Measure, ...], scale: Scale) -> str:
    """The line of marks; empty if there is no figure."""
    last = WIDTH - 3
    places = [_place(measure, scale, last) for measure in percentiles]
    known = [place for place in places if place is not None]
    if not known:
        return ""
    cells = [" "] * (last + 1)
    cells[known[0] : known[-1] + 1] = "-" * (known[-1] + 1 - known[0])
    _, low, median, high, _ = places
    if low is not None and high is not None:
        cells[low : high + 1] = "=" * (high + 1 - low)
    ends = ((places[0], "|"), (places[4], "|"), (low, "["), (high, "]"), (median, "|"))
    for (place, mark), measure in zip(
        ends, (percentiles[0], percentiles[4], percentiles[1], percentiles[3], percentiles[2]), strict=True
    ):
        if place is not None:
            cells[place] = ">" if measure.status is Status.AT_LEAST else mark
    return "".join(cells).rstrip()


def _place(measure: Measure, scale: Scale, last: int) -> int | None:
    """A percentile's column. A bound is drawn at the right edge: the figure may be anywhere beyond it."""
    if measure.value is None:
        return None
    return last if measure.status is Status.AT_LEAST else round(last * scale.at(measure.value))
