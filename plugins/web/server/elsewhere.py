"""Other addresses of pages: short ones, a county's own, and those of the guides that this site is modeled on."""

import re

from occuguide.core import Area, AreaKind, UnknownNameError
from occuguide.plugins.web.routes import Question
from occuguide.plugins.web.website import Website

_OLD = re.compile(r"(?:.*/)?occguides/(detail|summary)\.aspx", re.IGNORECASE)
"""The addresses of California's Occupational Guides: ``OccGuides/Detail.aspx?Soccode=472211&Geography=0601000000``."""

_STATE, _COUNTY, _METROPOLITAN = "01", "04", "21"
"""Types of areas of the Workforce Information Database, which the old addresses name places by."""


def elsewhere(website: Website, path: str, question: Question) -> str | None:
    """Where the page of an address stands, from the site's root; none, if the address is no other one's.

    Args:
        website: The website.
        path: The address, from the site's root.
        question: What stands behind its question mark.
    """
    if old := _OLD.fullmatch(path):
        asked = {name.lower(): values[0].strip() for name, values in question.items() if values}
        return _old(website, asked, old[1].lower())
    folder, _, name = path.rstrip("/").rpartition("/")
    if not folder:
        place = website.place_at(name)
        return None if place is None else f"{website.folder(place)}/"
    place = website.place_at(folder)
    own = folder if folder in ("all-areas", "definitions") else None if place is None else website.folder(place)
    stem, dot, suffix = name.partition(".")
    if own is None or stem not in website.socs or (own == folder and dot):
        return None
    return f"{own}/{stem}{dot}{suffix}" if dot else f"{own}/{stem}.html"


def _old(website: Website, asked: Question | dict[str, str], view: str) -> str:
    """The page that an old address meant; the home page, if it names no occupation that there is."""
    code = re.sub(r"\D", "", str(asked.get("soccode", "")))[:6]
    place = _geography(website, str(asked.get("geography", "")))
    try:
        soc = website.soc_called(f"{code[:2]}-{code[2:]}")
    except UnknownNameError:
        return "index.html" if place is None else f"{website.folder(place)}/index.html"
    summary = ".summary" if view == "summary" else ""
    return f"{website.folder(place or website.home)}/{website.slugs[soc]}{summary}.html"


def _geography(website: Website, code: str) -> Area | None:
    """The place of a code: two digits for the state, two for the type of the area, six for the area."""
    code = re.sub(r"\D", "", code)
    state, kind, area = code[:2], code[2:4], code[4:10].rjust(6, "0")
    wanted = {_COUNTY: f"{state}{area[3:]}", _METROPOLITAN: f"00{area[1:]}", _STATE: f"{state}00000"}.get(kind)
    if len(code) < 4 or wanted is None:
        return None
    kinds = {_COUNTY: AreaKind.COUNTY, _METROPOLITAN: AreaKind.METROPOLITAN, _STATE: AreaKind.STATE}
    for place in website.every_place.every:
        if place.kind is kinds[kind] and place.code == wanted:
            return website.place_at(website.every_place.slugs[place.code])
    return None
