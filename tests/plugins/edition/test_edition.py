"""The bundled edition: made of public releases, again and again the same, and holding facts only."""

import hashlib
import random
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from occuguide.core import AreaKind, Facts, Measure, Occupation, Status, Wages
from occuguide.core.application import Application
from occuguide.core.area import PublishedArea
from occuguide.core.cli import run

PACK = ("--area", "California", "--area", "United States", "--facts-only")


def test_the_edition_is_what_plugins_hand_out(bundled: Application, edition: Path) -> None:
    assert bundled.edition is not None
    assert bundled.facts.path == bundled.edition
    assert bundled.edition.read_bytes() == edition.read_bytes()


def test_the_edition_is_made_again_byte_for_byte(project: Path, edition: Path, tmp_path: Path) -> None:
    output = tmp_path / "california.sqlite"
    assert run(["--config", str(project), "data", "pack", *PACK, "--output", str(output)]) == 0
    assert output.stat().st_size == edition.stat().st_size
    same = hashlib.sha256(output.read_bytes()).digest() == hashlib.sha256(edition.read_bytes()).digest()
    assert same, "the releases no longer make the committed edition: pack it anew (docs/data.md)"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_packing_does_not_touch_the_store(project: Path, tmp_path: Path) -> None:
    store = project.with_name("facts.sqlite")
    before = hashlib.sha256(store.read_bytes()).digest()
    assert run(["--config", str(project), "data", "pack", *PACK, "--output", str(tmp_path / "out.sqlite")]) == 0
    assert hashlib.sha256(store.read_bytes()).digest() == before


def test_the_releases_bring_all_their_rows(whole: Facts) -> None:
    counts = whole.counts()
    assert counts["oews"]["wage"] == 236_799
    assert counts["edd"]["projection"] == 16_908
    assert counts["edd"]["area"] == 33
    assert counts["onet"]["specialty"] == 1_016
    assert counts["areas"]["county"] == 58


def test_a_store_that_keeps_sentences_has_the_tasks(whole: Facts) -> None:
    assert whole.counts()["onet"]["task"] > 18_000
    assert whole.tasks("11-3051")


def test_the_edition_is_small_enough_to_ship(edition: Path) -> None:
    assert edition.stat().st_size <= 15_000_000


