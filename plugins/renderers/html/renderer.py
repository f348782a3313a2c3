"""The HTML renderer, cheap to make: what draws the page is imported with the first page."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from occuguide.core import Guide, Site

if TYPE_CHECKING:
    from occuguide.plugins.renderers.html.page import Page


class HtmlRenderer:
    """Renders guides as HTML pages.

    A user's folder may hold ``guide.html.jinja`` (the page), ``blocks.html.jinja`` (the blocks) and
    ``guide.css`` (the stylesheet) in place of the ones that come with the renderer. The page may also begin
    with ``{% extends "own/guide.html.jinja" %}`` and change one of its blocks: head, header, main, footer.

    Args:
        templates: The user's folder; none if there is none.
    """

    name = "html"
    suffix = ".html"
    media_type = "text/html; charset=utf-8"

    def __init__(self, templates: Path | None = None) -> None:
        self._templates = templates

    def render(self, guide: Guide, site: Site | None = None) -> bytes:
        """The guide as one HTML page.

        Args:
            guide: What to render.
            site: Where the pages beside it are; none if it stands alone.

        Raises:
            ConfigError: A template of the user's is not valid.
        """
        return self._page.render(guide, site)

    @cached_property
    def _page(self) -> "Page":
        from occuguide.plugins.renderers.html.page import Page

        return Page(self._templates)
