"""``occuguide build``: a site of plain files."""

from pathlib import Path

import click

from occuguide.core import Application
from occuguide.core.commands.terminal import progress_bar
from occuguide.plugins.web.build import build as build_site
from occuguide.plugins.web.routes import Routes


@click.command("build", short_help="Build a site of plain files.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The site's folder; replaced whole if it is a site already.",
)
@click.option("--area", "names", metavar="AREA", multiple=True, help="A place to build for; every place, if not given.")
@click.option("--format", "formats", metavar="FORMAT", multiple=True, help="A format; every format, if not given.")
@click.pass_obj
def build(application: Application, output: Path, names: tuple[str, ...], formats: tuple[str, ...]) -> None:
    """Build a site of plain files: every guide for every place, and every Profile for the state."""
    areas = tuple(dict.fromkeys(application.area(name) for name in names)) or application.facts.areas
    chosen = formats or sorted(application.renderers, key=lambda name: (name != "html", name))
    renderers = [application.renderer(name) for name in dict.fromkeys(chosen)]
    with progress_bar() as progress:
        routes = Routes.of(application, areas, renderers)
        count = build_site(application, routes, output, lambda done, total: progress(done, total, "pages"))
    click.echo(f"{count:,} files are in {output}. Open {output / 'index.html'}.")
