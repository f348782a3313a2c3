"""The solar installers' guide: the state's part of the nation's, looked up here by other means than the guide's."""

import itertools
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from occuguide import occupations
from occuguide.core import Measure, inlines
from occuguide.core.application import Application
from occuguide.core.testing import make_application, section_text
from occuguide.plugins import edition

SOC, EVERYBODY, STATE, NATION = "47-2231", "00-0000", "0600000", "0000000"
STORE = Path(edition.__file__).with_name("california.sqlite")
WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SHARE, COMPARISON, WORKED_OUT = "Of the nation's solar installers", "Of employees of every kind", "Worked out from"


def employees(soc: str, area: str) -> float:
    """What the bundled edition has, read from its table."""
    with sqlite3.connect(f"{STORE.as_uri()}?mode=ro", uri=True) as store:
        found = store.execute("SELECT employment FROM wage WHERE soc = ? AND area = ?", (soc, area)).fetchall()
    assert len(found) == 1
    return float(found[0][0])


def period() -> str:
    """The time that its wages are for."""
    with sqlite3.connect(f"{STORE.as_uri()}?mode=ro", uri=True) as store:
        return str(store.execute("SELECT period FROM source WHERE id = 'oews'").fetchone()[0])


def said_wholes(text: str) -> list[int]:
    """The whole of each "about one in ...": words up to twelve, then figures."""
    found = re.findall(r"about one in (\w+)", text)
    return [int(word) if word.isdigit() else WORDS.index(word) + 2 for word in found]


def nearest(share: float) -> int:
    """The whole number that one in so many comes nearest to the share, in proportion."""
    return min(range(3, 13), key=lambda whole: max(share * whole, 1 / (share * whole)))


@pytest.fixture
def text_over(tmp_path: Path, our_guides: None) -> Callable[..., str]:
    """The section over the bundled edition after some changes: ``text_over("DELETE FROM wage WHERE ...")``."""
    folder = tmp_path / "solar"
    folder.mkdir()
    shutil.copy(Path(occupations.__file__).with_name("solar_installers.py"), folder)
    numbers = itertools.count()

    def over(*changes: str, section: str = "industries") -> str:
        path = tmp_path / f"changed-{next(numbers)}.sqlite"
        shutil.copy(STORE, path)
        with sqlite3.connect(path) as store:
            for change in changes:
                assert store.execute(change).rowcount > 0
        store.close()
        application = make_application(tmp_path, facts=path, occupations=(folder,))
        return section_text(application.guide(SOC, "California"), section)

    return over


def counted(number: float, *, soc: str = SOC, area: str = STATE) -> str:
    """A change of a number of employees."""
    return f"UPDATE wage SET employment = {number} WHERE soc = '{soc}' AND area = '{area}'"


def unpublished(*, soc: str = SOC, area: str = STATE, status: str = "suppressed") -> str:
    """A change of a number of employees to none."""
    value = "employment" if status == "at_least" else "NULL"
    where = f"WHERE soc = '{soc}' AND area = '{area}'"
    return f"UPDATE wage SET employment = {value}, employment_status = '{status}' {where}"


@pytest.mark.parametrize("area", ["California", "Orange County", "Alpine County", "Fresno County"])
def test_the_state_s_part_is_that_of_the_published_numbers(bundled: Application, area: str) -> None:
    text = section_text(bundled.guide(SOC, area), "industries")
    installers = employees(SOC, STATE) / employees(SOC, NATION)
    everybody = employees(EVERYBODY, STATE) / employees(EVERYBODY, NATION)
    assert said_wholes(text) == [nearest(installers), nearest(everybody)]
    assert f"worked in California in {period()}." in text
    assert 1.75 <= installers / everybody < 2.5
    assert "So the job is about twice as common in California as in the nation as a whole." in text


