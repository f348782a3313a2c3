"""Indexing: what an engine is given of each occupation, and what makes it be given anew."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from occuguide.core import Area, Document, Name, Occupation, Paragraph, Section, Table, Why, hookimpl
from occuguide.core.application import Application
from occuguide.core.indexing import Indexing
from occuguide.core.testing import section_text

Make = Callable[..., Application]


class Silent:
    """Progress that keeps how far it is."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int, str]] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        """Keep it."""
        self.steps.append((done, total, what))

    def note(self, words: str) -> None:
        """Nothing is noted here."""
        raise AssertionError(words)


def indexing(application: Application) -> Indexing:
    """What an application indexes with."""
    return Indexing(
        application.registry, application.facts, application.occupations, application.composer, application.area()
    )


def document(application: Application, soc: str) -> Document:
    """The document of one occupation."""
    (made,) = indexing(application).documents([soc], Silent())
    return made


def said(made: Document) -> str:
    """All that the sections of a document say."""
    return "\n".join(passage.text for passage in made.passages)


# --- Documents ------------------------------------------------------------------------------------------------


def test_a_document_is_made_of_each_occupation_that_is_asked_for_and_no_other(make: Make) -> None:
    progress = Silent()
    made = list(indexing(make()).documents(["47-2111", "11-3051"], progress))
    assert [(one.soc, one.title) for one in made] == [
        ("11-3051", "Industrial Production Managers"),
        ("47-2111", "Electricians"),
    ]
    assert progress.steps == [(1, 2, "indexing"), (2, 2, "indexing")]


def test_an_authors_titles_are_names_and_hidden_ones_are_marked(
    make: Make, occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(head='also_called = ["Wire Pullers"]\nhidden_titles = ["Sparky"]\n')
    names = document(make(occupations=(path.parent,)), "47-2111").names
    assert Name("Wire Pullers", Why.CALLED) in names
    assert Name("Sparky", Why.HIDDEN) in names


def test_titles_specialties_and_older_codes_of_the_facts_are_names(bundled: Application) -> None:
    names = document(bundled, "11-3051").names
    assert Name("Biofuels Production Managers", Why.SPECIALTY) in names
    assert Name("11-3051.03", Why.CODE, "Biofuels Production Managers") in names
    assert any(name.why is Why.CALLED and name.text.startswith("Plant Manager") for name in names)
    older = [name for name in document(bundled, "15-1252").names if name.why is Why.CODE and name.text == "15-1132"]
    assert [name.note for name in older] == ["Software Developers, Applications in the SOC 2010"]


def test_what_sections_say_is_indexed_without_figures_and_other_occupations(
    make: Make, occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file(
        "## Benefits\n\nHalf earn {{ wages.annual.median }} and a free lunch; see [[11-3051]].\n\n- A piano.\n"
    )
    made = document(make(occupations=(path.parent,)), "47-2111")
    (passage,) = [passage for passage in made.passages if "lunch" in passage.text]
    assert passage.heading == "Benefits"
    assert "A piano." in passage.text
    assert "76,000" not in said(made)
    assert "Industrial Production Managers" not in passage.text


def test_what_is_the_same_in_no_two_places_is_not_indexed(make: Make) -> None:
    @hookimpl
    def guide_benefits(area: Area, occupation: Occupation) -> Section:
        return Section(Paragraph(f"A trampoline in {area.name}."))

    @hookimpl
    def guide_tools(occupation: Occupation) -> Section:
        return Section(Paragraph("A voltmeter."))

    application = make(
        {"place": SimpleNamespace(guide_benefits=guide_benefits), "work": SimpleNamespace(guide_tools=guide_tools)}
    )
    text = said(document(application, "47-2111"))
    assert "voltmeter" in text
    assert "trampoline" not in text


def test_the_words_of_a_table_are_indexed_and_its_figures_and_codes_are_not(make: Make) -> None:
    @hookimpl
    def guide_tools(occupation: Occupation) -> Section:
        return Section(
            Table("Skills", ("Skill", "Mean", "Code"), [("Negotiation", "3.62", "11-3051"), ("C3", "4", "")])
        )

    application = make({"work": SimpleNamespace(guide_tools=guide_tools)}, disabled=frozenset({"tools"}))
    (passage,) = [one for one in document(application, "47-2111").passages if one.anchor == "tools"]
    assert {"Negotiation", "C3"} <= set(passage.text.split())
    assert not {"3.62", "11-3051", "4"} & set(passage.text.split())


def test_what_stands_there_for_professionals_is_not_indexed_as_words(
    make: Make, occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## Benefits\n\nA piano.\n\n## For the Career Professional\n\nA trampoline.\n")
    application = make(occupations=(path.parent,))
    text = said(document(application, "47-2111"))
    assert "piano" in text
    assert "trampoline" not in text
    assert "A trampoline." in section_text(application.guide("47-2111"), "codes")


# --- Stamps ---------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(make: Make) -> Callable[..., set[str]]:
    """Which occupations' stamps differ between two applications, or came or went."""

    def between(one: Application, other: Application) -> set[str]:
        before, after = indexing(one).stamps(), indexing(other).stamps()
        return {soc for soc in before.keys() | after.keys() if before.get(soc) != after.get(soc)}

    return between


