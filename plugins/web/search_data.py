"""What search in the browser looks through: every occupation with its titles and codes, as a script.

A page that was opened from disk may run scripts and read no other files, so that the index is one. ``search.js`` says
what it makes of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from occuguide.core import Application, Kind, Name, Why
from occuguide.core.indexing import Indexing
from occuguide.core.search import HasWordLists

FOUND_BY = (Why.SPECIALTY, Why.CALLED, Why.HIDDEN)
"""The kinds of other titles, in the order in which they stand in the index."""


def search_data(application: Application, slugs: Mapping[str, str]) -> bytes:
    """The script ``assets/search-data.js``, which sets ``window.occuguide.index``.

    Args:
        application: What knows the occupations, how many people work in each, and the words that people search by.
        slugs: Each occupation's part of an address, by SOC code; one that has none is not found.

    Returns:
        The script, in ASCII; the same for the same facts, occupation files and word lists. No text in it can end it.
    """
    indexing = Indexing(
        application.registry, application.facts, application.occupations, application.composer, application.area()
    )
    people = application.facts.employment(application.area())
    engine = application.search_engine
    index = {
        "occupations": [
            _row(
                soc,
                slugs[soc],
                application.occupations.kind(soc),
                people.get(soc, 0.0),
                application.occupations.title(soc),
                indexing.names(soc),
            )
            for soc in sorted(slugs)
        ],
        "words": engine.word_lists() if isinstance(engine, HasWordLists) else {},
    }
    # A script tag around it would end at "</script>", and a comment begin at "<!--".
    said = json.dumps(index, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.occuguide = window.occuguide || {{}};\nwindow.occuguide.index = {said};\n".encode("ascii")


def _row(soc: str, slug: str, kind: Kind, people: float, title: str, names: Iterable[Name]) -> Sequence[Any]:
    """An occupation as ``search.js`` reads it: code, address, kind, people (0: not known), titles, codes with notes."""
    titles: dict[Why, list[str]] = {why: [] for why in FOUND_BY}
    codes = {soc: ""}
    seen = {title.casefold()}
    for name in names:
        if name.why is Why.CODE:
            codes.setdefault(name.text, name.note)
        elif name.text.casefold() not in seen:
            seen.add(name.text.casefold())
            titles[name.why].append(name.text)
    lines = ["\n".join(map(_line, said)) for said in ([title], *titles.values())]
    # Two digits tell how many people work there as well as ranking needs it.
    return [soc, slug, kind.value, int(float(f"{people:.1e}")), lines, list(codes.items())]


def _line(text: str) -> str:
    return " ".join(text.split())
