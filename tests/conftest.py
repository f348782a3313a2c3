"""What tests share: an Occuguide over the bundled edition, one over a small made-up store, and a command line."""

import importlib.metadata
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import frozen

from occuguide import occupations
from occuguide.core import Failure, Guide, hookimpl
from occuguide.core.application import Application
from occuguide.core.facts import Facts
from occuguide.core.testing import make_application
from occuguide.occupations import _in_short as in_short

NEVADA = """
UPDATE area SET name = 'Nevada', code = '3200000', state = '32' WHERE code = '0600000';
UPDATE wage SET area = '3200000' WHERE area = '0600000';
UPDATE area SET name = 'Las Vegas-Henderson-North Las Vegas, NV', code = '0029820', state = '32'
 WHERE code = '0031080';
UPDATE wage SET area = '0029820' WHERE area = '0031080';
DELETE FROM projection;
DELETE FROM area WHERE source = 'edd';
DELETE FROM area_county;
DELETE FROM county;
INSERT INTO area (source, code, name, kind, state) VALUES
 ('oews', '0039900', 'Reno, NV', 'metropolitan area', '32'), ('oews', '0600000', 'California', 'state', '06');
INSERT INTO county (source, fips, name, state) VALUES
 ('oews', '32003', 'Clark County', '32'), ('oews', '32031', 'Washoe County', '32');
INSERT INTO area_county (source, area_source, area, county, state) VALUES
 ('oews', 'oews', '0029820', 'Clark County', '32'), ('oews', 'oews', '0039900', 'Washoe County', '32');
CREATE TEMP TABLE copied AS SELECT * FROM wage WHERE area = '0029820' AND soc = '47-2111';
UPDATE copied SET area = '0039900', annual_median = 68000;
INSERT INTO wage SELECT * FROM copied;
"""
"""What makes a store of Nevada of the small one."""

pytest_plugins = ["occuguide.core.testing.fixtures"]
"""The fixtures of the kit, as a plugin's author has them."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no test be skipped where OCCUGUIDE_NO_SKIPS is set: where all that a test needs is there."""
    report = yield
    if report.skipped and os.environ.get("OCCUGUIDE_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing may be skipped here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Application:
    """An Occuguide over the bundled edition and the installed plugins. Failures raise. Not to be changed."""
    return make_application(tmp_path_factory.mktemp("bundled"))


@pytest.fixture(scope="session")
def small_facts(fact_store: Path) -> Path:
    """The small store of the kit. Only to be read."""
    return fact_store


@pytest.fixture(scope="session")
def nevada_facts(tmp_path_factory: pytest.TempPathFactory, fact_store: Path) -> Path:
    """A store of Nevada beside California: two counties, each in a wage area of its own. All figures are made up."""
    path = tmp_path_factory.mktemp("nevada") / "nevada.sqlite"
    shutil.copy(fact_store, path)
    with closing(sqlite3.connect(path)) as store:
        store.executescript(NEVADA)
    return path


@pytest.fixture
def occupation_file(tmp_path: Path) -> Callable[..., Path]:
    """Write an occupation file: ``occupation_file("## Wages\\n\\nGood.")``; answers its path."""

    def write(
        body: str = "## Benefits\n\nMany.\n",
        *,
        soc: str = "47-2111",
        head: str = "",
        name: str = "electricians.md",
        folder: str = "own",
    ) -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'+++\nsoc = "{soc}"\nwritten = 2026-11-22\n{head}+++\n{body}', encoding="utf-8")
        return path

    return write


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """Where ``occupation_file`` writes by default; it is there."""
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def managers_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one of our guides, whose occupation the small store knows."""
    folder = tmp_path_factory.mktemp("ours") / "occupations"
    folder.mkdir()
    name = "industrial_production_managers.md"
    shutil.copy(Path(occupations.__file__).with_name(name), folder / name)
    return folder


@pytest.fixture
def our_guides(managers_alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let that one guide be all that is installed, and no sentence on any occupation."""

    @hookimpl
    def occupation_folders() -> tuple[Path, ...]:
        return (managers_alone,)

    monkeypatch.setattr(occupations, "occupation_folders", occupation_folders)
    monkeypatch.delattr(in_short, "describe_occupation")


@pytest.fixture
def make(tmp_path: Path, small_facts: Path, our_guides: None) -> Callable[..., Application]:
    """Make an Occuguide over the small store and the installed plugins.

    ``make({"name": plugin}, strict=False, occupations=(folder,), facts=path)``. Failures raise if it is strict.
    """

    def made(
        plugins: Mapping[str, object] | None = None,
        *,
        strict: bool = True,
        occupations: tuple[Path, ...] = (),
        facts: Path | None = None,
        disabled: frozenset[str] = frozenset(),
        area: str = "California",
    ) -> Application:
        return make_application(
            tmp_path,
            plugins,
            facts=facts or small_facts,
            occupations=occupations,
            area=area,
            disabled=disabled,
            strict=strict,
        )

    return made


@pytest.fixture
def failures_of() -> Callable[[Application], list[str]]:
    """What the failures of an Occuguide say."""

    def said(application: Application) -> list[str]:
        return [str(failure) for failure in application.registry.failures]

    return said


@pytest.fixture
def small(small_facts: Path) -> Iterator[Facts]:
    """The facts of the small store."""
    facts = Facts(small_facts)
    yield facts
    facts.close()


# --- The command line ----------------------------------------------------------------------------------------


@frozen
class Ran:
    """How a command ended: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote, read as JSON."""
        return json.loads(self.out)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Install a plugin beside the real ones: ``installed("name", plugin)``, or one that cannot be imported.

    ``installed("name", error=...)`` raises the error when the plugin is imported.
    """
    real = importlib.metadata.entry_points
    more: list[object] = []

    def entry_points(**of: str) -> list[object]:
        found = [point for point in real(**of) if point.name not in {getattr(one, "name", "") for one in more}]
        return [*found, *more] if of.get("group") == "occuguide" else found

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)

    def add(name: str, plugin: object = None, error: Exception | None = None) -> None:
        def load() -> object:
            if error is not None:
                raise error
            return plugin

        more.append(SimpleNamespace(name=name, load=load, dist=None))

    return add


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Ran]:
    """Run the command line in a folder of the test's own: ``run("show", "11-3051")``."""
    from occuguide.core import cli

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".cache"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)

    def ran(*arguments: str) -> Ran:
        status = cli.run(list(arguments))
        out, err = capfdbinary.readouterr()
        said = err.decode()
        assert "Traceback" not in said
        return Ran(status, out.decode(), said)

    return ran


@pytest.fixture
def project(tmp_path: Path, small_facts: Path, our_guides: None) -> Callable[..., Path]:
    """Make the test's folder a project over the small store: ``project('area = "Orange"')``; answers the file."""

    def made(more: str = "") -> Path:
        path = tmp_path / "occuguide.toml"
        path.write_text(f'facts = "{small_facts}"\ncache = "cache"\n{more}', encoding="utf-8")
        return path

    return made


@pytest.fixture
def failed_in() -> Callable[[Guide], list[tuple[str, str, str]]]:
    """The plugin, hook and occupation of each failure of a guide."""

    def named(guide: Guide) -> list[tuple[str, str, str]]:
        def name(failure: Failure) -> tuple[str, str, str]:
            return failure.plugin, failure.hook, failure.soc

        return [name(failure) for failure in guide.failures]

    return named


# --- A browser ----------------------------------------------------------------------------------------------

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""For a browser of its own, without a screen, that asks nobody for anything."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium. A module has its own: while it is open, its event loop keeps others from this thread."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium on the PATH")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()
