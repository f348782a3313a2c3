"""The whole command: bad input, what is written, settings."""

import errno
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from occuguide.plugins.authoring.check import checking
from occuguide.plugins.authoring.check.rules import RULES, spelling

Run = Callable[..., Any]

HEAD = '+++\nsoc = "{}"\nwritten = 2026-11-22\n+++\n'
GOOD = HEAD.format("47-2111") + "## Benefits\n\nMany.\n"
JARGON = "## Benefits\n\nThey utilize tools.\n"
NO_DICTIONARY = "Spelling was not checked: pip install 'occuguide[spelling]', and an English dictionary for it.\n"


@pytest.fixture(autouse=True)
def ours(project: Callable[..., Path], own_folder: Path) -> None:
    """The test's folder is a project over the small store, with occupations in the folder ``own``."""
    project('occupations = ["own"]\n')


@pytest.fixture
def write(own_folder: Path) -> Callable[[str, str | bytes], None]:
    """Write a file into the project's folder of occupations."""

    def written(name: str, text: str | bytes) -> None:
        (own_folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    return written


# --- A clean file ---------------------------------------------------------------------------------------------


def test_a_clean_file_is_said_to_be_clean(run: Run, write: Callable[..., None]) -> None:
    write("good.md", GOOD)
    ran = run("check", "own/good.md")
    assert (ran.status, ran.out, ran.err) == (0, "1 file: nothing was found.\n", NO_DICTIONARY)


def test_nothing_is_written_beside_where_there_is_a_dictionary_or_none_is_asked_for(
    run: Run, write: Callable[..., None], project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("good.md", GOOD)
    project('[check]\noff = ["spelling"]\n')
    assert run("check", "own").err == ""
    project()
    monkeypatch.setattr(spelling, "dictionary", lambda: SimpleNamespace(check=lambda _word: True))
    assert run("check", "own").err == ""


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("Many.", "-\tMany\tdays\n-\tMore"),
        GOOD.rstrip("\n"),
        GOOD.replace("Many.", "R&amp;D, { one } brace, é, 漢字 and \\<b\\>."),
    ],
    ids=["Windows line ends", "byte-order mark", "tabs", "no last line end", "entities and letters"],
)
def test_what_looks_odd_and_is_right(text: str | bytes, run: Run, write: Callable[..., None]) -> None:
    write("good.md", text)
    ran = run("check", "own")
    assert (ran.status, ran.out) == (0, "1 file: nothing was found.\n")


def test_windows_line_ends_and_a_byte_order_mark_shift_no_place(run: Run, write: Callable[..., None]) -> None:
    text = (HEAD.format("47-2111") + JARGON).replace("\n", "\r\n")
    write("one.md", b"\xef\xbb\xbf" + text.encode())
    assert run("check", "own/one.md").out.startswith("own/one.md:7:6: jargon: 'utilize' is jargon. Write 'use'.\n")


# --- Bad files ------------------------------------------------------------------------------------------------

