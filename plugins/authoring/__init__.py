"""Tools for those who write guides and plugins: ``new``, ``check`` and ``preview``."""

from collections.abc import Iterable

import click

from occuguide.core import hookimpl


@hookimpl
def commands() -> Iterable[click.Command]:
    """``occuguide new``, ``check`` and ``preview``."""
    from occuguide.plugins.authoring.check.command import check
    from occuguide.plugins.authoring.new.command import new
    from occuguide.plugins.authoring.preview.command import preview

    return (new, check, preview)
