"""Fit: the interests, the ways of working and the values that the occupation suits, in plain words."""

from collections.abc import Sequence

from occuguide.core import Block, BulletList, Facts, Occupation, Paragraph, Section, hookimpl, listing
from occuguide.plugins.sections.plain import plain_words

_STYLES = 5
_VALUES = 3


@hookimpl
def guide_fit(occupation: Occupation, facts: Facts) -> Section | None:
    """Interests by their codes; work styles and values by their ratings, where a release with them is loaded."""
    _, letters = facts.interests(occupation.soc).get(f"{occupation.soc}.00", ("", ""))
    styles = _best(occupation, facts, "style", "styles", _STYLES)
    values = _best(occupation, facts, "value", "values", _VALUES)
    if not (letters or styles or values):
        return None
    return Section(
        *_interests(letters),
        *_listed("It helps to:", styles),
        *_listed("People who do well in this work often want:", values),
        sources=facts.loaded("specialty"),
    )


def _interests(letters: str) -> tuple[Block, ...]:
    if not letters:
        return ()
    words = plain_words("interests")
    names = [words[letter]["name"] for letter in letters]
    return (
        Paragraph(f"The interests that fit this work, strongest first: {listing(names)}. People in it often like:"),
        BulletList([words[letter]["likes"] for letter in letters]),
    )


def _best(occupation: Occupation, facts: Facts, domain: str, table: str, count: int) -> list[str]:
    """The plain words for what the occupation is rated highest on in a domain."""
    words = plain_words(table)
    rated = [one for one in facts.ratings(occupation.soc, domain) if one.score.has_value and one.element.id in words]
    return [words[one.element.id] for one in rated[:count]]


def _listed(lead: str, items: Sequence[str]) -> tuple[Block, ...]:
    return (Paragraph(lead), BulletList(items)) if items else ()
