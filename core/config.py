"""Configuration: what ``occuguide.toml`` may say, and what holds without it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from occuguide.core.errors import ConfigError

FILE_NAME = "occuguide.toml"


@frozen(kw_only=True)
class Settings:
    """How an Occuguide is set up. Folders and files are absolute.

    Args:
        folder: The project's folder: where ``occuguide.toml`` is, or the current folder.
        facts: The fact store that imports write. If it is not there, the bundled edition is read.
        occupations: Folders of occupation files beside the installed ones.
        templates: A folder of templates that take the place of the renderers' own by name; none by default.
        area: The place to show a guide for, if none is named; by default the state, where there is one only.
        disabled: The names of plugins to switch off.
        cache: Where the search index is kept; by default, the user's cache folder.
        search: The name of the search engine.
        search_misses: A file to write down what searches found nothing for; nothing is written by default.
    """

    folder: Path = field(factory=Path.cwd)
    facts: Path
    occupations: tuple[Path, ...] = ()
    templates: Path | None = None
    area: str = ""
    disabled: frozenset[str] = frozenset()
    cache: Path | None = None
    search: str = "whoosh"
    search_misses: Path | None = None

    @classmethod
    def default(cls, folder: Path) -> "Settings":
        """The settings of a folder without ``occuguide.toml``."""
        return cls(folder=folder, facts=folder / "facts.sqlite")


def find(start: Path) -> Path | None:
    """The ``occuguide.toml`` of a folder or of the nearest folder above it; none if there is none."""
    return next((path for folder in (start, *start.parents) if (path := folder / FILE_NAME).is_file()), None)


def read(path: Path) -> Settings:
    """Read ``occuguide.toml``.

    Args:
        path: The file. Paths in it are relative to its folder.

    Raises:
        ConfigError: The file cannot be read, is no TOML, or says something that is not known or of the wrong type.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"the configuration cannot be read ({error.strerror})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("the configuration is not in UTF-8", where=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the configuration is no valid TOML: {error}", where=str(path)) from error
    except RecursionError as error:
        raise ConfigError("the configuration is nested too deeply", where=str(path)) from error
    folder = path.resolve().parent
    values: dict[str, Any] = {"folder": folder, "facts": folder / "facts.sqlite"}
    for key, value in given.items():
        if key not in _KEYS:
            raise ConfigError(
                f"there is no setting {key!r}",
                where=str(path),
                remedy=f"The settings are {', '.join(sorted(_KEYS))}.",
            )
        expected, read_value = _KEYS[key]
        try:
            values[key] = read_value(folder, value)
        except TypeError as error:
            raise ConfigError(f"{key} must be {expected}, not {value!r}", where=str(path)) from error
    templates = values.get("templates")
    if templates is not None and not templates.is_dir():
        raise ConfigError(f"templates names {templates}, and there is no such folder", where=str(path))
    return Settings(**values)


def _string(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError
    return value


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError
    return [_string(item) for item in value]


_KEYS: Mapping[str, tuple[str, Any]] = {
    "facts": ("a file's path", lambda folder, value: folder / _string(value)),
    "occupations": (
        "a list of folders",
        lambda folder, value: tuple(folder / item for item in _strings(value)),
    ),
    "templates": ("a folder", lambda folder, value: folder / _string(value)),
    "area": ("a place's name or code", lambda _folder, value: _string(value)),
    "disabled": ("a list of plugins' names", lambda _folder, value: frozenset(_strings(value))),
    "cache": ("a folder", lambda folder, value: folder / _string(value)),
    "search": ("a search engine's name", lambda _folder, value: _string(value)),
    "search_misses": ("a file's path", lambda folder, value: folder / _string(value)),
}
"""What each setting must be, in words, and how it is read."""
