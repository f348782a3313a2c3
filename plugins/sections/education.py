"""Education: what is typical for entry, what education the workers have, and how much preparation it takes."""

from collections.abc import Sequence

from occuguide.core import Column, Facts, Occupation, Paragraph, Requirement, Section, Share, Table, hookimpl
from occuguide.plugins.sections.plain import in_lower_case, plain_words

_DISTRIBUTIONS = ("education", "education of the wider group", "2.D.1")
"""What workers have by the census, and what they say their job requires by O*NET's survey."""


@hookimpl
def guide_education(occupation: Occupation, facts: Facts) -> Section | None:
    """Typical entry requirements, the job zone and the spread of education, as far as releases have them."""
    typical = facts.requirement(occupation.soc)
    zone = facts.job_zone(occupation.soc)
    shares = [table for element in _DISTRIBUTIONS if (table := _table(element, occupation, facts)) is not None]
    if not (typical or zone or shares):
        return None
    return Section(
        _typical(typical) if typical else None,
        Paragraph(f"Job zone {zone}: {plain_words('job_zones')[str(zone)]}") if zone else None,
        *shares,
        sources=(
            *((typical.source,) if typical else ()),
            *(facts.loaded("specialty") if zone else ()),
        ),
    )


def _typical(requirement: Requirement) -> Paragraph:
    said = {
        "education at entry": requirement.education,
        "work experience in a related occupation": requirement.experience,
        "training on the job": requirement.training,
    }
    typical = "; ".join(f"{what}: {in_lower_case(words)}" for what, words in said.items() if words)
    said_of = f" This is said of {requirement.composite.title} together." if requirement.composite else ""
    return Paragraph(f"Typical {typical}.{said_of}")


def _table(element: str, occupation: Occupation, facts: Facts) -> Table | None:
    shares: Sequence[Share] = facts.distribution(occupation.soc, element)
    if not shares:
        return None
    return Table(
        f"{facts.elements[element].name}, {shares[0].percent.period}",
        (Column("Education"), Column("Share of workers", numeric=True)),
        [(share.category, share.percent) for share in shares],
    )
