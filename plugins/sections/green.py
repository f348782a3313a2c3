"""Green economy: what O*NET's list of green occupations says of the occupation and its specialties."""

from occuguide.core import Definition, DefinitionList, Designation, Facts, Note, Occupation, Section, hookimpl
from occuguide.plugins.sections.plain import plain_words


@hookimpl
def guide_green_specialties(occupation: Occupation, facts: Facts) -> Section | None:
    """The designations, where the list is loaded and names the occupation."""
    designations = facts.designations(occupation.soc, "green")
    if not designations:
        return None
    past = any(not facts.is_specialty(one.code) for one in designations) and facts.loaded("specialty")
    return Section(
        DefinitionList(
            Definition(_name(one, occupation, facts), (f"{one.category}: {plain_words('green')[one.category]}",))
            for one in designations
        ),
        Note("O*NET made this list in 2014 and has not kept it up since."),
        Note("The codes without a title are no longer in O*NET's classification.") if past else None,
        sources=facts.loaded("designation"),
    )


def _name(designation: Designation, occupation: Occupation, facts: Facts) -> str:
    titles = {specialty.code: specialty.title for specialty in occupation.specialties}
    title = titles.get(designation.code)
    if title is None and designation.code.endswith(".00"):
        title = occupation.title
    return f"{title} ({designation.code})" if title else designation.code
