"""``occuguide index``: the search index."""

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_json, progress_bar


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Make all of it anew, and not what has changed alone.")
@click.option("--check", is_flag=True, help="Only say how it is. The exit status is 1 if it is not up to date.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(context: click.Context, rebuild: bool, check: bool, as_json: bool) -> None:
    """Bring the search index up to date. A search does so by itself, when it finds that something has changed."""
    application: Application = context.obj
    if rebuild and check:
        raise click.UsageError("--rebuild and --check cannot go together.")
    indexed = 0
    if not check:
        with progress_bar() as progress:
            indexed = application.index(progress, anew=rebuild)
    state = application.index_state()
    if as_json:
        echo_json(
            {
                "engine": state.engine,
                "folder": str(state.folder),
                "occupations": state.occupations,
                "bytes": state.size,
                "indexed": indexed,
                "problem": state.problem,
                "stale": list(state.stale),
            }
        )
    elif state.problem:
        click.echo(f"There is no usable index in {state.folder}: {state.problem}.")
    else:
        if not check:
            click.echo(f"Indexed: {indexed} occupations." if indexed else "Nothing had changed.")
        size = f"{state.size / 1e6:.1f} MB"
        click.echo(f"{state.engine}: {state.occupations} occupations, {size}, in {state.folder}")
        if state.stale:
            click.echo(f"Not up to date: {len(state.stale)} occupations have changed since.")
    if state.problem or state.stale:
        context.exit(1)
