"""The preview's server: the site's pages with the draft in them and the bar on each, and whether the file changed."""

import logging
from pathlib import Path

import click
import uvicorn
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from occuguide.core import ConfigError, UnknownNameError, View
from occuguide.plugins.authoring.preview.bar import Bar
from occuguide.plugins.authoring.preview.draft import Draft, Version
from occuguide.plugins.authoring.preview.faults import Fault, fault_of
from occuguide.plugins.web.pages import mistakes
from occuguide.plugins.web.pages.words import not_found_page
from occuguide.plugins.web.routes import HTML
from occuguide.plugins.web.server.app import Edge
from occuguide.plugins.web.server.protocol import BoundedHttp
from occuguide.plugins.web.server.run import listen
from occuguide.plugins.web.table import RouteTable

LOG = logging.getLogger("occuguide.preview")

HOST = "127.0.0.1"
ASSETS = Path(__file__).parent / "assets"

_UNTIL_STOPPED = 2
"""Seconds that requests which are being answered have, once the preview is told to stop."""

_NEWEST = {"cache-control": "no-store"}


def run(draft: Draft, port: int) -> None:
    """Serve the preview of a file until stopped.

    Args:
        draft: The file.
        port: The port; 0 for one that is free.

    Raises:
        ConfigError: The port cannot be listened on.
        UnknownNameError: Nobody knows the file's occupation.
    """
    draft.refresh()
    if isinstance(draft.error, UnknownNameError):
        raise draft.error
    try:
        listening = listen(HOST, port)
    except ConfigError as error:
        raise ConfigError(error.problem, remedy="Name another with --port; 0 takes one that is free.") from error
    click.echo(f"Serving on http://{HOST}:{listening.getsockname()[1]}/ (stop with Ctrl-C).", err=True)
    config = uvicorn.Config(
        make_app(draft),
        access_log=False,
        log_config=None,
        server_header=False,
        http=BoundedHttp,
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_UNTIL_STOPPED,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        # uvicorn has ended in order, and passes the signal on.
        pass
    finally:
        listening.close()


def make_app(draft: Draft) -> Starlette:
    """The preview's application.

    Args:
        draft: The file.
    """
    preview = _Preview(draft)
    routes = [
        Route("/changed", preview.changed),
        Route("/assets/preview.{kind}", preview.own_asset),
        Route("/assets/{path:path}", preview.asset),
        Route("/{path:path}", preview.page),
    ]
    app = Starlette(routes=routes)
    app.add_middleware(Edge, answered=lambda: None)
    # A page elsewhere, whose name was made to lead here, is not to read what somebody writes.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    return app


class _Preview:
    """Answers requests, all on one thread: neither the fact store nor the composer is for several."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._bar = Bar(draft)
        self._assets = RouteTable(draft.website)

    async def changed(self, request: Request) -> Response:
        """Whether the file is another than a version of it, and whether it is there at all."""
        version = self._draft.look()
        changed = version is not None and version != request.query_params.get("since")
        return JSONResponse({"changed": changed, "there": version is not None}, headers=_NEWEST)

    async def own_asset(self, request: Request) -> Response:
        """The bar's stylesheet or script."""
        path = ASSETS / f"preview.{request.path_params['kind']}"
        return FileResponse(path, headers=_NEWEST) if path.is_file() else Response(status_code=404)

    async def asset(self, request: Request) -> Response:
        """The site's stylesheet, scripts and logo, which are the same whatever the file says."""
        page = self._assets.find(f"assets/{request.path_params['path']}")
        if page is None:
            return Response(status_code=404)
        return Response(page.make(), media_type=page.media_type, headers=_NEWEST)

    async def page(self, request: Request) -> Response:
        """A page of the site with the newest version of the file in it."""
        self._draft.refresh()
        path, shown = request.path_params["path"], self._draft.shown
        if shown is None:
            return self._failed(path, f"There is no version of {self._draft.path.name} to show yet.", 200)
        asked = request.query_params.get("area", "")
        if path and not (asked and shown.has(path)):
            return self._answer(shown, f"{path}index.html" if path.endswith("/") else path)
        try:
            place = shown.website.place_called(asked) if asked else shown.website.home
        except UnknownNameError as error:
            return self._failed(path, mistakes.sentence(error), 404)
        view = View.SUMMARY if path.endswith(".summary.html") else View.DETAILED
        return RedirectResponse(f"/{shown.website.address(shown.soc, place, view)}", 303, _NEWEST)

    def _answer(self, shown: Version, path: str) -> Response:
        page = shown.table.find(path)
        if page is None:
            return self._failed(path, "", 404)
        try:
            made = page.make()
        except (Exception, SystemExit) as error:  # whatever a plugin or a theme raises, its author is told
            LOG.exception("the page %a could not be made", path)
            return self._failed(path, "", 500, fault_of(error, self._draft.path))
        if page.media_type == HTML:
            made = self._bar.on(made, path, self._draft.faults)
        return Response(made, media_type=page.media_type, headers=_NEWEST)

    def _failed(self, path: str, problem: str, status: int, *faults: Fault) -> Response:
        """A page that says what is wrong, and that follows the file as all do."""
        page = not_found_page(self._draft.website, "404.html", problem, failed=status != 404)
        return Response(self._bar.on(page, path, [*self._draft.faults, *faults]), status, _NEWEST, HTML)
