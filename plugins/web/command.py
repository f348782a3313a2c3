"""``occuguide build`` and ``occuguide serve``: the site as plain files, or answered by a server."""

import os
from pathlib import Path

import click

from occuguide.core import Application
from occuguide.core.commands.terminal import progress_bar

_AREA = click.option(
    "--area", "areas", metavar="AREA", multiple=True, help="A place to have pages for; every place, if not given."
)
_FORMAT = click.option(
    "--format",
    "formats",
    metavar="FORMAT",
    multiple=True,
    help="A format to have guides in beside HTML; what occuguide.toml says, if not given.",
)


@click.command("build", short_help="Build a site of plain files.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The site's folder. A site that is there is brought up to date.",
)
@_AREA
@_FORMAT
@click.option(
    "--zip", "archive", metavar="FILE", type=click.Path(path_type=Path), help="Also pack the site for offline use."
)
@click.option("--anew", is_flag=True, help="Make every page, whatever changed.")
@click.pass_obj
def build(
    application: Application,
    output: Path,
    areas: tuple[str, ...],
    formats: tuple[str, ...],
    archive: Path | None,
    anew: bool,
) -> None:
    """Build a site of plain files: every occupation in every place that figures are published for.

    Only what changed is made, and the new site takes the old one's place in one step.
    """
    from occuguide.plugins.web.builder import archive as archives
    from occuguide.plugins.web.builder import build as build_site
    from occuguide.plugins.web.table import RouteTable
    from occuguide.plugins.web.website import Website

    if archive is not None:
        archives.check(output, archive)
    table = RouteTable(Website(application, areas, formats or None))
    with progress_bar() as progress:
        built = build_site(
            table,
            output,
            lambda done, total: progress(done, total, "parts"),
            anew=anew,
            processes=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        )
    changed = f", {built.written:,} of them written" if built.written < built.files else ""
    removed = f", {built.removed:,} removed" if built.removed else ""
    click.echo(f"{built.files:,} files are in {output}{changed}{removed}. Open {output / 'index.html'}.")
    if archive is not None:
        archives.pack(output, archive)
        click.echo(f"The site is packed in {archive}.")


@click.command("serve", short_help="Serve the site and the API.")
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port."
)
@click.option("--workers", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="Processes.")
@click.option("--reload", is_flag=True, help="Start anew when an occupation, a template or a setting changes.")
@_AREA
@_FORMAT
@click.pass_context
def serve(
    ctx: click.Context,
    host: str,
    port: int,
    workers: int,
    reload: bool,
    areas: tuple[str, ...],
    formats: tuple[str, ...],
) -> None:
    """Serve the site and the API, until it is stopped.

    The pages are those of `occuguide build`, byte for byte; search, compare and the API are answered too.
    """
    from occuguide.plugins.web.server.run import run

    run(ctx.obj, ctx.find_root().params.get("config"), host, port, workers, reload, areas, formats)
