"""What the tests of packs share: an Occuguide with a pack of its own, and Nevada's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Settings
from occuguide.core.application import Application
from occuguide.core.registry import Registry

NEVADA = Path(__file__).with_name("nevada.md")


@pytest.fixture
def nevada(tmp_path: Path) -> Path:
    """A pack of Nevada, for a test to change."""
    path = tmp_path / "ours" / "nevada.md"
    path.parent.mkdir()
    path.write_bytes(NEVADA.read_bytes())
    return path


@pytest.fixture
def packed(tmp_path: Path, nevada_facts: Path) -> Iterator[Callable[..., Application]]:
    """Make an Occuguide over Nevada's store: ``packed(pack=path, site={"name": "Ours"})``. Failures raise."""
    made: list[Application] = []

    def make(*, strict: bool = True, facts: Path = nevada_facts, **said: Any) -> Application:
        given = {"disabled": frozenset({"guides"}), "cache": tmp_path / "cache", **said}
        settings = Settings(folder=tmp_path, facts=facts, **given)
        made.append(Application(settings, Registry(settings, strict=strict)))
        return made[-1]

    yield make
    for application in made:
        application.close()
