"""Search in the browser: what it finds, suggests and never shows, asked in node."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.core import Application, slug
from occuguide.plugins import web
from occuguide.plugins.web.search_data import search_data
from occuguide.search_index import backend, language, query, ranking, spelling, suggestions

SCRIPT = Path(web.__file__).with_name("assets") / "search.js"

NODE = """
globalThis.window = globalThis;
const before = Object.getOwnPropertyNames(globalThis);
const [, data, search] = process.argv;
for (const path of [data, search]) require(path);
const calls = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const answers = calls.map(([how, ...given]) => {
  const hits = occuguide[how](...given);
  return { hits: [...hits], didYouMean: hits.didYouMean, nearest: hits.nearest };
});
const globals = Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name));
console.log(JSON.stringify({ answers, globals, polluted: Object.keys(Object.prototype) }));
"""

ODD = (
    *(
        "",
        " ",
        "*",
        "(((",
        "[a-z",
        "a{9",
        "\\",
        "$&",
        "$1",
        ")",
        "|",
        "^.*$",
        '"',
        "'",
        "--",
        "-",
        "?",
        "+",
        "c++ engineer++",
    ),
    *("__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf", "__proto__ constructor"),
    *("😀", "👩‍⚕️ nurse", "護士", "\ud800", "nurse\udc00", "\0", "\u2028", "\u202enurse", "é" * 50, "٣٤-٥٦٧٨", "ﬁ"),
    *("x" * 100_000, "nurse " * 20_000, "zzqqxx wwvvkk " * 500, "11-" * 1000, "</script><b>", "a" * 39 + "!", "1e999"),
    *("11-", "11-30511", "99-9999", "11-3051.99", "99-9999 nurse", "-nurse", "title:nurse", "the of and", "%s", "{}"),
)

Ask = Callable[..., list[dict[str, Any]]]


def slugs_of(application: Application) -> dict[str, str]:
    """Each occupation's part of an address."""
    return {soc: slug(title) for soc, title in application.occupations.titles.items()}


def index_of(script: bytes) -> Any:
    """What a script sets, read as JSON."""
    return json.loads(script.decode("ascii").partition(".index = ")[2].rstrip(";\n"))


def in_node(script: bytes, folder: Path, calls: Sequence[Sequence[object]]) -> Any:
    """What node says of some calls, over an index."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on the PATH")
    data = folder / "search-data.js"
    data.write_bytes(script)
    command = [node, "-e", NODE, str(data), str(SCRIPT)]
    ran = subprocess.run(
        command, input=json.dumps(calls), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert not ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture(scope="module")
def whole(bundled: Application) -> bytes:
    """The index of the bundled edition."""
    return search_data(bundled, slugs_of(bundled))


@pytest.fixture
def ask(whole: bytes, tmp_path: Path) -> Ask:
    """Ask in the bundled edition: ``ask(("search", "nurse", 3), ...)``; answers what each call found."""
    return lambda *calls: in_node(whole, tmp_path, calls)["answers"]


@pytest.fixture
def small_ask(make: Callable[..., Application], tmp_path: Path, own_folder: Path) -> Ask:
    """The same over the small store, with the test's own occupation files."""

    def asked(*calls: Sequence[object]) -> list[dict[str, Any]]:
        application = make(occupations=(own_folder,))
        return in_node(search_data(application, slugs_of(application)), tmp_path, calls)["answers"]

    return asked


def first(answer: dict[str, Any]) -> tuple[str, str]:
    """The code of the best, and why it was found."""
    return answer["hits"][0]["soc"], answer["hits"][0]["reason"]


# --- Search ---------------------------------------------------------------------------------------------------


def test_titles_are_found_as_people_write_them(ask: Ask) -> None:
    expected = {
        "Registered Nurses": ("29-1141", "its title"),
        "registered nurse": ("29-1141", "its title"),
        "RN": ("29-1141", "its title"),
        "r.n.": ("29-1141", "its title"),
        "RN - weekends, $45/hr": ("29-1141", "its title"),
        "cdl driver": ("53-3032", "found by another name"),
        "hr mgr": ("11-3121", "its title"),
        "plant mgr": ("11-3051", "also called Plant Managers"),
        "nursing director": ("11-9111", "also called Nursing Director"),
        "Director of Nursing": ("11-9111", "also called Nursing Director"),
        "geothermal production manager": ("11-3051", "specialty Geothermal Production Managers"),
        "fire fighter": ("33-2011", "its title"),
        "lumberjack": ("45-4021", "also called Logger"),
    }
    answers = ask(*(("search", typed) for typed in expected))
    assert dict(zip(expected, map(first, answers), strict=True)) == expected


