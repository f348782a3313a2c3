"""Search: occupations by words and topics. Without a question, the page is filled by the site's script."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import ceil
from typing import TypeVar
from urllib.parse import urlencode

from attrs import frozen

from occuguide.core import Area, OccuguideError, Topic, TopicValue, UnknownNameError
from occuguide.core.application import Results
from occuguide.core.topics import RELEVANCE, Chosen, common
from occuguide.plugins.web.pages import mistakes
from occuguide.plugins.web.pages.lists import entry
from occuguide.plugins.web.progress import LOG, Quiet
from occuguide.plugins.web.routes import Question
from occuguide.plugins.web.website import Website

PAGE = 20
"""How many occupations a page of results has."""

_LONGEST = 200
"""How many characters of what was typed are looked for; a pasted line of an advertisement has fewer."""

Known = TypeVar("Known")


def search_page(website: Website, path: str) -> bytes:
    """The page before anything is searched for."""
    return _nothing_found(website, path, website.home)


def _nothing_found(website: Website, path: str, place: Area, typed: str = "", problem: str = "") -> bytes:
    return website.page("search.html.jinja", path, typed=typed, results=None, problem=problem, place=place)


def search_answer(website: Website, path: str, question: Question) -> bytes:
    """What was found, with the topics that narrow it.

    A name that is not known is said on the page, beside what was found without it.
    """
    asked = _Asked.of(website, question)
    problem = " ".join(asked.problems)
    if not asked.typed.strip() and not asked.chosen and asked.order == RELEVANCE:
        return _nothing_found(website, path, asked.place, problem=problem)

    def search(number: int) -> Results:
        start = (number - 1) * PAGE
        return website.application.search(
            asked.typed, asked.place, Quiet(), chosen=asked.chosen, order=asked.order, start=start, limit=PAGE
        )

    number = _number(question)
    try:
        results = search(number)
    except OccuguideError as error:
        LOG.error("search failed: %s", error)
        problem = "Search does not work at the moment. A to Z, topics and places do."
        return _nothing_found(website, path, asked.place, asked.typed, problem)
    pages = max(1, ceil(len(results.found) / PAGE))
    if number > pages:
        number, results = pages, search(pages)
    known = common(results.figures.get(hit.soc) for hit in results.hits)
    fields = [(name, value) for name, values in question.items() for value in values if name != "page"]

    def address(*more: tuple[str, str], without: str = "") -> str:
        return f"?{urlencode([*(field for field in fields if field[0] != without), *more])}"

    topics = website.application.topics
    return website.page(
        "search.html.jinja",
        path,
        typed=asked.typed,
        results=results,
        listed=[(entry(website, hit.soc, asked.place, results.figures, known), hit.reason) for hit in results.hits],
        known=", ".join(known),
        problem=problem,
        place=asked.place,
        chosen_place=website.chosen(_first(question, "area"), asked.place),
        order=asked.order,
        orders=[(name, topics.by_name[name].title if name in topics.by_name else name) for name in topics.orders],
        chosen=[(topics.by_name[name], value) for name, values in asked.chosen.items() for value in values],
        facets=[
            (
                topic.title,
                [(value.title, count, address(("topic", f"{topic.name}={value.name}"))) for value, count in values],
            )
            for topic, values in _narrowing(website, asked, results)
        ],
        number=number,
        pages=pages,
        before=address(("page", str(number - 1))) if number > 1 else "",
        after=address(("page", str(number + 1))) if number < pages else "",
        without_topics=address(without="topic"),
        meant=address(("q", results.did_you_mean), without="q"),
    )


@frozen(kw_only=True)
class _Asked:
    """What is searched for, as far as it is understood.

    Args:
        typed: The words.
        place: The place whose figures topics and orders go by.
        chosen: The values of topics.
        order: The order of the results.
        problems: What is not understood, in sentences.
    """

    typed: str
    place: Area
    chosen: Chosen
    order: str
    problems: Sequence[str]

    @classmethod
    def of(cls, website: Website, question: Question) -> "_Asked":
        topics, problems = website.application.topics, list[str]()

        def understood(ask: Callable[[], Known], otherwise: Known) -> Known:
            try:
                return ask()
            except UnknownNameError as error:
                problems.append(mistakes.sentence(error))
                return otherwise

        place = understood(lambda: website.asked_place(question), website.home)
        nothing: Chosen = {}
        named = [one for one in question.get("topic", ()) if one.strip()]
        known = [one for one in named if understood(partial(topics.choose, [one], place), nothing)]
        return cls(
            typed=_first(question, "q")[:_LONGEST],
            place=place,
            chosen=topics.choose(known, place),
            order=understood(lambda: topics.order(_first(question, "sort") or RELEVANCE), RELEVANCE),
            problems=problems,
        )


def _first(question: Question, name: str) -> str:
    return next(iter(question.get(name, ())), "")


def _number(question: Question) -> int:
    """Which page of the results is asked for; the first, if that is nonsense."""
    asked = _first(question, "page")
    return min(int(asked), 100) if asked.isascii() and asked.isdigit() and len(asked) < 4 and int(asked) else 1


def _narrowing(
    website: Website, asked: _Asked, results: Results
) -> Iterator[tuple[Topic, Sequence[tuple[TopicValue, int]]]]:
    """The topics that nothing was chosen of, with their values that narrow what was found and how many each leaves."""
    topics, counts = website.application.topics, results.counts()
    for name, topic in topics.by_name.items():
        values = [(value, counts[name][value.name]) for value in topics.values(name, asked.place) if not value.within]
        narrowing = [(value, count) for value, count in values if 0 < count < len(results.found)]
        if narrowing and name not in asked.chosen:
            yield topic, narrowing
