"""The bar above a page of the preview: what it is of, what is wrong with it, and where else to look."""

import re
from pathlib import Path
from typing import Any

from occuguide.core import View
from occuguide.plugins.authoring.preview.draft import Draft, Version
from occuguide.plugins.authoring.preview.faults import Fault
from occuguide.plugins.renderers.templates import environment
from occuguide.plugins.web.website import VIEW_NAMES

_HEAD_END = re.compile(rb"(?=</head>)")
_TOP = re.compile(rb'<body\b[^>]*>(\s*<a class="skip".*?</a>)?')
"""Where a page's body begins. The link that skips what stands above the text stays the first."""

_NEEDS = b'<link rel="stylesheet" href="/assets/preview.css">\n<script src="/assets/preview.js" defer></script>\n'


class Bar:
    """Puts the bar on pages.

    Args:
        draft: The file that is being written.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._template = environment(Path(__file__).parent, None, escape=True).get_template("bar.html.jinja")

    def on(self, page: bytes, path: str, faults: list[Fault]) -> bytes:
        """A page of the site with the bar on it.

        Args:
            page: The page, as it will be published.
            path: Where it is, from the site's root.
            faults: What is wrong with the file.
        """
        draft, shown = self._draft, self._draft.shown
        drawn = self._template.render(
            name=draft.path.name,
            version=draft.version,
            here=f"/{path}",
            is_there=draft.look() is not None,
            is_stale=draft.error is not None,
            made=None if shown is None else shown.made,
            faults=faults,
            remarks=draft.remarks,
            **(_nowhere() if shown is None else _around(shown, path)),
        )
        with_needs = _HEAD_END.sub(lambda _: _NEEDS, page, count=1)
        return _TOP.sub(lambda top: top[0] + b"\n" + drawn.encode(), with_needs, count=1)


def _nowhere() -> dict[str, Any]:
    return {"views": (), "places": (), "chosen": "", "action": ""}


def _around(version: Version, path: str) -> dict[str, Any]:
    """The guide's views for the place of a page, and the places that it can be seen for."""
    website = version.website
    place = website.places.get(path.rpartition("/")[0], website.home)
    views = [(VIEW_NAMES[view], website.address(version.soc, place, view)) for view in (View.DETAILED, View.SUMMARY)]
    return {
        "views": [(name, f"/{address}", address == path) for name, address in views],
        "places": website.place_choices,
        "chosen": website.chosen("", place),
        "action": f"/{path}" if version.has(path) else f"/{views[0][1]}",
    }
