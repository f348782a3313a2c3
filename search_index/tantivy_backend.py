"""Tantivy as the backend: the only module that imports it, which it does when an index is made or opened."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from occuguide.search_index.backend import UnreadableIndexError
from occuguide.search_index.entries import FIELDS, Entry, Record

_SOC, _ENTRY = "soc", "entry"

_WRITER_LOCK, _READER_LOCK = ".tantivy-writer.lock", ".tantivy-meta.lock"
"""The files, always empty, that tantivy locks to write and to open an index; the second one it needs to be there."""

_KEPT_WORDS = 4096
"""For how many words what they match is kept; a server is asked for the same ones again and again."""


class TantivyReader:
    """A tantivy index that is open. Its BM25 has our parameters; it rounds the lengths of long documents."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        try:
            with _lockable(folder) as lockable:
                index = tantivy.Index.open(str(lockable))
                # Nobody writes to a generation that is finished.
                index.config_reader("manual")
                self._searcher = index.searcher()
        except (ValueError, OSError) as error:
            raise UnreadableIndexError(str(error)) from error
        self.count = self._searcher.num_docs
        self.last = self.count - 1
        self._most = max(self.count, 1)
        self._schema = index.schema
        self._term_query = tantivy.Query.term_query
        self._every = tantivy.Query.all_query()
        hits = self._searcher.search(self._every, limit=self._most, count=False).hits
        self._addresses = [address for _, address in hits]
        self._numbers = {(one.segment_ord, one.doc): number for number, one in enumerate(self._addresses)}
        self.matches = lru_cache(maxsize=_KEPT_WORDS)(self._matches)

    def _matches(self, field: str, word: str) -> Mapping[int, float]:
        query = self._term_query(self._schema, field, word, "freq")
        hits = self._searcher.search(query, limit=self._most, count=False).hits
        return {self._numbers[address.segment_ord, address.doc]: score for score, address in hits}

    def starting(self, field: str, prefix: str) -> Sequence[str]:
        """The words of a field that start with a prefix, in their order."""
        return sorted(word for word, _ in self._searcher.terms_with_prefix(field, prefix))

    def entry(self, number: int) -> Entry:
        """What is kept of an occupation."""
        kept: bytes = self._searcher.doc(self._addresses[number])[_ENTRY][0]
        return Entry.unpacked(kept.decode())

    def close(self) -> None:
        """Close the index, which the collector does: it is mapped into memory."""


class TantivyBackend:
    """Tantivy, an engine in Rust. A document is an occupation."""

    name = "tantivy"

    def write(self, folder: Path, records: Iterable[Record], gone: Collection[str] = ()) -> None:
        """Write occupations into a folder's index, in the place of those with the same SOC codes."""
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field(_SOC, tokenizer_name="raw", index_option="basic")
        schema.add_bytes_field(_ENTRY, stored=True)
        for field in FIELDS:
            # Words are counted already: each is given as often as it counts, and taken as it is.
            schema.add_text_field(field, tokenizer_name="raw", index_option="freq")
        # Opens the index that is there, if it has this schema.
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(num_threads=1)  # Each thread would write a segment of its own.
        try:
            for soc in gone:
                writer.delete_documents_by_term(_SOC, soc)
            for record in records:
                writer.delete_documents_by_term(_SOC, record.soc)
                document = tantivy.Document()
                document.add_text(_SOC, record.soc)
                document.add_bytes(_ENTRY, record.kept.encode())
                for field, counts in record.counts.items():
                    for word, count in counts.items():
                        for _ in range(count):
                            document.add_text(field, word)
                writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()
        (folder / _WRITER_LOCK).unlink()

    def open(self, folder: Path) -> TantivyReader:
        """Open the index of a folder."""
        return TantivyReader(folder)


@contextlib.contextmanager
def _lockable(folder: Path) -> Iterator[Path]:
    """The folder of an index; a copy that passes, where another user's index is only to be read."""
    if os.access(folder / _READER_LOCK, os.W_OK):
        yield folder
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield shutil.copytree(folder, Path(name), dirs_exist_ok=True)
