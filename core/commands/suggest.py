"""``occuguide suggest``: titles that somebody may be about to type."""

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_columns, echo_json, progress_bar


@click.command("suggest")
@click.argument("prefix", nargs=-1, required=True)
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, prefix: tuple[str, ...], area: str | None, limit: int, as_json: bool) -> None:
    """Titles that begin with a PREFIX, or have words that do, as one types it."""
    with progress_bar() as progress:
        suggestions = application.suggest(" ".join(prefix), application.area(area), progress, limit)
    if as_json:
        echo_json([{"text": one.text, "soc": one.soc, "title": one.title} for one in suggestions])
    elif suggestions:
        echo_columns([(one.text, one.soc, one.title) for one in suggestions])
    else:
        click.echo("No title begins so.", err=True)
