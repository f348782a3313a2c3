"""The command line: what each command prints, how it ends, and what a wrong use is told."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from attrs import evolve

from occuguide.core import DataError, Facts, Guide, Source, hookimpl
from occuguide.core.protocols import Progress
from occuguide.core.store import Store

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def small_project(project: Callable[..., Path], run: Run) -> None:
    """Every command runs in a project over the small store."""
    project()


def fine(ran: Any) -> Any:
    """What a command printed that ended well, with nothing on the error stream."""
    assert (ran.status, ran.err) == (0, "")
    return ran.out


# --- Help -----------------------------------------------------------------------------------------------------


def test_help_lists_every_command_with_what_it_does(run: Run) -> None:
    said = fine(run("--help"))
    for name in [
        "areas",
        "build",
        "data",
        "explain",
        "index",
        "list",
        "plugins",
        "search",
        "show",
        "suggest",
        "topics",
    ]:
        assert f"\n  {name} " in said
    assert "Find occupations by " in said


def test_every_command_has_help_of_its_own(run: Run) -> None:
    for words in (
        ["areas"],
        ["build"],
        ["data"],
        ["data", "import"],
        ["data", "sources"],
        ["data", "status"],
        ["data", "pack"],
        ["data", "diff"],
        ["data", "export"],
        ["data", "fetch"],
        ["data", "verify"],
        ["explain"],
        ["index"],
        ["list"],
        ["plugins"],
        ["search"],
        ["show"],
        ["suggest"],
        ["topics"],
    ):
        assert f"Usage: occuguide {' '.join(words)}" in fine(run(*words, "--help"))


def test_the_version_is_said(run: Run) -> None:
    assert fine(run("--version")).startswith("occuguide, version ")


def test_no_command_at_all_is_a_wrong_use_that_gets_the_help(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "Usage: occuguide" in ran.out + ran.err


def test_an_unknown_command_or_option_is_a_wrong_use(run: Run) -> None:
    for words in (["shwo"], ["list", "--jsno"], ["show"], ["suggest"], ["data", "import", "oews"]):
        ran = run(*words)
        assert (ran.status, ran.out) == (2, "")
        assert "Error: " in ran.err


# --- show -----------------------------------------------------------------------------------------------------


def test_show_prints_the_guide_as_text(run: Run) -> None:
    said = fine(run("show", "11-3051", "--area", "Orange"))
    assert "Industrial Production Managers in Orange County" in said
    assert "$128,540" in said


def test_show_takes_a_title_and_the_place_of_the_settings(run: Run, project: Callable[..., Path]) -> None:
    project('area = "Los Angeles"\n')
    assert "Electricians in Los Angeles County" in fine(run("show", "electrician"))


def test_show_prints_json_that_can_be_read(run: Run) -> None:
    ran = run("show", "11-3051", "--area", "Orange", "--format", "json")
    fine(ran)
    assert ran.json["occupation"]["soc"] == "11-3051"
    assert ran.json["area"]["code"] == "06059"


def test_show_prints_html(run: Run) -> None:
    said = fine(run("show", "47-2111", "--format", "html"))
    assert said.lower().startswith("<!doctype html>")
    assert "</html>" in said


def test_show_shows_the_summary_and_all_areas(run: Run) -> None:
    whole, summary, everywhere = (
        fine(run("show", "11-3051", *more))
        for more in (["--area", "Orange"], ["--area", "Orange", "--summary"], ["--all-areas"])
    )
    assert "SCADA" in whole
    assert "SCADA" not in summary
    assert "$128,540" in summary
    assert "all areas" in everywhere.lower()
    assert "SCADA" not in everywhere
    assert len(summary) < len(whole)


def test_show_writes_a_file_with_the_very_bytes_that_it_would_print(run: Run, tmp_path: Path) -> None:
    printed = fine(run("show", "11-3051", "--format", "html"))
    assert fine(run("show", "11-3051", "--format", "html", "--output", "guide.html")) == ""
    assert (tmp_path / "guide.html").read_bytes().decode() == printed
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "guide.html").stat().st_mode & 0o777 == 0o666 & ~mask


def test_show_to_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    ran = run("show", "11-3051", "--output", "out")
    assert ran.status == 1
    assert ran.err == f"error: {tmp_path.resolve() / 'out'}: this is a folder. Name a file.\n"
    assert list((tmp_path / "out").iterdir()) == []


def test_show_to_a_folder_that_is_not_there_is_refused(run: Run) -> None:
    ran = run("show", "11-3051", "--output", "none/guide.txt")
    assert ran.status == 1
    assert "none/guide.txt: the file cannot be written" in ran.err


def test_show_all_areas_takes_no_area(run: Run) -> None:
    ran = run("show", "11-3051", "--all-areas", "--area", "Orange")
    assert (ran.status, ran.out) == (2, "")
    assert "--all-areas is the same in every area: leave --area out." in ran.err


@pytest.fixture
def over_the_edition(small_project: None, tmp_path: Path) -> None:
    """The test's folder is no project: the bundled edition is read."""
    (tmp_path / "occuguide.toml").unlink()


