"""``occuguide new``: an occupation's file, or a project for a plugin, to begin with."""

import shlex
from pathlib import Path

import click

from occuguide.core import Application
from occuguide.core.commands.terminal import echo_notes
from occuguide.core.words import listing


@click.group("new", short_help="Begin an occupation's guide or a plugin of your own.")
def new() -> None:
    """Begin an occupation's guide or a plugin of your own."""


@new.command("occupation", short_help="Write a file to begin an occupation's guide with.")
@click.argument("name", metavar="SOC-OR-TITLE")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file; if not given, one named after the title, in the first folder of `occupations` in occuguide.toml, or"
    " in the current folder.",
)
@click.pass_obj
def occupation(application: Application, name: str, output: Path | None) -> None:
    """Write a Markdown file to begin an occupation's guide with.

    What is known of the occupation is filled in, and each section says what belongs there. A file that is there is
    never written over.
    """
    from occuguide.plugins.authoring.new.occupation import begin, file_name, make_folder, others

    # Before anybody looks for files in it.
    folder = make_folder(application.settings)
    found = application.occupations.find(name)
    echo_notes(found.notes)
    before = [plugin.name for plugin in others(application, found.occupation)]
    path = _from_here(folder / file_name(found.occupation)) if output is None else output
    begin(application, found.occupation, path)
    echo_notes(_what_to_know(application, path, before))
    click.echo(f"{path} is there to be filled in. See it while you write: occuguide preview {shlex.quote(str(path))}")


def _from_here(path: Path) -> Path:
    """A path as short as it can be said in the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _what_to_know(application: Application, path: Path, others: list[str]) -> list[str]:
    """What stands in the way of a new file's being a part of the site, and of its being alone there."""
    notes = []
    if path.resolve().parent not in {folder.resolve() for folder in application.settings.occupations}:
        notes.append(
            "The file is in no folder that is read. Put it into one that occuguide.toml names as `occupations`; until"
            " then, `occuguide preview` shows it."
        )
    if others:
        notes.append(
            f"{listing(others)} write{'s' if len(others) == 1 else ''} for this occupation too, and all their words are"
            " shown. To have yours alone, name the others in `disabled` in occuguide.toml."
        )
    return notes


@new.command("plugin", short_help="Write a project to begin a plugin with.")
@click.argument("name")
@click.option(
    "--folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder that the project's own folder is made in; the current one, if not given.",
)
def plugin(name: str, folder: Path) -> None:
    """Write a project to begin a plugin with: a section that says something, its tests, how it is installed.

    NAME is the name of the distribution, such as our-guides.
    """
    from occuguide.plugins.authoring.new.plugin import make_project

    project = make_project(name, folder)
    click.echo(
        f"The project is in {project}. Install it and run its tests there:\n\n"
        "    pip install -e '.[test]'\n"
        "    python -m pytest\n\n"
        "README.md tells the rest."
    )