EVERY = {"11-3051", "47-2111", "51-1011"}


def test_every_occupation_has_a_stamp_and_it_stays(make: Make, changed: Callable[..., set[str]]) -> None:
    assert set(indexing(make()).stamps()) == EVERY
    assert changed(make(), make()) == set()


def test_reading_and_searching_change_no_stamp(make: Make, occupation_file: Callable[..., Path]) -> None:
    path = occupation_file()
    application = make(occupations=(path.parent,))
    before = dict(indexing(application).stamps())
    application.guide("47-2111", "Orange")
    application.search("electrician", application.area("Orange"), Unwatched())
    application.registry.load_all()
    assert dict(indexing(application).stamps()) == before


class Unwatched(Silent):
    """Progress that nobody looks at."""

    def note(self, words: str) -> None:
        """Say nothing."""


def test_a_file_that_changes_comes_or_goes_changes_the_stamp_of_its_occupation_alone(
    make: Make, occupation_file: Callable[..., Path], own_folder: Path, changed: Callable[..., set[str]]
) -> None:
    without = make(occupations=(own_folder,))
    stamps = indexing(without).stamps()
    path = occupation_file()
    with_one = make(occupations=(own_folder,))
    assert {soc for soc, stamp in indexing(with_one).stamps().items() if stamps.get(soc) != stamp} == {"47-2111"}
    stamps = indexing(with_one).stamps()
    path.write_text(path.read_text("utf-8").replace("Many.", "Few and far between."), "utf-8")
    rewritten = make(occupations=(own_folder,))
    assert {soc for soc, stamp in indexing(rewritten).stamps().items() if stamps[soc] != stamp} == {"47-2111"}
    path.unlink()
    assert dict(indexing(make(occupations=(own_folder,))).stamps()) == dict(indexing(without).stamps())


