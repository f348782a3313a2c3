"""HTML: one page that needs nothing else, for screens, screen readers and paper."""

from occuguide.core import Settings, hookimpl
from occuguide.plugins.renderers.html.renderer import HtmlRenderer

__all__ = ["HtmlRenderer", "renderer"]


@hookimpl
def renderer(settings: Settings) -> HtmlRenderer:
    """Guides as HTML pages."""
    return HtmlRenderer(settings.templates)
