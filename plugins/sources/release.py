"""A release as the user has it: files, folders or zip archives, looked through by the names of the files in it."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from attrs import field, frozen

from occuguide.core import DataError

LARGEST = 2**31
"""No release is as large as this in bytes, unpacked; an archive that says so is damaged or hostile."""

DENSEST = 200
"""No release is packed this many times smaller than it is: tables of figures come to some twenty times."""

_SMALL = 2**26
"""Below so many bytes, unpacked, an archive does no harm however densely it is packed."""

UNREADABLE = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error)
"""What reading a damaged archive may raise: RuntimeError stands for a password, NotImplementedError for a rare
compression.
"""


@frozen
class Member:
    """A file of a release.

    Args:
        name: What messages call it: its own name, after the archive's where it is in one.
        path: The file, or the archive that holds it.
        inside: Its path in the archive; empty if it is in none.
    """

    name: str
    path: Path
    inside: str = ""

    @property
    def stem(self) -> str:
        """The file's own name without its suffix."""
        return PurePosixPath(self.inside or self.path.name).stem

    @property
    def suffix(self) -> str:
        """The suffix of the file's own name with its dot, in lower case."""
        return PurePosixPath(self.inside or self.path.name).suffix.lower()

    def open(self) -> IO[bytes]:
        """The file's bytes, as a stream.

        Raises:
            DataError: It cannot be read.
        """
        try:
            if not self.inside:
                return self.path.open("rb")
            # The file stays open as long as the stream into it, and is closed with it.
            with zipfile.ZipFile(self.path) as archive:
                return _Checked(archive.open(self.inside), self.name)
        except UNREADABLE as error:
            raise self.unreadable(error) from error

    def unreadable(self, error: BaseException) -> DataError:
        """What to raise where reading the file fails."""
        return DataError(f"the file cannot be read ({said(error)})", where=self.name)


class _Checked(io.RawIOBase, BinaryIO):
    """A stream out of an archive that names its file where the archive turns out to be damaged."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name = stream, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except UNREADABLE as error:
            raise DataError(f"the file cannot be read ({said(error)})", where=self._name) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def said(error: BaseException) -> str:
    """What an error says, in a line; its kind, if it says nothing."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _paths(given: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(given)


@frozen(slots=False)
class Release:
    """What was named on the command line.

    Args:
        paths: Files, folders and zip archives.
    """

    paths: tuple[Path, ...] = field(converter=_paths)

    @property
    def name(self) -> str:
        """What the release is called: the names of what was named."""
        return ", ".join(path.resolve().name for path in self.paths)

    def members(self) -> tuple[Member, ...]:
        """The files of the release, in the order of what was named and then of their names.

        Raises:
            DataError: A path is not there, or an archive is damaged, too large, or holds a path that leaves it.
        """
        return tuple(member for path in self.paths for member in _members(path))

    def named(self, pattern: str) -> tuple[Member, ...]:
        """The files whose own name, in any case, is matched in full by a regular expression."""
        names = re.compile(pattern, re.IGNORECASE)
        return tuple(one for one in self.members() if names.fullmatch(PurePosixPath(one.inside or one.path.name).name))

    def digest(self, members: Sequence[Member]) -> str:
        """The SHA-256 of some files of the release: of the one, or of the sorted digests of several.

        Raises:
            DataError: A file cannot be read.
        """
        digests = []
        for member in members:
            with member.open() as stream:
                try:
                    digests.append(hashlib.file_digest(stream, "sha256").hexdigest())  # type: ignore[arg-type]
                except OSError as error:
                    raise member.unreadable(error) from error
        if len(digests) == 1:
            return digests[0]
        return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def _members(path: Path) -> Iterator[Member]:
    try:
        if path.is_dir():
            for file in sorted(path.iterdir()):
                if file.is_file() and not file.name.startswith("."):
                    yield Member(file.name, file)
        elif not path.exists():
            raise DataError("there is no such file or folder", where=str(path))
        elif path.suffix.lower() in (".zip", ".whl"):
            yield from _archived(path)
        else:
            yield Member(path.name, path)
    except OSError as error:
        raise DataError(f"it cannot be read ({said(error)})", where=str(path)) from error


def _archived(path: Path) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.name)
            names = sorted(name for name in archive.namelist() if not name.endswith("/"))
    except UNREADABLE as error:
        raise DataError(
            f"the archive cannot be read ({said(error)})",
            where=path.name,
            remedy="It may be damaged or cut short: get it again.",
        ) from error
    for name in names:
        parts = PurePosixPath(name).parts
        # What a Mac adds to an archive describes its files and holds none of the release's.
        if parts and parts[0] != "__MACOSX" and not parts[-1].startswith("."):
            yield Member(f"{path.name}/{parts[-1]}", path, name)


def check_archive(archive: zipfile.ZipFile, where: str) -> None:
    """Refuse an archive that would unpack to more than any release, or that holds a path which leaves it.

    Reading a file of an archive never yields more than the archive says of it, so that what it says is the bound.

    Raises:
        DataError: It is such an archive.
    """
    for name in archive.namelist():
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name):
            raise DataError(f"the archive holds a path that leads out of it: {name!r}", where=where)
    size = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    if size > LARGEST or (size > _SMALL and size > DENSEST * packed):
        raise DataError(
            f"the archive unpacks from {packed:,} to {size:,} bytes, more than any release",
            where=where,
            remedy="It is damaged or hostile: get it again from its publisher.",
        )
