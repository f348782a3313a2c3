"""Pages that lead to guides: home, A to Z, places, topics."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from attrs import evolve, frozen

from occuguide.core import Area, AreaKind, Topic, TopicFigure, TopicValue, counties_in_words
from occuguide.core.topics import BY_TITLE, common
from occuguide.plugins.sections.outlook import LOW_BASE_YEARS
from occuguide.plugins.web.routes import Elsewhere, Page, Question
from occuguide.plugins.web.website import Website

RANKED = 10
"""How many occupations a place's page names of each kind."""

_NONE: Mapping[str, TopicFigure] = {}


@frozen(kw_only=True)
class Entry:
    """An occupation in a list.

    Args:
        title: Its title.
        address: Where its guide is, from the site's root.
        guide: Whether somebody wrote a guide for it.
        about: What people in it do, in a sentence; empty if nobody said.
        figure: What it is sorted by, in words; empty if by its title.
        missing: Whether that is only the reason why there is no figure.
    """

    title: str
    address: str
    guide: bool
    about: str = ""
    figure: str = ""
    missing: bool = False


def entry(
    website: Website, soc: str, place: Area, figures: Mapping[str, TopicFigure] = _NONE, known: Collection[str] = ()
) -> Entry:
    """An occupation as a list shows it.

    Args:
        website: The website.
        soc: The occupation's SOC code.
        place: The place that its guide is for.
        figures: What the list is sorted by, by SOC code; nothing, if that is no figure.
        known: What is said of the whole list already, as ``common`` answers.
    """
    figure = figures.get(soc)
    return Entry(
        title=website.application.occupations.title(soc),
        address=website.address(soc, place),
        guide=soc in website.guides,
        about=website.application.occupations.get(soc).in_short,
        figure=figure.in_words(soc, known) if figure else "no figure" if figures else "",
        missing=figure is None or not figure.measure.has_value,
    )


# --- Home, A to Z -------------------------------------------------------------------------------------------


def home_page(website: Website, path: str) -> bytes:
    """The page at the site's root."""
    topics = website.application.topics.by_name.values()
    return website.page(
        "home.html.jinja",
        path,
        counties=website.counties,
        topics=topics,
        guides=by_title(website, website.guides, website.home),
        number=len(website.slugs),
    )


def a_to_z_page(website: Website, path: str) -> bytes:
    """Every occupation by the first letter of its title."""
    entries = by_title(website, website.slugs, website.home)
    letters = [(letter, list(group)) for letter, group in groupby(entries, key=lambda one: one.title[:1].upper())]
    return website.page("a-to-z.html.jinja", path, letters=letters, place=website.home, number=len(entries))


def by_title(website: Website, socs: Iterable[str], place: Area) -> list[Entry]:
    """Occupations as a list sorted by their titles."""
    return sorted((entry(website, soc, place) for soc in socs), key=lambda one: one.title.casefold())


# --- Places -------------------------------------------------------------------------------------------------


def places_page(website: Website, path: str) -> bytes:
    """Every place: the wide ones, the counties, the areas of several counties."""
    places = list(website.places.items())
    wide = [(name, place) for name, place in places if place.kind in (AreaKind.NATION, AreaKind.STATE)]
    areas = [
        (name, place, counties_in_words(place.counties))
        for name, place in sorted(places, key=lambda one: one[1].name)
        if place.kind not in (AreaKind.NATION, AreaKind.STATE) and len(place.counties) > 1
    ]
    return website.page("places.html.jinja", path, wide=wide, counties=website.counties, areas=areas)


def chosen_place(website: Website, question: Question) -> bytes:
    """To the page of the place that somebody chose; to every place, if none was chosen.

    Raises:
        Elsewhere: There the place's page is.
        UnknownNameError: There is no such place.
    """
    if not any(one.strip() for one in question.get("area", ())):
        return places_page(website, "places.html")
    raise Elsewhere(f"{website.folder(website.asked_place(question))}/index.html")


