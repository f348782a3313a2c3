"""The rules, by name. A rule is a function; its docstring is its explanation."""

from collections.abc import Mapping
from types import ModuleType

from occuguide.plugins.authoring.check.rule import Rule
from occuguide.plugins.authoring.check.rules import (
    agreement,
    credentials,
    exceptions,
    figures,
    files,
    language,
    links,
    order,
    reading,
    repetition,
    spelling,
)

_MODULES: tuple[ModuleType, ...] = (
    files,
    order,
    repetition,
    figures,
    agreement,
    credentials,
    links,
    reading,
    language,
    spelling,
    exceptions,
)

RULES: Mapping[str, Rule] = {
    one.name: one for module in _MODULES for one in vars(module).values() if isinstance(one, Rule)
}
"""Every rule, by name, in the order in which they are explained."""
