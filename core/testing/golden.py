"""Golden files: what was published once, to be published so again, byte for byte."""

import difflib
import os
from pathlib import Path

REWRITE = "OCCUGUIDE_REWRITE_GOLDEN"
"""The environment variable that has golden files written anew, where it is 1."""


def check_golden(rendered: bytes, path: Path) -> None:
    """Check that what was rendered is what a file holds; with ``OCCUGUIDE_REWRITE_GOLDEN=1``, write the file instead.

    Args:
        rendered: A guide in a format, or whatever else should stay as it is.
        path: The golden file, kept with the tests.

    Raises:
        AssertionError: They differ, or there is no such file. It shows the first lines that differ.
    """
    __tracebackhide__ = True  # pytest shows the line of the test instead
    if os.environ.get(REWRITE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rendered)
        return
    remedy = f"If this is meant, run the test with {REWRITE}=1, which writes the file, and look at what changed."
    if not path.is_file():
        raise AssertionError(f"there is no golden file {path}. {remedy}")
    golden = path.read_bytes()
    if golden != rendered:
        raise AssertionError(f"{path.name} is not what is rendered now:\n{_difference(golden, rendered)}\n{remedy}")


def _difference(golden: bytes, rendered: bytes) -> str:
    """Where the two differ: the first lines of it."""
    was, now = (content.decode("utf-8", "replace").splitlines() for content in (golden, rendered))
    lines = list(difflib.unified_diff(was, now, "golden", "rendered now", lineterm="", n=1))
    return "\n".join(line[:200] for line in lines[:40]) or "They differ in their line ends, or in what is no text."
