"""Counties and the wage areas that they belong to."""

import csv
from pathlib import Path
from typing import Any


def test_a_county_belongs_to_the_wage_area_of_its_code(releases: Any) -> None:
    releases.load("areas", releases.areas({}, {"county_fips": "06115", "county": "Yuba"}))
    releases.load("oews", releases.snapshot())
    facts = releases.facts()
    places = {area.code: area for area in facts.areas}
    assert places["06101"].name == "Sutter County"
    assert places["06101"].wages is not None
    assert places["06101"].wages.code == "0049700"
    assert places["0049700"].counties == ("Sutter", "Yuba")
    assert [wider.name for wider in places["06101"].within] == ["California", "United States"]
    facts.close()


def test_the_order_of_imports_does_not_matter(releases: Any) -> None:
    orders = (("areas", "oews", "edd"), ("edd", "oews", "areas"))
    known = []
    for order in orders:
        releases.store.unlink(missing_ok=True)
        paths = {"areas": releases.areas(), "oews": releases.snapshot(), "edd": releases.edd({})}
        for source in order:
            releases.load(source, paths[source])
        facts = releases.facts()
        known.append(facts.areas)
        facts.close()
    assert known[0] == known[1]
    county = next(area for area in known[0] if area.code == "06101")
    assert [one.name for one in county.projections] == ["Yuba City MSA (Sutter and Yuba Counties)"]


def test_the_real_list_has_every_county_of_california_once(shared: Path, releases: Any) -> None:
    path = shared / "areas" / "california_county_oews_edd_areas_derived.csv"
    assert releases.load("areas", path) == 58
    with path.open(encoding="utf-8", newline="") as file:
        expected = {row["county_fips"]: row["county"] for row in csv.DictReader(file)}
    facts = releases.facts()
    assert {area.code: area.name for area in facts.areas} == {fips: f"{name} County" for fips, name in expected.items()}
    facts.close()


def test_the_edition_of_a_list_that_is_not_known_is_not_made_up(shared: Path, releases: Any) -> None:
    releases.load("areas", releases.areas())
    facts = releases.facts()
    source = facts.sources["areas"]
    assert (source.release, source.period) == ("release not stated", "release not stated")
    facts.close()
    releases.load("areas", shared / "areas" / "california_county_oews_edd_areas_derived.csv")
    facts = releases.facts()
    assert (facts.sources["areas"].release, facts.sources["areas"].period) == ("July 2023", "July 2023")
    facts.close()
