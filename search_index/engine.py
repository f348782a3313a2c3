"""The engine: an index that is kept up to date, and what is found in it. One for every backend."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from occuguide.core import Answer, Documents, IndexState, Progress, Stamps, Suggestion
from occuguide.search_index.backend import Backend
from occuguide.search_index.finding import Finder
from occuguide.search_index.language import word_lists
from occuguide.search_index.storage import Manifest, Storage


class Engine:
    """A search engine.

    Args:
        backend: The library of search that keeps the index.
        folder: Where the index is kept.
    """

    def __init__(self, backend: Backend, folder: Path) -> None:
        self.name = backend.name
        self._storage = Storage(backend, folder)
        self._finder: Finder | None = None
        self._manifest: Manifest | None = None

    def state(self, stamps: Stamps) -> IndexState:
        """How the index is, beside what it should hold."""
        return self._storage.state(stamps)

    def update(self, stamps: Stamps, documents: Documents, progress: Progress, *, anew: bool = False) -> int:
        """Bring the index up to date: what has changed, or all of it."""
        count = self._storage.update(stamps, documents, progress, anew=anew)
        if count or (self._manifest is not None and not self._storage.is_current(self._manifest)):
            self.close()
        return count

    def search(
        self, typed: str, popularity: Mapping[str, float], *, among: Collection[str] | None = None, limit: int = 10
    ) -> Answer:
        """The occupations that fit what was typed, best first."""
        return self._open().search(typed, popularity, among, limit)

    def suggest(self, typed: str, popularity: Mapping[str, float], limit: int) -> Sequence[Suggestion]:
        """Titles that what somebody began to type may become."""
        return self._open().suggest(typed, popularity, limit)

    def word_lists(self) -> Mapping[str, Any]:
        """What people write that titles do not."""
        return word_lists()

    def close(self) -> None:
        """Close the index."""
        if self._finder is not None:
            self._finder.close()
            self._finder = self._manifest = None

    def _open(self) -> Finder:
        if self._finder is None:
            reader, self._manifest = self._storage.open()
            self._finder = Finder(reader, self._manifest)
        return self._finder
