"""What must hold in every guide: figures of several occupations together say so, and words agree with numbers."""

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from occuguide.core import (
    BarChart,
    Block,
    Facts,
    Guide,
    GuideSection,
    Inline,
    Measure,
    OccupationLink,
    RangeChart,
    Table,
    View,
    inlines,
)
from occuguide.core.application import Application
from occuguide.core.blocks import plain
from occuguide.core.cli import run
from occuguide.plugins.sections.outlook import in_words

SEED = 20_261_122
"""The same draw in each run: a gate must not fall by chance. Change it to draw others."""

DRAWN = 50
FEWER = 5
"""Of each so many occupations, the guide to all areas is read too."""

ALL_OCCUPATIONS = "00-0000"

SOC_TABLE = "SOC, Standard Occupational Classification 2018"

Pieces = Sequence[Inline]


@pytest.fixture(scope="module")
def guides(californian: Sequence[Guide], bundled: Application) -> Sequence[Guide]:
    """Every occupation's guides for the state, in full and in brief, and some of those to all areas."""
    composer, california = bundled.composer, californian[0].area
    return (
        *californian,
        *(composer.guide(one.occupation, california, View.SUMMARY) for one in californian),
        *(composer.guide(one.occupation, california, View.ALL_AREAS) for one in californian[::FEWER]),
    )


def rows(block: Block) -> list[Pieces]:
    """A block row by row; what has no rows is one."""
    match block:
        case Table():
            return [[piece for cell in row for piece in cell] for row in block.rows]
        case BarChart():
            return [(bar.label, bar.measure) for bar in block.bars]
        case RangeChart():
            return [(spread.label, *spread.percentiles) for spread in block.ranges]
        case _:
            return [list(inlines(block))]


def names(pieces: Pieces, code: str) -> bool:
    """Whether a reader is told a code, or led to its page."""
    return code in plain(tuple(pieces)) or any(isinstance(one, OccupationLink) and one.soc == code for one in pieces)


def joint(pieces: Pieces, guide: Guide) -> set[str]:
    """The codes, other than the occupation's, that figures stand under."""
    soc = guide.occupation.soc
    return {
        piece.code
        for piece in pieces
        if isinstance(piece, Measure) and piece.code and piece.code not in (soc, f"{soc}.00", ALL_OCCUPATIONS)
    }


def unnamed(guide: Guide, section: GuideSection) -> Iterator[str]:
    """The codes of others that figures of a section stand under, and that nobody is told of where they stand.

    The section may say it for a table as a whole; where the rows of one are under several codes, each row must.
    """
    said = [piece for block in section.blocks for piece in inlines(block)]
    for block in section.blocks:
        codes = {one.code for one in inlines(block) if isinstance(one, Measure)} - {ALL_OCCUPATIONS, ""}
        for row in rows(block):
            where = row if len(codes) > 1 else said
            yield from (code for code in joint(row, guide) if not names(where, code))


def test_figures_under_another_code_name_it(guides: Sequence[Guide]) -> None:
    wrong, found = [], 0
    for guide in guides:
        for section in guide.sections:
            found += any(joint(list(inlines(block)), guide) for block in section.blocks)
            wrong += [
                (guide.occupation.soc, guide.view.value, section.spec.anchor, code) for code in unnamed(guide, section)
            ]
    assert found > 100, "there are such figures"
    assert wrong == []


def test_figures_of_all_occupations_are_said_to_be_theirs(guides: Sequence[Guide]) -> None:
    wrong, found = [], 0
    for guide in guides:
        for section in guide.sections:
            for block in section.blocks:
                headings = [column.heading for column in block.columns] if isinstance(block, Table) else []
                for row in rows(block):
                    if any(isinstance(piece, Measure) and piece.code == ALL_OCCUPATIONS for piece in row):
                        found += 1
                        if "all occupations" not in " ".join([*headings, plain(tuple(row))]).lower():
                            wrong.append((guide.occupation.soc, guide.view.value, section.spec.anchor))
    assert found > 1000
    assert wrong == []


NO_GROWTH = re.compile(r"\bgrow\b.*?\bby -?0 jobs")


def test_nothing_grows_by_no_jobs(guides: Sequence[Guide], bundled: Application) -> None:
    """The numbers of jobs are rounded, the percentages were worked out before."""
    wrong, still = [], 0
    for guide in guides:
        for section in guide.sections:
            for block in section.blocks:
                if any(NO_GROWTH.search(plain(tuple(row))) for row in rows(block)):
                    wrong.append((guide.occupation.soc, guide.area.name))
    for soc in bundled.occupations.titles:
        occupation = bundled.occupations.get(soc)
        for one in bundled.facts.projections_everywhere(occupation):
            said = plain(in_words(one, occupation))
            still += one.change.value == 0
            if NO_GROWTH.search(said):
                wrong.append((soc, one.area.name))
            if one.base.has_value and one.base.value == one.projected.value:
                assert "change little or not at all" in said or "gives no growth" in said, (soc, one.area.name)
    assert still > 100, "many are projected not to change, in small areas most of all"
    assert wrong == []


def test_every_code_said_to_be_of_the_soc_is_in_it(californian: Sequence[Guide], table: sqlite3.Connection) -> None:
    known = {row["soc"] for row in table.execute("SELECT soc FROM occupation WHERE source = 'soc'")}
    assert len(known) > 1000
    wrong = []
    for guide in californian:
        (codes,) = (section for section in guide.sections if section.spec.anchor == "codes")
        (soc,) = (block for block in codes.blocks if isinstance(block, Table) and block.caption == SOC_TABLE)
        wrong += [(guide.occupation.soc, code) for row in soc.rows if (code := plain(row[1])) not in known]
    assert wrong == []


def shown(facts: Facts, bundled: Application) -> dict[tuple[str, str], object]:
    """The projections that are shown of some occupations, drawn, in every place of the edition."""
    occupations = map(bundled.occupations.get, random.Random(SEED).sample([*bundled.occupations.titles], DRAWN))
    places = {area.code: area for area in facts.areas}
    return {
        (occupation.soc, area.code): facts.projections(occupation, places[area.code])
        for occupation in occupations
        for area in bundled.facts.areas
    }


def test_packing_changes_no_projection_that_is_shown(bundled: Application, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    (tmp_path / "occuguide.toml").write_text("", encoding="utf-8")
    packing = ["data", "pack", "--area", "California", "--output", str(again)]
    assert run(["--config", str(tmp_path / "occuguide.toml"), *packing]) == 0
    facts = Facts(again)
    try:
        before = shown(bundled.facts, bundled)
        assert any(before.values())
        assert shown(facts, bundled) == before, f"seed {SEED}"
    finally:
        facts.close()


def test_the_edition_shows_the_projections_of_the_store_that_it_was_packed_from(
    bundled: Application, whole: Facts
) -> None:
    assert shown(whole, bundled) == shown(bundled.facts, bundled), f"seed {SEED}"
