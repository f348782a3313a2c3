"""Imports run one way: plugins, occupations and the search index import the kernel, and never one another."""

import ast
import os
import shutil
import subprocess
import sys

import pytest

KERNEL = "The kernel imports none of the others"
OTHERS = "Plugins, occupations and search index do not import one another"


@pytest.fixture
def house(root, folders, tmp_path):
    """A copy of the packages under their installed names: import-linter cannot see through an editable install."""
    for name in folders:
        shutil.copytree(root / name, tmp_path / "occuguide" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def lint_imports(house, root):
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", script, "--no-cache", "--no-logo", "--config", str(root / "pyproject.toml")],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_layers_hold(house, root):
    linted = lint_imports(house, root)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert f"{KERNEL} KEPT" in linted.stdout
    assert f"{OTHERS} KEPT" in linted.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("core/broken.py", "import occuguide.plugins.sections.wages", KERNEL),
        ("core/commands/broken.py", "from occuguide.search_index.index import Index", KERNEL),
        ("plugins/sections/broken.py", "from occuguide.search_index import search_engine", OTHERS),
        ("search_index/broken.py", "def late():\n    import occuguide.occupations", OTHERS),
    ],
)
def test_import_the_wrong_way_is_found(house, root, file, line, contract):
    (house / "occuguide" / file).write_text(f"{line}\n", "utf-8")
    linted = lint_imports(house, root)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert f"{contract} BROKEN" in linted.stdout


def test_one_module_alone_imports_whoosh(root, folders):
    importers = set()
    for folder in folders:
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                else:
                    continue
                if any(name.split(".")[0] == "whoosh" for name in names):
                    importers.add(path.relative_to(root).as_posix())
    assert importers == {"search_index/engine.py"}
