"""Figures that are published for several occupations together, said so in words."""

from collections.abc import Iterable, Sequence

from occuguide.core import Composite, Occupation, Paragraph, Projection, Wages, listing

_NAMED = 4
"""More areas than these are counted, not named."""


def published_together(what: str, occupation: Occupation, figures: Iterable[Wages | Projection]) -> list[Paragraph]:
    """That figures are for several occupations together, and for which areas; nothing, if they are its own.

    Args:
        what: What the figures are called: ``wages``.
        occupation: The occupation that they are shown for.
        figures: All that are shown.
    """
    areas: dict[str, list[str]] = {}
    joined: dict[str, Composite] = {}
    for one in figures:
        if one.composite is not None:
            joined[one.composite.soc] = one.composite
            areas.setdefault(one.composite.soc, []).append(one.area.in_words)
    return [
        Paragraph(
            f"The {what} for {_areas(areas[soc])} are published together with those of"
            f" {_titles(composite, occupation)}, under the code {soc}, and not for {occupation.title} alone."
        )
        for soc, composite in joined.items()
    ]


def label(figures: Wages | Projection) -> str:
    """What figures are called in a table: their area, and the code that they are under if it joins occupations."""
    area = figures.area.label
    return area if figures.composite is None else f"{area}, {figures.composite.soc}"


def _areas(names: Sequence[str]) -> str:
    return listing(names) if len(names) <= _NAMED else f"{len(names)} areas"


def _titles(composite: Composite, occupation: Occupation) -> str:
    """The other occupations that a code joins, in a sentence; titles with commas are set apart by semicolons."""
    titles: Sequence[str] = [title for soc, title in composite.components if soc != occupation.soc]
    if len(titles) > 1 and any("," in title for title in titles):
        return f"{'; '.join(titles[:-1])}; and {titles[-1]}"
    return listing(titles)
