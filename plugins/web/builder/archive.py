"""One archive of a whole site, to be unpacked and read without a network."""

import zipfile
from pathlib import Path

from occuguide.core import OutputError
from occuguide.core.commands.terminal import writing_whole
from occuguide.plugins.web.builder.files import found_in

_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same site makes the same archive."""


def check(site: Path, archive: Path) -> None:
    """Check that an archive is not to be a file of the site that it packs.

    Raises:
        OutputError: It is.
    """
    if archive.resolve().is_relative_to(site.resolve()):
        raise OutputError(
            "the archive would be in the site's folder, and in the next archive",
            where=str(archive),
            remedy="Name a file elsewhere.",
        )


def pack(site: Path, archive: Path) -> None:
    """Pack a site, in a folder of the archive's own name. Hidden files, and links, are left out.

    Args:
        site: The site's folder.
        archive: The file to write, whole or not at all.

    Raises:
        OutputError: It cannot be written.
    """
    with writing_whole(archive) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(path for path, (size, _) in found_in(site).items() if size >= 0 and not _hidden(path)):
            entry = zipfile.ZipInfo(f"{archive.stem}/{path}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, (site / path).read_bytes())


def _hidden(path: str) -> bool:
    return any(name.startswith(".") for name in path.split("/"))
