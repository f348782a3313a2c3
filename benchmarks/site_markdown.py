"""The guides as Markdown, for generators of sites that take nothing else: the same words and figures.

Charts are tables. Links between guides are relative, as on the site.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias, assert_never

from occuguide.core import (
    Application,
    BarChart,
    Block,
    BulletList,
    DefinitionList,
    Emphasis,
    Guide,
    GuideSection,
    Inline,
    Link,
    Links,
    Measure,
    Note,
    OccupationLink,
    Paragraph,
    RangeChart,
    Settings,
    Source,
    Strong,
    Table,
    Text,
    View,
)
from occuguide.plugins.web.website import Website

Slugs: TypeAlias = Mapping[str, str]
"""Each occupation's part of an address, by SOC code."""

VIEWS = (View.DETAILED, View.SUMMARY)
"""The views that are written: those that every place has."""

_PERCENTILES = ("10th", "25th", "Median", "75th", "90th")
_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def write_pages(folder: Path, workers: int) -> int:
    """Write every guide and its summary for every place of the site. Returns how many files these are.

    Args:
        folder: Where a folder for each place is made.
        workers: How many processes write.
    """
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(partial(_write, folder, workers), range(workers)))


def _write(folder: Path, workers: int, first: int) -> int:
    application = Application(Settings.default(folder))
    website = Website(application)
    for name in website.places:
        (folder / name).mkdir(parents=True, exist_ok=True)
    socs = list(website.slugs)[first::workers]
    for soc in socs:
        occupation = application.occupations.get(soc)
        # A section that is the same in every place is the same object.
        drawn = cache(partial(_section, website.slugs))
        for place in website.places.values():
            for view in VIEWS:
                page = _page(application.composer.guide(occupation, place, view), drawn)
                (folder / website.address(soc, place, view, ".md")).write_text(page, "utf-8")
    application.close()
    return len(socs) * len(website.places) * len(VIEWS)


def _page(guide: Guide, drawn: Callable[[GuideSection], str]) -> str:
    parts = [f"---\ntitle: {json.dumps(guide.title)}\n---", *_head(guide)]
    for chapter in guide.chapters:
        parts.append(f"## {_escaped(chapter.chapter.title)}")
        for heading, section in chapter.headed:
            if heading:
                parts.append(f"### {_escaped(heading)}")
            parts.append(drawn(section))
    parts += ["## Sources and licenses", *map(_source, guide.sources)]
    return "\n\n".join(parts) + "\n"


def _head(guide: Guide) -> Iterator[str]:
    occupation = guide.occupation
    if occupation.also_called:
        yield f"**May also be called:** {_escaped('; '.join(occupation.also_called))}"
    if occupation.specialties:
        yield f"**Specialties:** {_escaped('; '.join(specialty.title for specialty in occupation.specialties))}"


def _source(source: Source) -> str:
    said = (source.period, source.licence, source.attribution, source.provenance)
    address = f"<{source.url}>" if source.url else ""
    return "\n".join([f"**{_escaped(source.citation)}**", *(_escaped(one) for one in said if one), address]).rstrip()


def _section(slugs: Slugs, section: GuideSection) -> str:
    foot = "; ".join(source.citation for source in section.sources)
    return "\n\n".join(
        [*(_block(block, slugs) for block in section.blocks), *([f"*Source: {_escaped(foot)}*"] if foot else [])]
    )


def _block(block: Block, slugs: Slugs) -> str:
    def text(content: Text) -> str:
        return "".join(_inline(piece, slugs) for piece in content).replace("\n", " ")

    match block:
        case Paragraph():
            return text(block.content)
        case Note():
            return f"> {text(block.content)}"
        case BulletList():
            return _list(map(text, block.items))
        case Table():
            rows = ([text(cell) for cell in row] for row in block.rows)
            return _table(block.caption, [column.heading for column in block.columns], rows)
        case DefinitionList():
            return _list(f"**{text(item.term)}** {' '.join(map(text, item.details))}" for item in block.items)
        case Links():
            return _list(f"{_inline(item.link, slugs)} {_escaped(item.about)}" for item in block.items)
        case BarChart():
            return _table(block.caption, ["", ""], ([_escaped(bar.label), str(bar.measure)] for bar in block.bars))
        case RangeChart():
            rows = ([_escaped(spread.label), *map(str, spread.percentiles)] for spread in block.ranges)
            return _table(block.caption, ["", *_PERCENTILES], rows)
        case _:
            assert_never(block)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [list(map(_escaped, headings)), ["---"] * len(headings), *rows]
    return f"{_escaped(caption)}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _inline(piece: Inline, slugs: Slugs) -> str:
    match piece:
        case str():
            return _escaped(piece)
        case Strong():
            return f"**{_escaped(piece.text)}**"
        case Emphasis():
            return f"*{_escaped(piece.text)}*"
        case Link():
            return f"[{_escaped(piece.text)}]({piece.url})"
        case OccupationLink():
            return f"[{_escaped(piece.text)}]({slugs[piece.soc]}.html)"
        case Measure():
            return str(piece)
        case _:
            assert_never(piece)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
