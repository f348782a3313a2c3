"""What plugins hand out: readers, sources and renderers, as protocols; engines are in ``search``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from attrs import frozen

from occuguide.core.blocks import OccupationLink
from occuguide.core.guide import Guide
from occuguide.core.store import Store


class OccupationReader(Protocol):
    """Reads one kind of occupation file."""

    suffix: str
    """The files' suffix with its dot, such as ``.md``."""

    def soc(self, path: Path) -> str:
        """The SOC code of the file's occupation, found quickly: a site may have a thousand such files.

        Raises:
            ContentError: The file does not say its code.
        """
        ...

    def load(self, path: Path, headings: "dict[str, str]") -> object:
        """The file as a plugin: an object with hook implementations.

        Args:
            path: The file.
            headings: The hook's name for each section heading.

        Raises:
            ContentError: The file is not what it should be.
        """
        ...


class Progress(Protocol):
    """Says how far long work is, and what its reader should know of it."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say that so much of the total is done, and of what."""
        ...

    def note(self, words: str) -> None:
        """Say, in a sentence, what was left out or done otherwise than the user may think."""
        ...


@frozen(kw_only=True)
class Download:
    """A file of a release, and where its publisher keeps it.

    Args:
        address: The file's web address.
        size: How many bytes it has; none if that is not known beforehand, as of a file that each release replaces.
        sha256: Its SHA-256 in hexadecimal; empty if that is not known beforehand.
    """

    address: str
    size: int | None = None
    sha256: str = ""


class FactSource(Protocol):
    """Imports one kind of release."""

    name: str
    """What it is called on the command line."""
    title: str
    """The publication that it reads."""
    formats: str
    """What files it takes, in a sentence."""

    @property
    def downloads(self) -> Sequence[Download]:
        """The publisher's files, for `occuguide data fetch`; empty if they must be got by hand."""
        ...

    def load(self, paths: Sequence[Path], store: Store, progress: Progress) -> int:
        """Read a release into a store.

        Args:
            paths: What was named on the command line.
            store: Where the rows go. What an error leaves there is thrown away.
            progress: To be called now and then.

        Returns:
            How many rows were read.

        Raises:
            DataError: A file is not such a release, with the file, row and column.
        """
        ...


class Site(Protocol):
    """Where the pages beside this one are. A guide that stands alone has none."""

    def occupation(self, link: OccupationLink) -> str | None:
        """The address of an occupation's page, relative to a guide's page; none if the site has no such page."""
        ...

    def pages(self, guide: Guide) -> Iterable[tuple[str, str | None]]:
        """The guide's other views and formats: what to call each, and its address; none for the page itself."""
        ...


class Renderer(Protocol):
    """Turns a guide into a format."""

    name: str
    """What it is called on the command line."""
    suffix: str
    """The suffix of its files with the dot."""
    media_type: str
    """Its media type, with the character set if it is text."""

    def render(self, guide: Guide, site: Site | None = None) -> bytes:
        """The guide in this format.

        Args:
            guide: What to render.
            site: Where the pages beside it are; none if it stands alone.
        """
        ...
