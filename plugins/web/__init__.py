"""The web: guides as a site of plain files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from occuguide.core import hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def commands() -> "Iterable[click.Command]":
    """``occuguide build``."""
    from occuguide.plugins.web.command import build

    return (build,)
