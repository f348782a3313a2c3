"""Occupations: their codes in today's and older editions, the codes that join them, their titles and specialties."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

from occuguide.core.facts.reader import Reader
from occuguide.core.measures import Source
from occuguide.core.occupation import Specialty
from occuguide.core.published import Composite, Designation, Successor, Title


@frozen
class _Entry:
    """What releases say of a code together."""

    title: str
    source: str
    detailed_in: frozenset[str]


class OccupationFacts(Reader):
    """What the store says of codes and titles."""

    # --- Codes and their titles -----------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> Mapping[str, _Entry]:
        """Every code that a release gives a title; the title is that of the release that knows the most codes."""
        rows = self._rows(
            "SELECT o.soc, o.title, o.detailed, o.source FROM occupation o"
            " JOIN (SELECT source, count(*) AS codes FROM occupation GROUP BY source) s ON s.source = o.source"
            # One publisher writes titles as sentences; the classification capitalises their words.
            " ORDER BY o.soc, substr(o.title, 2) = lower(substr(o.title, 2)), s.codes DESC, o.source"
        )
        detailed_in: dict[str, set[str]] = {}
        first: dict[str, sqlite3.Row] = {}
        for row in rows:
            first.setdefault(row["soc"], row)
            if row["detailed"]:
                detailed_in.setdefault(row["soc"], set()).add(row["source"])
        return {
            soc: _Entry(row["title"], row["source"], frozenset(detailed_in.get(soc, ()))) for soc, row in first.items()
        }

    @cached_property
    def occupations(self) -> Mapping[str, str]:
        """The title of every detailed occupation, by the code that it is published under."""
        return {soc: entry.title for soc, entry in self._entries.items() if entry.detailed_in}

    def title(self, soc: str) -> str | None:
        """The title of a code, a group's too; none if no release holds it."""
        entry = self._entries.get(soc)
        return None if entry is None else entry.title

    def groups(self, soc: str) -> Mapping[str, Source]:
        """The titles of the groups that an occupation is in, widest first: major, minor and broad, where known.

        Each with the release that it is taken from.

        Codes of groups end in zeros (2018 SOC User Guide): 15-0000, 15-1200, 15-1250. Titles that repeat are left out.
        """
        if (composite := self.composite(soc)) is not None:
            # A code that joins occupations is in no group; those that all of them are in say as much.
            first, *others = (self.groups(component) for component, _ in composite.components)
            return {title: source for title, source in first.items() if all(title in other for other in others)}
        codes = (f"{soc[:2]}-0000", f"{soc[:4]}000", f"{soc[:5]}00", f"{soc[:6]}0")
        entries = [entry for code in codes if code != soc and (entry := self._entries.get(code)) is not None]
        groups = {entry.title: self.sources[entry.source] for entry in entries}
        groups.pop(self.title(soc) or "", None)
        return groups

    def description(self, code: str) -> tuple[str, Source] | None:
        """What a release says of an occupation or an element in its own words; none if no such release is loaded."""
        rows = self._rows("SELECT description, source FROM description WHERE code = ? ORDER BY source", code)
        return (rows[0]["description"], self.sources[rows[0]["source"]]) if rows else None

    # --- Codes that join occupations ------------------------------------------------------------------------

    @cached_property
    def _composites(self) -> Mapping[str, Composite]:
        """Every code that joins occupations, by code."""
        joined: dict[str, list[tuple[str, str]]] = {}
        for row in self._rows("SELECT DISTINCT soc, component FROM composite ORDER BY soc, component"):
            joined.setdefault(row["soc"], []).append(
                (row["component"], self.title(row["component"]) or row["component"])
            )
        return {
            soc: Composite(soc=soc, title=self.title(soc) or soc, components=tuple(components))
            for soc, components in joined.items()
        }

    @cached_property
    def _joining(self) -> Mapping[str, Sequence[Composite]]:
        """The codes that join each occupation with others."""
        joining: dict[str, list[Composite]] = {}
        for composite in self._composites.values():
            for soc, _ in composite.components:
                joining.setdefault(soc, []).append(composite)
        return joining

    def composite(self, soc: str) -> Composite | None:
        """What a code joins; none if it stands for one occupation."""
        return self._composites.get(soc)

    def joining(self, soc: str) -> Sequence[Composite]:
        """The codes that join an occupation with others."""
        return self._joining.get(soc, ())

    def _published_with(self, soc: str, source: str) -> Sequence[Composite]:
        """Those that a release publishes the occupation under."""
        return [
            composite
            for composite in self.joining(soc)
            if (entry := self._entries.get(composite.soc)) is not None and source in entry.detailed_in
        ]

    # --- Codes of older editions ----------------------------------------------------------------------------

    def successors(self, code: str) -> tuple[Successor, ...]:
        """What became of a code of an older edition of the SOC; several, if it was split."""
        rows = self._rows("SELECT edition, code, title, soc FROM successor WHERE code = ? ORDER BY soc", code)
        return tuple(Successor(**row) for row in rows)

    def predecessors(self, soc: str) -> tuple[Successor, ...]:
        """The codes of older editions that led to an occupation, its own code among them if it is old."""
        rows = self._rows("SELECT edition, code, title, soc FROM successor WHERE soc = ? ORDER BY code", soc)
        return tuple(Successor(**row) for row in rows)

    def is_specialty(self, onet_soc: str) -> bool:
        """Whether the edition of O*NET-SOC that is loaded has a code."""
        return bool(self._rows("SELECT 1 FROM specialty WHERE onet_soc = ?", onet_soc))

    def was_specialty(self, onet_soc: str) -> bool:
        """Whether a list that is loaded has a code of O*NET-SOC, of whatever edition."""
        return bool(self._rows("SELECT 1 FROM designation WHERE onet_soc = ?", onet_soc))

    def current(self, onet_soc: str) -> tuple[str, ...]:
        """The SOC codes of today that a code of O*NET-SOC belongs to, of whatever edition it is.

        A code that the loaded edition has belongs to the SOC code that it begins with. Of an older one, the SOC code
        that it begins with is of an older edition too, and its successors are the answer: none, one, or several if
        it was split.
        """
        soc = onet_soc[:7]
        if self.is_specialty(onet_soc):
            return (soc,)
        return tuple(one.soc for one in self.successors(soc)) or ((soc,) if soc in self.occupations else ())

    def unmapped(self) -> tuple[str, ...]:
        """The listed codes of O*NET-SOC of which it is not known for sure what they are today."""
        rows = self._rows("SELECT DISTINCT onet_soc FROM designation ORDER BY onet_soc")
        return tuple(row["onet_soc"] for row in rows if self._mapped(row["onet_soc"]) is None)

    def _mapped(self, onet_soc: str) -> str | None:
        """The one SOC code of today that a code of O*NET-SOC stands for; none, if that is not known for sure.

        A retired code of a whole occupation (``.00``) is what became of that occupation. A retired specialty may have
        moved to another occupation, and no more than its old one is known.
        """
        if self.is_specialty(onet_soc):
            return onet_soc[:7]
        current = self.current(onet_soc) if onet_soc.endswith(".00") else ()
        return current[0] if len(current) == 1 else None

    def designations(self, soc: str, kind: str) -> tuple[Designation, ...]:
        """What lists say of an occupation and its specialties, by codes of older editions too where these are sure.

        Args:
            soc: The SOC code.
            kind: ``green`` or ``bright``.
        """
        codes = sorted({soc, *(one.code for one in self.predecessors(soc))})
        query = (
            "SELECT onet_soc AS code, edition, category FROM designation"
            " WHERE kind = ? AND onet_soc >= ? AND onet_soc < ? ORDER BY onet_soc, category"
        )
        rows = [row for code in codes for row in self._rows(query, kind, code, f"{code}/")]
        return tuple(Designation(**row) for row in rows if self._mapped(row["code"]) == soc)

    def designations_by_occupation(self, kind: str) -> Mapping[str, tuple[Designation, ...]]:
        """What ``designations`` answers for every occupation that lists say something of, by SOC code.

        Args:
            kind: ``green`` or ``bright``.
        """
        query = "SELECT onet_soc AS code, edition, category FROM designation WHERE kind = ? ORDER BY onet_soc, category"
        found: dict[str, tuple[Designation, ...]] = {}
        for row in self._rows(query, kind):
            if (soc := self._mapped(row["code"])) is not None:
                found[soc] = (*found.get(soc, ()), Designation(**row))
        return found

    # --- Titles and specialties -----------------------------------------------------------------------------

    def titles(self, soc: str) -> tuple[Title, ...]:
        """The other titles of an occupation and its specialties, by name."""
        query = "SELECT DISTINCT title, kind FROM title WHERE code >= ? AND code < ? ORDER BY title"
        # Codes of O*NET-SOC go on with a full stop, which the slash follows.
        rows = self._rows(query, soc, f"{soc}/")
        return tuple(Title(text=row["title"], soc=soc, kind=row["kind"]) for row in rows)

    def reported_titles(self, soc: str) -> tuple[str, ...]:
        """What people in the occupation itself, its specialties left out, call their job."""
        query = "SELECT DISTINCT title FROM title WHERE code = ? AND kind = 'reported' ORDER BY title"
        return tuple(row["title"] for row in self._rows(query, f"{soc}.00"))

    def all_reported_titles(self) -> tuple[str, ...]:
        """What people in any occupation call their job, by name."""
        rows = self._rows("SELECT DISTINCT title FROM title WHERE kind = 'reported' ORDER BY title")
        return tuple(row["title"] for row in rows)

    def occupations_called(self, titles: Sequence[str]) -> tuple[Title, ...]:
        """The occupations that go by one of some titles, in any case; those that people reported first."""
        marks = ", ".join("?" * len(titles))
        query = (
            "SELECT DISTINCT title, kind, substr(code, 1, 7) AS soc FROM title"
            f" WHERE title IN ({marks}) ORDER BY kind DESC, soc"
        )
        return tuple(Title(text=row["title"], soc=row["soc"], kind=row["kind"]) for row in self._rows(query, *titles))

    def specialties(self, soc: str) -> tuple[Specialty, ...]:
        """The narrower occupations within one, by O*NET-SOC code; the occupation itself (``.00``) left out."""
        query = "SELECT onet_soc, title FROM specialty WHERE soc = ? AND onet_soc <> ? ORDER BY onet_soc"
        return tuple(Specialty(code=row["onet_soc"], title=row["title"]) for row in self._rows(query, soc, f"{soc}.00"))

    def interests(self, soc: str) -> Mapping[str, tuple[str, str]]:
        """The title and the interest codes (RIASEC letters, strongest first) by O*NET-SOC code."""
        query = "SELECT onet_soc, title, interests FROM specialty WHERE soc = ? ORDER BY onet_soc"
        return {row["onet_soc"]: (row["title"], row["interests"]) for row in self._rows(query, soc)}

    @cached_property
    def interest_codes(self) -> Mapping[str, str]:
        """The interest codes (RIASEC letters, strongest first) of every occupation that has any, by SOC code."""
        rows = self._rows(
            "SELECT soc, interests FROM specialty WHERE onet_soc = soc || '.00' AND interests <> '' ORDER BY soc"
        )
        return {row["soc"]: row["interests"] for row in rows}

    def job_zone(self, soc: str) -> int | None:
        """O*NET's job zone of an occupation: how much preparation it needs, from 1 (little) on; none if not known."""
        rows = self._rows("SELECT job_zone FROM specialty WHERE onet_soc = ?", f"{soc}.00")
        return rows[0]["job_zone"] if rows else None
