"""``occuguide search``: occupations by words."""

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_columns, echo_json, progress_bar


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find occupations by words: a title, what people do, a specialty."""
    with progress_bar() as progress:
        hits = application.search(" ".join(words), limit, lambda done, total: progress(done, total, "indexing"))
    if as_json:
        echo_json(
            [
                {
                    "soc": hit.soc,
                    "title": hit.title,
                    "kind": application.occupations.kind(hit.soc).value,
                    "score": round(hit.score, 3),
                    "reason": hit.reason,
                }
                for hit in hits
            ]
        )
    elif hits:
        echo_columns([(hit.soc, hit.title, hit.reason) for hit in hits])
    else:
        click.echo("Nothing was found. Try other words, or `occuguide list`.", err=True)
