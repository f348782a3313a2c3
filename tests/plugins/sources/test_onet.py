"""O*NET, from text and from Excel, under the names that its tables have and have had."""

import csv
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from occuguide.core import DataError
from occuguide.core.store import TABLES, rewriting
from occuguide.plugins.sources.onet import Onet

CODE = "O*NET-SOC Code"
MANAGERS, GEOTHERMAL = "11-3051.00", "11-3051.02"
RATED = (CODE, "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress")
SHARED = (CODE, "Element ID", "Element Name", "Scale ID", "Category", "Data Value", "Recommend Suppress")
EDUCATION = "Education, Training, and Experience"
CATEGORIES = ("Element ID", "Element Name", "Scale ID", "Category", "Category Description")
LINKS = ("{} Element ID", "{} Element Name", "Work Activities Element ID", "Work Activities Element Name")

Lines = Sequence[Sequence[str]]

WHOLE: Mapping[str, Lines] = {
    "Occupation Data": [
        (CODE, "Title", "Description"),
        (MANAGERS, "Industrial Production Managers", "Plan."),
        (GEOTHERMAL, "Geothermal Production Managers", "Plan heat."),
        ("47-2111.00", "Electricians", "Wire."),
    ],
    "Alternate Titles": [(CODE, "Alternate Title"), (MANAGERS, "Plant Boss"), ("47-2111.00", "Sparks")],
    "Sample of Reported Titles": [(CODE, "Reported Job Title"), (MANAGERS, "Plant Manager")],
    "Job Zones": [(CODE, "Job Zone", "Date"), (MANAGERS, "4", "08/2023"), ("47-2111.00", "3", "08/2023")],
    "Task Statements": [
        (CODE, "Task ID", "Task", "Task Type"),
        (MANAGERS, "12", "Tidy up.", "Supplemental"),
        (MANAGERS, "11", "Plan.", "Core"),
        (GEOTHERMAL, "13", "Dig.", "n/a"),
    ],
    "Tasks to DWAs": [
        (CODE, "Task ID", "DWA ID"),
        (MANAGERS, "11", "4.A.1.I01.D01"),
        (MANAGERS, "11", "4.A.1.I01.D01"),
    ],
    "DWA Reference": [
        ("Element ID", "IWA ID", "DWA ID", "DWA Title"),
        ("4.A.1", "4.A.1.I01", "4.A.1.I01.D01", "Plan work."),
    ],
    "Skills to Work Activities": [
        tuple(name.format("Skills") for name in LINKS),
        ("2.A.1", "Reading", "4.A.1", "Planning"),
        ("2.B.1", "Persuasion", "4.A.1", "Planning"),
    ],
    "Abilities to Work Activities": [
        tuple(name.format("Abilities") for name in LINKS),
        ("1.A.1", "Memory", "4.A.1", "Planning"),
    ],
    "Skills": [
        RATED,
        (MANAGERS, "2.A.1", "Reading", "IM", "4.12", "N"),
        (MANAGERS, "2.A.1", "Reading", "LV", "5.5", "N"),
        ("47-2111.00", "2.A.1", "Reading", "IM", "3", "N"),
        (GEOTHERMAL, "2.A.1", "Reading", "IM", "1.25", "Y"),
        (MANAGERS, "2.B.1", "Persuasion", "IM", "3.5", "N"),
    ],
    "Abilities": [RATED, (MANAGERS, "1.A.1", "Memory", "IM", "2.75", "N")],
    "Knowledge": [RATED, (MANAGERS, "2.C.1", "Production", "IM", "4.5", "N")],
    "Work Activities": [RATED, (MANAGERS, "4.A.1", "Planning", "IM", "4.4", "N")],
    "Work Styles": [RATED, (MANAGERS, "1.C.1", "Leadership", "IM", "4.69", "N")],
    "Work Values": [RATED[:5], (MANAGERS, "1.B.2.a", "Achievement", "EX", "6.33")],
    "Interests": [
        RATED[:5],
        (MANAGERS, "1.B.1.h", "Second Interest High-Point", "IH", "6.00"),
        (MANAGERS, "1.B.1.a", "Realistic", "OI", "4.33"),
        (MANAGERS, "1.B.1.g", "First Interest High-Point", "IH", "5.00"),
        (MANAGERS, "1.B.1.i", "Third Interest High-Point", "IH", "0.00"),
    ],
    "Work Context": [
        SHARED,
        (MANAGERS, "4.C.1", "Public Speaking", "CX", "n/a", "2.5", "N"),
        (MANAGERS, "4.C.1", "Public Speaking", "CXP", "1", "0.00", "N"),
        (MANAGERS, "4.C.1", "Public Speaking", "CXP", "2", "50", "N"),
        (MANAGERS, "4.C.1", "Public Speaking", "CXP", "3", "50", "Y"),
        (MANAGERS, "4.C.2", "Time Pressure", "CT", "n/a", "2.9", "N"),
        (MANAGERS, "4.C.2", "Time Pressure", "CTP", "3", "100", "N"),
    ],
    "Work Context Categories": [
        CATEGORIES,
        ("4.C.1", "Public Speaking", "CXP", "1", "Never"),
        ("4.C.1", "Public Speaking", "CXP", "2", "Once a year"),
        ("4.C.1", "Public Speaking", "CXP", "3", "Every day"),
        ("4.C.2", "Time Pressure", "CTP", "3", "Always"),
    ],
    EDUCATION: [
        SHARED,
        (MANAGERS, "2.D.1", "Level of Education", "RL", "2", "30.5", "N"),
        (MANAGERS, "2.D.1", "Level of Education", "RL", "6", "69.5", "N"),
        (MANAGERS, "3.A.1", "Work Experience", "RW", "1", "100", "Y"),
    ],
    f"{EDUCATION} Categories": [
        CATEGORIES,
        ("2.D.1", "Level of Education", "RL", "2", "High school"),
        ("2.D.1", "Level of Education", "RL", "6", "College"),
        ("3.A.1", "Work Experience", "RW", "1", "None"),
    ],
    "Content Model Reference": [
        ("Element ID", "Element Name", "Description"),
        ("1", "Of the worker", "Not rated."),
        ("2.A.1", "Reading", "Reads."),
        ("4.C.1", "Public Speaking", "Speaks."),
    ],
    "Technology Skills": [
        (CODE, "Example", "Commodity Title", "Hot Technology", "In Demand"),
        (MANAGERS, "Sheets", "Spreadsheet software", "Y", "N"),
        (GEOTHERMAL, "Sheets", "Spreadsheet software", "Y", "Y"),
        (MANAGERS, "Plans", "Drawing software", "N", "N"),
    ],
    "Tools Used": [(CODE, "Example", "Commodity Title"), (MANAGERS, "Pump", "Pumps"), (GEOTHERMAL, "Pump", "Pumps")],
    "Related Occupations": [
        (CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"),
        (MANAGERS, GEOTHERMAL, "Primary-Short", "1"),
    ],
}
"""A release with every table that is read."""


def text(releases: Any, name: str = "whole", **changed: Lines | None) -> Path:
    folder: Path = releases.onet(name, **{**WHOLE, **changed})
    return folder


def excel(releases: Any, name: str = "excel", tables: Mapping[str, Lines] = WHOLE) -> Path:
    """The Excel release: its numbers are numbers, and its blank cells are blank."""

    def cell(value: str) -> object:
        return float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else value.removeprefix("n/a")

    # A cell that looks like a number and is a name would be one in the real release too.
    files = [
        releases.workbook(f"{table}.xlsx", {table: [[cell(value) for value in line] for line in lines]})
        for table, lines in tables.items()
    ]
    folder: Path = releases.gathered(name, *files, releases.file("Read Me.txt", "The O*NET 29.3 Database\n"))
    return folder


def stored(releases: Any, *, numbered: bool = True) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and the same whatever numbers tools have been given, if they are not to count."""
    rows = {table: releases.query(f"SELECT * FROM {table}") for table in TABLES}
    if not numbered:
        named = (
            "SELECT u.onet_soc, t.kind, t.name, t.category, u.in_demand FROM tool_use u JOIN tool t ON t.id = u.tool"
        )
        rows["tool"] = releases.query("SELECT kind, name, category, hot FROM tool ORDER BY kind, name, category")
        rows["tool_use"] = releases.query(f"{named} ORDER BY 1, 2, 3, 4")
    return rows


def changed(table: str, row: int, column: str, value: str) -> dict[str, Lines]:
    """A table of the whole release with one of its cells another; rows are counted from 2, as in messages."""
    header, *lines = (list(line) for line in WHOLE[table])
    lines[row - 2][header.index(column)] = value
    return {table: [header, *lines]}


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
    assert whole - less == {"Task_Statements": 2}.get(table, 1)
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


# --- What is read of every table -----------------------------------------------------------------------------


@pytest.fixture
def whole(releases: Any) -> Any:
    releases.load("onet", text(releases))
    return releases


def test_nothing_is_said_of_a_release_that_has_every_table(whole: Any) -> None:
    assert whole.notes == []
    empty = {table for table, rows in stored(whole).items() if not rows}
    assert empty.isdisjoint({"element", "rating", "distribution", "category", "element_activity", "tool", "tool_use"})


def test_an_occupation_has_its_job_zone_and_its_description(whole: Any) -> None:
    assert whole.query("SELECT onet_soc, soc, title, interests, job_zone FROM specialty") == [
        (MANAGERS, "11-3051", "Industrial Production Managers", "EC", 4),
        (GEOTHERMAL, "11-3051", "Geothermal Production Managers", "", None),
        ("47-2111.00", "47-2111", "Electricians", "", 3),
    ]
    assert whole.query("SELECT soc FROM occupation") == [("11-3051",), ("47-2111",)]
    assert whole.query("SELECT code, description FROM description WHERE code LIKE '%-%'") == [
        (MANAGERS, "Plan."),
        (GEOTHERMAL, "Plan heat."),
        ("47-2111.00", "Wire."),
    ]


def test_elements_are_described_if_anything_is_said_on_them(whole: Any) -> None:
    described = whole.query("SELECT code, description FROM description WHERE code NOT LIKE '%-%'")
    assert described == [("2.A.1", "Reads."), ("4.C.1", "Speaks.")]


def test_a_task_that_is_neither_core_nor_supplemental_is_neither(whole: Any) -> None:
    assert whole.query("SELECT onet_soc, number, core FROM task") == [
        (MANAGERS, 11, 1),
        (MANAGERS, 12, 0),
        (GEOTHERMAL, 13, None),
    ]


def test_a_task_is_an_activity_once_however_often_it_is_listed(whole: Any) -> None:
    assert whole.query("SELECT onet_soc, number, dwa FROM task_activity") == [(MANAGERS, 11, "4.A.1.I01.D01")]
    assert whole.query("SELECT dwa, element, title FROM detailed_activity") == [
        ("4.A.1.I01.D01", "4.A.1", "Plan work."),
    ]


def test_elements_are_of_the_domain_of_their_table(whole: Any) -> None:
    assert dict(whole.query("SELECT id, domain FROM element")) == {
        "1.A.1": "ability",
        "1.B.1.a": "interest",
        "1.B.2.a": "value",
        "1.C.1": "style",
        "2.A.1": "skill",
        "2.B.1": "skill",
        "2.C.1": "knowledge",
        "2.D.1": "education",
        "3.A.1": "education",
        "4.A.1": "activity",
        "4.C.1": "context",
        "4.C.2": "context",
    }


def test_a_rating_is_the_importance_and_not_the_level(whole: Any) -> None:
    query = "SELECT element, value, suppressed FROM rating WHERE onet_soc = ? ORDER BY element"
    assert whole.query(query, MANAGERS) == [
        ("1.A.1", 2.75, 0),
        ("1.B.1.a", 4.33, 0),
        ("1.B.2.a", 6.33, 0),
        ("1.C.1", 4.69, 0),
        ("2.A.1", 4.12, 0),
        ("2.B.1", 3.5, 0),
        ("2.C.1", 4.5, 0),
        ("4.A.1", 4.4, 0),
        ("4.C.1", 2.5, 0),
        ("4.C.2", 2.9, 0),
    ]


def test_a_suppressed_rating_is_marked_and_is_no_part_of_the_mean(whole: Any) -> None:
    """4.12 and 3 are; 1.25 is not recommended to be shown."""
    assert whole.query("SELECT value FROM rating WHERE element = '2.A.1' AND suppressed") == [(1.25,)]
    assert whole.query("SELECT mean FROM element WHERE id = '2.A.1'") == [(3.56,)]


def test_an_element_of_which_every_rating_is_suppressed_or_none_is_there_has_no_mean(releases: Any) -> None:
    skills = [RATED, (MANAGERS, "2.A.1", "Reading", "IM", "1.25", "Y")]
    releases.load("onet", text(releases, Skills=skills))
    assert releases.query("SELECT id, mean FROM element WHERE domain = 'skill'") == [("2.A.1", None), ("2.B.1", None)]
    assert releases.query("SELECT count(*) FROM element WHERE domain = 'education' AND mean IS NOT NULL") == [(0,)]


def test_percentages_of_categories_are_kept_apart_from_ratings_without_the_noughts(whole: Any) -> None:
    assert whole.query("SELECT element, category, percent, suppressed FROM distribution") == [
        ("2.D.1", 2, 30.5, 0),
        ("2.D.1", 6, 69.5, 0),
        ("3.A.1", 1, 100, 1),
        ("4.C.1", 2, 50, 0),
        ("4.C.1", 3, 50, 1),
        ("4.C.2", 3, 100, 0),
    ]
    assert dict(whole.query("SELECT category, name FROM category WHERE element = '4.C.1'")) == {
        1: "Never",
        2: "Once a year",
        3: "Every day",
    }


def test_a_tool_is_there_once_and_those_who_use_it_each(whole: Any) -> None:
    assert stored(whole, numbered=False)["tool"] == [
        ("technology", "Plans", "Drawing software", 0),
        ("technology", "Sheets", "Spreadsheet software", 1),
        ("tool", "Pump", "Pumps", 0),
    ]
    assert stored(whole, numbered=False)["tool_use"] == [
        (MANAGERS, "technology", "Plans", "Drawing software", 0),
        (MANAGERS, "technology", "Sheets", "Spreadsheet software", 0),
        (MANAGERS, "tool", "Pump", "Pumps", 0),
        (GEOTHERMAL, "technology", "Sheets", "Spreadsheet software", 1),
        (GEOTHERMAL, "tool", "Pump", "Pumps", 0),
    ]


# --- Forms of a release --------------------------------------------------------------------------------------


def test_text_and_excel_give_the_same_rows(whole: Any) -> None:
    rows = stored(whole)
    whole.load("onet", excel(whole))
    assert stored(whole) == rows


@pytest.mark.parametrize("form", [text, excel])
def test_a_zip_gives_the_same_rows_as_its_folder(form: Any, releases: Any) -> None:
    folder = form(releases)
    releases.load("onet", folder)
    rows, digest = stored(releases), releases.query("SELECT sha256, release FROM source")
    files = sorted(folder.iterdir())
    path = releases.folder / "db_29_3.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, f"db_29_3/{file.name}")
            archive.writestr(f"__MACOSX/db_29_3/._{file.name}", "of no use")
    for paths in ([path], files):
        releases.load("onet", *paths)
        assert stored(releases) == rows
        assert releases.query("SELECT sha256, release FROM source") == digest
    assert releases.notes == []


def _renamed() -> Mapping[str, Lines]:
    """The whole release under the names that releases from 30.3 on have."""
    tables = dict(WHOLE)

    def called(table: str, headings: Mapping[str, str]) -> Lines:
        header, *lines = tables.pop(table)
        return [tuple(headings.get(heading, heading) for heading in header), *lines]

    def divided(table: str, column: str, first: str, names: tuple[str, str]) -> Iterator[tuple[str, Lines]]:
        """A table in two, by what a column of its rows begins with."""
        header, *lines = tables.pop(table)
        place = header.index(column)
        for name, wanted in zip(names, (True, False), strict=True):
            headings = tuple(
                heading.replace("Skills Element", f"{name.split(' to ')[0]} Element") for heading in header
            )
            yield name, [headings, *(line for line in lines if line[place].startswith(first) is wanted)]

    tables["Job Titles"] = called("Alternate Titles", {"Alternate Title": "Job Title"})
    tables["Career Interest Types"] = called("Interests", {})
    tables["Software Skills"] = called("Technology Skills", {"Example": "Software Title"})
    kinds = ("Essential Skills", "Transferable Skills")
    tables |= divided("Skills", "Element ID", "2.A", kinds)
    links = tuple(f"{kind} to Work Activities" for kind in kinds)
    tables |= divided("Skills to Work Activities", "Skills Element ID", "2.A", links)
    parts = ("Education", "Training and Experience")
    tables |= divided(EDUCATION, "Element ID", "2.D", parts)
    tables |= divided(f"{EDUCATION} Categories", "Element ID", "2.D", tuple(f"{part} Categories" for part in parts))
    return tables


@pytest.mark.parametrize("form", ["text", "Excel"])
def test_tables_that_were_renamed_or_divided_give_the_same_rows(form: str, whole: Any) -> None:
    renamed = _renamed()
    assert len(renamed.keys() - WHOLE.keys()) == 11
    assert renamed["Transferable Skills to Work Activities"][0][0] == "Transferable Skills Element ID"
    rows = stored(whole)
    if form == "Excel":
        folder = excel(whole, "newer", renamed)
    else:
        folder = whole.onet("newer", **{**dict.fromkeys(WHOLE), **renamed})
    whole.load("onet", folder)
    assert whole.notes == []
    assert stored(whole) == rows


def test_work_styles_are_rated_by_their_impact_where_that_is_their_scale(releases: Any) -> None:
    """It may be negative; the rank among an occupation's styles, on the other scale, is no rating."""
    styles = [
        RATED[:5],
        (MANAGERS, "1.D.1", "Leadership", "WI", "2.15"),
        (MANAGERS, "1.D.1", "Leadership", "DR", "1"),
        (MANAGERS, "1.D.2", "Caution", "WI", "-0.5"),
    ]
    releases.load("onet", text(releases, **{"Work Styles": styles}))
    query = "SELECT e.name, r.value FROM rating r JOIN element e ON e.id = r.element WHERE e.domain = 'style'"
    assert releases.query(query) == [("Leadership", 2.15), ("Caution", -0.5)]


# --- What is lacking or wrong --------------------------------------------------------------------------------


def test_the_tables_that_are_lacking_are_named_in_one_note(releases: Any) -> None:
    lacking = ("Skills", "Abilities", "Work Context", f"{EDUCATION} Categories")
    releases.load("onet", text(releases, **dict.fromkeys(lacking)))
    (note,) = releases.notes
    assert note.startswith("The release lacks ")
    named = note.removeprefix("The release lacks ").partition(";")[0]
    assert all(name in named for name in lacking)
    for name in WHOLE.keys() - {*lacking}:
        assert not re.search(rf"(^|, |and ){re.escape(name)}(,| and|$)", named), name


def test_two_folders_are_two_releases_and_each_is_named(releases: Any) -> None:
    with pytest.raises(DataError) as refused:
        releases.load("onet", releases.onet("db_27_0"), releases.onet("db_29_3"))
    assert "db_27_0/Alternate Titles.txt and " in str(refused.value)
    assert "db_29_3/Alternate Titles.txt are the same table of O*NET" in str(refused.value)


def test_no_more_tables_are_counted_than_there_are(releases: Any) -> None:
    """Interests are read twice: as codes and as ratings."""
    counted: list[tuple[int, int]] = []

    class Counting:
        def __call__(self, done: int, total: int, what: str) -> None:
            counted.append((done, total))

        def note(self, words: str) -> None:
            pass

    with rewriting(releases.store, None) as store:
        Onet().load([releases.onet()], store, Counting())
    assert counted == sorted(counted)
    assert max(done for done, _ in counted) <= min(total for _, total in counted)


def test_the_occupations_alone_are_enough(releases: Any) -> None:
    path = text(releases) / "Occupation Data.txt"
    assert releases.load("onet", path) == 3
    (note,) = releases.notes
    assert all(name in note for name in WHOLE.keys() - {"Occupation Data"})
    filled = {table for table, rows in stored(releases).items() if rows}
    assert filled == {"occupation", "specialty", "description"}


WITH_CODES = sorted(table for table, lines in WHOLE.items() if CODE in lines[0])


@pytest.mark.parametrize("table", WITH_CODES)
def test_a_code_that_is_none_is_said_with_its_place(table: str, releases: Any) -> None:
    for count, code in enumerate(("11-3051", "11-3051.0", "Managers", "")):
        folder = text(releases, str(count), **changed(table, 2, CODE, code))
        with pytest.raises(DataError) as refused:
            releases.load("onet", folder)
        assert str(refused.value) == f"{table}.txt, row 2, column {CODE!r}: this is no O*NET-SOC code: {code!r}"


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("Job Zones", 3, "Job Zone"),
        ("Task Statements", 2, "Task ID"),
        ("Tasks to DWAs", 3, "Task ID"),
        ("Skills", 2, "Data Value"),
        ("Work Styles", 2, "Data Value"),
        ("Interests", 2, "Data Value"),
        ("Work Context", 2, "Data Value"),
        ("Work Context", 4, "Category"),
        (EDUCATION, 3, "Data Value"),
        (EDUCATION, 3, "Category"),
        ("Work Context Categories", 3, "Category"),
        (f"{EDUCATION} Categories", 2, "Category"),
        ("Related Occupations", 2, "Index"),
    ],
)
@pytest.mark.parametrize("form", ["text", "Excel"])
def test_a_word_for_a_number_is_said_with_its_place(
    form: str, table: str, row: int, column: str, releases: Any
) -> None:
    wrong = {**WHOLE, **changed(table, row, column, "many")}
    folder = excel(releases, tables=wrong) if form == "Excel" else text(releases, **wrong)
    suffix = "xlsx" if form == "Excel" else "txt"
    with pytest.raises(DataError) as refused:
        releases.load("onet", folder)
    assert str(refused.value) == f"{table}.{suffix}, row {row}, column {column!r}: this is no number: 'many'"