BODY = "## Benefits\n\n{}\n"
BAD = {
    "two heads": ("bad.md", GOOD + "\n" + HEAD.format("47-2111"), "9:1: head: the file has a second head."),
    "a mistake in TOML": ("bad.md", GOOD.replace("written", "written: "), "3:8: head: the head is no valid TOML"),
    "no head": ("bad.md", BODY.format("Many."), "1:1: head: the file has no head."),
    "an empty file": ("bad.md", "", "1:1: head: the file has no head."),
    "an O*NET code": ("bad.md", GOOD.replace("47-2111", "47-2111.00"), "2:1: head: '47-2111.00' is no SOC code."),
    "a code of nothing": ("bad.md", GOOD.replace("47-2111", "47-2119"), "2:8: file: no release that is loaded"),
    "HTML": ("bad.md", GOOD + "\nGood <b>pay</b>.\n", "9:6: content: HTML is not part of a guide."),
    "a script": ("bad.md", GOOD + "\n<script>alert(1)</script>\n", "9:1: content: HTML is not part of a guide."),
    "code": ("bad.md", GOOD + "\n\tprint(1)\n", "9:1: content: a guide cannot hold code."),
    "a picture": ("bad.md", GOOD + "\nSee ![them](none.png).\n", "9:7: content: a guide cannot hold a picture."),
    "braces": ("bad.md", GOOD + "\nSee {{ now() }}.\n", "9:8: citation: there is no fact 'now()' to cite."),
    "braces of one side": ("bad.md", GOOD + "\nSee }} now.\n", "9:5: citation: double braces are for citations"),
    "10 MB": ("bad.md", GOOD + "word " * 2_000_000, "1:1: file: the file has 10,000,064 bytes"),
    "another encoding": ("bad.md", GOOD.encode() + b"\nCaf\xe9.\n", "9:1: file: the file is not in UTF-8."),
    "a module that is none": ("bad.py", 'SOC = "47-2111"\ndef broken(:\n', "2:12: file: the module cannot be run (Syn"),
    "a module that fails": ("bad.py", 'SOC = "47-2111"\n\n1 / 0\n', "3:1: file: the module cannot be run (Zero"),
    "a module that ends": ("bad.py", 'SOC = "47-2111"\nraise SystemExit\n', "2:1: file: the module cannot be run (Sys"),
    "a module without hooks": ("bad.py", 'SOC = "47-2111"\n', "1:1: file: the module answers no hook."),
    "a list of sentences": ("in_short.toml", '"47-2111" = "They wire\n', "1:23: file: the file is no valid TOML"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_told_with_its_place_and_rule_and_stops_no_other(
    case: str, run: Run, write: Callable[..., None]
) -> None:
    name, text, said = BAD[case]
    write(name, text)
    write("zz_other.md", HEAD.format("51-1011") + JARGON)
    ran = run("check", "own")
    assert ran.status == 1
    first, second, last = ran.out.splitlines()
    assert first.startswith(f"own/{name}:{said}")
    assert second == "own/zz_other.md:7:6: jargon: 'utilize' is jargon. Write 'use'."
    assert last == "2 files: 2 findings."
    # And the occupations beside it are shown and listed.
    assert "They utilize tools." in run("show", "51-1011").out
    assert "51-1011  Profile  Crew Leads" in run("list").out


def test_two_files_for_one_occupation(run: Run, write: Callable[..., None]) -> None:
    write("one.md", GOOD)
    write("two.md", GOOD.replace("Many", "Some"))
    ran = run("check", "own")
    assert ran.status == 1
    assert ran.out.startswith("own/two.md:2:8: file: the occupation 47-2111 has a file in this folder already: one.md.")


def test_files_that_are_not_there_or_cannot_be_read(run: Run, write: Callable[..., None], own_folder: Path) -> None:
    write("good.md", GOOD)
    (own_folder / "folder.md").mkdir()
    ran = run("check", "none.md", "own", "nowhere/")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "none.md:1:1: file: the file cannot be read (No such file or directory).",
        "nowhere:1:1: file: the file cannot be read (No such file or directory).",
        "own/folder.md:1:1: file: this is no file. Take it away, or rename it.",
        "4 files: 3 findings.",
    ]


def test_a_file_that_may_not_be_read(run: Run, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    write("good.md", GOOD)
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "own/good.md:1:1: file: the file cannot be read (Permission denied)." in run("check", "own").out


def test_an_empty_folder_and_notes_beside_guides(run: Run, write: Callable[..., None]) -> None:
    assert run("check", "own").status == 2
    for name in ("_notes.md", ".hidden.md", "notes.txt", "__init__.py"):
        write(name, "Notes.\n")
    assert run("check", "own").err.startswith("error: own: no occupation's file is in this folder.")


def test_without_a_path_all_that_is_read_is_checked(run: Run, write: Callable[..., None]) -> None:
    write("one.md", HEAD.format("51-1011") + JARGON)
    ran = run("check")
    assert ran.status == 1
    assert f"{Path('own').absolute()}/one.md:7:6: jargon: " in ran.out
    # The one of ours that is installed, and this one.
    assert ran.out.splitlines()[-1].startswith("2 files: ")


def test_a_file_that_is_named_twice_is_checked_once(run: Run, write: Callable[..., None], own_folder: Path) -> None:
    write("one.md", HEAD.format("51-1011") + JARGON)
    ran = run("check", "own/one.md", "own", str(own_folder))
    assert ran.out.splitlines()[-1] == "1 file: 1 finding."


# --- Many files -----------------------------------------------------------------------------------------------


def test_many_files_are_checked_alike_in_several_processes(
    run: Run, write: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        shared = f"The law asks for a license here.\n\nThey utilize {number} tools.\n"
        write(f"guide_{number}.md", HEAD.format(f"99-900{number}") + BODY.format(shared))
    write("bad.md", "")
    alone = run("check", "own", "--json")
    monkeypatch.setattr(checking, "_MANY", 3)
    together = run("check", "own", "--json")
    assert together == alone
    found = [one["rule"] for one in alone.json["findings"]]
    assert [found.count(rule) for rule in ("file", "head", "jargon", "shared-sentence")] == [5, 1, 5, 4]


# --- JSON -----------------------------------------------------------------------------------------------------


def test_json_has_every_finding_with_its_place(run: Run, write: Callable[..., None]) -> None:
    write("one.md", HEAD.format("51-1011") + JARGON + "\nThey say “hello” to a foreman.\n")
    ran = run("check", "own", "--json")
    assert ran.status == 1
    assert ran.json == {
        "files": 1,
        "findings": [
            {
                "path": "own/one.md",
                "line": 7,
                "column": 6,
                "rule": "jargon",
                "problem": "'utilize' is jargon",
                "remedy": "Write 'use'.",
            },
            {
                "path": "own/one.md",
                "line": 9,
                "column": 23,
                "rule": "gendered",
                "problem": "'foreman' names people by their sex",
                "remedy": "Write 'crew lead'.",
            },
        ],
    }


def test_json_of_a_clean_file_has_no_findings(run: Run, write: Callable[..., None]) -> None:
    write("good.md", GOOD)
    ran = run("check", "own", "--json")
    assert (ran.status, ran.json) == (0, {"files": 1, "findings": []})


# --- Explaining -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_explained(name: str, run: Run) -> None:
    ran = run("check", "--explain", name)
    assert (ran.status, ran.out, ran.err) == (0, f"{name}\n\n{RULES[name].explanation}\n", "")


def test_all_rules_are_named_with_what_they_find(run: Run) -> None:
    ran = run("check", "--explain", "all")
    assert ran.status == 0
    assert ran.out.splitlines() == [f"{name}: {rule.headline}" for name, rule in RULES.items()]


def test_a_rule_that_there_is_none_of_is_not_explained(run: Run) -> None:
    ran = run("check", "--explain", "bare-figures")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("error: there is no rule 'bare-figures'. Did you mean bare-figure")


# --- Settings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", {"jargon", "periods-apart", "bare-figure"}),
        ('off = ["jargon", "bare-figure"]', {"periods-apart"}),
        ("sentence = 3", {"jargon", "periods-apart", "bare-figure", "long-sentence"}),
        ("apart = 5", {"jargon", "bare-figure"}),
        ('words = "our_words.toml"', {"periods-apart", "bare-figure", "gendered"}),
    ],
)
def test_the_settings_of_the_project_are_gone_by(
    settings: str, found: set[str], run: Run, write: Callable[..., None], project: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "our_words.toml").write_text('[gendered]\n"tools" = "means"\n', encoding="utf-8")
    text = "They utilize tools. They cost $5.\n\nIn {{ wages.area }}, half earn {{ wages.annual.median }} or more.\n\n"
    text += "In {{ outlook.area }}, there are {{ outlook.base }} jobs.\n"
    write("one.md", HEAD.format("11-3051") + BODY.format(text))
    project(f'area = "Orange"\n[check]\n{settings}\n')
    assert {one["rule"] for one in run("check", "own", "--json").json["findings"]} == found


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('grade = "low"', "check.grade must be a number above 0, not 'low'"),
        ("grade = 0", "check.grade must be a number above 0, not 0"),
        ("grade = nan", "check.grade must be a number above 0"),
        ("sentence = 20.5", "check.sentence must be a whole number above 0"),
        ("years = true", "check.years must be a whole number above 0"),
        ("apart = -1", "check.apart must be a whole number above 0"),
        ("words = 1", "check.words must be a file's path"),
        ('accepted = "tule"', "check.accepted must be a list of words"),
        ("off = [1]", "check.off must be a list of rules' names"),
        ('of = ["jargon"]', "there is no setting 'check.of'"),
        ('off = ["jargons"]', "`off` in [check] names the rule 'jargons', and there is none. Did you mean jargon?"),
        ('words = "none.toml"', "none.toml: the list of words cannot be read"),
    ],
)
def test_a_wrong_setting_is_refused(
    setting: str, said: str, run: Run, write: Callable[..., None], project: Callable[..., Path]
) -> None:
    write("good.md", GOOD)
    project(f"[check]\n{setting}\n")
    ran = run("check", "own")
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_how_old_a_guide_may_be_is_a_setting(
    run: Run, write: Callable[..., None], project: Callable[..., Path]
) -> None:
    write("old.md", GOOD.replace("2026", "2001"))
    assert "review-date: the guide was last reviewed on 2001-11-22" in run("check", "own").out
    project("[check]\nyears = 200\n")
    assert run("check", "own").status == 0


