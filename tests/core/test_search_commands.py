"""The commands of search: search, suggest, index, and what they say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.application import Application

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def small_project(project: Callable[..., Path], run: Run) -> None:
    """Every command runs in a project over the small store, but for one that says otherwise."""
    project()


@pytest.fixture
def edition(bundled: Application, tmp_path: Path) -> None:
    """Make the test's folder a project over the bundled edition, whose index is there already."""
    (tmp_path / "occuguide.toml").write_text(f"cache = {json.dumps(str(bundled.settings.cache))}\n", encoding="utf-8")


def fine(ran: Any) -> Any:
    """What a command printed that ended well, with nothing on the error stream."""
    assert (ran.status, ran.err) == (0, "")
    return ran.out


# --- search ---------------------------------------------------------------------------------------------------


def test_search_prints_the_best_first_with_its_reason(run: Run) -> None:
    said = fine(run("search", "plant", "manager"))
    assert said.splitlines()[0].split("  ") == [
        "11-3051",
        "Industrial Production Managers",
        "also called Plant Managers",
    ]


def test_search_as_json_says_what_was_found_and_why(run: Run) -> None:
    ran = run("search", "electricians", "--limit", "1", "--json")
    fine(ran)
    (hit,) = ran.json["occupations"]
    assert (hit["soc"], hit["title"], hit["kind"]) == ("47-2111", "Electricians", "Profile")
    assert hit["reason"] == "its title"
    assert hit["matched"] == {"by": "title", "name": "Electricians", "snippet": []}
    assert (ran.json["found"], ran.json["nearest"], ran.json["did_you_mean"]) == (1, False, "")
    assert "parts" not in hit


def test_search_shows_the_words_of_a_section_around_those_that_matched(
    run: Run, project: Any, occupation_file: Callable[..., Path]
) -> None:
    occupation_file("## Benefits\n\nEverybody gets a trampoline for lunch.\n")
    project('occupations = ["own"]\n')
    assert "in the section Benefits: Everybody gets a trampoline for lunch." in fine(run("search", "trampoline"))
    (hit,) = run("search", "trampoline", "--json").json["occupations"]
    snippet = hit["matched"]["snippet"]
    assert [piece["text"] for piece in snippet if piece["matched"]] == ["trampoline"]
    assert "".join(piece["text"] for piece in snippet) == "Everybody gets a trampoline for lunch."


def test_search_says_that_there_is_more_than_it_shows(run: Run) -> None:
    ran = run("search", "managers", "electricians", "--limit", "1")
    assert (ran.status, len(ran.out.splitlines())) == (0, 1)
    assert "note: 2 occupations fit; these are the first 1." in ran.err


def test_search_explains_what_a_score_is_the_sum_of(run: Run) -> None:
    said = fine(run("search", "electrician", "--explain"))
    first, *parts = said.splitlines()
    assert first.startswith("47-2111  Electricians")
    scores = [float(part.split()[0]) for part in parts]
    assert sum(scores[:-1]) == pytest.approx(scores[-1], abs=0.01)
    assert parts[-1].endswith("in all")
    (hit,) = run("search", "electrician", "--explain", "--json").json["occupations"]
    assert sum(hit["parts"].values()) == pytest.approx(hit["score"], abs=0.01)


def test_search_that_finds_nothing_says_so_and_ends_well(run: Run) -> None:
    ran = run("search", "zzqq")
    assert (ran.status, ran.out) == (0, "")
    assert "Nothing was found" in ran.err
    ran = run("search", "zzqq", "--json")
    fine(ran)
    assert (ran.json["found"], ran.json["occupations"]) == (0, [])


def test_search_notes_how_it_took_the_words(run: Run) -> None:
    ran = run("search", "electrishian")
    assert ran.out.startswith("47-2111")
    assert 'note: Nothing here says "electrishian"' in ran.err
    assert run("search", "electrishian", "--json").json["did_you_mean"] == "electrician"
    assert "There is no occupation with the code 47-2999." in run("search", "47-2999").err
    assert "searched for anywhere" in run("search", '"electrician of old"').err
    assert "Only the first" in run("search", "electrician " * 500).err


def test_search_takes_whatever_is_typed(run: Run) -> None:
    for words in (
        "*a*b*",
        "(((",
        "😀",
        "-- -",
        "title:x AND",
        '"',
        "-x",
        "\x1b[31m",
        "\u202eabc",
        "caf\udce9",
        "x" * 10_000,
    ):
        ran = run("search", "--", words)
        assert ran.status == 0, words


def test_search_for_no_occupations_or_fewer_is_a_wrong_use(run: Run) -> None:
    for limit in ("0", "-1", "many"):
        assert run("search", "x", "--limit", limit).status == 2


def test_search_for_nothing_is_a_wrong_use(run: Run) -> None:
    for words in ([], [""], ["  "]):
        ran = run("search", *words)
        assert (ran.status, ran.out) == (2, "")
        assert "occuguide topics" in ran.err


