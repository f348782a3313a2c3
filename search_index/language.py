"""Language: from what people write to the words that are compared."""

import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

_WORD = re.compile(r"[^\W_]+[+#]*")
_APOSTROPHES = re.compile(r"['\u2019\u02bc]")
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
"""The full stops of abbreviations: ``r.n.``"""

_SEGMENT = re.compile(r"([(),;:/|\[\]]|\s[-\u2013\u2014]+\s|--|\b(?:of|for|in|at|with|to)\b)")
"""Where the words of a title turn from what the job is to what it is about: ``Director of Nursing``."""

_ASIDE = frozenset("(,;:|[-\u2013\u2014")
"""What comes before words that are said beside a title, in an advert more often than not."""

_BACK = frozenset(")]")
"""What such words end with."""

# fmt: off
EMPTY = frozenset(
    {
        "a", "also", "an", "and", "any", "are", "as", "at", "be", "but", "by", "for", "from", "get", "has",
        "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "its", "join", "just", "like", "my",
        "not", "of", "on", "or", "our", "she", "so", "some", "that", "the", "their", "them", "there", "these",
        "they", "this", "those", "to", "want", "was", "we", "were", "what", "when", "where", "which", "who",
        "will", "with", "would", "you", "your",
    }
)
# fmt: on
"""Words that tell nothing of a title."""

LONGEST = 40
"""Words are cut to so many letters: none of any title is longer."""


LONGEST_ENTRY = 4
"""No entry of the word lists has more words."""

BESIDE = 0.3
"""What a word counts that is said beside a title: *Hair Stylist - Booth Rental Available*."""

SLIGHT = 0.15
"""What a word that says little counts beside another of its rarity."""

ROOT_LETTERS = 4
"""How many letters of a word stand for its root: *nurse* and *nursing*, *welder* and *welding* share them.

Longer roots, and the stems of a stemmer, were measured to find less.
"""


@frozen(eq=False)
class Title:
    """A title as it is compared.

    Args:
        words: The words in the order of a plain English title, what the job is about first: ``Director of Nursing``
            and ``Nursing Director`` are the same.
        head: The word that says what the job is: ``director``; empty, if there are no words.
    """

    words: tuple[str, ...]
    head: str


@frozen(eq=False)
class Reading(Title):
    """One way to read what somebody typed.

    Args:
        factors: What each word and root counts beside others: less, where it is said beside the title or tells
            nothing of it, such as *weekends*.
    """

    factors: Mapping[str, float]


@frozen
class Vocabulary:
    """The maintained word lists, of ``words.toml``. Keys of several words are tuples of them.

    Args:
        spellings: Other spellings, with the usual one.
        meanings: Tables of what short and everyday words stand for, each for one way to read what was typed: as it
            stands, short words in full, everyday words as titles have them too, and the less usual meanings.
        levels: Words for the level of a job.
        roles: Words for a level that are a job of their own at the end of a title.
        circumstances: Words as they are written for when, where and how it is worked, and what adverts add.
        phrases: The same, of several words, and those for levels.
    """

    spellings: Mapping[tuple[str, ...], tuple[str, ...]]
    meanings: Sequence[Mapping[tuple[str, ...], tuple[str, ...]]]
    levels: frozenset[str]
    roles: frozenset[str]
    circumstances: frozenset[str]
    phrases: re.Pattern[str]


def word_lists() -> Mapping[str, Any]:
    """The word lists as they are written, and the words that tell nothing as ``empty``."""
    lists = tomllib.loads(files("occuguide.search_index").joinpath("words.toml").read_text(encoding="utf-8"))
    return {**lists, "empty": sorted(EMPTY)}


@cache
def vocabulary() -> Vocabulary:
    """The word lists, ready to be looked up."""
    lists = word_lists()
    phrases = sorted((*lists["circumstances"]["phrases"], *lists["levels"]["phrases"]), key=len, reverse=True)
    everyday = {words(key): words(meant) for key, meant in lists["plain"].items()}
    usual = {words(key): words(meant[0]) for key, meant in lists["abbreviations"].items()}
    other = usual | {words(key): words(meant[1]) for key, meant in lists["abbreviations"].items() if len(meant) > 1}
    return Vocabulary(
        spellings={words(key): words(usual) for key, usual in lists["spellings"].items()},
        meanings=({}, usual, usual | everyday, other | everyday),
        levels=frozenset(lists["levels"]["words"]),
        roles=frozenset(lists["roles"]["words"]),
        circumstances=frozenset(lists["circumstances"]["words"]),
        phrases=re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"),
    )


