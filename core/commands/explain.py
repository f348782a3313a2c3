"""``occuguide explain``: where each figure of a section comes from."""

from collections.abc import Iterator

import click

from occuguide.core.application import Application
from occuguide.core.blocks import Block, Table, inlines, plain
from occuguide.core.commands.terminal import echo_json, echo_notes
from occuguide.core.errors import UnknownNameError, did_you_mean
from occuguide.core.guide import GuideSection, SectionSpec, View
from occuguide.core.measures import Measure

_TEXT = "in the text"


@click.command("explain")
@click.argument("occupation", metavar="OCCUPATION")
@click.argument("section", metavar="SECTION")
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, occupation: str, section: str, area: str | None, as_json: bool) -> None:
    """Say where each figure of a SECTION comes from: its release, its period, its code, its row in the fact store.

    SECTION is a section's heading, or its name in addresses, such as "wages" or "outlook".
    """
    spec = _section(application, section)
    view = spec.view if spec.view is not View.SUMMARY else View.DETAILED
    found = application.occupations.find(occupation)
    echo_notes(found.notes)
    guide = application.composer.guide(found.occupation, application.area(area), view)
    shown = next((one for one in guide.sections if one.spec is spec), None)
    figures = _figures(shown) if shown else []
    if as_json:
        echo_json([_as_json(where, measure) for where, measure in figures])
        return
    click.echo(f"{guide.title}: {spec.heading}\n")
    if shown is None:
        click.echo("Nothing that is loaded has an answer for this section.")
        return
    for where, measure in figures:
        source = measure.source
        click.echo(f"{measure}  ({where})")
        click.echo(f"  source: {source.citation if source else 'none: no release that could hold it is loaded'}")
        click.echo(f"  period: {measure.period or 'none'}; status: {measure.status.value}; unit: {measure.unit.value}")
        if measure.rse is not None:
            click.echo(f"  relative standard error: {measure.rse:.1f}%")
        if measure.row:
            click.echo(f"  published under: {measure.code}; row: {measure.row}")
        click.echo("")
    click.echo(f"Figures: {len(figures)}. Plugins that answered: {', '.join(shown.plugins)}.")


def _section(application: Application, name: str) -> SectionSpec:
    """The section of a name.

    Raises:
        UnknownNameError: There is none.
    """
    specs = application.registry.sections.values()
    wanted = name.strip().casefold()
    for spec in specs:
        if wanted in (spec.anchor, spec.hook, spec.heading.casefold()):
            return spec
    known = [spec.anchor for spec in specs]
    raise UnknownNameError(
        f"there is no section {name!r}", remedy=did_you_mean(wanted, known, f"There are {', '.join(known)}.")
    )


def _figures(section: GuideSection) -> list[tuple[str, Measure]]:
    """Every figure of a section once with where it stands: in a table, rather than in the text or a chart of it."""
    found: dict[str | int, tuple[str, Measure]] = {}
    for block in section.blocks:
        for where, measure in _placed(block):
            key = measure.row or id(measure)
            if key not in found or found[key][0] == _TEXT:
                found[key] = (where, measure)
    return list(found.values())


def _placed(block: Block) -> Iterator[tuple[str, Measure]]:
    if isinstance(block, Table):
        for row in block.rows:
            for column, cell in zip(block.columns, row, strict=True):
                for piece in cell:
                    if isinstance(piece, Measure):
                        yield f"{block.caption}: {plain(row[0])}, {column.heading}", piece
    else:
        for piece in inlines(block):
            if isinstance(piece, Measure):
                yield _TEXT, piece


def _as_json(where: str, measure: Measure) -> dict[str, object]:
    source = measure.source
    return {
        "where": where,
        "text": str(measure),
        "value": measure.value,
        "unit": measure.unit.value,
        "status": measure.status.value,
        "period": measure.period,
        "rse": measure.rse,
        "source": source.id if source else None,
        "release": source.release if source else None,
        "citation": source.citation if source else None,
        "code": measure.code,
        "row": measure.row,
    }
