"""``occuguide data sources`` and ``status``: what can be imported, and what was."""

import click
from attrs import asdict

from occuguide.core.application import Application
from occuguide.core.commands.terminal import echo_json


@click.command("sources", short_help="What can be imported, and from which files.")
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


@click.command("status", short_help="What is loaded, and where it came from.")
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
