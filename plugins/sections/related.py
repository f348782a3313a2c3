"""Related occupations: those that O*NET finds nearest, with a page of their own."""

from occuguide.core import BulletList, Facts, Note, Occupation, OccupationLink, Section, hookimpl

_SHOWN = 10


@hookimpl
def guide_related(occupation: Occupation, facts: Facts) -> Section | None:
    """The nearest occupations, where a release with them is loaded."""
    known = [soc for soc in facts.related(occupation.soc) if soc in facts.occupations][:_SHOWN]
    if not known:
        return None
    nearest = BulletList([(OccupationLink(soc, facts.occupations[soc]),) for soc in known])
    return Section(
        nearest,
        Note("Nearest first, by what people do, what they know and what the jobs are called."),
        brief=(nearest,),
        sources=facts.loaded("related"),
    )
