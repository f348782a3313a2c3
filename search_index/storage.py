"""Storage: where an index is kept, how it is replaced as a whole, and whether it is one of ours.

A folder holds generations of the index, each in a folder of its own with a manifest, and a file that names the one that
is current. A generation is written beside the others and named as the last step, so that whoever reads sees the old
index or the new one; a writer that is killed leaves a folder that nobody reads, and that the next one sweeps away.
"""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from occuguide.core import DataError, Document, Documents, IndexState, Progress, Settings, Stamps
from occuguide.search_index.backend import Backend, Reader, UnreadableIndexError
from occuguide.search_index.entries import Entry, Record, common_words

FORMAT = 7
"""To be raised when what an index holds changes, so that older ones are made anew."""

CURRENT, MANIFEST = "current", "manifest.json"

FEW = 50
"""Up to so many changed occupations are written over; of more, the whole index is made anew, which is as quick."""

DRIFT = 4
"""When one in so many occupations was written over, all is made anew: what is kept of all of them together is old."""

IN_USE = 60.0
"""For so many seconds a generation is left alone that is no longer current: somebody may be about to open it."""

ABANDONED = 3600.0
"""After so many seconds, a generation that was never finished is swept away."""

_DRAFT = "new-"


def folder_for(settings: Settings, engine: str) -> Path:
    """The folder of a project's index: one for each project folder, so that projects do not undo one another's."""
    if settings.cache is not None:
        return settings.cache / "search" / engine
    import platformdirs

    project = hashlib.sha256(str(settings.folder).encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("occuguide")) / project / "search" / engine


