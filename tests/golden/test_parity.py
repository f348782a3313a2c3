"""Parity: every format says the same. What a guide holds stands in HTML, in text and in JSON."""

import html
import json
import re
from collections.abc import Iterator

import pytest

from occuguide.core import Guide, Link, Measure, Note, OccupationLink, Paragraph, View
from occuguide.core.application import Application
from occuguide.core.blocks import inline_text, inlines

PLACES = ("California", "Orange County", "Alpine County")
SOCS = ("11-3051", "29-1212", "27-2011")


def words_of(format_: str, rendered: bytes) -> str:
    """What a reader gets to read, in one line."""
    text = rendered.decode("utf-8")
    match format_:
        case "html":
            text = re.sub(r"<(style|script|head)\b.*?</\1>", " ", text, flags=re.DOTALL)
            # A block's tags part words; those within a line do not.
            text = re.sub(r"</?(?:a|em|strong|b|i|span|abbr|data)\b[^>]*>", "", text)
            text = html.unescape(re.sub(r"<[^>]*>", " ", text))
        case "json":
            text = " ".join(strings(json.loads(text)))
        case _:
            pass
    return " ".join(text.split())


def strings(value: object) -> Iterator[str]:
    """Every string of a JSON document; the pieces of one text are joined as they stand."""
    match value:
        case str():
            yield value
        case list() if value and all(isinstance(item, dict) and "text" in item for item in value):
            yield "".join(str(item["text"]) for item in value)
        case list():
            for item in value:
                yield from strings(item)
        case dict():
            for item in value.values():
                yield from strings(item)
        case _:
            pass


def bare(words: str) -> str:
    """Words without spaces: a narrow table breaks a figure over lines, and a hyphenated name after its hyphen."""
    return re.sub(r"\s+", "", words)


def guides(application: Application, soc: str) -> Iterator[Guide]:
    for place in PLACES:
        for view in (View.DETAILED, View.SUMMARY):
            yield application.guide(soc, place, view)


def paragraphs(guide: Guide) -> Iterator[list[str]]:
    """Each paragraph's and each note's words; broken where a format may show a link's address."""
    for section in guide.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Note):
                runs = [""]
                for piece in block.content:
                    runs[-1] += inline_text(piece)
                    if isinstance(piece, Link | OccupationLink):
                        runs.append("")
                yield [run for run in runs if run.strip()]


@pytest.mark.parametrize("soc", SOCS)
@pytest.mark.parametrize("format_", ["html", "text", "json"])
def test_every_paragraph_stands_in_every_format(format_: str, soc: str, bundled: Application) -> None:
    checked = 0
    for guide in guides(bundled, soc):
        said = bare(words_of(format_, bundled.renderer(format_).render(guide)))
        for runs in paragraphs(guide):
            for run in runs:
                assert bare(run) in said, (guide.title, guide.view, run)
                checked += 1
    assert checked > 10


@pytest.mark.parametrize("soc", SOCS)
@pytest.mark.parametrize("format_", ["html", "text", "json"])
def test_every_measure_stands_in_every_format(format_: str, soc: str, bundled: Application) -> None:
    checked = 0
    for guide in guides(bundled, soc):
        said = words_of(format_, bundled.renderer(format_).render(guide))
        words = set(re.split(r"[\s;,.]+(?=\s)|\s+|;", said))
        for section in guide.sections:
            for block in section.blocks:
                for measure in (piece for piece in inlines(block) if isinstance(piece, Measure)):
                    told = str(measure)
                    missing = [word for word in told.split() if word not in words]
                    assert told in said or not missing, (guide.title, guide.view, told)
                    checked += 1
    assert checked > 50


@pytest.mark.parametrize("format_", ["html", "text", "json"])
def test_every_heading_and_source_stands_in_every_format(format_: str, bundled: Application) -> None:
    for guide in guides(bundled, "11-3051"):
        said = bare(words_of(format_, bundled.renderer(format_).render(guide))).casefold()
        for chapter in guide.chapters:
            assert bare(chapter.chapter.title).casefold() in said, (guide.view, chapter.chapter.title)
        for section in guide.sections:
            assert bare(section.spec.heading).casefold() in said, (guide.view, section.spec.heading)
        for source in guide.sources:
            for words in (source.title, source.publisher, source.release, source.licence, source.attribution):
                assert bare(words).casefold() in said, (guide.view, words)
