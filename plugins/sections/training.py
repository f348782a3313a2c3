"""Training: the fields of study that prepare for the occupation, and where to look for programs."""

from occuguide.core import (
    Block,
    BulletList,
    Facts,
    Link,
    LinkItem,
    Links,
    Occupation,
    Paragraph,
    Section,
    hookimpl,
)

_SHOWN = 12
"""So many fields of study are listed here; all of them are in the table of codes."""

_SCHOOLS = LinkItem(
    Link("College Navigator", "https://nces.ed.gov/collegenavigator/"),
    "Colleges and career schools by program, place and cost. Type a field of study from the list.",
)
_APPRENTICESHIP = LinkItem(
    Link("Apprenticeship.gov", "https://www.apprenticeship.gov/"),
    "Apprenticeships that are open, by occupation and place.",
)


@hookimpl
def guide_training(occupation: Occupation, facts: Facts) -> Section | None:
    """Fields of study by the crosswalk from programs to occupations; apprenticeship where it is the typical way in."""
    programs = facts.programs(occupation.soc)
    requirement = facts.requirement(occupation.soc)
    apprenticed = requirement is not None and not requirement.composite and requirement.training == "Apprenticeship"
    if not (programs or apprenticed):
        return None
    blocks: list[Block] = []
    sources = [*facts.loaded("program")] if programs else []
    if requirement is not None and apprenticed:
        sources.append(requirement.source)
        blocks.append(Paragraph("The typical way in is an apprenticeship: paid work and classes at the same time."))
    if programs:
        titles = [program.title for program in programs]
        more = [f"and {len(titles) - _SHOWN} more"] if len(titles) > _SHOWN + 1 else []
        blocks += [
            Paragraph("Fields of study that prepare for this work, to search for by name:"),
            BulletList([*(titles[:_SHOWN] if more else titles), *more]),
        ]
    where = (_SCHOOLS, _APPRENTICESHIP) if apprenticed else (_SCHOOLS,)
    return Section(
        *blocks,
        Paragraph("To find who offers them:"),
        Links(where),
        sources=sources,
    )
