"""Errors: what is wrong, where, and what to do."""

import difflib
from collections.abc import Iterable


class OccuguideError(Exception):
    """Anything that Occuguide refuses, said so that its reader can mend it.

    Args:
        problem: What is wrong, as a sentence without its full stop.
        where: The place: ``file:line:column``, ``plugin and hook``, ``table and row``. Empty if there is none.
        remedy: What to do about it, as a sentence. Empty if the problem says it all.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        if not self.remedy:
            return place + self.problem
        return f"{place}{self.problem}{'' if self.problem.endswith(('.', '?')) else '.'} {self.remedy}"


class PluginError(OccuguideError):
    """A plugin cannot be imported, is refused at registration, or failed when it was asked."""


class DataError(OccuguideError):
    """A release, a fact store or an edition is not what it should be."""


class ConfigError(OccuguideError):
    """``occuguide.toml`` is not what it should be."""


class ContentError(OccuguideError):
    """An occupation's file is not what it should be.

    Args:
        problem: What is wrong, as a sentence without its full stop.
        where: The place: ``file:line:column``.
        remedy: What to do about it, as a sentence.
        rule: What kind of mistake it is, by a short name that a checker of files may go by.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "", rule: str = "file") -> None:
        super().__init__(problem, where=where, remedy=remedy)
        self.rule = rule


class OutputError(OccuguideError):
    """What was asked to be written cannot be, or must not be, written there."""


class UnknownNameError(OccuguideError):
    """No occupation, area, format or source goes by that name, or several do: a wrong use of a command."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A remedy that names what begins with a mistaken name or is nearest to it.

    Args:
        name: The mistaken name.
        known: The names that there are.
        otherwise: The remedy, if none of them is near.
    """
    by_folded = {spoken.casefold(): spoken for spoken in known}
    begun = [folded for folded in by_folded if len(name) > 1 and folded.startswith(name.casefold())][:6]
    close = begun or difflib.get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.6)
    near = [by_folded[folded] for folded in close]
    if not near:
        return otherwise
    *most, last = near
    return f"Did you mean {', '.join(most)} or {last}?" if most else f"Did you mean {last}?"
