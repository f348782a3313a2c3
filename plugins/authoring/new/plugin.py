"""A project to begin a plugin with: complete, with tests that pass."""

import importlib.metadata
import keyword
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from occuguide.core import OutputError, UnknownNameError
from occuguide.plugins.renderers.templates import environment

TEMPLATES = Path(__file__).with_name("templates")

FILES = {
    ".gitattributes": "gitattributes.jinja",
    ".gitignore": "gitignore.jinja",
    "README.md": "README.md.jinja",
    "pyproject.toml": "pyproject.toml.jinja",
    "src/{module}/__init__.py": "package.py.jinja",
    "src/{module}/wages.py": "wages.py.jinja",
    "tests/conftest.py": "conftest.py.jinja",
    "tests/golden/wages.txt": "wages.txt.jinja",
    "tests/test_wages.py": "test_wages.py.jinja",
}
"""The project's files, each with its template."""

_DISTRIBUTION = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
"""What distributions may be called: https://packaging.python.org/en/latest/specifications/name-normalization/."""


def make_project(name: str, folder: Path) -> Path:
    """Write a project for a plugin: a section that says something, its tests, and how it is installed.

    Args:
        name: The name of its distribution. The plugin is called so too, and its module as near to it as Python allows.
        folder: The folder that the project's own folder is made in; made, if it is not there.

    Returns:
        The project's folder.

    Raises:
        UnknownNameError: A distribution, a module or a plugin cannot be called so.
        OutputError: There is something of that name in the folder, or the files cannot be written.
    """
    names = _names(name)
    templates = environment(TEMPLATES, None, escape=False)
    files = {
        path.format(**names): templates.get_template(template).render(names) + "\n" for path, template in FILES.items()
    }
    project = folder / name
    try:
        project.mkdir(parents=True)
    except FileExistsError as error:
        problem, remedy = "there is something of that name", "Choose another name or folder: nothing is written over."
        raise OutputError(problem, where=str(project), remedy=remedy) from error
    except OSError as error:
        raise OutputError(f"the folder cannot be made ({error.strerror})", where=str(project)) from error
    try:
        for path, content in files.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        shutil.rmtree(project, ignore_errors=True)
        raise OutputError(f"the project cannot be written ({error.strerror})", where=str(project)) from error
    return project


def _names(name: str) -> Mapping[str, str]:
    """What the project, its module and the plugin are called."""
    if not _DISTRIBUTION.fullmatch(name):
        raise UnknownNameError(
            f"{name!r} is no name for a distribution",
            remedy="Write letters, digits and hyphens, such as our-guides, and begin and end with no hyphen.",
        )
    plugin = re.sub(r"[-_.]+", "-", name).lower()
    module = plugin.replace("-", "_")
    another = "Choose another, such as our-guides."
    if not module.isidentifier() or keyword.iskeyword(module):
        raise UnknownNameError(f"a module cannot be called {module!r}", remedy=another)
    if module in sys.stdlib_module_names or module in importlib.metadata.packages_distributions():
        raise UnknownNameError(f"a module called {module!r} is installed already", remedy=another)
    if plugin in importlib.metadata.entry_points(group="occuguide").names:
        raise UnknownNameError(f"a plugin called {plugin!r} is installed already", remedy=another)
    return {"name": name, "module": module, "plugin": plugin}
