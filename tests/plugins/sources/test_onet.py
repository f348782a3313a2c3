"""O*NET's occupations, titles, interests and tasks, from text and from Excel."""

from pathlib import Path
from typing import Any

import pytest


def test_every_table_lands_in_its_place(releases: Any) -> None:
    releases.load("onet", releases.onet())
    facts = releases.facts()
    assert facts.title("11-3051") == "Industrial Production Managers"
    assert [one.code for one in facts.specialties("11-3051")] == ["11-3051.02"]
    assert [(one.text, one.kind) for one in facts.titles("11-3051")] == [
        ("Plant Boss", "alternate"),
        ("Plant Manager", "reported"),
    ]
    assert facts.reported_titles("11-3051") == ("Plant Manager",)
    assert [(task.text, task.core) for task in facts.tasks("11-3051")] == [("Plan.", True), ("Tidy up.", False)]
    assert facts.sources["onet"].release == "O*NET 29.3"
    facts.close()


def test_interests_are_the_high_points_alone_strongest_first(releases: Any) -> None:
    """The made-up file has them out of order, beside a score of another scale and a high point of none."""
    releases.load("onet", releases.onet())
    facts = releases.facts()
    assert facts.interests("11-3051") == {
        "11-3051.00": ("Industrial Production Managers", "EC"),
        "11-3051.02": ("Geothermal Production Managers", ""),
    }
    facts.close()


@pytest.mark.parametrize("table", ["Alternate_Titles", "Sample_of_Reported_Titles", "Interests", "Task_Statements"])
def test_a_release_that_lacks_a_file_goes_on(table: str, releases: Any) -> None:
    whole = releases.load("onet", releases.onet("whole"))
    less = releases.load("onet", releases.onet("less", **{table: None}))
    facts = releases.facts()
    assert facts.title("11-3051") == "Industrial Production Managers"
    assert len(facts.titles("11-3051")) == (1 if "Titles" in table else 2)
    assert len(facts.tasks("11-3051")) == (0 if table == "Task_Statements" else 2)
    assert facts.interests("11-3051")["11-3051.00"][1] == ("" if table == "Interests" else "EC")
    assert whole - less == {"Interests": 0, "Task_Statements": 2}.get(table, 1)
    facts.close()


@pytest.mark.parametrize("read_me", [None, "O*NET, some release\n"])
def test_a_release_without_its_number_is_said_to_be_unknown(read_me: str | None, releases: Any) -> None:
    folder = releases.onet()
    (folder / "Read Me.txt").unlink()
    if read_me is not None:
        (folder / "Read Me.txt").write_text(read_me)
    releases.load("onet", folder)
    facts = releases.facts()
    assert facts.sources["onet"].release == "O*NET, release not stated"
    facts.close()


def test_titles_that_differ_in_case_alone_are_one(releases: Any) -> None:
    titles = [("O*NET-SOC Code", "Alternate Title"), ("11-3051.00", "Boss"), ("11-3051.00", "BOSS")]
    releases.load("onet", releases.onet(Alternate_Titles=titles))
    facts = releases.facts()
    assert [(one.text, one.kind) for one in facts.titles("11-3051")] == [
        ("Boss", "alternate"),
        ("Plant Manager", "reported"),
    ]
    facts.close()


def test_quotation_marks_in_the_text_release_are_words(releases: Any) -> None:
    tasks = [
        ("O*NET-SOC Code", "Task ID", "Task", "Task Type"),
        ("11-3051.00", "1", '"Lean" ways, 5" pipes.', "Core"),
    ]
    releases.load("onet", releases.onet(Task_Statements=tasks))
    facts = releases.facts()
    assert facts.tasks("11-3051")[0].text == '"Lean" ways, 5" pipes.'
    facts.close()


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    folder = releases.onet()
    releases.load("onet", folder)
    first = releases.store.read_bytes()
    releases.load("onet", folder)
    assert releases.store.read_bytes() == first


def test_a_release_takes_the_place_of_the_earlier_one(releases: Any) -> None:
    releases.load("onet", releases.onet("one"))
    fewer = [("O*NET-SOC Code", "Title"), ("11-3051.00", "Industrial Production Managers")]
    releases.load("onet", releases.onet("two", Occupation_Data=fewer))
    facts = releases.facts()
    assert facts.specialties("11-3051") == ()
    facts.close()


@pytest.mark.parametrize(
    ("folder", "release", "interests"),
    [("onet_29_3_excel", "O*NET 29.3", "ECR"), ("onet_27_0_text", "O*NET 27.0", "EC")],
)
def test_the_real_releases_import_from_excel_and_from_text(
    folder: str, release: str, interests: str, shared: Path, releases: Any
) -> None:
    releases.load("onet", shared / folder)
    facts = releases.facts()
    counted = facts.counts()["onet"]
    assert counted["specialty"] == 1_016
    assert counted["occupation"] == 867
    assert facts.sources["onet"].release == release
    assert facts.interests("11-3051")["11-3051.00"] == ("Industrial Production Managers", interests)
    assert counted["task"] > 18_000
    assert facts.tasks("11-3051")[0].core
    assert "11-3051.05" not in facts.interests("11-3051")
    facts.close()