@pytest.mark.usefixtures("over_the_edition")
def test_show_says_what_the_names_of_the_skills_mean(run: Run) -> None:
    said = fine(run("show", "11-3051", "--definitions"))
    assert said.splitlines()[0] == "Industrial Production Managers: what the skills mean"
    assert "Time Management\n" in said
    assert "$" not in said
    assert "SCADA" not in said
    ran = run("show", "11-3051", "--definitions", "--format", "json")
    assert json.loads(fine(ran))["view"] == "definitions"


def test_show_definitions_takes_no_area(run: Run) -> None:
    ran = run("show", "11-3051", "--definitions", "--area", "Orange")
    assert (ran.status, ran.out) == (2, "")
    assert "--definitions is the same in every area: leave --area out." in ran.err


def test_show_shows_one_view_at_a_time(run: Run) -> None:
    for words, said in (
        (["--definitions", "--summary"], "--summary and --definitions are different views: choose one."),
        (["--summary", "--all-areas"], "--summary and --all-areas are different views: choose one."),
        (["--definitions", "--all-areas"], "--all-areas and --definitions are different views: choose one."),
    ):
        ran = run("show", "11-3051", *words)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err


@pytest.mark.usefixtures("over_the_edition")
def test_show_notes_the_way_from_another_code_on_the_error_stream_alone(run: Run) -> None:
    ran = run("show", "15-1131", "--summary")
    assert ran.status == 0
    assert ran.err == "note: 15-1131, Computer Programmers in the SOC 2010, is now 15-1251 Computer Programmers.\n"
    assert ran.out == fine(run("show", "15-1251", "--summary"))
    ran = run("show", "11-3051.03", "--format", "json")
    assert "figures are published for the whole occupation only" in ran.err
    assert ran.json["occupation"]["soc"] == "11-3051"
    ran = run("show", "15-1132")
    assert (ran.status, ran.out) == (2, "")
    assert "was split: it is now 15-1252 Software Developers and 15-1253 " in ran.err


def test_show_says_of_an_occupation_without_figures_that_there_are_none_in_any_area(run: Run) -> None:
    said = " ".join(fine(run("show", "51-1011", "--all-areas")).split())
    assert "No wages are published for this occupation in any area." in said
    assert "No projection is published under this occupation's code in any area." in said


def test_show_to_a_link_writes_what_it_leads_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "guide.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real/guide.txt")
    fine(run("show", "11-3051", "--output", "link.txt"))
    assert (tmp_path / "link.txt").is_symlink()
    assert "Industrial Production Managers" in (tmp_path / "real" / "guide.txt").read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["guide.txt"]


