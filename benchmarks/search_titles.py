"""The sets of job titles that searches are measured by, none of them in the index."""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from occuguide.core.facts import Facts
from occuguide.core.words import slug

Given = tuple[str, str]
"""A SOC code, and a title given for it."""

WRITTEN = Path(__file__).with_name("titles.csv")
"""Titles in the wording of job adverts and of the people who search."""

_PLURALS = (("men", "man"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"))
_NO_PLURALS = ("ss", "us", "is")

_WITH_A_SHORT_ONE = re.compile(r"^(.+) \((.+)\)$")


@frozen
class Query:
    """A title to search for.

    Args:
        title: As it is given.
        right: The SOC codes that answer it.
        tuning: Whether it is of the half that the engine may be tuned by; the other half checks it.
    """

    title: str
    right: frozenset[str]
    tuning: bool


@frozen
class Document:
    """What every engine indexes of an occupation.

    Args:
        soc: Its SOC code.
        title: Its title.
        names: Its other titles, and those of its specialties, each once.
        description: What it is, in a sentence or two; empty if no release says it.
    """

    soc: str
    title: str
    names: tuple[str, ...]
    description: str


def normalized(title: str) -> str:
    """A title without case, punctuation and spaces, its last word in the singular.

    It decides for ever which half a title is in, and so leans on no rule of the search engine's.
    """
    plain = slug(title)
    for plural, singular in _PLURALS:
        if plain.endswith(plural):
            return plain.removesuffix(plural) + singular
    return plain.removesuffix("s") if not plain.endswith(_NO_PLURALS) else plain


def documents(facts: Facts, *, held_out: bool = False) -> list[Document]:
    """Every occupation with the titles that O*NET has for it; the SOC's direct match titles are left to be asked for.

    Args:
        facts: The store.
        held_out: Whether to leave out what the SOC has as a direct match title too, so that there are more to ask for.
    """
    made = []
    left_out = {normalized(title) for _, title in _direct(facts)} if held_out else set()
    for soc, title in facts.occupations.items():
        names = [specialty.title for specialty in facts.specialties(soc)]
        names += [name.text for name in facts.titles(soc) if name.kind != "direct"]
        described = facts.description(f"{soc}.00") or facts.description(soc)
        kept = [name for name in names if normalized(name) not in left_out]
        distinct = {name.casefold(): name for name in reversed([title, *kept])}
        del distinct[title.casefold()]
        made.append(Document(soc, title, tuple(reversed(distinct.values())), described[0] if described else ""))
    return made


def title_sets(
    facts: Facts, indexed: Sequence[Document], releases: Path, others: Iterable[Path]
) -> dict[str, list[Query]]:
    """The sets by name. A title that an earlier set has, or that is in the index, is left out.

    Args:
        facts: The store with the SOC's direct match titles, and the codes that join occupations.
        indexed: What is in the index.
        releases: The folder of releases, which has the national projections.
        others: Files of further titles, in the columns ``soc`` and ``title``.
    """
    given: dict[str, Iterable[Given]] = {"direct": _direct(facts), "projections": _projections(releases)}
    given |= {path.stem if path != WRITTEN else "written": _listed(path) for path in (WRITTEN, *others)}
    seen = {normalized(title) for one in indexed for title in (one.title, *one.names)}
    sets = {}
    for name, titles in given.items():
        asked: dict[str, tuple[str, set[str]]] = {}
        for soc, title in titles:
            if (form := normalized(title)) and form not in seen:
                asked.setdefault(form, (title, set()))[1].update(_same(facts, soc))
        seen |= asked.keys()
        sets[name] = [Query(title, frozenset(right), _is_tuning(form)) for form, (title, right) in asked.items()]
    # O*NET writes many titles together with a short one, as in "Registered Nurse (RN)". Half known, they are found
    # more easily than the others, and are told apart from them.
    pairs = (pair for one in indexed for name in one.names for pair in _WITH_A_SHORT_ONE.findall(name))
    halves = {normalized(half) for pair in pairs for half in pair}
    known = [query for query in sets["direct"] if normalized(query.title) in halves]
    return {"direct": [query for query in sets["direct"] if query not in known], "direct, short": known} | {
        name: queries for name, queries in sets.items() if name != "direct"
    }


def _is_tuning(form: str) -> bool:
    return hashlib.sha256(form.encode()).digest()[0] % 2 == 0


def _same(facts: Facts, soc: str) -> Iterator[str]:
    """A code with those that it joins, or that join it with others."""
    yield soc
    yield from (composite.soc for composite in facts.joining(soc))
    if composite := facts.composite(soc):
        yield from (component for component, _ in composite.components)


def _direct(facts: Facts) -> Iterator[Given]:
    """The direct match titles of the SOC."""
    for soc in facts.occupations:
        yield from ((soc, name.text) for name in facts.titles(soc) if name.kind == "direct")


def _projections(releases: Path) -> Iterator[Given]:
    """The similar titles that the national projections' web tool puts behind each title, an asterisk before each."""
    for path in sorted((releases / "bls_employment_projections").glob("*.csv")):
        for row in _rows(path):
            soc = row["Occupation Code"].strip('="')
            yield from ((soc, title.strip()) for title in row["Occupation Title"].split("*")[1:])


def _listed(path: Path) -> Iterator[Given]:
    if path.exists():
        yield from ((row["soc"], row["title"]) for row in _rows(path))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
