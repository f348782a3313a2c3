"""What is asked: an endpoint names its arguments, and is given them as they stand in the address, checked.

The types are annotated with what the arguments' JSON Schemas have beside the type: bounds and a description.
"""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, TypeAlias, get_args
from urllib.parse import urlencode

from attrs import frozen

from occuguide.core import View, listing
from occuguide.plugins.web.api.answers import Address
from occuguide.plugins.web.api.schemas import Schema, schema_of
from occuguide.plugins.web.pages.compare import MOST

_TEXT: Schema = {"maxLength": 200}
"""No name or query that somebody means is longer."""

_A_PLACE = "a county, an area, a state or the nation, by name, code or slug"

OccupationName: TypeAlias = Annotated[
    str, {**_TEXT, "description": "A SOC code, an O*NET-SOC code, also of an older edition, a slug or a title."}
]
PlaceName: TypeAlias = Annotated[str, {**_TEXT, "description": f"The place: {_A_PLACE}."}]
AreaName: TypeAlias = Annotated[
    str, {**_TEXT, "description": f"The place: {_A_PLACE}. If not given, the one that the site shows by default."}
]
ViewName: TypeAlias = Annotated[View, {"description": "Which view of the guide."}]
Query: TypeAlias = Annotated[
    str, {**_TEXT, "description": "Words, codes, phrases in quotes. If not given, all occupations are found."}
]
Beginning: TypeAlias = Annotated[str, {**_TEXT, "description": "What was typed so far."}]
TopicName: TypeAlias = Annotated[str, {**_TEXT, "description": "A topic, by its name or title."}]
ValueName: TypeAlias = Annotated[str, {**_TEXT, "description": "One of the topic's values, by its name or title."}]
Chosen: TypeAlias = Annotated[
    Sequence[Annotated[str, _TEXT]],
    {
        "maxItems": 20,
        "description": "A topic with one of its values (`education=bachelors-degree`), or a topic alone for any of its"
        " values. Several topics must all hold; of several values of one topic, one is enough.",
    },
]
Order: TypeAlias = Annotated[
    str, {**_TEXT, "description": "`relevance`, `title`, or a topic that sorts, such as `pay`: the highest first."}
]
Occupations: TypeAlias = Annotated[
    Sequence[OccupationName], {"minItems": 1, "maxItems": MOST, "description": "The occupations to compare."}
]
Areas: TypeAlias = Annotated[
    Sequence[PlaceName], {"maxItems": MOST, "description": "The place, or several for one occupation."}
]
PageNumber: TypeAlias = Annotated[int, {"minimum": 1, "maximum": 10_000, "description": "Which page of the list."}]
PerPage: TypeAlias = Annotated[int, {"minimum": 1, "maximum": 100, "description": "How many a page has at most."}]
Limit: TypeAlias = Annotated[int, {"minimum": 1, "maximum": 100, "description": "How many at most."}]


@frozen
class Here:
    """The address that was asked for.

    Args:
        path: The path, from the site's root.
        query: What stands behind the question mark.
    """

    path: str
    query: Sequence[tuple[str, str]]

    def page(self, number: int) -> Address:
        """Another page of the list that is here."""
        others = (pair for pair in self.query if pair[0] != "page")
        return Address(f"{self.path}?{urlencode([*others, ('page', str(number))])}")


class RefusedError(Exception):
    """What is asked cannot be asked so. The message says what can."""


@frozen(eq=False, slots=False)
class Argument:
    """An argument of an endpoint.

    Args:
        name: Its name.
        type: Its annotated type.
        default: What it is if it is not given; ``inspect.Parameter.empty`` if it must be.
        in_path: Whether it stands in the path.
    """

    name: str
    type: Any
    default: Any
    in_path: bool

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is inspect.Parameter.empty

    @property
    def several(self) -> bool:
        """Whether it may be given several times."""
        return bool(self.schema["type"] == "array")

    @cached_property
    def schema(self) -> Schema:
        """Its JSON Schema."""
        schema = schema_of(self.type, {})
        return schema if self.required or not self.default else {**schema, "default": self.default}

    def read(self, given: Sequence[str]) -> Any:
        """Its value.

        Args:
            given: What stands in the address; nothing, if it is not named there.

        Raises:
            RefusedError: It is not what it may be.
        """
        kind = get_args(self.type)[0]
        if (kind is str or self.several) and not self.required:
            # A form sends every field, also those that were left empty.
            given = [one for one in given if one.strip()]
        if not given:
            if self.required:
                raise RefusedError(f"{self.name!r} is missing. {self.schema['description']}")
            return self.default
        most = self.schema.get("maxItems", 1)
        if len(given) > most:
            raise RefusedError(f"{self.name!r} is given {len(given)} times, and may be {most} at most.")
        if self.several:
            return [self._text(one) for one in given]
        return self._number(given[0]) if kind is int else kind(self._text(given[0]))

    def _number(self, given: str) -> int:
        least, most = self.schema["minimum"], self.schema["maximum"]
        if re.fullmatch("[0-9]{1,9}", given) is None or not least <= int(given) <= most:
            raise RefusedError(f"{self.name!r} must be a whole number from {least} to {most}.")
        return int(given)

    def _text(self, given: str) -> str:
        schema = self.schema.get("items", self.schema)
        allowed, longest = schema.get("enum", [given]), schema.get("maxLength", len(given))
        if given not in allowed:
            raise RefusedError(f"{self.name!r} must be {listing(allowed, 'or')}.")
        if len(given) > longest:
            raise RefusedError(f"{self.name!r} has {len(given)} characters, and may have {longest} at most.")
        return given


def arguments_of(answer: Callable[..., object], path: str) -> tuple[Argument, ...]:
    """The arguments of an endpoint that stand in its address.

    Args:
        answer: The endpoint's function.
        path: Its path, with the names of arguments in braces.
    """
    return tuple(
        Argument(name, one.annotation, one.default, f"{{{name}}}" in path)
        for name, one in inspect.signature(answer).parameters.items()
        if name not in ("website", "here")
    )


def read(arguments: Sequence[Argument], in_path: Mapping[str, str], query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The values of an endpoint's arguments, by name.

    Args:
        arguments: The arguments.
        in_path: What stands in the path.
        query: What stands behind the question mark.

    Raises:
        RefusedError: One is not known, missing, or not what it may be.
    """
    known = [one.name for one in arguments if not one.in_path]
    given = {name: [value] for name, value in in_path.items()}
    for name, value in query:
        if name not in known:
            there = f"What can be asked is {listing(known)}." if known else "Nothing can be asked here."
            raise RefusedError(f"{name[:80]!r} is not known here. {there}")
        given.setdefault(name, []).append(value)
    return {one.name: one.read(given.get(one.name, ())) for one in arguments}
