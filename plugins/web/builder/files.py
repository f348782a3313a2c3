"""Files of a site: found, written whole, and taken over from the old site as they are."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path


def found_in(site: Path) -> Mapping[str, tuple[int, int]]:
    """The size and the time of change of every file in a folder, by path. What is no plain file has the size -1.

    Links are among them, and folders that hold nothing, with a slash at the end.
    """
    return {
        path: (found.st_size if stat.S_ISREG(found.st_mode) else -1, found.st_mtime_ns)
        for path, found in _walk(str(site), "")
    }


def _walk(folder: str, before: str) -> Iterator[tuple[str, os.stat_result]]:
    empty = True
    with os.scandir(folder) as entries:
        for item in entries:
            empty = False
            if item.is_dir(follow_symlinks=False):
                yield from _walk(item.path, f"{before}{item.name}/")
            else:
                yield f"{before}{item.name}", item.stat(follow_symlinks=False)
    if empty and before:
        yield before, os.stat(folder)


def write(content: bytes, path: str) -> None:
    """Write a new file, whole.

    Raises:
        OSError: It cannot be written, or it is there.
    """

    def made() -> None:
        # With a buffer: without one, a disk that fills up may take a part and say nothing.
        with open(path, "xb") as file:
            file.write(content)

    _in_folder(path, made)


def holds(path: str, content: bytes) -> bool:
    """Whether a file is there, no link, and has this content."""
    try:
        if os.path.islink(path) or os.path.getsize(path) != len(content):
            return False
        with open(path, "rb", buffering=0) as file:
            return file.read() == content
    except OSError:
        return False


def take_over(source: str, target: str) -> None:
    """Have a file, a link or an empty folder of the old site in the new one, with its time of change.

    A file is the very same in both; where the system cannot do that, it is copied.

    Raises:
        FileExistsError: Something else is there.
        OSError: It cannot be written.
    """

    def taken() -> None:
        if os.path.islink(source):
            os.symlink(os.readlink(source), target)
        elif os.path.isdir(source):
            os.makedirs(target, exist_ok=True)
        else:
            _link(source, target)

    _in_folder(target, taken)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        if os.path.lexists(target):
            raise
        shutil.copy2(source, target)


def _in_folder(path: str, do: Callable[[], None]) -> None:
    """Do something in a folder that is made when it turns out not to be there."""
    try:
        do()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        do()
