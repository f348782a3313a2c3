"""``occuguide new``: a file to begin an occupation's guide with, filled in as far as facts go."""

import inspect
import re
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from occuguide.core import DUTIES, Application, Description, Facts, Section, SectionSpec, View, hookspecs, section
from occuguide.core.sections import SPEC_ATTRIBUTE
from occuguide.core.testing import make_application
from occuguide.plugins.authoring.new.occupation import REPLACED, SECTIONS, draft
from occuguide.plugins.readers.markdown.head import Head, read_head

Run = Callable[..., Any]

ALONE = frozenset({"guides"})
"""What is switched off for a file to be all that somebody wrote for its occupation."""


def head_of(text: str) -> Head:
    return read_head(Path("draft.md"), text)[0]


def headings_of(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


def filled_in(text: str) -> str:
    """The file once its author has taken every # away and written everything."""
    words = {"url": "https://example.org/", "soc": "47-2111"}
    text = re.sub(r"^#(?=[\[\]\w\"])", "", text, flags=re.MULTILINE)
    text = re.sub(r'^(\w+) = ""', lambda key: f'{key[1]} = "{words.get(key[1], "words")}"', text, flags=re.MULTILINE)
    text = text.replace('["", ""]', '["words"]').replace('"" = ""', '"46.0302" = "Electrician"')
    text = text.replace("checked =   #", "checked = 2026-11-22  #")
    return re.sub(r"<!--.*?-->", "Words.", text, flags=re.DOTALL)


@pytest.fixture(scope="module")
def texts(bundled: Application) -> Callable[[str], str]:
    """What stands in the file of an occupation, by its code."""
    return lambda soc: draft(bundled, bundled.occupations.get(soc))


# --- The file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "soc",
    ["47-2111", "11-3051", "21-1018", "55-3016"],
    ids=["a Guide", "with specialties", "one that joins occupations", "of which little is known"],
)
def test_file_as_written_loads_without_a_failure(soc: str, texts: Callable[[str], str], tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "draft.md").write_text(texts(soc), encoding="utf-8")
    application = make_application(tmp_path, occupations=(folder,), disabled=ALONE)
    guide = application.guide(soc, "Orange County")
    assert guide.kind.value == "Profile"
    assert guide.occupation.written == date.today()
    for renderer in application.renderers.values():
        # What is for the author alone is nowhere to be seen.
        assert b"<!--" not in renderer.render(guide)


def test_head_is_filled_from_facts(texts: Callable[[str], str], bundled: Application) -> None:
    head = head_of(texts("47-2152"))
    assert head.soc == "47-2152"
    assert head.description.written == date.today()
    assert head.description.in_short == bundled.occupations.get("47-2152").in_short != ""
    assert head.description.also_called[:2] == ("Drain Technicians", "Fire Sprinkler Service Technicians")
    # Nobody has used a release yet: each stands there to be chosen.
    assert head.description.rests_on == ()
    for source in bundled.facts.sources.values():
        assert f'\n#"{source.title}, {source.release}",\n' in texts("47-2152")


def test_titles_that_people_report_are_put_in_the_plural_or_left_out(texts: Callable[[str], str]) -> None:
    said = head_of(texts("47-2111")).description.also_called
    assert "Maintenance Electricians" in said
    assert not {"Electricians", "Wiremans", "Inside Wiremans"} & set(said)
    assert not [title for title in head_of(texts("29-1141")).description.also_called if "(" in title]


def test_what_comes_by_itself_and_what_is_to_be_chosen_stands_there_as_a_comment(texts: Callable[[str], str]) -> None:
    said = texts("47-2152")
    assert "\n#     47-2152.04 Solar Thermal Installers and Technicians\n" in said
    assert '\n#[[related]]\n#soc = "47-2011"  # Boilermakers\n#why = ""\n' in said
    told = head_of(said).description
    assert (told.specialties, told.related, told.licences, told.links) == ((), (), (), ())


def test_every_key_of_a_head_has_its_example(texts: Callable[[str], str]) -> None:
    head = head_of(filled_in(texts("47-2152")))
    told = {name for name, value in attrs.asdict(head.description, recurse=False).items() if value}
    # A title is for occupations that no release knows; sources are not the author's to name.
    assert told == {one.name for one in attrs.fields(Description)} - {"title", "sources"}
    assert all(attrs.asdict(head.description.licences[0]).values())
    assert head.replaces == REPLACED


def test_examples_are_there_where_little_is_known(texts: Callable[[str], str]) -> None:
    told = head_of(filled_in(texts("55-3016"))).description
    assert [one.soc for one in told.related] == ["47-2111"]
    assert [one.code for one in told.specialties] == ["55-3016.99"]