def test_the_edition_holds_no_sentence(edition: Path, facts: Facts) -> None:
    assert facts.loaded("task") == ()
    with closing(sqlite3.connect(f"{edition.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM task").fetchone() == (0,)
        longest = connection.execute("SELECT max(length(title)) FROM title").fetchone()[0]
        sentences = connection.execute("SELECT title FROM title WHERE title LIKE '%. %' AND length(title) > 100")
        assert sentences.fetchall() == []
    assert longest < 200


def test_the_edition_is_sound_and_every_row_has_its_source(edition: Path) -> None:
    with closing(sqlite3.connect(f"{edition.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        sources = {name for (name,) in connection.execute("SELECT id FROM source")}
        assert sources == {"areas", "edd", "oews", "onet"}
        for table in set(tables) - {"source"}:
            named = {name for (name,) in connection.execute(f"SELECT DISTINCT source FROM {table}")}
            assert named <= sources, table
        lost = "SELECT count(*) FROM wage WHERE area NOT IN (SELECT code FROM area WHERE source = 'oews')"
        assert connection.execute(lost).fetchone() == (0,)
        lost = "SELECT count(*) FROM projection WHERE area NOT IN (SELECT code FROM area WHERE source = 'edd')"
        assert connection.execute(lost).fetchone() == (0,)


@pytest.mark.parametrize("name", ["areas", "edd", "oews", "onet"])
def test_a_source_says_what_it_is_and_where_it_came_from(name: str, facts: Facts) -> None:
    source = facts.sources[name]
    for said in (source.title, source.publisher, source.release, source.period, source.licence):
        assert said.strip()
    assert source.attribution.strip()
    assert source.url.startswith("https://")
    assert re.fullmatch(r"[0-9a-f]{64}", source.sha256)
    assert source.copied_from, "the files are copies, and must say so"
    assert source.provenance.startswith("Read from a copy: ")
    assert source.provenance.endswith("Not checked against the official file.")
    assert source.checked is False


def test_the_onet_wording_is_the_one_that_its_licence_asks_for(facts: Facts) -> None:
    said = facts.sources["onet"].attribution
    assert "This page includes information from the O*NET 29.3 Database by the U.S. Department of Labor" in said
    assert "Used under the CC BY 4.0 license." in said
    assert "has modified" in said
    assert "has not approved, endorsed, or tested these modifications" in said


def test_the_digests_are_those_of_the_files(facts: Facts, releases: Mapping[str, Path]) -> None:
    for name in ("areas", "edd", "oews"):
        assert facts.sources[name].sha256 == hashlib.sha256(releases[name].read_bytes()).hexdigest(), name
        assert facts.sources[name].file == releases[name].name
    tables = ("Occupation Data", "Alternate Titles", "Sample of Reported Titles", "Interests", "Task Statements")
    files = [(releases["onet"] / f"{table}.xlsx").read_bytes() for table in tables]
    digests = sorted(hashlib.sha256(content).hexdigest() for content in files)
    assert facts.sources["onet"].sha256 == hashlib.sha256("\n".join(digests).encode()).hexdigest()


def test_the_edition_has_californias_areas_and_the_nation(facts: Facts) -> None:
    kinds = [area.kind for area in facts.areas if area.kind is not AreaKind.COUNTY]
    assert kinds.count(AreaKind.NATION) == 1
    assert kinds.count(AreaKind.STATE) == 1
    assert len(kinds) == 1 + 29
    assert sum(area.kind is AreaKind.COUNTY for area in facts.areas) == 58
    assert facts.counts()["oews"]["area"] == 30


# --- The figures are the release's ---------------------------------------------------------------------------

COLUMNS = {
    "employment": "Employment",
    **{
        f"{form}.{name}": f"{form.capitalize()} {said} wage"
        for form in ("hourly", "annual")
        for name, said in (
            ("p10", "10th percentile"),
            ("p25", "25th percentile"),
            ("median", "median"),
            ("p75", "75th percentile"),
            ("p90", "90th percentile"),
            ("mean", "mean"),
        )
    },
}
"""Each figure of the wages with the name that the release's table of data types gives it."""

FOOTNOTES = {"4": Status.NOT_PUBLISHED, "5": Status.AT_LEAST, "8": Status.SUPPRESSED}


def figure(wages: Wages, path: str) -> Measure:
    found: object = wages
    for name in path.split("."):
        found = getattr(found, name)
    assert isinstance(found, Measure)
    return found


def wages_of(facts: Facts, soc: str, area: str) -> Wages:
    published = PublishedArea(source="oews", code=area, name=area, kind=AreaKind.METROPOLITAN)
    wages = facts.wages(Occupation(soc=soc, title=soc), published)
    assert wages is not None
    return wages


def released(snapshot: sqlite3.Connection, key: str, data_type: str) -> tuple[str | None, str | None]:
    """A value and its footnote, as they stand in the release."""
    query = "SELECT datatype_code FROM datatype WHERE datatype_name = ?"
    (number,) = snapshot.execute(query, (data_type,)).fetchone()
    value, footnote = snapshot.execute(f"SELECT v{number}, f{number} FROM cell WHERE key = ?", (key,)).fetchone()
    return value, footnote


def test_the_edition_holds_every_wage_of_its_areas(facts: Facts, snapshot: sqlite3.Connection) -> None:
    areas = "SELECT area_code FROM area WHERE state_code = '06' OR areatype_code = 'N'"
    wanted = {code for (code,) in snapshot.execute(areas)}
    keys = (key for (key,) in snapshot.execute("SELECT key FROM cell"))
    count = sum(key[11:17] == "000000" and key[4:11] in wanted for key in keys)
    assert len(wanted) == 30
    assert facts.counts()["oews"]["wage"] == count == 14_425


def test_a_sample_of_the_figures_equals_the_release(facts: Facts, snapshot: sqlite3.Connection) -> None:
    query = "SELECT area_code FROM area WHERE state_code = '06' OR areatype_code = 'N'"
    wanted = {code for (code,) in snapshot.execute(query)}
    keys = sorted(
        key for (key,) in snapshot.execute("SELECT key FROM cell") if key[11:17] == "000000" and key[4:11] in wanted
    )
    chance = random.Random(20_25)
    seen = set()
    for key, path in zip(chance.sample(keys, 500), chance.choices(list(COLUMNS), k=500), strict=True):
        measure = figure(wages_of(facts, f"{key[-6:-4]}-{key[-4:]}", key[4:11]), path)
        value, footnote = released(snapshot, key, COLUMNS[path])
        if footnote is None:
            assert measure.status is Status.PUBLISHED, (key, path)
            assert measure.value == float(value or "nan"), (key, path)
        else:
            assert measure.status is FOOTNOTES[footnote], (key, path)
        if footnote == "5":
            assert measure.value == (115.0 if path.startswith("hourly") else 239_200.0), (key, path)
        seen.add(measure.status)
    assert seen == {Status.PUBLISHED, *FOOTNOTES.values()}, "the sample must meet every status"


def test_figures_are_top_coded_by_the_footnote_alone(facts: Facts, snapshot: sqlite3.Connection) -> None:
    """Many a median above the bound is published, and every figure at the bound is a flagged one or an equal one."""
    rows = snapshot.execute(
        "SELECT key, v13 FROM cell WHERE key LIKE 'OEUS0600000000000%' AND f13 IS NULL AND CAST(v13 AS REAL) > 239200"
    ).fetchall()
    assert rows
    for key, value in rows:
        median = wages_of(facts, f"{key[-6:-4]}-{key[-4:]}", "0600000").annual.median
        assert (median.status, median.value) == (Status.PUBLISHED, float(value)), key


LOS_ANGELES = "0031080"


def test_cardiologists_in_los_angeles_are_top_coded_throughout(facts: Facts) -> None:
    wages = wages_of(facts, "29-1212", LOS_ANGELES)
    for measure in (*wages.annual.percentiles, wages.annual.mean):
        assert str(measure) == "$239,200 or more"
    for measure in (*wages.hourly.percentiles, wages.hourly.mean):
        assert str(measure) == "$115.00 or more"
    assert wages.employment.status is Status.SUPPRESSED
    assert wages.employment.rse is None
    assert wages.annual.mean.rse == 8.5


def test_actors_are_not_released_in_california_and_by_the_hour_in_the_nation(facts: Facts) -> None:
    california = wages_of(facts, "27-2011", "0600000")
    assert {*map(str, (*california.annual.percentiles, *california.hourly.percentiles))} == {"not released"}
    assert str(california.employment) == "26,170"
    nation = wages_of(facts, "27-2011", "0000000")
    assert {measure.status for measure in nation.annual.percentiles} == {Status.NOT_PUBLISHED}
    assert [*map(str, nation.hourly.percentiles)] == ["$16.50", "$20.34", "$29.05", "$97.95", "$143.68"]


@pytest.mark.parametrize("soc", ["25-2021", "53-2011"])
def test_teachers_and_pilots_are_published_by_the_year_only(soc: str, facts: Facts) -> None:
    for area in ("0600000", "0000000"):
        wages = wages_of(facts, soc, area)
        assert {measure.status for measure in wages.hourly.percentiles} == {Status.NOT_PUBLISHED}
        assert all(measure.has_value for measure in wages.annual.percentiles)
    assert str(wages_of(facts, "25-2021", "0600000").annual.median) == "$99,650"


# --- Every occupation ----------------------------------------------------------------------------------------


def test_every_occupation_composes_for_california(bundled: Application) -> None:
    california = bundled.area("California")
    assert len(bundled.occupations.titles) > 800
    for soc in bundled.occupations.titles:
        guide = bundled.composer.guide(bundled.occupations.get(soc), california)
        assert guide.failures == ()
        assert {"wages", "outlook", "codes"} <= {section.spec.anchor for section in guide.sections}, soc


def test_a_sample_of_guides_renders_in_every_format(bundled: Application) -> None:
    chance = random.Random(11_3051)
    socs = sorted(chance.choices(list(bundled.occupations.titles), k=200))
    for soc, area in zip(socs, chance.choices(bundled.facts.areas, k=200), strict=True):
        guide = bundled.composer.guide(bundled.occupations.get(soc), area)
        for renderer in bundled.renderers.values():
            rendered = renderer.render(guide).decode("utf-8")
            assert soc in rendered, (soc, area.name, renderer.name)
            assert "None" not in re.findall(r"\w+", rendered), (soc, area.name, renderer.name)
            assert not re.search(r"\b(nan|inf)\b", rendered), (soc, area.name, renderer.name)
