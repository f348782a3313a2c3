"""The wheel: all that it should hold and nothing else, and that it works where it is installed."""

import email
import json
import zipfile

import pytest

from occuguide.core.cli import run


@pytest.fixture(scope="session")
def contents(wheel):
    """The wheel's files, by name."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def dist_info(pyproject):
    return f"occuguide-{pyproject['project']['version']}.dist-info/"


def test_wheel_holds_every_file_of_the_four_folders_and_nothing_else(contents, source_tree, folders, dist_info):
    there = {
        f"occuguide/{path.relative_to(source_tree).as_posix()}"
        for folder in folders
        for path in (source_tree / folder).rglob("*")
        if path.is_file()
    }
    packed = {name for name in contents if not name.startswith(dist_info)}
    assert sorted(there - packed) == [], "not in the wheel: see packages and package-data in pyproject.toml"
    assert sorted(packed - there) == []


def test_every_folder_with_an_init_is_listed_as_a_package(root, folders, pyproject):
    there = {
        ".".join(("occuguide", *path.parent.relative_to(root).parts))
        for folder in folders
        for path in (root / folder).rglob("__init__.py")
    }
    listed = pyproject["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted(there)


@pytest.mark.parametrize(
    "name",
    [
        "core/schema.sql",
        "plugins/edition/california.sqlite",
        "plugins/packs/california.md",
        "plugins/sections/plain_words.toml",
        "plugins/sources/composites.csv",
        "search_index/words.toml",
    ],
)
def test_wheel_holds_the_data_that_the_code_reads(name, contents, root):
    assert contents[f"occuguide/{name}"] == (root / name).read_bytes()


def test_each_package_says_that_it_is_typed(contents, folders):
    assert {f"occuguide/{folder}/py.typed" for folder in folders} <= set(contents)


def test_licence_is_named_and_its_text_and_the_notice_are_in_the_wheel(contents, dist_info, root):
    metadata = email.message_from_bytes(contents[f"{dist_info}METADATA"])
    assert metadata["License-Expression"] == "Apache-2.0 AND CC-BY-4.0"
    for name in ("LICENSE", "NOTICE"):
        assert contents[f"{dist_info}licenses/{name}"] == (root / name).read_bytes()
    assert b"Apache License" in contents[f"{dist_info}licenses/LICENSE"]


def test_notice_names_every_bundled_release_and_gives_onet_in_the_words_that_it_asks_for(
    root, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)
    assert run(["data", "status", "--json"]) == 0
    sources = json.loads(capsys.readouterr().out)["sources"]
    notice = " ".join((root / "NOTICE").read_text("utf-8").split())
    for source in sources:
        assert source["publisher"] in notice or source["id"] == "onet"
        assert source["release"] in notice
    of_onet = [source for source in sources if "O*NET" in source["title"]]
    assert {source["id"] for source in of_onet} == {"green", "onet"}
    for source in of_onet:
        assert source["attribution"].replace("®", "(R)") in notice


def test_installed_command_says_its_version(environment, pyproject):
    said = environment.run("occuguide", "--version")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.strip().endswith(pyproject["project"]["version"])


def test_installed_code_is_not_the_checkout(environment):
    script = "import occuguide.core, pathlib; print(pathlib.Path(occuguide.core.__file__).parents[2])"
    said = environment.run("python", "-c", script)
    assert said.stdout.strip().startswith(str(environment.folder.resolve())), said.stderr


def test_installed_command_shows_a_guide_with_the_bundled_facts(environment):
    shown = environment.run("occuguide", "show", "11-3051", "--area", "Orange")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Industrial Production Managers in Orange County" in shown.stdout
    assert "$128,540" in shown.stdout


def test_installed_command_shows_a_guide_as_html(environment):
    shown = environment.run("occuguide", "show", "11-3051", "--area", "Orange", "--format", "html")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.lower().startswith("<!doctype html>")
    assert "Orange County" in shown.stdout
    assert "$128,540" in shown.stdout


def test_installed_command_shows_a_guide_as_json(environment):
    shown = environment.run("occuguide", "show", "11-3051", "--area", "Orange", "--format", "json")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert json.loads(shown.stdout)["occupation"]["soc"] == "11-3051"


def test_installed_command_finds_an_occupation(environment):
    found = environment.run("occuguide", "search", "plant manager")
    assert found.returncode == 0, found.stderr
    assert "11-3051" in found.stdout


def test_installed_command_says_how_to_install_the_other_engine(environment, tmp_path):
    config = tmp_path / "occuguide.toml"
    config.write_text('search = "tantivy"\ncache = "cache"\n', "utf-8")
    tried = environment.run("occuguide", "--config", config, "search", "plant manager")
    assert (tried.returncode, tried.stdout) == (2, "")
    assert "pip install 'occuguide[tantivy]'" in tried.stderr


def test_installed_command_says_what_is_loaded_and_where_it_is(environment):
    said = environment.run("occuguide", "data", "status", "--json")
    assert (said.returncode, said.stderr) == (0, "")
    status = json.loads(said.stdout)
    assert status["store"].startswith(str(environment.folder.resolve()))
    assert [source["id"] for source in status["sources"]] == [
        *("areas", "bls-projections", "cip-soc", "edd", "green", "oews", "onet", "soc")
    ]


def test_every_entry_point_can_be_imported_where_it_is_installed(environment, pyproject):
    script = (
        "from importlib.metadata import entry_points\n"
        "for point in entry_points(group='occuguide'):\n"
        "    point.load()\n"
        "    print(point.name, point.value, sep=' = ')"
    )
    said = environment.run("python", "-c", script)
    assert (said.returncode, said.stderr) == (0, "")
    declared = pyproject["project"]["entry-points"]["occuguide"]
    assert sorted(said.stdout.splitlines()) == sorted(f"{name} = {value}" for name, value in declared.items())
