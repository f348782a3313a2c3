"""The fact store: told from other files, written whole or not at all, and packed the same each time."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from occuguide.core import DataError, Occupation, Source
from occuguide.core.facts import Facts
from occuguide.core.store import APPLICATION_ID, SCHEMA_VERSION, SENTENCES, pack, rewriting


@pytest.fixture
def source(small_facts: Path) -> Source:
    """A release."""
    facts = Facts(small_facts)
    release = facts.sources["oews"]
    facts.close()
    return evolve(release, id="mine")


@pytest.fixture
def store(small_facts: Path, tmp_path: Path) -> Path:
    """A store of the test's own, alone in its folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Path(shutil.copyfile(small_facts, folder / "facts.sqlite"))


def refused(path: Path) -> str:
    """What is said of a file that is taken for a store."""
    with pytest.raises(DataError) as error:
        Facts(path)
    said = str(error.value)
    assert said.startswith(f"{path}: ")
    return said.removeprefix(f"{path}: ")


# --- Reading --------------------------------------------------------------------------------------------------


def test_a_store_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "there is no such fact store" in refused(tmp_path / "none.sqlite")
    assert refused(tmp_path).startswith("this is a folder, not a fact store")


def test_a_text_file_and_an_empty_file_are_no_stores(tmp_path: Path) -> None:
    for content in ("soc,title\n" * 100, ""):
        path = tmp_path / "facts.sqlite"
        path.write_text(content, encoding="utf-8")
        said = refused(path)
        assert "not a fact store" in said
        assert "facts" in said.partition(". ")[2]


def test_another_sqlite_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE photo (id)")
    connection.commit()
    connection.close()
    assert "the file is not a fact store of Occuguide" in refused(path)