@pytest.mark.parametrize("key", ["why", "takes", "name", "about"])
def test_an_example_that_is_not_filled_in_is_refused_with_its_line(key: str, texts: Callable[[str], str]) -> None:
    whole = filled_in(texts("47-2152")).replace(f'\n{key} = "words"', f'\n{key} = ""', 1)
    line = whole[: whole.index(f'\n{key} = ""')].count("\n") + 2
    with pytest.raises(Exception, match=f"{key} must be a string that is not empty") as refused:
        head_of(whole)
    assert refused.value.where == f"draft.md:{line}"


def test_nobody_is_made_to_say_that_a_page_was_compared(texts: Callable[[str], str]) -> None:
    bare = re.sub(r"^#(?=[\[\]\w\"])", "", texts("47-2111"), flags=re.MULTILINE)
    with pytest.raises(Exception, match="no valid TOML") as refused:
        head_of(bare)
    line = int(refused.value.where.split(":")[1])
    assert bare.split("\n")[line - 1].startswith("checked =")


def test_plugins_to_replace_are_those_that_answer(bundled: Application) -> None:
    answering = {plugin.name for plugin in bundled.registry.plugins if not plugin.soc}
    assert set(REPLACED) <= answering


# --- The sections -------------------------------------------------------------------------------------------


def test_every_section_stands_there_in_the_order_of_the_guide(texts: Callable[[str], str], tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    text = re.sub(r"<!--.*?-->", "Words.", texts("47-2152"), flags=re.DOTALL)
    (folder / "draft.md").write_text(text, encoding="utf-8")
    application = make_application(tmp_path, occupations=(folder,), disabled=ALONE)
    guide = application.guide("47-2152")
    assert guide.kind.value == "Guide"
    assert headings_of(text) == [one.spec.heading for one in guide.sections]
    assert all(one.authored for one in guide.sections)


def built_in() -> dict[str, SectionSpec]:
    """The sections that a guide of ours may have, by hook."""
    every = [getattr(one, SPEC_ATTRIBUTE, None) for one in vars(hookspecs).values()]
    return {spec.hook: spec for spec in every if spec is not None and spec.view is View.DETAILED}


def test_every_section_of_ours_has_its_words_and_no_other_has() -> None:
    assert set(tomllib.loads(SECTIONS.read_text(encoding="utf-8"))) == set(built_in())


@pytest.mark.parametrize("hook", built_in())
def test_words_of_a_section_are_a_few_helpful_sentences(hook: str, texts: Callable[[str], str]) -> None:
    words = " ".join(tomllib.loads(SECTIONS.read_text(encoding="utf-8"))[hook].split())
    assert 2 <= len(re.findall(r"[.?]\"?(?= |$)", words)) <= 5
    assert 100 < len(words) < 500
    assert words != inspect.getdoc(getattr(hookspecs, hook))
    (comment,) = re.findall(
        rf"^## {re.escape(built_in()[hook].heading)}\n\n<!-- (.*?) -->$", texts("47-2111"), re.M | re.S
    )
    assert " ".join(comment.split()) == words


class Commuting:
    """A plugin that declares a section."""

    @staticmethod
    @section("Getting to Work", chapter=DUTIES, order=55)
    def guide_commuting(facts: Facts) -> Section | None:
        """How one gets there -- by bus,
        by train or on foot."""


def test_section_of_a_third_party_has_the_words_of_its_hook(tmp_path: Path) -> None:
    application = make_application(tmp_path, {"commuting": Commuting})
    text = draft(application, application.occupations.get("47-2111"))
    assert headings_of(text)[5:7] == ["Getting to Work", "Will This Job Fit Me?"]
    assert "## Getting to Work\n\n<!-- How one gets there - by bus, by train or on foot. -->\n" in text


def test_words_of_others_do_no_harm(tmp_path: Path, bundled: Application) -> None:
    occupation = attrs.evolve(
        bundled.occupations.get("47-2111"), in_short='They say "no\\never".\x07\n+++\nsoc = "1"\x7f'
    )
    assert head_of(draft(bundled, occupation)).description.in_short == 'They say "no\\never". +++ soc = "1"'


# --- The command --------------------------------------------------------------------------------------------


def test_command_writes_into_the_current_folder_and_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    ran = run("new", "occupation", "plumber")
    assert ran.status == 0
    path = tmp_path / "plumbers_pipefitters_and_steamfitters.md"
    assert head_of(path.read_text(encoding="utf-8")).soc == "47-2152"
    assert ran.out == (f"{path.name} is there to be filled in. See it while you write: occuguide preview {path.name}\n")
    assert ran.err.startswith("note: The file is in no folder that is read.")


def test_command_writes_into_the_first_folder_of_the_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "occuguide.toml").write_text('occupations = ["ours", "theirs"]\n', encoding="utf-8")
    (tmp_path / "theirs").mkdir()
    ran = run("new", "occupation", "47-2152")
    assert ran.status == 0
    assert ran.out.startswith("ours/plumbers_pipefitters_and_steamfitters.md is there")
    assert "no folder that is read" not in ran.err
    assert (tmp_path / "ours" / "plumbers_pipefitters_and_steamfitters.md").is_file()
    shown = run("plugins")
    assert "ours/plumbers_pipefitters_and_steamfitters.md" in shown.out


