"""The web: the site of guides, as plain files or from a server."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from occuguide.core import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def commands() -> "Iterable[click.Command]":
    """``occuguide build`` and ``occuguide serve``."""
    from occuguide.plugins.web.command import build, serve

    return (build, serve)
