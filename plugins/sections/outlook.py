"""Job outlook: employment now and later, openings and why they come up, and growth put in words."""

from collections.abc import Mapping, Sequence

from occuguide.core import (
    Area,
    AreaKind,
    Bar,
    BarChart,
    Block,
    Column,
    Composite,
    Facts,
    Measure,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    Projection,
    Section,
    Status,
    Table,
    Text,
    Unit,
    hookimpl,
    listing,
)
from occuguide.plugins.sections.plain import plain_words
from occuguide.plugins.sections.together import label, published_together

GROWTH_WORDS = (
    (2.0, "much faster than the average for all occupations"),
    (1.25, "faster than the average for all occupations"),
    (0.75, "about as fast as the average for all occupations"),
    (0.0, "more slowly than the average for all occupations"),
)
"""From which multiple of the average growth of all occupations, in the same area and period, growth is said to be so.

``docs/data.md`` shows the same table to readers.
"""

STEADY = 1.0
"""A change of less than this many percent, up or down, is called little or none."""

SMALL = 500
"""Below so many jobs, a reader is warned that percentages say little."""

LITTLE, FALL, GROW = "change little or not at all", "fall", "grow"
"""What the number of jobs is projected to do, where it is not put beside the average of all occupations."""

LOW_BASE_YEARS = frozenset({2020})
"""Base years in which employment was unusually low, so that growth from them looks higher."""


_OTHER_COUNTS = Note(
    "Jobs are counted here, and employees under Wages, by different surveys, in different years and sometimes for"
    " different areas. The two need not agree."
)


@hookimpl
def guide_outlook(occupation: Occupation, area: Area, facts: Facts) -> Section:
    """The newest projections for the areas that hold the place, and for its state and the nation."""
    if not facts.loaded("projection"):
        none = Measure(value=None, unit=Unit.PERCENT, status=Status.NOT_LOADED)
        return Section(Paragraph(("Projected growth: ", none, ". No release of projections has been imported.")))
    here = facts.projections(occupation, area)
    wider = [projection for place in area.within for projection in facts.projections(occupation, place)]
    shown = [*here, *wider]
    words = [Paragraph(in_words(projection, occupation)) for projection in here]
    composite = facts.composite(occupation.soc)
    if words:
        lead: list[Block] = [*published_together("projections", occupation, shown), *words]
    elif composite and not wider:
        lead = list(_apart(composite, area, facts))
    else:
        lead = [Paragraph(_missing(area, wider)), *published_together("projections", occupation, shown)]
    whose = _whose_projection(area, here)
    bright = _bright(occupation, facts)
    cautions = _cautions(shown)
    return Section(
        whose,
        *lead,
        *(_tables(shown) if shown else ()),
        *bright,
        *cautions,
        _OTHER_COUNTS if shown else None,
        brief=(whose, *lead, *cautions),
        sources=(
            *(facts.loaded("projection") if not shown and area.projections else ()),
            *(facts.loaded("designation") if bright else ()),
        ),
    )


@hookimpl
def guide_outlook_all_areas(occupation: Occupation, facts: Facts) -> Section:
    """The newest projections for every area."""
    everywhere = facts.projections_everywhere(occupation)
    if not everywhere:
        return Section(Paragraph("No projection is published under this occupation's code in any area."))
    return Section(
        *published_together("projections", occupation, everywhere),
        _growth_table(everywhere),
        *_openings_tables(everywhere),
        *_cautions(everywhere),
    )


def course(projection: Projection) -> str:
    """What the number of jobs is projected to do: ``LITTLE``, ``FALL``, ``GROW``, or grow as `GROWTH_WORDS` say.

    Growth is put beside the average of the same area, period and release. Where the release has none, or one that does
    not grow, nothing is compared. Empty, where the release gives no growth.
    """
    growth, change, average = projection.growth.value, projection.change.value, projection.average_growth.value
    if growth is None or change is None:
        return ""
    # Jobs are rounded before they are published: a growth in percent beside no change in jobs is the rounding's.
    if abs(growth) < STEADY or not change or projection.base.value == projection.projected.value:
        return LITTLE
    if growth < 0:
        return FALL
    if average is None or average <= 0:
        return GROW
    # Published figures have one decimal: their ratio must meet a bound exactly where theirs does.
    ratio = round(growth / average, 9)
    return next(words for least, words in GROWTH_WORDS if ratio >= least)


