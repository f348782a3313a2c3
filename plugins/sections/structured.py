"""Structured content: what an occupation's author lists, as sections: credentials, steps up, related occupations,
directory headings, places to read on, codes of programs.
"""

from collections.abc import Sequence
from itertools import groupby

from occuguide.core import (
    Block,
    BulletList,
    Column,
    Credential,
    Definition,
    DefinitionList,
    Facts,
    Inline,
    Link,
    Links,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    Section,
    Step,
    Table,
    Text,
    hookimpl,
)
from occuguide.plugins.code_systems import CODE_SYSTEMS


@hookimpl
def guide_licences(occupation: Occupation) -> Section | None:
    """The licenses, each with who gives it and what it takes."""
    return _credentials(occupation.licences, "The law asks for")


@hookimpl
def guide_certifications(occupation: Occupation) -> Section | None:
    """The certifications, each with who gives it and what it takes."""
    return _credentials(occupation.certifications, "Takes")


@hookimpl
def guide_advancement(occupation: Occupation) -> Section | None:
    """The steps up, the nearest first, each with what it takes."""
    if not occupation.advancement:
        return None
    steps = DefinitionList(Definition(_title(step), [_ended(f"Takes {step.takes}")]) for step in occupation.advancement)
    return Section(Paragraph("Steps up from here, the nearest first:"), steps)


@hookimpl
def guide_related(occupation: Occupation, facts: Facts) -> Section | None:
    """The related occupations, each with the reason."""
    if not occupation.related:
        return None
    return Section(
        DefinitionList(
            Definition((OccupationLink(one.soc, facts.title(one.soc) or one.soc),), (one.why,))
            for one in occupation.related
        )
    )


@hookimpl
def guide_yellow_pages(occupation: Occupation) -> Section | None:
    """The headings in business directories."""
    return Section(BulletList(occupation.yellow_pages)) if occupation.yellow_pages else None


@hookimpl
def guide_other_sources(occupation: Occupation) -> Section | None:
    """Where to read on."""
    return Section(Links(occupation.links)) if occupation.links else None


@hookimpl
def guide_codes(occupation: Occupation) -> Section | None:
    """The codes of programs of study that the author adds to those of releases."""
    programs = sorted(occupation.programs, key=lambda program: program.system)
    tables = [
        Table(
            CODE_SYSTEMS.get(system, system),
            (Column("Program"), Column("Code")),
            [(one.title, one.code) for one in same],
        )
        for system, same in groupby(programs, key=lambda program: program.system)
    ]
    return Section(*tables) if tables else None


def _title(step: Step) -> Text:
    title: Inline = OccupationLink(step.soc, step.title) if step.soc else step.title
    return (title,)


def _credentials(credentials: Sequence[Credential], takes: str) -> Section | None:
    if not credentials:
        return None
    unchecked = any(credential.checked is None for credential in credentials)
    blocks: list[Block] = [
        DefinitionList(Definition(credential.name, _details(credential, takes)) for credential in credentials),
        Note("Requirements change, and those above were not compared with the issuers' own pages. Ask the issuer.")
        if unchecked
        else Note("Requirements change. Ask the issuer."),
    ]
    return Section(*blocks)


def _details(credential: Credential, takes: str) -> list[Text]:
    issuer: Inline = Link(credential.issuer, credential.url) if credential.url else credential.issuer
    under = f", under {credential.authority}" if credential.authority else ""
    details: list[Text] = [("From ", issuer, f"{under}."), (_ended(f"{takes}: {credential.requires}"),)]
    if credential.exam:
        details.append((_ended(f"Exam: {credential.exam}"),))
    if credential.renewal:
        details.append((_ended(f"To keep it: {credential.renewal}"),))
    if credential.checked:
        details.append((f"Compared with the issuer's page on {credential.checked.isoformat()}.",))
    return details


def _ended(words: str) -> str:
    """Words with a full stop, be it the author's or ours."""
    return f"{words.removesuffix('.')}."
