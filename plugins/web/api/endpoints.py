"""What the API tells: a function an endpoint, from the website and what is asked to the answer."""

from collections.abc import Sequence
from math import ceil
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from occuguide.core import Area, Guide, Measure, OccupationLink, Strong, TopicFigure, UnknownNameError, View, plain
from occuguide.core import Topic as CoreTopic
from occuguide.core import TopicValue as CoreValue
from occuguide.core.topics import BY_TITLE, RELEVANCE
from occuguide.plugins.renderers.json import JsonRenderer
from occuguide.plugins.web.api import answers, arguments
from occuguide.plugins.web.api.answers import Address
from occuguide.plugins.web.api.arguments import Here, RefusedError
from occuguide.plugins.web.figures import KINDS
from occuguide.plugins.web.pages.compare import compared
from occuguide.plugins.web.progress import Quiet
from occuguide.plugins.web.website import Website

ROOT = "api/v1"
"""Where the API is, from the site's root."""

_RENDERER = JsonRenderer()

One = TypeVar("One")


def at(*path: str, **asked: str) -> Address:
    """An address of the API."""
    joined = "/".join((ROOT, *(quote(part, safe="") for part in path)))
    return Address(f"{joined}?{urlencode(asked)}" if asked else joined)


# --- Occupations --------------------------------------------------------------------------------------------


def occupations(
    website: Website, here: Here, page: arguments.PageNumber = 1, per_page: arguments.PerPage = 100
) -> answers.Occupations:
    """Every occupation, by its SOC code."""
    socs = list(website.slugs)
    results = [answers.Occupation(**_occupation(website, soc)) for soc in _slice(socs, page, per_page)]
    return answers.Occupations(**_paging(here, len(socs), page, per_page), results=results)


def occupation(
    website: Website,
    here: Here,
    occupation: arguments.OccupationName,
    area: arguments.AreaName = "",
    view: arguments.ViewName = View.DETAILED,
) -> answers.GuideJson | answers.Moved:
    """The guide of an occupation for a place; the way to it, if another name than its SOC code is given."""
    application = website.application
    if occupation not in website.slugs:
        found = application.occupations.find(website.socs.get(occupation, occupation))
        return answers.Moved(address=at("occupations", found.occupation.soc, **dict(here.query)), notes=found.notes)
    place = _area(website, area)
    guide = application.composer.guide(application.occupations.get(occupation), place, view)
    return answers.GuideJson(application.render(_RENDERER, guide, _Beside(website, place)))


class _Beside:
    """Where the guides of other occupations are, seen from one."""

    def __init__(self, website: Website, place: Area) -> None:
        self._known = website.slugs
        self._area = urlencode({"area": place.code})

    def occupation(self, link: OccupationLink) -> str | None:
        return f"{link.soc}?{self._area}" if link.soc in self._known else None

    def pages(self, guide: Guide) -> Sequence[tuple[str, str | None]]:
        return ()


def _occupation(website: Website, soc: str, place: Area | None = None) -> dict[str, Any]:
    """What every list says of an occupation; for the site's own place, if no other is asked for."""
    asked = {} if place is None else {"area": place.code}
    return {
        "soc": soc,
        "title": website.application.occupations.title(soc),
        "slug": website.slugs[soc],
        "kind": website.application.occupations.kind(soc),
        "in_short": website.application.occupations.get(soc).in_short,
        "html": Address(website.address(soc, place or website.home)),
        "json": at("occupations", soc, **asked),
    }


# --- Search -------------------------------------------------------------------------------------------------


