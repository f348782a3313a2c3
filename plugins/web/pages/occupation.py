"""The pages of an occupation: its guide for every place, its figures for all areas, what its skills mean."""

import csv
import io
import json
from collections.abc import Iterator, Set
from functools import partial

from markupsafe import Markup

from occuguide.core import Area, AreaKind, Guide, Measure, Pay, Renderer, Status, View, Wages, inlines
from occuguide.plugins.renderers import words
from occuguide.plugins.renderers.html.page import description
from occuguide.plugins.web.routes import Page
from occuguide.plugins.web.website import Beside, Website

CSV = "text/csv; charset=utf-8"

_PERCENTILES = ("p10", "p25", "median", "p75", "p90", "mean")


def occupation_pages(website: Website, soc: str, linked: set[str]) -> Iterator[Page]:
    """Every page of an occupation, all of a place before the next.

    Args:
        website: The website.
        soc: The occupation's SOC code.
        linked: Taken down in: the SOC codes of the occupations that the pages link to.
    """
    for place in website.places.values():
        for view in (View.DETAILED, View.SUMMARY):
            yield from _in_formats(website, soc, place, view, linked)
    for view in website.views(soc):
        if view in (View.ALL_AREAS, View.DEFINITIONS):
            yield from _in_formats(website, soc, website.home, view, linked)
    yield Page(wages_path(website, soc), partial(wages_csv, website, soc), CSV, listed=False)


def _in_formats(website: Website, soc: str, place: Area, view: View, linked: set[str]) -> Iterator[Page]:
    path = website.address(soc, place, view)
    yield Page(path, partial(guide_page, website, path, soc, place, view, linked))
    for renderer in website.renderers:
        other = website.address(soc, place, view, website.suffix(renderer))
        make = partial(guide_as, website, renderer, soc, place, view, linked)
        yield Page(other, make, renderer.media_type, listed=False, renderer=renderer.name)


def guide_as(website: Website, renderer: Renderer, soc: str, place: Area, view: View, linked: set[str]) -> bytes:
    """A guide in another format than HTML."""
    guide = _guide(website, soc, place, view)
    return website.application.render(renderer, guide, Beside(website, place, view, website.suffix(renderer), linked))


def _guide(website: Website, soc: str, place: Area, view: View) -> Guide:
    application = website.application
    return application.composer.guide(application.occupations.get(soc), place, view)


def guide_page(website: Website, path: str, soc: str, place: Area, view: View, linked: set[str]) -> bytes:
    """A guide as a page of the site."""
    guide = _guide(website, soc, place, view)
    return website.page(
        "occupation.html.jinja",
        path,
        **words.head(guide),
        place=place,
        folder=website.folder(place),
        chapters=website.chapters(guide, Beside(website, place, view, ".html", linked)),
        sources=guide.sources,
        description=description(guide),
        views=[(view, f"../{website.address(soc, place, view)}") for view in website.views(soc)],
        formats=[
            (one.name, f"../{website.address(soc, place, view, website.suffix(one))}", one.media_type)
            for one in website.renderers
        ],
        all_areas=f"../{website.address(soc, place, View.ALL_AREAS)}",
        wages=f"../{wages_path(website, soc)}",
        linked_data=_as_script(linked_data(website, guide)) if view is View.DETAILED else "",
    )


# --- For programs -------------------------------------------------------------------------------------------


def wages_path(website: Website, soc: str) -> str:
    """Where the wages of an occupation are as CSV."""
    return website.address(soc, website.home, View.ALL_AREAS, ".csv")


def wages_csv(website: Website, soc: str) -> bytes:
    """The wages of an occupation in every area, one row an area and form, with the status of every figure."""
    application = website.application
    rows = io.StringIO(newline="")
    writer = csv.writer(rows, lineterminator="\r\n")
    figures = [column for name in _PERCENTILES for column in (name, f"{name}_status")]
    writer.writerow(["soc", "published_under", "area_code", "area", "unit", *figures, "period", "source"])
    for wages in application.facts.wages_everywhere(application.occupations.get(soc)):
        for pay in (wages.annual, wages.hourly):
            writer.writerow(_row(soc, wages, pay))
    return rows.getvalue().encode("utf-8")


def _row(soc: str, wages: Wages, pay: Pay) -> list[object]:
    measures: list[Measure] = [getattr(pay, name) for name in _PERCENTILES]
    figures = [
        cell for one in measures for cell in ("" if one.value is None else f"{one.value:.10g}", one.status.value)
    ]
    under = soc if wages.composite is None else wages.composite.soc
    named = map(_harmless, (soc, under, wages.area.code, wages.area.name))
    return [*named, pay.median.unit.value, *figures, *map(_harmless, (wages.source.period, wages.source.citation))]


def _harmless(words: str) -> str:
    """Words that a spreadsheet does not take for a formula."""
    return f"'{words}" if words.lstrip().startswith(("=", "+", "-", "@")) else words


def linked_data(website: Website, guide: Guide) -> dict[str, object]:
    """A guide's head and figures as schema.org's ``Occupation`` (https://schema.org/Occupation).

    Its figures are those that the page shows. A bound ("or more") is no percentile, and left out; so are figures that
    are published for several occupations together, since nothing here could say so.
    """
    occupation, facts = guide.occupation, website.application.facts
    wages = None if guide.area.wages is None else facts.wages(occupation, guide.area.wages)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": occupation.title,
        "occupationalCategory": {
            "@type": "CategoryCode",
            "codeValue": occupation.soc,
            "inCodeSet": {"@type": "CategoryCodeSet", "name": "Standard Occupational Classification"},
        },
    }
    if occupation.in_short:
        data["description"] = occupation.in_short
    if occupation.also_called:
        data["alternateName"] = list(occupation.also_called)
    if wages is not None and wages.composite is None:
        data["occupationLocation"] = {
            "@type": {AreaKind.NATION: "Country", AreaKind.STATE: "State"}.get(wages.area.kind, "AdministrativeArea"),
            "name": wages.area.name,
        }
        shown = _shown(guide)
        pays = ((wages.annual, "P1Y"), (wages.hourly, "PT1H"))
        salaries = [_distribution(pay, duration, shown) for pay, duration in pays]
        if known := [one for one in salaries if one is not None]:
            data["estimatedSalary"] = known
    return data


def _shown(guide: Guide) -> set[str]:
    """Where the figures of a guide's wages stand in the store: an author may have replaced some, or a plugin be off."""
    wages = (section for section in guide.sections if section.spec.anchor == "wages")
    pieces = (piece for section in wages for block in section.blocks for piece in inlines(block))
    return {piece.row for piece in pieces if isinstance(piece, Measure)}


def _distribution(pay: Pay, duration: str, shown: Set[str]) -> dict[str, object] | None:
    names = {"percentile10": pay.p10, "percentile25": pay.p25, "median": pay.median, "percentile75": pay.p75,
             "percentile90": pay.p90}  # fmt: skip
    known = {name: one.value for name, one in names.items() if one.status is Status.PUBLISHED and one.row in shown}
    if not known:
        return None
    return {"@type": "MonetaryAmountDistribution", "name": "base", "currency": "USD", "duration": duration, **known}


def _as_script(data: dict[str, object]) -> Markup:
    """JSON that may stand in a script element: nothing in it ends the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - what could end the element is escaped above
