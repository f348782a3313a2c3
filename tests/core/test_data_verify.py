"""``data verify``: what is found in a store that is not sound, and that nothing is found in one that is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]
Tamper = Callable[..., None]

WAGE = {"soc": "11-3051", "area": "0031080", "annual_median": 128540}


@pytest.fixture(autouse=True)
def in_a_project(own_project: Path) -> None:
    """Every command runs in a project over the test's own store."""


def found(run: Run) -> list[str]:
    """The findings, a line for each key, without what to do about them; the exit status must fit them."""
    ran = run("data", "verify")
    *lines, summary = ran.out.splitlines()
    assert ran.status == int(any(line.startswith("fault: ") for line in lines))
    assert ran.err == ""
    assert summary.split(": ")[0].endswith("facts.sqlite")
    said: list[str] = []
    kind = problem = ""
    for line in lines:
        if line.startswith("  ... "):
            said.append(line.strip())
        elif line.startswith("  "):
            said.append(f"{kind}, {line.strip()}: {problem}")
        else:
            kind, _, problem = line.partition(". ")[0].rpartition(": ")
    return said


def test_a_sound_store_has_no_faults(run: Run, write_store: Write, tmp_path: Path) -> None:
    write_store(
        wage=[WAGE, {"soc": "47-2111", "area": "0600000", "annual_p90": 239200, "annual_p90_status": "at_least"}],
        requirement=[{"id": 1, "education": "Bachelor's degree"}],
        projection=[{"soc": "11-3051", "requirement": 1}, {"soc": "47-2111"}],
        specialty=[{"onet_soc": "47-2111.00", "soc": "47-2111", "title": "Electricians", "interests": "RIC"}],
        task=[{"onet_soc": "47-2111.00", "number": 1, "task": "Wire."}],
        title=[
            {"code": "47-2111", "kind": "direct", "title": "Wirer"},
            {"code": "47-2111.00", "kind": "reported", "title": "Electrician"},
        ],
        measure=[{"soc": "47-2111", "area": "06059", "key": "ads", "value": 3, "unit": "jobs", "period": "2025"}],
    )
    ran = run("data", "verify")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"{tmp_path / 'facts.sqlite'}: 0 faults, 0 remarks.\n"


def test_columns_in_another_order_than_the_key_are_not_taken_for_damage(run: Run, write_store: Write) -> None:
    # SQLite 3.40.0 to 3.41.0 says of both tables that they hold a NULL.
    write_store(
        successor=[{"edition": "SOC 2010", "code": "47-2111", "title": "Electricians", "soc": "47-2111"}],
        designation=[{"onet_soc": "47-2111.00", "edition": "O*NET-SOC 2010", "kind": "green", "category": "New"}],
    )
    assert found(run) == []


@pytest.mark.parametrize(
    ("table", "row", "finding"),
    [
        ("wage", {**WAGE, "soc": "11-9999"}, "wage, soc 11-9999: the soc is not in table occupation"),
        ("wage", {**WAGE, "area": "OC"}, "wage, area OC, source oews: the area is not in table area"),
        ("projection", {"soc": "11-9999"}, "projection, soc 11-9999: the soc is not in table occupation"),
        (
            "projection",
            {"soc": "11-3051", "area": "0600000"},
            "projection, area 0600000, source edd: the area is not in table area",
        ),
        (
            "projection",
            {"soc": "11-3051", "requirement": 7},
            "projection, requirement 7, source edd: the requirement is not in table requirement",
        ),
        (
            "measure",
            {"soc": "11-9999", "area": "06059", "key": "ads", "value": 3, "unit": "jobs", "period": ""},
            "measure, soc 11-9999: the soc is not in table occupation",
        ),
        (
            "task",
            {"onet_soc": "11-9999.00", "number": 1, "task": "Plan."},
            "task, onet_soc 11-9999.00: the onet soc is not in table specialty",
        ),
        (
            "related",
            {"onet_soc": "11-9999.00", "related": "11-9999.01", "rank": 1},
            "related, onet_soc 11-9999.00: the onet soc is not in table specialty",
        ),
        (
            "title",
            {"code": "11-9999", "kind": "direct", "title": "Planner"},
            "title, code 11-9999: the code is not in table specialty or occupation",
        ),
        (
            "industry_employment",
            {"soc": "11-3051", "industry": "311", "employment": 5, "annual_median": 9},
            "industry_employment, industry 311: the industry is not in table industry",
        ),
    ],
)
def test_a_code_that_nothing_defines_is_a_fault(
    run: Run, write_store: Write, table: str, row: dict[str, object], finding: str
) -> None:
    write_store(**{table: [row]})
    assert f"fault: table {finding}" in found(run)


