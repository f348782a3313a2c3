"""The JSON API: what the site knows, for programs."""

from occuguide.plugins.web.api.serving import routes

__all__ = ["routes"]
