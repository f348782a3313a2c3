"""The marker that plugin authors put on their answers."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, TypeVar, overload

import pluggy
from attrs import frozen

from occuguide.core.sections import PROJECT

IMPLEMENTATION_ATTRIBUTE = "occuguide_answer"

Function = TypeVar("Function", bound=Callable[..., object])


class Place(IntEnum):
    """Where an answer stands among the answers to one section hook."""

    LEAD = 1
    """First: an author's own words."""
    BODY = 2
    NOTE = 3
    """Last: remarks on what stands above."""


@frozen
class Answer:
    """What an implementation says of itself beside its arguments.

    Args:
        place: Where it stands among the answers.
        replaces: The names of plugins whose answers to this hook it takes the place of.
    """

    place: Place = Place.BODY
    replaces: frozenset[str] = frozenset()


_marker = pluggy.HookimplMarker(PROJECT)


@overload
def hookimpl(function: Function, /) -> Function: ...
@overload
def hookimpl(
    *, specname: str | None = None, place: Place = Place.BODY, replaces: Iterable[str] = ()
) -> Callable[[Function], Function]: ...
def hookimpl(
    function: Any = None,
    /,
    *,
    specname: str | None = None,
    place: Place = Place.BODY,
    replaces: Iterable[str] = (),
) -> Any:
    """Mark a function as the answer to the hook of its name.

    Args:
        function: The function, where the marker is used without arguments.
        specname: The hook's name, where the function has another.
        place: Where the answer stands among the others: lead, body or note.
        replaces: Names of plugins whose answers to this hook are left out, whatever this one answers.
    """
    if isinstance(replaces, str):
        raise TypeError(f'replaces is several names, such as {{"{replaces}"}}, not one string')

    def mark(function: Function) -> Function:
        setattr(function, IMPLEMENTATION_ATTRIBUTE, Answer(place, frozenset(replaces)))
        return _marker(function, specname=specname)

    return mark if function is None else mark(function)