def in_words(projection: Projection, occupation: Occupation) -> tuple[str | Measure, ...]:
    """A projection as a sentence or two, growth put beside the average of all occupations."""
    place = projection.area.in_words
    titles = projection.composite.title if projection.composite else occupation.title
    subject = f"In {place}, the number of jobs for {titles} is projected to "
    growth, change, average = projection.growth, projection.change, projection.average_growth
    words = course(projection)
    if not words:
        return (f"The release gives no growth for {titles} in {place}.",)
    if words in (LITTLE, FALL):
        # The change may be downward, and the two numbers of jobs say which way it goes: a sign in a sentence does not.
        jobs = (" from ", projection.base, f" in {projection.base_year} to ", projection.projected)
        ending = (f" in {projection.projected_year}, a change of ", growth, ".")
        return (f"{subject}{words}{':' if words == LITTLE else ','}", *jobs, *ending)
    span = f" from {projection.base_year} to {projection.projected_year}"
    if words == GROW:
        return (f"{subject}{words}{span}: by ", change, " jobs, or ", growth, ".")
    return (
        f"{subject}grow {words}{span}: by ",
        change,
        " jobs, or ",
        growth,
        ". All occupations together are projected to grow by ",
        average,
        " there.",
    )


def _whose_projection(area: Area, here: Sequence[Projection]) -> Paragraph | None:
    """Whose projections these are, where they are not the place's own, and whose there are none of."""
    if not here or area.kind in (AreaKind.STATE, AreaKind.NATION):
        return None
    areas = [projection.area for projection in here]
    lacking = [
        published.in_words
        for published in area.projection_places
        if not any(published.overlaps(other) for other in areas)
    ]
    if len(areas) > 1 or lacking:
        none = f" There is none for this occupation in {listing(lacking, 'or')}." if lacking else ""
        made = listing(published.with_counties for published in areas)
        return Paragraph(f"Projections are not made for {area.in_words} as a whole. These are for {made}.{none}")
    if set(areas[0].counties) == set(area.counties):
        return None
    return Paragraph(f"Projections are not made for {area.in_words} alone. These are for {areas[0].with_counties}.")


def _missing(area: Area, wider: Sequence[Projection]) -> str:
    """Why there is no projection for the place, and whose are shown instead."""
    instead = f" Those for {listing(one.area.in_words for one in wider)} are shown instead." if wider else ""
    if not area.projections:
        return f"The releases that are loaded make no projections for {area.in_words}.{instead}"
    where = listing((published.in_words for published in area.projection_places), "or")
    return f"No projection is published for this occupation in {where}. Releases leave some occupations out.{instead}"


def _apart(composite: Composite, area: Area, facts: Facts) -> tuple[Block, ...]:
    """The projections of the occupations that a code joins, where they are published one by one."""
    rows: list[tuple[Text | str | Measure, ...]] = []
    for soc, title in composite.components:
        component = Occupation(soc=soc, title=title)
        places = (facts.projections(component, place) for place in (area, *area.within))
        for one in next((found for found in places if found), ()):
            label = f"{one.area.label}, {one.period}"
            rows.append(((OccupationLink(soc, title),), label, one.base, one.projected, one.growth))
    if not rows:
        return (Paragraph("No projection is published for these occupations, together or one by one."),)
    columns = (
        Column("Occupation"),
        Column("Area and period"),
        Column("Jobs at the start", numeric=True),
        Column("Jobs at the end", numeric=True),
        Column("Growth", numeric=True),
    )
    return (
        Paragraph("The projections of these occupations are published one by one, and are not added up here."),
        Table("Projected employment", columns, rows),
    )


