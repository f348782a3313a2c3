"""The server's application: pages, the API, health, and what every response bears."""

import asyncio
import ctypes
import gc
import json
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import STARTUP_FAILURE

from occuguide.core import Application, OccuguideError, Settings
from occuguide.core import config as configuration
from occuguide.plugins.web.api import routes as api_routes
from occuguide.plugins.web.progress import Quiet
from occuguide.plugins.web.server.answers import LOG, Answers
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

ACCESS = logging.getLogger("occuguide.access")

GIVEN = "OCCUGUIDE_SERVE"
"""The variable that tells processes of a server what it was started with."""

_BETWEEN = 0.05
"""Seconds between two topics that are worked out beforehand, for readers to be answered in."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        # For tools that look at a page from within, such as Lighthouse at robots.txt; pages ask for nothing so.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]


def make_app(table: RouteTable) -> Starlette:
    """The server's application.

    Everything is made on the event loop's own thread, one thing after another: a page takes some milliseconds, and
    neither the fact store nor the composer is for several threads.

    Args:
        table: The routes.
    """
    application, answers = table.website.application, Answers(table)
    ready: dict[str, str] = {"problem": "starting"}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        # The list of all pages takes a while to make, and every unknown address is looked for in it.
        table.find("sitemap.xml")
        try:
            application.index(Quiet())
            ready["problem"] = ""
        except Exception as error:
            # Guides can be read without search. Who asks may be anybody: the reason is said, but not the folder.
            expected = error.problem if isinstance(error, OccuguideError) else ""
            LOG.error("search is not ready: %s", error, exc_info=not expected)
            ready["problem"] = expected or "the search engine failed"
        answers.say_failures()
        _give_back()
        warming = asyncio.create_task(_warm(table.website))
        yield
        warming.cancel()
        application.close()

    async def health(_request: Request) -> Response:
        return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})

    async def readiness(_request: Request) -> Response:
        problem = ready["problem"]
        return PlainTextResponse(
            f"not ready: {problem}\n" if problem else "ready\n",
            503 if problem else 200,
            {"cache-control": "no-store"},
        )

    routes = [
        Route("/healthz", health),
        Route("/readyz", readiness),
        *api_routes(table),
        Route("/{path:path}", answers.__call__),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(Edge, answered=answers.say_failures)
    return app


async def _warm(website: Website) -> None:
    """Work out the topics' values in every place, a little at a time, so that nobody waits for them."""
    topics = website.application.topics
    for place in website.places.values():
        for name in topics.by_name:
            await asyncio.sleep(_BETWEEN)
            topics.values(name, place)
    _give_back()


def _give_back() -> None:
    """Give the memory back to the system that making the index and the topics took for a while, where it can be."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library than GNU's has no such function
            ctypes.CDLL(None).malloc_trim(0)


class Edge:
    """Puts the headers of security on every response, and a line into the access log, without words of a query.

    Args:
        app: What answers.
        answered: Called after each request.
    """

    def __init__(self, app: ASGIApp, answered: Callable[[], None]) -> None:
        self._app = app
        self._answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            LOG.exception("a request could not be answered")
            failed = PlainTextResponse("This page could not be made.\n", 500, {"cache-control": "no-store"})
            await failed(scope, receive, send_with_headers)
        finally:
            took = 1_000 * (time.perf_counter() - start)
            # Encoded again, so that nothing in a path writes lines of its own.
            path = quote(scope["path"][:200], errors="replace")
            ACCESS.info("%s %s %d %.1f ms", scope["method"], path, status, took)
            self._answered()


def from_environment() -> Starlette:
    """The application of one of a server's processes, which are told by ``GIVEN`` what to serve."""
    given: Mapping[str, Sequence[str] | str | None] = json.loads(os.environ[GIVEN])
    start_log()
    path, formats = given["config"], given["formats"]
    try:
        settings = configuration.read(Path(str(path))) if path else Settings.default(Path.cwd())
        return make_app(RouteTable(Website(Application(settings), given["areas"] or (), formats or None)))
    except OccuguideError as error:
        # Something was changed since the server was started.
        LOG.error("%s", error)
        sys.exit(STARTUP_FAILURE)


def start_log() -> None:
    """Write what the server says to the error stream."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
