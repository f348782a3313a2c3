"""Golden outputs: a guide as it is published, byte for byte.

A change that alters what readers see shows here. Look at the difference; if it is meant, write the files anew:

    OCCUGUIDE_REWRITE_GOLDEN=1 python -m pytest tests/golden

and commit them with the change. A file that no test makes any more is removed by the same command.
"""

import os
from pathlib import Path

import pytest

from occuguide.core import View
from occuguide.core.application import Application
from occuguide.core.testing import check_golden

FOLDER = Path(__file__).parent
REWRITE = os.environ.get("OCCUGUIDE_REWRITE_GOLDEN") == "1"
SOC = "11-3051"
PLACES = {"california": "California", "orange-county": "Orange County", "alpine-county": "Alpine County"}
SUFFIXES = {"html": ".html", "text": ".txt", "json": ".json"}
GOLDEN = {
    **{
        f"{slug}.{view.value}{suffix}": (place, view, format_)
        for slug, place in PLACES.items()
        for view in (View.DETAILED, View.SUMMARY)
        for format_, suffix in SUFFIXES.items()
    },
    "all-areas.txt": ("California", View.ALL_AREAS, "text"),
}
"""Each file with the place, the view and the format that it holds."""


@pytest.mark.parametrize("name", GOLDEN)
def test_the_guide_is_published_as_it_was(name: str, bundled: Application) -> None:
    place, view, format_ = GOLDEN[name]
    check_golden(bundled.renderer(format_).render(bundled.guide(SOC, place, view)), FOLDER / name)


def test_there_is_no_golden_file_that_no_test_makes() -> None:
    stray = [path for path in FOLDER.iterdir() if path.suffix in SUFFIXES.values() and path.name not in GOLDEN]
    if REWRITE:
        for path in stray:
            path.unlink()
        stray = []
    assert [path.name for path in stray] == []


@pytest.mark.parametrize("format_", SUFFIXES)
def test_a_guide_renders_to_the_same_bytes_whatever_was_rendered_before(format_: str, bundled: Application) -> None:
    """Renderers keep what they have drawn; what they keep must not show."""
    renderer = bundled.renderer(format_)
    first = renderer.render(bundled.guide(SOC, "Alpine County"))
    for soc, place in (("29-1212", "Alpine County"), (SOC, "Orange County"), (SOC, "US")):
        renderer.render(bundled.guide(soc, place))
    assert renderer.render(bundled.guide(SOC, "Alpine County")) == first
