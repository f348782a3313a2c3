"""``occuguide show``: one guide, in one format."""

from pathlib import Path

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_notes, write_whole
from occuguide.core.guide import View
from occuguide.core.words import listing


@click.command("show")
@click.argument("occupation", metavar="OCCUPATION")
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option(
    "--format",
    "format_",
    metavar="FORMAT",
    default="text",
    show_default=True,
    help="text, html, json, or another that a plugin brings.",
)
@click.option("--summary", is_flag=True, help="The summary, on one page.")
@click.option("--all-areas", is_flag=True, help="Wages and outlook for all areas instead.")
@click.option("--definitions", is_flag=True, help="What the names of the skills mean instead.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.pass_obj
def command(
    application: Application,
    occupation: str,
    area: str | None,
    format_: str,
    summary: bool,
    all_areas: bool,
    definitions: bool,
    output: Path | None,
) -> None:
    """Show the guide for OCCUPATION: a SOC code, an O*NET-SOC code or a title."""
    asked = {View.SUMMARY: summary, View.ALL_AREAS: all_areas, View.DEFINITIONS: definitions}
    views = [view for view, wanted in asked.items() if wanted]
    if len(views) > 1:
        names = listing(f"--{view}" for view in views)
        raise click.UsageError(f"{names} are different views: choose one.")
    view = views[0] if views else View.DETAILED
    if area and view in (View.ALL_AREAS, View.DEFINITIONS):
        raise click.UsageError(f"--{view} is the same in every area: leave --area out.")
    renderer = application.renderer(format_)
    found = application.occupations.find(occupation)
    echo_notes(found.notes)
    guide = application.composer.guide(found.occupation, application.area(area), view)
    rendered = application.render(renderer, guide)
    if output is None:
        click.echo(rendered, nl=False)
    else:
        write_whole(output, rendered)
