"""What holds for every source alike: how it presents itself, and how it refuses what is none of its releases."""

import itertools
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError
from occuguide.core.application import Application
from occuguide.core.store import rewriting

SOURCES = ("areas", "bls-projections", "cip-soc", "edd", "green", "oews", "onet", "projections-central", "soc")

DETAILED = "Detailed Occupation"

Run = Callable[..., Any]


def _areas(releases: Any) -> Path:
    path: Path = releases.areas()
    return path


def _bls_projections(releases: Any) -> Path:
    header = ["Occupation Title", "Occupation Code", "Employment 2024", "Employment 2034"]
    header += ["Employment Change, 2024-2034", "Employment Percent Change, 2024-2034"]
    header += ["Occupational Openings, 2024-2034 Annual Average", "Typical Entry-Level Education"]
    header += ["Work Experience in a Related Occupation", "Typical on-the-job Training"]
    row = ["Managers", '="11-3051"', "1.5", "1.6", "0.1", "6.7", "0.2", "Bachelor's degree", "None", "None"]
    path: Path = releases.table("national.csv", [header, row])
    return path


def _cip_soc(releases: Any) -> Path:
    header = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"]
    path: Path = releases.table("cip_soc.csv", [header, ["01.0000", "Farming.", "11-9013", "Farmers"]])
    return path


def _edd(releases: Any) -> Path:
    path: Path = releases.edd({})
    return path


def _green(releases: Any) -> Path:
    lines = [["Code", "Occupation", "Categories"], ["11-3051.00", "Managers", "Rapid Growth"]]
    path: Path = releases.table("bright_outlook.csv", lines)
    return path


def _oews(releases: Any) -> Path:
    path: Path = releases.snapshot()
    return path


def _onet(releases: Any) -> Path:
    path: Path = releases.onet()
    return path


def _projections_central(releases: Any) -> Path:
    header = ["stfips", "areaname", "code", "name", "baseyear", "base", "projyear", "proj", "change"]
    header += ["percentchange", "avgannualopenings"]
    row = ["6", "California", "11-3051", "Managers", "2020", "100", "2030", "110", "10", "10.0", "9"]
    path: Path = releases.table("states.csv", [header, row])
    return path


def _soc(releases: Any) -> Path:
    header = ["Major Group", "Minor Group", "Broad Group", DETAILED, ""]
    path: Path = releases.workbook("soc_structure_2018.xlsx", {"SOC": [header, ["", "", "", "11-3051", "Managers"]]})
    return path


RELEASES: dict[str, Callable[[Any], Path]] = {
    "areas": _areas,
    "bls-projections": _bls_projections,
    "cip-soc": _cip_soc,
    "edd": _edd,
    "green": _green,
    "oews": _oews,
    "onet": _onet,
    "projections-central": _projections_central,
    "soc": _soc,
}
"""A made-up release of each source, right and as small as it may be."""

NAMES = {
    "areas": "list1_2023.csv",
    "bls-projections": "national.csv",
    "cip-soc": "cip_soc.csv",
    "edd": "edd.csv",
    "green": "bright_outlook.csv",
    "oews": "oe.data.0.Current",
    "onet": "Occupation Data.txt",
    "projections-central": "states.csv",
    "soc": "soc_structure_2018.txt",
}
"""What a text that each source reads may be called."""


def _flat_files(folder: Path, name: str) -> list[Path]:
    """The files that OEWS wants beside its data, and the data."""
    tables = {
        "area": "area_code\tareatype_code\tstate_code\tarea_name\n0600000\tS\t06\tCalifornia\n",
        "occupation": "occupation_code\toccupation_name\tdisplay_level\n113051\tManagers\t3\n",
        "footnote": "footnote_code\tfootnote_text\n1\tA remark.\n",
    }
    for table, text in tables.items():
        (folder / f"oe.{table}").write_text(text)
    return [folder / name, *(folder / f"oe.{table}" for table in tables)]


@pytest.fixture
def own_project(tmp_path: Path) -> Path:
    """Make the test's folder a project over the store of its releases; answers the store."""
    store = tmp_path / "store" / "facts.sqlite"
    (tmp_path / "occuguide.toml").write_text(f'facts = "{store}"\ncache = "cache"\ndisabled = ["edition"]\n')
    return store


@pytest.fixture
def filled(own_project: Path, releases: Any) -> Path:
    """The store, with something in it."""
    releases.load("areas", releases.areas())
    return own_project


def refused(run: Run, filled: Path, source: str, paths: Sequence[Path], name: str) -> str:
    """What the command line says of a release that is refused, once it is known that nothing came of it."""
    before = filled.read_bytes()
    ran = run("data", "import", source, *map(str, paths))
    assert ran.status == 1
    assert ran.out == ""
    said = [line for line in ran.err.splitlines() if not line.startswith("note: ")]
    assert len(said) == 1, ran.err
    assert said[0].startswith("error: ")
    assert name in said[0]
    assert "it failed" not in said[0]
    assert "unexpected" not in said[0]
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == [filled.name]
    return str(said[0])


def test_every_source_is_told_of_here(bundled: Application, releases: Any) -> None:
    assert set(bundled.sources) == set(SOURCES) == set(RELEASES) == set(NAMES)


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_says_what_it_is_and_what_it_takes(source: str, bundled: Application) -> None:
    importer = bundled.sources[source]
    assert importer.name == source
    assert importer.title.strip()
    assert importer.formats.strip().endswith(".")


