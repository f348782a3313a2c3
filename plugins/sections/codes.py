"""Codes: the occupation's in today's and older classifications, and those of the programs of study that lead to it."""

from collections.abc import Sequence

from occuguide.core import Column, Facts, Occupation, Section, Source, Table, hookimpl


@hookimpl
def guide_codes(occupation: Occupation, facts: Facts) -> Section:
    """The codes, as far as releases with them are loaded."""
    soc = occupation.soc
    composite = facts.composite(soc)
    older = [one for one in facts.predecessors(soc) if one.code != soc]
    onet = facts.interests(soc)
    programs = facts.programs(soc)
    sources: dict[str, Source] = {
        source.id: source
        for table, rows in (
            ("composite", composite),
            ("successor", older),
            ("specialty", onet),
            ("program", programs),
        )
        if rows
        for source in facts.loaded(table)
    }
    return Section(
        Table(
            "SOC, Standard Occupational Classification 2018",
            (Column("Occupation"), Column("Code")),
            [(title, code) for code, title in (composite.components if composite else ((soc, occupation.title),))],
        ),
        _table("Code that releases join these under", ("Occupations", "Code"), [(occupation.title, soc)])
        if composite
        else None,
        _table(
            "Codes of older editions that led here",
            ("Occupation", "Code", "Edition"),
            [(one.title, one.code, one.edition) for one in older],
        ),
        _table(
            "O*NET-SOC codes and interest codes (RIASEC)",
            ("Occupation", "Code", "Interests"),
            [(title, code, interests or "none published") for code, (title, interests) in onet.items()],
        ),
        _table(
            "CIP, Classification of Instructional Programs 2020",
            ("Program", "Code"),
            [(program.title, program.cip) for program in programs],
        ),
        sources=sources.values(),
    )


def _table(caption: str, headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table | None:
    return Table(caption, map(Column, headings), rows) if rows else None
