"""``occuguide data fetch``: the official release, from its publisher into the fact store."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from attrs import evolve

from occuguide.core.application import Application
from occuguide.core.commands.data.importing import import_release, importer_named
from occuguide.core.commands.terminal import progress_bar
from occuguide.core.config import Settings
from occuguide.core.errors import DataError
from occuguide.core.protocols import Download, FactSource


@click.command("fetch", short_help="Download a release from its publisher, and import it.")
@click.argument("source")
@click.option("--address", "addresses", metavar="URL", multiple=True, help="Download this instead; may be repeated.")
@click.option("--sha256", "digests", metavar="HEX", multiple=True, help="The SHA-256 of each file, in their order.")
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to keep the files; the cache folder, if not given.",
)
@click.option("--yes", is_flag=True, help="Do not ask before downloading.")
@click.pass_obj
def fetch(
    application: Application,
    source: str,
    addresses: tuple[str, ...],
    digests: tuple[str, ...],
    keep: Path | None,
    yes: bool,
) -> None:
    """Download the official release of SOURCE, and import it.

    Nothing is downloaded before you have seen what, and agreed. A download that stopped is taken up where it stopped.
    """
    # The modules that speak to servers are slow to load, and no other command needs them.
    from occuguide.core.download import download, file_name, stated_size

    importer = importer_named(application, source)
    wanted = _wanted(importer, addresses, digests)
    names = [file_name(one.address) for one in wanted]
    if len(set(names)) < len(names):
        raise click.UsageError(f"Two of the files have the same name: {', '.join(names)}.")
    folder = keep or _cache(application.settings) / "downloads" / importer.name
    for one in wanted:
        stated = None if one.size is not None else stated_size(one.address)
        click.echo(one.address)
        click.echo(f"  size:    {_size(one.size, stated)}")
        click.echo(f"  SHA-256: {one.sha256 or 'not known beforehand'}")
    _ask(len(wanted), folder, yes)
    with progress_bar() as progress:
        files = [download(one, folder, progress) for one in wanted]
    import_release(application, importer, files)


def _wanted(importer: FactSource, addresses: Sequence[str], digests: Sequence[str]) -> list[Download]:
    """The files to download."""
    from occuguide.core.download import file_name

    known = {file_name(one.address): one for one in importer.downloads}
    if not addresses and not known:
        raise DataError(
            f"{importer.title} has no address to download it from",
            where=f"source {importer.name}",
            remedy=f"Get it by hand from its publisher's page, and import it with `occuguide data import"
            f" {importer.name} PATH`. It takes: {importer.formats}",
        )
    # A mirror has the same file under the same name: it must have the same size and digest.
    mirrored = [evolve(known.get(file_name(one), Download(address=one)), address=one) for one in addresses]
    wanted = mirrored or list(known.values())
    if not digests:
        return wanted
    if len(digests) != len(wanted):
        raise click.UsageError(f"--sha256 is given {len(digests)} times, for {len(wanted)} files.")
    # Whoever says what the file should be means that file, whatever its size was.
    return [evolve(one, size=None, sha256=digest) for one, digest in zip(wanted, digests, strict=True)]


def _size(known: int | None, stated: int | None) -> str:
    if known is not None:
        return f"{known:,} bytes"
    return "not known beforehand" if stated is None else f"not known beforehand; the server says {stated:,} bytes"


def _cache(settings: Settings) -> Path:
    import platformdirs

    return settings.cache or Path(platformdirs.user_cache_dir("occuguide"))


def _ask(count: int, folder: Path, yes: bool) -> None:
    """Ask before anything is downloaded."""
    question = f"Download {'this file' if count == 1 else f'these {count} files'} into {folder}?"
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(f"{question} There is no terminal to ask at: say --yes to agree.")
    click.confirm(question, abort=True)