def test_an_occupation_is_not_found_by_what_its_title_excepts(
    small_ask: Ask, occupation_file: Callable[..., Path]
) -> None:
    occupation_file(soc="99-0001", head='title = "Tuners, Except Harps"\n')
    by_what_it_is, by_what_it_is_not = small_ask(("search", "tuner"), ("search", "harp"))
    assert first(by_what_it_is) == ("99-0001", "its title")
    assert by_what_it_is_not["hits"] == []


def test_singular_and_plural_find_the_same(ask: Ask) -> None:
    for one, many in (("welder", "welders"), ("secretary", "secretaries"), ("actress", "actresses")):
        singular, plural = ask(("search", one, 5), ("search", many, 5))
        assert singular["hits"] == plural["hits"]


def test_a_code_is_found_however_it_is_written(ask: Ask) -> None:
    for answer in ask(*(("search", typed) for typed in ("11-3051", "113051", "11 3051", "11\u20133051", "(11-3051)."))):
        assert [(hit["soc"], hit["reason"]) for hit in answer["hits"]] == [("11-3051", "its code 11-3051")]


def test_a_specialtys_code_says_which_it_is(ask: Ask) -> None:
    [answer] = ask(("search", "11-3051.02"))
    assert first(answer) == ("11-3051", "its code 11-3051.02, Geothermal Production Managers")


def test_a_code_of_an_older_edition_says_so(ask: Ask, bundled: Application) -> None:
    soc, old = next(
        (soc, old) for soc in bundled.occupations.titles for old in bundled.facts.predecessors(soc) if old.code != soc
    )
    [answer] = ask(("search", old.code))
    found = [(hit["soc"], hit["reason"]) for hit in answer["hits"]]
    assert (soc, f"its code {old.code}, {old.title} in the {old.edition}") in found


def test_a_code_that_there_is_not_leads_to_those_that_begin_as_it(ask: Ask) -> None:
    [answer] = ask(("search", "11-3059"))
    assert answer["nearest"]
    assert {hit["soc"] for hit in answer["hits"]} == {"11-3051"}


def test_words_beside_a_code_find_more(ask: Ask) -> None:
    [answer] = ask(("search", "11-3051 registered nurse"))
    assert [hit["soc"] for hit in answer["hits"]][:2] == ["11-3051", "29-1141"]


def test_misspelled_words_are_mended_and_it_says_so(ask: Ask) -> None:
    misspelled, right = ask(("search", "veternary tecnician"), ("search", "veterinary technician"))
    assert first(misspelled) == first(right)
    assert first(misspelled)[0] == "29-2056"
    assert (misspelled["didYouMean"], right["didYouMean"]) == ("veterinary technician", "")
    assert not misspelled["nearest"]


def test_a_word_that_is_only_begun_is_completed_and_said_to_be_near(ask: Ask) -> None:
    [answer] = ask(("search", "electri"))
    assert answer["nearest"]
    assert first(answer)[0] == "47-2111"


def test_a_hit_says_all_that_a_page_shows(ask: Ask, bundled: Application) -> None:
    [answer] = ask(("search", "industrial production managers", 1))
    assert answer["hits"] == [
        {
            "soc": "11-3051",
            "slug": "industrial-production-managers",
            "title": "Industrial Production Managers",
            "kind": "Guide",
            "inShort": bundled.occupations.get("11-3051").in_short,
            "reason": "its title",
        }
    ]


def test_a_hit_of_which_nobody_said_what_people_do_says_nothing_of_it(
    small_ask: Ask, occupation_file: Callable[..., Path]
) -> None:
    occupation_file(soc="99-0001", head='title = "Tuners"\nin_short = "Tuners set the strings of harps."\n')
    tuners, leads = small_ask(("search", "tuners"), ("search", "crew lead"))
    assert [answer["hits"][0]["inShort"] for answer in (tuners, leads)] == ["Tuners set the strings of harps.", ""]


def test_an_occupation_is_not_found_by_the_sentence_on_it(small_ask: Ask, occupation_file: Callable[..., Path]) -> None:
    occupation_file(soc="99-0001", head='title = "Tuners"\nin_short = "Tuners set the strings of zithers."\n')
    [answer] = small_ask(("search", "zither"))
    assert answer["hits"] == []


def test_a_minus_leaves_out_what_has_the_word_in_its_title(ask: Ask) -> None:
    with_them, without, alone = ask(
        ("search", "nurse", 20), ("search", "nurse -practitioner", 20), ("search", "-nurse", 5)
    )
    titles = [[hit["title"] for hit in one["hits"]] for one in (with_them, without)]
    assert "Nurse Practitioners" in titles[0]
    assert "Nurse Practitioners" not in titles[1]
    assert "Registered Nurses" in titles[1]
    assert alone["hits"][0]["title"] == "Registered Nurses"


