"""Industries: which ones employ the occupation, in the nation."""

from occuguide.core import Column, Facts, Note, Occupation, Paragraph, Section, Table, hookimpl

_SHOWN = 10


@hookimpl
def guide_industries(occupation: Occupation, facts: Facts) -> Section | None:
    """The industries with the most employees, where a release with them is loaded."""
    industries = facts.industries(occupation.soc)
    released = [one for one in industries if one.employment.has_value]
    if not released:
        return None
    largest = released[:_SHOWN]
    code = largest[0].employment.code
    together = (
        f" They are published under {code} {facts.title(code)}, which joins this occupation with others."
        if code != occupation.soc
        else ""
    )
    hidden = len(industries) - len(released)
    return Section(
        Paragraph(f"In the nation, these industries employ the most {occupation.title}:"),
        Table(
            f"Largest employers by industry, United States, {largest[0].employment.period}",
            (Column("Industry"), Column("Employees", numeric=True), Column("Median yearly wage", numeric=True)),
            [(one.name, one.employment, one.annual_median) for one in largest],
        ),
        Note(f"Industries are published for the nation only; in your area the order may differ.{together}"),
        Note(f"For {hidden} more {'industry' if hidden == 1 else 'industries'}, the number is not released.")
        if hidden
        else None,
    )
