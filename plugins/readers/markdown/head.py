"""The head of a Markdown occupation: TOML, read into typed values, each fault with its line."""

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

from occuguide.core import (
    ONET_SOC_PATTERN,
    SOC_PATTERN,
    ContentError,
    Credential,
    Description,
    Link,
    LinkItem,
    ProgramCode,
    Related,
    Specialty,
    Step,
    listing,
)
from occuguide.plugins.code_systems import CODE_SYSTEMS
from occuguide.plugins.readers.markdown.front import Front, divide

Made = TypeVar("Made")


@frozen(kw_only=True)
class Head:
    """What a head says.

    Args:
        soc: The occupation's SOC code.
        description: What it tells of the occupation.
        replaces: The plugins whose answers the file takes the place of.
    """

    soc: str
    description: Description
    replaces: tuple[str, ...] = ()


def read_head(path: Path, text: str) -> tuple[Head, str, int]:
    """Split a file into its head and its body.

    Args:
        path: The file, for messages.
        text: What is in it, its lines ended by line feeds.

    Returns:
        The head, the body, and the line that the body begins in.

    Raises:
        ContentError: There is no head, it is no valid TOML, or it says something that is not known, or wrongly.
    """
    front, body, first_line = divide(path, text)
    return _Reading(front).head(), body, first_line


class _Reading:
    """Reads the values of one head; knows where each stands."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._table: tuple[str, int] | None = None
        """The list of tables that is being read, and which of them, counted from 0."""

    def error(self, key: str, problem: str, remedy: str = "") -> ContentError:
        """What is wrong with a key, at the line that holds it: within the table that is being read, if one is."""
        return ContentError(problem, where=self._front.where(key, self._table), remedy=remedy, rule="head")

    def head(self) -> Head:
        values = self._front.values
        readers: dict[str, Callable[[str, Any], Any]] = {
            "soc": self._soc,
            "written": self._date,
            "title": self._string,
            "rests_on": self._strings,
            "also_called": self._strings,
            "hidden_titles": self._strings,
            "in_short": self._string,
            "specialties": self._specialties,
            "licences": self._credentials,
            "certifications": self._credentials,
            "advancement": self._advancement,
            "yellow_pages": self._strings,
            "related": self._related,
            "links": self._links,
            "codes": self._codes,
            "replaces": self._strings,
        }
        for key in values:
            if key not in readers:
                raise self.error(key, f"the head has no key {key!r}", f"It may have {listing(readers)}.")
        for key in ("soc", "written"):
            if key not in values:
                raise self.error(key, f"the head lacks the key {key!r}", _EXAMPLES[key])
        read = {key: readers[key](key, value) for key, value in values.items()}
        soc, replaces, programs = read.pop("soc"), read.pop("replaces", ()), read.pop("codes", ())
        return Head(soc=soc, description=Description(**read, programs=programs), replaces=replaces)

    def _string(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{key} must be a string that is not empty, not {value!r}")
        return value.strip()

    def _soc(self, key: str, value: object) -> str:
        soc = self._string(key, value)
        if not SOC_PATTERN.fullmatch(soc):
            raise self.error(key, f"{soc!r} is no SOC code", _EXAMPLES["soc"])
        return soc

    def _date(self, key: str, value: object) -> datetime.date:
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            raise self.error(key, f"{key} must be a date, not {value!r}", _EXAMPLES["written"])
        return value

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.error(key, f"{key} must be a list of strings, not {value!r}")
        return tuple(self._string(key, item) for item in value)

    def _rows(
        self,
        key: str,
        value: object,
        make: Callable[[Mapping[str, Any]], Made],
        required: tuple[str, ...],
        optional: tuple[str, ...] = (),
    ) -> tuple[Made, ...]:
        """A list of tables, each made into an object once its keys are known to be right."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"{key} must be tables, each under a line [[{key}]]")
        made = []
        for number, item in enumerate(value):
            self._table = (key, number)
            for name in item:
                if name not in (*required, *optional):
                    known = listing((*required, *optional))
                    raise self.error(name, f"[[{key}]] has no key {name!r}", f"It may have {known}.")
            for name in required:
                if name not in item:
                    raise self.error(key, f"a table [[{key}]] lacks the key {name!r}")
            made.append(make(item))
        self._table = None
        return tuple(made)

    def _optional(self, item: Mapping[str, Any], key: str) -> str:
        return self._string(key, item[key]) if key in item else ""

    def _specialties(self, key: str, value: object) -> tuple[Specialty, ...]:
        return self._rows(key, value, self._specialty, ("code", "title"), ("note",))

    def _specialty(self, item: Mapping[str, Any]) -> Specialty:
        code = self._string("code", item["code"])
        if not ONET_SOC_PATTERN.fullmatch(code):
            raise self.error("code", f"{code!r} is no O*NET-SOC code", 'Write it as code = "11-3051.01".')
        return Specialty(code, self._string("title", item["title"]), self._optional(item, "note"))

    def _credentials(self, key: str, value: object) -> tuple[Credential, ...]:
        optional = ("authority", "exam", "renewal", "url", "checked")
        return self._rows(key, value, self._credential, ("name", "issuer", "requires"), optional)

    def _credential(self, item: Mapping[str, Any]) -> Credential:
        return Credential(
            name=self._string("name", item["name"]),
            issuer=self._string("issuer", item["issuer"]),
            requires=self._string("requires", item["requires"]),
            authority=self._optional(item, "authority"),
            exam=self._optional(item, "exam"),
            renewal=self._optional(item, "renewal"),
            url=self._url("url", item["url"]) if "url" in item else "",
            checked=self._date("checked", item["checked"]) if "checked" in item else None,
        )

    def _advancement(self, key: str, value: object) -> tuple[Step, ...]:
        return self._rows(key, value, self._step, ("title", "takes"), ("soc",))

    def _step(self, item: Mapping[str, Any]) -> Step:
        return Step(
            title=self._string("title", item["title"]),
            takes=self._string("takes", item["takes"]),
            soc=self._soc("soc", item["soc"]) if "soc" in item else "",
        )

    def _related(self, key: str, value: object) -> tuple[Related, ...]:
        return self._rows(
            key,
            value,
            lambda item: Related(self._soc("soc", item["soc"]), self._string("why", item["why"])),
            ("soc", "why"),
        )

    def _links(self, key: str, value: object) -> tuple[LinkItem, ...]:
        return self._rows(key, value, self._link, ("title", "url"), ("about",))

    def _link(self, item: Mapping[str, Any]) -> LinkItem:
        link = Link(self._string("title", item["title"]), self._url("url", item["url"]))
        return LinkItem(link, self._optional(item, "about"))

    def _url(self, key: str, value: object) -> str:
        url = self._string(key, value)
        if not re.fullmatch(r"https?://[^\s<>\"]+", url):
            raise self.error(key, f"{url!r} is no web address", "Write it in full, with https://.")
        return url

    def _codes(self, key: str, value: object) -> tuple[ProgramCode, ...]:
        if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
            raise self.error(key, "codes must be tables of titles by code, such as [codes.cip]")
        for system in value:
            if system not in CODE_SYSTEMS:
                raise self.error(
                    f"codes.{system}",
                    f"there is no code system {system!r}",
                    f"There is {listing(CODE_SYSTEMS)}.",
                )
        return tuple(
            ProgramCode(system, code, self._string(code, title))
            for system, table in value.items()
            for code, title in table.items()
        )


_EXAMPLES = {"soc": 'Write it as soc = "11-3051".', "written": "Write it as written = 2026-11-22."}
