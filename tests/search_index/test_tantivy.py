"""Tantivy: an engine for those who install it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Document, Settings
from occuguide.core.application import Application
from occuguide.core.registry import Registry
from occuguide.search_index.engine import Engine
from occuguide.search_index.tantivy_backend import TantivyBackend

WELDERS = Document(soc="51-4121", title="Welders", names=(), passages=())


@pytest.fixture
def uninstalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tantivy is not there."""
    monkeypatch.setitem(sys.modules, "tantivy", None)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine that holds the welders."""
    made = Engine(TantivyBackend(), tmp_path / "index")
    made.update({WELDERS.soc: "as made"}, lambda _: [WELDERS], SimpleNamespace(note=print))
    yield made
    made.close()


def test_it_is_used_where_the_settings_name_it(run: Callable[..., Any], project: Callable[..., Path]) -> None:
    folder = project('search = "tantivy"').parent
    ran = run("search", "electrician")
    assert (ran.status, ran.err) == (0, "")
    assert "47-2111" in ran.out
    assert [path.name for path in (folder / "cache" / "search").iterdir()] == ["tantivy"]


@pytest.mark.usefixtures("uninstalled")
def test_where_it_is_not_installed_the_other_engine_is_there_and_nothing_fails(tmp_path: Path) -> None:
    settings = Settings.default(tmp_path)
    registry = Registry(settings)
    assert list(registry.keyed("search_engine", settings=settings)) == ["whoosh"]
    assert registry.failures == []
    assert Application(settings, registry).search_engine.name == "whoosh"


@pytest.mark.usefixtures("uninstalled")
def test_where_it_is_not_installed_and_the_settings_name_it_what_to_install_is_said(
    run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    project('search = "tantivy"')
    ran = run("search", "electrician")
    assert ran.status == 2
    assert ran.out == ""
    assert "pip install 'occuguide[tantivy]'" in ran.err


def test_an_index_that_is_only_to_be_read_is_read(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    monkeypatch.setattr(os, "access", lambda path, *_: not Path(path).is_relative_to(folder))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert engine.search("welder", {}).found == ("51-4121",)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_no_lock_of_a_writer_is_left_behind(engine: Engine, tmp_path: Path) -> None:
    engine.search("welder", {})
    assert not [path for path in tmp_path.rglob("*") if "writer" in path.name]
