"""``occuguide preview``: one guide as it will be published, made anew as its file is saved."""

from pathlib import Path

import click

from occuguide.core import Application


@click.command("preview", short_help="Show a guide in the browser while it is written.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port."
)
@click.pass_obj
def preview(application: Application, file: Path, area: str | None, port: int) -> None:
    """Show the guide in FILE as it will be published, until it is stopped. The page follows the file as it is saved.

    FILE may be in any folder. What else there is for its occupation is left out.
    """
    from attrs import evolve

    from occuguide.plugins.authoring.preview.draft import Draft
    from occuguide.plugins.authoring.preview.server import run

    settings = evolve(application.settings, area=area) if area else application.settings
    run(Draft(Application(settings, application.registry), file), port)