def search(
    website: Website,
    here: Here,
    q: arguments.Query = "",
    area: arguments.AreaName = "",
    topic: arguments.Chosen = (),
    sort: arguments.Order = RELEVANCE,
    page: arguments.PageNumber = 1,
    per_page: arguments.PerPage = 20,
) -> answers.SearchResults:
    """Occupations by words and topics, as `occuguide search` finds them, each with why it was found."""
    application, place = website.application, _area(website, area)
    chosen = application.topics.choose(topic, place)
    results = application.search(
        q, place, Quiet(), chosen=chosen, order=sort, start=(page - 1) * per_page, limit=per_page
    )
    return answers.SearchResults(
        **_paging(here, len(results.found), page, per_page),
        results=[
            answers.Found(
                **_occupation(website, hit.soc, place),
                figure=_sorted_by(results.figures.get(hit.soc)),
                score=round(hit.score, 3),
                reason=str(hit.reason),
                matched=answers.Match(
                    by=hit.reason.why,
                    name=hit.reason.name,
                    snippet=[
                        answers.Piece(text=plain((piece,)), matched=isinstance(piece, Strong))
                        for piece in hit.reason.snippet
                    ],
                ),
            )
            for hit in results.hits
        ],
        nearest=results.nearest,
        did_you_mean=results.did_you_mean,
        notes=results.notes,
        topics=results.counts(),
    )


def suggestions(
    website: Website, q: arguments.Beginning, area: arguments.AreaName = "", limit: arguments.Limit = 10
) -> answers.Suggestions:
    """Titles that what somebody began to type may become."""
    return answers.Suggestions(results=website.application.suggest(q, _area(website, area), Quiet(), limit))


# --- Topics -------------------------------------------------------------------------------------------------


def topics(
    website: Website, here: Here, page: arguments.PageNumber = 1, per_page: arguments.PerPage = 100
) -> answers.Topics:
    """What occupations are found by beside words."""
    known = list(website.application.topics.by_name.values())
    results = [answers.Topic(**_topic(one)) for one in _slice(known, page, per_page)]
    return answers.Topics(**_paging(here, len(known), page, per_page), results=results)


def topic(website: Website, topic: arguments.TopicName, area: arguments.AreaName = "") -> answers.TopicValues:
    """The values of a topic, with how many occupations have each in a place."""
    place = _area(website, area)
    asked = website.application.topics.topic(topic)
    values = website.application.topics.values(asked.name, place)
    return answers.TopicValues(
        **_topic(asked), area=place.code, values=[_value(website, asked, value, place) for value in values]
    )


def topic_value(
    website: Website,
    here: Here,
    topic: arguments.TopicName,
    value: arguments.ValueName,
    area: arguments.AreaName = "",
    page: arguments.PageNumber = 1,
    per_page: arguments.PerPage = 20,
) -> answers.OccupationsOfValue:
    """The occupations that have a value of a topic in a place."""
    known, place = website.application.topics, _area(website, area)
    asked = known.topic(topic)
    ((found, *others),) = known.choose([f"{asked.name}={value}"], place).values()
    if others:
        several = ", ".join(one.name for one in (found, *others))
        raise UnknownNameError(f"{value!r} begins the titles of several values", remedy=f"Name one of {several}.")
    figures = known.figures(asked.name, place)
    having = known.matching(website.slugs, {asked.name: [found]})
    socs = known.sorted_by(asked.name if figures else BY_TITLE, having, place)
    return answers.OccupationsOfValue(
        **_paging(here, len(socs), page, per_page),
        topic=asked.name,
        value=_value(website, asked, found, place),
        area=place.code,
        results=[
            answers.Ranked(**_occupation(website, soc, place), figure=_sorted_by(figures.get(soc)))
            for soc in _slice(socs, page, per_page)
        ],
    )


def _topic(topic: CoreTopic) -> dict[str, Any]:
    return {
        "name": topic.name,
        "title": topic.title,
        "about": topic.about,
        "sorts": topic.figures is not None,
        "address": at("topics", topic.name),
    }


def _value(website: Website, topic: CoreTopic, value: CoreValue, place: Area) -> answers.Value:
    return answers.Value(
        name=value.name,
        title=value.title,
        about=value.about,
        within=value.within,
        occupations=len(website.slugs.keys() & value.socs),
        address=at("topics", topic.name, value.name, area=place.code),
    )


def _sorted_by(figure: TopicFigure | None) -> answers.Figure | None:
    return None if figure is None else _figure(str(figure), figure.measure, figure.area)


