"""The search engines that are compared: Occuguide's own, and its peers as they are usually set up.

A peer stems English, ranks by BM25 and looks for any of the words. It takes its rows in one of two ways: a row for each
occupation, with all its titles and its description, or a row for each title, by the best of which the occupation
stands.
"""

import contextlib
import itertools
import re
import sqlite3
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import tantivy
from attrs import evolve, frozen
from search_titles import Document, normalized

from occuguide import core
from occuguide.core.application import Application
from occuguide.core.area import AreaKind
from occuguide.core.config import Settings
from occuguide.core.indexing import Indexing
from occuguide.search_index.engine import Engine as OwnEngine

with warnings.catch_warnings():
    # Whoosh's docstrings have escapes that newer Pythons warn of when they compile them.
    warnings.simplefilter("ignore")
    import whoosh.analysis
    import whoosh.fields
    import whoosh.index
    import whoosh.qparser

FIRST = 10
"""How many occupations a search gives."""

OURS = "Occuguide"


class Engine(Protocol):
    """What is measured."""

    name: str

    def build(self, documents: Sequence[Document]) -> None:
        """Index the occupations, into an empty folder."""
        ...

    def search(self, words: str) -> list[str]:
        """The SOC codes of the first ten occupations, best first."""
        ...

    def size(self) -> int:
        """How many bytes the index takes on disk."""
        ...


@frozen
class Row:
    """What a peer indexes at a time."""

    soc: str
    titles: str
    description: str


def by_occupation(document: Document) -> Iterator[Row]:
    """One row, with all the titles and the description."""
    yield Row(document.soc, "\n".join((document.title, *document.names)), document.description)


def by_title(document: Document) -> Iterator[Row]:
    """A row for each title."""
    for title in (document.title, *document.names):
        yield Row(document.soc, title, "")


Rows = Callable[[Document], Iterator[Row]]


def folder_size(folder: Path) -> int:
    """How many bytes the files of a folder take, those of its folders too."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Peer(ABC):
    """An engine in a folder of its own.

    Args:
        folder: An empty folder.
        rows: How it takes its rows.
    """

    label: str

    def __init__(self, folder: Path, rows: Rows) -> None:
        self.name = f"{self.label}, {rows.__name__.replace('_', ' ')}"
        self.folder = folder
        self.rows = rows

    def build(self, documents: Sequence[Document]) -> None:
        """Index the occupations."""
        self.index(row for document in documents for row in self.rows(document))

    def search(self, words: str) -> list[str]:
        """The SOC codes of the first ten occupations, best first."""
        # Words alone, so that no query language is met; in lower case, so that no operator is.
        terms = re.findall(r"\w+", words.lower())
        first: dict[str, None] = {}
        with contextlib.closing(self.ranked(terms)) as ranked:
            for soc in ranked:
                first[soc] = None
                if len(first) == FIRST:
                    break
        return list(first)

    def size(self) -> int:
        """How many bytes the index takes on disk."""
        return folder_size(self.folder)

    @abstractmethod
    def index(self, rows: Iterable[Row]) -> None:
        """Index the rows, and open the index."""

    @abstractmethod
    def ranked(self, terms: Sequence[str]) -> Any:
        """A generator of the SOC codes of rows, best first."""


class Fts5(Peer):
    """SQLite's full-text search."""

    label = "SQLite FTS5"

    def index(self, rows: Iterable[Row]) -> None:
        """Index the rows with the Porter stemmer."""
        self._connection = sqlite3.connect(self.folder / "index.sqlite")
        self._connection.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(soc UNINDEXED, titles, description, tokenize = 'porter unicode61')"
        )
        with self._connection:
            values = ((row.soc, row.titles, row.description) for row in rows)
            self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", values)
            self._connection.execute("INSERT INTO entry (entry) VALUES ('optimize')")

    def ranked(self, terms: Sequence[str]) -> Iterator[str]:
        """By bm25(), the lowest first."""
        query = "SELECT soc FROM entry WHERE entry MATCH ? ORDER BY rank"
        for (soc,) in self._connection.execute(query, [" OR ".join(f'"{term}"' for term in terms)]):
            yield soc


class Tantivy(Peer):
    """Tantivy, the engine in Rust."""

    label = "tantivy"

    def index(self, rows: Iterable[Row]) -> None:
        """Index the rows with the English stemmer."""
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("soc", stored=True, tokenizer_name="raw")
        schema.add_text_field("titles", tokenizer_name="en_stem")
        schema.add_text_field("description", tokenizer_name="en_stem")
        self._index = tantivy.Index(schema.build(), path=str(self.folder))
        writer = self._index.writer(num_threads=1)
        for row in rows:
            writer.add_document(tantivy.Document(soc=row.soc, titles=row.titles, description=row.description))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ranked(self, terms: Sequence[str]) -> Iterator[str]:
        """By BM25; further rows are asked for until there are occupations enough."""
        query = self._index.parse_query(" ".join(f'"{term}"' for term in terms), ["titles", "description"])
        offset = 0
        while hits := self._searcher.search(query, limit=FIRST * 20, offset=offset, count=False).hits:
            for _, address in hits:
                yield self._searcher.doc(address)["soc"][0]
            offset += len(hits)


