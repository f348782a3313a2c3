"""``occuguide data pack``: an edition of the fact store, to hand on."""

from pathlib import Path

import click

from occuguide.core.application import Application
from occuguide.core.area import AreaKind
from occuguide.core.errors import OutputError
from occuguide.core.store import pack


@click.command("pack", short_help="Make an edition: a fact store to hand on.")
@click.option(
    "--area",
    "names",
    metavar="AREA",
    multiple=True,
    help="Keep the figures of this place, its state and the nation; all, if not given.",
)
@click.option("--facts-only", is_flag=True, help="Leave out sentences, such as the statements of tasks.")
@click.option(
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The edition to write; replaced if it is there.",
)
@click.pass_obj
def pack_(application: Application, names: tuple[str, ...], facts_only: bool, output: Path) -> None:
    """Make an edition: a fact store to hand on, the same bytes whenever it is made from the same facts.

    A state stands for itself and for every area in it. The state and the nation that a place lies in are kept too.
    """
    named = [application.area(name) for name in names]
    states = [area for area in named if area.kind is AreaKind.STATE]
    kept = [
        *(area for one in named for area in (one, *one.within)),
        *(area for area in application.facts.areas if any(state in area.within for state in states)),
    ]
    codes = sorted({area.wages.code for area in kept if area.wages is not None})
    if output.exists() and output.samefile(application.facts.path):
        raise OutputError(
            "this is the store that the edition is made from", where=str(output), remedy="Name another file."
        )
    pack(application.facts.path, output, codes if named else None, facts_only=facts_only)
    click.echo(f"{output.stat().st_size:,} bytes are in {output}.")