def test_show_to_a_pipe_writes_into_it_and_leaves_it_there(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.append(pipe.read_bytes()), daemon=True)
    reader.start()
    fine(run("show", "11-3051", "--output", "pipe"))
    reader.join(timeout=30)
    assert b"Industrial Production Managers" in said[0]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_standard_output_is_one_clear_message(project: Callable[..., Path]) -> None:
    for words in (["list"], ["show", "11-3051"], ["areas", "--json"], ["data", "status"]):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "occuguide.core", *words],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                timeout=60,
                check=False,
            )
        assert ran.returncode == 1, words
        assert ran.stderr.splitlines() == ["error: reading or writing failed ([Errno 28] No space left on device)"], (
            words
        )


def test_a_plugins_command_that_raises_is_named(run: Run, installed: Callable[..., None]) -> None:
    @click.command("sparks")
    def sparks() -> None:
        raise ValueError("no sparks")

    installed("sparky", SimpleNamespace(give=hookimpl(specname="commands")(lambda: (sparks,))))
    ran = run("sparks")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("error: ")
    assert len(ran.err.splitlines()) == 1
    assert "ValueError: no sparks" in ran.err
    assert "OCCUGUIDE_TRACEBACK=1" in ran.err


def test_show_keeps_the_old_file_when_it_fails(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "guide.txt").write_text("old", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        ran = run("show", "11-3051", "--output", "guide.txt")
    assert ran.status == 1
    assert "No space left on device" in ran.err
    assert (tmp_path / "guide.txt").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert run("show", "nobody", "--output", "guide.txt").status == 2
    assert (tmp_path / "guide.txt").read_text(encoding="utf-8") == "old"


def test_an_unknown_format_place_or_occupation_is_a_wrong_use(run: Run) -> None:
    for words, said in (
        (["show", "11-3051", "--format", "pdf"], "there is no format 'pdf'."),
        (["show", "11-3051", "--area", "Ornage"], "there is no place called 'Ornage'. Did you mean Orange"),
        (["show", "nobody"], "no occupation is called 'nobody'"),
        (["show", "11-305"], "11-305 is no SOC code"),
        (["show", ""], "no occupation is named. See `occuguide list`."),
    ):
        ran = run(*words)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("error: ")
        assert said in ran.err


def test_an_argument_that_is_no_text_is_a_wrong_use(run: Run) -> None:
    for words in (["show", "caf\udce9"], ["show", "11-3051", "--area", "caf\udce9"]):
        ran = run(*words)
        assert ran.status == 2


# --- list, areas, plugins -------------------------------------------------------------------------------------


def test_list_names_every_occupation_with_what_it_has(run: Run) -> None:
    said = fine(run("list"))
    assert [" ".join(line.split()) for line in said.splitlines()] == [
        "11-3051 Guide Industrial Production Managers",
        "47-2111 Profile Electricians",
        "51-1011 Profile Crew Leads",
    ]
    ran = run("list", "--json")
    fine(ran)
    assert ran.json[1] == {"soc": "47-2111", "title": "Electricians", "kind": "Profile"}
    assert len(ran.json) == 3


def test_areas_names_every_place_with_its_published_areas(run: Run) -> None:
    assert "06059    Orange County" in fine(run("areas"))
    ran = run("areas", "--json")
    fine(ran)
    places = {place["code"]: place for place in ran.json}
    assert set(places) == {"0000000", "0600000", "06037", "06059", "0031080"}
    orange = places["06059"]
    assert set(orange) == {"code", "name", "slug", "kind", "counties", "wages", "projections"}
    assert orange["wages"]["code"] == "0031080"
    assert [area["code"] for area in orange["projections"]] == ["OC"]
    assert len(places["0031080"]["projections"]) == 2


def test_plugins_names_each_with_its_origin_and_hooks(run: Run) -> None:
    said = fine(run("plugins"))
    assert "guide_wages" in said
    ran = run("plugins", "--json")
    fine(ran)
    by_name = {plugin["name"]: plugin for plugin in ran.json}
    assert by_name["wages"]["hooks"] == ["guide_wages", "guide_wages_all_areas"]
    assert by_name["wages"]["soc"] is None
    assert by_name["wages"]["origin"].startswith("occuguide ")
    guide = by_name["occupations/industrial_production_managers.md"]
    assert guide["soc"] == "11-3051"
    assert "guide_overview" in guide["hooks"]
    assert set(guide) == {"name", "origin", "soc", "area", "hooks"}
    assert by_name["packs/california.md"]["area"] == "California"


def test_plugins_names_a_file_that_cannot_be_read(run: Run, occupation_file: Callable[..., Path], project: Any) -> None:
    occupation_file("## Nonsense\n\nx\n")
    project('occupations = ["own"]\n')
    ran = run("plugins")
    assert ran.status == 1
    assert "own/electricians.md:5: there is no section 'Nonsense'" in ran.err
    assert "guide_wages" in ran.out
    assert ran.err.count("Nonsense") == 1


# --- data -----------------------------------------------------------------------------------------------------


def test_data_status_says_what_is_loaded(run: Run, small_facts: Path) -> None:
    said = fine(run("data", "status"))
    assert "oews: Bureau, Wages, May 2025" in said
    assert "5 wage" in said
    ran = run("data", "status", "--json")
    fine(ran)
    assert set(ran.json) == {"store", "sources"}
    assert ran.json["store"] == str(small_facts)
    by_id = {source["id"]: source for source in ran.json["sources"]}
    assert by_id["edd"]["rows"] == {"area": 2, "projection": 2}
    assert {"title", "publisher", "release", "period", "licence", "sha256", "checked"} <= set(by_id["oews"])


def test_data_sources_says_what_can_be_imported_and_from_what(run: Run) -> None:
    said = fine(run("data", "sources"))
    assert "edd: Long-Term Occupational Employment Projections\n  The long-term projections as CSV: " in said
    ran = run("data", "sources", "--json")
    fine(ran)
    assert [one["name"] for one in ran.json] == [
        "areas",
        "bls-projections",
        "cip-soc",
        "edd",
        "green",
        "oews",
        "onet",
        "projections-central",
        "soc",
    ]
    assert all(set(one) == {"name", "title", "formats"} and one["formats"] for one in ran.json)


def test_data_import_of_an_unknown_source_is_a_wrong_use(run: Run) -> None:
    ran = run("data", "import", "oewss", "x.csv")
    assert ran.status == 2
    assert "there is no source 'oewss'. Did you mean oews" in ran.err


def test_data_import_of_a_file_that_is_not_there_leaves_no_store(run: Run, tmp_path: Path, project: Any) -> None:
    project().write_text('facts = "mine.sqlite"\n', encoding="utf-8")
    sources = [one["name"] for one in run("data", "sources", "--json").json]
    assert len(sources) == 9
    for source in sources:
        ran = run("data", "import", source, "gone.csv")
        assert ran.status == 1
        assert "gone.csv" in ran.err
        assert sorted(path.name for path in tmp_path.iterdir() if "mine" in path.name) == []


def test_data_import_by_a_plugin_that_raises_is_named_and_leaves_the_store(
    run: Run, tmp_path: Path, project: Any, small_facts: Path, installed: Callable[..., None]
) -> None:
    store = tmp_path / "mine.sqlite"
    store.write_bytes(small_facts.read_bytes())
    project().write_text('facts = "mine.sqlite"\n', encoding="utf-8")

    class Broken:
        name = "broken"
        title = formats = ""

        def load(self, *_: object) -> int:
            raise ZeroDivisionError("by nought")

    installed("breaker", SimpleNamespace(give=hookimpl(specname="fact_source")(lambda: Broken())))
    ran = run("data", "import", "broken", "x.csv")
    assert ran.status == 1
    assert "broken" in ran.err
    assert "by nought" in ran.err
    assert store.read_bytes() == small_facts.read_bytes()


NOTED = "note: Others were left out."


class Importer:
    """What imports a list of codes and a code that was split, until it is told to stop.

    With ``names``, it brings O*NET's codes of today as well.
    """

    name = "listing"
    title = "A list"
    formats = "Any file."

    def __init__(self, source: Source, codes: Sequence[str], stop: BaseException | None, *, names: bool) -> None:
        self._source, self._codes, self._stop, self._names = source, codes, stop, names

    def load(self, paths: object, store: Store, progress: Progress) -> int:
        store.begin(self._source)
        columns = ("onet_soc", "kind", "category", "edition")
        rows = [(code, "green", "New", "O*NET-SOC 2010") for code in self._codes]
        count = store.insert("designation", columns, rows, source=self._source.id)
        progress.note("Others were left out.")
        if self._names:
            named = [(f"{soc}.00", soc, "x", "") for soc in ("11-3051", "47-2111")]
            store.insert("specialty", ("onet_soc", "soc", "title", "interests"), named, source=self._source.id)
        split = [("SOC 2010", "15-1133", soc, "Software Developers") for soc in ("15-1252", "15-1253")]
        store.insert("successor", ("edition", "code", "soc", "title"), split, source=self._source.id)
        if self._stop is not None:
            raise self._stop
        return count


@pytest.fixture
def importing(
    run: Run, tmp_path: Path, project: Any, small_facts: Path, small: Facts, installed: Callable[..., None]
) -> Callable[..., Any]:
    """Import a list into a store of the test's own, ``mine.sqlite``: ``importing("11-3051.05")``."""

    def ran(*codes: str, stop: BaseException | None = None, names: bool = True) -> Any:
        (tmp_path / "mine.sqlite").write_bytes(small_facts.read_bytes())
        project().write_text('facts = "mine.sqlite"\n', encoding="utf-8")
        importer = Importer(evolve(small.sources["oews"], id="listing"), codes, stop, names=names)
        installed("listing", SimpleNamespace(give=hookimpl(specname="fact_source")(lambda: importer)))
        return run("data", "import", "listing", "x.csv")

    return ran


def test_data_import_that_is_stopped_half_way_leaves_the_store_byte_for_byte(
    importing: Callable[..., Any], tmp_path: Path, small_facts: Path
) -> None:
    ran = importing("11-3051.05", stop=KeyboardInterrupt())
    assert (ran.status, ran.out, ran.err) == (1, "", "error: stopped\n")
    assert (tmp_path / "mine.sqlite").read_bytes() == small_facts.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("mine")] == ["mine.sqlite"]


