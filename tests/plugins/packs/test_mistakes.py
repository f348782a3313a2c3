"""Mistakes in a pack: where they are said to be, and that the rest goes on without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from occuguide.core.application import Application

Run = Callable[..., Any]

HEAD = '+++\narea = "California"\n+++\n'


@pytest.fixture
def told(run: Run, project: Callable[..., Path], tmp_path: Path) -> Callable[[str | bytes], str]:
    """What is said of a pack's file, once it is sure that the guide is shown all the same."""

    def say(content: str | bytes) -> str:
        (tmp_path / "bad.md").write_bytes(content.encode() if isinstance(content, str) else content)
        project('pack = "bad.md"\n')
        ran = run("show", "electricians", "--area", "Orange")
        assert ran.status == 1
        assert ran.out.startswith("Electricians in Orange County\n")
        (line,) = ran.err.splitlines()
        return str(line).partition(f"{tmp_path}/")[2]

    return say


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Much.\n", "bad.md:1: the file has no head"),
        ('+++\narea = "California"\n', "bad.md:1: the head has no end"),
        ("+++\narea = California\n+++\n", "bad.md:2:8: the head is no valid TOML"),
        ("+++\n+++\n", "bad.md:1: the head does not say which place the pack is for"),
        ('+++\narea = "California"\naera = "Nevada"\n+++\n', "bad.md:3: there is no setting 'aera'"),
        ("+++\narea = 32\n+++\n", "bad.md:2: area must be a place's name or code, not 32"),
        (f'{HEAD[:-4]}site = "Ours"\n+++\n', "bad.md:3: site must be a table, [site], not 'Ours'"),
        (f"{HEAD[:-4]}[site]\nname = 1\n+++\n", "bad.md:4: site.name must be the site's name, not 1"),
        (f'{HEAD[:-4]}[site]\nurl = "https://x.org/"\n+++\n', "bad.md:4: there is no setting 'site.url'"),
        (f'{HEAD[:-4]}[[site.links]]\ntext = "Ours"\n+++\n', "bad.md:3: site.links must be a list of tables"),
        (f"{HEAD}\n## Finding Jobs\n\nAsk.\n", "bad.md:5: there is no section 'Finding Jobs'. Did you mean"),
        (f"{HEAD}\n## Wages\n\n<b>Much</b>.\n", "bad.md:7:1: HTML is not part of a guide"),
        (f"{HEAD}\n## Wages\n\n{{{{ wages.middle }}}}\n", "bad.md:7:4: there is no fact 'wages.middle'"),
        (f"{HEAD}\n## Job-Search Tips\n\n{{{{ wages.annual.p10 }}}}.\n", "bad.md:7: Job-Search Tips are for no"),
        (f"{HEAD}\n## Wages\n".encode() + b"\xff\n", "bad.md:6: the file is not in UTF-8"),
    ],
)
def test_a_mistake_is_told_where_it_is_and_the_guide_goes_on(
    content: str | bytes, words: str, told: Callable[[str | bytes], str]
) -> None:
    assert told(content).startswith(words)


def test_a_misspelt_place_is_told_with_the_nearest(told: Callable[[str], str]) -> None:
    said = told('+++\narea = "Californa"\n+++\n\n## Wages\n\nMuch.\n')
    assert said.startswith("bad.md: the pack is for 'Californa', and the facts hold no place of that name.")
    assert "Did you mean California?" in said


def test_a_state_is_not_taken_for_a_county_of_its_name(
    run: Run, tmp_path: Path, nevada: Path, bundled: Application
) -> None:
    (tmp_path / "occuguide.toml").write_text('pack = "ours/nevada.md"\n', encoding="utf-8")
    assert "Nevada County" in {area.name for area in bundled.facts.areas}
    ran = run("show", "51-9198", "--area", "Nevada County")
    assert ran.status == 1
    assert "the facts hold no place of that name" in ran.err
    assert "JobConnect" not in ran.out
    assert run("show", "51-9198").out.splitlines()[0].endswith("in California")


def test_a_pack_that_is_not_there_is_a_wrong_use(run: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("gone.md", "."):
        project(f'pack = "{name}"\n')
        ran = run("show", "electricians")
        assert ran.status == 2
        assert f"pack names {tmp_path / name}, and there is no such file" in ran.err


def test_pages_are_made_without_a_broken_pack(run: Run, project: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text(f"{HEAD}\n## Finding Jobs\n\nAsk.\n", encoding="utf-8")
    project('pack = "bad.md"\n')
    ran = run("build", "--area", "Orange")
    assert ran.status == 1
    assert "there is no section 'Finding Jobs'" in ran.err
    assert "Find your nearest American Job Center" in (tmp_path / "site" / "tips.html").read_text("utf-8")