class Whoosh(Peer):
    """Whoosh as it comes."""

    label = "Whoosh"

    def index(self, rows: Iterable[Row]) -> None:
        """Index the rows with the stemming analyzer."""
        analyzer = whoosh.analysis.StemmingAnalyzer()
        schema = whoosh.fields.Schema(
            soc=whoosh.fields.STORED,
            titles=whoosh.fields.TEXT(analyzer=analyzer),
            description=whoosh.fields.TEXT(analyzer=analyzer),
        )
        index = whoosh.index.create_in(self.folder, schema)
        writer = index.writer(limitmb=128)
        for row in rows:
            writer.add_document(soc=row.soc, titles=row.titles, description=row.description)
        writer.commit(optimize=True)
        self._searcher = index.searcher()
        self._parser = whoosh.qparser.MultifieldParser(
            ["titles", "description"],
            schema,
            group=whoosh.qparser.OrGroup,
            plugins=[whoosh.qparser.WhitespacePlugin()],
        )

    def ranked(self, terms: Sequence[str]) -> Iterator[str]:
        """By BM25F; more rows are asked for until there are occupations enough."""
        query = self._parser.parse(" ".join(terms))
        done, limit = 0, FIRST * 20
        while len(hits := self._searcher.search(query, limit=limit)[done:limit]):
            yield from (hit["soc"] for hit in hits)
            done, limit = limit, limit * 10


def peers(folder: Path) -> Iterator[Peer]:
    """Every peer, in both ways, each in a folder of its own."""
    for kind, rows in itertools.product((Fts5, Tantivy, Whoosh), (by_occupation, by_title)):
        yield kind(Path(tempfile.mkdtemp(dir=folder)), rows)


class Silent:
    """Nobody waits for the progress."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Say nothing."""

    def note(self, words: str) -> None:
        """Say nothing."""


Made = Callable[[Document], core.Document]
"""Makes what Occuguide indexes of an occupation."""


class Occuguide:
    """One of the project's own engines.

    Args:
        engine: The engine.
        popularity: How many people work in each occupation.
        made: What is indexed of an occupation.
        name: What the engine is called here.
    """

    def __init__(self, engine: OwnEngine, popularity: Mapping[str, float], made: Made, name: str) -> None:
        self.name = name
        self._engine = engine
        self._popularity = popularity
        self._made = made
        self._stamps: dict[str, str] = {}

    def build(self, documents: Sequence[Document]) -> None:
        """Index the occupations."""
        self._stamps = {document.soc: "as built" for document in documents}
        self._update(documents, anew=True)

    def rebuild(self, document: Document) -> None:
        """Index an occupation again, as if it had changed."""
        self._stamps[document.soc] += ", changed"
        self._update([document])

    def open(self) -> None:
        """Open the index, as the first search does."""
        self._engine._open()

    def search(self, words: str) -> list[str]:
        """The SOC codes of the first ten occupations, best first."""
        return [hit.soc for hit in self._engine.search(words, self._popularity).hits[:FIRST]]

    def suggest(self, prefix: str) -> Sequence[core.Suggestion]:
        """What a prefix may become."""
        return self._engine.suggest(prefix, self._popularity, FIRST)

    def size(self) -> int:
        """How many bytes the index takes on disk."""
        return self._engine.state(self._stamps).size

    def _update(self, documents: Sequence[Document], *, anew: bool = False) -> None:
        given = {document.soc: self._made(document) for document in documents}

        def wanted(codes: Collection[str]) -> Iterable[core.Document]:
            return [given[soc] for soc in codes]

        self._engine.update(self._stamps, wanted, Silent(), anew=anew)


def as_the_peers(document: Document) -> core.Document:
    """The titles and the description, as the peers have them."""
    return core.Document(
        soc=document.soc,
        title=document.title,
        names=tuple(core.Name(name, core.Why.CALLED) for name in document.names),
        passages=(core.Passage("overview", "What Would I Do?", document.description),) if document.description else (),
    )


class Installed:
    """The project's own engines, as they are installed.

    Args:
        store: The facts.
        folder: Of the project.
    """

    def __init__(self, store: Path, folder: Path) -> None:
        self._application = Application(Settings(folder=folder, facts=store))
        self.usual = f"{OURS}, {self._application.settings.search}, all sections"
        facts = self._application.facts
        nation = next((area for area in facts.areas if area.kind is AreaKind.NATION), None)
        self._popularity = {} if nation is None else facts.employment(nation)

    def engines(self, folder: Path, left_out: Collection[str]) -> dict[str, Occuguide]:
        """Every engine by name, indexing what the peers do; and the usual one with all that it indexes of a project.

        Args:
            folder: Where the indexes are kept.
            left_out: Normalized titles that are not to be indexed, whoever brings them.
        """

        def all_sections(document: Document) -> core.Document:
            whole = self._whole[document.soc]
            names = (one for one in whole.names if one.why is core.Why.CODE or normalized(one.text) not in left_out)
            return evolve(whole, names=tuple(names))

        def made(folder: Path, made: Made, what: str = "") -> dict[str, Occuguide]:
            settings = evolve(self._application.settings, cache=folder)
            found = self._application.registry.keyed("search_engine", settings=settings)
            engines = (Occuguide(one, self._popularity, made, f"{OURS}, {name}{what}") for name, one in found.items())
            return {engine.name: engine for engine in engines}

        return {
            **made(folder / "same", as_the_peers),
            self.usual: made(folder / "all", all_sections, ", all sections")[self.usual],
        }

    def engine(self, name: str, folder: Path) -> Occuguide:
        """One of them, over the index that was made there."""
        return self.engines(folder, ())[name]

    @cached_property
    def _whole(self) -> Mapping[str, core.Document]:
        """What ``occuguide index`` indexes of each occupation."""
        made = self._application
        indexing = Indexing(made.registry, made.facts, made.occupations, made.composer, made.area())
        return {one.soc: one for one in indexing.documents(made.occupations.titles, Silent())}
