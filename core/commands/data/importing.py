"""``occuguide data import``: a release into the fact store."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import click

from occuguide.core.application import Application
from occuguide.core.commands.terminal import progress_bar
from occuguide.core.errors import OccuguideError, PluginError, UnknownNameError, did_you_mean
from occuguide.core.facts import Facts
from occuguide.core.protocols import FactSource, Progress
from occuguide.core.store import Store, rewriting
from occuguide.core.words import listing


@click.command("import", short_help="Import a release, in place of what its source brought before.")
@click.argument("source")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def import_(application: Application, source: str, paths: tuple[Path, ...]) -> None:
    """Import a release from PATH; it takes the place of what SOURCE brought before.

    `occuguide data sources` names each SOURCE and the files it takes. The facts go into the store that occuguide.toml
    names, facts.sqlite by default. If there is none yet, it begins as a copy of the bundled edition.
    """
    import_release(application, importer_named(application, source), paths)


def importer_named(application: Application, name: str) -> FactSource:
    """The importer of a name.

    Raises:
        UnknownNameError: There is none of that name.
    """
    importer = application.sources.get(name)
    if importer is None:
        names = sorted(application.sources)
        raise UnknownNameError(
            f"there is no source {name!r}",
            remedy=did_you_mean(name, names, f"There are {listing(names)}."),
        )
    return importer


def import_release(application: Application, importer: FactSource, paths: Sequence[Path]) -> None:
    """Import a release into the user's store, and say so.

    Raises:
        OccuguideError: It cannot be imported; the store stands as it was.
    """
    store_path = application.settings.facts
    with progress_bar() as progress:
        with rewriting(store_path, application.edition) as store:
            count = _load(importer, paths, store, progress)
        _say_unmapped(store_path, importer, progress)
    rows = "1 row" if count == 1 else f"{count:,} rows"
    click.echo(f"{rows} of {importer.title} {'is' if count == 1 else 'are'} in {store_path}.")


def _say_unmapped(path: Path, importer: FactSource, progress: Progress) -> None:
    """Name the codes of older editions that the release lists and that have no one successor."""
    facts = Facts(path)
    with contextlib.closing(facts):
        if importer.name not in {source.id for source in facts.loaded("designation")}:
            return
        codes = facts.unmapped()
        known = facts.loaded("successor") and facts.loaded("specialty")
    if not known:
        progress.note("What became of older codes is not known yet: the releases that say it are not loaded.")
        return
    if codes:
        progress.note(
            f"Not shown, as it is not known for sure what became of these codes of an older edition: {listing(codes)}."
        )


def _load(importer: FactSource, paths: Sequence[Path], store: Store, progress: Progress) -> int:
    """Import a release; whatever an importer raises is said as its failure."""
    try:
        return importer.load(paths, store, progress)
    except OccuguideError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"it failed ({type(error).__name__}: {error})", where=f"source {importer.name}") from error
