"""Rules: a function with a name and an explanation that finds what is wrong in a guide, or in several beside each
other.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from attrs import frozen

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.written import Written

Look: TypeAlias = Callable[[Written, Desk], Iterator[Finding]]
LookAcross: TypeAlias = Callable[[Sequence[Written], Desk], Iterator[Finding]]


@frozen
class Rule:
    """A rule.

    Args:
        name: Its name: the function's, with hyphens.
        explanation: What it finds, why that matters, and what to do: the function's docstring.
        look: Finds it in one guide; none for what the readers of files find, and what is found across guides.
        across: Finds it in guides beside each other; none for the other rules.
    """

    name: str
    explanation: str
    look: Look | None = None
    across: LookAcross | None = None

    @property
    def headline(self) -> str:
        """The explanation's first line."""
        return self.explanation.partition("\n")[0]


def rule(function: Look) -> Rule:
    """A rule that looks at one guide after another. Its name and explanation are the function's."""
    return Rule(*_named(function), look=function)


def rule_across(function: LookAcross) -> Rule:
    """A rule that looks at all guides beside each other. Its name and explanation are the function's."""
    return Rule(*_named(function), across=function)


def found_by_readers(name: str, explanation: str) -> Rule:
    """A rule whose findings come from those who read the files."""
    return Rule(name, inspect.cleandoc(explanation))


def _named(function: Callable[..., object]) -> tuple[str, str]:
    return function.__name__.replace("_", "-"), inspect.getdoc(function) or ""
