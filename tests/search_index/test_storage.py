"""Storage: what is indexed again, how the index is replaced, and what is not trusted."""

import errno
import json
import os
import pickle
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import DataError, Document, Name, Passage, Settings, Why
from occuguide.search_index import storage
from occuguide.search_index.engine import Engine
from occuguide.search_index.storage import folder_for

NEW = Document(soc="35-3023", title="Baristas", names=(Name("Coffee Maker", Why.CALLED),), passages=())
EVERY = 8
"""How many occupations the corpus has."""


def generation(folder: Path) -> Path:
    """The folder of the index that is current."""
    return folder / (folder / "current").read_text("ascii")


def as_it_is(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder with its size and time of change."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


# --- What is indexed again ------------------------------------------------------------------------------------


def test_the_index_is_made_once_and_then_nothing_is_asked_for(engine: Engine, corpus: Any) -> None:
    count, asked, notes = corpus.update(engine)
    assert (count, len(asked), notes) == (EVERY, EVERY, [])
    assert corpus.update(engine) == (0, [], [])


def test_another_engine_of_the_same_folder_does_not_make_it_again(
    engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    other = engine_at(index_folder)
    assert corpus.update(other) == (0, [], [])
    assert other.search("electrician", {}).found == ("47-2111",)


def test_only_what_changed_is_indexed_again(engine: Engine, corpus: Any) -> None:
    corpus.update(engine)
    changed = Document(
        soc="47-2111",
        title="Sparkies",
        names=(Name("Fuse Changer", Why.CALLED),),
        passages=(Passage("tools", "Tools and Technology", "A voltmeter."),),
    )
    corpus.put(changed)
    assert corpus.update(engine) == (1, ["47-2111"], [])
    assert engine.search("electrician", {}).found == ()
    assert engine.search("wiring", {}).found == ()
    assert engine.search("sparky", {}).found == ("47-2111",)
    assert engine.search("tools:voltmeter", {}).found == ("47-2111",)
    assert engine.search("tools:scada", {}).found == ("11-3051",)
    assert [one.text for one in engine.suggest("spark", {}, 5)] == ["Sparkies"]
    assert engine.suggest("electr", {}, 5) == []


def test_what_came_is_found_and_what_went_is_not(engine: Engine, corpus: Any) -> None:
    corpus.update(engine)
    corpus.put(NEW)
    del corpus.by_soc["33-2011"]
    count, asked, _ = corpus.update(engine)
    assert (count, asked) == (2, ["35-3023"])
    assert engine.search("barista", {}).found == ("35-3023",)
    assert engine.search("firefighter", {}).found == ()
    assert engine.search("33-2011", {}).found != ("33-2011",)
    assert engine.state(corpus.stamps).occupations == EVERY


def test_an_index_that_was_written_over_many_times_finds_as_one_that_is_new(
    engine: Engine, engine_at: Callable[[Path], Engine], tmp_path: Path, corpus: Any
) -> None:
    corpus.update(engine)
    for turn in range(12):
        corpus.put(Document(soc="35-3023", title=f"Baristas of Kind {turn}", names=NEW.names, passages=()))
        corpus.put(Document(soc="47-2111", title="Electricians", names=(), passages=()))
        corpus.update(engine)
    new = engine_at(tmp_path / "new")
    corpus.update(new)
    for words in ("barista", "electrician", "manager", "kind 11", "nurse patient", "truck driver"):
        one, other = ([(hit.soc, round(hit.score, 3)) for hit in each.search(words, {}).hits] for each in (engine, new))
        assert one == other, words


def test_the_lengths_of_what_was_replaced_count_for_nothing(
    engine: Engine, engine_at: Callable[[Path], Engine], tmp_path: Path, corpus: Any
) -> None:
    chance, said = random.Random(20261122), [f"word{chr(97 + n)}" for n in range(20)]

    def put(number: int, length: int) -> None:
        passages = (Passage("overview", "Overview", " ".join(chance.choices(said, k=length))),)
        names = tuple(Name(" ".join(chance.sample(said, 3)), Why.CALLED) for _ in range(number % 7))
        corpus.put(Document(soc=f"99-{number:04}", title=f"{said[number % 20]} makers", names=names, passages=passages))

    for number in range(60):
        put(number, length=2000)
    corpus.update(engine)
    for first in (0, 20):
        for number in range(first, first + 20):
            put(number, length=chance.randint(3, 300))
        assert corpus.update(engine)[0] == 20
    new = engine_at(tmp_path / "new")
    corpus.update(new)
    for words in (*said[:8], f"{said[8]} {said[9]}", f"maker {said[10]}"):
        one, other = ({hit.soc: hit.score for hit in each.search(words, {}, limit=99).hits} for each in (engine, new))
        assert len(one) >= 20
        assert one == pytest.approx(other, rel=1e-9), words


def test_an_index_that_is_written_over_often_does_not_grow_for_ever(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    for turn in range(60):
        corpus.put(Document(soc="35-3023", title=f"Baristas of Kind {turn}", names=(), passages=()))
        corpus.update(engine)
    assert len(list(generation(index_folder).iterdir())) < 60


def test_more_than_a_few_changes_make_all_of_it_anew(engine: Engine, corpus: Any) -> None:
    several = [Document(soc=f"99-{n:04}", title=f"Kind {n}", names=(), passages=()) for n in range(storage.FEW + 1)]
    corpus.update(engine)
    for one in several:
        corpus.put(one)
    count, asked, _ = corpus.update(engine)
    assert count == len(asked) == EVERY + storage.FEW + 1
    assert engine.search("electrician", {}).found == ("47-2111",)


def test_when_a_quarter_was_written_over_in_steps_all_of_it_is_made_anew(engine: Engine, corpus: Any) -> None:
    every = 5 * storage.FEW  # a quarter of them is more than a few

    def put(number: int, title: str) -> None:
        corpus.put(Document(soc=f"99-{number:04}", title=title, names=(), passages=()))

    for number in range(every - EVERY):
        put(number, f"Kind {number}")
    corpus.update(engine)
    written, step = 0, 20
    while written + step <= every // 4:
        for number in range(step):
            put(number, f"Kind {number} of {written}")
        assert corpus.update(engine)[0] == step
        written += step
    assert written > storage.FEW
    for number in range(step):
        put(number, f"Kind {number} at last")
    assert corpus.update(engine)[0] == every
    put(0, "Kind of its own")
    assert corpus.update(engine)[0] == 1, "it is counted from when all was made anew"


def test_all_is_indexed_anew_if_it_is_asked_for(engine: Engine, corpus: Any) -> None:
    corpus.update(engine)
    count, asked, _ = corpus.update(engine, anew=True)
    assert (count, len(asked)) == (EVERY, EVERY)


def test_an_open_engine_answers_from_the_new_index(engine: Engine, corpus: Any) -> None:
    corpus.update(engine)
    assert engine.search("barista", {}).found == ()
    corpus.put(NEW)
    corpus.update(engine)
    assert engine.search("barista", {}).found == ("35-3023",)


def test_an_open_engine_answers_from_what_another_made_once_it_is_brought_up_to_date(
    engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    assert engine.search("barista", {}).found == ()
    corpus.put(NEW)
    corpus.update(engine_at(index_folder))
    assert corpus.update(engine) == (0, [], [])
    assert engine.search("barista", {}).found == ("35-3023",)


def test_an_engine_answers_from_what_it_opened_while_another_replaces_it(
    engine: Engine,
    engine_at: Callable[[Path], Engine],
    index_folder: Path,
    corpus: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corpus.update(engine)
    assert engine.search("firefighter", {}).found == ("33-2011",)
    monkeypatch.setattr(storage, "IN_USE", -1.0)
    del corpus.by_soc["33-2011"]
    corpus.update(engine_at(index_folder))
    for words in ("firefighter", "electrician", "scada"):
        assert engine.search(words, {}).found, words


# --- How it is ------------------------------------------------------------------------------------------------


def test_the_state_tells_what_there_is_and_what_has_changed_and_changes_nothing(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    before = engine.state(corpus.stamps)
    assert (before.folder, before.engine, before.occupations) == (index_folder, "whoosh", 0)
    assert before.problem
    assert not index_folder.exists()
    corpus.update(engine)
    state = engine.state(corpus.stamps)
    assert (state.occupations, state.problem, state.stale) == (EVERY, "", ())
    assert state.size == sum(path.stat().st_size for path in generation(index_folder).iterdir())
    corpus.put(NEW)
    corpus.put(Document(soc="47-2111", title="Sparkies", names=(), passages=()))
    del corpus.by_soc["33-2011"]
    kept = as_it_is(index_folder)
    assert engine.state(corpus.stamps).stale == ("33-2011", "35-3023", "47-2111")
    assert as_it_is(index_folder) == kept


def test_an_index_that_is_not_there_cannot_be_searched(engine: Engine) -> None:
    with pytest.raises(DataError, match="the search index cannot be read") as caught:
        engine.search("x", {})
    assert "occuguide index --rebuild" in caught.value.remedy


def test_an_index_that_another_is_making_for_the_first_time_is_not_said_to_be_damaged(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    (index_folder / "new-somebody").mkdir(parents=True)
    assert corpus.update(engine) == (EVERY, sorted(corpus.by_soc), [])


# --- Replaced as a whole --------------------------------------------------------------------------------------


def test_documents_that_fail_half_way_leave_the_old_index_and_nothing_else(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    kept = as_it_is(index_folder)

    def failing(_socs: object) -> Iterator[Document]:
        yield NEW
        raise ValueError("half-way")

    for anew in (False, True):
        corpus.put(NEW)
        with pytest.raises(ValueError, match="half-way"):
            engine.update(corpus.stamps, failing, None, anew=anew)  # type: ignore[arg-type]
        after = as_it_is(index_folder)
        assert after.keys() == kept.keys()
        assert {path: after[path] for path in after if path != str(index_folder)} == {
            path: kept[path] for path in kept if path != str(index_folder)
        }
    assert engine.search("electrician", {}).found == ("47-2111",)
    assert engine.search("barista", {}).found == ()


def test_generations_that_nobody_uses_are_swept_away_and_others_are_left(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    old, fresh = generation(index_folder), index_folder / "new-somebody"
    abandoned = index_folder / "new-killed"
    for folder in (fresh, abandoned):
        folder.mkdir()
        (folder / "file").write_text("half of an index", "utf-8")
    long_ago = time.time() - 2 * storage.ABANDONED
    os.utime(abandoned, (long_ago, long_ago))
    corpus.update(engine, anew=True)
    assert {path.name for path in index_folder.iterdir()} == {
        *("current", old.name, fresh.name, generation(index_folder).name)
    }
    os.utime(old, (long_ago, long_ago))
    corpus.update(engine, anew=True)
    assert not old.exists()
    assert fresh.exists()


def test_what_is_not_ours_is_never_swept_away_however_old(engine: Engine, index_folder: Path, corpus: Any) -> None:
    corpus.update(engine)
    old, pointer = generation(index_folder), index_folder / "killed00.current"
    pointer.write_text("killed00", "ascii")
    draft, folder = index_folder / "new-killed", index_folder / "letters"
    files = [index_folder / "notes.txt", index_folder / "new-notes", index_folder / "manifest.json", folder / "a.txt"]
    for path in (draft, folder):
        path.mkdir()
    for path in files:
        path.write_text("mine", "utf-8")
    corpus.update(engine, anew=True)
    for path in (old, pointer, draft, folder, *files):
        os.utime(path, (1, 1))
    corpus.update(engine, anew=True)
    assert not any(path.exists() for path in (old, pointer, draft))
    assert all(path.read_text("utf-8") == "mine" for path in files)


def test_a_generation_is_left_alone_for_a_while_from_when_it_stops_being_current_however_old(
    engine: Engine, index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    old = generation(index_folder)
    os.utime(old, (1, 1))
    corpus.put(NEW)
    corpus.update(engine)
    assert old.is_dir()
    assert time.time() - old.stat().st_mtime < storage.IN_USE
    corpus.update(engine, anew=True)
    assert old.is_dir()


@pytest.mark.parametrize("left_for", [storage.IN_USE, -1.0], ids=["left alone", "swept away at once"])
def test_an_index_that_is_replaced_just_after_it_was_looked_at_is_not_taken_for_damaged(
    left_for: float,
    engine: Engine,
    engine_at: Callable[[Path], Engine],
    index_folder: Path,
    corpus: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corpus.update(engine)
    os.utime(generation(index_folder), (1, 1))
    monkeypatch.setattr(storage, "IN_USE", left_for)
    real, other = storage._manifest, engine_at(index_folder)

    def replaced_first(folder: Path, name: str) -> storage.Manifest:
        monkeypatch.setattr(storage, "_manifest", real)
        corpus.update(other, anew=True)
        return real(folder, name)

    later = engine_at(index_folder)
    monkeypatch.setattr(storage, "_manifest", replaced_first)
    count, _, notes = corpus.update(later)
    assert (count, notes) == (0, [])
    assert later.search("electrician", {}).found == ("47-2111",)
    assert storage._manifest is real


# --- What is not trusted --------------------------------------------------------------------------------------


def damage(folder: Path, how: str) -> None:
    """Do something bad to an index."""
    current, manifest = generation(folder), generation(folder) / "manifest.json"
    largest = max((path for path in current.iterdir() if path != manifest), key=lambda path: path.stat().st_size)
    if how == "a file is cut":
        os.truncate(largest, largest.stat().st_size // 2)
    elif how == "a file is empty":
        os.truncate(largest, 0)
    elif how == "a byte is another":
        content = bytearray(largest.read_bytes())
        content[len(content) // 2] ^= 1
        largest.write_bytes(content)
    elif how == "a file is gone":
        largest.unlink()
    elif how == "a file is added":
        (current / "more.toc").write_bytes(b"?")
    elif how == "no manifest":
        manifest.unlink()
    elif how == "half a manifest":
        os.truncate(manifest, manifest.stat().st_size // 2)
    elif how == "a manifest of something else":
        manifest.write_text("[]", "utf-8")
    elif how in ("older format", "newer format", "another engine"):
        said = json.loads(manifest.read_text("utf-8"))
        said["engine"] = "other" if how == "another engine" else said["engine"]
        said["format"] += {"older format": -1, "newer format": 1}.get(how, 0)
        manifest.write_text(json.dumps(said), "utf-8")
    elif how == "names nothing":
        (folder / "current").write_text("nothere", "ascii")
    elif how == "names a folder elsewhere":
        current.rename(folder.parent / "elsewhere")
        (folder / "current").write_text("../elsewhere", "ascii")
    elif how == "names no text":
        (folder / "current").write_bytes(b"\xff\0")
    elif how == "an empty name":
        (folder / "current").write_bytes(b"")
    elif how == "no name":
        (folder / "current").unlink()
    else:
        raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    [
        "a file is cut",
        "a file is empty",
        "a byte is another",
        "a file is gone",
        "a file is added",
        "no manifest",
        "half a manifest",
        "a manifest of something else",
        "older format",
        "newer format",
        "another engine",
        "names nothing",
        "names a folder elsewhere",
        "names no text",
        "an empty name",
        "no name",
    ],
)
def test_an_index_that_is_not_as_it_was_written_is_noticed_said_and_made_anew(
    how: str, engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    damage(index_folder, how)
    later = engine_at(index_folder)
    assert later.state(corpus.stamps).problem
    with pytest.raises(DataError, match="cannot be read"):
        later.search("electrician", {})
    count, asked, notes = corpus.update(later)
    assert (count, len(asked)) == (EVERY, EVERY)
    (note,) = notes
    assert note.startswith("The search index was made anew: ")
    assert later.search("electrician", {}).found == ("47-2111",)
    assert later.state(corpus.stamps).problem == ""


@pytest.mark.parametrize("how", ["a file is cut", "a file is empty", "a byte is another", "a file is gone"])
def test_an_index_that_is_damaged_after_it_was_checked_is_not_written_over_but_made_anew_and_it_is_said(
    how: str, engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    assert engine.search("electrician", {}).found == ("47-2111",)
    damage(index_folder, how)
    corpus.put(NEW)
    count, _, notes = corpus.update(engine)
    assert count == EVERY + 1
    assert notes == ["The search index was made anew: its files are not those that were written."]
    for one in (engine, engine_at(index_folder)):
        assert one.state(corpus.stamps).problem == ""
        assert one.search("barista", {}).found == ("35-3023",)
        assert one.search("electrician", {}).found == ("47-2111",)


class Trap:
    """Something that does harm when it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self._sprung = sprung

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._sprung),)


def test_an_index_that_somebody_else_wrote_is_never_unpickled(
    engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, tmp_path: Path, corpus: Any
) -> None:
    sprung = tmp_path / "sprung"
    trap = pickle.dumps(Trap(sprung), 2)
    pickle.loads(trap)
    assert sprung.is_dir()
    sprung.rmdir()
    corpus.update(engine)
    (toc,) = generation(index_folder).glob("*.toc")
    content = toc.read_bytes()
    schema = content.index(b"\x80\x02")  # where the pickle of the schema starts
    toc.write_bytes(content[:schema] + trap)
    later = engine_at(index_folder)
    assert later.state(corpus.stamps).problem == "its files are not those that were written"
    with pytest.raises(DataError):
        later.search("electrician", {})
    corpus.update(later)
    assert later.search("electrician", {}).found == ("47-2111",)
    assert not sprung.exists()


# --- Where it cannot be written -------------------------------------------------------------------------------


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let nothing be written from now on. Rights do not hold for everybody who runs tests, so the making fails."""

    def refuse(*_arguments: object, **_options: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    def begin() -> None:
        monkeypatch.setattr(tempfile, "mkdtemp", refuse)

    return begin


def test_a_search_writes_nothing_where_the_index_is_up_to_date(
    engine: Engine, engine_at: Callable[[Path], Engine], index_folder: Path, corpus: Any
) -> None:
    corpus.update(engine)
    kept = as_it_is(index_folder.parent)
    folders = [path for path in [index_folder, *index_folder.rglob("*")] if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    try:
        later = engine_at(index_folder)
        assert corpus.update(later) == (0, [], [])
        assert later.search("electrician", {}).found == ("47-2111",)
        assert [one.soc for one in later.suggest("elec", {}, 3)] == ["47-2111"]
        later.close()
        assert as_it_is(index_folder.parent) == kept
    finally:
        for path in folders:
            path.chmod(0o755)


def test_an_older_index_that_cannot_be_replaced_is_searched_and_it_is_said(
    engine: Engine, corpus: Any, no_writing: Callable[[], None]
) -> None:
    corpus.update(engine)
    corpus.put(NEW)
    no_writing()
    count, _, notes = corpus.update(engine)
    assert count == 0
    assert notes == ["The search index is older than what it was made from, and cannot be written anew."]
    assert engine.search("electrician", {}).found == ("47-2111",)
    assert engine.search("barista", {}).found == ()
    assert engine.state(corpus.stamps).stale == ("35-3023",)


def test_where_there_is_none_and_none_can_be_written_the_remedy_is_said(
    engine: Engine, index_folder: Path, corpus: Any, no_writing: Callable[[], None]
) -> None:
    no_writing()
    with pytest.raises(DataError, match="cannot be written") as caught:
        corpus.update(engine)
    assert caught.value.where == str(index_folder)
    assert "`cache` in occuguide.toml" in caught.value.remedy


def test_an_index_that_was_asked_to_be_made_anew_and_cannot_be_is_an_error(
    engine: Engine, corpus: Any, no_writing: Callable[[], None]
) -> None:
    corpus.update(engine)
    no_writing()
    with pytest.raises(DataError, match="cannot be written"):
        corpus.update(engine, anew=True)
    assert engine.search("electrician", {}).found == ("47-2111",)


def test_a_file_where_the_folder_should_be_is_said(
    engine_at: Callable[[Path], Engine], tmp_path: Path, corpus: Any
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DataError, match="cannot be written"):
        corpus.update(engine_at(tmp_path / "file" / "search"))


# --- Where it is kept -----------------------------------------------------------------------------------------


def test_projects_keep_their_indexes_apart_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = (folder_for(Settings.default(tmp_path / name), "whoosh") for name in ("one", "other"))
    assert one != other
    assert one == folder_for(Settings.default(tmp_path / "one"), "whoosh")


@pytest.mark.skipif(os.name != "posix", reason="the user's cache is elsewhere on other systems")
def test_the_users_cache_is_where_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert folder_for(Settings.default(tmp_path), "whoosh").is_relative_to(tmp_path / "cache")


def test_the_folder_that_the_settings_name_is_used_and_engines_are_kept_apart(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, facts=tmp_path / "f", cache=tmp_path / "mine")
    one, other = folder_for(settings, "whoosh"), folder_for(settings, "other")
    assert one != other
    assert one.is_relative_to(tmp_path / "mine")
    assert other.is_relative_to(tmp_path / "mine")
