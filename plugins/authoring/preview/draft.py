"""The draft: a file that is being written, and the last version of it that could be loaded."""

import hashlib
import sys
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from occuguide.core import Application, OccupationReader, Settings, UnknownNameError, listing
from occuguide.core.registry import Registry
from occuguide.plugins.authoring.preview.faults import Fault, fault_in_section, fault_of
from occuguide.plugins.authoring.preview.remarks import remarks
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website


@frozen(eq=False)
class Version:
    """A version of a file that could be loaded, in an Occuguide of its own, so that nothing of older ones lingers.

    Args:
        path: The file.
        soc: The SOC code of the file's occupation.
        table: The pages of the site with this version in it.
        made: When it was loaded.
        before: How many failures there were without the file.
    """

    path: Path
    soc: str
    table: RouteTable
    made: datetime
    before: int

    @property
    def website(self) -> Website:
        """The site with this version in it."""
        return self.table.website

    def has(self, path: str) -> bool:
        """Whether a page, by where it is from the site's root, is one of the file's own guide."""
        name = path.rpartition("/")[2]
        return name.endswith(".html") and self.website.socs.get(name.partition(".")[0]) == self.soc

    @property
    def faults(self) -> list[Fault]:
        """What failed of the occupation's own pages since they were asked for."""
        failures = self.website.application.registry.failures[self.before :]
        own = {str(failure): failure for failure in failures if failure.soc in ("", self.soc)}
        return [fault_in_section(failure, self.path) for failure in own.values()]


def reader_of(application: Application, path: Path) -> OccupationReader:
    """What reads an occupation's file.

    Raises:
        UnknownNameError: Nothing reads files of its suffix.
    """
    readers: dict[str, OccupationReader] = application.registry.keyed("occupation_reader", "suffix")
    if path.suffix not in readers:
        raise UnknownNameError(
            "no plugin reads such a file as an occupation's",
            where=str(path),
            remedy=f"Its name must end in {listing(sorted(readers), 'or')}.",
        )
    return readers[path.suffix]


def load(settings: Settings, reader: OccupationReader, path: Path) -> Version:
    """Load a file, and no other for its occupation: its author is to see their own words alone.

    Args:
        settings: The project's settings.
        reader: What reads the file.
        path: The file.

    Raises:
        UnknownNameError: No release that is loaded knows the occupation, and the file gives it no title.
        Exception: Whatever is wrong with the file.
    """
    soc = reader.soc(path)
    every = Registry(settings).plugins
    others = {plugin.name for plugin in every if plugin.soc == soc}
    registry = Registry(evolve(settings, disabled=settings.disabled | others))
    registry.authored()  # looks for files: what is wrong with others is not this one's
    before = len(registry.failures)
    name = f"{path.parent.name}/{path.name}"
    taken = any(plugin.name == name and plugin.soc != soc for plugin in every)
    registry.register(_loaded(reader, path, registry), str(path) if taken else name, origin=str(path))
    application = Application(registry.settings, registry)
    _check_known(application, soc, path)
    return Version(path, soc, RouteTable(Website(application)), datetime.now(), before)


def _loaded(reader: OccupationReader, path: Path, registry: Registry) -> object:
    # Compiled code is told from older by the second that it was saved in, and a file may be saved twice in one.
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        return reader.load(path, dict(registry.headings))
    finally:
        sys.dont_write_bytecode = kept


def _check_known(application: Application, soc: str, path: Path) -> None:
    """Refuse an occupation that nobody gives a title: it would be shown under its code."""
    if application.occupations.get(soc).title == soc:
        application.close()
        raise UnknownNameError(
            f"no release that is loaded knows the occupation {soc}, and the file gives it no title",
            where=str(path),
            remedy='Correct the code (`occuguide list` has them all), or give a title = "..." in the head.',
        )


class Draft:
    """A file that is being written.

    A version that cannot be loaded leaves the last good one standing.

    Args:
        application: The Occuguide of the command; its settings are those of every version.
        path: The file.

    Raises:
        UnknownNameError: Nothing reads files of its suffix.
    """

    def __init__(self, application: Application, path: Path) -> None:
        self.path = path.absolute()
        self.website = Website(application)
        """The site without the file: what is shown before a version could be loaded."""
        self.version = ""
        """What tells the file as it was loaded, or tried to be, from what it is later on."""
        self.shown: Version | None = None
        self.error: BaseException | None = None
        self.remarks: list[str] = []
        self._settings = application.settings
        self._reader = reader_of(application, path)

    def look(self) -> str | None:
        """What tells the file as it is now from older ones; none, if it is not there."""
        try:
            return hashlib.sha256(self.path.read_bytes()).hexdigest()[:16]
        except OSError:
            return None

    def refresh(self) -> None:
        """Load the file anew, if it has changed. One that is not there is waited for."""
        version = self.look()
        if version is None or version == self.version:
            return
        try:
            loaded = load(self._settings, self._reader, self.path)
        except (Exception, SystemExit) as error:  # a reader may be anybody's, and a module does what it likes
            self.error = error
        else:
            if self.shown is not None:
                self.shown.website.application.close()
            self.shown, self.error = loaded, None
        self.version = version
        self.remarks = remarks(self.website.application, self.path)

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the file as it is: it could not be loaded, or parts of it failed."""
        if self.error is not None:
            return [fault_of(self.error, self.path)]
        return [] if self.shown is None else self.shown.faults
