"""What every format says in the same words: the head, the sources, when the guide was written."""

import re
from itertools import groupby
from typing import assert_never

from occuguide.core import Guide, Measure, Source, Specialty, Unit, View

PERCENTILES = ("10th percentile", "25th percentile", "median", "75th percentile", "90th percentile")
"""What the five measures of a range are called."""

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

_LINKABLE = re.compile(r"(?:https?://|mailto:)[^\s\"'<>\\]+", re.IGNORECASE)

# Control characters but tab and newline, and those that turn text around: a terminal obeys them.
_CONTROLS = "".join(
    map(chr, (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_CONTROL = re.compile(f"[{re.escape(_CONTROLS)}]")

# A page is looked through in half the time as bytes: for those of one byte, then for those that begin with the same.
_SHORT = bytes(ord(control) for control in _CONTROLS if control.isascii())
_LONG = [
    re.compile(b"|".join(beginning))
    for _, beginning in groupby(
        (control.encode() for control in _CONTROLS if not control.isascii()), key=lambda control: control[0]
    )
]


def kind_in_words(guide: Guide) -> str:
    """What the reader has before them: ``Occupational Guide``, ``Occupational Profile, summary``."""
    match guide.view:
        case View.DETAILED:
            return f"Occupational {guide.kind}"
        case View.SUMMARY:
            return f"Occupational {guide.kind}, summary"
        case View.ALL_AREAS:
            return f"Occupational {guide.kind}, all areas"
        case View.DEFINITIONS:
            return f"Occupational {guide.kind}, definitions"
        case _:
            assert_never(guide.view)


def specialty_in_words(specialty: Specialty) -> str:
    """A specialty's title, with its note if it has one."""
    return f"{specialty.title} ({specialty.note})" if specialty.note else specialty.title


def source_in_words(source: Source) -> str:
    """A source in one line, with the time of its figures where the release's name does not say it."""
    if not source.period or source.period == source.release:
        return source.citation
    return f"{source.citation} ({source.period})"


def sources_in_words(sources: tuple[Source, ...]) -> str:
    """The line below a section; empty if nothing stands behind it but the author's words."""
    if not sources:
        return ""
    return f"{'Source' if len(sources) == 1 else 'Sources'}: {'; '.join(map(source_in_words, sources))}"


def written_in_words(guide: Guide) -> str:
    """When the guide was written and, but in a summary, what it rests on; empty for a guide that nobody wrote."""
    occupation = guide.occupation
    if occupation.written is None:
        return ""
    day = occupation.written
    written = f"Written {_MONTHS[day.month - 1]} {day.day}, {day.year}"
    if guide.view is View.SUMMARY or not occupation.rests_on:
        return f"{written}."
    return f"{written}; rests on: {'; '.join(occupation.rests_on)}."


def figure_in_words(value: float, unit: Unit) -> str:
    """A figure on a chart's axis, in the form of the measures beside it."""
    return str(Measure(value=value, unit=unit))


def linkable(url: str) -> bool:
    """Whether an address may be linked. Others are shown: a browser would run ``javascript:``."""
    return _LINKABLE.fullmatch(url) is not None


def without_controls(text: str) -> str:
    """A text without the control characters that a terminal or a browser would act upon."""
    return _CONTROL.sub("", text)


def head(guide: Guide) -> dict[str, object]:
    """What the templates of a page are given of a guide's head and foot."""
    return {
        "guide": guide,
        "occupation": guide.occupation,
        "kind": kind_in_words(guide),
        "specialties": [specialty_in_words(one) for one in guide.occupation.specialties],
        "written": written_in_words(guide),
    }


def encoded(page: str) -> bytes:
    """A page as bytes, without control characters.

    A half of a surrogate pair, which has no UTF-8, becomes a question mark, not an error.
    """
    content = page.encode("utf-8", "replace").translate(None, _SHORT)
    for controls in _LONG:
        content = controls.sub(b"", content)
    return content.strip() + b"\n"
