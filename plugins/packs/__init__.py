"""Packs: a region's words, links and defaults, each in one Markdown file with a TOML head. See ``docs/packs.md``."""

from collections.abc import Iterable
from pathlib import Path

from occuguide.core import Pack, Settings, hookimpl

CALIFORNIA = Path(__file__).with_name("california.md")
"""The pack that goes with the bundled facts."""


@hookimpl
def site_packs(settings: Settings) -> Iterable[Pack]:
    """The pack that the settings name, or California's."""
    from occuguide.plugins.packs.reading import read

    return (read(settings.pack or CALIFORNIA),)
