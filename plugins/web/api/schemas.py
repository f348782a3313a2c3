"""JSON Schemas of the API's answers and arguments, read from their classes: what is described is what is answered."""

import inspect
import json
import re
import types
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from occuguide.plugins.renderers.json import schema as guide_schema
from occuguide.plugins.web.api.answers import Address, GuideJson, Template

Schema: TypeAlias = dict[str, Any]

REFERENCE = "#/components/schemas/"

_PLAIN: Mapping[Any, Schema] = {
    Any: {},
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Address: {"type": "string", "format": "uri-reference"},
    Template: {"type": "string", "format": "uri-template"},
}


def schema_of(hint: Any, named: dict[str, Schema]) -> Schema:
    """The JSON Schema of a type, in the edition of 2020-12.

    Args:
        hint: The type. Of an annotated one, the annotation is what its schema has beside the type's.
        named: The schemas of classes, which are referred to by name; those that are missing are put there.
    """
    arguments = get_args(hint)
    match get_origin(hint):
        case None if hint in _PLAIN:
            return dict(_PLAIN[hint])
        case None if hint is GuideJson:
            return _guide(named)
        case None if issubclass(hint, StrEnum):
            return {"type": "string", "enum": [one.value for one in hint]}
        case None:
            return _class(hint, named)
        case one if one is Annotated:
            return {**schema_of(arguments[0], named), **arguments[1]}
        case one if one in (Union, types.UnionType):
            return {"anyOf": [schema_of(argument, named) for argument in arguments]}
        case one if issubclass(one, Mapping):
            return {"type": "object", "additionalProperties": schema_of(arguments[1], named)}
        case one if issubclass(one, Sequence):
            return {"type": "array", "items": schema_of(arguments[0], named)}
        case other:
            raise TypeError(f"{other} has no JSON Schema")


def _class(answer: Any, named: dict[str, Schema]) -> Schema:
    """A reference to the schema of a class of answers, whose members are its fields."""
    name = answer.__name__
    if name not in named:
        named[name] = {}
        hints = get_type_hints(answer, include_extras=True)
        about = {member: said for one in reversed(answer.__mro__) for member, said in _arguments(one)}
        fields = [field.name for field in attrs.fields(answer)]
        properties = {
            field: schema_of(hints[field], named) | ({"description": about[field]} if field in about else {})
            for field in fields
        }
        named[name] = {
            "type": "object",
            "description": first_paragraph(answer),
            "properties": properties,
            "required": fields,
        }
    return {"$ref": f"{REFERENCE}{name}"}


def _guide(named: dict[str, Schema]) -> Schema:
    """A reference to the schema of guides in JSON, whose own definitions stand beside it."""
    if "Guide" not in named:
        text = json.dumps(guide_schema()).replace("#/$defs/", f"{REFERENCE}Guide.")
        guide = json.loads(text)
        named |= {f"Guide.{name}": one for name, one in guide.pop("$defs").items()}
        named["Guide"] = guide
    return {"$ref": f"{REFERENCE}Guide"}


# --- Docstrings ---------------------------------------------------------------------------------------------


def first_paragraph(documented: Any) -> str:
    """What a docstring says before it goes into detail, in one line."""
    return _one_line((inspect.getdoc(documented) or "").split("\n\n")[0])


def _arguments(documented: Any) -> list[tuple[str, str]]:
    """What a class's own docstring says of each of its arguments."""
    _, _, section = inspect.cleandoc(documented.__dict__.get("__doc__") or "").partition("\nArgs:\n")
    found = re.findall(r"^    (\w+): (.*?)(?=^    \w+: |^\S|\Z)", section, re.DOTALL | re.MULTILINE)
    return [(name, _one_line(said)) for name, said in found]


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`")
