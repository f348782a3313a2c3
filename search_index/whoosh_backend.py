"""Whoosh as the backend: the only module that imports it."""

import math
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # Whoosh's docstrings have escapes that newer Pythons warn of when they compile them.
    warnings.simplefilter("ignore")
    from whoosh import fields, index
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.formats import Frequency
    from whoosh.reading import TermNotFound

from occuguide.search_index.backend import K1, B, UnreadableIndexError
from occuguide.search_index.entries import FIELDS, SCORED, Entry, Record

_BATCH_MEGABYTES = 128
_BLOCK = 1024
"""How many occupations of a word are kept together: all of them, which is the quickest to write and to read."""

_KEPT_WORDS = 4096
"""For how many words what they match is kept; a server is asked for the same ones again and again."""


class Counted(fields.FieldType):  # type: ignore[misc]
    """A field whose words are counted already: Whoosh's own analysis is most of the time that indexing takes."""

    def __init__(self) -> None:
        self.format = Frequency()
        self.scorable = True
        self.stored = self.unique = self.spelling = False
        self.analyzer = self.vector = self.column_type = None

    def index(self, value: Mapping[str, int], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word with how often it stands there, as Whoosh asks for it."""
        for word, count in value.items():
            yield word.encode(), count, float(count), count.to_bytes(4, "big")


class WhooshReader:
    """A Whoosh index that is open."""

    def __init__(self, folder: Path) -> None:
        try:
            self._index = index.open_dir(folder, readonly=True)
            self._reader: Any = self._index.reader()
            self.count: int = self._reader.doc_count()
            self.last: int = self._reader.doc_count_all() - 1
            # Whoosh's own sum counts what was replaced, and lengths that it rounds when it keeps them.
            alive = [number for number in range(self.last + 1) if not self._reader.is_deleted(number)]
            self._lengths = {
                field: sum(self._reader.doc_field_length(number, field) or 0 for number in alive) / max(self.count, 1)
                for field in SCORED
            }
        except Exception as error:  # a damaged index breaks wherever Whoosh happens to be reading it
            raise UnreadableIndexError(str(error)) from error
        self.matches = lru_cache(maxsize=_KEPT_WORDS)(self._matches)

    def _matches(self, field: str, word: str) -> Mapping[int, float]:
        reader = self._reader
        try:
            postings = reader.postings(field, word)
        except TermNotFound:
            return {}
        found: dict[int, float] = {}
        while postings.is_active():
            number = postings.id()
            if not reader.is_deleted(number):
                found[number] = postings.weight()
            postings.next()
        if field not in SCORED:
            return found
        rarity = math.log(1 + (self.count - len(found) + 0.5) / (len(found) + 0.5))
        average = self._lengths[field]
        return {
            number: rarity
            * (K1 + 1)
            * count
            / (count + K1 * (1 - B + B * (reader.doc_field_length(number, field) or 0) / average))
            for number, count in found.items()
        }

    def starting(self, field: str, prefix: str) -> Sequence[str]:
        """The words of a field that start with a prefix, in their order."""
        return [word.decode() for word in self._reader.expand_prefix(field, prefix)]

    def entry(self, number: int) -> Entry:
        """What is kept of an occupation."""
        return Entry.unpacked(self._reader.stored_fields(number)["entry"])

    def close(self) -> None:
        """Close the index."""
        self._reader.close()
        self._index.close()


class WhooshBackend:
    """Whoosh, an engine in Python alone. A document is an occupation."""

    name = "whoosh"

    def write(self, folder: Path, records: Iterable[Record], gone: Collection[str] = ()) -> None:
        """Write occupations into a folder's index, in the place of those with the same SOC codes."""
        if index.exists_in(folder):
            opened, fresh = index.open_dir(folder), False
        else:
            fresh = True
            counted = {field: Counted() for field in FIELDS}
            opened = index.create_in(folder, fields.Schema(soc=fields.ID(unique=True), entry=fields.STORED, **counted))
        writer = opened.writer(limitmb=_BATCH_MEGABYTES, codec=W3Codec(blocklimit=_BLOCK, compression=0))
        add = writer.add_document if fresh else writer.update_document
        try:
            for soc in gone:
                writer.delete_by_term("soc", soc)
            for record in records:
                add(soc=record.soc, entry=record.kept, **record.counts)
        except BaseException:
            # Whoosh keeps its files open until it is told that nothing more comes.
            writer.cancel()
            raise
        writer.commit()
        opened.close()
        for lock in folder.glob("*LOCK"):
            lock.unlink()

    def open(self, folder: Path) -> WhooshReader:
        """Open the index of a folder."""
        return WhooshReader(folder)
