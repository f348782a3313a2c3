"""``occuguide data``: importing releases, and what is loaded."""

from pathlib import Path

import click
from attrs import asdict

from occuguide.core.application import Application
from occuguide.core.area import AreaKind
from occuguide.core.commands.terminal import echo_json, progress_bar
from occuguide.core.errors import OccuguideError, OutputError, PluginError, UnknownNameError, did_you_mean
from occuguide.core.protocols import FactSource, Progress
from occuguide.core.store import Store, pack, rewriting
from occuguide.core.words import listing


@click.group("data")
def command() -> None:
    """Import releases of facts, and see what is loaded."""


@command.command("import", short_help="Import a release, in place of what its source brought before.")
@click.argument("source")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def import_(application: Application, source: str, paths: tuple[Path, ...]) -> None:
    """Import a release from PATH; it takes the place of what SOURCE brought before.

    `occuguide data sources` names each SOURCE and the files it takes. The facts go into the store that occuguide.toml
    names, facts.sqlite by default. If there is none yet, it begins as a copy of the bundled edition.
    """
    importer = application.sources.get(source)
    if importer is None:
        names = sorted(application.sources)
        raise UnknownNameError(
            f"there is no source {source!r}",
            remedy=did_you_mean(source, names, f"There are {listing(names)}."),
        )
    store_path = application.settings.facts
    with rewriting(store_path, application.edition) as store, progress_bar() as progress:
        count = _load(importer, paths, store, progress)
    click.echo(f"{count:,} rows of {importer.title} are in {store_path}.")


def _load(importer: FactSource, paths: tuple[Path, ...], store: Store, progress: Progress) -> int:
    """Import a release; whatever an importer raises is said as its failure."""
    try:
        return importer.load(paths, store, progress)
    except OccuguideError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"it failed ({type(error).__name__}: {error})", where=f"source {importer.name}") from error


@command.command("sources", short_help="What can be imported, and from which files.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def sources(application: Application, as_json: bool) -> None:
    """What can be imported: each source, the publication that it reads and the files it takes."""
    importers = [application.sources[name] for name in sorted(application.sources)]
    if as_json:
        echo_json([{"name": one.name, "title": one.title, "formats": one.formats} for one in importers])
        return
    for one in importers:
        click.echo(f"{one.name}: {one.title}\n  {one.formats}")


@command.command("status", short_help="What is loaded, and where it came from.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def status(application: Application, as_json: bool) -> None:
    """What is loaded: each release, its period, licence, where it came from and how many rows it brought."""
    facts = application.facts
    counts = facts.counts()
    if as_json:
        sources = [{**asdict(source), "rows": dict(counts[source.id])} for source in facts.sources.values()]
        echo_json({"store": str(facts.path), "sources": sources})
        return
    click.echo(f"Facts from {facts.path}\n")
    for source in facts.sources.values():
        rows = ", ".join(f"{count:,} {table.replace('_', ' ')}" for table, count in counts[source.id].items())
        click.echo(f"{source.id}: {source.citation}")
        click.echo(f"  period:  {source.period}")
        click.echo(f"  licence: {source.licence}")
        click.echo(f"  file:    {source.file}, SHA-256 {source.sha256}")
        click.echo(f"  origin:  {source.provenance}")
        click.echo(f"  rows:    {rows}\n")


@command.command("pack", short_help="Make an edition: a fact store to hand on.")
@click.option("--area", "names", metavar="AREA", multiple=True, help="Keep the wages of this place; all, if not given.")
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
