"""Apprentices: a section of its own, and a topic that occupations are sorted by."""

from collections.abc import Iterator, Mapping

from occuguide.core import (
    QUALIFY,
    Area,
    Facts,
    Occupation,
    Occupations,
    Paragraph,
    Section,
    Text,
    Topic,
    TopicFigure,
    TopicValue,
    first_paragraph,
    hookimpl,
    section,
)

from occuguide_example.register import FIRST_PAY, REGISTERED


@section("Apprentices", chapter=QUALIFY, order=65, summary=first_paragraph)
def guide_apprentices(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """How many learn the occupation as apprentices, and how their pay begins. The summary keeps the first paragraph."""


@hookimpl(specname="guide_apprentices")
def registered(occupation: Occupation, area: Area, facts: Facts) -> Section | None:
    """The figures of the place, or else of the nearest wider place that has any."""
    for place in (area, *area.within):
        figures = facts.measures(occupation, place)
        if REGISTERED in figures:
            number, pay = figures[REGISTERED], figures[FIRST_PAY]
            said: Text = (f"Apprentices registered in {place.in_words} in {number.period}: ", number, ".")
            begins: Text = ("Their pay begins at ", pay, " of a trained worker's.")
            return Section(Paragraph(said), Paragraph(begins) if pay.has_value else None)
    return None


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    known = facts.measures_by_occupation(area, REGISTERED).keys() & occupations.titles.keys()
    yield TopicValue(name="registered", title="With registered apprentices", socs=known)
    yield TopicValue(name="not-said", title="Not said", socs=occupations.titles.keys() - known)


def _figures(occupations: Occupations, area: Area, facts: Facts) -> Mapping[str, TopicFigure]:
    found = facts.measures_by_occupation(area, REGISTERED)
    return {soc: TopicFigure(measure, area.in_words) for soc, measure in found.items() if soc in occupations.titles}


@hookimpl
def topic() -> Topic:
    """Occupations by the number of their apprentices."""
    return Topic(name="apprentices", title="Registered apprentices", values=_values, figures=_figures)
