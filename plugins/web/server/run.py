"""Running the server: its socket, its processes, its end."""

import json
import os
import socket
from pathlib import Path
from typing import Any

import click
import uvicorn

from occuguide.core import Application, ConfigError
from occuguide.core import config as configuration
from occuguide.plugins.web.server.app import GIVEN, from_environment, make_app, start_log
from occuguide.plugins.web.server.protocol import BoundedHttp
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

_UNTIL_STOPPED = 10
"""Seconds that requests which are being answered have, once the server is told to stop."""

_WATCHED = ("*.md", "*.py", "*.toml", "*.jinja", "*.css", "*.js")
"""What files are looked at for a change."""


def run(
    application: Application,
    config: str | None,
    host: str,
    port: int,
    workers: int,
    reload: bool,
    areas: tuple[str, ...],
    formats: tuple[str, ...],
) -> None:
    """Serve until stopped.

    Args:
        application: What makes the guides.
        config: The configuration that was named; none if it is the nearest.
        host: The address to listen on.
        port: The port; 0 for one that is free.
        workers: How many processes answer.
        reload: Whether to start anew when a file changes.
        areas: The places to have pages for; all, if none are named.
        formats: The formats beside HTML.

    Raises:
        ConfigError: The port cannot be listened on.
        UnknownNameError: There is no such place or format.
    """
    # What is wrong with the settings is said at once, and not by a process that starts again and again.
    table = RouteTable(Website(application, areas, formats or None))
    listening = listen(host, port)
    start_log()
    click.echo(f"Serving on http://{_named(host)}:{listening.getsockname()[1]}/ (stop with Ctrl-C).", err=True)
    options: dict[str, Any] = {
        "access_log": False,
        "log_config": None,
        "server_header": False,
        "date_header": True,
        "http": BoundedHttp,
        # There are none, and uvicorn would log their addresses with what was asked.
        "ws": "none",
        "timeout_keep_alive": 15,
        "timeout_graceful_shutdown": _UNTIL_STOPPED,
        "lifespan": "on",
    }
    try:
        if workers == 1 and not reload:
            uvicorn.Server(uvicorn.Config(make_app(table), **options)).run(sockets=[listening])
            return
        near = configuration.find(Path.cwd())
        chosen = config or (None if near is None else str(near))
        os.environ[GIVEN] = json.dumps({"config": chosen, "areas": areas, "formats": formats})
        # Each process makes an application of its own.
        name = f"{from_environment.__module__}:{from_environment.__name__}"
        port = listening.getsockname()[1]
        listening.close()
        options |= {"host": host, "port": port, "factory": True, "workers": workers}
        uvicorn.run(name, **options, **_reloading(application, reload))
    except KeyboardInterrupt:
        # uvicorn has ended in order, and passes the signal on.
        pass
    finally:
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Who asks before the server is ready waits until it is.

    Raises:
        ConfigError: It cannot be had.
    """
    listening: socket.socket | None = None
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        if listening is not None:
            listening.close()
        raise ConfigError(
            f"the server cannot listen on {host}, port {port} ({error.strerror or error})",
            remedy="Name another with --port or --host.",
        ) from error
    return listening


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _reloading(application: Application, reload: bool) -> dict[str, Any]:
    if not reload:
        return {}
    settings = application.settings
    package = Path(__file__).parents[2]
    folders = [settings.folder, *settings.occupations, package, package.with_name("core")]
    if settings.templates is not None:
        folders.append(settings.templates)
    if settings.pack is not None:
        folders.append(settings.pack.parent)
    there = [str(folder) for folder in folders if folder.is_dir()]
    return {"reload": True, "reload_dirs": there, "reload_includes": list(_WATCHED)}
