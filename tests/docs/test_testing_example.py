"""The example of the test kit in docs/plugins.md, run as a reader would: its blocks of ``py`` as files, by pytest."""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "plugins.md"


def run(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", "."],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_example_of_the_test_kit_passes_once_its_golden_file_is_written(tmp_path: Path) -> None:
    for name, code in re.findall(r"^```py\n# (\w+\.py)\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        (tmp_path / name).write_text(code, encoding="utf-8")
    assert (tmp_path / "test_spread.py").is_file()
    first = run(tmp_path)
    assert first.returncode == 1, first.stdout + first.stderr
    assert "there is no golden file" in first.stdout
    assert "3 passed" in first.stdout
    for variables in ({"OCCUGUIDE_REWRITE_GOLDEN": "1"}, {}):
        done = run(tmp_path, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "$163,110" in (tmp_path / "managers.txt").read_text("utf-8")
