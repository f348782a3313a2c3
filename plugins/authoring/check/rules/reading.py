"""How hard a guide is to read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import syllapy

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Form, Written, shortened, words
from occuguide.plugins.readers.markdown.document import sentences_of

_PROSE = (Form.PARAGRAPH, Form.ITEM)
_ENOUGH = 100
"""The grade of fewer words tells little."""
_ABOVE = 5
_FEWEST, _MOST = 8, 26


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of some sentences: the years of school that they ask for; 0 if they have no words.

    0.39 times the words a sentence plus 11.8 times the syllables a word, less 15.59 (Kincaid and others, 1975).
    """
    count = spoken = syllables = 0
    for sentence in sentences:
        said = words(sentence)
        count += bool(said)
        spoken += len(said)
        syllables += sum(map(_syllables, said))
    return 0.39 * spoken / count + 11.8 * syllables / spoken - 15.59 if spoken else 0.0


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    parts = (part.strip("'") for part in word.replace("’", "'").split("-"))
    spoken: int = sum(syllapy.count(part) for part in parts if part)
    return max(1, spoken)


@rule
def reading_grade(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The guide reads at a higher grade of school than the limit.

    The grade is Flesch and Kincaid's: long sentences and long words raise it. Names of things raise it too, and need
    not be shunned; cut sentences in two, and say "use" for "utilize". Tables are left out. The limit is `grade` in the
    table [check].
    """
    sections: dict[str, list[str]] = defaultdict(list)
    for passage, sentence in guide.sentences(*_PROSE):
        sections[passage.hook].append(sentence)
    every = [sentence for said in sections.values() for sentence in said]
    if sum(len(words(sentence)) for sentence in every) < _ENOUGH or grade(every) <= desk.settings.grade:
        return
    hardest = max(sections, key=lambda hook: grade(sections[hook]))
    heading = desk.application.registry.sections[hardest].heading
    yield guide.finding(
        f"the guide reads at grade {grade(every):.1f}, above {desk.settings.grade:g}",
        f"Its hardest section is {heading!r}, at {grade(sections[hardest]):.1f}.",
    )


@rule
def long_sentence(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A sentence with more words than the limit.

    A reader loses the beginning before the end. Cut it in two. The limit is `sentence` in the table [check].
    """
    for passage, sentence in guide.sentences():
        if (count := len(words(sentence))) > desk.settings.sentence:
            problem = f"the sentence has {count} words, above {desk.settings.sentence}: {shortened(sentence)!r}"
            yield guide.at(problem, "Cut it in two.", passage=passage, sentence=sentence)


@rule
def in_short(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The sentence that says what people in an occupation do is no sentence, too short, too long or too hard.

    It stands in lists and at the head of a Profile: 8 to 26 words, one full stop, and no more than five grades above
    the limit, for one sentence's grade rises with every long name.
    """
    for passage, sentence in guide.sentences(Form.SENTENCE):
        count, reads = len(words(sentence)), grade([sentence])
        if not _FEWEST <= count <= _MOST:
            problem = f"the sentence on the occupation has {count} words, and should have {_FEWEST} to {_MOST}"
        elif not sentence.endswith(".") or len(list(sentences_of([sentence]))) > 1:
            problem = "what people do is to be said in one sentence with a full stop"
        elif reads > desk.settings.grade + _ABOVE:
            problem = f"the sentence on the occupation reads at grade {reads:.1f}"
        else:
            continue
        yield guide.at(f"{problem}: {shortened(sentence)!r}", "Write it anew.", passage=passage, words=sentence)
