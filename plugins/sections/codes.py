"""Codes: SOC and O*NET-SOC codes, with the interest codes."""

from occuguide.core import Column, Facts, Occupation, Section, Table, hookimpl


@hookimpl
def guide_codes(occupation: Occupation, facts: Facts) -> Section:
    """The occupation's code, and its specialties' where a release with them is loaded."""
    onet = facts.interests(occupation.soc)
    return Section(
        Table(
            "SOC, Standard Occupational Classification 2018",
            (Column("Occupation"), Column("Code")),
            [(occupation.title, occupation.soc)],
        ),
        Table(
            "O*NET-SOC codes and interest codes (RIASEC)",
            (Column("Occupation"), Column("Code"), Column("Interests")),
            [(title, code, interests or "none published") for code, (title, interests) in onet.items()],
        )
        if onet
        else None,
        sources=facts.loaded("specialty") if onet else (),
    )
