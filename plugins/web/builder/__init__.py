"""Building a site of plain files: every page written beside the old site, which it then replaces whole."""

from occuguide.plugins.web.builder.site import Built, build

__all__ = ["Built", "build"]