def test_no_more_than_asked_for_are_found(ask: Ask) -> None:
    answers = ask(("search", "manager", 3), ("search", "manager"), ("search", "11-", 3), ("suggest", "man", 3))
    assert [len(answer["hits"]) for answer in answers] == [3, 10, 0, 3]


def test_of_two_that_fit_alike_the_one_comes_first_that_more_people_work_in(
    occupation_file: Callable[..., Path], make: Callable[..., Application], own_folder: Path, tmp_path: Path
) -> None:
    people = {"99-0001": 20, "99-0002": 90_000, "99-0003": 500}
    for soc in people:
        occupation_file(soc=soc, head=f'title = "Tuners {soc}"\nalso_called = ["Harp Tuners"]\n', name=f"{soc}.md")
    application = make(occupations=(own_folder,))
    application.facts.employment = lambda _area: people  # type: ignore[method-assign]
    script = search_data(application, slugs_of(application))
    for answer in in_node(script, tmp_path, [("search", "harp tuner"), ("suggest", "harp t")])["answers"]:
        assert [hit["soc"] for hit in answer["hits"]] == ["99-0002", "99-0003", "99-0001"]


# --- Suggestions ----------------------------------------------------------------------------------------------


def test_what_was_begun_is_completed(ask: Ask) -> None:
    expected = {
        "reg nu": "Registered Nurses",
        "registered n": "Registered Nurses",
        "Nurse Mid": "Nurse Midwives",
        "electri": "Electricians",
        "elektric": "Electricians",
        "industrial prod": "Industrial Production Managers",
    }
    answers = ask(*(("suggest", typed) for typed in expected))
    assert {typed: one["hits"][0]["text"] for typed, one in zip(expected, answers, strict=True)} == expected


def test_a_suggestion_says_which_occupation_it_is(ask: Ask) -> None:
    [answer] = ask(("suggest", "reg nu", 1))
    assert answer["hits"] == [
        {"text": "Registered Nurses", "soc": "29-1141", "slug": "registered-nurses", "title": "Registered Nurses"}
    ]


def test_each_word_that_was_typed_begins_one_of_the_suggestion(ask: Ask) -> None:
    [answer] = ask(("suggest", "soc wor", 10))
    assert len(answer["hits"]) == 10
    for hit in answer["hits"]:
        assert re.search(r"\bsoc", hit["text"], re.IGNORECASE)
        assert re.search(r"\bwor", hit["text"], re.IGNORECASE)


# --- What is typed in ill will, and what is data ----------------------------------------------------------------


def test_nothing_that_is_typed_is_an_error(whole: bytes, tmp_path: Path) -> None:
    calls = [(how, typed, 5) for typed in ODD for how in ("search", "suggest")]
    said = in_node(whole, tmp_path, calls)
    assert said["polluted"] == []
    for call, answer in zip(calls, said["answers"], strict=True):
        assert len(answer["hits"]) <= 5, call
        for hit in answer["hits"]:
            assert all(isinstance(value, str) and value for value in hit.values()), call


def test_the_names_of_what_every_object_has_are_words_like_others(ask: Ask) -> None:
    a_word, no_word = ask(("search", "constructor"), ("search", "hasOwnProperty"))
    assert first(a_word)[1] == "also called Elevator Constructor"
    assert no_word["hits"] == []


def test_one_name_is_all_that_a_page_gets(whole: bytes, tmp_path: Path) -> None:
    assert in_node(whole, tmp_path, [("search", "nurse")])["globals"] == ["occuguide"]


def test_a_hidden_title_is_found_by_and_never_shown(small_ask: Ask, occupation_file: Callable[..., Path]) -> None:
    occupation_file(soc="99-0001", head='title = "Yodelers"\nhidden_titles = ["Zymurgy Overseers"]\n')
    calls = [("search", typed) for typed in ("zymurgy overseer", "zymurgy", "zimurgy overseers", "zymu")]
    answers = small_ask(*calls, ("suggest", "zymu"), ("suggest", "zymurgy over"))
    assert [first(answer) for answer in answers[:3]] == [("99-0001", "found by another name")] * 3
    assert not any("verseer" in json.dumps(answer["hits"]) for answer in answers)


def test_no_title_can_end_the_script_or_be_run(
    small_ask: Ask, occupation_file: Callable[..., Path], make: Callable[..., Application], own_folder: Path
) -> None:
    title = """</script><script>alert("'x'\\")</script><!-- \u2028\u2029 ${1} `"""
    occupation_file(soc="99-0001", head=f"title = {json.dumps(title)}\nalso_called = [{json.dumps('Odd ' + title)}]\n")
    application = make(occupations=(own_folder,))
    script = search_data(application, slugs_of(application))
    assert b"<" not in script
    assert script.isascii()
    assert script.count(b"\n") == 2
    said = " ".join(title.split())
    own, other = small_ask(("search", title), ("search", "odd script alert"))
    assert own["hits"][0]["title"] == said
    assert first(other) == ("99-0001", f"also called Odd {said}")


