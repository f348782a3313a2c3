"""The text renderer, cheap to make: what draws the text is imported with the first guide."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from occuguide.core import Guide, Site

if TYPE_CHECKING:
    from occuguide.plugins.renderers.text.page import Page


class TextRenderer:
    """Renders guides as plain text of at most eighty columns; only an address may be longer.

    A user's folder may hold ``guide.txt.jinja`` in place of the template that comes with the renderer. It may
    also begin with ``{% extends "own/guide.txt.jinja" %}`` and change a block: header, main, footer.

    Args:
        templates: The user's folder; none if there is none.
    """

    name = "text"
    suffix = ".txt"
    media_type = "text/plain; charset=utf-8"

    def __init__(self, templates: Path | None = None) -> None:
        self._templates = templates

    def render(self, guide: Guide, site: Site | None = None) -> bytes:
        """The guide as plain text.

        Args:
            guide: What to render.
            site: Where the pages beside it are; none if it stands alone. Text has no links to them.

        Raises:
            ConfigError: The user's template is not valid.
        """
        return self._page.render(guide, site)

    @cached_property
    def _page(self) -> "Page":
        from occuguide.plugins.renderers.text.page import Page

        return Page(self._templates)