def test_data_import_while_another_is_at_work_is_refused_and_leaves_the_store(
    importing: Callable[..., Any], tmp_path: Path, small_facts: Path
) -> None:
    (tmp_path / "mine.sqlite.lock").write_text("", encoding="utf-8")
    ran = importing("11-3051.05")
    assert (ran.status, ran.out) == (1, "")
    assert "another import is at work on this fact store" in ran.err
    assert (tmp_path / "mine.sqlite").read_bytes() == small_facts.read_bytes()
    assert (tmp_path / "mine.sqlite.lock").exists()


def test_data_import_notes_the_listed_codes_that_belong_to_no_code_of_today(
    importing: Callable[..., Any], tmp_path: Path
) -> None:
    ran = importing("11-3051.00", "11-3051.05", "15-1133.00", "99-1111.00")
    assert ran.status == 0
    assert ran.out == f"4 rows of A list are in {tmp_path.resolve() / 'mine.sqlite'}.\n"
    noted, unsure = ran.err.splitlines()
    assert noted == NOTED
    assert unsure.startswith("note: Not shown, as it is not known for sure what became of these codes of an older edi")
    assert unsure.endswith(": 11-3051.05, 15-1133.00 and 99-1111.00.")


def test_data_import_names_no_listed_code_where_each_belongs_to_one_of_today(importing: Callable[..., Any]) -> None:
    ran = importing("11-3051.00")
    assert ran.out.startswith("1 row of A list is in ")
    assert (ran.status, ran.err) == (0, f"{NOTED}\n")