def test_it_shows_the_numbers_that_it_is_made_of(bundled: Application) -> None:
    guide = bundled.guide(SOC, "Orange County")
    section = next(one for one in guide.sections if one.spec.hook == "guide_industries")
    note = next(block for block in section.blocks if any(WORKED_OUT in str(piece) for piece in inlines(block)))
    shown = [(piece.code, piece.value, piece.period) for piece in inlines(note) if isinstance(piece, Measure)]
    asked = [(soc, area) for soc in (SOC, EVERYBODY) for area in (STATE, NATION)]
    assert shown == [(soc, employees(soc, area), period()) for soc, area in asked]
    assert "oews" in {source.id for source in section.sources}


def test_the_nation_has_no_state(bundled: Application) -> None:
    text = section_text(bundled.guide(SOC, "United States"), "industries")
    assert text
    assert SHARE not in text
    assert WORKED_OUT not in text


@pytest.mark.parametrize(
    "change",
    [
        unpublished(),
        unpublished(area=NATION),
        unpublished(status="at_least"),
        unpublished(area=NATION, status="at_least"),
        f"DELETE FROM wage WHERE soc = '{SOC}' AND area = '{STATE}'",
        f"DELETE FROM wage WHERE soc = '{SOC}' AND area = '{NATION}'",
        counted(0),
        counted(40_000),
    ],
    ids=["suppressed", "nation suppressed", "bound", "nation bound", "no row", "no row of the nation", "none", "more"],
)
def test_it_is_left_out_where_a_number_is_lacking(text_over: Callable[..., str], change: str) -> None:
    text = text_over(change)
    assert "House crews" in text
    assert SHARE not in text
    assert COMPARISON not in text
    assert WORKED_OUT not in text


@pytest.mark.parametrize("area", [STATE, NATION])
def test_the_comparison_alone_is_left_out_where_all_employees_are_not_counted(
    text_over: Callable[..., str], area: str
) -> None:
    text = text_over(f"DELETE FROM wage WHERE soc = '{EVERYBODY}' AND area = '{area}'")
    assert SHARE in text
    assert WORKED_OUT in text
    assert COMPARISON not in text
    assert "as common" not in text
    assert "all occupations" not in text


def test_numbers_published_for_several_occupations_together_are_not_theirs(text_over: Callable[..., str]) -> None:
    changes = (
        f"UPDATE wage SET soc = '47-2230' WHERE soc = '{SOC}'",
        f"UPDATE occupation SET soc = '47-2230' WHERE soc = '{SOC}' AND source = 'oews'",
        f"INSERT INTO composite VALUES ('soc', '47-2230', '{SOC}', 'made up')",
        "INSERT INTO composite VALUES ('soc', '47-2230', '47-2181', 'made up')",
    )
    assert "47-2230" in text_over(*changes, section="wages")
    text = text_over(*changes)
    assert SHARE not in text


@pytest.mark.parametrize(
    ("state", "words", "common"),
    [
        (20_700, "about two in three", "much more common in California than"),
        (15_500, "about half", "much more common in California than"),
        (12_600, "about two in five", "much more common in California than"),
        (10_400, "about one in three", "much more common in California than"),
        (5_200, "about one in six", "more common in California than"),
        (3_700, "about one in eight", "about as common in California as"),
        (2_000, "about one in 15", "less common in California than"),
        (320, "about one in 100", "less common in California than"),
        (90, "fewer than one in 100", "less common in California than"),
    ],
)
def test_shares_are_put_in_words(text_over: Callable[..., str], state: int, words: str, common: str) -> None:
    text = text_over(counted(state), counted(31_000, area=NATION))
    share = next(line for line in text.split("\n") if line.startswith(SHARE))
    assert f"employees, {words} worked in California" in share
    assert f"So the job is {common} in the nation as a whole." in share


def test_sentences_on_pay_and_openings_are_left_out_where_their_figures_are_not_published(bundled: Application) -> None:
    county, alpine, nation = (bundled.guide(SOC, area) for area in ("Fresno County", "Alpine County", "United States"))
    assert section_text(county, "wages").startswith("For one solar installer in ten in the Fresno area, an hour")
    assert section_text(alpine, "wages").startswith("What lifts pay")
    assert section_text(county, "outlook").startswith("Should the ")
    assert section_text(nation, "outlook").startswith("Take any forecast")
