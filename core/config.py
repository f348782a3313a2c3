"""Configuration: what ``occuguide.toml`` may say, and what holds without it."""

import math
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
class CheckSettings:
    """What ``occuguide check`` goes by: the table ``check``.

    Args:
        grade: The highest reading grade (Flesch-Kincaid) that a guide may have.
        sentence: The most words that a sentence may have.
        years: The years after which a guide is to be reviewed.
        apart: The most years that may lie between the wages and the first year of the projections.
        words: A file of jargon and gendered words, in the place of the one that is built in; none by default.
        accepted: Words that the spelling checker is to take as right.
        off: The names of rules that are not asked.
    """

    grade: float = 10
    sentence: int = 30
    years: int = 2
    apart: int = 3
    words: Path | None = None
    accepted: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@frozen(kw_only=True)
class Settings:
    """How an Occuguide is set up. Folders and files are absolute.

    Args:
        folder: The project's folder: where ``occuguide.toml`` is, or the current folder.
        facts: The fact store that imports write. If it is not there, the bundled edition is read.
        occupations: Folders of occupation files beside the installed ones.
        templates: A folder of templates that take the place of the renderers' own by name; none by default.
        pack: A file with a region's words, links and defaults; none by default, and then plugins bring one.
        area: The place to show a guide for, if none is named; by default the state, where there is one only.
        disabled: The names of plugins to switch off.
        cache: Where the search index is kept; by default, the user's cache folder.
        search: The name of the search engine.
        search_misses: A file to write down what searches found nothing for; nothing is written by default.
        site: What is said of the site, by the names of ``SiteSettings``. ``Application.site`` is what holds: what is
            not said here, the pack may say.
        check: What guides are checked by.
    """

    folder: Path = field(factory=Path.cwd)
    facts: Path
    occupations: tuple[Path, ...] = ()
    templates: Path | None = None
    pack: Path | None = None
    area: str = ""
    disabled: frozenset[str] = frozenset()
    cache: Path | None = None
    search: str = "whoosh"
    search_misses: Path | None = None
    site: Mapping[str, Any] = field(factory=dict)
    check: CheckSettings = CheckSettings()

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
    said = _read(given, _KEYS, folder, lambda _key: str(path), "")
    values = {"folder": folder, "facts": folder / "facts.sqlite", **said}
    templates, pack, logo = values.get("templates"), values.get("pack"), values.get("site", {}).get("logo")
    if templates is not None and not templates.is_dir():
        raise ConfigError(f"templates names {templates}, and there is no such folder", where=str(path))
    for name, file in (("pack", pack), ("site.logo", logo)):
        if file is not None and not file.is_file():
            raise ConfigError(f"{name} names {file}, and there is no such file", where=str(path))
    if isinstance(check := values.pop("check", None), Mapping):
        values["check"] = CheckSettings(**check)
    return Settings(**values)


def read_defaults(given: Mapping[str, Any], where: Callable[[str], str]) -> Mapping[str, Any]:
    """What a pack says of settings, as ``read`` does: the place that it is for, and defaults of ``[site]``.

    Args:
        given: The TOML at the beginning of its file.
        where: Answers where a key stands.

    Raises:
        ConfigError: It says something that is not known or of the wrong type.
    """
    return _read(given, _PACK_KEYS, Path(), where, "")


def _read(
    given: Mapping[str, Any], keys: "Keys", folder: Path, where: Callable[[str], str], table: str
) -> dict[str, Any]:
    """The settings of a table.

    Args:
        given: What the file says.
        keys: What it may say.
        folder: What paths are relative to.
        where: Answers where a key stands.
        table: What stands before a key in messages: ``site.``.

    Raises:
        ConfigError: It says something that is not known or of the wrong type.
    """
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in keys:
            raise ConfigError(
                f"there is no setting {table + key!r}",
                where=where(key),
                remedy=f"The settings are {', '.join(sorted(table + known for known in keys))}.",
            )
        expected, read_value = keys[key]
        try:
            if isinstance(read_value, Mapping):
                values[key] = _read(_table(value), read_value, folder, where, f"{key}.")
            else:
                values[key] = read_value(folder, value)
        except TypeError as error:
            raise ConfigError(f"{table}{key} must be {expected}, not {value!r}", where=where(key)) from error
    return values


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise TypeError
    return value


def _whole(value: object) -> int:
    number = _number(value)
    if not isinstance(number, int):
        raise TypeError
    return number


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


def _table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


Keys: TypeAlias = "Mapping[str, tuple[str, Callable[[Path, Any], Any] | Keys]]"
"""What each setting must be, in words, and how it is read; of a table, what it may say."""

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

_CHECK_KEYS: Keys = {
    "grade": ("a number above 0", lambda _folder, value: _number(value)),
    "sentence": ("a whole number above 0", lambda _folder, value: _whole(value)),
    "years": ("a whole number above 0", lambda _folder, value: _whole(value)),
    "apart": ("a whole number above 0", lambda _folder, value: _whole(value)),
    "words": ("a file's path", lambda folder, value: folder / _string(value)),
    "accepted": ("a list of words", lambda _folder, value: tuple(_strings(value))),
    "off": ("a list of rules' names", lambda _folder, value: tuple(_strings(value))),
}

_KEYS: Keys = {
    "facts": ("a file's path", lambda folder, value: folder / _string(value)),
    "occupations": (
        "a list of folders",
        lambda folder, value: tuple(folder / item for item in _strings(value)),
    ),
    "templates": ("a folder", lambda folder, value: folder / _string(value)),
    "pack": ("a file's path", lambda folder, value: folder / _string(value)),
    "area": ("a place's name or code", lambda _folder, value: _string(value)),
    "disabled": ("a list of plugins' names", lambda _folder, value: frozenset(_strings(value))),
    "cache": ("a folder", lambda folder, value: folder / _string(value)),
    "search": ("a search engine's name", lambda _folder, value: _string(value)),
    "search_misses": ("a file's path", lambda folder, value: folder / _string(value)),
    "site": ("a table, [site]", _SITE_KEYS),
    "check": ("a table, [check]", _CHECK_KEYS),
}

_PACK_KEYS: Keys = {
    "area": _KEYS["area"],
    "site": ("a table, [site]", {key: _SITE_KEYS[key] for key in ("name", "language", "report", "links")}),
}
"""What a pack may say: no file that another folder would not have, and no address that another site has."""