@pytest.mark.parametrize("table", WHOLE)
def test_a_table_without_a_column_is_said(table: str, releases: Any) -> None:
    (_, *columns), *lines = WHOLE[table]
    wrong = [("Another", *columns), *lines]
    with pytest.raises(DataError) as refused:
        releases.load("onet", text(releases, **{table: wrong}))
    missing = (
        WHOLE[table][0][0].replace("Skills Element", "Linked Element").replace("Abilities Element", "Linked Element")
    )
    assert f"{table}.txt, row 1: " in str(refused.value)
    assert f"it has no column {missing!r}" in str(refused.value)


# --- The real releases ---------------------------------------------------------------------------------------

REAL = {"29.3": "onet_29_3_excel", "27.0": "onet_27_0_text"}

Plain = dict[str, list[dict[str, str]]]


def plain(folder: Path) -> Plain:
    """A release's tables as they stand in its files, read without anything of the importer's."""
    tables: Plain = {}
    for path in folder.iterdir():
        if path.suffix == ".txt" and path.stem != "Read Me":
            with path.open(encoding="utf-8", newline="") as file:
                tables[path.stem] = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        elif path.suffix == ".xlsx":
            header, *lines = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            tables[path.stem] = [dict(zip(header, map(str, line), strict=True)) for line in lines]
    return tables


