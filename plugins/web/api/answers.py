"""What the API answers: one class an answer. Its fields are the members of the JSON, its docstring describes them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import asdict, frozen

from occuguide.core import AreaKind, Kind, PublishedArea, Source, Status, Suggestion, Unit, Why


@frozen
class Address:
    """Where something is.

    Args:
        path: From the site's root. In JSON it begins with a slash, and with whatever the site is published under.
    """

    path: str


@frozen
class Template(Address):
    """Where some things are: an address with the names of what is to be filled in, in braces (RFC 6570)."""


@frozen
class GuideJson:
    """A guide, as the JSON renderer makes it.

    Args:
        body: The JSON.
    """

    body: bytes


def as_json(answer: object, root: str) -> bytes:
    """An answer as compact JSON in UTF-8.

    Args:
        answer: One of the classes here, or what JSON knows.
        root: What the site is published under, without a slash at its end; empty for the host's root.
    """

    def plain(one: Any) -> Any:
        return f"{root}/{one.path}" if isinstance(one, Address) else asdict(one, recurse=False)

    text = json.dumps(answer, default=plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A half of a surrogate pair, which has no UTF-8, becomes a question mark instead of an error.
    return text.encode("utf-8", "replace")


# --- What is wrong, and what is elsewhere -------------------------------------------------------------------


@frozen(kw_only=True)
class Problem:
    """What is wrong (RFC 9457).

    Args:
        type: Always ``about:blank``: the status says what kind of problem it is.
        title: The status in words.
        status: The HTTP status.
        detail: What is wrong, and what to do.
        instance: The address that was asked for.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


@frozen(kw_only=True)
class Moved:
    """What was asked for stands at another address.

    Args:
        address: Where.
        notes: What to know of the way there, such as that a code is an old one.
    """

    address: Address
    notes: Sequence[str] = ()


# --- Lists --------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Listed:
    """A page of a list.

    Args:
        total: How many there are in all.
        page: Which page this is, from 1.
        per_page: How many a page has at most.
        next: The next page; null on the last.
        previous: The page before; null on the first.
    """

    total: int
    page: int
    per_page: int
    next: Address | None
    previous: Address | None


@frozen(kw_only=True)
class Occupation:
    """An occupation.

    Args:
        soc: Its SOC code.
        title: Its title.
        slug: Its part of the addresses of pages.
        kind: Whether somebody wrote a guide for it (``Guide``), or it is made from facts alone (``Profile``).
        in_short: What people in it do, in a sentence; empty if nobody said.
        html: Its guide for the place that was asked for, as a page.
        json: The same as JSON.
    """

    soc: str
    title: str
    slug: str
    kind: Kind
    in_short: str
    html: Address
    json: Address


@frozen(kw_only=True)
class Figure:
    """A figure, or why there is none, or words where there can be no figure.

    Args:
        text: The figure in words: ``$132,620``, ``2,110 over the whole period``, ``not released``.
        value: The figure; the bound, if the status is ``at_least``; null, if there is none.
        unit: What it counts; null for words.
        status: What is known of it; null for words.
        period: The time that it is for.
        area: The area that it is published for, in words; empty if it is for no area, or if that need not be said.
        source: The id of the release that it came from.
        code: The code that it is published under. One that is not the occupation's joins several occupations.
    """

    text: str
    value: float | None = None
    unit: Unit | None = None
    status: Status | None = None
    period: str = ""
    area: str = ""
    source: str | None = None
    code: str = ""


@frozen(kw_only=True)
class Ranked(Occupation):
    """An occupation in a list that may be sorted by a figure.

    Args:
        figure: What it is sorted by; null if by no figure, or if it has none.
    """

    figure: Figure | None


@frozen(kw_only=True)
class Piece:
    """A piece of a text.

    Args:
        text: The words.
        matched: Whether they are what was searched for.
    """

    text: str
    matched: bool


@frozen(kw_only=True)
class Match:
    """What an occupation was found by.

    Args:
        by: What kind of thing that is.
        name: The title, the code or the section's heading; empty for a title that is never shown.
        snippet: For a section, the words around those that matched, piece by piece.
    """

    by: Why
    name: str
    snippet: Sequence[Piece]


@frozen(kw_only=True)
class Found(Ranked):
    """An occupation that was found.

    Args:
        score: How well it fits. Scores of two searches cannot be compared.
        reason: Why it was found, in words.
        matched: The same, for programs.
    """

    score: float
    reason: str
    matched: Match


@frozen(kw_only=True)
class Occupations(Listed):
    """Occupations by their SOC codes."""

    results: Sequence[Occupation]