@pytest.mark.parametrize("source", SOURCES)
def test_downloads_are_the_publishers_files_over_https(source: str, bundled: Application) -> None:
    addresses = [download.address for download in bundled.sources[source].downloads]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert address.startswith("https://")
        assert " " not in address
        host, _, path = address.removeprefix("https://").partition("/")
        assert host.endswith((".gov", ".onetcenter.org"))
        assert path.rpartition("/")[2]


@pytest.mark.parametrize("source", SOURCES)
def test_a_right_release_is_read_and_its_rows_are_counted(
    source: str, own_project: Path, run: Run, releases: Any
) -> None:
    ran = run("data", "import", source, str(RELEASES[source](releases)))
    assert ran.status == 0, ran.err
    assert ran.out.endswith(f" in {own_project}.\n")
    assert releases.query("SELECT id FROM source") == [(source,)]
    assert not ran.out.startswith("0 rows")


@pytest.mark.parametrize("source", SOURCES)
def test_never_more_is_done_than_there_is(source: str, bundled: Application, releases: Any) -> None:
    told: list[tuple[int, int, str]] = []

    class Watched:
        def __call__(self, done: int, total: int, what: str) -> None:
            told.append((done, total, what))

        def note(self, words: str) -> None:
            pass

    path = RELEASES[source](releases)
    with rewriting(releases.store, None) as store:
        bundled.sources[source].load([path], store, Watched())
    assert all(0 <= done <= total for done, total, _ in told), told
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize(("source", "other"), list(itertools.permutations(SOURCES, 2)))
def test_another_sources_release_is_refused(source: str, other: str, filled: Path, run: Run, releases: Any) -> None:
    path = RELEASES[other](releases)
    refused(run, filled, source, [path], path.name)


@pytest.mark.parametrize("source", SOURCES)
def test_another_sources_release_is_refused_as_what_it_is(source: str, releases: Any) -> None:
    """Whatever the importer raises is raised as an error of the data, and not of the importer."""
    other = SOURCES[SOURCES.index(source) - 1]
    with pytest.raises(DataError):
        releases.load(source, RELEASES[other](releases))


@pytest.mark.parametrize("source", SOURCES)
def test_an_empty_folder_is_refused(source: str, filled: Path, run: Run, releases: Any) -> None:
    folder = releases.folder / "empty"
    folder.mkdir()
    refused(run, filled, source, [folder], "empty")


@pytest.mark.parametrize("source", SOURCES)
def test_an_empty_archive_is_refused(source: str, filled: Path, run: Run, releases: Any) -> None:
    refused(run, filled, source, [releases.zipped("empty.zip")], "empty.zip")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", ["nowhere", "nowhere.zip", "nowhere.csv", "nowhere.sqlite", "nowhere.xlsx"])
def test_a_path_that_is_not_there_is_refused(source: str, name: str, filled: Path, run: Run, releases: Any) -> None:
    path = releases.folder / name
    assert f"{path}: there is no such file or folder" in refused(run, filled, source, [path], name)


@pytest.mark.parametrize("source", SOURCES)
def test_a_right_release_beside_a_path_that_is_not_there_is_refused(
    source: str, filled: Path, run: Run, releases: Any
) -> None:
    paths = [RELEASES[source](releases), releases.folder / "nowhere"]
    assert "there is no such file or folder" in refused(run, filled, source, paths, "nowhere")


@pytest.mark.parametrize("container", ["file", "folder", "archive"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_file_that_is_not_in_utf_8_is_refused(
    source: str, container: str, filled: Path, run: Run, releases: Any
) -> None:
    name = NAMES[source]
    files = [releases.file(name, b"Producci\xf3n,Ca\xf1on\n")]
    if source == "oews":
        files = _flat_files(releases.folder, name)
    paths = {
        "file": files,
        "folder": [releases.gathered("release", *files)],
        "archive": [releases.zipped("release.zip", *files)],
    }[container]
    said = refused(run, filled, source, paths, name)
    assert "the file is not in UTF-8 (byte 8)" in said


@pytest.mark.parametrize("source", SOURCES)
def test_a_header_without_rows_leaves_nothing_behind(source: str, filled: Path, run: Run, releases: Any) -> None:
    """Nothing must take the place of what was there before."""
    path = RELEASES[source](releases)
    if source == "oews":
        path = releases.snapshot(statement="DELETE FROM cell")
    elif source == "soc":
        path = releases.workbook(path.name, {"SOC": [["Major Group", "Minor Group", "Broad Group", DETAILED, ""]]})
    else:
        file = path / "Occupation Data.txt" if source == "onet" else path
        file.write_text(file.read_text().splitlines()[0] + "\n")
    refused(run, filled, source, [path], path.name)


def test_releases_of_several_sources_in_one_folder_are_each_found_by_its_own(
    own_project: Path, run: Run, releases: Any
) -> None:
    """Of those that go by the names of files; those of projections take every CSV file."""
    folder = releases.folder / "all"
    folder.mkdir()
    for source in ("areas", "cip-soc", "green", "oews", "soc"):
        shutil.copy(RELEASES[source](releases), folder)
    for source in ("cip-soc", "green", "oews", "soc"):
        ran = run("data", "import", source, str(folder))
        assert ran.status == 0, ran.err
    assert len(releases.query("SELECT id FROM source")) == 4
