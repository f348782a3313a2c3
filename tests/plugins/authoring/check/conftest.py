"""Guides made up for a test, and what ``occuguide check`` finds in them.

The tables of cases, one in each family's tests, begin their texts after what every guide begins with: see ``HEAD`` and
``MODULE``. A text that begins with one of its own is taken as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from occuguide.core import Application
from occuguide.core.config import CheckSettings
from occuguide.plugins.authoring.check.checking import check
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import Rule
from occuguide.plugins.authoring.check.rules import spelling

TODAY = date(2026, 11, 23)

HEAD = '+++\nsoc = "{soc}"\nwritten = 2026-11-22\n+++\n'
"""Four lines."""

MODULE = """\
from datetime import date
from occuguide.core import *

SOC = "{soc}"

@hookimpl
def describe_occupation():
    return Description(written=date(2026, 11, 22))

"""
"""Nine lines."""


@pytest.fixture(autouse=True)
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """No dictionary, so that the same is found wherever the tests run. Spelling has one of its own."""
    monkeypatch.setattr(spelling, "dictionary", lambda: None)


@pytest.fixture(scope="session")
def over() -> Callable[..., Application]:
    """An Occuguide over the facts and plugins of another, with ``[check]`` as given: ``over(bundled, grade=5)``."""

    def made(application: Application, **settings: Any) -> Application:
        chosen = evolve(application.settings, check=CheckSettings(**settings))
        return Application(chosen, application.registry)

    return made


@pytest.fixture
def files(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Write guides into a folder of their own by their names; answers the folder."""

    def write(texts: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "guides"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return write


@pytest.fixture
def find(
    bundled: Application, over: Callable[..., Application], files: Callable[[Mapping[str, str | bytes]], Path]
) -> Callable[..., list[Finding]]:
    """What is found in guides: ``find("## Wages\\n\\n$5 a day.\\n", soc="11-3051", grade=5)``.

    It takes the text of one guide, or the texts of several by the names of their files; what stands beside the
    occupation are settings.
    """

    def found(texts: str | Mapping[str, str], soc: str = "47-2111", **settings: Any) -> list[Finding]:
        if isinstance(texts, str):
            text = _whole(texts, soc)
            texts = {"guide.py" if "import" in text.split("\n", 1)[0] else "guide.md": text}
        else:
            texts = {name: _whole(text, soc) for name, text in texts.items()}
        return list(check(over(bundled, **settings), [files(texts)], TODAY).findings)

    return found


@pytest.fixture
def places(find: Callable[..., list[Finding]]) -> Callable[..., list[tuple[str, int, int]]]:
    """The rule, line and column of what ``find`` finds."""

    def found(texts: str | Mapping[str, str], soc: str = "47-2111", **settings: Any) -> list[tuple[str, int, int]]:
        return [(one.rule, one.line, one.column) for one in find(texts, soc, **settings)]

    return found


@pytest.fixture
def cover() -> Callable[[object, Sequence[tuple[Any, ...]], Sequence[tuple[Any, ...]]], None]:
    """Hold that a family's tables of cases have every rule of its module, failing and passing."""

    def covered(module: object, failing: Sequence[tuple[Any, ...]], passing: Sequence[tuple[Any, ...]]) -> None:
        rules = {one.name for one in vars(module).values() if isinstance(one, Rule)}
        assert rules
        assert {case[0] for case in failing} == rules
        assert {case[0] for case in passing} == rules

    return covered


def _whole(text: str, soc: str) -> str:
    if text.startswith("## "):
        return HEAD.format(soc=soc) + text
    return MODULE.format(soc=soc) + text if text.startswith("@") else text
