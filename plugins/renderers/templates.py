"""Templates: the renderers' own, and the user's in their place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

import jinja2

from occuguide.core import ConfigError, OccuguideError


class _Folders(jinja2.FileSystemLoader):
    """Folders of templates, which name a file that is no text."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            path = next(path for folder in self.searchpath if (path := Path(folder, template)).exists())
            raise ConfigError("the file is not in UTF-8", where=str(path)) from error


def environment(own: Path | Sequence[Path], users: Path | None, *, escape: bool) -> jinja2.Environment:
    """Where a renderer takes its templates from.

    Args:
        own: The folder with the renderer's templates; of several, the first that has one.
        users: A folder whose files take the place of the renderer's own by name; none if there is none.
            They may extend the ones that they replace, which are still there as ``own/`` and their name.
        escape: Whether what is put into a template is text to be escaped for HTML.
    """
    renderers = _Folders(own)
    first = [] if users is None else [_Folders(users)]
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
    except OccuguideError:
        raise
    except Exception as error:  # a template may do anything that Python may
        where = _where(error)
        if not where and not isinstance(error, jinja2.TemplateError):
            raise
        raise ConfigError(f"the template cannot be filled in: {error}", where=where) from error


def _where(error: Exception) -> str:
    """The file and the line of the innermost template that an error went through; empty if it went through none."""
    where = ""
    for frame, line in walk_tb(error.__traceback__):
        # Jinja rewrites the traceback of a page that it fills in, but not of a macro that was called from without.
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            where = f"{template.filename}:{template.get_corresponding_lineno(line)}"
        elif frame.f_code.co_filename.endswith(".jinja"):
            where = f"{frame.f_code.co_filename}:{line}"
    return where
