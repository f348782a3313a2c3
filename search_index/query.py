"""Queries: codes, phrases, fields and exclusions in what somebody typed; all else is words."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from attrs import field, frozen

from occuguide.search_index.language import plain, singular, words

MOST_WORDS = 24
"""How many words of a query are read; a line of a job advert has fewer."""

MOST_CHARACTERS = 1_000
"""How much of a query is looked at."""

TITLE = "title"
"""The field of the words of titles."""

_PIECE = re.compile(
    r"(?P<minus>(?<!\S)-(?=[\w\"]))?(?:(?P<field>[^\W\d_]+):(?=[\w\"]))?(?:\"(?P<phrase>[^\"]*)\"|(?P<word>[^\s\"]+))"
)
_SPACED_CODE = re.compile(r"(?<![\w.])(\d{2})\s?([-\u2010-\u2014\u2212. ])\s?(\d{4}(?:\.\d{2})?)(?![\w.])")
"""Codes as word processors and people write them; without a dash, it may be two numbers."""

_CODE = re.compile(r"(\d{2})-?(\d{4})(?:\.(\d{2}))?")


@frozen(kw_only=True)
class Query:
    """What somebody asks for.

    Args:
        text: The words, those of phrases and fields among them, as they were typed.
        codes: SOC and O*NET-SOC codes, as releases write them.
        phrases: Words that must stand side by side.
        fields: Words that must all stand in one place, by its name: ``title``, or a section's.
        excluded: Words that must not stand in an occupation's title.
        cut: Whether it went on, and what came later was not read.
    """

    text: str
    codes: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    fields: Mapping[str, frozenset[str]] = field(factory=dict)
    excluded: tuple[tuple[str, ...], ...] = ()
    cut: bool = False


def parse(typed: str, fields: Mapping[str, str], is_code: Callable[[str], bool]) -> Query:
    """Read what somebody typed. Nothing is an error.

    Args:
        typed: What was typed.
        fields: The names that may stand before a colon, in the singular, with the field that each means.
        is_code: Whether there is a code. Six digits without a hyphen are one if there is, and else a number.
    """
    kept: list[str] = []
    codes: list[str] = []
    phrases: list[tuple[str, ...]] = []
    placed: dict[str, frozenset[str]] = {}
    excluded: list[tuple[str, ...]] = []
    looked_at = typed[:MOST_CHARACTERS]
    cut = len(typed) > MOST_CHARACTERS
    if cut:
        # A word that was cut in two is another word.
        looked_at = looked_at[: max(looked_at.rfind(" "), looked_at.rfind("\n")) + 1] or looked_at
    looked_at = _SPACED_CODE.sub(
        lambda found: _code(found[1] + ("" if found[2] in ". " else "-") + found[3], is_code) or found[0], looked_at
    )
    count = 0
    for piece in _PIECE.finditer(looked_at):
        phrase, word = piece["phrase"], piece["word"]
        text = word if phrase is None else phrase
        said = words(text)
        if count + len(said) > MOST_WORDS:
            cut = True
            break
        count += len(said)
        if piece["minus"]:
            if said:
                excluded.append(said)
            continue
        if not piece["field"] and (code := _code(text, is_code)):
            codes.append(code)
            continue
        if piece["field"]:
            place = fields.get(singular(plain(piece["field"])), "")
            if place and said:
                placed[place] = placed.get(place, frozenset()).union(said)
            else:
                text = f"{piece['field']} {text}"
        if phrase is not None and len(said) > 1:
            phrases.append(said)
        kept.append(text)
    if not kept and not codes:
        # Nothing but what must not be there says nothing: it is taken as words.
        return Query(text=" ".join(" ".join(said) for said in excluded), cut=cut)
    return Query(
        text=" ".join(kept),
        codes=tuple(dict.fromkeys(codes)),
        phrases=tuple(dict.fromkeys(phrases)),
        fields=placed,
        excluded=tuple(dict.fromkeys(excluded)),
        cut=cut,
    )


def _code(text: str, is_code: Callable[[str], bool]) -> str:
    """A SOC or O*NET-SOC code as releases write it; empty, if what was typed is none."""
    found = _CODE.fullmatch(text.strip(".,;()"))
    if found is None:
        return ""
    code = f"{found[1]}-{found[2]}" + (f".{found[3]}" if found[3] else "")
    return code if "-" in text or is_code(code) else ""


def field_names(sections: Mapping[str, str]) -> Mapping[str, str]:
    """What may stand before a colon, with the field that it means: ``title``, or the name of a section.

    A section goes by its own name, and by every word of its name and heading that no other section's has.

    Args:
        sections: The headings of the sections, by their names.
    """
    said = {name: {*words(name), *words(heading)} for name, heading in sections.items()}
    having = Counter(word for names in said.values() for word in names)
    named = {word: name for name, names in said.items() for word in names if having[word] == 1}
    return {**named, **{"-".join(words(name)): name for name in sections}, TITLE: TITLE}
