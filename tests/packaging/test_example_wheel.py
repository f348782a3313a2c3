"""A third party's wheel that adds an occupation, a section, a topic, a source and a format; and one begun anew."""

import json
import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).with_name("example")


@pytest.fixture(scope="module")
def tested(environment):
    """The clean environment with pytest, which Occuguide itself does not need."""
    done = environment.pip("install", "pytest")
    assert done.returncode == 0, done.stderr
    return environment


@pytest.fixture(scope="module")
def example(tested, build_wheel, tmp_path_factory):
    """The environment with the example's wheel, built from a copy."""
    copy = tmp_path_factory.mktemp("example") / "project"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache"))
    tested.install(build_wheel(copy))
    yield tested
    tested.uninstall("occuguide-example")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The configuration of a project with a fact store of its own."""
    path = tmp_path_factory.mktemp("project") / "occuguide.toml"
    path.write_text('cache = "cache"\narea = "Orange County"\n', "utf-8")
    return path


@pytest.fixture(scope="module")
def imported(example, project):
    """What was said of importing a release of the example's own."""
    return example.run(
        "occuguide", "--config", project, "data", "import", "apprentices", EXAMPLE / "tests/apprentices.csv"
    )


def run_tests(environment, project, folder):
    """Run a project's tests where nothing else of it is in sight but what is installed."""
    shutil.copytree(project / "tests", folder / "alone" / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    settings = shutil.copy(project / "pyproject.toml", folder / "alone")
    return environment.run("python", "-m", "pytest", "-p", "no:cacheprovider", "-c", settings, folder / "alone")


def test_its_plugins_are_named_with_what_they_answer(example):
    named = example.run("occuguide", "plugins")
    assert (named.returncode, named.stderr) == (0, "")
    lines = {line.split()[0]: line for line in named.stdout.splitlines()}
    for name, hook in {
        "example-apprentices": "guide_apprentices, topic",
        "example-figures": "renderer",
        "example-register": "fact_source",
        "example-trades": "occupation_folders",
    }.items():
        assert "occuguide-example 1.0" in lines[name]
        assert lines[name].endswith(hook)
    assert "47-2121" in lines["trades/glaziers.md"]


def test_a_release_of_its_own_is_imported(imported, project):
    assert (imported.returncode, imported.stderr) == (0, "")
    store = project.with_name("facts.sqlite")
    assert imported.stdout == f"8 rows of Register of Apprentices are in {store}.\n"


def test_its_section_is_in_its_occupations_guide_with_the_figure_and_the_source(example, project, imported):
    shown = example.run("occuguide", "--config", project, "show", "glaziers")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "wind nor rain" in " ".join(shown.stdout.split())
    section = shown.stdout.split("\nApprentices\n")[1]
    assert "Apprentices registered in Orange County in 2026: 120." in section
    assert "Example Council of Trades, Register of Apprentices, 2026" in " ".join(section.split())


def test_its_format_shows_a_guide(example, project, imported):
    shown = example.run("occuguide", "--config", project, "show", "glaziers", "--format", "figures")
    assert (shown.returncode, shown.stderr) == (0, "")
    head, *rows = shown.stdout.splitlines()
    assert head == "section,figure,value,unit,status,period,source"
    assert (
        'Apprentices,120,120.0,jobs,published,2026,"Example Council of Trades, Register of Apprentices, 2026"' in rows
    )


def test_occupations_are_found_by_its_topic(example, project, imported):
    found = example.run(
        *("occuguide", "--config", project, "search", "--topic", "apprentices=registered"),
        *("--sort", "apprentices", "--json"),
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert [one["soc"] for one in json.loads(found.stdout)["occupations"]] == ["47-2111", "47-2121"]


def test_its_own_tests_pass_where_it_is_installed(example, tmp_path):
    done = run_tests(example, EXAMPLE, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_project_begun_anew_is_installed_and_its_tests_pass(tested, build_wheel, tmp_path):
    begun = tested.run("occuguide", "new", "plugin", "our-guides", "--folder", tmp_path)
    assert (begun.returncode, begun.stderr) == (0, "")
    project = tmp_path / "our-guides"
    assert str(project) in begun.stdout
    tested.install(build_wheel(project))
    try:
        done = run_tests(tested, project, tmp_path)
        shown = tested.run("occuguide", "show", "electricians", "--area", "Orange")
    finally:
        tested.uninstall("our-guides")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "the median wage is" in " ".join(shown.stdout.split())
