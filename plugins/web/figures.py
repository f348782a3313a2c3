"""Figures to compare occupations and places by: one list of them, for pages, scripts and programs alike."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from occuguide.core import Application, Area, Composite, Measure, Occupation, Projection, PublishedArea, Status, Unit
from occuguide.core.topics import COUNTED


@frozen(kw_only=True)
class Figure:
    """A figure of an occupation in a place, as it is compared.

    Args:
        measure: The figure, or why there is none; none itself for what is no figure.
        text: The words, for what is no figure: ``Bachelor's degree``.
        area: The area that it is published for, where that is not the place itself: ``the Chico area``.
        shared: The code that it is published under, where that joins occupations.
    """

    measure: Measure | None = None
    text: str = ""
    area: str = ""
    shared: str = ""

    @property
    def said(self) -> str:
        """The figure in words, or why there is none: ``13,700 over the whole period``, ``not released``."""
        if self.measure is None:
            return self.text
        counted = COUNTED.get(self.measure.unit, "") if self.measure.has_value else ""
        return f"{self.measure} {counted}".rstrip()

    @property
    def about(self) -> str:
        """What its reader must know of it: ``2020-2030, the Chico area``; empty for what is no figure."""
        if self.measure is None:
            return ""
        period = self.measure.period if self.measure.has_value else ""
        shared = f"together with others, under {self.shared}" if self.shared else ""
        return ", ".join(one for one in (period, self.area, shared) if one)

    @property
    def missing(self) -> bool:
        """Whether there is no figure."""
        return self.measure is not None and not self.measure.has_value


Row: TypeAlias = tuple[Figure, ...]
"""What a place has of one kind of figure: several, where its projections are published for several areas."""


@frozen(kw_only=True)
class Kind:
    """A kind of figure.

    Args:
        name: Its name in addresses and JSON: ``annual_median``.
        title: What it is called where it is shown.
    """

    name: str
    title: str


KINDS = (
    Kind(name="annual_median", title="Median yearly wage"),
    Kind(name="annual_p25", title="Low yearly wage (25th percentile)"),
    Kind(name="annual_p75", title="High yearly wage (75th percentile)"),
    Kind(name="hourly_median", title="Median hourly wage"),
    Kind(name="employees", title="Employees"),
    Kind(name="growth", title="Projected change in jobs"),
    Kind(name="openings", title="Projected job openings"),
    Kind(name="education", title="Typical education for entry"),
)
"""The kinds of figures that are compared, in the order to show."""


def figures(application: Application, soc: str, place: Area) -> tuple[Row, ...]:
    """What is compared of an occupation in a place, one row for each of ``KINDS``. What is missing is said in words.

    Args:
        application: What knows the facts.
        soc: The occupation's SOC code.
        place: The place. No figure of a wider place stands in for its own.
    """
    occupation = application.occupations.get(soc)
    return (
        *_wages(application, occupation, place),
        *_outlook(application, occupation, place),
        _education(application, soc),
    )


def _wages(application: Application, occupation: Occupation, place: Area) -> Iterator[Row]:
    wages = None if place.wages is None else application.facts.wages(occupation, place.wages)
    if wages is None:
        status = Status.NOT_SURVEYED if application.facts.loaded("wage") else Status.NOT_LOADED
        units = (*[Unit.DOLLARS_A_YEAR] * 3, Unit.DOLLARS_AN_HOUR, Unit.JOBS)
        for unit in units:
            yield (Figure(measure=Measure(value=None, unit=unit, status=status)),)
        return
    area, shared = _other(wages.area, place), _code(wages.composite)
    annual = wages.annual
    for measure in (annual.median, annual.p25, annual.p75, wages.hourly.median, wages.employment):
        yield (Figure(measure=measure, area=area, shared=shared),)


def _outlook(application: Application, occupation: Occupation, place: Area) -> Iterator[Row]:
    projections = application.facts.projections(occupation, place)
    status = Status.NOT_SURVEYED if application.facts.loaded("projection") else Status.NOT_LOADED
    kinds: Sequence[tuple[Unit, Callable[[Projection], Measure]]] = (
        (Unit.PERCENT, lambda one: one.growth),
        (Unit.OPENINGS, lambda one: one.openings),
    )
    for unit, measure_of in kinds:
        row = tuple(
            Figure(measure=measure_of(one), area=_other(one.area, place), shared=_code(one.composite))
            for one in projections
        )
        yield row or (Figure(measure=Measure(value=None, unit=unit, status=status)),)


def _education(application: Application, soc: str) -> Row:
    requirement = application.facts.requirement(soc)
    return (Figure(text="not said" if requirement is None else requirement.education),)


def _other(area: PublishedArea, place: Area) -> str:
    """The area of a figure in words, where that is not the place itself."""
    return "" if area.in_words == place.in_words or area.code == place.code else area.in_words


def _code(composite: Composite | None) -> str:
    return "" if composite is None else composite.soc