def versioned(path: Path, version: int) -> Path:
    """A store's header with another version."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    return path


def test_a_newer_store_asks_for_an_upgrade(store: Path) -> None:
    said = refused(versioned(store, SCHEMA_VERSION + 1))
    assert f"version {SCHEMA_VERSION + 1}, newer" in said
    assert "Upgrade Occuguide." in said


def test_an_older_store_asks_for_a_new_import(store: Path) -> None:
    said = refused(versioned(store, SCHEMA_VERSION - 1))
    assert "older" in said
    assert "import the releases again" in said


def test_a_store_that_was_cut_short_is_said_to_be_damaged(store: Path, run: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "occuguide.toml").write_text('facts = "data/facts.sqlite"\n', encoding="utf-8")
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])
    ran = run("show", "11-3051", "--area", "Orange")
    assert ran.status == 1
    assert str(store) in ran.err
    assert "damaged" in ran.err


def test_a_store_that_is_damaged_inside_is_said_to_be_damaged(
    store: Path, run: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "occuguide.toml").write_text('facts = "data/facts.sqlite"\n', encoding="utf-8")
    content = store.read_bytes()
    page = int.from_bytes(content[16:18], "big")
    store.write_bytes(content[: 2 * page] + b"\xff" * (len(content) - 2 * page))
    ran = run("show", "11-3051", "--area", "Orange")
    assert ran.status == 1
    assert str(store) in ran.err
    assert "damaged" in ran.err


def test_a_store_without_its_tables_is_said_to_be_damaged(run: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.close()
    ran = run("list")
    assert ran.status == 1
    assert str(path) in ran.err


def test_reading_never_writes(store: Path) -> None:
    before = store.read_bytes()
    facts = Facts(store)
    assert len(facts.occupations) == 3
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        facts._connection.execute("DELETE FROM wage")
    facts.close()
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


# --- Writing --------------------------------------------------------------------------------------------------


def test_what_an_import_brings_takes_the_place_of_what_its_source_brought_before(store: Path, source: Source) -> None:
    for soc, title in (("99-0001", "First"), ("99-0002", "Second")):
        with rewriting(store, None) as writing:
            writing.begin(source)
            writing.insert("occupation", ("soc", "title", "detailed"), [(soc, title, 1)], source="mine")
    facts = Facts(store)
    assert {"99-0002": "Second", "47-2111": "Electricians"}.items() <= facts.occupations.items()
    assert "99-0001" not in facts.occupations
    facts.close()


def test_an_import_that_fails_half_way_leaves_the_store_byte_for_byte_as_it_was(store: Path, source: Source) -> None:
    before = store.read_bytes()
    for error in (ValueError("half-way"), DataError("bad row"), KeyboardInterrupt(), SystemExit(3)):
        with pytest.raises(type(error)), rewriting(store, None) as writing:  # noqa: PT012 - what an importer does
            writing.begin(source)
            writing.insert("occupation", ("soc", "title", "detailed"), [("99-0001", "x", 1)], source="mine")
            raise error
        assert store.read_bytes() == before
        assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_a_first_import_that_fails_leaves_no_store(tmp_path: Path, small_facts: Path) -> None:
    path = tmp_path / "new" / "facts.sqlite"
    with pytest.raises(ValueError, match="half-way"), rewriting(path, small_facts):
        raise ValueError("half-way")
    assert list(path.parent.iterdir()) == []


def test_a_first_import_begins_from_the_bundled_edition(tmp_path: Path, small_facts: Path, source: Source) -> None:
    before = small_facts.read_bytes()
    path = tmp_path / "new" / "facts.sqlite"
    with rewriting(path, small_facts) as writing:
        writing.begin(source)
    facts = Facts(path)
    assert set(facts.sources) == {"oews", "edd", "mine"}
    facts.close()
    assert small_facts.read_bytes() == before


def test_an_error_of_the_importers_own_file_is_not_blamed_on_the_store(store: Path) -> None:
    with pytest.raises(Exception, match=r"release\.csv") as error, rewriting(store, None):
        raise FileNotFoundError(2, "No such file or directory", "release.csv")
    assert "the fact store could not be written" not in str(error.value)


def test_two_imports_at_once_are_refused_and_the_first_goes_on(store: Path, source: Source) -> None:
    with rewriting(store, None) as writing:
        writing.begin(source)
        with pytest.raises(DataError) as error, rewriting(store, None):
            pytest.fail("the second import was let in")
        writing.insert("occupation", ("soc", "title", "detailed"), [("99-0001", "x", 1)], source="mine")
    assert "another import is at work" in str(error.value)
    assert "facts.sqlite.lock" in str(error.value)
    facts = Facts(store)
    assert facts.title("99-0001") == "x"
    facts.close()
    assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_the_store_can_be_read_while_an_import_is_at_work(store: Path, source: Source) -> None:
    with rewriting(store, None) as writing:
        writing.begin(source)
        facts = Facts(store)
        assert "mine" not in facts.sources
        facts.close()


def test_what_a_killed_import_left_behind_is_overwritten(store: Path, source: Source) -> None:
    store.with_name("facts.sqlite.new").write_text("half of a store", encoding="utf-8")
    with rewriting(store, None) as writing:
        writing.begin(source)
    assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_a_store_that_cannot_be_written_where_it_is_named_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for path in (tmp_path / "file" / "facts.sqlite", tmp_path / "file" / "deeper" / "facts.sqlite"):
        with pytest.raises(DataError) as error, rewriting(path, None):
            pytest.fail("there is nowhere to write")
        assert str(path) in str(error.value)
        assert "cannot be written" in str(error.value)
        assert "another import" not in str(error.value)


def test_a_full_disk_leaves_the_store_byte_for_byte_as_it_was(
    store: Path, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for place, name in ((shutil, "copyfile"), (os, "fsync"), (os, "replace")):
        with monkeypatch.context() as patch, pytest.raises(DataError) as error:  # noqa: PT012 - what an importer does
            patch.setattr(place, name, full)
            with rewriting(store, None) as writing:
                writing.begin(source)
        assert str(error.value).startswith(f"{store}: the fact store cannot be written")
        assert "No space left on device" in str(error.value)
        assert store.read_bytes() == before
        assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_a_store_that_grows_beyond_the_disk_leaves_the_old_one(store: Path, source: Source) -> None:
    before = store.read_bytes()
    rows = ((f"99-{number:04}", "x" * 1000, 1) for number in range(9999))
    with pytest.raises(DataError, match="cannot be written") as error, rewriting(store, None) as writing:  # noqa: PT012 - what an importer does
        writing.begin(source)
        writing._connection.execute("PRAGMA max_page_count = 100")
        writing.insert("occupation", ("soc", "title", "detailed"), rows, source="mine")
    assert "full" in str(error.value)
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_a_store_in_a_folder_that_is_read_only_is_said_so_and_stands(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()
    opened = os.open

    def read_only(path: Any, flags: int, *more: Any, **named: Any) -> int:
        # The superuser may write anywhere, so that rights alone would show nothing to a test of theirs.
        if flags & os.O_CREAT and Path(path).parent == store.parent:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *more, **named)

    with monkeypatch.context() as patch, pytest.raises(DataError) as error:  # noqa: PT012 - what an importer does
        patch.setattr(os, "open", read_only)
        with rewriting(store, None):
            pytest.fail("there is nowhere to write")
    assert str(error.value).startswith(f"{store}: the fact store cannot be written")
    assert "Permission denied" in str(error.value)
    assert "another import" not in str(error.value)
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["facts.sqlite"]


def test_a_file_that_is_no_store_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "letters.txt"
    path.write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(DataError, match="not a fact store"), rewriting(path, None):
        pytest.fail("it was let in")
    assert path.read_text(encoding="utf-8") == "Dear Sir"


def test_a_row_that_comes_twice_is_told_with_table_and_row(store: Path, source: Source) -> None:
    rows = [("99-0001", "a", 1), ("99-0002", "b", 1), ("99-0001", "c", 1), ("99-0003", "d", 1)]
    with pytest.raises(DataError) as error, rewriting(store, None) as writing:  # noqa: PT012 - what an importer does
        writing.begin(source)
        writing.insert("occupation", ("soc", "title", "detailed"), rows, source="mine")
    assert str(error.value).startswith("table occupation, row 3 (99-0001, c, 1): the release has a row twice. ")


def test_a_store_that_another_program_has_locked_is_said_to_be(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = sqlite3.connect
    # Do not wait for the lock as long as a reader would.
    monkeypatch.setattr(sqlite3, "connect", lambda *words, **more: opened(*words, timeout=0, **more))
    with contextlib.closing(opened(store)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = refused(store)
    assert said == "another program has locked the fact store. Wait for it, or close it."
    Facts(store).close()


def test_a_table_that_is_none_is_refused(store: Path, source: Source) -> None:
    with pytest.raises(ValueError, match="is no table of facts"), rewriting(store, None) as writing:
        writing.insert("source", ("id",), [], source="mine")


# --- Packing --------------------------------------------------------------------------------------------------


def test_an_edition_is_the_same_bytes_whenever_it_is_made(store: Path, tmp_path: Path, source: Source) -> None:
    pack(store, tmp_path / "a.sqlite", None)
    with rewriting(store, None) as writing:
        writing.begin(source)
    with rewriting(store, None) as writing:
        writing.begin(source)
        writing._connection.execute("DELETE FROM source WHERE id = 'mine'")
    pack(store, tmp_path / "b.sqlite", None)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    pack(tmp_path / "a.sqlite", tmp_path / "a.sqlite", None)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_an_edition_of_one_area_holds_its_wages_alone(store: Path, tmp_path: Path) -> None:
    pack(store, tmp_path / "a.sqlite", ["0031080"])
    facts = Facts(tmp_path / "a.sqlite")
    assert facts._connection.execute("SELECT DISTINCT area FROM wage").fetchone()[0] == "0031080"
    assert [area.code for area in facts.areas if area.wages is not None] == ["06037", "06059", "0031080"]
    facts.close()


@pytest.fixture
def two_states(write_store: Callable[..., Path]) -> Path:
    """A store of wages and projections in California and in Nevada, and of a county of a third state."""
    areas = (
        ("oews", "0000000", "United States", "nation", "00"),
        ("oews", "0600000", "California", "state", "06"),
        ("oews", "0031080", "Los Angeles, CA", "metropolitan area", "06"),
        ("oews", "3200000", "Nevada", "state", "32"),
        ("oews", "0039900", "Reno, NV", "metropolitan area", "32"),
        ("edd", "OC", "Orange County", "metropolitan area", "06"),
        ("edd", "CA", "California", "state", "06"),
        ("nevada", "W", "Washoe County", "metropolitan area", "32"),
        ("bls", "US", "United States", "nation", "00"),
    )
    members = (("oews", "0031080", "Orange County", "06"), ("edd", "OC", "Orange County", "06"))
    members += (("oews", "0039900", "Washoe County", "32"), ("nevada", "W", "Washoe County", "32"))
    return write_store(
        area=[dict(zip(("source", "code", "name", "kind", "state"), row, strict=True)) for row in areas],
        area_county=[dict(zip(("area_source", "area", "county", "state"), row, strict=True)) for row in members],
        county=[
            {"fips": fips, "name": name, "state": fips[:2]}
            for fips, name in (("06059", "Orange County"), ("32031", "Washoe County"), ("41001", "Baker County"))
        ],
        wage=[{"soc": "47-2111", "area": code} for source, code, *_ in areas if source == "oews"],
        projection=[
            {"source": source, "soc": "47-2111", "area": code, "base_employment": 9}
            for source, code, *_ in areas
            if source != "oews"
        ],
        industry=[{"code": "2382", "name": "Wiring", "digits": 4}],
        industry_employment=[
            {"soc": "47-2111", "industry": "2382", "employment": 9, "annual_median_status": "suppressed"}
        ],
    )


def test_an_edition_of_a_state_holds_nothing_of_another_and_all_of_the_nation(two_states: Path, tmp_path: Path) -> None:
    pack(two_states, tmp_path / "a.sqlite", ["0000000", "0600000", "0031080"])
    with contextlib.closing(Facts(tmp_path / "a.sqlite")) as facts:
        assert [place.name for place in facts.areas] == [
            "United States",
            "California",
            "Orange County",
            "Los Angeles, CA",
        ]
        electricians = Occupation(soc="47-2111", title="Electricians")
        assert [one.area.code for one in facts.projections_everywhere(electricians)] == ["US", "CA", "OC"]
        assert [one.area.code for one in facts.wages_everywhere(electricians)] == ["0000000", "0600000", "0031080"]
        assert [one.name for one in facts.industries("47-2111", 5)] == ["Wiring"]

    def kept(table: str, columns: str) -> list[tuple[str, ...]]:
        with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
            return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()

    assert kept("county", "fips, name") == [("06059", "Orange County")]
    assert kept("area_county", "area_source, area") == [("edd", "OC"), ("oews", "0031080")]
    assert ("nevada", "W") not in kept("area", "source, code")
    assert kept("projection", "source, area") == [("bls", "US"), ("edd", "CA"), ("edd", "OC")]


def test_an_edition_of_every_area_holds_every_state(two_states: Path, tmp_path: Path) -> None:
    pack(two_states, tmp_path / "a.sqlite", None)
    with contextlib.closing(Facts(tmp_path / "a.sqlite")) as packed, contextlib.closing(Facts(two_states)) as given:
        assert packed.counts() == given.counts()
        assert packed.areas == given.areas


def test_an_edition_of_facts_alone_has_no_sentences(store: Path, tmp_path: Path, source: Source) -> None:
    with rewriting(store, None) as writing:
        writing.begin(source)
        for table, columns, row in (
            ("task", ("onet_soc", "number", "task", "core"), ("47-2111.00", 1, "Wire.", 1)),
            ("description", ("code", "description"), ("47-2111.00", "They wire.")),
            ("detailed_activity", ("dwa", "element", "title"), ("D1", "A1", "Wire houses.")),
            ("task_activity", ("onet_soc", "number", "dwa"), ("47-2111.00", 1, "D1")),
            ("related", ("onet_soc", "related", "rank"), ("47-2111.00", "11-3051.00", 1)),
        ):
            writing.insert(table, columns, [row], source="mine")
    for facts_only, count in ((False, 1), (True, 0)):
        pack(store, tmp_path / "a.sqlite", None, facts_only=facts_only)
        with contextlib.closing(Facts(tmp_path / "a.sqlite")) as facts:
            assert len(facts.tasks("47-2111")) == count
            assert (facts.description("47-2111.00") is not None) is bool(count)
            assert facts.related("47-2111") == ("11-3051",)
            kept = set(facts.counts()["mine"])
        assert kept == ({"related"} if facts_only else {"related", *SENTENCES})
        assert (b"Wire" in (tmp_path / "a.sqlite").read_bytes()) is bool(count)


def test_an_edition_that_cannot_be_written_leaves_nothing_behind(store: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "none" / "a.sqlite", tmp_path / "data"):
        with pytest.raises(DataError, match="not be written"):
            pack(store, output, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_no_edition_is_made_of_what_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(DataError):
        pack(tmp_path / "x", tmp_path / "a.sqlite", None)
    assert not (tmp_path / "a.sqlite").exists()
