"""``occuguide list``: every occupation."""

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_columns, echo_json


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, as_json: bool) -> None:
    """Every occupation, and whether it has a Guide or a Profile."""
    occupations = application.occupations
    rows = [(soc, title, occupations.kind(soc).value) for soc, title in occupations.titles.items()]
    if as_json:
        echo_json([{"soc": soc, "title": title, "kind": kind} for soc, title, kind in rows])
    else:
        echo_columns([(soc, kind, title) for soc, title, kind in rows])
