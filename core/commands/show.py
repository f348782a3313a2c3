"""``occuguide show``: one guide, in one format."""

from pathlib import Path

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import write_whole
from occuguide.core.guide import View


@click.command("show")
@click.argument("occupation", metavar="OCCUPATION")
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    default="text",
    show_default=True,
    help="A format that a plugin brings; `occuguide plugins` names them.",
)
@click.option("--summary", is_flag=True, help="The summary, on one page.")
@click.option("--all-areas", is_flag=True, help="Wages and outlook for all areas instead.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.pass_obj
def command(
    application: Application,
    occupation: str,
    area: str | None,
    format_: str,
    summary: bool,
    all_areas: bool,
    output: Path | None,
) -> None:
    """Show the guide for OCCUPATION: a SOC code, an O*NET-SOC code or a title."""
    if summary and all_areas:
        raise click.UsageError("--summary and --all-areas are different views: choose one.")
    if area and all_areas:
        raise click.UsageError("--all-areas shows every area: leave --area out.")
    view = View.SUMMARY if summary else View.ALL_AREAS if all_areas else View.DETAILED
    renderer = application.renderer(format_)
    rendered = application.render(renderer, application.guide(occupation, area, view))
    if output is None:
        click.echo(rendered, nl=False)
    else:
        write_whole(output, rendered)
