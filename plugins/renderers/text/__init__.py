"""Text: eighty columns, for terminals and plain printing."""

from occuguide.core import Settings, hookimpl
from occuguide.plugins.renderers.text.renderer import TextRenderer

__all__ = ["TextRenderer", "renderer"]


@hookimpl
def renderer(settings: Settings) -> TextRenderer:
    """Guides as plain text."""
    return TextRenderer(settings.templates)