def test_a_program_of_an_unknown_occupation_is_a_fault(run: Run, write_store: Write) -> None:
    programs = [{"cip": "52.0205", "title": "Operations"}]
    write_store(program=programs, program_occupation=[{"soc": "11-9999", "cip": "52.0205"}])
    assert found(run) == ["fault: table program_occupation, soc 11-9999: the soc is not in table occupation"]


def test_figures_without_a_source_are_a_fault(run: Run, write_store: Write, tamper: Tamper) -> None:
    path = write_store(wage=[WAGE, {**WAGE, "soc": "47-2111"}])
    tamper(path, "UPDATE wage SET source = 'lost'")
    tamper(path, "UPDATE area SET source = 'lost' WHERE source = 'oews'")
    lost = "the rows name a source that is not in the store"
    assert found(run) == [
        f"fault: table area, source lost (2 rows): {lost}",
        f"fault: table wage, source lost (2 rows): {lost}",
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("annual_median = NULL", "annual_median has no value, and no status that says why"),
        ("annual_p90_status = NULL", "annual_p90 has no value, and no status that says why"),
        ("annual_p90_status = 'at_least'", "annual_p90 has no value, and no status that says why"),
        ("annual_median_status = 'suppressed'", "annual_median has a value, and a status that says it is missing"),
        ("employment_status = 'secret'", "employment has an unknown status"),
        ("annual_median_status = 'published'", "annual_median has an unknown status"),
    ],
)
def test_a_figure_and_its_status_must_fit(
    run: Run, write_store: Write, tamper: Tamper, change: str, problem: str
) -> None:
    tamper(write_store(wage=[WAGE]), f"UPDATE wage SET {change}")
    assert found(run) == [f"fault: table wage, soc 11-3051, area 0031080, source oews: the figure {problem}"]


ROW = "soc 11-3051, area 0031080, source oews"
PROJECTION = "soc 11-3051, area OC, base_year 2020, source edd"


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE wage SET annual_median = 'many'", f"wage, {ROW}: annual_median is no number"),
        ("UPDATE wage SET annual_median = -5", f"wage, {ROW}: annual_median is less than nothing"),
        ("UPDATE projection SET exits = -5", f"projection, {PROJECTION}: exits is less than nothing"),
        (
            "UPDATE projection SET projected_year = 2020",
            f"projection, {PROJECTION}: the period ends before it begins",
        ),
        ("UPDATE specialty SET job_zone = 6", "specialty, onet_soc 47-2111.00, source onet: there is no such job zone"),
        (
            "UPDATE distribution SET percent = 101",
            "distribution, code 47-2111, element 2.D.1, category 1, source onet: the share is more than the whole",
        ),
        ("DELETE FROM projection", None),
        ("UPDATE projection SET change = -5, percent_change = -1.5, openings = -2", None),
    ],
)
def test_a_figure_that_cannot_be_is_a_fault(
    run: Run, write_store: Write, tamper: Tamper, statement: str, finding: str | None
) -> None:
    path = write_store(
        wage=[WAGE],
        projection=[{"soc": "11-3051"}],
        specialty=[{"source": "onet", "onet_soc": "47-2111.00", "soc": "47-2111", "title": "x", "interests": ""}],
        element=[{"source": "onet", "id": "2.D.1", "name": "Education", "domain": "education"}],
        category=[{"source": "onet", "element": "2.D.1", "category": 1, "name": "Less than high school"}],
        distribution=[{"source": "onet", "code": "47-2111", "element": "2.D.1", "category": 1, "percent": 100}],
    )
    assert found(run) == []
    tamper(path, statement)
    assert found(run) == ([] if finding is None else [f"fault: table {finding}"])


def test_a_release_without_rows_is_a_fault(run: Run, write_store: Write, tamper: Tamper) -> None:
    path = write_store(
        measure=[
            {
                "source": "ads",
                "soc": "47-2111",
                "area": "06059",
                "key": "ads",
                "value": 3,
                "unit": "jobs",
                "period": "2025",
            }
        ]
    )
    assert found(run) == []
    tamper(path, "DELETE FROM measure")
    assert found(run) == ["fault: table source, id ads: the release has no rows"]


def test_columns_that_a_table_lacks_are_a_fault_and_the_rest_is_still_looked_through(
    run: Run, write_store: Write, tamper: Tamper
) -> None:
    path = write_store(wage=[{**WAGE, "soc": "11-9999"}])
    tamper(path, "ALTER TABLE wage DROP COLUMN mean_rse")
    said = found(run)
    assert "fault: table wage, column mean_rse: the table lacks columns" in said
    assert "fault: table wage, soc 11-9999: the soc is not in table occupation" in said