def place_page(website: Website, path: str, place: Area) -> bytes:
    """A place: its counties, where its figures are published for, its highest occupations, and all of them."""
    application = website.application
    ranks = []
    for name, topic in application.topics.by_name.items():
        if not (figures := application.topics.figures(name, place)):
            continue
        ordered = application.topics.sorted_by(name, _comparable(figures), place)
        if first := ordered[:RANKED]:
            known = common(figures[soc] for soc in first)
            entries = [entry(website, soc, place, figures, known) for soc in first]
            ranks.append((topic, ", ".join(known), entries))
    return website.page(
        "place.html.jinja",
        path,
        place=place,
        members=[one for one in website.every_place.members(place) if one.kind is AreaKind.COUNTY and one is not place],
        ranks=ranks,
        low_start=_starts_low,
        occupations=by_title(website, website.slugs, place),
    )


def _starts_low(period: str) -> bool:
    """Whether a period of projections starts in a year of unusually low employment."""
    return any(f"{year}-" in period for year in LOW_BASE_YEARS)


def _comparable(figures: Mapping[str, TopicFigure]) -> list[str]:
    """The SOC codes of the most figures that may be ranked beside one another.

    They are of one unit, one period and one area, and each is its occupation's own: a figure for several occupations
    together would stand there several times.
    """
    groups: dict[object, list[str]] = {}
    for soc, figure in figures.items():
        if figure.measure.has_value and figure.measure.code in ("", soc):
            groups.setdefault((figure.measure.unit, figure.about), []).append(soc)
    return max(groups.values(), key=len, default=[])


# --- Topics -------------------------------------------------------------------------------------------------


def topic_pages(website: Website, linked: set[str]) -> Iterator[Page]:
    """The list of topics, each topic, and each of its values."""
    topics = website.application.topics
    yield Page("topics/index.html", partial(topics_page, website, "topics/index.html"))
    for name, topic in topics.by_name.items():
        path = f"topics/{name}.html"
        yield Page(path, partial(topic_page, website, path, topic))
        for value in topics.values(name, website.home):
            own = _value_path(topic, value)
            make = partial(value_page, website, own, topic, value, website.home)
            yield Page(own, make, answer=partial(value_elsewhere, website, own, topic, value))


def _value_path(topic: Topic, value: TopicValue) -> str:
    return f"topics/{topic.name}/{value.name}.html"


def topics_page(website: Website, path: str) -> bytes:
    """Every topic."""
    topics = website.application.topics
    listed = [(topic, len(topics.values(name, website.home))) for name, topic in topics.by_name.items()]
    return website.page("topics.html.jinja", path, topics=listed)


def topic_page(website: Website, path: str, topic: Topic) -> bytes:
    """The values of a topic, those that are part of others below them."""
    values = website.application.topics.values(topic.name, website.home)

    def within(name: str) -> list[tuple[TopicValue, str]]:
        return [(value, _value_path(topic, value)) for value in values if value.within == name]

    listed = [(value, address, within(value.name)) for value, address in within("")]
    return website.page("topic.html.jinja", path, topic=topic, place=website.home, values=listed)


def value_page(website: Website, path: str, topic: Topic, value: TopicValue, place: Area) -> bytes:
    """The occupations that have a value, in the order of the topic's figures, or else of their titles."""
    topics = website.application.topics
    figures = topics.figures(topic.name, place)
    ordered = topics.sorted_by(topic.name if figures else BY_TITLE, value.socs, place)
    known = common(figures.get(soc) for soc in ordered)
    return website.page(
        "value.html.jinja",
        path,
        topic=topic,
        value=value,
        place=place,
        known=", ".join(known),
        entries=[entry(website, soc, place, figures, known) for soc in ordered],
        counties=website.counties,
    )


def value_elsewhere(website: Website, path: str, topic: Topic, value: TopicValue, question: Question) -> bytes:
    """The occupations that have a value in the place that the question names.

    Raises:
        UnknownNameError: There is no such place.
    """
    place = website.asked_place(question)
    there = (one for one in website.application.topics.values(topic.name, place) if one.name == value.name)
    return value_page(website, path, topic, next(there, evolve(value, socs=())), place)
