"""The manifest: what a site was built of, so that the next build makes anew only what changed."""

import json
from collections.abc import Mapping, Set
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
        directory: What pages that link to an occupation show of it, by SOC code.
        parts: The parts by name.
    """

    directory: Mapping[str, tuple[str, ...]] = Factory(dict)
    parts: dict[str, BuiltPart] = Factory(dict)

    @property
    def files(self) -> Mapping[str, int]:
        """The size of every file, by path."""
        return {path: size for part in self.parts.values() for path, size in part.files.items()}

    def changed_since(self, directory: Mapping[str, tuple[str, ...]]) -> Set[str]:
        """The SOC codes of the occupations that pages which link to them show otherwise now."""
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


def read(site: Path) -> Manifest | None:
    """The manifest of a site; none, if there is none or it cannot be used."""
    try:
        data = json.loads((site / MARK).read_text(encoding="utf-8"))
        if data["occuguide-site"] != _VERSION:
            return None
        return Manifest(
            directory={soc: tuple(shown) for soc, shown in data["directory"].items()},
            parts={
                name: BuiltPart(part["stamp"], frozenset(part["linked"]), dict(part["files"]))
                for name, part in data["parts"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
