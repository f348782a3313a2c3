"""``occuguide show``: one guide, in one format."""

from pathlib import Path

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import write_whole
from occuguide.core.model import View


@click.command("show")
@click.argument("occupation", metavar="OCCUPATION")
@click.option("--area", metavar="AREA", help="The place; the state, or what occuguide.toml says, if not given.")
@click.option("--format", "format_", metavar="FORMAT", default="text", show_default=True, help="html, text or json.")
@click.option("--summary", "view", flag_value=View.SUMMARY, type=View, help="The summary, on one page.")
@click.option(
    "--all-areas", "view", flag_value=View.ALL_AREAS, type=View, help="Wages and outlook for all areas instead."
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.pass_obj
def command(
    application: Application,
    occupation: str,
    area: str | None,
    format_: str,
    view: View | None,
    output: Path | None,
) -> None:
    """Show the guide for OCCUPATION: a SOC code, an O*NET-SOC code or a title."""
    renderer = application.renderer(format_)
    rendered = renderer.render(application.guide(occupation, area, view or View.DETAILED))
    if output is None:
        click.get_binary_stream("stdout").write(rendered)
    else:
        write_whole(output, rendered)
