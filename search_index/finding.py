"""Finding: from what somebody typed to the occupations that fit, each with the reason."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve

from occuguide.core import Answer, Hit, Passage, Reason, Why
from occuguide.search_index.backend import Reader
from occuguide.search_index.entries import Entry
from occuguide.search_index.language import SLIGHT, Reading, readings, vocabulary, words
from occuguide.search_index.query import MOST_WORDS, TITLE, Query, field_names, parse
from occuguide.search_index.ranking import Bounds, Ranker, Scored
from occuguide.search_index.spelling import Spelling
from occuguide.search_index.storage import Manifest
from occuguide.search_index.suggestions import Suggester
from occuguide.search_index.texts import any_of, snippet, together

BY_TITLE = 0.5
"""From how much of a query on a title is the reason, though a section may have more of it."""

BY_CODE = 100.0
"""The score of an occupation whose code was typed: above what words can come to."""


class Finder:
    """An open index, with all that stands on it.

    Args:
        reader: The index.
        manifest: What is known of it.
    """

    def __init__(self, reader: Reader, manifest: Manifest) -> None:
        self._reader = reader
        self._common = manifest.common
        self._fields = field_names(manifest.sections)
        self._ranker = Ranker(reader, manifest.frequencies)
        self._spelling = Spelling(manifest.frequencies, self._is_known)
        self._entry = self._ranker.entry
        self._suggester = Suggester(reader, self._spelling, self._entry)
        self.suggest = self._suggester.suggest

    def close(self) -> None:
        """Close the index."""
        self._reader.close()

    def search(self, typed: str, popularity: Mapping[str, float], among: Collection[str] | None, limit: int) -> Answer:
        """The occupations that fit what was typed, best first."""
        query = parse(typed, self._fields, lambda code: bool(self._numbers(code)))
        notes = [f"Only the first {MOST_WORDS} words were read."] if query.cut else []
        answer = self._answered(query, popularity, among, limit)
        if not answer.found and (query.phrases or query.fields):
            notes.append("Nothing has these words where they were asked for: they were searched for anywhere.")
            answer = self._answered(evolve(query, phrases=(), fields={}), popularity, among, limit)
        if not answer.found and query.text and not query.excluded:
            answer = self._begun(query.text, popularity, among, limit, answer)
        return evolve(answer, notes=(*notes, *answer.notes))

    def _answered(
        self, query: Query, popularity: Mapping[str, float], among: Collection[str] | None, limit: int
    ) -> Answer:
        notes: list[str] = []
        allowed = self._allowed(query, among)
        coded: dict[int, Reason] = {}
        for code in query.codes:
            numbers = self._numbers(code)
            if not numbers:
                notes.append(f"There is no occupation with the code {code}.")
            for number in numbers:
                coded[number] = Reason(why=Why.CODE, name=code, note=self._entry(number).codes.get(code, ""))
        bounds = Bounds(allowed, query.excluded, all_fit=bool(query.phrases or query.fields))
        asked, meant = self._read(query.text)
        best: dict[int, tuple[Scored, Reading]] = {}
        fitting: dict[int, float] = {}
        for reading in asked:
            ranked = self._ranker.rank(reading, popularity, bounds, limit)
            for number, share in ranked.fitting.items():
                fitting[number] = max(fitting.get(number, 0.0), share)
            for one in ranked.scored:
                if one.number not in best or one.score > best[one.number][0].score:
                    best[one.number] = one, reading
        ordered = sorted(best.values(), key=lambda one: (-one[0].score, one[0].entry.title))
        near = not coded and not any(self._tells(reading) for reading in asked)
        if query.codes and not coded and not ordered:
            return self._near_codes(query.codes, allowed, limit, notes)
        hits = [
            Hit(soc=entry.soc, title=entry.title, score=BY_CODE, reason=reason)
            for number, reason in coded.items()
            if (allowed is None or number in allowed)
            for entry in (self._entry(number),)
        ]
        hits += [
            Hit(
                soc=one.entry.soc,
                title=one.entry.title,
                score=one.score,
                reason=self._reason(one, reading, query.fields.keys() - {TITLE}),
                parts=one.parts,
            )
            for one, reading in [scored for scored in ordered if scored[0].number not in coded][:limit]
        ]
        scored = [one.number for one, _ in ordered]
        rest = sorted(fitting.keys() - best.keys(), key=lambda number: (-fitting[number], number))
        found = dict.fromkeys((*(number for number in coded), *scored, *rest))
        if meant:
            misspelled = ", ".join(f'"{word}"' for word in meant)
            better = ", ".join(f'"{" ".join(said)}"' for said in meant.values())
            notes.append(f"Nothing here says {misspelled}: searched for {better} as well.")
        if near and ordered:
            notes.append("Nothing fits these words. These are the nearest.")
        return Answer(
            hits=tuple(hits[:limit]),
            found=tuple(self._entry(number).soc for number in found if allowed is None or number in allowed),
            notes=tuple(notes),
            did_you_mean=_respelled(query.text, meant),
            nearest=near,
        )

    def _begun(
        self, text: str, popularity: Mapping[str, float], among: Collection[str] | None, limit: int, answer: Answer
    ) -> Answer:
        """What the words may be the beginnings of, where nothing has the words."""
        hits = [
            Hit(soc=one.soc, title=one.title, score=0.0, reason=_by_name(one.text, one.title))
            for one in self.suggest(text, popularity, limit)
            if among is None or one.soc in among
        ]
        if not hits:
            return answer
        notes = (*answer.notes, "Nothing has these words. These have titles that begin so.")
        return evolve(answer, hits=tuple(hits), found=tuple(hit.soc for hit in hits), notes=notes, nearest=True)

    # --- Reading what was typed -----------------------------------------------------------------------------

    def _read(self, text: str) -> tuple[list[Reading], Mapping[str, tuple[str, ...]]]:
        """The ways to read what was typed, and which of its words were taken for others."""
        asked: dict[tuple[str, ...], Reading] = {}
        meant: dict[str, tuple[str, ...]] = {}
        for reading in readings(text):
            corrected, better = self._spelling.corrected(reading)
            asked.setdefault(reading.words, reading)
            asked.setdefault(corrected.words, corrected)
            meant.update(better)
        return list(asked.values()), meant

    def _is_known(self, word: str) -> bool:
        """Whether a word stands in the index, or in the word lists."""
        lists = vocabulary()
        return bool(
            word in lists.levels | lists.roles
            or any((word,) in table for table in lists.meanings)
            or self._reader.matches("names", word)
            or self._reader.matches("words", word)
            or word in self._common
        )

    def _tells(self, reading: Reading) -> bool:
        """Whether something in the index has a word of a reading."""
        return any(
            reading.factors[word] > SLIGHT
            and (word in self._common or self._reader.matches("names", word) or self._reader.matches("words", word))
            for word in reading.words
        )

    # --- What is asked for beside words ---------------------------------------------------------------------

    def _allowed(self, query: Query, among: Collection[str] | None) -> frozenset[int] | None:
        """The occupations that may be found, by number; none, if all may."""
        bounds: list[set[int]] = []
        if among is not None:
            bounds.append({number for soc in among for number in self._reader.matches("own", soc)})
        for place, wanted in query.fields.items():
            bounds.append({number for number in self._having(wanted) if _has(self._entry(number), place, wanted)})
        for phrase in query.phrases:
            pattern = together(phrase)
            bounds.append({number for number in self._having(phrase) if _stands(pattern, self._entry(number))})
        if query.excluded:
            out = {
                number
                for said in query.excluded
                for number in self._having(said)
                if set(said) <= set(self._entry(number).names[0].words)
            }
            bounds.append(set(range(self._reader.last + 1)) - out)
        return frozenset(set.intersection(*bounds)) if bounds else None

    def _having(self, said: Collection[str]) -> set[int]:
        """The occupations that have all of some words somewhere."""
        everywhere = set(range(self._reader.last + 1))
        return set.intersection(
            *(
                everywhere
                if word in self._common
                else {*self._reader.matches("names", word), *self._reader.matches("words", word)}
                for word in said
            )
        )

    def _numbers(self, code: str) -> Collection[int]:
        """The occupations that have a code, of whatever edition."""
        return self._reader.matches("codes", code.removesuffix(".00"))

    def _near_codes(
        self, codes: Sequence[str], allowed: frozenset[int] | None, limit: int, notes: Sequence[str]
    ) -> Answer:
        """The occupations whose codes begin as one that there is not."""
        for letters in (6, 5, 4, 3):
            near = dict.fromkeys(
                number
                for code in codes
                for other in self._reader.starting("codes", code[:letters])
                for number in self._reader.matches("codes", other)
                if allowed is None or number in allowed
            )
            if near:
                entries = [self._entry(number) for number in near]
                hits = [
                    Hit(soc=one.soc, title=one.title, score=0.0, reason=Reason(why=Why.CODE, name=one.soc))
                    for one in entries[:limit]
                ]
                said = (*notes, "These have the nearest codes.")
                return Answer(hits=tuple(hits), found=tuple(one.soc for one in entries), notes=said, nearest=True)
        return Answer(notes=tuple(notes), nearest=True)

    # --- Why ------------------------------------------------------------------------------------------------

    def _reason(self, one: Scored, reading: Reading, places: Collection[str]) -> Reason:
        """Why an occupation was found: the title that is closest, or the section that has more of the words.

        Args:
            one: The occupation.
            reading: What was asked for.
            places: The sections that were asked for by name; if there are any, one of them is the reason.
        """
        wanted = {word: self._ranker.told(word, reading) for word in reading.words}
        by_title = 0.0 if places else _share(wanted, one.closest.words if one.closest else ())
        if by_title < BY_TITLE:
            # What most sections say is no reason, if it was not asked for there.
            telling = wanted if places else {word: told for word, told in wanted.items() if word not in self._common}
            pattern = any_of(frozenset(telling))
            passage, by_section = max(
                (
                    (passage, _share(wanted, words(" ".join(pattern.findall(passage.text)))))
                    for passage in one.entry.passages
                    if telling and (not places or passage.anchor in places)
                ),
                key=lambda found: found[1],
                default=(Passage("", "", ""), 0.0),
            )
            if by_section > by_title:
                return Reason(why=Why.SECTION, name=passage.heading, snippet=snippet(passage.text, telling))
        name = one.closest or one.entry.names[0]
        return Reason(why=name.why, name="" if name.why is Why.HIDDEN else name.text)


def _by_name(text: str, title: str) -> Reason:
    return Reason(why=Why.TITLE if text == title else Why.CALLED, name=text)


def _has(entry: Entry, place: str, wanted: frozenset[str]) -> bool:
    """Whether an occupation has all of some words in one of its titles, or in a section."""
    if place == TITLE:
        return any(wanted.issubset(name.words) for name in entry.names)
    pattern = any_of(wanted)
    texts = (passage.text for passage in entry.passages if passage.anchor == place)
    return any(wanted.issubset(words(" ".join(pattern.findall(text)))) for text in texts)


def _stands(pattern: re.Pattern[str], entry: Entry) -> bool:
    """Whether a phrase stands in a title or a section of an occupation."""
    return any(map(pattern.search, _texts(entry)))


def _texts(entry: Entry) -> Iterator[str]:
    yield from (name.text for name in entry.names)
    yield from (passage.text for passage in entry.passages)


def _share(wanted: Mapping[str, float], said: Collection[str]) -> float:
    """How much of what is wanted some words have, from 0 to 1."""
    held = set(said)
    return sum(weight for word, weight in wanted.items() if word in held) / (sum(wanted.values()) or 1.0)


def _respelled(text: str, meant: Mapping[str, tuple[str, ...]]) -> str:
    """What was typed with other words in the place of some; empty, if there are none."""
    for word, better in meant.items():
        text = re.sub(rf"(?i)\b{re.escape(word)}(?=e?s?\b)", " ".join(better), text)
    return text if meant else ""