@pytest.fixture(scope="module", params=REAL)
def real(request: pytest.FixtureRequest, shared: Path) -> Any:
    """A store with a real release, its number, and its tables as they stand in its files."""
    releases = request.getfixturevalue("module_releases")
    folder = shared / REAL[request.param]
    count = releases.load("onet", folder)
    return releases, request.param, plain(folder), count


def scaled(tables: Plain, scales: Mapping[str, str]) -> list[dict[str, str]]:
    return [row for table, scale in scales.items() for row in tables.get(table, ()) if row["Scale ID"] == scale]


RATINGS = {"Skills": "IM", "Knowledge": "IM", "Work Styles": "IM", "Work Values": "EX", "Interests": "OI"}
PERCENTAGES = ("RL", "RW", "PT", "OJ")


def test_every_table_of_a_real_release_is_read_whole(real: Any) -> None:
    releases, _, tables, count = real
    rated = scaled(tables, RATINGS)
    # The table also rates, on the scale IM, how important a certificate and an apprenticeship are: that is not read.
    assert {row["Scale ID"] for row in tables[EDUCATION]} == {*PERCENTAGES, "IM"}
    shares = [row for row in tables[EDUCATION] if row["Scale ID"] in PERCENTAGES and float(row["Data Value"])]
    links = [
        (row[f"{kind} Element ID"], row["Work Activities Element ID"])
        for kind in ("Skills", "Abilities")
        for row in tables[f"{kind} to Work Activities"]
    ]
    elements = {row["Element ID"] for row in (*rated, *shares)} | {element for element, _ in links}
    whole = [row for row in tables["Occupation Data"] if row[CODE].endswith(".00")]
    uses = [
        (table, row[CODE], row["Example"], row["Commodity Title"])
        for table in ("Technology Skills", "Tools Used")
        for row in tables[table]
    ]
    expected = {
        "specialty": len(tables["Occupation Data"]),
        "occupation": len(whole),
        "description": len(tables["Occupation Data"])
        + sum(row["Element ID"] in elements for row in tables["Content Model Reference"]),
        "title": len({(row[CODE], row["Alternate Title"].casefold()) for row in tables["Alternate Titles"]})
        + len({(row[CODE], row["Reported Job Title"].casefold()) for row in tables["Sample of Reported Titles"]}),
        "task": len(tables["Task Statements"]),
        "detailed_activity": len(tables["DWA Reference"]),
        "task_activity": len({(row[CODE], float(row["Task ID"]), row["DWA ID"]) for row in tables["Tasks to DWAs"]}),
        "rating": len(rated),
        "distribution": len(shares),
        "category": len(tables["Work Context Categories"]) + len(tables[f"{EDUCATION} Categories"]),
        "element": len(elements),
        "element_activity": len(set(links)),
        "tool": len({use[:1] + use[2:] for use in uses}),
        "tool_use": len(set(uses)),
        "related": len(tables["Related Occupations"]),
    }
    facts = releases.facts()
    counted = dict(facts.counts()["onet"])
    facts.close()
    assert counted == expected
    helpers = ("occupation", "description", "detailed_activity", "category", "element", "element_activity", "tool")
    assert count == sum(expected.values()) - sum(expected[table] for table in helpers)


