"""``occuguide plugins``: what is installed, and what it answers."""

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_columns, echo_json


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, as_json: bool) -> None:
    """The plugins: where each comes from, and the hooks that it answers."""
    application.registry.load_all()
    plugins = application.registry.plugins
    if as_json:
        echo_json(
            [
                {
                    "name": plugin.name,
                    "origin": plugin.origin,
                    "soc": plugin.soc or None,
                    "area": plugin.area or None,
                    "hooks": list(plugin.hooks),
                }
                for plugin in plugins
            ]
        )
    else:
        echo_columns(
            [
                (plugin.name, plugin.soc or plugin.area or "all", plugin.origin, ", ".join(plugin.hooks))
                for plugin in plugins
            ]
        )
