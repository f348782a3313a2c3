"""Heavy truck drivers: where in the reader's state the most of them work, worked out here by other means."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from occuguide.core import Measure, Table
from occuguide.core.application import Application
from occuguide.core.testing import make_application, section_text

SOC = "53-3032"
EMPLOYED = f"""
    SELECT area.name, wage.employment, wage.jobs_per_1000 FROM wage JOIN area
    ON area.source = wage.source AND area.code = wage.area
    WHERE wage.soc = '{SOC}' AND area.kind NOT IN ('nation', 'state') ORDER BY wage.employment DESC
"""

Changed = Callable[[str], Application]


def published(application: Application) -> Sequence[tuple[str, float, float]]:
    """Every area with its employees and their part of 1,000 jobs, the largest first."""
    with closing(sqlite3.connect(application.facts.path)) as store:
        return store.execute(EMPLOYED).fetchall()


def table_of_areas(application: Application, place: str) -> Table | None:
    """The table of areas in the guide for a place."""
    (section,) = (one for one in application.guide(SOC, place).sections if one.spec.hook == "guide_industries")
    tables = [block for block in section.blocks if isinstance(block, Table) and block.caption.startswith("Areas of ")]
    return tables[0] if tables else None


def standing(application: Application, place: str) -> str:
    """Where the guide says that the place's own area stands; empty if it does not say."""
    lines = section_text(application.guide(SOC, place), "industries").splitlines()
    return next((line for line in lines if line.startswith("By this count")), "")


@pytest.fixture
def changed(bundled: Application, tmp_path: Path) -> Changed:
    """An Occuguide over a copy of the bundled edition in which some statements of SQL changed something."""

    def change(statements: str) -> Application:
        copy = tmp_path / "changed.sqlite"
        shutil.copyfile(bundled.facts.path, copy)
        with closing(sqlite3.connect(copy)) as store:
            store.executescript(statements)
        return make_application(tmp_path, facts=copy)

    return change


@pytest.mark.parametrize("place", ["California", "Orange County", "Alpine County", "Fresno, CA"])
def test_the_five_areas_with_the_most_employees_stand_highest_first(bundled: Application, place: str) -> None:
    table = table_of_areas(bundled, place)
    assert table is not None
    assert table.caption == "Areas of California that employ the most heavy truck drivers, May 2025"
    shown = [[piece.value if isinstance(piece, Measure) else piece for (piece,) in row] for row in table.rows]
    expected = published(bundled)[:5]
    assert [row[1:] for row in shown] == [list(figures) for _, *figures in expected]
    assert all(
        str(row[0]).startswith(name.removesuffix(", CA")) for row, (name, *_) in zip(shown, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("place", "area", "named"),
    [
        ("Orange County", "Los Angeles-Long Beach-Anaheim, CA", "area, which Orange County is part of, is"),
        ("Fresno County", "Fresno, CA", "the Fresno area, which Fresno County is part of, is"),
        ("Kern County", "Bakersfield-Delano, CA", "By this count, Kern County is"),
        ("Yuba City, CA", "Yuba City, CA", "By this count, the Yuba City area is"),
    ],
)
def test_the_readers_own_area_has_its_place_among_all_of_them(
    bundled: Application, place: str, area: str, named: str
) -> None:
    areas = published(bundled)
    (own,) = (one for one in areas if one[0] == area)
    by_number = [one[0] for one in areas].index(area) + 1
    by_share = [one[0] for one in sorted(areas, key=lambda one: one[2], reverse=True)].index(area) + 1
    said = standing(bundled, place)
    assert f"{named} number {by_number} of {len(areas)} areas in California." in said
    assert f"it is number {by_share} of {len(areas)}: {own[2]:.2f} of every 1,000" in said


def test_a_state_has_no_place_of_its_own_and_the_nation_no_table(bundled: Application) -> None:
    assert standing(bundled, "California") == ""
    assert table_of_areas(bundled, "United States") is None


@pytest.mark.parametrize("status", ["suppressed", "at_least"])
def test_an_area_without_a_figure_is_left_out_and_the_reader_told(changed: Changed, status: str) -> None:
    bound = "NULL" if status == "suppressed" else "employment"
    application = changed(
        f"UPDATE wage SET employment = {bound}, employment_status = '{status}' WHERE soc = '{SOC}' AND area = '0031080'"
    )
    table = table_of_areas(application, "Orange County")
    assert table is not None
    assert not any("Los Angeles" in str(row[0]) for row in table.rows)
    assert standing(application, "Orange County") == ""
    said = section_text(application.guide(SOC, "Fresno County"), "industries")
    assert "is number 6 of 27 areas in California" in said
    assert "Areas whose number of drivers is not released are left out." in said


def test_one_area_alone_makes_no_table(changed: Changed) -> None:
    application = changed(
        "UPDATE wage SET employment = NULL, employment_status = 'suppressed'"
        f" WHERE soc = '{SOC}' AND area NOT IN ('0023420', '0600000', '0000000')"
    )
    assert table_of_areas(application, "Fresno County") is None


def test_another_state_shows_its_own_areas_those_that_reach_into_it_too(changed: Changed) -> None:
    application = changed(
        """
        INSERT INTO area SELECT source, '3200000', 'Nevada', 'state', '32' FROM area WHERE code = '0600000';
        UPDATE area SET state = '32' WHERE code = '0023420';
        UPDATE county SET state = '32' WHERE name IN ('Fresno County', 'Madera County', 'Orange County');
        UPDATE area_county SET state = '32' WHERE county IN ('Fresno County', 'Madera County', 'Orange County');
        UPDATE area SET name = 'Los Angeles, CA-NV' WHERE code = '0031080';
        """
    )
    table = table_of_areas(application, "Fresno County")
    assert table is not None
    assert table.caption.startswith("Areas of Nevada ")
    assert [row[0] for row in table.rows] == [("Los Angeles",), ("Fresno",)]
    assert "is number 2 of 2 areas in Nevada" in standing(application, "Fresno County")
    said = section_text(application.guide(SOC, "Fresno County"), "industries")
    assert "An area that reaches over a state line is counted as a whole." in said


def test_sentences_on_wages_and_openings_need_their_figures(changed: Changed) -> None:
    application = changed(
        f"UPDATE wage SET hourly_p90 = NULL, hourly_p90_status = 'suppressed' WHERE soc = '{SOC}' AND area = '0023420'"
    )
    assert "Out of ten heavy truck drivers" not in section_text(application.guide(SOC, "Fresno County"), "wages")
    assert "Out of ten heavy truck drivers in Kern County" in section_text(
        application.guide(SOC, "Kern County"), "wages"
    )
    assert "to come open in" in section_text(application.guide(SOC, "Kern County"), "outlook")
    assert "to come open in" not in section_text(application.guide(SOC, "United States"), "outlook")