def test_a_file_of_the_same_size_that_was_written_later_changes_the_stamp(
    make: Make, occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file()
    before = indexing(make(occupations=(path.parent,))).stamps()
    os.utime(path, ns=(1, 1))
    assert indexing(make(occupations=(path.parent,))).stamps()["47-2111"] != before["47-2111"]


def test_an_occupation_that_somebody_adds_is_a_stamp_more(
    make: Make, occupation_file: Callable[..., Path], changed: Callable[..., set[str]]
) -> None:
    path = occupation_file(soc="53-7999", head='title = "Ferry Hands"\n', name="ferry.md")
    assert changed(make(), make(occupations=(path.parent,))) == {"53-7999"}


def test_facts_and_plugins_change_every_stamp(
    make: Make, small_facts: Path, tmp_path: Path, changed: Callable[..., set[str]]
) -> None:
    facts = shutil.copyfile(small_facts, tmp_path / "other.sqlite")
    before = make(facts=facts)
    stamps = indexing(before).stamps()
    connection = sqlite3.connect(facts)
    connection.execute("UPDATE occupation SET title = 'Gang Bosses and Others' WHERE soc = '51-1011'")
    connection.commit()
    connection.close()
    os.utime(facts, ns=(1, 1))
    after = indexing(make(facts=facts)).stamps()
    assert {soc for soc in EVERY if after[soc] != stamps[soc]} == EVERY
    assert changed(make(), make(disabled=frozenset({"tools"}))) == EVERY
    assert changed(make(), make({"mine": SimpleNamespace()})) == EVERY


def test_a_plugin_for_one_occupation_changes_the_stamp_of_that_one(
    make: Make, changed: Callable[..., set[str]]
) -> None:
    @hookimpl
    def guide_benefits() -> Section:
        return Section(Paragraph("A trampoline."))

    plugin = SimpleNamespace(SOC="47-2111", guide_benefits=guide_benefits)
    assert changed(make(), make({"fun": plugin})) == {"47-2111"}


# --- Brought up to date ---------------------------------------------------------------------------------------


def test_one_file_that_changes_is_indexed_alone(
    make: Make, occupation_file: Callable[..., Path], own_folder: Path
) -> None:
    asked: list[str] = []

    def found(words: str) -> list[str]:
        application = make(occupations=(own_folder,))
        try:
            progress = Unwatched()
            results = application.search(words, application.area(), progress)
            asked[:] = [f"{done} of {total}" for done, total, _ in progress.steps]
            return list(results.found)
        finally:
            application.close()

    path = occupation_file("## Benefits\n\nFree lunch.\n")
    assert found("lunch") == ["47-2111"]
    assert asked == ["1 of 3", "2 of 3", "3 of 3"]
    path.write_text(path.read_text("utf-8").replace("lunch", "quinoa"), "utf-8")
    assert found("quinoa") == ["47-2111"]
    assert asked == ["1 of 1"]
    assert found("lunch") == []
    assert asked == []
    occupation_file("## Benefits\n\nA piano.\n", soc="51-1011", name="leads.md")
    assert found("piano") == ["51-1011"]
    assert asked == ["1 of 1"]
    path.unlink()
    assert found("quinoa") == []
    assert asked == ["1 of 1"]


def test_facts_that_change_are_found(make: Make, tmp_path: Path, small_facts: Path) -> None:
    facts = shutil.copyfile(small_facts, tmp_path / "other.sqlite")

    def titles(words: str) -> Iterable[str]:
        application = make(facts=facts)
        try:
            return [hit.title for hit in application.search(words, application.area(), Unwatched()).hits]
        finally:
            application.close()

    assert next(iter(titles("crew leads"))) == "Crew Leads"
    connection = sqlite3.connect(facts)
    connection.execute("UPDATE occupation SET title = 'Gang Bosses' WHERE soc = '51-1011'")
    connection.commit()
    connection.close()
    os.utime(facts, ns=(1, 1))
    assert "Crew Leads" not in titles("crew leads")
    assert titles("boss") == ["Gang Bosses"]


def test_facts_that_are_replaced_under_an_open_application_are_found_by_the_next(
    make: Make, tmp_path: Path, small_facts: Path
) -> None:
    facts, imported = (shutil.copyfile(small_facts, tmp_path / name) for name in ("own.sqlite", "imported.sqlite"))
    connection = sqlite3.connect(imported)
    connection.execute("UPDATE occupation SET title = 'Gang Bosses' WHERE soc = '51-1011'")
    connection.commit()
    connection.close()
    opened = make(facts=facts)
    assert "51-1011" in opened.occupations.titles
    imported.replace(facts)
    assert opened.search("crew leads", opened.area(), Unwatched()).hits[0].title == "Crew Leads"
    opened.close()
    later = make(facts=facts)
    assert [hit.title for hit in later.search("boss", later.area(), Unwatched()).hits] == ["Gang Bosses"]
    later.close()


def test_a_file_that_changes_after_it_was_loaded_is_found_by_the_next_application(
    make: Make, occupation_file: Callable[..., Path]
) -> None:
    path = occupation_file("## Benefits\n\nFree lunch.\n")
    opened = make(occupations=(path.parent,))
    opened.guide("47-2111")
    path.write_text(path.read_text("utf-8").replace("lunch", "quinoa"), "utf-8")
    assert [hit.soc for hit in opened.search("lunch", opened.area(), Unwatched()).hits] == ["47-2111"]
    opened.close()
    later = make(occupations=(path.parent,))
    assert [hit.soc for hit in later.search("quinoa", later.area(), Unwatched()).hits] == ["47-2111"]
    later.close()