@frozen(kw_only=True)
class SearchResults(Listed):
    """What was found, best first or in the order that was asked for.

    Args:
        results: The occupations.
        nearest: Whether nothing fits what was asked, and these are the nearest.
        did_you_mean: The words as they may have been meant; empty, if there is no better guess.
        notes: What to know of how the words were taken, in sentences.
        topics: How many occupations each value of each topic would leave, by topic's and value's name.
    """

    results: Sequence[Found]
    nearest: bool
    did_you_mean: str
    notes: Sequence[str]
    topics: Mapping[str, Mapping[str, int]]


@frozen(kw_only=True)
class Suggestions:
    """Titles that what was typed may become, best first, one of an occupation."""

    results: Sequence[Suggestion]


@frozen(kw_only=True)
class Sources(Listed):
    """The releases that figures came from, with what their licences ask for."""

    results: Sequence[Source]


# --- Topics -------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Topic:
    """Something to find occupations by.

    Args:
        name: What it is called in addresses: ``education``.
        title: What it is called where it is shown.
        about: What it sorts by, of which place and in whose words; empty if the title says it all.
        sorts: Whether it has figures, so that occupations can be sorted by it.
        address: Its values.
    """

    name: str
    title: str
    about: str
    sorts: bool
    address: Address


@frozen(kw_only=True)
class Value:
    """One of the values that a topic sorts occupations into.

    Args:
        name: What it is called in addresses: ``bachelors-degree``.
        title: What it is called where it is shown.
        about: What it means; empty if the title says it all.
        within: The name of the wider value that it is part of; empty if none.
        occupations: How many occupations have it in the place.
        address: These occupations.
    """

    name: str
    title: str
    about: str
    within: str
    occupations: int
    address: Address


@frozen(kw_only=True)
class Topics(Listed):
    """The topics."""

    results: Sequence[Topic]


@frozen(kw_only=True)
class TopicValues(Topic):
    """A topic with its values in a place, in the order to show.

    Args:
        area: The code of the place.
        values: The values.
    """

    area: str
    values: Sequence[Value]


@frozen(kw_only=True)
class OccupationsOfValue(Listed):
    """The occupations that have a value, sorted by the topic's figures, the highest first, or else by their titles.

    Args:
        topic: The topic's name.
        value: The value.
        area: The code of the place.
        results: The occupations.
    """

    topic: str
    value: Value
    area: str
    results: Sequence[Ranked]


# --- Places -------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class PlaceName:
    """A place by name.

    Args:
        code: A county's FIPS code, or the OEWS code of an area, a state or the nation.
        name: Its name.
        kind: What it is.
    """

    code: str
    name: str
    kind: AreaKind


@frozen(kw_only=True)
class Place(PlaceName):
    """A place that guides are for.

    Args:
        slug: The name as it stands in addresses.
        counties: The names of its counties; for a county, its own.
        wages: The area that its wages are published for; null if there is none.
        projections: The areas that its projections are published for; none is summed.
        within: The wider places that it lies in, nearest first.
        address: This place.
        pages: Its page, beside which its guides are; counties that have all their data in common share their pages.
            Null if the site has no pages for it.
    """

    slug: str
    counties: Sequence[str]
    wages: PublishedArea | None
    projections: Sequence[PublishedArea]
    within: Sequence[PlaceName]
    address: Address
    pages: Address | None


@frozen(kw_only=True)
class Places(Listed):
    """The places that guides are for: the nation, states, areas, counties."""

    results: Sequence[Place]


# --- Comparing ----------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class FigureKind:
    """A kind of figure that is compared.

    Args:
        name: Its name in ``figures``.
        title: What it is called where it is shown.
    """

    name: str
    title: str


@frozen(kw_only=True)
class Compared(Occupation):
    """An occupation in a place, as it is compared.

    Args:
        place: The place. Counties that have all their data in common are compared as one place.
        figures: Its figures by the name of their kind: several, where they are published for several areas.
    """

    place: PlaceName
    figures: Mapping[str, Sequence[Figure]]


@frozen(kw_only=True)
class Comparison:
    """Occupations or places side by side.

    Args:
        kinds: What is compared, in the order to show.
        columns: What was named, in that order.
    """

    kinds: Sequence[FigureKind]
    columns: Sequence[Compared]


# --- The API itself -----------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Endpoint:
    """Something that the API answers.

    Args:
        address: Where it is, with the names of what can be asked, in braces (RFC 6570).
        about: What it answers.
    """

    address: Template
    about: str


@frozen(kw_only=True)
class Index:
    """Where everything is.

    Args:
        name: What the site is called.
        description: The description of the API (OpenAPI 3.1).
        endpoints: What the API answers.
    """

    name: str
    description: Address
    endpoints: Sequence[Endpoint]