def test_data_import_of_a_list_before_the_codes_of_today_says_that_nothing_is_known_yet(
    importing: Callable[..., Any],
) -> None:
    ran = importing("11-3051.05", names=False)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        NOTED,
        "note: What became of older codes is not known yet: the releases that say it are not loaded.",
    ]


def test_data_import_that_fails_keeps_its_notes_to_itself(importing: Callable[..., Any]) -> None:
    ran = importing("11-3051.05", stop=DataError("the file ends early", where="x.csv"))
    assert ran.status == 1
    assert ran.err == "error: x.csv: the file ends early\n"


def test_data_pack_makes_the_same_edition_twice(run: Run, tmp_path: Path) -> None:
    said = fine(run("data", "pack", "--area", "Orange", "--facts-only", "--output", "a.sqlite"))
    fine(run("data", "pack", "--area", "Orange", "--facts-only", "--output", "b.sqlite"))
    assert said == f"{(tmp_path / 'a.sqlite').stat().st_size:,} bytes are in a.sqlite.\n"
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_data_pack_of_a_state_takes_in_its_areas_and_the_nation(run: Run, tmp_path: Path, project: Any) -> None:
    fine(run("data", "pack", "--area", "California", "--output", "a.sqlite"))
    project().write_text('facts = "a.sqlite"\n', encoding="utf-8")
    ran = run("areas", "--json")
    fine(ran)
    assert {place["code"] for place in ran.json} == {"0000000", "0600000", "06037", "06059", "0031080"}


