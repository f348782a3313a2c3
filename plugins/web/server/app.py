"""The server's application: pages, the API, health, and what every response bears."""

import json
import logging
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
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
    application = table.website.application
    ready: dict[str, str] = {"problem": "starting"}

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        try:
            application.index(Quiet())
            ready["problem"] = ""
        except OccuguideError as error:
            # Guides can be read without search.
            LOG.error("search is not ready: %s", error)
            ready["problem"] = str(error)
        yield
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
        Route("/{path:path}", Answers(table).__call__),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.add_middleware(_Edge)
    return app


class _Edge:
    """Puts the headers of security on every response, and a line into the access log, without words of a query."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
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
        finally:
            if ACCESS.isEnabledFor(logging.INFO):
                path = scope["path"].encode("ascii", "backslashreplace").decode().replace("\n", "\\n")
                took = 1_000 * (time.perf_counter() - start)
                ACCESS.info("%s %s %d %.1f ms", scope["method"], path[:200], status, took)


def from_environment() -> Starlette:
    """The application of one of a server's processes, which are told by ``GIVEN`` what to serve."""
    given: Mapping[str, Sequence[str] | str | None] = json.loads(os.environ[GIVEN])
    start_log()
    path = given["config"]
    settings = configuration.read(Path(str(path))) if path else Settings.default(Path.cwd())
    formats = given["formats"]
    website = Website(Application(settings), given["areas"] or (), formats or None)
    return make_app(RouteTable(website))


def start_log() -> None:
    """Write what the server says to the error stream."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