@frozen(kw_only=True)
class Manifest:
    """What is known of a generation.

    Args:
        stamps: What it holds.
        sections: The headings of the sections that it holds, by their names.
        common: The words of sections that were left out, since most occupations have them.
        frequencies: In how many occupations' titles each word and root stands.
        written_over: How many occupations were written over since all of it was made anew.
        files: The digest of each of its files.
    """

    stamps: Stamps
    sections: Mapping[str, str]
    common: frozenset[str]
    frequencies: Mapping[str, int]
    written_over: int
    files: Mapping[str, str]

    def may_change(self, changed: int) -> bool:
        """Whether so many occupations may be written over: few at once, and no large part of all in the end."""
        return changed <= FEW and self.written_over + changed <= max(FEW, len(self.stamps) // DRIFT)


class Storage:
    """The generations of an index.

    Args:
        backend: What writes and reads them.
        folder: Where they are kept. Whoosh unpickles what it opens: let nobody else write there.
    """

    def __init__(self, backend: Backend, folder: Path) -> None:
        self._backend = backend
        self._folder = folder
        self._manifest: Manifest | None = None
        self._checked: Path | None = None

    def state(self, stamps: Stamps) -> IndexState:
        """How the index is, beside what it should hold."""
        try:
            current, manifest = self._check()
        except UnreadableIndexError as error:
            return IndexState(folder=self._folder, engine=self._backend.name, problem=str(error))
        return IndexState(
            folder=self._folder,
            engine=self._backend.name,
            occupations=len(manifest.stamps),
            size=sum(path.stat().st_size for path in current.iterdir()),
            stale=_changed(manifest.stamps, stamps),
        )

    def update(self, stamps: Stamps, documents: Documents, progress: Progress, *, anew: bool) -> int:
        """Bring the index up to date. See ``SearchEngine.update``."""
        current: Path | None = None
        manifest: Manifest | None = None
        try:
            current, manifest = self._check()
        except UnreadableIndexError as error:
            if self._folder.is_dir() and any(not path.name.startswith(_DRAFT) for path in self._folder.iterdir()):
                progress.note(f"The search index was made anew: {error}.")
        changed = _changed(manifest.stamps if manifest else {}, stamps)
        if not changed and manifest is not None and not anew:
            return 0
        try:
            if current is not None and manifest is not None and not anew and manifest.may_change(len(changed)):
                try:
                    return self._write(stamps, documents, changed, current, manifest)
                except (UnreadableIndexError, FileNotFoundError):
                    progress.note("The search index was made anew: its files are not those that were written.")
            return self._write(stamps, documents, tuple(stamps), None, None)
        except OSError as error:
            if manifest is None or anew:
                raise DataError(
                    f"the search index cannot be written ({error.strerror})",
                    where=str(self._folder),
                    remedy="Name a folder that can be written as `cache` in occuguide.toml.",
                ) from error
            progress.note("The search index is older than what it was made from, and cannot be written anew.")
            return 0

    def open(self) -> tuple[Reader, Manifest]:
        """Open the current generation.

        Returns:
            The reader, and what is known of it.

        Raises:
            DataError: There is none that can be read.
        """
        for _ in range(3):  # another process may replace it at the very moment
            with contextlib.suppress(UnreadableIndexError):
                current, manifest = self._check()
                return self._backend.open(current), manifest
        raise DataError(
            "the search index cannot be read", where=str(self._folder), remedy="Run `occuguide index --rebuild`."
        )

    def is_current(self, manifest: Manifest) -> bool:
        """Whether the generation that a manifest is of was the current one when this was last looked at."""
        return manifest is self._manifest

    def _check(self) -> tuple[Path, Manifest]:
        """The current generation, if it is whole and one of ours.

        Raises:
            UnreadableIndexError: It is not, and why, as a sentence without its full stop.
        """
        name = self._named()
        while True:
            current = self._folder / name
            if current == self._checked and self._manifest is not None and current.is_dir():
                return current, self._manifest
            try:
                manifest = _manifest(current, self._backend.name)
            except UnreadableIndexError:
                if name == (name := self._named()):
                    raise
                continue  # another process replaced it meanwhile
            self._checked, self._manifest = current, manifest
            return current, manifest

    def _named(self) -> str:
        """The name of the current generation's folder.

        Raises:
            UnreadableIndexError: There is none.
        """
        try:
            name = (self._folder / CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableIndexError("there was none that is known to be whole") from error
        if not name.isalnum():
            raise UnreadableIndexError("what names the current one does not name a folder")
        return name

    def _write(
        self,
        stamps: Stamps,
        documents: Documents,
        changed: Sequence[str],
        onto: Path | None,
        older: Manifest | None,
    ) -> int:
        """Write a generation: all of it, or what changed onto a copy of another; then make it the current one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=self._folder, prefix=_DRAFT))
        try:
            sections: dict[str, str] = {}
            there = [soc for soc in changed if soc in stamps]
            gone = [soc for soc in changed if soc not in stamps]
            records = list(_records(documents(there), sections))
            frequencies = Counter(form for record in records for form in record.counts["names"])
            if onto is None or older is None:
                common = common_words(records)
            else:
                shutil.copytree(onto, draft, dirs_exist_ok=True)
                (draft / MANIFEST).unlink()
                if _digests(draft) != older.files:  # damaged since the generation was checked
                    raise UnreadableIndexError("its files are not those that were written")
                common = older.common
                sections = {**older.sections, **sections}
                frequencies = Counter(older.frequencies) + frequencies - self._frequencies(draft, changed)
            self._backend.write(draft, (record.without(common) for record in records), gone)
            _write_json(
                draft / MANIFEST,
                {
                    "format": FORMAT,
                    "engine": self._backend.name,
                    "sections": sections,
                    "common": sorted(common),
                    "frequencies": frequencies,
                    "written_over": 0 if older is None else older.written_over + len(changed),
                    "files": _digests(draft),
                    "stamps": dict(stamps),
                },
            )
            final = draft.with_name(draft.name.removeprefix(_DRAFT).replace("_", "0"))
            draft.rename(final)
            pointer = final.with_suffix(".current")
            pointer.write_text(final.name, encoding="ascii")
            with contextlib.suppress(UnreadableIndexError, OSError):
                # Its time says from now on how long it has not been the current one.
                os.utime(self._folder / self._named())
            pointer.replace(self._folder / CURRENT)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        self._sweep(final)
        return len(there) + len(gone)

    def _frequencies(self, generation: Path, socs: Sequence[str]) -> Counter[str]:
        """In how many of some occupations' titles, as a generation has them, each word and root stands."""
        with contextlib.closing(self._backend.open(generation)) as reader:
            entries = (reader.entry(number) for soc in socs for number in reader.matches("own", soc))
            return Counter(form for entry in entries for form in entry.forms())

    def _sweep(self, current: Path) -> None:
        """Remove generations that are neither current nor in use; what is not ours is left alone."""
        now = time.time()
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):
                age = now - path.stat().st_mtime
                draft = path.name.startswith(_DRAFT) and path.is_dir()
                ours = draft or (path / MANIFEST).is_file() or path.suffix == f".{CURRENT}"
                if ours and path != current and age > (ABANDONED if draft else IN_USE):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _records(documents: Iterable[Document], sections: dict[str, str]) -> Iterator[Record]:
    """What is written of documents; the headings of their sections are put where they are given."""
    for document in documents:
        sections.update((passage.anchor, passage.heading) for passage in document.passages)
        yield Entry.of(document).record()


def _changed(held: Stamps, wanted: Stamps) -> tuple[str, ...]:
    """The SOC codes of what differs, came or went."""
    if held == wanted:
        return ()
    return tuple(sorted(soc for soc in held.keys() | wanted.keys() if held.get(soc) != wanted.get(soc)))


def _manifest(folder: Path, engine: str) -> Manifest:
    """The manifest of a generation, if its files are those that were written.

    Raises:
        UnreadableIndexError: They are not.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if said["format"] != FORMAT or said["engine"] != engine:
            raise UnreadableIndexError("it was made by another version")
        manifest = Manifest(
            stamps=dict(said["stamps"]),
            sections=dict(said["sections"]),
            common=frozenset(said["common"]),
            frequencies=dict(said["frequencies"]),
            written_over=int(said["written_over"]),
            files=dict(said["files"]),
        )
        files = _digests(folder)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise UnreadableIndexError("its manifest cannot be read") from error
    if files != manifest.files:
        raise UnreadableIndexError("its files are not those that were written")
    return manifest


def _digests(folder: Path) -> dict[str, str]:
    """The digest of each file of a generation, without its manifest."""
    return {path.name: _digest(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _write_json(path: Path, data: object) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(data, file)
        file.flush()
        os.fsync(file.fileno())
