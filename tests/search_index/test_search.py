"""Search: what is found by which words, why, and when the index is made anew."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from occuguide.core import Document, Settings, hookimpl
from occuguide.core.application import Application
from occuguide.search_index.index import Index, folder_for


def nothing(_done: int, _total: int) -> None:
    """Say nothing of the progress."""


DOCUMENTS = (
    Document(
        soc="11-3051",
        title="Industrial Production Managers",
        names=(
            ("Plant Managers", "also called"),
            ("Plant Mgr", "found by another name"),
            ("Biofuels Production Managers", "specialty"),
        ),
        sections=(("Tools and Technology", "One common kind is called SCADA."),),
    ),
    Document(soc="47-2111", title="Electricians", names=(), sections=(("Benefits", "They ask managers."),)),
    Document(soc="11-1021", title="General and Operations Managers", names=(), sections=()),
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An empty index."""
    return Index(tmp_path / "cache" / "search")


@pytest.fixture
def found(index: Index) -> Callable[..., list[tuple[str, str]]]:
    """The codes and reasons that some words find."""

    def find(words: str, limit: int = 10) -> list[tuple[str, str]]:
        return [(hit.soc, hit.reason) for hit in index.search(words, limit, "v1", lambda: DOCUMENTS)]

    return find


# --- What is found, and why -----------------------------------------------------------------------------------