def test_every_real_rating_is_in_its_place(real: Any) -> None:
    releases, _, tables, _ = real
    expected = {
        (row[CODE], row["Element ID"]): (float(row["Data Value"]), int(row.get("Recommend Suppress") == "Y"))
        for row in scaled(tables, RATINGS)
    }
    stored = releases.query("SELECT onet_soc, element, value, suppressed FROM rating")
    assert {(code, element): known for code, element, *known in stored}.keys() == expected.keys()
    assert all(expected[code, element] == (value, suppressed) for code, element, value, suppressed in stored)


def test_every_real_mean_is_that_of_the_ratings_that_may_be_shown(real: Any) -> None:
    releases, _, tables, _ = real
    totals: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for row in scaled(tables, RATINGS):
        if row.get("Recommend Suppress") != "Y":
            totals[row["Element ID"]] += float(row["Data Value"])  # type: ignore[assignment]
            numbers[row["Element ID"]] += 1
    means = dict(releases.query("SELECT id, mean FROM element WHERE mean IS NOT NULL"))
    assert means.keys() == numbers.keys()
    assert all(means[element] == pytest.approx(totals[element] / numbers[element], abs=1e-6) for element in means)


def test_the_real_interests_are_the_high_points(real: Any) -> None:
    releases, number, tables, _ = real
    assert releases.query("SELECT release FROM source") == [(f"O*NET {number}",)]
    places = {"1.B.1.g": 0, "1.B.1.h": 1, "1.B.1.i": 2}
    letters: dict[str, list[str]] = {row[CODE]: ["", "", ""] for row in tables["Occupation Data"]}
    for row in tables["Interests"]:
        if row["Scale ID"] == "IH":
            letters[row[CODE]][places[row["Element ID"]]] = ["", *"RIASEC"][int(float(row["Data Value"]))]
    stored = dict(releases.query("SELECT onet_soc, interests FROM specialty"))
    assert stored == {code: "".join(points) for code, points in letters.items()}
    assert stored[MANAGERS] == {"29.3": "ECR", "27.0": "EC"}[number]


def test_what_a_real_release_lacks_is_said_once(real: Any) -> None:
    releases, number, _, _ = real
    lacking = {
        "29.3": "Abilities, Work Activities and Work Context",
        "27.0": "Skills, Abilities, Knowledge, Work Activities and Work Context",
    }
    assert releases.notes == [f"The release lacks {lacking[number]}; what they tell is left out."]


def test_the_real_releases_fill_the_same_tables_from_text_and_from_excel(shared: Path, releases: Any) -> None:
    filled = []
    for folder in REAL.values():
        releases.load("onet", shared / folder)
        facts = releases.facts()
        filled.append(set(facts.counts()["onet"]))
        facts.close()
    assert filled[0] == filled[1]


def test_the_real_text_release_gives_the_same_rows_from_a_zip(shared: Path, releases: Any) -> None:
    folder = shared / REAL["27.0"]
    releases.load("onet", folder)
    rows = stored(releases)
    path = releases.folder / "db_27_0_text.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in folder.iterdir():
            archive.write(file, f"db_27_0_text/{file.name}")
    releases.load("onet", path)
    assert stored(releases) == rows
