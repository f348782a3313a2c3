"""An occupation's file to begin with: the head filled from facts, the sections with what belongs there."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import frozen

from occuguide.core import Application, Occupation, OutputError, Settings, View
from occuguide.core.catalog import number_forms
from occuguide.core.registry import PluginInfo, Registry
from occuguide.plugins.renderers.templates import environment
from occuguide.plugins.renderers.words import without_controls

SUFFIX = ".md"
"""The suffix of such files."""

SECTIONS = Path(__file__).with_name("sections.toml")
"""What belongs into each section, by the section's hook."""

REPLACED = ("employers", "fit", "green-economy", "overview", "related", "tasks", "tools", "training")
"""The plugins that an author who writes every section usually takes the place of."""

_TITLES = 8
_RELATED = 10

_IRREGULAR = r"(s|x|z|ch|sh|man)$"
"""The ends of titles whose plural takes more than an s, or that are in the plural already."""


@frozen
class Blank:
    """A section that is to be written.

    Args:
        heading: Its heading.
        words: What belongs there.
    """

    heading: str
    words: str


def make_folder(settings: Settings) -> Path:
    """The folder that files go into: the first of those that the settings name, made if need be, or the current one.

    Raises:
        OutputError: It cannot be made.
    """
    if not settings.occupations:
        return Path()
    folder = settings.occupations[0]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror})", where=str(folder)) from error
    return folder


def file_name(occupation: Occupation) -> str:
    """What the file of an occupation is called, if its author names it not."""
    return f"{(occupation.slug or occupation.soc).replace('-', '_')}{SUFFIX}"


def begin(application: Application, occupation: Occupation, path: Path) -> None:
    """Write an occupation's file to begin with.

    Args:
        application: What knows the facts, the sections and the files that there are.
        occupation: The occupation.
        path: The file. One that is there is never written over.

    Raises:
        OutputError: It is there already, its folder has another file for the occupation, or it cannot be written.
    """
    if path.suffix != SUFFIX:
        remedy = f"Name a file that ends in {SUFFIX}."
        raise OutputError("an occupation's file is known by its suffix", where=str(path), remedy=remedy)
    for other in (Path(plugin.origin) for plugin in others(application, occupation)):
        if other.is_file() and other.resolve().parent == path.resolve().parent and other.name != path.name:
            raise OutputError(
                f"the occupation {occupation.soc} has a file in this folder already: {other.name}",
                where=str(path),
                remedy="Write in that one, or name a file in another folder with --output.",
            )
    written = draft(application, occupation).encode()
    try:
        with path.open("xb") as file:
            file.write(written)
    except FileExistsError as error:
        raise OutputError(
            "the file is there already, and is not written over",
            where=str(path),
            remedy="Go on in it, or name another file with --output.",
        ) from error
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(path)) from error


def others(application: Application, occupation: Occupation) -> list[PluginInfo]:
    """The plugins that are for an occupation alone: its files in the folders that are read, and modules of wheels."""
    return [plugin for plugin in application.registry.plugins if plugin.soc == occupation.soc]


def draft(application: Application, occupation: Occupation) -> str:
    """What stands in the file.

    Args:
        application: What knows the facts and the sections.
        occupation: The occupation.
    """
    facts = application.facts
    templates = environment(Path(__file__).parent, None, escape=False)
    templates.filters.update(toml=_toml, line=_line)
    return templates.get_template("occupation.md.jinja").render(
        occupation=occupation,
        written=date.today().isoformat(),
        rests_on=[f"{source.title}, {source.release}" for source in facts.sources.values()],
        also_called=_in_plural(facts.reported_titles(occupation.soc), occupation.title)[:_TITLES],
        specialties=facts.specialties(occupation.soc),
        replaces=REPLACED,
        related=[(soc, facts.occupations[soc]) for soc in facts.related(occupation.soc) if soc in facts.occupations][
            :_RELATED
        ],
        sections=list(blanks(application.registry)),
    )


def blanks(registry: Registry) -> Iterator[Blank]:
    """The sections that an author may write, in the guide's order."""
    known: Mapping[str, str] = tomllib.loads(SECTIONS.read_text(encoding="utf-8"))
    written = (spec for spec in registry.sections.values() if spec.view is View.DETAILED)
    for spec in sorted(written, key=lambda spec: spec.place):
        # The registry keeps what declares a section, and hands out no more of it than the section's place.
        said = known.get(spec.hook) or registry.about(spec.hook) or "Write what belongs here."
        # Two hyphens might end the comment.
        yield Blank(spec.heading, re.sub("-{2,}", "-", _line(said)))


def _in_plural(titles: Iterable[str], but_not: str) -> list[str]:
    """Titles in the plural, without those whose plural takes more than an s, and without the occupation's own."""
    regular = (title for title in titles if re.search(r"[a-z]$", title) and not re.search(_IRREGULAR, title))
    return [_plural(title) for title in regular if title.lower() not in number_forms(but_not)]


def _plural(title: str) -> str:
    return f"{title[:-1]}ies" if re.search(r"[^aeiou]y$", title) else f"{title}s"


def _toml(words: str) -> str:
    """Words as a string of TOML, whose escapes are JSON's."""
    return json.dumps(_line(words), ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(words: str) -> str:
    """Words in one line."""
    return " ".join(without_controls(words).split())
