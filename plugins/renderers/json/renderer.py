"""The JSON renderer."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeAlias, assert_never

from attrs import asdict

from occuguide.core import (
    Area,
    Bar,
    BarChart,
    Block,
    BulletList,
    Credential,
    DefinitionList,
    Emphasis,
    Guide,
    GuideSection,
    Inline,
    Link,
    LinkItem,
    Links,
    Measure,
    Note,
    Occupation,
    OccupationLink,
    Paragraph,
    ProgramCode,
    PublishedArea,
    RangeChart,
    Related,
    Site,
    Source,
    Specialty,
    Step,
    Strong,
    Table,
    Text,
    View,
)
from occuguide.plugins.renderers.json.schema import FORMAT, VERSION
from occuguide.plugins.renderers.memo import Memo, Targets
from occuguide.plugins.renderers.words import linkable

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_INDENT = 2


class JsonRenderer:
    """Renders guides as JSON that keeps to the schema of ``occuguide schema``."""

    name = "json"
    suffix = ".json"
    media_type = "application/json"

    def __init__(self) -> None:
        self._section = Memo(_section)

    def render(self, guide: Guide, site: Site | None = None) -> bytes:
        """The guide as JSON.

        Args:
            guide: What to render.
            site: Where the pages beside it are; none if it stands alone.
        """
        chapters = _array(
            _object(
                title=_dumped(chapter.chapter.title),
                sections=_array(self._section(section, guide, site) for section in chapter.sections),
            )
            for chapter in guide.chapters
        )
        text = _object(
            format=_dumped(FORMAT),
            version=_dumped(VERSION),
            kind=_dumped(guide.kind.value),
            view=_dumped(guide.view.value),
            title=_dumped(guide.title),
            occupation=_dumped(_occupation(guide.occupation)),
            # The view of all areas is for none in particular, whichever it was made for.
            area=_dumped(None if guide.view in (View.ALL_AREAS, View.DEFINITIONS) else _area(guide.area)),
            chapters=chapters,
            sources=_object(**{source.id: _source(source) for source in guide.sources}),
            failures=_dumped([str(failure) for failure in guide.failures]),
        )
        # A half of a surrogate pair, which has no UTF-8, becomes a question mark instead of an error.
        return f"{text}\n".encode("utf-8", "replace")


# --- Writing ------------------------------------------------------------------------------------------------
# Sections are kept as text, for writing JSON with line breaks takes ten times as long as making it.


def _dumped(value: Json) -> str:
    return json.dumps(value, indent=_INDENT, ensure_ascii=False, allow_nan=False)


def _object(**members: str) -> str:
    """An object whose members are JSON already."""
    return _enclosed("{", [f"{_dumped(name)}: {member}" for name, member in members.items()], "}")


def _array(items: Iterable[str]) -> str:
    """An array whose items are JSON already."""
    return _enclosed("[", list(items), "]")


def _enclosed(opening: str, items: list[str], closing: str) -> str:
    if not items:
        return opening + closing
    # A line break in JSON stands between its parts only, for strings have theirs escaped.
    body = ",\n".join(items).replace("\n", "\n" + " " * _INDENT)
    return f"{opening}\n{' ' * _INDENT}{body}\n{closing}"


# --- The guide's head and foot ------------------------------------------------------------------------------


def _occupation(occupation: Occupation) -> Json:
    return {
        "soc": occupation.soc,
        "title": occupation.title,
        "slug": occupation.slug,
        "in_short": occupation.in_short,
        "also_called": list(occupation.also_called),
        "specialties": list(map(_listed, occupation.specialties)),
        "licences": list(map(_listed, occupation.licences)),
        "certifications": list(map(_listed, occupation.certifications)),
        "advancement": list(map(_listed, occupation.advancement)),
        "related": list(map(_listed, occupation.related)),
        "yellow_pages": list(occupation.yellow_pages),
        "links": [{"title": one.link.text, "url": one.link.url, "about": one.about} for one in occupation.links],
        "programs": list(map(_listed, occupation.programs)),
        "written": occupation.written.isoformat() if occupation.written else None,
        "rests_on": list(occupation.rests_on),
    }


def _listed(thing: Specialty | Credential | Step | Related | ProgramCode) -> Json:
    """Something that is listed of an occupation, with its own names for what is known of it."""
    return asdict(
        thing, value_serializer=lambda _thing, _field, value: value.isoformat() if isinstance(value, date) else value
    )


def _area(area: Area) -> Json:
    return {
        "code": area.code,
        "name": area.name,
        "slug": area.slug,
        "kind": area.kind.value,
        "counties": list(area.counties),
        "wages": None if area.wages is None else _published_area(area.wages),
        "projections": [_published_area(one) for one in area.projections],
        "within": [{"code": wider.code, "name": wider.name, "kind": wider.kind.value} for wider in area.within],
    }


def _published_area(area: PublishedArea) -> Json:
    return {"code": area.code, "name": area.name, "kind": area.kind.value, "counties": list(area.counties)}


@lru_cache(maxsize=256)
def _source(source: Source) -> str:
    return _dumped(
        {
            "title": source.title,
            "publisher": source.publisher,
            "release": source.release,
            "period": source.period,
            "licence": source.licence,
            "attribution": source.attribution,
            "url": source.url,
            "file": source.file,
            "sha256": source.sha256,
            "copied_from": source.copied_from,
            "checked": source.checked,
            "citation": source.citation,
            "provenance": source.provenance,
        }
    )


# --- Sections, drawn once -----------------------------------------------------------------------------------


def _section(section: GuideSection, targets: Targets) -> str:
    return _dumped(
        {
            "name": section.spec.anchor,
            "heading": section.spec.heading,
            "authored": section.authored,
            "blocks": [_block(block, targets) for block in section.blocks],
            "sources": [source.id for source in section.sources],
        }
    )


def _block(block: Block, targets: Targets) -> Json:
    match block:
        case Paragraph():
            return {"type": "paragraph", "content": _text(block.content, targets)}
        case Note():
            return {"type": "note", "content": _text(block.content, targets)}
        case BulletList():
            return {"type": "bullet_list", "items": [_text(item, targets) for item in block.items]}
        case Table():
            return {
                "type": "table",
                "caption": block.caption,
                "columns": [{"heading": column.heading, "numeric": column.numeric} for column in block.columns],
                "rows": [[_text(cell, targets) for cell in row] for row in block.rows],
            }
        case DefinitionList():
            return {
                "type": "definition_list",
                "items": [
                    {
                        "term": _text(item.term, targets),
                        "details": [_text(detail, targets) for detail in item.details],
                    }
                    for item in block.items
                ],
            }
        case Links():
            return {"type": "links", "items": [_link_item(item) for item in block.items]}
        case BarChart():
            return {"type": "bar_chart", "caption": block.caption, "bars": [_bar(bar) for bar in block.bars]}
        case RangeChart():
            return {
                "type": "range_chart",
                "caption": block.caption,
                "ranges": [
                    {
                        "label": spread.label,
                        "percentiles": [_measure(measure) for measure in spread.percentiles],
                    }
                    for spread in block.ranges
                ],
            }
        case _:
            assert_never(block)


def _link_item(item: LinkItem) -> Json:
    return {"link": _link(item.link), "about": item.about}


def _bar(bar: Bar) -> Json:
    return {"label": bar.label, "measure": _measure(bar.measure)}


def _text(content: Text, targets: Targets) -> Json:
    return [_inline(piece, targets) for piece in content]


def _inline(piece: Inline, targets: Targets) -> Json:
    match piece:
        case str():
            return {"type": "text", "text": piece}
        case Strong():
            return {"type": "strong", "text": piece.text}
        case Emphasis():
            return {"type": "emphasis", "text": piece.text}
        case Link():
            return _link(piece)
        case OccupationLink():
            target = targets[piece]
            return {
                "type": "occupation",
                "soc": piece.soc,
                "text": piece.text,
                "kind": target.kind.value,
                "address": target.address,
            }
        case Measure():
            return _measure(piece)
        case _:
            assert_never(piece)


def _link(link: Link) -> Json:
    """A link; plain text, if its address is none that a program could pass on without harm."""
    if not linkable(link.url):
        return {"type": "text", "text": f"{link.text} ({link.url})"}
    return {"type": "link", "text": link.text, "url": link.url}


def _measure(measure: Measure) -> Json:
    return {
        "type": "measure",
        "text": str(measure),
        "value": measure.value,
        "unit": measure.unit.value,
        "status": measure.status.value,
        "period": measure.period,
        "source": None if measure.source is None else measure.source.id,
        "rse": measure.rse,
        "code": measure.code,
    }
