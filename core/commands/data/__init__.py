"""``occuguide data``: bringing releases into the fact store, and looking into it. One module a command."""

import click

from occuguide.core.commands.data.diff import diff
from occuguide.core.commands.data.export import export
from occuguide.core.commands.data.fetch import fetch
from occuguide.core.commands.data.importing import import_
from occuguide.core.commands.data.loaded import sources, status
from occuguide.core.commands.data.packing import pack_
from occuguide.core.commands.data.verify import verify_


@click.group("data")
def command() -> None:
    """Import releases of facts, and see what is loaded."""


for _each in (diff, export, fetch, import_, pack_, sources, status, verify_):
    command.add_command(_each)
