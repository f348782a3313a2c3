"""Errors: what is wrong, where, and what to do."""


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
    """An occupation's file is not what it should be."""


class OutputError(OccuguideError):
    """What was asked to be written cannot be, or must not be, written there."""


class UnknownNameError(OccuguideError):
    """No occupation, area, format or source goes by that name, or several do: a wrong use of a command."""
