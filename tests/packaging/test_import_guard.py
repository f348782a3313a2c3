"""From the repository's root, a package can be imported under its bare name by mistake: it refuses."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["core", "plugins", "occupations", "search_index"])
def test_package_refuses_its_bare_name_and_says_the_right_one(root, name):
    tried = subprocess.run(
        [sys.executable, "-c", f"import {name}"],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert tried.returncode == 1
    assert f"ImportError: import occuguide.{name}, not {name}" in tried.stderr


@pytest.mark.parametrize("name", ["core", "plugins", "occupations", "search_index"])
def test_package_is_imported_under_its_installed_name(root, name):
    tried = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import occuguide.{name}"],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (tried.returncode, tried.stderr) == (0, "")