def test_search_says_where_it_cannot_keep_its_index(run: Run, tmp_path: Path, project: Any) -> None:
    path = project()
    (tmp_path / "file").write_text("", encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace('"cache"', '"file"'), encoding="utf-8")
    ran = run("search", "x")
    assert ran.status == 1
    assert "the search index cannot be written" in ran.err
    assert "cache" in ran.err


def test_search_by_an_engine_that_there_is_not_names_those_that_there_are(run: Run, project: Any) -> None:
    project('search = "sphinx"\n')
    for words in (["search", "x"], ["suggest", "x"], ["index"]):
        ran = run(*words)
        assert ran.status == 2
        assert "no plugin brings the search engine 'sphinx'" in ran.err
        assert "whoosh" in ran.err


# --- search by topics -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("edition")
def test_search_by_words_and_topics(run: Run) -> None:
    ran = run("search", "--topic", "green", "--topic", "education=bachelor", "energy", "--limit", "3")
    assert ran.status == 0
    assert len(ran.out.splitlines()) == 3
    assert ran.out.startswith("17-2199")
    assert "occupations fit; these are the first 3." in ran.err
    said = run("search", "--topic", "green", "--json").json
    assert said["found"] > len(said["occupations"]) == 10
    assert said["occupations"][0]["matched"]["by"] == "topic"
    assert said["topics"]["green"]


@pytest.mark.usefixtures("edition")
def test_search_sorts_and_shows_the_figures(run: Run) -> None:
    for order, sign in (("pay", "$"), ("growth", "%"), ("openings", "")):
        rows = run("search", "nurse", "--sort", order, "--limit", "5").out.splitlines()
        assert len(rows) == 5
        assert all(sign in row for row in rows), order
        figures = [
            hit["figure"]["text"] for hit in run("search", "nurse", "--sort", order, "--json").json["occupations"]
        ]
        assert sign in figures[0]
    titles = [hit["title"] for hit in run("search", "nurse", "--sort", "title", "--json").json["occupations"]]
    assert titles == sorted(titles)


@pytest.mark.usefixtures("edition")
def test_figures_say_their_period_area_and_that_they_are_shared(run: Run) -> None:
    ran = run("search", "nurse", "--sort", "pay", "--limit", "5", "--area", "Orange")
    assert "note: Yearly pay: May 2025, for the Los Angeles-Long Beach-Anaheim area.\n" in ran.err
    assert "May 2025" not in ran.out
    ran = run("search", "nurse", "--sort", "openings", "--area", "Orange", "--limit", "5")
    assert "note: Job openings: for Orange County.\n" in ran.err
    rows = {row[:7]: row for row in ran.out.splitlines()}
    assert "over the whole period, 2020-2030, together with others, under 31-1120" in rows["31-1121"]
    assert "over the whole period, 2023-2033" in rows["29-1141"]
    assert "together" not in rows["29-1141"]
    ran = run("search", "nurse", "--sort", "openings", "--area", "US", "--limit", "5")
    assert all(" a year  " in row or " a year, together" in row for row in ran.out.splitlines())


@pytest.mark.usefixtures("edition")
def test_figures_of_several_projection_areas_say_for_which_each_is(run: Run, bundled: Application) -> None:
    place = next(area for area in bundled.facts.areas if len(area.projection_places) > 1)
    figures = bundled.topics.figures("growth", place)
    ran = run("search", "manager", "--sort", "growth", "--area", place.code, "--limit", "50")
    rows = [row for row in ran.out.splitlines() if "%" in row]
    areas = {figures[row[:7]].area for row in rows}
    assert len(areas) > 1
    assert all(f", for {figures[row[:7]].area}" in row for row in rows)
    assert not any(f"for {area}" in ran.err for area in areas)


@pytest.mark.usefixtures("edition")
def test_a_figure_in_json_says_all_that_is_known_of_it(run: Run, bundled: Application) -> None:
    hits = run("search", "nurse", "--sort", "openings", "--area", "Orange", "--json").json["occupations"]
    (aides,) = [hit["figure"] for hit in hits if hit["soc"] == "31-1121"]
    measure = bundled.topics.figures("openings", bundled.area("Orange"))["31-1121"].measure
    assert aides == {
        "text": f"{measure} over the whole period",
        "value": measure.value,
        "unit": "openings",
        "status": "published",
        "period": "2020-2030",
        "area": "Orange County",
        "source": measure.source and measure.source.id,
        "code": "31-1120",
    }


def test_where_there_are_no_figures_to_sort_by_every_row_says_so(run: Run) -> None:
    ran = run("search", "electrician", "--sort", "openings")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "47-2111  Electricians  no figure  its title\n"
    (hit,) = run("search", "electrician", "--sort", "openings", "--json").json["occupations"]
    assert hit["figure"] is None
    (hit,) = run("search", "electrician", "--json").json["occupations"]
    assert "figure" not in hit


