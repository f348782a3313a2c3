"""California's projections."""

import csv
import random
from pathlib import Path
from typing import Any

import pytest

from occuguide.core import AreaKind, Facts, Occupation
from occuguide.core.area import PublishedArea
from occuguide.plugins.sources.edd import counties

MANAGERS = Occupation(soc="11-3051", title="Industrial Production Managers")
YUBA_CITY = "Yuba City MSA (Sutter and Yuba Counties)"
RELEASE = "edd_projections/long_term_2020_2030.csv"


def published(name: str) -> PublishedArea:
    return PublishedArea(source="edd", code=name, name=name, kind=AreaKind.METROPOLITAN)


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from occuguide.core.store import rewriting
    from occuguide.plugins.sources.edd import Edd

    path = tmp_path_factory.mktemp("edd") / "facts.sqlite"
    with rewriting(path, None) as store:
        rows = Edd().load([shared / RELEASE], store, lambda *_: None)
    facts = Facts(path)
    yield facts, rows
    facts.close()


def test_the_header_may_have_two_spaces_or_one(releases: Any) -> None:
    path = releases.edd({})
    text = path.read_text()
    assert "Total  Job Openings" in text
    for heading in ("Total  Job Openings", "Total Job Openings"):
        path.write_text(text.replace("Total  Job Openings", heading))
        assert releases.load("edd", path) == 2
        facts = releases.facts()
        projection = facts.projection(MANAGERS, published(YUBA_CITY))
        assert str(projection.openings) == "800"
        facts.close()


def test_thousands_may_be_set_apart_and_a_byte_order_mark_may_stand_first(releases: Any) -> None:
    path = releases.edd({"Exits": "1,234,500"})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    releases.load("edd", path)
    facts = releases.facts()
    projection = facts.projection(MANAGERS, published(YUBA_CITY))
    assert str(projection.exits) == "1,234,500"
    facts.close()


def test_every_figure_lands_in_its_place(releases: Any) -> None:
    releases.load("edd", releases.edd({"Numeric Change": "-50", "Percentage Change": "-0.7"}))
    facts = releases.facts()
    one = facts.projection(MANAGERS, published(YUBA_CITY))
    said = [one.base, one.projected, one.change, one.growth, one.average_growth, one.exits, one.transfers]
    assert [*map(str, said)] == ["1,000", "1,100", "-50", "-0.7%", "10.0%", "300", "400"]
    assert (one.education, one.experience, one.training) == ("Bachelor's degree", "5 years or more", "")
    assert (one.base.period, one.projected.period, one.growth.period) == ("2020", "2030", "2020-2030")
    assert one.area.counties == ("Sutter", "Yuba")
    facts.close()


def test_periods_of_state_and_areas_may_differ_within_one_release(releases: Any) -> None:
    state = {"Area Type": "State", "Area Name (County Names)": "California", "Period": "2024-2034"}
    releases.load("edd", releases.edd({"Period": "2023-2033"}, state))
    facts = releases.facts()
    assert facts.projection(MANAGERS, published(YUBA_CITY)).period == "2023-2033"
    assert facts.projection(MANAGERS, published("California")).period == "2024-2034"
    assert facts.sources["edd"].period == "2020-2030, 2023-2033, 2024-2034"
    facts.close()


def test_the_average_is_of_the_same_area_and_period_only(releases: Any) -> None:
    """The row of all occupations is for 2020-2030: a projection from 2023 has nothing to be put beside."""
    releases.load("edd", releases.edd({"Period": "2023-2033"}))
    facts = releases.facts()
    assert not facts.projection(MANAGERS, published(YUBA_CITY)).average_growth.has_value
    facts.close()


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Chico MSA (Butte County)", ["Butte"]),
        (YUBA_CITY, ["Sutter", "Yuba"]),
        ("Region (Alpine, Amador, and Tuolumne Counties)", ["Alpine", "Amador", "Tuolumne"]),
        ("Region (Lake, San Luis Obispo and Del Norte Counties)", ["Lake", "San Luis Obispo", "Del Norte"]),
        ("California", []),
    ],
)
def test_the_counties_are_those_that_the_name_lists(name: str, listed: list[str]) -> None:
    assert counties(name) == listed


def test_the_same_import_gives_the_same_bytes(releases: Any) -> None:
    path = releases.edd({})
    releases.load("edd", path)
    first = releases.store.read_bytes()
    releases.load("edd", path)
    assert releases.store.read_bytes() == first


def test_the_real_release_has_its_rows_and_areas(real: Any) -> None:
    facts, rows = real
    assert rows == 16_908
    assert facts.counts()["edd"] == {"area": 33, "area_county": 58, "occupation": 841, "projection": 16_908}


def test_a_sample_of_the_real_rows_equals_the_file(real: Any, shared: Path) -> None:
    facts, _ = real
    with (shared / RELEASE).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[12] == "Total  Job Openings"
    for row in random.Random(2030).sample(rows, 400):
        occupation = Occupation(soc=row[4], title=row[5])
        one = facts.projection(occupation, published(row[1]))
        figures = (one.base, one.projected, one.change, one.growth, one.exits, one.transfers, one.openings)
        assert [measure.value for measure in figures] == [float(cell) for cell in row[6:13]], row
        assert one.period == row[2]
        said = [one.education, one.experience, one.training]
        assert said == ["" if cell == "N/A" else cell for cell in row[15:18]], row
        assert all(measure.source is facts.sources["edd"] for measure in figures)


def test_the_newer_release_of_56_occupations_is_told_from_it_by_its_header(shared: Path, releases: Any) -> None:
    """Its columns were renamed by whoever derived it: it must not be read as something that it is not."""
    from occuguide.core import DataError

    with pytest.raises(DataError, match="no column 'Area Type'"):
        releases.load("edd", shared / "edd_projections" / "long_term_2024_2034_56_occupations.csv")
