"""Citations: the facts that authored text may cite, each by a path such as ``wages.annual.median``."""

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from occuguide.core.area import Area
from occuguide.core.facts import Facts
from occuguide.core.measures import Measure, Status, Unit
from occuguide.core.occupation import Occupation
from occuguide.core.published import PERCENTILES, Projection, Wages


@frozen
class _Cited:
    """The facts that citations draw on, for an occupation in a place; none where there are none, or several."""

    wages: Wages | None
    outlook: Projection | None


_Path = Callable[[_Cited], Measure | str | None]


def _of_wages(read: Callable[[Wages], Measure | str]) -> _Path:
    return lambda cited: None if cited.wages is None else read(cited.wages)


def _of_outlook(read: Callable[[Projection], Measure | str]) -> _Path:
    return lambda cited: None if cited.outlook is None else read(cited.outlook)


def _of_openings(name: str) -> _Path:
    """Openings over the whole period: averages a year, which other releases give, are another figure."""

    def read(projection: Projection) -> Measure:
        measure: Measure = getattr(projection, name)
        return measure if measure.unit is Unit.OPENINGS else evolve(measure, value=None, status=Status.NOT_PUBLISHED)

    return _of_outlook(read)


def _of_pay(form: str, name: str) -> _Path:
    def read(wages: Wages) -> Measure:
        measure: Measure = getattr(getattr(wages, form), name)
        return measure

    return _of_wages(read)


_PATHS: Mapping[str, _Path] = {
    "wages.area": _of_wages(lambda wages: wages.area.in_words),
    "wages.period": _of_wages(lambda wages: wages.source.period),
    "wages.employment": _of_wages(lambda wages: wages.employment),
    **{f"wages.{form}.{name}": _of_pay(form, name) for form in ("hourly", "annual") for name in (*PERCENTILES, "mean")},
    "outlook.area": _of_outlook(lambda projection: projection.area.in_words),
    "outlook.period": _of_outlook(lambda projection: projection.period),
    "outlook.base": _of_outlook(lambda projection: projection.base),
    "outlook.projected": _of_outlook(lambda projection: projection.projected),
    "outlook.change": _of_outlook(lambda projection: projection.change),
    "outlook.growth": _of_outlook(lambda projection: projection.growth),
    **{f"outlook.{name}": _of_openings(name) for name in ("openings", "exits", "transfers")},
}

PATHS = tuple(_PATHS)
"""Every path that a citation may have. They are listed with what each is in ``docs/authoring.md``."""


class Citations:
    """Looks up citations for one occupation in one place.

    ``wages.*`` is what is published for the place's wage area. ``outlook.*`` is the newest projection for the
    place's projection area; where a place has several, each has its own figures and none can be cited as the
    place's. Figures that are published for several occupations together are none of the occupation's and cannot be
    cited either.

    Args:
        occupation: The occupation.
        area: The place.
        facts: The facts.
    """

    def __init__(self, occupation: Occupation, area: Area, facts: Facts) -> None:
        wages = None if area.wages is None else facts.wages(occupation, area.wages)
        projections = facts.projections(occupation, area)
        outlook = projections[0] if len(area.projection_places) == 1 and projections else None
        self._cited = _Cited(
            wages=None if wages is None or wages.composite else wages,
            outlook=None if outlook is None or outlook.composite else outlook,
        )

    def get(self, path: str) -> Measure | str | None:
        """What a path cites: a measure with a value, a name or a period; none if that is not published here."""
        found = _PATHS[path](self._cited)
        return None if isinstance(found, Measure) and not found.has_value else found
