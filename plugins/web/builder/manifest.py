"""The manifest: what a site was built of, so that the next build makes anew only what changed."""

import json
import os
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from attrs import Factory, define, frozen

MARK = ".occuguide-site"
"""The manifest's name. It also tells a folder made by ``occuguide build`` from another, which is never touched."""

_VERSION = 1


@frozen
class BuiltPart:
    """A part of the site as it was built.

    Args:
        stamp: What it was made of; empty if something failed, so that it is tried again.
        linked: The SOC codes of the occupations that its pages link to.
        files: The size of each of its files, by path.
    """

    stamp: str
    linked: Set[str]
    files: Mapping[str, int]


@define
class Manifest:
    """What is in a site.

    Args:
        directory: The title and the kind of each occupation, by SOC code, as pages that link to it show them.
        parts: The parts by name.
    """

    directory: Mapping[str, tuple[str, str]] = Factory(dict)
    parts: dict[str, BuiltPart] = Factory(dict)

    @property
    def files(self) -> Mapping[str, int]:
        """The size of every file, by path."""
        return {path: size for part in self.parts.values() for path, size in part.files.items()}

    def changed_since(self, directory: Mapping[str, tuple[str, str]]) -> Set[str]:
        """The SOC codes of the occupations whose title or kind is another now."""
        both = self.directory.keys() | directory.keys()
        return {soc for soc in both if self.directory.get(soc) != directory.get(soc)}

    def write(self, site: Path) -> None:
        """Write it into a site's folder, as the last of the site's files: none of them is newer."""
        data = {
            "occuguide-site": _VERSION,
            "about": "Made by `occuguide build`, which replaces what it wrote in this folder.",
            "directory": self.directory,
            "parts": {
                name: {"stamp": part.stamp, "linked": sorted(part.linked), "files": part.files}
                for name, part in sorted(self.parts.items())
            },
        }
        (site / MARK).write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")


def read(site: Path) -> Manifest:
    """The manifest of a site; an empty one, if there is none or it cannot be used: then all is made anew."""
    try:
        data = json.loads((site / MARK).read_text(encoding="utf-8"))
        if data["occuguide-site"] != _VERSION:
            return Manifest()
        return Manifest(
            directory={soc: (title, kind) for soc, (title, kind) in data["directory"].items()},
            parts={
                name: BuiltPart(part["stamp"], frozenset(part["linked"]), dict(part["files"]))
                for name, part in data["parts"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def found_in(site: Path) -> Mapping[str, tuple[int, int]]:
    """The size and the time of change of every file in a site's folder, by path; of links, their own."""
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in _walk(str(site), "")}


def _walk(folder: str, before: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        for item in entries:
            if item.is_dir(follow_symlinks=False):
                yield from _walk(item.path, f"{before}{item.name}/")
            else:
                yield f"{before}{item.name}", item.stat(follow_symlinks=False)
