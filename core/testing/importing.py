"""Importing a release, as ``occuguide data import`` does, into a store of a test's own."""

from collections.abc import Sequence
from pathlib import Path

from occuguide.core.protocols import FactSource
from occuguide.core.store import rewriting
from occuguide.core.testing.progress import Unwatched


def import_release(source: FactSource, paths: Sequence[Path], store: Path) -> tuple[str, ...]:
    """Import a release; if that fails, the store stays as it was.

    Args:
        source: What a plugin's ``fact_source`` hands out.
        paths: The release's files.
        store: The fact store to write into, such as one that ``small_facts`` wrote; made, if it is not there.

    Returns:
        What the user would be told: the notes.

    Raises:
        DataError: A file is not such a release, or the store cannot be written.
    """
    progress = Unwatched()
    with rewriting(store, None) as writing:
        source.load(paths, writing, progress)
    return tuple(progress.notes)
