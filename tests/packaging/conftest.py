"""What is shared by the tests of the package: the built wheel, and a clean environment that it is installed in."""

import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
from attrs import frozen

FOLDERS = ("core", "plugins", "occupations", "search_index")

collect_ignore = ["example"]
"""Tests of their own, which are run where the example is installed."""


@frozen
class Environment:
    """A virtual environment of its own."""

    folder: Path
    outside: Path
    """An empty folder, where commands are run."""

    def path(self, name):
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / name

    def run(self, program, *arguments):
        """Run a program of the environment, with warnings as errors, where the checkout is out of sight."""
        hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "OCCUGUIDE_CONFIG")
        variables = {name: value for name, value in os.environ.items() if name not in hidden}
        variables |= {"PYTHONWARNINGS": "error", "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(self.outside / "cache")}
        return _run([self.path(program), *arguments], cwd=self.outside, env=variables)

    def pip(self, *arguments):
        return _run([self.path("python"), "-m", "pip", "--no-input", "--retries=1", *arguments], cwd=self.outside)

    def install(self, *wheels):
        """Install wheels, without what they depend on."""
        done = self.pip("install", "--no-index", "--no-deps", *wheels)
        assert done.returncode == 0, done.stderr

    def uninstall(self, *names):
        done = self.pip("uninstall", "--yes", *names)
        assert done.returncode == 0, done.stderr


def _run(command, **options):
    return subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", timeout=300, check=False, **options
    )


@pytest.fixture(scope="session")
def root():
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folders():
    return FOLDERS


@pytest.fixture(scope="session")
def pyproject(root):
    """What pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def source_tree(root, tmp_path_factory):
    """A clean copy of what the wheel is made of, so that nothing is left over from an earlier build."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(root / name, copy)
    for name in FOLDERS:
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="session")
def build_wheel(tmp_path_factory):
    """Build the wheel of a project's folder; the setuptools of the tests' environment does it."""

    def build(folder):
        output = tmp_path_factory.mktemp("wheel")
        done = _run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", output, folder],
            cwd=output,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return next(output.glob("*.whl"))

    return build


@pytest.fixture(scope="session")
def wheel(build_wheel, source_tree):
    """The project's wheel."""
    return build_wheel(source_tree)


@pytest.fixture(scope="session")
def environment(wheel, tmp_path_factory):
    """A clean environment with the wheel and what it depends on."""
    made = Environment(tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("outside"))
    venv.create(made.folder, with_pip=True)
    installed = made.pip("install", wheel)
    if installed.returncode:
        reached = made.pip("download", "--no-deps", "--dest", made.folder / "probe", "attrs")
        if reached.returncode:
            pytest.skip(f"the package registry cannot be reached: {reached.stderr.strip().splitlines()[-1]}")
        pytest.fail(f"the wheel cannot be installed:\n{installed.stderr}")
    return made


@pytest.fixture
def make_wheel(build_wheel, tmp_path):
    """Build the wheel of a project whose files are given by their paths."""

    def make(name, files):
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return build_wheel(tmp_path / name)

    return make
