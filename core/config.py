"""Configuration: what ``occuguide.toml`` may say, and what holds without it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from occuguide.core.errors import ConfigError

FILE_NAME = "occuguide.toml"


@frozen
class SiteLink:
    """A link that every page of the site shows.

    Args:
        text: What the reader sees.
        url: Where it leads.
    """

    text: str
    url: str


@frozen(kw_only=True)
class SiteSettings:
    """How the site is set up: the table ``site``.

    Args:
        name: What the site is called.
        url: The address that it is published at; empty if that is not known. Canonical addresses and the sitemap need
            it.
        language: The language that its pages are in, as a tag: ``en``.
        logo: An image to show beside the name; none by default.
        report: Where a reader reports an error, a web or a ``mailto:`` address; empty if nowhere.
        links: Links that every page shows.
        formats: The formats, beside HTML, that guides are published in.
    """

    name: str = "Occupational Guides"
    url: str = ""
    language: str = "en"
    logo: Path | None = None
    report: str = ""
    links: tuple[SiteLink, ...] = ()
    formats: tuple[str, ...] = ()


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
        site: How the site is set up.
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
    site: SiteSettings = SiteSettings()

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
    values = {"folder": folder, "facts": folder / "facts.sqlite", **_read(given, _KEYS, folder, path, "")}
    templates = values.get("templates")
    if templates is not None and not templates.is_dir():
        raise ConfigError(f"templates names {templates}, and there is no such folder", where=str(path))
    if isinstance(site := values.pop("site", None), Mapping):
        logo = site.get("logo")
        if logo is not None and not logo.is_file():
            raise ConfigError(f"site.logo names {logo}, and there is no such file", where=str(path))
        values["site"] = SiteSettings(**site)
    return Settings(**values)


def _read(given: Mapping[str, Any], keys: "Keys", folder: Path, path: Path, table: str) -> dict[str, Any]:
    """The settings of a table.

    Args:
        given: What the file says.
        keys: What it may say.
        folder: What paths are relative to.
        path: The file.
        table: What stands before a key in messages: ``site.``.

    Raises:
        ConfigError: It says something that is not known or of the wrong type.
    """
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in keys:
            raise ConfigError(
                f"there is no setting {table + key!r}",
                where=str(path),
                remedy=f"The settings are {', '.join(sorted(table + known for known in keys))}.",
            )
        expected, read_value = keys[key]
        if key == "site" and isinstance(value, dict):
            values[key] = _read(value, _SITE_KEYS, folder, path, "site.")
            continue
        try:
            values[key] = read_value(folder, value)
        except TypeError as error:
            raise ConfigError(f"{table}{key} must be {expected}, not {value!r}", where=str(path)) from error
    return values


def _string(value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError
    return value


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError
    return [_string(item) for item in value]


def _address(*schemes: str) -> Callable[[Path, object], str]:
    def read(_folder: Path, value: object) -> str:
        address = _string(value)
        if not address.startswith(schemes) or re.search(r"[\s\"'<>\\]", address):
            raise TypeError
        return address

    return read


def _links(_folder: Path, value: object) -> tuple[SiteLink, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) and set(one) == {"text", "url"} for one in value):
        raise TypeError
    web = _address("https://", "http://", "mailto:")
    return tuple(SiteLink(_string(one["text"]), web(Path(), one["url"])) for one in value)


def _language(_folder: Path, value: object) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", _string(value)):
        raise TypeError
    return _string(value)


def _not_a_table(_folder: Path, _value: object) -> None:
    raise TypeError


Keys: TypeAlias = Mapping[str, tuple[str, Callable[[Path, Any], Any]]]
"""What each setting must be, in words, and how it is read."""

_KEYS: Keys = {
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
    "site": ("a table, [site]", _not_a_table),
}

_SITE_KEYS: Keys = {
    "name": ("the site's name", lambda _folder, value: _string(value)),
    "url": (
        "a web address",
        lambda folder, value: f"{_address('https://', 'http://')(folder, value).rstrip('/')}/",
    ),
    "language": ('a language tag, such as "en"', _language),
    "logo": ("an image file's path", lambda folder, value: folder / _string(value)),
    "report": ("a web or mailto: address", _address("https://", "http://", "mailto:")),
    "links": ("a list of tables with text and url", _links),
    "formats": ("a list of formats", lambda _folder, value: tuple(_strings(value))),
}