def test_an_occupation_is_found_by_its_title(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("electrician") == [("47-2111", "its title")]
    assert found("industrial production managers")[0] == ("11-3051", "its title")


def test_an_occupation_is_found_by_another_title_in_any_case_and_number(
    found: Callable[..., list[tuple[str, str]]],
) -> None:
    for words in ("plant managers", "PLANT MANAGER", "plant-manager", "  plant   manager!"):
        assert found(words)[0] == ("11-3051", "also called Plant Managers")


def test_a_title_that_is_never_shown_is_not_shown_as_the_reason(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("mgr") == [("11-3051", "found by another name")]


def test_an_occupation_is_found_by_its_specialty(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("biofuels") == [("11-3051", "specialty Biofuels Production Managers")]


def test_an_occupation_is_found_by_what_a_section_says(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("scada") == [("11-3051", "in the section Tools and Technology")]


def test_a_title_counts_more_than_a_word_in_a_section(found: Callable[..., list[tuple[str, str]]]) -> None:
    codes = [soc for soc, _ in found("managers")]
    assert sorted(codes) == ["11-1021", "11-3051", "47-2111"]
    assert codes[-1] == "47-2111"


def test_no_occupation_comes_twice_and_no_more_than_asked_for(found: Callable[..., list[tuple[str, str]]]) -> None:
    codes = [soc for soc, _ in found("production managers plant")]
    assert len(set(codes)) == len(codes)
    assert len(found("managers", 1)) == 1
    assert len(found("managers", 2)) == 2


def test_a_word_that_nothing_holds_does_not_undo_the_others(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("electricians zzqq")[0] == ("47-2111", "its title")


def test_a_hit_scores_more_than_nothing(index: Index) -> None:
    for words in ("biofuels", "electrician", "plant"):
        assert index.search(words, 1, "v1", lambda: DOCUMENTS)[0].score > 0, words


def test_scores_fall_from_the_first_to_the_last(index: Index) -> None:
    scores = [hit.score for hit in index.search("production managers", 10, "v1", lambda: DOCUMENTS)]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_whatever_is_typed_is_words_and_never_an_error(found: Callable[..., list[tuple[str, str]]]) -> None:
    odd = ("*a*b*", "(((", '"', "😀", "-", "", "  ", "zq:", "zq NOT", "[1 TO", "~2", "^", "\\", "\0", "caf\udce9")
    for words in odd:
        assert found(words) == [], words
    assert found("x" * 10_000) == []
    assert found("electricians " * 800) == [("47-2111", "its title")]
    assert found("(electricians) OR *")[0] == ("47-2111", "its title")


def test_the_code_of_an_occupation_finds_it(bundled: Application) -> None:
    first, *_ = bundled.search("11-3051", 3, nothing)
    assert (first.soc, first.reason) == ("11-3051", "its code")


def test_the_bundled_edition_is_found_by_the_names_that_people_use(bundled: Application) -> None:
    for words, soc in (
        ("plant manager", "11-3051"),
        ("electrician", "47-2111"),
        ("registered nurse", "29-1141"),
        ("cashier", "41-2011"),
        ("software developer", "15-1252"),
    ):
        assert bundled.search(words, 3, nothing)[0].soc == soc, words
    (hit,) = bundled.search("plant manager", 1, nothing)
    assert hit.reason == "also called Plant Managers"


# --- When the index is made anew ------------------------------------------------------------------------------


def test_the_index_is_built_once_and_again_only_when_what_it_holds_has_changed(index: Index) -> None:
    built: list[str] = []

    def documents() -> Iterator[Document]:
        built.append("once more")
        yield from DOCUMENTS

    for version in ("v1", "v1", "v2", "v2"):
        assert index.search("electrician", 1, version, documents)
    assert len(built) == 2


def test_another_index_of_the_same_folder_does_not_build_it_again(tmp_path: Path, index: Index) -> None:
    index.search("x", 1, "v1", lambda: DOCUMENTS)

    def never() -> Iterable[Document]:
        raise AssertionError("built again")

    assert Index(tmp_path / "cache" / "search").search("electrician", 1, "v1", never)


def test_a_build_that_fails_keeps_the_old_index_and_leaves_nothing_behind(tmp_path: Path, index: Index) -> None:
    index.search("x", 1, "v1", lambda: DOCUMENTS)

    def failing() -> Iterator[Document]:
        yield DOCUMENTS[0]
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        index.search("x", 1, "v2", failing)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["search"]
    assert index.search("electrician", 1, "v1", lambda: ())


def test_a_damaged_index_is_built_anew(tmp_path: Path, index: Index) -> None:
    index.search("x", 1, "v1", lambda: DOCUMENTS)
    damaged = [path for path in (tmp_path / "cache" / "search").rglob("*") if path.suffix in (".seg", ".toc")]
    assert damaged
    for path in damaged:
        path.unlink()
    assert [hit.soc for hit in index.search("electrician", 1, "v1", lambda: DOCUMENTS)] == ["47-2111"]


def test_an_occupation_file_that_changes_is_found_by_its_new_words(
    make: Callable[..., Application], occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## Benefits\n\nFree lunch.\n")

    def search(words: str) -> list[str]:
        return [hit.soc for hit in make(occupations=(path.parent,)).search(words, 5, nothing)]

    assert search("lunch") == ["47-2111"]
    path.write_text(path.read_text(encoding="utf-8").replace("lunch", "supper"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert search("lunch") == []
    assert search("supper") == ["47-2111"]
    occupation_file("## Benefits\n\nA piano.\n", soc="51-1011", name="leads.md")
    assert search("piano") == ["51-1011"]
    path.unlink()
    assert search("supper") == []


def test_facts_that_change_are_found(make: Callable[..., Application], tmp_path: Path, small_facts: Path) -> None:
    import sqlite3

    facts = tmp_path / "facts.sqlite"
    facts.write_bytes(small_facts.read_bytes())
    assert make(facts=facts).search("crew leads", 5, nothing)[0].title == "Crew Leads"
    connection = sqlite3.connect(facts)
    connection.execute("UPDATE occupation SET title = 'Gang Bosses' WHERE soc = '51-1011'")
    connection.commit()
    connection.close()
    os.utime(facts, ns=(1, 1))
    assert "Crew Leads" not in {hit.title for hit in make(facts=facts).search("crew leads", 5, nothing)}
    assert make(facts=facts).search("boss", 5, nothing)[0].title == "Gang Bosses"


def test_a_plugin_that_is_installed_later_is_found_by_its_words(make: Callable[..., Application]) -> None:
    from occuguide.core import Paragraph, Section

    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph("A trampoline."))

    assert make().search("trampoline", 5, nothing) == []
    later = make({"fun": SimpleNamespace(SOC="47-2111", guide_benefits=guide_benefits)})
    assert [hit.soc for hit in later.search("trampoline", 5, nothing)] == ["47-2111"]


# --- Where it is kept -----------------------------------------------------------------------------------------


def test_projects_keep_their_indexes_apart_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = (folder_for(Settings.default(tmp_path / name)) for name in ("one", "other"))
    assert one != other
    assert one.is_relative_to(tmp_path / "cache")


def test_the_folder_that_the_settings_name_is_used(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, facts=tmp_path / "f", cache=tmp_path / "mine")
    assert folder_for(settings).is_relative_to(tmp_path / "mine")


# --- Damage, and several at once ------------------------------------------------------------------------------


def test_the_index_is_in_a_folder_of_its_own_and_older_ones_are_swept_away(tmp_path: Path, index: Index) -> None:
    kept = []
    for version in ("v1", "v2"):
        index.search("x", 1, version, lambda: DOCUMENTS)
        (folder,) = (tmp_path / "cache" / "search").iterdir()
        assert len(folder.name) == 16
        kept.append(folder.name)
    assert len(set(kept)) == 2


# Whoosh leaves a damaged file open for the collector to close.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", [".toc", ".seg"])
@pytest.mark.parametrize("part", [0, 0.5])
def test_an_index_with_a_truncated_file_is_built_anew(
    suffix: str, part: float, tmp_path: Path, found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found("electrician") == [("47-2111", "its title")]
    damaged = [path for path in (tmp_path / "cache").rglob("*") if path.suffix == suffix]
    assert damaged
    for path in damaged:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    assert found("electrician") == [("47-2111", "its title")]
    gc.collect()


def test_searches_at_once_on_an_empty_cache_all_find(tmp_path: Path, small_facts: Path) -> None:
    (tmp_path / "occuguide.toml").write_text(f'facts = "{small_facts}"\ncache = "cache"\n', encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "occuguide.core", "search", "electrician"]
    started = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(4)
    ]
    ended = [(*one.communicate(timeout=120), one.returncode) for one in started]
    assert [(status, err) for _, err, status in ended] == [(0, "")] * 4
    assert {" ".join(out.split()) for out, _, _ in ended} == {"47-2111 Electricians its title"}
    (search,) = (path for path in (tmp_path / "cache").rglob("search") if path.is_dir())
    assert len(list(search.iterdir())) == 1
