"""Green economy: what O*NET's list of green occupations says of the occupation and its specialties."""

from occuguide.core import Definition, DefinitionList, Designation, Facts, Note, Occupation, Section, hookimpl
from occuguide.plugins.sections.plain import plain_words


@hookimpl
def guide_green_specialties(occupation: Occupation, facts: Facts) -> Section | None:
    """The designations, where the list is loaded and names the occupation."""
    designations = facts.designations(occupation.soc, "green")
    if not designations:
        return None
    return Section(
        DefinitionList(
            Definition(_name(one, occupation, facts), (f"{one.category}: {plain_words('green')[one.category]}",))
            for one in designations
        ),
        Note("O*NET made this list in 2014 and has not kept it up since."),
        sources=facts.loaded("designation"),
    )


def _name(designation: Designation, occupation: Occupation, facts: Facts) -> str:
    """What the list named, by the title that the code has or had."""
    code = designation.code
    if facts.is_specialty(code):
        titles = {specialty.code: specialty.title for specialty in occupation.specialties}
        return f"{titles.get(code, occupation.title)} ({code})"
    older = facts.successors(code[:7])
    return f"{older[0].title} ({code}, a code of {designation.edition})" if older else f"{code}, {designation.edition}"
