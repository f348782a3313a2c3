"""Overview: what the occupation is, as the releases that are loaded describe it, and the group it belongs to."""

from collections.abc import Sequence

from occuguide.core import (
    BulletList,
    Composite,
    Facts,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    Section,
    hookimpl,
)


@hookimpl
def guide_overview(occupation: Occupation, facts: Facts) -> Section | None:
    """A release's description, where one is loaded; what the code joins; the groups it is in."""
    composite = facts.composite(occupation.soc)
    described = facts.description(f"{occupation.soc}.00") or facts.description(occupation.soc)
    groups = facts.groups(occupation.soc)
    return Section(
        Paragraph(described[0]) if described else None,
        *(_joined(occupation, composite) if composite else ()),
        Paragraph(_grouped(occupation, list(groups))) if groups else None,
        sources=(
            *((described[1],) if described else ()),
            *(facts.loaded("composite") if composite else ()),
            *groups.values(),
        ),
    )


def _joined(occupation: Occupation, composite: Composite) -> tuple[Paragraph, BulletList, Note]:
    return (
        Paragraph(f"{occupation.title} are several occupations, which some releases join:"),
        BulletList([(OccupationLink(soc, title),) for soc, title in composite.components]),
        Note("Each has a page of its own, with what is published for it alone."),
    )


def _grouped(occupation: Occupation, groups: Sequence[str]) -> str:
    within = f" and, within that group, to {groups[-1]}" if len(groups) > 1 else ""
    return f"In the Standard Occupational Classification, {occupation.title} belong to {groups[0]}{within}."