def test_an_unknown_unit_is_a_fault(run: Run, write_store: Write, tamper: Tamper) -> None:
    row = {"soc": "47-2111", "area": "06059", "key": "ads", "value": 3, "unit": "jobs", "period": "2025"}
    tamper(write_store(measure=[row]), "UPDATE measure SET unit = 'furlongs'")
    assert "fault: table measure, unit furlongs: the unit is not known" in found(run)


def test_an_unknown_kind_of_area_is_a_fault(run: Run, write_store: Write) -> None:
    projected = {"source": "edd", "code": "OC", "name": "Orange County", "kind": "metropolitan area"}
    areas = [{"code": "0031080", "name": "Los Angeles", "kind": "city"}, projected]
    write_store(area=areas, county=[], area_county=[])
    assert found(run) == ["fault: table area, kind city: the kind is not known"]


OLD = ("11-3051.05", "15-1199.00", "17-3029.00")
"""Codes of a list: of a retired specialty, of an occupation that nothing is known of, and of one that was split."""


def test_what_cannot_be_mapped_to_codes_of_today_is_a_remark(run: Run, write_store: Write) -> None:
    specialty = {"onet_soc": "47-2111.00", "soc": "47-2111", "title": "Electricians", "interests": ""}
    listed = {"edition": "O*NET-SOC 2010", "kind": "green", "category": "New"}
    write_store(
        specialty=[specialty],
        successor=[
            {"edition": "SOC 2010", "code": "11-3051", "title": "Managers", "soc": "11-3051"},
            {"edition": "SOC 2010", "code": "17-3029", "title": "Technicians", "soc": "11-3051"},
            {"edition": "SOC 2010", "code": "17-3029", "title": "Technicians", "soc": "47-2111"},
        ],
        designation=[{**listed, "onet_soc": code} for code in ("47-2111.00", "11-3051.00", *OLD)],
        related=[{"onet_soc": "47-2111.00", "related": "49-9999.00", "rank": 1}],
    )
    related, *unsure = found(run)
    assert related == "remark: table related, related 49-9999.00: the related occupation is not in table specialty"
    assert unsure == [
        f"remark: table designation, onet_soc {code}, edition O*NET-SOC 2010:"
        " it is not known for sure what became of this code of an older edition"
        for code in OLD
    ]
    ran = run("data", "verify")
    assert ran.out.endswith("facts.sqlite: 0 faults, 4 remarks.\n")
    assert ran.out.count("it is not known for sure") == 1


def test_no_more_than_twenty_of_a_kind_are_listed(run: Run, write_store: Write) -> None:
    write_store(wage=[{**WAGE, "soc": f"11-90{number}"} for number in range(10, 33)])
    said = found(run)
    assert said[:-1] == [
        f"fault: table wage, soc 11-90{number}: the soc is not in table occupation" for number in range(10, 30)
    ]
    assert said[-1] == "... and 3 more"
    ran = run("data", "verify")
    assert ran.out.count("the soc is not in table occupation") == 1
    assert ran.out.endswith("facts.sqlite: 23 faults, 0 remarks.\n")


def test_each_finding_says_what_to_do(run: Run, write_store: Write) -> None:
    write_store(wage=[{**WAGE, "soc": "11-9999"}])
    line = run("data", "verify").out.splitlines()[0]
    assert line.endswith(
        ": the soc is not in table occupation. Import the release that defines it, or an edition of it that goes with"
        " this one."
    )


def test_as_json_the_same_is_found(run: Run, write_store: Write, tmp_path: Path) -> None:
    write_store(wage=[{**WAGE, "soc": "11-9999", "area": area} for area in ("0031080", "0600000")])
    ran = run("data", "verify", "--json")
    assert ran.status == 1
    (finding,) = ran.json.pop("findings")
    assert {key: value for key, value in ran.json.items() if key != "findings"} == {
        "store": str(tmp_path / "facts.sqlite"),
        "faults": 1,
        "remarks": 0,
    }
    assert (finding["table"], finding["fault"], finding["count"]) == ("wage", True, 1)
    assert finding["keys"] == ["soc 11-9999 (2 rows)"]


def test_a_store_that_is_damaged_inside_is_a_fault_and_the_rest_is_still_looked_through(
    run: Run, write_store: Write, tamper: Tamper
) -> None:
    path = write_store(wage=[{**WAGE, "area": "OC"}], projection=[{"soc": "11-9999"}])
    connection = sqlite3.connect(path)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'wage'").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    said = found(run)
    assert any("SQLite finds the file damaged" in line for line in said)
    assert any(line.startswith("fault: table wage, every row: the table cannot be read") for line in said)
    assert "fault: table projection, soc 11-9999: the soc is not in table occupation" in said


def test_a_file_that_is_no_store_is_said_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts.sqlite").write_text("soc,title\n", encoding="utf-8")
    ran = run("data", "verify")
    assert ran.status == 1
    assert "facts.sqlite: the file is not a fact store" in ran.err
