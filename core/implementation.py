"""Implementations: the functions of a plugin that answer hooks, and what they must be like.

What a function asks for is read off its parameters, and what a section depends on is what its function asks for. So
everything that would blur the parameters is refused.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

import pluggy
from attrs import frozen

from occuguide.core.errors import PluginError, did_you_mean
from occuguide.core.plugin import IMPLEMENTATION_ATTRIBUTE, Answer

_FORBIDDEN_OPTIONS = ("wrapper", "hookwrapper", "tryfirst", "trylast", "optionalhook")


@frozen(eq=False, kw_only=True)
class Implementation:
    """One function of one plugin that answers one hook.

    Args:
        plugin: The plugin's name.
        soc: The occupation it answers for; empty if for every one.
        region: The place that it answers within, by its name or code; empty if everywhere.
        hook: The hook's name.
        function: What to call.
        arguments: The arguments that it asks for.
        answer: Its place among the answers, and whose it replaces.
    """

    plugin: str
    soc: str
    region: str = ""
    hook: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    answer: Answer

    def __call__(self, **offered: object) -> Any:
        """Call the function with those of the arguments that it asks for."""
        return self.function(**{name: offered[name] for name in self.arguments})


def implementations_of(
    plugin: object,
    name: str,
    soc: str,
    hooks: Mapping[str, Callable[..., object]],
    manager: pluggy.PluginManager,
    region: str = "",
) -> Iterator[Implementation]:
    """The implementations of a plugin, each checked.

    Args:
        plugin: A module, or any object with marked functions.
        name: The plugin's name.
        soc: The occupation it answers for; empty if for every one.
        hooks: The specification of each hook that there is.
        manager: What knows the marks.
        region: The place that it answers within; empty if everywhere.

    Raises:
        PluginError: A hook does not exist, or a signature or an option is not allowed.
    """
    for attribute in dir(plugin):
        options = manager.parse_hookimpl_opts(plugin, attribute)
        if options is None:
            continue
        hook = options.get("specname") or attribute
        function = getattr(plugin, attribute)
        where = f"plugin {name}, {hook}"
        if hook not in hooks:
            raise PluginError(
                "there is no such hook",
                where=where,
                remedy=did_you_mean(hook, hooks, "See docs/hooks.md."),
            )
        if region and "area" not in inspect.signature(hooks[hook]).parameters:
            raise PluginError(
                f"it answers within {region} alone, and this hook is asked for no place",
                where=where,
                remedy="Answer it in a plugin without AREA.",
            )
        for option in _FORBIDDEN_OPTIONS:
            if options.get(option):
                raise PluginError(
                    f"the hook implementation option {option} is not allowed",
                    where=where,
                    remedy="Use place= and replaces= of occuguide.core.hookimpl.",
                )
        yield Implementation(
            plugin=name,
            soc=soc,
            region=region,
            hook=hook,
            function=function,
            arguments=_arguments(function, hooks[hook], where),
            answer=getattr(function, IMPLEMENTATION_ATTRIBUTE, Answer()),
        )


def _arguments(function: Callable[..., object], spec: Callable[..., object], where: str) -> tuple[str, ...]:
    """The names that a function asks for: plain parameters only, as what it depends on is read off them."""
    offered = inspect.signature(spec).parameters
    parameters = inspect.signature(function).parameters.values()
    for parameter in parameters:
        if parameter.kind is not parameter.POSITIONAL_OR_KEYWORD or parameter.default is not parameter.empty:
            raise PluginError(
                f"the parameter {parameter} is not allowed",
                where=where,
                remedy="Name plain parameters only: no defaults, no keyword-only ones, no * or **.",
            )
        if parameter.name not in offered:
            raise PluginError(
                f"the hook has no argument {parameter.name!r}",
                where=where,
                remedy=f"It offers {', '.join(offered) or 'none'}.",
            )
    return tuple(parameter.name for parameter in parameters)


def replaced(hook: str, candidates: Sequence[Implementation], known: Set[str]) -> set[str]:
    """The plugins whose answers to a hook others replace, once it is sure that none replaces itself in the end.

    Args:
        hook: The hook.
        candidates: Its implementations.
        known: The names of all plugins, those that are switched off too.

    Raises:
        PluginError: One replaces a plugin that there is none of, or some replace each other.
    """
    replaces = {implementation.plugin: implementation.answer.replaces for implementation in candidates}
    for name, others in replaces.items():
        for other in others:
            if other not in known:
                raise PluginError(
                    f"it replaces the plugin {other!r}, and there is none of that name",
                    where=f"{name}, {hook}",
                    remedy=did_you_mean(other, known, "See `occuguide plugins`."),
                )
        reached, to_follow = set[str](), list(others)
        while to_follow:
            other = to_follow.pop()
            if other == name:
                ring = sorted({name} | {one for one in reached if one in replaces})
                raise PluginError(f"the plugins {' and '.join(ring)} replace each other", where=hook)
            if other not in reached:
                reached.add(other)
                to_follow += replaces.get(other, ())
    return {other for others in replaces.values() for other in others}
