"""One archive of a whole site, to be unpacked and read without a network."""

import zipfile
from pathlib import Path

from occuguide.core.commands.terminal import writing_whole
from occuguide.plugins.web.builder.manifest import MARK, found_in

_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive, so that the same site makes the same archive."""


def pack(site: Path, archive: Path) -> None:
    """Pack a site, in a folder of the archive's own name.

    Args:
        site: The site's folder.
        archive: The file to write, whole or not at all.

    Raises:
        OutputError: It cannot be written.
    """
    with writing_whole(archive) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(found_in(site).keys() - {MARK}):
            entry = zipfile.ZipInfo(f"{archive.stem}/{path}", _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, (site / path).read_bytes())
