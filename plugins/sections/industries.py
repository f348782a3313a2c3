"""Industries: which ones employ the occupation, in the nation."""

from occuguide.core import Column, Facts, Note, Occupation, Paragraph, Section, Table, hookimpl

_SHOWN = 10


@hookimpl
def guide_industries(occupation: Occupation, facts: Facts) -> Section | None:
    """The industries with the most employees, where a release with them is loaded."""
    largest = facts.industries(occupation.soc, _SHOWN)
    if not largest:
        return None
    code = largest[0].employment.code
    titles = occupation.title if code == occupation.soc else f"{facts.title(code)} ({code}), taken together"
    return Section(
        Paragraph(f"In the nation, these industries employ the most {titles}:"),
        Table(
            f"Largest employers by industry, United States, {largest[0].employment.period}",
            (Column("Industry"), Column("Employees", numeric=True), Column("Median yearly wage", numeric=True)),
            [(one.name, one.employment, one.annual_median) for one in largest],
        ),
        Note(
            "Industries are published for the nation only; in your area the order may differ. Those whose number is not"
            " released are left out."
        ),
    )
