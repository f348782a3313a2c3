"""Occuguide's own plugins are held to what third parties' are."""

import importlib.metadata

import pytest

from occuguide.core.testing import check_plugin

OURS = sorted(
    {point.name for point in importlib.metadata.entry_points(group="occuguide") if point.dist.name == "occuguide"}
)


@pytest.mark.parametrize("name", OURS)
def test_our_plugin_is_sound(name: str) -> None:
    (point,) = importlib.metadata.entry_points(group="occuguide", name=name)
    assert check_plugin(point.load(), name)
