"""Building a site: every page written beside the old site, which it then replaces whole."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from occuguide.core import Application, ConfigError, Failure, OccuguideError, OutputError
from occuguide.plugins.web.home import home_page
from occuguide.plugins.web.routes import PageSite, Routes

MARK = ".occuguide-site"
"""The file that tells a folder made by ``occuguide build`` from another, which is never touched."""


def build(application: Application, routes: Routes, output: Path, on_page: Callable[[int, int], None]) -> int:
    """Write a site. A page that fails is left out and its failure kept; the others are written.

    Args:
        application: What makes the guides.
        routes: The pages.
        output: The site's folder; replaced if it is a site, made if it is not there.
        on_page: Called with how many pages of how many are done.

    Returns:
        How many files were written.

    Raises:
        OutputError: The folder holds something else, or cannot be written. What is there stands.
    """
    _check(output)
    # The folder that a link leads to is replaced, and the link stays.
    output = output.resolve()
    if output == Path.cwd():
        raise OutputError("this is the current folder", where=str(output), remedy="Name another, or change to another.")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}-"))
        try:
            (draft / MARK).write_text("Made by `occuguide build`, which replaces this folder whole.\n", "utf-8")
            draft.chmod(0o755)
            count = _write(application, routes, draft, on_page)
            _switch(draft, output)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"the site cannot be written ({error})", where=str(output)) from error
    return count


def _check(output: Path) -> None:
    if not output.exists():
        return
    if not output.is_dir():
        raise OutputError("the output is a file, not a folder", where=str(output), remedy="Name a folder.")
    if any(output.iterdir()) and not (output / MARK).is_file():
        raise OutputError(
            "the folder holds files that are no site made by `occuguide build`",
            where=str(output),
            remedy="Name an empty or a new folder.",
        )


def _write(application: Application, routes: Routes, draft: Path, on_page: Callable[[int, int], None]) -> int:
    pages = list(routes.pages())
    count = 0
    for number, (soc, area, view) in enumerate(pages, start=1):
        guide = application.composer.guide(application.occupations.get(soc), area, view)
        for renderer in routes.renderers:
            path = draft / routes.path(soc, area, view, renderer)
            try:
                content = application.render(renderer, guide, PageSite(routes, renderer, area))
            except ConfigError:
                # A template of the user's is wrong: it would be so on every page.
                raise
            except OccuguideError as error:
                application.registry.keep(Failure(plugin=renderer.name, hook="renderer", soc=soc, error=error))
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            count += 1
        on_page(number, len(pages))
    (draft / "index.html").write_bytes(home_page(application, routes))
    return count + 1


def _switch(draft: Path, output: Path) -> None:
    """Put the new site in the old one's place."""
    old = draft.with_name(f"{draft.name}-old")
    replaced = output.exists()
    if replaced:
        os.replace(output, old)
    try:
        os.replace(draft, output)
    except OSError:
        if replaced:
            os.replace(old, output)
        raise
    shutil.rmtree(old, ignore_errors=True)
