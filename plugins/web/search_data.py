"""What search in the browser looks through: every occupation with its titles and codes, as a script.

A page that was opened from disk may run scripts but read no files, so that the index is one. ``assets/search.js``
searches it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from occuguide.core import Application, Name, Why
from occuguide.core.indexing import Indexing
from occuguide.core.search import HasWordLists

OTHER_TITLES = (Why.SPECIALTY, Why.CALLED, Why.HIDDEN)
"""The kinds of titles that stand behind an occupation's own, in this order."""


def search_data(application: Application, slugs: Mapping[str, str]) -> bytes:
    """The script ``assets/search-data.js``, which sets ``window.occuguide.index``.

    Args:
        application: What knows the occupations, how many people work in each, and the words that people search by.
        slugs: Each occupation's part of an address, by SOC code; an occupation that has none cannot be found.

    Returns:
        The script, in ASCII: the same for the same facts, occupation files and word lists. Whatever text is in it, it
        stays data, within a page too.
    """
    occupations, area = application.occupations, application.area()
    indexing = Indexing(application.registry, application.facts, occupations, application.composer, area)
    people = application.facts.employment(area)
    index = {
        "occupations": [
            [
                soc,
                slugs[soc],
                occupations.kind(soc).value,
                # Two digits tell as much as ranking needs; 0 is not known.
                int(float(f"{people.get(soc, 0.0):.1e}")),
                *_found_by(soc, occupations.title(soc), indexing.names(soc)),
                occupations.get(soc).in_short,
            ]
            for soc in sorted(slugs)
        ],
        "words": _word_lists(application),
    }
    # Nothing in a script tag may say "</script>" or "<!--".
    said = json.dumps(index, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.occuguide = window.occuguide || {{}};\nwindow.occuguide.index = {said};\n".encode("ascii")


def _found_by(soc: str, title: str, names: Iterable[Name]) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
    """What an occupation is found by: its own titles and those of each other kind, a line each; codes, with notes."""
    titles: dict[Why, list[str]] = {why: [] for why in OTHER_TITLES}
    codes = {soc: ""}
    seen = {title.casefold()}
    for name in names:
        if name.why is Why.CODE:
            codes.setdefault(name.text, name.note)
        elif (form := name.text.casefold()) not in seen:
            seen.add(form)
            titles[name.why].append(name.text)
    lines = ["\n".join(" ".join(text.split()) for text in said) for said in ([title], *titles.values())]
    return lines, list(codes.items())


def _word_lists(application: Application) -> Mapping[str, Any]:
    """The word lists of the engine that is set up, or of another that lends some; nothing, if none does."""
    engines = application.registry.keyed("search_engine", settings=application.settings)
    usual = engines.get(application.settings.search)
    return next((one.word_lists() for one in (usual, *engines.values()) if isinstance(one, HasWordLists)), {})
