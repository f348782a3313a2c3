"""Others' plugins: wheels installed beside ours, and files in a project's own folder."""

import pytest

from occuguide.core.cli import run

PROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "occuguide-{name}"
version = "1.2"

[project.entry-points.occuguide]
{entry_points}

[tool.setuptools]
packages = ["occuguide_{name}"]

[tool.setuptools.package-data]
"*" = ["**/*.md"]
"""

ELECTRICIANS = '''
"""An occupation as a module."""

from occuguide.core import Paragraph, Section, hookimpl

SOC = "47-2111"


@hookimpl
def guide_overview(occupation):
    return Section(Paragraph(f"{occupation.title} bring the current to where it is wanted."))
'''

TRADES = '''
"""A folder of occupations as Markdown."""

from pathlib import Path

from occuguide.core import hookimpl


@hookimpl
def occupation_folders():
    return [Path(__file__).parent / "guides"]
'''

GLAZIERS = """+++
soc = "47-2121"
written = 2026-11-22
+++

## What Would I Do?

Glaziers put the glass into shop fronts.
"""


@pytest.fixture
def trades(make_wheel, environment):
    """A third party's wheel with a module and with a folder of Markdown, installed."""
    points = 'trades = "occuguide_trades"\nelectricians = "occuguide_trades.electricians"'
    wheel = make_wheel(
        "trades",
        {
            "pyproject.toml": PROJECT.format(name="trades", entry_points=points),
            "occuguide_trades/__init__.py": TRADES,
            "occuguide_trades/electricians.py": ELECTRICIANS,
            "occuguide_trades/guides/glaziers.md": GLAZIERS,
        },
    )
    environment.install(wheel)
    yield environment
    environment.uninstall("occuguide-trades")


@pytest.fixture
def broken(make_wheel, environment):
    """A third party's wheel that cannot be imported, installed."""
    wheel = make_wheel(
        "broken",
        {
            "pyproject.toml": PROJECT.format(name="broken", entry_points='brittle = "occuguide_broken"'),
            "occuguide_broken/__init__.py": 'raise ImportError("the library libglass is not there")\n',
        },
    )
    environment.install(wheel)
    yield environment
    environment.uninstall("occuguide-broken")


def test_occupations_of_an_installed_wheel_are_shown_and_named(trades):
    by_module = trades.run("occuguide", "show", "47-2111")
    assert (by_module.returncode, by_module.stderr) == (0, "")
    assert "Electricians bring the current to where it is wanted." in by_module.stdout

    by_file = trades.run("occuguide", "show", "47-2121")
    assert (by_file.returncode, by_file.stderr) == (0, "")
    assert "Glaziers put the glass into shop fronts." in by_file.stdout

    named = trades.run("occuguide", "plugins")
    assert (named.returncode, named.stderr) == (0, "")
    lines = {line.split()[0]: line for line in named.stdout.splitlines()}
    assert "occuguide-trades 1.2" in lines["electricians"]
    assert "47-2111" in lines["electricians"]
    assert "occuguide-trades 1.2" in lines["trades"]
    assert "47-2121" in lines["guides/glaziers.md"]


def test_plugin_that_cannot_be_imported_is_named_and_the_guide_is_still_shown(broken):
    shown = broken.run("occuguide", "show", "11-3051", "--area", "Orange")
    assert "Industrial Production Managers in Orange County" in shown.stdout
    assert "$128,540" in shown.stdout
    assert shown.returncode == 1
    (line,) = shown.stderr.splitlines()
    assert "brittle" in line
    assert "the library libglass is not there" in line


def test_plugin_that_cannot_be_imported_can_be_switched_off(broken, tmp_path):
    config = tmp_path / "occuguide.toml"
    config.write_text('disabled = ["brittle"]\n', "utf-8")
    shown = broken.run("occuguide", "--config", config, "show", "11-3051", "--area", "Orange")
    assert (shown.returncode, shown.stderr) == (0, "")


def test_markdown_file_in_a_folder_of_the_project_adds_an_occupation(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "glaziers.md").write_text(GLAZIERS, "utf-8")
    (tmp_path / "occuguide.toml").write_text('occupations = ["mine"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)
    assert run(["show", "47-2121"]) == 0
    said = capsys.readouterr()
    assert "Glaziers put the glass into shop fronts." in said.out
    assert said.err == ""


def test_without_the_folder_the_occupation_has_figures_and_not_those_words(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)
    assert run(["show", "47-2121"]) == 0
    said = capsys.readouterr().out
    assert "Glaziers in California" in said
    assert "shop fronts" not in said
