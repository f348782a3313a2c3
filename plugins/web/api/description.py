"""What the API has: the table of its endpoints, and their description (OpenAPI 3.1), which is made from that table."""

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, get_args, get_type_hints

from occuguide.plugins.web.api import answers, endpoints
from occuguide.plugins.web.api.arguments import Argument, arguments_of
from occuguide.plugins.web.api.endpoints import ROOT, at
from occuguide.plugins.web.api.schemas import Schema, first_paragraph, schema_of
from occuguide.plugins.web.website import Website

JSON = "application/json"
PROBLEM = "application/problem+json"


def index(website: Website) -> answers.Index:
    """Where everything is."""
    return answers.Index(
        name=website.settings.name,
        description=at("openapi.json"),
        endpoints=[
            answers.Endpoint(address=_template(path, answer), about=first_paragraph(answer))
            for path, answer in ENDPOINTS.items()
        ],
    )


def openapi(website: Website) -> Mapping[str, Any]:
    """This description."""
    named: dict[str, Schema] = {}
    problem = _content(PROBLEM, answers.Problem, named)
    paths = {path: {"get": _operation(path, answer, problem, named)} for path, answer in ENDPOINTS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{website.settings.name}: API",
            "version": "1",
            "description": "Occupations, their guides and their figures, to read. Addresses in answers are relative to"
            " the address that was asked for. HEAD and OPTIONS are answered everywhere; scripts of any site may read.",
        },
        "servers": [{"url": at()}],
        "paths": paths,
        "components": {"schemas": dict(sorted(named.items()))},
    }


ENDPOINTS: Mapping[str, Callable[..., object]] = {
    "/": index,
    "/openapi.json": openapi,
    "/occupations": endpoints.occupations,
    "/occupations/{occupation}": endpoints.occupation,
    "/search": endpoints.search,
    "/suggestions": endpoints.suggestions,
    "/topics": endpoints.topics,
    "/topics/{topic}": endpoints.topic,
    "/topics/{topic}/{value}": endpoints.topic_value,
    "/places": endpoints.places,
    "/places/{place}": endpoints.place,
    "/compare": endpoints.compare,
    "/sources": endpoints.sources,
}
"""What answers at each path below the API's root."""


def _template(path: str, answer: Callable[..., object]) -> answers.Template:
    """Where an endpoint is, with all that can be asked there."""
    asked = [f"{one.name}{'*' if one.several else ''}" for one in arguments_of(answer, path) if not one.in_path]
    return answers.Template(f"{ROOT}{path}" + (f"{{?{','.join(asked)}}}" if asked else ""))


def _operation(path: str, answer: Callable[..., object], problem: Schema, named: dict[str, Schema]) -> Schema:
    given = arguments_of(answer, path)
    names = any(one.schema["type"] != "integer" for one in given)
    return {
        "operationId": answer.__name__,
        "summary": first_paragraph(answer),
        "parameters": [_parameter(one) for one in given],
        "responses": {
            **_answers(answer, named),
            "304": {"description": "The answer is still the one whose ETag was sent."},
            **({"404": {"description": "A name is not known, or not clear.", **problem}} if names else {}),
            "422": {"description": "What is asked cannot be asked so.", **problem},
            "default": {"description": "Another problem.", **problem},
        },
    }


def _answers(answer: Callable[..., object], named: dict[str, Schema]) -> Schema:
    """The answers that an endpoint gives where nothing is wrong."""
    hint = get_type_hints(answer)["return"]
    given, *moved = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    described = {"200": {"description": "The answer.", **_header("ETag"), **_content(JSON, given, named)}}
    if moved:
        elsewhere = {"description": "It stands elsewhere.", **_header("Location")}
        described["308"] = {**elsewhere, **_content(JSON, moved[0], named)}
    return described


def _header(name: str) -> Schema:
    return {"headers": {name: {"required": True, "schema": {"type": "string"}}}}


def _content(media_type: str, answer: object, named: dict[str, Schema]) -> Schema:
    return {"content": {media_type: {"schema": schema_of(answer, named)}}}


def _parameter(argument: Argument) -> Schema:
    schema = dict(argument.schema)
    return {
        "name": argument.name,
        "in": "path" if argument.in_path else "query",
        "description": schema.pop("description"),
        "required": argument.required,
        "schema": schema,
    }
