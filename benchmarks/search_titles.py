"""The sets of job titles that searches are measured by, none of them in the index."""

import csv
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from occuguide.core.facts import Facts
from occuguide.core.words import slug

Given = tuple[str, str]
"""A SOC code, and a title given for it."""

WRITTEN = Path(__file__).with_name("titles.csv")
"""Titles in the wording of job adverts and of the people who search."""

FOLDS = 8

_PLURALS = (("men", "man"), ("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"))
_NO_PLURALS = ("ss", "us", "is")

_WITH_A_SHORT_ONE = re.compile(r"^(.+) \((.+)\)$")


@frozen
class Query:
    """A title to search for.

    Args:
        title: As it is given.
        right: The SOC codes that answer it.
    """

    title: str
    right: frozenset[str]

    @property
    def form(self) -> str:
        """The title as it is compared with others."""
        return normalized(self.title)

    @property
    def tuning(self) -> bool:
        """Whether it is of the half that the engine may be tuned by; the other half checks it."""
        return _digest(self.form)[0] % 2 == 0


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


@frozen
class Trial:
    """What is indexed, and what is asked for then.

    Args:
        documents: The occupations.
        sets: The titles to ask for, none of them in the index, by the set's name.
    """

    documents: Sequence[Document]
    sets: Mapping[str, Sequence[Query]]

    @property
    def titles(self) -> list[str]:
        """Every title that is asked for, each once; always in the same order, which is not the alphabet's."""
        return sorted({query.title for queries in self.sets.values() for query in queries}, key=_digest)


def normalized(title: str) -> str:
    """A title without case, punctuation and spaces, its last word in the singular.

    It decides for ever which half a title is in, and so leans on no rule of the search engine's.
    """
    plain = slug(title)
    for plural, singular in _PLURALS:
        if plain.endswith(plural):
            return plain.removesuffix(plural) + singular
    return plain.removesuffix("s") if not plain.endswith(_NO_PLURALS) else plain


def documents(facts: Facts, left_out: Collection[str] = ()) -> list[Document]:
    """Every occupation with the titles that O*NET has for it; the SOC's direct match titles are left to be asked for.

    Args:
        facts: The store.
        left_out: Normalized titles that are left out too, so that they can be asked for. An occupation's own title
            never is.
    """
    made = []
    for soc, title in facts.occupations.items():
        names = [specialty.title for specialty in facts.specialties(soc)]
        names += [name.text for name in facts.titles(soc) if name.kind != "direct"]
        described = facts.description(f"{soc}.00") or facts.description(soc)
        kept = [name for name in names if normalized(name) not in left_out]
        distinct = {name.casefold(): name for name in reversed([title, *kept])}
        del distinct[title.casefold()]
        made.append(Document(soc, title, tuple(reversed(distinct.values())), described[0] if described else ""))
    return made


def trials(
    facts: Facts, releases: Path, others: Iterable[Path], *, held_out: bool = False, folds: bool = False
) -> Iterator[Trial]:
    """What is indexed, with the sets of titles that are asked for then.

    Args:
        facts: The store with the SOC's direct match titles, and the codes that join occupations.
        releases: The folder of releases, which has the national projections.
        others: Files of further titles, in the columns ``soc`` and ``title``.
        held_out: Whether to index no title that is a direct match title too, so that there are more to ask for.
        folds: Whether to do so with an eighth of them at a time, and to ask for that eighth alone.
    """
    direct = {normalized(title) for _, title in _direct(facts)}
    if not folds:
        indexed = documents(facts, direct if held_out else ())
        yield Trial(indexed, _sets(facts, indexed, releases, others))
        return
    for number in range(FOLDS):
        fold = {form for form in direct if _digest(form)[1] % FOLDS == number}
        indexed = documents(facts, fold)
        sets = _sets(facts, indexed, releases, ())
        yield Trial(indexed, {name: [one for one in asked if one.form in fold] for name, asked in sets.items()})


def _sets(facts: Facts, indexed: Sequence[Document], releases: Path, others: Iterable[Path]) -> dict[str, list[Query]]:
    """The sets by name. A title that an earlier set has, or that is in the index, is left out."""
    given: dict[str, Iterable[Given]] = {"direct": _direct(facts)}
    given |= {path.stem if path != WRITTEN else "written": _listed(path) for path in (WRITTEN, *others)}
    seen = {normalized(title) for one in indexed for title in (one.title, *one.names)}
    sets = {}
    for name, titles in given.items():
        asked: dict[str, tuple[str, set[str]]] = {}
        for soc, title in titles:
            if (form := normalized(title)) and form not in seen:
                asked.setdefault(form, (title, set()))[1].update(_same(facts, soc))
        seen |= asked.keys()
        sets[name] = [Query(title, frozenset(right)) for title, right in asked.values()]
    # O*NET writes many titles together with a short one, as in "Registered Nurse (RN)". Half known, they are found
    # more easily than the others, and are told apart from them.
    pairs = (pair for one in indexed for name in one.names for pair in _WITH_A_SHORT_ONE.findall(name))
    halves = {normalized(half) for pair in pairs for half in pair}
    known = [query for query in sets["direct"] if query.form in halves]
    unknown = [query for query in sets["direct"] if query.form not in halves]
    # All titles of the projections are direct match titles, so that they are no set apart: a part of it.
    projections = set(_projections(releases))
    listed = [query for query in unknown if query.form in projections]
    return {"direct": unknown, "direct, of projections": listed, "direct, short": known} | {
        name: queries for name, queries in sets.items() if name != "direct"
    }


def _digest(form: str) -> bytes:
    return hashlib.sha256(form.encode()).digest()


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


def _projections(releases: Path) -> Iterator[str]:
    """The similar titles that the national projections' web tool puts behind each title, normalized."""
    for path in sorted((releases / "bls_employment_projections").glob("*.csv")):
        for row in _rows(path):
            yield from map(normalized, row["Occupation Title"].split("*")[1:])


def _listed(path: Path) -> Iterator[Given]:
    if path.exists():
        yield from ((row["soc"], row["title"]) for row in _rows(path))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
