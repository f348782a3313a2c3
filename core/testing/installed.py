"""Which of the installed plugins a test leaves out, by their names."""

import importlib.metadata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from occuguide.core.config import Settings
from occuguide.core.registry import Registry
from occuguide.core.sections import PROJECT

_WORDS = ("describe_occupation", "occupation_folders", "site_packs")
"""The hooks beside those of sections that decide what a guide says."""


def installed_as(plugins: Iterable[object]) -> frozenset[str]:
    """The names that some plugins are installed under: a test that brings them has them once, and not twice."""
    names = set()
    brought = set(map(id, plugins))
    for point in importlib.metadata.entry_points(group=PROJECT):
        # One that cannot be imported is none of them; the registry names it.
        with suppress(Exception, SystemExit):
            if id(point.load()) in brought:
                names.add(point.name)
    return frozenset(names)


def strangers() -> frozenset[str]:
    """The installed plugins that did not come with Occuguide: another environment may not have them."""
    points = importlib.metadata.entry_points(group=PROJECT)
    return frozenset(point.name for point in points if point.dist is None or point.dist.name != PROJECT)


def speaking() -> frozenset[str]:
    """The installed plugins that have something to say in guides."""
    registry = Registry(Settings.default(Path.cwd()))
    return frozenset(
        plugin.name
        for plugin in registry.plugins
        if any(hook in registry.sections or hook in _WORDS for hook in plugin.hooks)
    )