def _figure(text: str, measure: Measure | None, area: str) -> answers.Figure:
    if measure is None:
        return answers.Figure(text=text)
    return answers.Figure(
        text=text,
        value=measure.value,
        unit=measure.unit,
        status=measure.status,
        period=measure.period,
        area=area,
        source=measure.source.id if measure.source else None,
        code=measure.code,
    )


# --- Places -------------------------------------------------------------------------------------------------


def places(
    website: Website, here: Here, page: arguments.PageNumber = 1, per_page: arguments.PerPage = 100
) -> answers.Places:
    """The places that guides are for."""
    areas = website.application.facts.areas
    results = [_place(website, area) for area in _slice(areas, page, per_page)]
    return answers.Places(**_paging(here, len(areas), page, per_page), results=results)


def place(website: Website, place: arguments.PlaceName) -> answers.Place:
    """A place: its counties, and the areas that its figures are published for."""
    return _place(website, _area(website, place))


def _place(website: Website, area: Area) -> answers.Place:
    folder = website.every_place.slugs[area.code]
    return answers.Place(
        **_name(area),
        slug=area.slug,
        counties=area.counties,
        wages=area.wages,
        projections=area.projections,
        within=[answers.PlaceName(**_name(wider)) for wider in area.within],
        address=at("places", area.code),
        pages=Address(f"{folder}/index.html") if folder in website.places else None,
    )


def _name(area: Area) -> dict[str, Any]:
    return {"code": area.code, "name": area.name, "kind": area.kind}


def _area(website: Website, name: str) -> Area:
    """The place that is meant: one of the facts, or one that the site joins of counties that share their data.

    Raises:
        UnknownNameError: There is none of that name, or there are several.
    """
    if not name:
        return website.home
    try:
        return website.application.area(name)
    except UnknownNameError:
        for slug, joined in website.every_place.by_slug.items():
            if name in (slug, joined.code):
                return joined
        raise


# --- Comparing, sources -------------------------------------------------------------------------------------


def compare(website: Website, occupation: arguments.Occupations, area: arguments.Areas = ()) -> answers.Comparison:
    """Two to four occupations in a place side by side, or one occupation in several places."""
    socs = list(dict.fromkeys(website.soc_called(name) for name in occupation if name.strip()))
    folders = list(dict.fromkeys(website.every_place.slugs[_area(website, name).code] for name in area))
    if len(socs) > 1 and len(folders) > 1:
        raise RefusedError("Compare several occupations in one place, or one occupation in several places.")
    return answers.Comparison(
        kinds=[answers.FigureKind(name=kind.name, title=kind.title) for kind in KINDS],
        columns=[
            answers.Compared(
                **_occupation(website, column.soc, column.place),
                place=answers.PlaceName(**_name(column.place)),
                figures={
                    kind.name: [_figure(one.said, one.measure, one.area) for one in row]
                    for kind, row in zip(KINDS, column.rows, strict=True)
                },
            )
            for column in compared(website, socs, folders)
        ],
    )


def sources(
    website: Website, here: Here, page: arguments.PageNumber = 1, per_page: arguments.PerPage = 100
) -> answers.Sources:
    """The releases that all figures came from: their periods, licenses, and where the copies were had from."""
    known = list(website.application.facts.sources.values())
    results = _slice(known, page, per_page)
    return answers.Sources(**_paging(here, len(known), page, per_page), results=results)


# --- Lists --------------------------------------------------------------------------------------------------


def _slice(every: Sequence[One], page: int, per_page: int) -> Sequence[One]:
    return every[(page - 1) * per_page : page * per_page]


def _paging(here: Here, total: int, page: int, per_page: int) -> dict[str, Any]:
    """What every page of a list says of itself."""
    last = max(1, ceil(total / per_page))
    return {
        "total": total,
        "page": page,
        "per_page": per_page,
        "next": here.page(page + 1) if page < last else None,
        "previous": here.page(min(page - 1, last)) if page > 1 else None,
    }