def test_output_may_be_named(run: Run, tmp_path: Path) -> None:
    ran = run("new", "occupation", "47-2152", "--output", "my pipes.md")
    assert ran.out.endswith("occuguide preview 'my pipes.md'\n")
    assert (tmp_path / "my pipes.md").is_file()


def test_a_file_that_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plumbers_pipefitters_and_steamfitters.md"
    path.write_text("A year's work.", encoding="utf-8")
    for arguments in ((), ("--output", path.name)):
        ran = run("new", "occupation", "47-2152", *arguments)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err == (
            f"error: {path.name}: the file is there already, and is not written over. Go on in it, or name another"
            " file with --output.\n"
        )
    assert path.read_text(encoding="utf-8") == "A year's work."


def test_a_second_file_for_an_occupation_in_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "occuguide.toml").write_text('occupations = ["ours"]\n', encoding="utf-8")
    assert run("new", "occupation", "47-2152", "--output", "ours/pipes.md").status == 0
    assert run("new", "occupation", "electricians").status == 0
    ran = run("new", "occupation", "47-2152")
    assert ran.status == 1
    assert "the occupation 47-2152 has a file in this folder already: pipes.md" in ran.err
    assert sorted(one.name for one in (tmp_path / "ours").iterdir()) == ["electricians.md", "pipes.md"]


def test_another_guide_for_the_occupation_is_named(run: Run) -> None:
    said = run("new", "occupation", "electricians").err
    assert "note: occupations/electricians.md writes for this occupation too" in said
    assert "`disabled`" in said


def test_a_plugin_for_the_occupation_is_named_and_is_in_nobodys_way(run: Run, installed: Callable[..., None]) -> None:
    installed("our-pipes", SimpleNamespace(SOC="47-2152"))
    ran = run("new", "occupation", "47-2152")
    assert ran.status == 0
    assert "note: our-pipes writes for this occupation too" in ran.err


def test_an_old_code_leads_to_the_one_of_today(run: Run, tmp_path: Path) -> None:
    ran = run("new", "occupation", "15-1131")
    assert "note: 15-1131, Computer Programmers in the" in ran.err
    assert head_of((tmp_path / "computer_programmers.md").read_text(encoding="utf-8")).soc == "15-1251"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("elecricians", "no occupation is called 'elecricians'. Did you mean"),
        ("47-2112", "there is no occupation with the code 47-2112. Did you mean"),
        ("99-9999", "there is no occupation with the code 99-9999"),
    ],
)
def test_unknown_occupation_is_refused_with_suggestions(name: str, said: str, run: Run, tmp_path: Path) -> None:
    ran = run("new", "occupation", name)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not list(tmp_path.glob("*.md"))


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("electricians.txt", "Name a file that ends in .md."),
        ("nowhere/electricians.md", "the file cannot be written (No such file or directory)"),
        ("folder.md", "the file is there already"),
    ],
)
def test_a_file_that_cannot_be_an_occupations_is_refused(output: str, said: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    ran = run("new", "occupation", "47-2152", "--output", output)
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err


def test_new_file_can_be_checked(run: Run) -> None:
    run("new", "occupation", "47-2152", "--output", "pipes.md")
    # It may well find something: nothing is written yet.
    assert "unexpected" not in run("check", "pipes.md").err


def test_a_plugins_project_is_made_where_it_is_wanted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def make_project(name: str, folder: Path) -> Path:
        asked.append((name, folder))
        return folder / name

    module = "occuguide.plugins.authoring.new.plugin"
    monkeypatch.setitem(sys.modules, module, SimpleNamespace(make_project=make_project))
    assert run("new", "plugin", "our-guides").out.startswith(
        "The project is in our-guides. Install it and run its tests"
    )
    run("new", "plugin", "our-guides", "--folder", "plugins")
    assert asked == [("our-guides", Path()), ("our-guides", Path("plugins"))]


def test_help_says_what_there_is(run: Run) -> None:
    said = run("new", "--help").out
    assert "Begin an occupation's guide or a plugin of your own." in said
    assert "SOC-OR-TITLE" in run("new", "occupation", "--help").out
    assert "--folder DIR" in run("new", "plugin", "--help").out
