"""An Occuguide for a test, and what its guides say."""

from collections.abc import Mapping
from pathlib import Path

from occuguide.core.application import Application
from occuguide.core.blocks import Block, inlines, plain
from occuguide.core.config import Settings
from occuguide.core.guide import Guide
from occuguide.core.registry import Registry
from occuguide.core.testing.installed import installed_as


def make_application(
    folder: Path,
    plugins: Mapping[str, object] | None = None,
    *,
    facts: Path | None = None,
    occupations: tuple[Path, ...] = (),
    area: str = "",
    disabled: frozenset[str] = frozenset(),
    strict: bool = True,
) -> Application:
    """An Occuguide for a test: the installed plugins, and those that the test brings.

    A plugin that the test brings and that is installed too is there once, under the name that the test gives it.

    Args:
        folder: A folder of the test's own; its search index is kept there.
        plugins: Plugins to register, by name.
        facts: The fact store to read; the bundled edition, if not given.
        occupations: Folders of occupation files to read.
        area: The place to show a guide for, if none is named; by default the state, where there is one only.
        disabled: The names of plugins to switch off.
        strict: Whether a plugin's failure is raised, where a user's would be kept apart.

    Raises:
        PluginError: A plugin is refused.
    """
    brought = plugins or {}
    settings = Settings(
        folder=folder,
        facts=folder / "facts.sqlite" if facts is None else facts,
        occupations=occupations,
        area=area,
        disabled=disabled | installed_as(brought.values()) if brought else disabled,
        cache=folder / "cache",
    )
    registry = Registry(settings, strict=strict)
    for name, plugin in brought.items():
        registry.add(plugin, name)
    return Application(settings, registry)


def section_text(guide: Guide, name: str) -> str:
    """What a guide's section says, as plain text with a line for each block; empty if it has no such section.

    Args:
        guide: The guide.
        name: The section's name: its hook's without ``guide_``.
    """
    for section in guide.sections:
        if section.spec.hook == f"guide_{name}":
            return "\n".join(_block_text(block) for block in section.blocks)
    return ""


def _block_text(block: Block) -> str:
    return plain(tuple(inlines(block)))