def _bright(occupation: Occupation, facts: Facts) -> tuple[Note, ...]:
    """What O*NET's list of bright outlooks says of the occupation and its specialties."""
    meanings = plain_words("bright")
    titles = {specialty.code: specialty.title for specialty in occupation.specialties}
    titles[f"{occupation.soc}.00"] = occupation.title
    said: dict[str, list[str]] = {}
    for one in facts.designations(occupation.soc, "bright"):
        if one.code in titles:
            said.setdefault(titles[one.code], []).append(meanings.get(one.category, one.category))
    return tuple(
        Note(f"O*NET lists {title} among the occupations with a bright outlook in the nation: {listing(reasons)}.")
        for title, reasons in said.items()
    )


def _tables(projections: Sequence[Projection]) -> tuple[Block, ...]:
    return (_growth_table(projections), _growth_chart(projections), *_openings_tables(projections))


def _growth_table(projections: Sequence[Projection]) -> Table:
    return _table(
        f"Projected employment, {_periods(projections)}",
        projections,
        {
            "Jobs at the start": [one.base for one in projections],
            "Jobs at the end": [one.projected for one in projections],
            "Change": [one.change for one in projections],
            "Growth": [one.growth for one in projections],
            "Growth, all occupations": [one.average_growth for one in projections],
        },
    )


def _table(caption: str, projections: Sequence[Projection], columns: Mapping[str, Sequence[Measure]]) -> Table:
    """A table with a row for each projection, without the columns that no release has a figure for."""
    shown = {heading: cells for heading, cells in columns.items() if any(cell.has_value for cell in cells)}
    labels = [[label(one) for one in projections]]
    headings = [Column("Area")]
    if len({one.period for one in projections}) > 1:
        labels.append([one.period for one in projections])
        headings.append(Column("Period"))
    return Table(
        caption,
        (*headings, *(Column(heading, numeric=True) for heading in shown)),
        list(zip(*labels, *shown.values(), strict=True)),
    )


def _openings_tables(projections: Sequence[Projection]) -> list[Table]:
    """The openings: over the whole period and a year on average, each as its releases give them."""
    counted = {
        "Job openings over the whole period": Unit.OPENINGS,
        "Job openings a year, on average": Unit.OPENINGS_A_YEAR,
    }
    return [
        _openings_table(caption, chosen, unit)
        for caption, unit in counted.items()
        if (chosen := [one for one in projections if one.openings.unit is unit])
    ]


def _openings_table(caption: str, projections: Sequence[Projection], unit: Unit) -> Table:
    columns = {
        "People leaving the labor force": [one.exits for one in projections],
        "People moving to other occupations": [one.transfers for one in projections],
        # Over the whole period, and so of no use beside openings a year.
        "Growth or decline": [one.change for one in projections] if unit is Unit.OPENINGS else [],
        "All openings": [one.openings for one in projections],
    }
    return _table(
        f"{caption}, {_periods(projections)}", projections, {name: cells for name, cells in columns.items() if cells}
    )


def _growth_chart(projections: Sequence[Projection]) -> BarChart:
    bars = [
        bar
        for name, one in zip(_labels(projections), projections, strict=True)
        for bar in (Bar(name, one.growth), Bar(f"{name}: all occupations", one.average_growth))
        if bar.measure is one.growth or bar.measure.has_value
    ]
    return BarChart(f"Projected growth in percent, {_periods(projections)}", bars)


def _labels(projections: Sequence[Projection]) -> list[str]:
    """What the bars of a chart are called: their areas, with their periods where these differ."""
    differ = len({projection.period for projection in projections}) > 1
    return [f"{label(one)}, {one.period}" if differ else label(one) for one in projections]


def _periods(projections: Sequence[Projection]) -> str:
    return listing(sorted({projection.period for projection in projections}))


def _cautions(projections: Sequence[Projection]) -> tuple[Note, ...]:
    """How not to misread the figures: a low start, and shares of small numbers."""
    years = sorted({one.base_year for one in projections} & LOW_BASE_YEARS)
    low = Note(
        f"The projections start from {listing(map(str, years))}, a year in which many jobs had been lost for a time."
        " Growth from so low a start looks higher than it would from another year."
    )
    few = Note(
        "Where few people hold the job, figures are rounded and a handful of jobs is a large share: look at the numbers"
        " of jobs before the percentages."
    )
    small = any(one.base.value is not None and (one.base.value < SMALL or not one.change.value) for one in projections)
    return (*((low,) if years else ()), *((few,) if small else ()))
