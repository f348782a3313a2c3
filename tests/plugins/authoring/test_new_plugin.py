"""A project for a plugin: as it is written, its tests pass, and whoever goes on from it stands on firm ground."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide.core import OutputError, UnknownNameError
from occuguide.plugins.authoring.new.plugin import make_project

Tool = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    """Run a tool of this environment in a project's folder: ``tool(project, "pytest")``."""

    def run(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=project,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(tmp_path), **variables},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project("our-guides", tmp_path)


def test_its_tests_pass_as_it_is_written_with_warnings_as_errors(project: Path, tool: Tool) -> None:
    tested = tool(project, "pytest", "-p", "no:cacheprovider")
    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert "4 passed" in tested.stdout
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    assert settings["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


def test_its_tests_fail_where_the_plugin_says_something_else(project: Path, tool: Tool) -> None:
    module = project / "src" / "our_guides" / "wages.py"
    module.write_text(module.read_text("utf-8").replace("a year, beside", "a year, against"), encoding="utf-8")
    tested = tool(project, "pytest", "-p", "no:cacheprovider")
    assert tested.returncode == 1
    assert "test_it_stands_beside_what_others_say_of_wages" in tested.stdout
    assert "+Electricians in Orange County: In the Los Angeles" in tested.stdout
    assert "OCCUGUIDE_REWRITE_GOLDEN=1" in tested.stdout


@pytest.mark.parametrize("name", ["our-guides", "Pay.Near_Home", "x", "occuguide-" + "very-" * 10 + "long"])
def test_its_style_is_clean_whatever_it_is_called(name: str, tmp_path: Path, tool: Tool) -> None:
    project = make_project(name, tmp_path)
    for check in (("check",), ("format", "--check")):
        done = tool(project, "ruff", *check, "--no-cache", ".")
        assert done.returncode == 0, done.stdout + done.stderr


def test_its_names_are_those_of_the_distribution(tmp_path: Path) -> None:
    project = make_project("Pay.Near_Home", tmp_path)
    assert project == tmp_path / "Pay.Near_Home"
    given = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    assert given["name"] == "Pay.Near_Home"
    assert given["dependencies"] == ["occuguide"]
    assert given["entry-points"]["occuguide"] == {"pay-near-home": "pay_near_home.wages"}
    assert (project / "src" / "pay_near_home" / "wages.py").is_file()


def test_what_it_writes_is_what_its_readme_says(project: Path) -> None:
    files = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert files == {
        *(".gitattributes", ".gitignore", "README.md", "pyproject.toml"),
        *("src/our_guides/__init__.py", "src/our_guides/wages.py"),
        *("tests/conftest.py", "tests/golden/wages.txt", "tests/test_wages.py"),
    }
    readme = (project / "README.md").read_text("utf-8")
    for named in ("src/our_guides/wages.py", "tests/test_wages.py", "tests/golden/wages.txt", "pyproject.toml"):
        assert f"`{named}`" in readme
    assert "docs/plugins.md" in readme
    assert "docs/hooks.md" in readme


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert (make_project("our-guides", tmp_path / "new" / "folder") / "pyproject.toml").is_file()


def test_nothing_is_written_over(project: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    with pytest.raises(OutputError, match=r"there is something of that name.*nothing is written over") as refused:
        make_project("our-guides", tmp_path)
    assert refused.value.where == str(project)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="the folder cannot be made") as refused:
        make_project("our-guides", tmp_path / "file")
    assert refused.value.where == str(tmp_path / "file" / "our-guides")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "'' is no name for a distribution"),
        ("-guides", "'-guides' is no name for a distribution"),
        ("our guides", "'our guides' is no name for a distribution"),
        ("../guides", "'../guides' is no name for a distribution"),
        ("guías", "'guías' is no name for a distribution"),
        ("guides\n", "is no name for a distribution"),
        ("47-2111", "a module cannot be called '47_2111'"),
        ("class", "a module cannot be called 'class'"),
        ("json", "a module called 'json' is installed already"),
        ("Occuguide", "a module called 'occuguide' is installed already"),
        ("wages", "a plugin called 'wages' is installed already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(name: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as refused:
        make_project(name, tmp_path)
    assert problem in str(refused.value)
    assert "such as our-guides" in str(refused.value)
    assert list(tmp_path.iterdir()) == []
