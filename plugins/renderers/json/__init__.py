"""JSON: the guide for programs, typed and versioned, with the schema that it keeps to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from occuguide.core import hookimpl
from occuguide.plugins.renderers.json.renderer import JsonRenderer
from occuguide.plugins.renderers.json.schema import schema

if TYPE_CHECKING:
    import click

__all__ = ["JsonRenderer", "commands", "renderer", "schema"]


@hookimpl
def renderer() -> JsonRenderer:
    """Guides as JSON."""
    return JsonRenderer()


@hookimpl
def commands() -> "Iterable[click.Command]":
    """The command ``schema``, which prints what the JSON keeps to."""
    import json

    import click

    @click.command("schema")
    def print_schema() -> None:
        """Print the JSON Schema of guides in JSON."""
        click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))

    return [print_schema]