def test_what_cannot_be_shown_is_excepted_from_nothing(run: Run, write: Callable[..., None]) -> None:
    write("one.md", GOOD.replace("+++\n## ", "# allow content in this file: ours\n+++\n## ", 1) + "\n<b>Bold</b>\n")
    out = run("check", "own").out
    assert "content: HTML is not part of a guide" in out
    assert "bad-exception: nothing is excepted from content" in out


def test_a_script_that_is_for_no_occupation_is_not_run(run: Run, write: Callable[..., None], tmp_path: Path) -> None:
    write("tool.py", f"open({str(tmp_path / 'ran')!r}, 'w').close()\n")
    assert "does not say which occupation it is for" in run("check", "own").out
    assert not (tmp_path / "ran").exists()


def test_one_address_or_a_ring_of_links_stops_nothing(run: Run, write: Callable[..., None], tmp_path: Path) -> None:
    write("one.md", GOOD.replace("+++\n## ", '[[links]]\ntitle = "A"\nurl = "https://[county].ca.gov/"\n+++\n## ', 1))
    (tmp_path / "own" / "ring.md").symlink_to("ring.md")
    out = run("check", "own").out
    assert "one.md:6:" in out
    assert "broken-link: 'https://[county].ca.gov/' is no address" in out
    assert "ring.md:1:1: file: the file cannot be read" in out


def test_plugins_to_replace_that_there_are_not_are_found(run: Run, write: Callable[..., None]) -> None:
    write("one.md", GOOD.replace("+++\n## ", 'replaces = ["overviews"]\n+++\n## ', 1))
    said = "one.md:4:1: head: there is no plugin 'overviews' to replace. Did you mean overview or oews?"
    assert said in run("check", "own").out