def test_data_pack_refuses_what_is_wrong(run: Run, tmp_path: Path) -> None:
    assert run("data", "pack").status == 2
    assert run("data", "pack", "--area", "Atlantis", "--output", "a.sqlite").status == 2
    assert run("data", "pack", "--output", "none/a.sqlite").status == 1
    assert not (tmp_path / "a.sqlite").exists()


def test_data_pack_over_the_store_that_it_reads_is_refused(
    run: Run, tmp_path: Path, project: Any, small_facts: Path
) -> None:
    store = tmp_path / "mine.sqlite"
    store.write_bytes(small_facts.read_bytes())
    project().write_text('facts = "mine.sqlite"\n', encoding="utf-8")
    ran = run("data", "pack", "--area", "Orange", "--output", "mine.sqlite")
    assert ran.status in (1, 2)
    assert store.read_bytes() == small_facts.read_bytes()


# --- Ends -----------------------------------------------------------------------------------------------------


def test_a_command_that_is_stopped_ends_with_status_1(run: Run, installed: Callable[..., None]) -> None:
    class Slow:
        name = "slow"
        suffix = ".slow"
        media_type = "text/plain"

        def render(self, guide: Guide, site: object = None) -> bytes:
            raise KeyboardInterrupt

    installed("slow", SimpleNamespace(give=hookimpl(specname="renderer")(lambda: Slow())))
    ran = run("show", "47-2111", "--format", "slow")
    assert (ran.status, ran.out, ran.err) == (1, "", "error: stopped\n")


def test_a_pipe_whose_reader_has_gone_is_nothing_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from occuguide.core.cli import main; main(['list'])"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) == 0
    assert said == b""


def test_json_keeps_letters_beyond_ascii(run: Run, occupation_file: Callable[..., Path], project: Any) -> None:
    occupation_file(soc="99-0001", head='title = "Café Owners"\n')
    project('occupations = ["own"]\n')
    ran = run("list", "--json")
    assert "Café Owners" in fine(ran)
    assert json.loads(ran.out)[-1]["title"] == "Café Owners"
