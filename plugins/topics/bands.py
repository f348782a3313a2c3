"""Bands of figures: from one round number to the next."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from attrs import frozen


@frozen
class Band:
    """A band of figures.

    Args:
        name: What it is called in addresses and options.
        title: What it is called where it is shown.
        least: The least figure in it.
        below: What all figures in it are less than; infinite for the highest band.
    """

    name: str
    title: str
    least: float
    below: float

    def holds(self, figure: float) -> bool:
        """Whether a figure is in it."""
        return self.least <= figure < self.below


def bands(bounds: Sequence[int], say: Callable[[int], str]) -> list[Band]:
    """The bands that some bounds part, the lowest first.

    Args:
        bounds: The bounds, the lowest first. A figure that equals one is in the band above it.
        say: Says a bound in words, such as ``$40,000``.
    """
    lowest, highest = bounds[0], bounds[-1]
    return [
        Band(f"under-{lowest}", f"Under {say(lowest)}", 0, lowest),
        *(
            Band(f"{least}-{below - 1}", f"{say(least)} to {say(below - 1)}", least, below)
            for least, below in pairwise(bounds)
        ),
        Band(f"{highest}-or-more", f"{say(highest)} or more", highest, float("inf")),
    ]