def test_no_sentence_can_end_the_script_or_be_run(
    small_ask: Ask, occupation_file: Callable[..., Path], make: Callable[..., Application], own_folder: Path
) -> None:
    said = """Tuners tune. </script><script>alert("'x'\\")</script><!-- \u2028\u2029 ${1} `"""
    occupation_file(soc="99-0001", head=f'title = "Tuners"\nin_short = {json.dumps(said)}\n')
    application = make(occupations=(own_folder,))
    script = search_data(application, slugs_of(application))
    assert b"<" not in script
    assert script.isascii()
    assert script.count(b"\n") == 2
    [answer] = small_ask(("search", "tuners"))
    assert answer["hits"][0]["inShort"] == said


def test_a_title_without_a_word_is_no_trouble(small_ask: Ask, occupation_file: Callable[..., Path]) -> None:
    occupation_file(soc="99-0001", head='title = "???"\nalso_called = ["!!!", "Yodeler"]\n')
    [answer] = small_ask(("search", "yodelers"))
    assert first(answer) == ("99-0001", "also called Yodeler")


# --- The index --------------------------------------------------------------------------------------------------


def test_the_index_is_small_enough_to_be_sent_with_a_sentence_on_every_occupation(
    whole: bytes, bundled: Application
) -> None:
    said = {soc: in_short for soc, *_, in_short in index_of(whole)["occupations"]}
    assert said == {soc: bundled.occupations.get(soc).in_short for soc in bundled.occupations.titles}
    assert all(said.values())
    assert len(gzip.compress(whole, 9)) < 400_000


def test_the_same_facts_make_the_same_bytes(small_facts: Path, tmp_path: Path) -> None:
    program = """
import hashlib, pathlib, sys
from occuguide.core import slug
from occuguide.core.testing import make_application
from occuguide.plugins.web.search_data import search_data
made = make_application(pathlib.Path(sys.argv[1]), facts=pathlib.Path(sys.argv[2]), area="California")
slugs = {soc: slug(title) for soc, title in made.occupations.titles.items()}
print(hashlib.sha256(search_data(made, dict(reversed(slugs.items())))).hexdigest())
"""
    digests = set()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(tmp_path), str(small_facts)]
        ran = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        digests.add(ran.stdout)
    assert len(digests) == 1


def test_an_occupation_without_a_page_is_not_found(bundled: Application, tmp_path: Path) -> None:
    script = search_data(bundled, {"47-2111": "sparks"})
    answers = in_node(script, tmp_path, [("search", "electrician"), ("search", "registered nurse")])["answers"]
    assert [hit["slug"] for hit in answers[0]["hits"]] == ["sparks"]
    assert answers[1]["hits"] == []


def test_another_engine_leaves_the_word_lists_that_there_are(make: Callable[..., Application]) -> None:
    def words(disabled: frozenset[str]) -> Any:
        plain = SimpleNamespace(name="whoosh")
        plugin = SimpleNamespace(search_engine=_hook(plain))
        application = make({"plain": plugin}, disabled=disabled)
        return index_of(search_data(application, slugs_of(application)))["words"]

    assert words(frozenset({"search"}))["abbreviations"]["rn"] == ["registered nurse"]
    assert words(frozenset({"search", "search-tantivy"})) == {}


def _hook(engine: object) -> Any:
    from occuguide.core import hookimpl

    @hookimpl
    def search_engine() -> object:
        return engine

    return search_engine


def test_without_word_lists_titles_are_found_as_they_are(make: Callable[..., Application], tmp_path: Path) -> None:
    application = make(disabled=frozenset({"search", "search-tantivy"}))
    script = search_data(application, slugs_of(application))
    answer = in_node(script, tmp_path, [("search", "electricians"), ("suggest", "crew")])["answers"]
    assert [first(answer[0])[0], answer[1]["hits"][0]["soc"]] == ["47-2111", "51-1011"]


def test_the_browser_weighs_as_the_engine_does() -> None:
    said = dict(re.findall(r"\b([A-Z]\w*) = (-?[\d.e-]+)(?=[,;])", SCRIPT.read_text("utf-8")))
    kinds = {"TITLE", "SPECIALTY", "CALLED", "HIDDEN"}
    modules = (language, query, spelling, ranking, backend, suggestions)
    for name in said.keys() - kinds:
        given = [getattr(module, form) for module in modules for form in (name, f"_{name}") if hasattr(module, form)]
        assert float(said[name]) in given, name
    assert len(said) > 30
