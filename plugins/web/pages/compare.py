"""Compare: two to four occupations in a place, or one occupation in two to four places."""

import json
from collections.abc import Iterable, Sequence

from attrs import frozen

from occuguide.core import Area, UnknownNameError
from occuguide.plugins.web.figures import KINDS, Row, figures
from occuguide.plugins.web.pages import mistakes
from occuguide.plugins.web.routes import Question
from occuguide.plugins.web.website import Website

MOST = 4
"""How many occupations, or places, are compared at most."""


@frozen(kw_only=True)
class Column:
    """An occupation in a place, as it is compared.

    Args:
        soc: The occupation's SOC code.
        title: Its title.
        place: The place.
        address: Where its guide is, from the site's root.
        rows: Its figures, one row for each kind.
    """

    soc: str
    title: str
    place: Area
    address: str
    rows: Sequence[Row]


def compared(website: Website, occupations: Sequence[str], places: Sequence[str]) -> list[Column]:
    """What is compared, as somebody names it.

    Args:
        website: The website.
        occupations: Titles, codes or parts of addresses; empty ones are passed over.
        places: The same of places; the site's home, if none is named.

    Raises:
        UnknownNameError: One is not known, none is named, or they are too many.
    """
    application = website.application
    socs = list(dict.fromkeys(website.soc_called(name) for name in occupations if name.strip()))
    found = {place.code: place for place in (website.place_called(name) for name in places if name.strip())}
    where = list(found.values()) or [website.home]
    if not socs:
        raise UnknownNameError("no occupation is named", remedy="Name two to four, or one and two to four places.")
    if len(socs) > 1 and len(where) > 1:
        raise UnknownNameError(
            "several occupations and several places are named",
            remedy="Compare occupations in one place, or one occupation in several places.",
        )
    if max(len(socs), len(where)) > MOST:
        raise UnknownNameError(f"more than {MOST} are named", remedy=f"Compare at most {MOST} at once.")
    return [
        Column(
            soc=soc,
            title=application.occupations.title(soc),
            place=place,
            address=website.address(soc, place),
            rows=figures(application, soc, place),
        )
        for soc in socs
        for place in where
    ]


def compare_page(website: Website, path: str) -> bytes:
    """The page before anything is compared."""
    return _page(website, path, (), ())


def compare_answer(website: Website, path: str, question: Question) -> bytes:
    """A table of what was named, or the form, filled in, and why there is no table."""
    occupations, places = ([one for one in question.get(name, ()) if one.strip()] for name in ("occupation", "area"))
    chosen: list[str] = []
    try:
        for name in places:
            chosen.append(website.chosen(name, website.place_called(name)))
        columns = compared(website, occupations, places) if occupations else ()
    except UnknownNameError as error:
        return _page(website, path, occupations, chosen, problem=mistakes.said(error))
    return _page(website, path, [column.title for column in columns], chosen, columns)


def _page(
    website: Website,
    path: str,
    occupations: Iterable[str],
    chosen: Sequence[str],
    columns: Sequence[Column] = (),
    problem: str = "",
) -> bytes:
    return website.page(
        "compare.html.jinja",
        path,
        columns=columns,
        several_places=len({column.place.code for column in columns}) > 1,
        rows=[(kind.title, [column.rows[number] for column in columns]) for number, kind in enumerate(KINDS)],
        problem=problem,
        named=[*dict.fromkeys(occupations), *[""] * MOST][:MOST],
        chosen=list(dict.fromkeys(chosen)) or [website.chosen("", website.home)],
        places=website.place_choices,
    )


def figures_script(website: Website, place: Area) -> bytes:
    """What the page says of every occupation in a place, as a script for pages that no server answers."""
    application = website.application
    # What is said of many figures, their period and area, stands there once.
    notes: dict[str, int] = {"": 0}
    of = {
        soc: [
            [[one.said, notes.setdefault(one.about, len(notes)), int(one.missing)] for one in row]
            for row in figures(application, soc, place)
        ]
        for soc in application.occupations.titles
    }
    data = {
        "name": place.in_words,
        "title": place.name,
        "kinds": [kind.title for kind in KINDS],
        "notes": list(notes),
        "of": of,
    }
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    folder = json.dumps(website.folder(place))
    start = "(window.occuguide=window.occuguide||{}).figures=window.occuguide.figures||{};"
    return f"{start}window.occuguide.figures[{folder}]={text};\n".encode("ascii")
