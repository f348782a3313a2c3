"""The index: where it is kept, when it is built anew, and what its hits mean."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from occuguide.core import DataError, Document, Hit, Settings
from occuguide.search_index.engine import Entry, UnreadableIndexError, build, query

FORMAT = "1"
"""To be raised when the index's fields change, so that older indexes are built anew."""

_STAMP = "built_from.txt"
_MANY = 200
"""How many entries to look at for one search; several may belong to one occupation."""


def folder_for(settings: Settings) -> Path:
    """The folder of a project's index: one for each project folder, so that projects do not undo one another's."""
    if settings.cache is not None:
        return settings.cache / "search"
    import platformdirs

    project = hashlib.sha256(str(settings.folder).encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("occuguide")) / project / "search"


class Index:
    """A search engine over one folder.

    Args:
        folder: Where the index is kept. Whoosh unpickles what it opens: let nobody else write there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def search(
        self, words: str, limit: int, built_from: str, documents: Callable[[], Iterable[Document]]
    ) -> Sequence[Hit]:
        """The occupations whose titles or sections fit best, each for its best reason."""
        stamp = f"{FORMAT} {built_from}"
        if self._stamp() != stamp:
            self._build(stamp, documents)
        many = _MANY + limit
        try:
            found = list(query(self._folder, words, many))
        except UnreadableIndexError:
            self._build(stamp, documents)
            found = list(query(self._folder, words, many))
        best: dict[str, Hit] = {}
        for entry, score in found:
            if entry.soc not in best:
                best[entry.soc] = Hit(soc=entry.soc, title=entry.title, score=score, reason=_reason(entry))
        return list(best.values())[:limit]

    def _stamp(self) -> str:
        """What the index at hand was built from; empty if there is none."""
        stamped = self._folder / _STAMP
        return stamped.read_text(encoding="utf-8", errors="replace") if stamped.is_file() else ""

    def _build(self, stamp: str, documents: Callable[[], Iterable[Document]]) -> None:
        """Build the index anew, beside the old one and then in its place."""
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(dir=self._folder.parent, prefix="search-"))
        except OSError as error:
            raise DataError(
                f"the search index cannot be written ({error.strerror})",
                where=str(self._folder.parent),
                remedy="Name a folder that can be written as `cache` in occuguide.toml.",
            ) from error
        try:
            build(draft, (entry for document in documents() for entry in _entries(document)))
            (draft / _STAMP).write_text(stamp, encoding="utf-8")
            shutil.rmtree(self._folder, ignore_errors=True)
            os.replace(draft, self._folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _entries(document: Document) -> Iterable[Entry]:
    """What is indexed of an occupation: each of its names, and each of its sections."""
    yield Entry(soc=document.soc, title=document.title, kind="title", name=document.title)
    seen = {document.title.casefold()}
    for name, kind in document.names:
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield Entry(soc=document.soc, title=document.title, kind=kind, name=name)
    for heading, words in document.sections:
        yield Entry(soc=document.soc, title=document.title, kind="section", name=heading, words=words)


def _reason(entry: Entry) -> str:
    match entry.kind:
        case "title":
            return "its title"
        case "section":
            return f"in the section {entry.name}"
        case "its code" | "found by another name":
            return entry.kind
        case kind:
            return f"{kind} {entry.name}"
