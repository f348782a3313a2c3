"""Whoosh: the only module that imports it, so that the engine can be changed."""

import contextlib
import warnings
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

with warnings.catch_warnings():
    # Whoosh's docstrings have escapes that newer Pythons warn of when they compile them.
    warnings.simplefilter("ignore")
    from whoosh import fields, index
    from whoosh import query as queries
    from whoosh.analysis import StemmingAnalyzer

_TITLE_BOOST, _NAME_BOOST, _SECTION_BOOST = 3.0, 2.0, 1.0
_BATCH_MEGABYTES = 128


@frozen(kw_only=True)
class Entry:
    """One thing that an occupation can be found by.

    Args:
        soc: The occupation's SOC code.
        title: The occupation's title.
        kind: What the thing is: ``title``, ``section``, or in words what a name is.
        name: The name, or the section's heading.
        words: A section's words; empty for a name.
    """

    soc: str
    title: str
    kind: str
    name: str
    words: str = ""


class UnreadableIndexError(Exception):
    """The index cannot be opened."""


def build(folder: Path, entries: Iterable[Entry]) -> None:
    """Write an index of entries into an empty folder."""
    analyzer = StemmingAnalyzer(stoplist=None, minsize=1)
    schema = fields.Schema(
        soc=fields.STORED,
        title=fields.STORED,
        kind=fields.STORED,
        name=fields.TEXT(analyzer=analyzer, stored=True, phrase=False),
        words=fields.TEXT(analyzer=analyzer, phrase=False),
    )
    writer = index.create_in(folder, schema).writer(limitmb=_BATCH_MEGABYTES)
    try:
        for entry in entries:
            boost = {"title": _TITLE_BOOST, "section": _SECTION_BOOST}.get(entry.kind, _NAME_BOOST)
            writer.add_document(
                soc=entry.soc,
                title=entry.title,
                kind=entry.kind,
                name=entry.name,
                words=entry.words,
                _boost=boost,
            )
    except BaseException:
        # Whoosh keeps its files open until it is told that nothing more comes.
        writer.cancel()
        raise
    writer.commit()


def query(folder: Path, words: str, limit: int) -> list[tuple[Entry, float]]:
    """The entries that fit some words best, best first, with their scores.

    Every word of the query counts, wherever it is found; what is typed is never taken as a query language.

    Raises:
        UnreadableIndexError: The folder holds no index, or a damaged one.
    """
    try:
        with contextlib.closing(index.open_dir(folder, readonly=True)) as opened:
            terms = list(dict.fromkeys(token.text for token in opened.schema["name"].analyzer(words)))
            found = queries.Or([queries.Term(field, term) for term in terms for field in ("name", "words")])
            with opened.searcher() as searcher:
                return [
                    (Entry(soc=hit["soc"], title=hit["title"], kind=hit["kind"], name=hit["name"]), float(hit.score))
                    for hit in searcher.search(found, limit=limit)
                ]
    except Exception as error:  # a damaged index breaks wherever Whoosh happens to be reading it
        raise UnreadableIndexError(str(folder)) from error
