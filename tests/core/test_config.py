"""Configuration: what occuguide.toml may say, and what its author is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import ConfigError, Settings
from occuguide.core.config import find, read


def refused(folder: Path, text: str) -> str:
    """What is said of a configuration, from the file's name on."""
    path = folder / "occuguide.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read(path)
    said = str(error.value)
    assert said.startswith(f"{path}")
    return said.removeprefix(f"{folder}/")


def test_an_unknown_setting_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    said = refused(tmp_path, 'aera = "Orange"\n')
    assert "there is no setting 'aera'" in said
    for name in ("area", "facts", "occupations", "templates", "disabled", "cache"):
        assert name in said


def test_a_setting_of_the_wrong_type_is_refused_with_what_it_must_be(tmp_path: Path) -> None:
    for text, words in (
        ("facts = 3", "facts must be a file's path, not 3"),
        ("area = []", "area must be a place's name or code, not []"),
        ('area = ""', "area must be a place's name or code, not ''"),
        ('occupations = "own"', "occupations must be a list of folders, not 'own'"),
        ("occupations = [1]", "occupations must be a list of folders, not [1]"),
        ("disabled = true", "disabled must be a list of plugins' names, not True"),
        ("templates = 1", "templates must be a folder, not 1"),
        ("cache = {}", "cache must be a folder, not {}"),
    ):
        assert words in refused(tmp_path, text)


def test_what_is_no_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    said = refused(tmp_path, 'area = "Orange"\nfacts = \n')
    assert said.startswith("occuguide.toml")
    assert "no valid TOML" in said
    assert "line 2" in said


def test_a_configuration_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "occuguide.toml"
    path.write_bytes('area = "Cañon"\n'.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"(?i)utf-8"):
        read(path)


def test_paths_are_relative_to_the_configurations_folder(tmp_path: Path) -> None:
    path = tmp_path / "occuguide.toml"
    (tmp_path / "look").mkdir()
    path.write_text(
        'facts = "data/f.sqlite"\noccupations = ["own", "/abs"]\ntemplates = "look"\ncache = "c"\narea = "Orange"\n'
        'disabled = ["wages"]\n',
        encoding="utf-8",
    )
    settings = read(path)
    assert settings == Settings(
        folder=tmp_path,
        facts=tmp_path / "data/f.sqlite",
        occupations=(tmp_path / "own", Path("/abs")),
        templates=tmp_path / "look",
        area="Orange",
        disabled=frozenset({"wages"}),
        cache=tmp_path / "c",
    )


def test_a_configuration_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    assert "the configuration is nested too deeply" in refused(tmp_path, f"area = {'[' * 5000}{']' * 5000}\n")


def test_a_null_byte_in_a_path_is_refused(tmp_path: Path) -> None:
    for text in ('facts = "a\\u0000b"', 'occupations = ["a\\u0000b"]', 'templates = "a\\u0000b"', 'cache = "\\u0000"'):
        said = refused(tmp_path, text)
        assert f"{text.split()[0]} must be " in said


def test_a_folder_of_templates_that_is_not_there_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, 'templates = "look"\n')
    assert f"templates names {tmp_path / 'look'}, and there is no such folder" in said


def test_an_empty_configuration_says_what_holds_without_one(tmp_path: Path) -> None:
    path = tmp_path / "occuguide.toml"
    path.write_text("", encoding="utf-8")
    assert read(path) == Settings.default(tmp_path)
    assert read(path).area == ""


def test_a_configuration_is_found_in_the_nearest_folder_above(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    outer, inner = tmp_path / "occuguide.toml", tmp_path / "a" / "occuguide.toml"
    outer.touch()
    assert find(deep) == outer
    inner.touch()
    assert find(deep) == inner
    assert find(tmp_path) == outer


def test_a_folder_of_the_configurations_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "occuguide.toml").touch()
    (tmp_path / "a" / "occuguide.toml").mkdir(parents=True)
    assert find(tmp_path / "a") == tmp_path / "occuguide.toml"


# --- From the command line ------------------------------------------------------------------------------------


def shown_place(run: Callable[..., Any], *before: str) -> str:
    """The place of a guide that is shown without naming one."""
    ran = run(*before, "show", "11-3051", "--format", "json")
    assert ran.status == 0, ran.err
    return str(ran.json["area"]["name"])


def test_the_configuration_of_the_folder_above_is_used(
    run: Callable[..., Any], project: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project('area = "Orange"\n')
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    assert shown_place(run) == "Orange County"


def test_a_configuration_that_is_named_is_used_instead_of_the_nearest(
    run: Callable[..., Any], project: Callable[..., Path], tmp_path: Path
) -> None:
    other = project('area = "Los Angeles"\n').rename(tmp_path / "other.toml")
    project('area = "Orange"\n')
    assert shown_place(run) == "Orange County"
    assert shown_place(run, "--config", str(other)) == "Los Angeles County"


def test_a_configuration_that_the_environment_names_is_used(
    run: Callable[..., Any], project: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = project('area = "Los Angeles"\n').rename(tmp_path / "other.toml")
    project('area = "Orange"\n')
    monkeypatch.setenv("OCCUGUIDE_CONFIG", str(other))
    assert shown_place(run) == "Los Angeles County"


def test_a_bad_configuration_is_a_wrong_use(run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "occuguide.toml").write_text("nonsense", encoding="utf-8")
    ran = run("list")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert "occuguide.toml" in ran.err


def test_a_configuration_that_is_not_there_is_a_wrong_use(run: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("gone.toml", str(tmp_path)):
        ran = run("--config", name, "list")
        assert ran.status == 2
        assert name in ran.err


def test_a_place_in_the_configuration_that_there_is_none_of_is_a_wrong_use(
    run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    project('area = "Atlantis"\n')
    ran = run("show", "11-3051")
    assert ran.status == 2
    assert "Atlantis" in ran.err


def test_a_plugin_that_is_switched_off_and_is_not_there_is_named(
    run: Callable[..., Any], project: Callable[..., Path]
) -> None:
    project('disabled = ["wagse"]\n')
    ran = run("list")
    assert ran.status == 1
    assert "names this plugin, and there is none of that name. Did you mean wages?" in ran.err
    assert "Electricians" in ran.out


def test_an_occupation_file_can_be_switched_off_by_its_name(
    run: Callable[..., Any], project: Callable[..., Path], occupation_file: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nMany.\n")
    project('occupations = ["own"]\n')
    assert "Many." in run("show", "47-2111").out
    project('occupations = ["own"]\ndisabled = ["own/electricians.md"]\n')
    ran = run("show", "47-2111")
    assert ran.status == 0
    assert "Many." not in ran.out
