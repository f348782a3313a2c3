"""Wages: what the occupation pays in the reader's area, the state and the nation."""

from collections.abc import Sequence

from occuguide.core import (
    Area,
    AreaKind,
    Block,
    Column,
    Composite,
    Facts,
    Measure,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    Pay,
    Range,
    RangeChart,
    Section,
    Status,
    Table,
    Text,
    Unit,
    Wages,
    counties_in_words,
    hookimpl,
    listing,
)
from occuguide.plugins.sections.together import label, published_together

_PERCENTILE_COLUMNS = (
    Column("Area"),
    Column("10th", numeric=True),
    Column("Low (25th)", numeric=True),
    Column("Median (50th)", numeric=True),
    Column("High (75th)", numeric=True),
    Column("90th", numeric=True),
)


@hookimpl
def guide_wages(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """The wages published for the place, its state and the nation, by the year and by the hour."""
    if not facts.loaded("wage"):
        none = Measure(value=None, unit=Unit.DOLLARS_A_YEAR, status=Status.NOT_LOADED)
        return Section(Paragraph(("Wages: ", none, ". No release of them has been imported.")))
    places = [place.wages for place in (area, *area.within) if place.wages is not None]
    found = [wages for place in places if (wages := facts.wages(occupation, place)) is not None]
    here = found[0] if found and area.wages is not None and found[0].area.code == area.wages.code else None
    whose = _whose_wages(area, here) if here else None
    together = published_together("wages", occupation, found)
    composite = facts.composite(occupation.soc)
    if here:
        lead: tuple[Block | None, ...] = (*together, whose, _median_sentence(here))
    elif composite and not found:
        lead = _apart(composite, area, facts)
    else:
        lead = (*together, Paragraph(_missing(area, found)))
    yearly, hourly = _yearly(found), _hourly(found)
    return Section(
        *lead,
        yearly,
        _spread(found),
        hourly,
        _employment(found) if found else None,
        _specialties(occupation) if found else None,
        _how_to_read(found[0]) if found else None,
        brief=(*lead, yearly if any(_any(wages.annual) for wages in found) else hourly),
        sources=(*facts.loaded("wage"), *(facts.loaded("county") if whose else ())),
    )


@hookimpl
def guide_wages_all_areas(occupation: Occupation, facts: Facts) -> Section:
    """The wages published for every area."""
    everywhere = facts.wages_everywhere(occupation)
    if not everywhere:
        return Section(Paragraph("No wages are published for this occupation in any area."))
    return Section(
        *published_together("wages", occupation, everywhere),
        _yearly(everywhere),
        _hourly(everywhere),
        _employment(everywhere),
        _how_to_read(everywhere[0]),
    )


def _median_sentence(wages: Wages) -> Paragraph | None:
    """The medians that are published, in a sentence; none if neither is."""
    annual, hourly = wages.annual.median, wages.hourly.median
    said: list[Measure | str] = []
    if annual.has_value:
        said += [annual, " a year"]
    if hourly.has_value:
        said += [", or " if said else "", hourly, " an hour"]
    if not said:
        return Paragraph(
            f"The median wage in {wages.area.in_words} is not released for {wages.source.period}: the survey cannot"
            " show it without giving away single employers, or it is not certain enough."
        )
    return Paragraph((f"The median wage in {wages.area.in_words} was ", *said, f" in {wages.source.period}."))


def _whose_wages(area: Area, wages: Wages) -> Paragraph | None:
    """Whose wages these are, where they are not the place's own."""
    if wages.area.code == area.code or area.kind in (AreaKind.STATE, AreaKind.NATION):
        return None
    if len(wages.area.counties) == 1:
        return None
    others = [county for county in wages.area.counties if county not in area.counties]
    return Paragraph(
        f"Wages are not published for {area.in_words} alone. These are for {wages.area.in_words}, which"
        f" also takes in {counties_in_words(others)}."
    )


def _missing(area: Area, found: Sequence[Wages]) -> str:
    """Why there are no wages for the place, and whose are shown instead."""
    where = area.wages.in_words if area.wages is not None else area.in_words
    instead = f" Those of {listing(wages.area.in_words for wages in found)} are shown instead." if found else ""
    return f"No wages are published for this occupation in {where}.{instead}"


def _apart(composite: Composite, area: Area, facts: Facts) -> tuple[Block, ...]:
    """The medians of the occupations that a code joins, where their wages are published one by one."""
    rows: list[tuple[Text, str, Measure, Measure]] = []
    for soc, title in composite.components:
        places = [place.wages for place in (area, *area.within) if place.wages is not None]
        component = Occupation(soc=soc, title=title)
        wages = next((found for place in places if (found := facts.wages(component, place)) is not None), None)
        if wages is not None:
            link = (OccupationLink(soc, title),)
            rows.append((link, wages.area.label, wages.annual.median, wages.hourly.median))
    if not rows:
        return (Paragraph(_missing(area, ())),)
    columns = (Column("Occupation"), Column("Area"), Column("Yearly", numeric=True), Column("Hourly", numeric=True))
    return (
        Paragraph("The wages of these occupations are published one by one, and are not added up here."),
        Table(f"Median wages, {rows[0][2].period}", columns, rows),
    )


def _specialties(occupation: Occupation) -> Note | None:
    """That no figure is a specialty's own; none, where there are no specialties."""
    titles = [specialty.title for specialty in occupation.specialties if not specialty.note]
    if not titles:
        return None
    return Note(f"Wages are published for all {occupation.title} together, not apart for {listing(titles, 'or')}.")


def _yearly(found: Sequence[Wages]) -> Block | None:
    return _table("Yearly wages", [(wages, wages.annual) for wages in found])


def _hourly(found: Sequence[Wages]) -> Block | None:
    return _table("Hourly wages", [(wages, wages.hourly) for wages in found])


def _spread(found: Sequence[Wages]) -> RangeChart | None:
    """The percentiles of the yearly wages, drawn; none, if there are none."""
    drawn = [Range(label(wages), wages.annual.percentiles) for wages in found if _any(wages.annual)]
    return RangeChart(f"How yearly wages spread, {found[0].source.period}", drawn) if drawn else None


def _any(pay: Pay) -> bool:
    return any(measure.has_value for measure in pay.percentiles)


def _table(form: str, rows: Sequence[tuple[Wages, Pay]]) -> Block | None:
    """The percentiles of each area; a sentence instead, where there is not one figure to show; none without areas."""
    if not rows:
        return None
    period = rows[0][0].source.period
    if any(_any(pay) for _, pay in rows):
        return Table(
            f"{form} by percentile, {period}",
            _PERCENTILE_COLUMNS,
            [(label(wages), *pay.percentiles) for wages, pay in rows],
        )
    places: dict[str, list[str]] = {}
    for wages, pay in rows:
        places.setdefault(str(pay.median), []).append(wages.area.in_words)
    reasons = "; ".join(f"{reason} for {listing(names)}" for reason, names in places.items())
    return Paragraph(f"{form}, {period}: {reasons}.")


def _employment(everywhere: Sequence[Wages]) -> Table:
    return Table(
        f"Employees and mean wage, {everywhere[0].source.period}",
        (
            Column("Area"),
            Column("Employees", numeric=True),
            Column("RSE of employees", numeric=True),
            Column("Mean hourly wage", numeric=True),
            Column("Mean yearly wage", numeric=True),
            Column("RSE of the mean", numeric=True),
        ),
        [
            (
                label(wages),
                wages.employment,
                _rse(wages.employment.rse),
                wages.hourly.mean,
                wages.annual.mean,
                _rse(wages.annual.mean.rse),
            )
            for wages in everywhere
        ],
    )


def _rse(rse: float | None) -> str:
    return "not given" if rse is None else f"{rse:.1f}%"


def _how_to_read(wages: Wages) -> Note:
    return Note(
        "The median is the middle: half of the workers earn more, and half earn less. At the 25th percentile, one in"
        " four earns less; at the 75th, three in four. The figures leave out people who work for themselves. The"
        f" {wages.source.publisher} works out most yearly wages by multiplying the hourly wage by 2,080 hours; where it"
        " publishes a wage in one form only, the other is not made up here. A relative standard error (RSE) tells how"
        " sure a figure is: the smaller, the surer. It is published for employment and the mean wage, and not for the"
        " percentiles."
    )