def plain(text: str) -> str:
    """A text in lower case, without accents, apostrophes and the full stops of abbreviations."""
    bare = text.lower()
    if not bare.isascii():
        bare = "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
    bare = _APOSTROPHES.sub("", bare)
    return _DOTTED.sub(r"\1", bare) if "." in bare else bare


def words(text: str) -> tuple[str, ...]:
    """The words of a text in the singular, those that tell nothing left out."""
    return tuple(singular(word) for word in _written(plain(text)))


def begun_words(typed: str) -> tuple[str, ...]:
    """The words of what somebody types, in the singular; the last one may only be begun, and always counts."""
    *whole, last = _WORD.findall(plain(typed)) or [""]
    if typed[-1:].isspace():
        return words(typed)
    begun = (*(word for word in whole if word not in EMPTY), last)
    return tuple(singular(word[:LONGEST]) for word in begun if word)


def _written(bare: str) -> list[str]:
    return [word[:LONGEST] for word in _WORD.findall(bare) if word not in EMPTY]


def title(text: str) -> Title:
    """A title's words in the order of a plain English title, and its head noun.

    What the title is not about ("except ...") is left out.
    """
    about, _, _ = plain(text).partition(" except ")
    said = [tuple(map(singular, segment)) for segment, _ in _segments(about)]
    return Title(_in_order(said), said[0][-1]) if said else Title((), "")


def _segments(bare: str) -> list[tuple[list[str], bool]]:
    """The words of each segment of a title, and whether they are said beside it."""
    pieces = _SEGMENT.split(bare)
    found: list[tuple[list[str], bool]] = []
    beside = False
    for separator, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        mark = separator.strip()
        beside = (beside or mark == "to" or mark[:1] in _ASIDE) and mark not in _BACK
        if said := _written(piece):
            found.append((said, beside and bool(found)))
    return found


def readings(text: str) -> tuple[Reading, ...]:
    """The ways to read what somebody typed: as it stands, and with short and everyday words as titles have them.

    Args:
        text: What was typed.

    Returns:
        The readings, as it stands first; none, if there are no words.
    """
    lists = vocabulary()
    bare = plain(text)
    segments = _segments(lists.phrases.sub(" , ", bare)) or _segments(bare)
    slight = {word for said, _ in segments for word in said if word in lists.circumstances or word[0].isdigit()}
    telling = [(said, beside) for said, beside in segments if not slight.issuperset(said)]
    if not telling:
        slight, telling = set(), segments
    if not telling:
        return ()
    # What says what the job is comes first, whatever an advert put before it.
    ordered = [telling[0], *(one for one in segments if one is not telling[0])]
    spelled = [_rewritten(tuple(map(singular, said)), lists.spellings) for said, _ in ordered]
    distinct: dict[tuple[str, ...], Reading] = {}
    for table in lists.meanings:
        way = [_rewritten(said, table) for said in spelled]
        factors: dict[str, float] = {}
        for said, (_, beside) in zip(way, ordered, strict=True):
            for word in said:
                factors[word] = max(factors.get(word, 0.0), BESIDE if beside else 1.0)
        factors |= dict.fromkeys(map(singular, slight), SLIGHT)
        head = next((word for word in reversed(way[0]) if factors[word] > SLIGHT), "")
        said = _in_order(way)
        distinct.setdefault(
            said, Reading(said, head, {form: factors[word] for word in said for form in (root(word), word)})
        )
    return tuple(distinct.values())


def _in_order(segments: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of segments as one title, the first segment last, each word once."""
    return tuple(dict.fromkeys(word for segment in reversed(segments) for word in segment))


def _rewritten(said: tuple[str, ...], table: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """Words with what a table has in the place of some, the longest entries first; what it gives is not looked up."""
    out: list[str] = []
    at = 0
    while at < len(said):
        for length in range(min(LONGEST_ENTRY, len(said) - at), 0, -1):
            if (usual := table.get(said[at : at + length])) is not None:
                out += usual
                at += length
                break
        else:
            out.append(said[at])
            at += 1
    return tuple(out)


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """A word in the singular by English spelling; words of few letters, and those like *gas* and *bus*, as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def with_roots(said: Iterable[str]) -> frozenset[str]:
    """Words, and beside each its root, which begins with a tilde."""
    return frozenset(form for word in said for form in (word, root(word)))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The letters of a word that its kin share, after a tilde, which no word has."""
    return f"~{word[:ROOT_LETTERS]}"


def pairs(said: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The words that stand side by side."""
    return frozenset(itertools.pairwise(said))
