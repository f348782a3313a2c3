"""The API over HTTP: routes, status codes and headers.

The work is done on the event loop's thread: an application belongs to one thread, and an answer takes milliseconds.
"""

import hashlib
import inspect
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl, quote

from attrs import frozen
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from occuguide.core import UnknownNameError
from occuguide.plugins.web.api.answers import GuideJson, Moved, Problem, as_json
from occuguide.plugins.web.api.arguments import Argument, Here, RefusedError, arguments_of, read
from occuguide.plugins.web.api.description import ENDPOINTS, JSON, PROBLEM
from occuguide.plugins.web.api.endpoints import ROOT
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

LOG = logging.getLogger("occuguide.web")

_METHODS = "GET, HEAD, OPTIONS"

# Scripts of any site may read what is public; no answer depends on who asks.
_FOR_ALL = {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag"}

_PREFLIGHT = {
    "access-control-allow-methods": _METHODS,
    "access-control-allow-headers": "*",
    "access-control-max-age": "86400",
    "allow": _METHODS,
}

# Figures change only with an import. Five minutes spare the server a program that asks for the same again and again,
# and are short enough for who waits for a correction. What is older is asked for by its ETag.
_FRESH = {"cache-control": "public, max-age=300"}
_NOT_KEPT = {"cache-control": "no-store"}


class _Anything(PathConvertor):
    """What Starlette's ``path`` matches, and line breaks too: an address that has one is answered as any other."""

    regex = "(?s:.*)"


register_url_convertor("anything", _Anything())


def routes(table: RouteTable) -> list[BaseRoute]:
    """The routes of the API. They take all addresses below its own.

    Args:
        table: The pages of the site that it belongs to.
    """
    made = {
        path: _Endpoint(partial(_ask, table.website, answer, arguments_of(answer, path)))
        for path, answer in ENDPOINTS.items()
    }
    # Titles and names have slashes in them.
    ways = {re.sub(r"{(occupation|place)}$", r"{\1:anything}", path): endpoint for path, endpoint in made.items()}
    ways |= {"": made["/"], "/{rest:anything}": _Endpoint(_nothing)}
    return [Route(f"/{ROOT}{path}", endpoint) for path, endpoint in ways.items()]


@frozen(eq=False)
class _Endpoint:
    """An endpoint as an ASGI application.

    Args:
        ask: Gives its answer to a request.
    """

    ask: Callable[[Request], object]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._respond(Request(scope))(scope, receive, send)

    def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers={**_FOR_ALL, **_PREFLIGHT})
        if request.method not in _METHODS.split(", "):
            return _problem(request, HTTPStatus.METHOD_NOT_ALLOWED, f"What is answered is {_METHODS}.")
        try:
            return _answered(request, self.ask(request))
        except RefusedError as error:
            return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        except UnknownNameError as error:
            return _problem(request, HTTPStatus.NOT_FOUND, _with_addresses(str(error), _root(request)))
        except Exception:
            LOG.exception("The API failed at %r", request.scope["path"])
            return _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "It failed. The log of the site says more.")


def _ask(website: Website, answer: Callable[..., object], arguments: Sequence[Argument], request: Request) -> object:
    """What an endpoint answers; it is given the arguments that it names."""
    query = parse_qsl(request.scope["query_string"].decode("utf-8", "replace"), keep_blank_values=True)
    values = read(arguments, request.path_params, query)
    values |= {"website": website, "here": Here(quote(_path(request).lstrip("/"), errors="replace"), query)}
    return answer(**{name: values[name] for name in inspect.signature(answer).parameters})


def _nothing(request: Request) -> object:
    raise UnknownNameError(f"there is nothing at {_path(request)}", remedy=f"See {_root(request)}/{ROOT}/.")


def _root(request: Request) -> str:
    """What the site is published under, without a slash at its end."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def _path(request: Request) -> str:
    """The path that was asked for, from the site's root."""
    return str(request.scope["path"]).removeprefix(_root(request))


# --- Responses ----------------------------------------------------------------------------------------------


def _answered(request: Request, answer: object) -> Response:
    if isinstance(answer, Moved):
        location = {"location": f"{_root(request)}/{answer.address.path}"}
        return _response(request, HTTPStatus.PERMANENT_REDIRECT, answer, {**_FRESH, **location})
    return _response(request, HTTPStatus.OK, answer, _FRESH)


def _problem(request: Request, status: HTTPStatus, detail: str) -> Response:
    sentence = detail[:1].upper() + detail[1:] + ("" if detail.endswith((".", "?")) else ".")
    instance = quote(request.scope["path"], errors="replace")
    problem = Problem(title=status.phrase, status=status, detail=sentence, instance=instance)
    allow = {"allow": _METHODS} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
    return _response(request, status, problem, {**_NOT_KEPT, **allow}, PROBLEM)


def _response(
    request: Request, status: HTTPStatus, answer: object, headers: Mapping[str, str], media_type: str = JSON
) -> Response:
    body = answer.body if isinstance(answer, GuideJson) else as_json(answer, _root(request))
    headers = {**_FOR_ALL, **headers}
    if status is HTTPStatus.OK:
        tag = hashlib.sha256(body).hexdigest()[:32]
        headers["etag"] = f'"{tag}"'
        if _has(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    # The server leaves the body out where HEAD was asked.
    return Response(body, status, headers, media_type)


def _has(tags: str, tag: str) -> bool:
    """Whether a list of tags, as of ``If-None-Match``, has one; they are compared weakly (RFC 9110, 13.1.2)."""
    return tags.strip() == "*" or tag in re.findall(r'(?:W/)?"([^"]*)"', tags)


# --- Words --------------------------------------------------------------------------------------------------

_INSTEAD = {"list": "occupations", "areas": "places", "topics": "topics", "search": "search"}
"""The addresses that tell what commands do."""


def _with_addresses(said: str, root: str) -> str:
    """What an error says, with addresses of the API in the place of commands."""

    def address(command: re.Match[str]) -> str:
        name, words = command[1], quote(command[2].strip())
        more = {"search": f"?q={words}", "topics": f"/{words}"}.get(name, "") if words else ""
        return f"{root}/{ROOT}/{_INSTEAD[name]}{more}"

    return re.sub(rf"`occuguide ({'|'.join(_INSTEAD)})([^`]*)`", address, said)
