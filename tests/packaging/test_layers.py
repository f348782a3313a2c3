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
        ("core/commands/broken.py", "from occuguide.search_index.engine import Engine", KERNEL),
        ("plugins/sections/broken.py", "from occuguide.search_index import search_engine", OTHERS),
        ("search_index/broken.py", "def late():\n    import occuguide.occupations", OTHERS),
    ],
)
def test_import_the_wrong_way_is_found(house, root, file, line, contract):
    (house / "occuguide" / file).write_text(f"{line}\n", "utf-8")
    linted = lint_imports(house, root)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert f"{contract} BROKEN" in linted.stdout


@pytest.mark.parametrize("library", ["tantivy", "whoosh"])
def test_one_module_alone_imports_a_library_of_search(library, root, folders):
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
                if any(name.split(".")[0] == library for name in names):
                    importers.add(path.relative_to(root).as_posix())
    assert importers == {f"search_index/{library}_backend.py"}


def test_an_engine_that_is_not_used_is_not_imported(tmp_path):
    (tmp_path / "occuguide.toml").write_text('cache = "cache"\n', "utf-8")
    script = (
        "import sys; from occuguide.core.cli import run\n"
        "assert run(['search', 'electrician']) == 0\n"
        "print(sorted({'tantivy', 'whoosh'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "['whoosh']"
