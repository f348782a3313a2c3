"""The index: where it is kept, when it is built anew, and what its hits mean."""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from occuguide.core import DataError, Document, Hit, Settings
from occuguide.search_index.engine import Entry, UnreadableIndexError, build, query

FORMAT = "1"
"""To be raised when the index's fields change, so that older indexes are built anew."""

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
        folder: Where the index is kept, in a folder named for what it was built from. Whoosh unpickles what it opens:
            let nobody else write there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def search(
        self, words: str, limit: int, built_from: str, documents: Callable[[], Iterable[Document]]
    ) -> Sequence[Hit]:
        """The occupations whose titles or sections fit best, each for its best reason."""
        current = self._folder / hashlib.sha256(f"{FORMAT} {built_from}".encode()).hexdigest()[:16]
        if not current.is_dir():
            self._build(current, documents)
        many = _MANY + limit
        try:
            found = query(current, words, many)
        except UnreadableIndexError:
            shutil.rmtree(current, ignore_errors=True)
            self._build(current, documents)
            found = query(current, words, many)
        best: dict[str, Hit] = {}
        for entry, score in found:
            if entry.soc not in best:
                best[entry.soc] = Hit(soc=entry.soc, title=entry.title, score=score, reason=_reason(entry))
        return list(best.values())[:limit]

    def _build(self, current: Path, documents: Callable[[], Iterable[Document]]) -> None:
        """Build an index in a folder of its own, put it where it belongs, and sweep the older ones away.

        Several searches may do so at once: the first to be ready stands, and the others use it.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = Path(tempfile.mkdtemp(dir=self._folder, prefix="new-"))
        except OSError as error:
            raise DataError(
                f"the search index cannot be written ({error.strerror})",
                where=str(self._folder),
                remedy="Name a folder that can be written as `cache` in occuguide.toml.",
            ) from error
        try:
            build(draft, (entry for document in documents() for entry in _entries(document)))
            with contextlib.suppress(OSError):  # it is there already, by another search
                draft.rename(current)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        for older in self._folder.iterdir():
            if older != current and not older.name.startswith("new-"):
                shutil.rmtree(older, ignore_errors=True)


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
