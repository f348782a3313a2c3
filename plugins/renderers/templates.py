"""Templates: the renderers' own, and the user's in their place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

import jinja2

from occuguide.core import ConfigError


def environment(own: Path | Sequence[Path], users: Path | None, *, escape: bool) -> jinja2.Environment:
    """Where a renderer takes its templates from.

    Args:
        own: The folder with the renderer's templates; of several, the first that has one.
        users: A folder whose files take the place of the renderer's own by name; none if there is none.
            They may extend the ones that they replace, which are still there as ``own/`` and their name.
        escape: Whether what is put into a template is text to be escaped for HTML.
    """
    renderers = jinja2.FileSystemLoader(own)
    first = [] if users is None else [jinja2.FileSystemLoader(users)]
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([*first, renderers, jinja2.PrefixLoader({"own": renderers})]),
        autoescape=escape,  # noqa: S701 - plain text has nothing to escape
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def source_of(templates: jinja2.Environment, name: str) -> str:
    """A file from the templates' folders as it stands."""
    if templates.loader is None:
        raise jinja2.TemplateNotFound(name)
    return templates.loader.get_source(templates, name)[0]


@contextmanager
def named_errors() -> Iterator[None]:
    """Say of an error in a template where it is.

    Raises:
        ConfigError: A template cannot be read or filled in.
    """
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise ConfigError(
            f"the template is not valid: {error.message}", where=f"{error.filename}:{error.lineno}"
        ) from error
    except jinja2.TemplateError as error:
        # Jinja rewrites the traceback, so that it names the template's file and line.
        frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".jinja")]
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        raise ConfigError(f"the template cannot be filled in: {error.message}", where=where) from error