@pytest.mark.usefixtures("edition")
def test_search_says_why_in_json_for_every_kind_of_reason(run: Run) -> None:
    for words, by in (("registered nurses", "title"), ("plant manager", "also called"), ("11-3051", "code")):
        assert run("search", words, "--json").json["occupations"][0]["matched"]["by"] == by


@pytest.mark.parametrize(
    ("words", "problem", "remedy"),
    [
        (["--topic", "gren"], "there is no topic 'gren'", "Did you mean green?"),
        (["--topic", "kind=gide"], "there is no value of the topic kind 'gide'", "Did you mean Guide?"),
        (["--sort", "payy"], "there is no order 'payy'", "Did you mean pay?"),
        (["--sort", ""], "there is no order ''", "There are relevance, title, growth, openings and pay."),
        (["--topic", "green="], "'green=' names no value of the topic green", "Write green for any of its values"),
        (["--area", "Atlantis"], "Atlantis", ""),
    ],
)
def test_a_name_that_is_not_known_is_a_wrong_use_and_the_nearest_are_named(
    words: list[str], problem: str, remedy: str, run: Run
) -> None:
    ran = run("search", "electrician", *words)
    assert (ran.status, ran.out) == (2, "")
    assert problem in ran.err
    assert remedy in ran.err


# --- suggest --------------------------------------------------------------------------------------------------


def test_suggest_prints_titles_with_their_occupations(run: Run) -> None:
    assert fine(run("suggest", "elec")).split() == ["Electricians", "47-2111", "Electricians"]
    ran = run("suggest", "elec", "--json")
    fine(ran)
    assert ran.json == [{"text": "Electricians", "soc": "47-2111", "title": "Electricians"}]


def test_suggest_takes_several_words_and_one_mistake(run: Run) -> None:
    assert "Industrial Production Managers" in fine(run("suggest", "prod", "man"))
    assert "Electricians" in fine(run("suggest", "elcetri"))


def test_suggest_of_what_begins_nothing_says_so_and_ends_well(run: Run) -> None:
    ran = run("suggest", "zzqq")
    assert (ran.status, ran.out) == (0, "")
    assert "No title begins so." in ran.err
    assert run("suggest", "zzqq", "--json").json == []


def test_suggest_without_a_beginning_or_a_number_is_a_wrong_use(run: Run) -> None:
    assert run("suggest").status == 2
    assert run("suggest", "x", "--limit", "0").status == 2


# --- index ----------------------------------------------------------------------------------------------------


def test_index_makes_it_once_and_then_what_has_changed(
    run: Run, project: Any, occupation_file: Callable[..., Path], tmp_path: Path
) -> None:
    occupation_file()
    project('occupations = ["own"]\n')
    assert "Indexed: 3 occupations." in fine(run("index"))
    said = fine(run("index"))
    assert "Nothing had changed." in said
    assert "whoosh: 3 occupations" in said
    assert str(tmp_path / "cache") in said
    occupation_file("## Benefits\n\nFew, and a piano.\n")
    assert run("index", "--json").json["indexed"] == 1
    assert "Indexed: 3 occupations." in fine(run("index", "--rebuild"))


def test_index_check_says_how_it_is_and_changes_nothing(
    run: Run, project: Any, occupation_file: Callable[..., Path], tmp_path: Path
) -> None:
    occupation_file()
    project('occupations = ["own"]\n')
    ran = run("index", "--check")
    assert ran.status == 1
    assert "There is no usable index" in ran.out
    assert not (tmp_path / "cache").exists()
    run("index")
    assert "whoosh: 3 occupations" in fine(run("index", "--check"))
    occupation_file("## Benefits\n\nFew, and a piano.\n")
    for _ in range(2):
        ran = run("index", "--check")
        assert ran.status == 1
        assert "Not up to date: 1 occupations have changed since." in ran.out
    ran = run("index", "--check", "--json")
    assert (ran.status, ran.json["stale"], ran.json["indexed"]) == (1, ["47-2111"], 0)


def test_a_damaged_index_is_said_by_the_check_and_made_anew_by_a_search(run: Run, tmp_path: Path) -> None:
    run("index")
    for path in (tmp_path / "cache").rglob("manifest.json"):
        path.write_text("{", encoding="utf-8")
    ran = run("index", "--check")
    assert ran.status == 1
    assert "its manifest cannot be read" in ran.out
    ran = run("search", "electrician")
    assert (ran.status, ran.out.split()[0]) == (0, "47-2111")
    assert "note: The search index was made anew: its manifest cannot be read." in ran.err
    assert fine(run("index", "--check"))
    assert fine(run("search", "electrician"))


def test_index_cannot_be_checked_and_made_anew_at_once(run: Run) -> None:
    assert run("index", "--check", "--rebuild").status == 2
