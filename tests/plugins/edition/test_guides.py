"""Guides over the bundled edition: every one can be made, in every format, and says whose facts it shows."""

import html
import json
import random
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pytest
from attrs import frozen

from occuguide.core import Facts, Guide, View
from occuguide.core.application import Application

SEED = 20_261_122
"""The same draw in each run: a gate must not fall by chance. Change it to draw others."""

NO_FIGURE = re.compile(r"(?:None(?!\s+of\b)|nan|inf)(?!\w)(?:(?<=\WNone)|(?<=\Wnan)|(?<=\Winf))")
"""What Python says of no figure, standing as a word; "None of" begins an author's sentence."""

PAIRS = 300
FEWER = 7
"""Each so many of their pages is read: every view and format among them."""

EVERYWHERE = 100


def test_every_occupation_composes_for_california(californian: Sequence[Guide]) -> None:
    assert len(californian) > 800
    for guide in californian:
        soc = guide.occupation.soc
        assert guide.failures == (), soc
        assert {"wages", "outlook", "codes"} <= {section.spec.anchor for section in guide.sections}, soc


def test_a_hundred_occupations_compose_for_every_place(bundled: Application) -> None:
    for soc in random.Random(SEED).sample([*bundled.occupations.titles], EVERYWHERE):
        occupation = bundled.occupations.get(soc)
        for area in bundled.facts.areas:
            guide = bundled.composer.guide(occupation, area)
            assert guide.failures == (), (f"seed {SEED}", soc, area.name)
            assert {"wages", "outlook"} <= {section.spec.anchor for section in guide.sections}, (SEED, soc, area.name)


@frozen(slots=False)
class Page:
    """A guide as a format shows it: its bytes as text, and what they say in one line."""

    guide: Guide
    format: str
    text: str

    @cached_property
    def words(self) -> str:
        """What it says, in one line."""
        return words(self.format, self.text)

    @property
    def where(self) -> tuple[object, ...]:
        """What a failure says of it."""
        return (f"seed {SEED}", self.guide.occupation.soc, self.guide.area.name, self.guide.view.value, self.format)


@pytest.fixture(scope="module")
def pages(bundled: Application) -> list[Page]:
    """A sample of occupations and places in every view and format."""
    chance = random.Random(SEED)
    socs = chance.choices([*bundled.occupations.titles], k=PAIRS)
    made = []
    for soc, area in zip(socs, chance.choices(bundled.facts.areas, k=PAIRS), strict=True):
        for view in View:
            guide = bundled.composer.guide(bundled.occupations.get(soc), area, view)
            for name, renderer in bundled.renderers.items():
                made.append(Page(guide, name, renderer.render(guide).decode("utf-8")))
    return made


def test_a_sample_of_guides_renders_in_every_format_and_view(pages: list[Page]) -> None:
    assert {(page.guide.view, page.format) for page in pages} == {
        (view, name) for view in View for name in ("html", "json", "text")
    }
    for page in pages:
        assert page.guide.failures == (), page.where
        assert not NO_FIGURE.search(page.text), page.where
    for page in pages[::FEWER]:
        # Text breaks lines after hyphens too.
        said = page.guide.title in page.words or page.guide.title in page.words.replace("- ", "-")
        assert said, page.where


DATABASE = (
    "This page includes information from the O*NET 29.3 Database by the U.S. Department of Labor, Employment and"
    " Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA."
)
ONET = (
    DATABASE,
    "USDOL/ETA has not approved, endorsed, or tested these modifications.",
)
"""What the licence asks for."""

SHOW_ONET = {"tools", "tasks", "skill-definitions", "fit", "related"}
"""The sections that rest on O*NET's database whenever no author wrote them."""

AUTHORS = re.compile("occupations/.*|structured")
"""The plugins that show what an author wrote or listed."""


def words(format_: str, page: str) -> str:
    """What a page says, in one line."""
    match format_:
        case "html":
            page = html.unescape(re.sub(r"<[^>]*>", " ", page))
        case "json":
            page = " ".join(strings(json.loads(page)))
        case _:
            pass
    return " ".join(page.split())


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from strings(item)
        case dict():
            yield from strings([*value.values()])
        case _:
            pass


def shows_onet(guide: Guide, facts: Facts) -> bool:
    """Whether a guide shows something that only O*NET's database says."""
    if facts.reported_titles(guide.occupation.soc):
        return True
    shown = {section.spec.anchor for section in guide.sections if not all(map(AUTHORS.fullmatch, section.plugins))}
    text = [block for section in guide.sections for block in section.blocks]
    return bool(shown & SHOW_ONET) or "Job zone" in str(text) or "O*NET-SOC codes" in str(text)


def test_onets_wording_stands_on_every_page_that_shows_its_facts(pages: list[Page], bundled: Application) -> None:
    shown = {True: 0, False: 0}
    read = pages[::FEWER]
    assert {(page.guide.view, page.format) for page in read} == {(page.guide.view, page.format) for page in pages}
    for page in read:
        shows = shows_onet(page.guide, bundled.facts)
        shown[shows] += 1
        if shows:
            for sentence in ONET:
                assert sentence in page.words, page.where
        elif "O*NET" not in page.words:
            assert "USDOL/ETA" not in page.words, page.where
        elif page.guide.occupation.written:
            assert any("O*NET 29.3" in words and words in page.words for words in page.guide.occupation.rests_on)
    assert shown[True] > 100
    assert shown[False], f"seed {SEED}: codes that join occupations are not O*NET's"


def test_the_lists_of_onet_have_its_wording_too(bundled: Application) -> None:
    """The green occupations and the bright outlooks come from another release than the database."""
    guide = bundled.guide("15-1252", "California")
    for format_, renderer in bundled.renderers.items():
        said = words(format_, renderer.render(guide).decode("utf-8"))
        assert "bright outlook in the nation" in said
        assert "information from the O*NET 18.1 Database and the O*NET Bright Outlook list" in said, format_


def test_onets_wording_stands_in_the_notice(bundled: Application) -> None:
    notice = Path(__file__).parents[3] / "NOTICE"
    said = " ".join(notice.read_text("utf-8").split()).replace("(R)", "®")
    for sentence in ONET:
        assert sentence in said
    assert "CC BY 4.0" in bundled.facts.sources["onet"].licence
