"""Fixtures for pytest: an Occuguide over the small store, which is the same wherever the tests are run.

A ``conftest.py`` at the top of the tests has them by this line:

    pytest_plugins = ["occuguide.core.testing.fixtures"]
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from occuguide.core.application import Application
from occuguide.core.guide import Guide, View
from occuguide.core.testing.application import make_application
from occuguide.core.testing.installed import speaking, strangers
from occuguide.core.testing.small_store import small_facts


@pytest.fixture(scope="session")
def fact_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store, only to be read. Tests over other facts have a fixture of this name of their own."""
    return small_facts(tmp_path_factory.mktemp("facts") / "small.sqlite")


@pytest.fixture
def application(tmp_path: Path, fact_store: Path) -> Iterator[Callable[..., Application]]:
    """Make an Occuguide over the small store: ``application({"name": plugin}, alone=True)``.

    It has the plugins that come with Occuguide and those that it is given; with ``alone``, no others say anything in
    guides. The written guides are left out, as the small store does not know their occupations. All else goes to
    ``make_application``. Failures raise, unless it is told ``strict=False``.
    """
    made: list[Application] = []

    def make(
        plugins: Mapping[str, object] | None = None,
        *,
        alone: bool = False,
        facts: Path | None = None,
        occupations: tuple[Path, ...] = (),
        area: str = "",
        disabled: frozenset[str] = frozenset(),
        strict: bool = True,
    ) -> Application:
        left_out = strangers() | (speaking() if alone else {"guides", "in-short"})
        one = make_application(
            tmp_path,
            plugins,
            facts=facts or fact_store,
            occupations=occupations,
            area=area,
            disabled=disabled | left_out,
            strict=strict,
        )
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


@pytest.fixture
def guide(application: Callable[..., Application]) -> Callable[..., Guide]:
    """Make a guide over the small store: ``guide("electricians", "Orange County", plugins={"name": plugin})``.

    It takes the occupation and the place as a user names them, and a view; ``plugins`` and ``alone`` are those of
    ``application``.
    """

    def make(
        occupation: str,
        area: str | None = None,
        *,
        view: View = View.DETAILED,
        plugins: Mapping[str, object] | None = None,
        alone: bool = False,
    ) -> Guide:
        return application(plugins, alone=alone).guide(occupation, area, view)

    return make
