"""Run all checks: style, types, layers, tests. ``python scripts/check.py [what pytest takes]``.

Every check runs, whatever the others say. The exit status is that of the first that failed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("core", "plugins", "occupations", "search_index")
LINKS = ROOT / "build" / "types"
"""Holds ``occuguide/`` with the four packages in it: type checkers cannot see through an editable install."""


def link() -> None:
    """Make the links, or copies where links are not allowed."""
    house = LINKS / "occuguide"
    house.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        target = house / name
        if target.is_symlink() and target.exists() and target.samefile(ROOT / name):
            continue
        if target.is_symlink():
            target.unlink()
        elif target.exists():
            shutil.rmtree(target)
        try:
            target.symlink_to(ROOT / name, target_is_directory=True)
        except OSError:
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))


def run(title: str, *arguments: str) -> int:
    """Run a module or a line of Python of this environment, and say so."""
    print(f"\n--- {title} ---", flush=True)
    environment = {**os.environ, "PYTHONPATH": str(LINKS)} if title == "layers" else None
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own


def main(pytest_arguments: list[str]) -> int:
    """Run all checks; the status of the first that failed, or 0."""
    link()
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    results = {
        "lint": run("lint", "-m", "ruff", "check", "."),
        "format": run("format", "-m", "ruff", "format", "--check", "."),
        "types": run("types", "-m", "mypy", str(LINKS / "occuguide"), "scripts"),
        "layers": run("layers", "-c", lint_imports, "--no-logo"),
    }
    if failed := [name for name, status in results.items() if status]:
        print(f"\nFailed before the tests: {', '.join(failed)}", flush=True)
    results["tests"] = run("tests", "-m", "pytest", *pytest_arguments)
    return next((status for status in results.values() if status), 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
