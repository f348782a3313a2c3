"""Search: occupations by words and topics. Without a question, the page is filled by the site's script."""

from math import ceil
from urllib.parse import urlencode

from occuguide.core import UnknownNameError
from occuguide.core.application import Results
from occuguide.core.topics import RELEVANCE, common
from occuguide.plugins.web.pages.lists import entry
from occuguide.plugins.web.progress import Quiet
from occuguide.plugins.web.routes import Question
from occuguide.plugins.web.website import Website

PAGE = 20
"""How many occupations a page of results has."""

_LONGEST = 200
"""How many characters of what was typed are looked for; a pasted line of an advertisement has fewer."""


def search_page(website: Website, path: str) -> bytes:
    """The page before anything is searched for."""
    return website.page(
        "search.html.jinja", path, typed="", results=None, problem="", counties=website.counties, place=website.home
    )


def search_answer(website: Website, path: str, question: Question) -> bytes:
    """What was found, with the topics that narrow it.

    A name that is not known is said on the page, beside what was found without it.
    """
    typed = next(iter(question.get("q", ())), "")[:_LONGEST]
    number = _number(question)
    topics, place, problem = website.application.topics, website.home, ""
    chosen = {}
    try:
        place = website.asked_place(question)
        chosen = dict(topics.choose(question.get("topic", ()), place))
        order = topics.order(next(iter(question.get("sort", ())), RELEVANCE))
    except UnknownNameError as error:
        order, problem = RELEVANCE, str(error)
    if not typed.strip() and not chosen and not problem:
        return website.page(
            "search.html.jinja", path, typed="", results=None, problem="", counties=website.counties, place=place
        )
    results = website.application.search(typed, place, Quiet(), chosen=chosen, order=order, limit=number * PAGE)
    shown = results.hits[(number - 1) * PAGE : number * PAGE]
    known = common(results.figures.get(hit.soc) for hit in shown)
    listed = [
        (
            entry(website, hit.soc, place, figure.in_words(hit.soc, known) if figure else ""),
            hit.reason,
        )
        for hit in shown
        for figure in (results.figures.get(hit.soc),)
    ]
    asked = [(name, value) for name, values in question.items() for value in values if name != "page"]

    def with_page(wanted: int) -> str:
        return f"?{urlencode([*asked, ('page', str(wanted))])}"

    pages = max(1, ceil(len(results.found) / PAGE))
    return website.page(
        "search.html.jinja",
        path,
        typed=typed,
        results=results,
        listed=listed,
        known=", ".join(known),
        problem=problem,
        place=place,
        order=order,
        orders=[(name, topics.by_name[name].title if name in topics.by_name else name) for name in topics.orders],
        chosen=[(topics.by_name[name], value) for name, values in chosen.items() for value in values],
        facets=_facets(website, results, question),
        counties=website.counties,
        number=number,
        pages=pages,
        before=with_page(number - 1) if number > 1 else "",
        after=with_page(number + 1) if number < pages else "",
        meant=f"?{urlencode([('q', results.did_you_mean), *((n, v) for n, v in asked if n != 'q')])}",
    )


def _number(question: Question) -> int:
    """Which page of the results is asked for; the first, if that is nonsense."""
    asked = next(iter(question.get("page", ())), "1")
    return min(int(asked), 100) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 and int(asked) else 1


def _facets(website: Website, results: Results, question: Question) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """For each topic, the values that narrow what was found: title, how many, and where that leads."""
    counts = results.counts()
    asked = [(name, value) for name, values in question.items() for value in values if name != "page"]
    facets = []
    for name, topic in website.application.topics.by_name.items():
        values = [
            (value.title, count, f"?{urlencode([*asked, ('topic', f'{name}={value.name}')])}")
            for value in website.application.topics.values(name, website.home)
            if not value.within and 0 < (count := counts.get(name, {}).get(value.name, 0)) < len(results.found)
        ]
        if values:
            facets.append((topic.title, values))
    return facets
