"""The fixtures of Occuguide's test kit, over the small store with a release of ours."""

from pathlib import Path

import pytest
from occuguide.core.testing import import_release, small_facts

from occuguide_example.register import Register

pytest_plugins = ["occuguide.core.testing.fixtures"]


@pytest.fixture(scope="session")
def release() -> Path:
    """A file of the register."""
    return Path(__file__).with_name("apprentices.csv")


@pytest.fixture(scope="session")
def fact_store(tmp_path_factory: pytest.TempPathFactory, release: Path) -> Path:
    """The small store, which knows our occupation, with the release imported."""
    store = small_facts(tmp_path_factory.mktemp("facts") / "facts.sqlite", {"47-2121": "Glaziers"})
    import_release(Register(), [release], store)
    return store
