"""The JSON Schema that guides in JSON keep to.

The version goes up with every change that a reader of the old one could stumble over.
"""

from typing import Any, TypeAlias

from occuguide.core import AreaKind, Kind, Status, Unit, View

Schema: TypeAlias = dict[str, Any]

FORMAT = "occuguide/guide"
"""What the JSON says it is."""

VERSION = 2
"""The version of the format."""

_STRING: Schema = {"type": "string"}
_DATE: Schema = {"type": "string", "format": "date"}
_BOOLEAN: Schema = {"type": "boolean"}
_SOC: Schema = {"type": "string", "pattern": r"^\d{2}-\d{4}$"}


def schema() -> Schema:
    """The schema, in the edition of 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Occuguide guide",
        **_object(
            format={"const": FORMAT},
            version={"const": VERSION},
            kind={"$ref": "#/$defs/kind"},
            view=_one_of_values(View),
            title=_STRING,
            occupation={"$ref": "#/$defs/occupation"},
            area=_or_null({"$ref": "#/$defs/area"}, "Null where the view is of all areas."),
            chapters=_array({"$ref": "#/$defs/chapter"}),
            sources={
                "type": "object",
                "description": "The releases behind the guide, by the names that sections and measures use.",
                "additionalProperties": {"$ref": "#/$defs/source"},
            },
            failures=_array(_STRING, "What each plugin that failed said of it."),
        ),
        "$defs": {
            "kind": _one_of_values(Kind),
            "occupation": _object(
                soc=_SOC,
                title=_STRING,
                slug=_STRING,
                in_short={
                    "type": "string",
                    "description": "What people in it do, in a sentence; empty if none is known.",
                },
                also_called=_array(_STRING),
                specialties=_array(
                    _object(
                        code={"type": "string", "pattern": r"^\d{2}-\d{4}\.\d{2}$"},
                        title=_STRING,
                        note=_STRING,
                    )
                ),
                licences=_array({"$ref": "#/$defs/credential"}, "What the law asks for."),
                certifications=_array({"$ref": "#/$defs/credential"}, "What helps and no law asks for."),
                advancement=_array(
                    _object(title=_STRING, takes=_STRING, soc={"anyOf": [_SOC, {"const": ""}]}),
                    "The steps up, the nearest first.",
                ),
                related=_array(_object(soc=_SOC, why=_STRING), "Those that an author names."),
                yellow_pages=_array(_STRING),
                links=_array(_object(title=_STRING, url=_STRING, about=_STRING)),
                programs=_array(_object(system=_STRING, code=_STRING, title=_STRING), "Codes that no release brings."),
                written=_or_null(_DATE, "Null for a Profile."),
                rests_on=_array(_STRING),
            ),
            "credential": _object(
                name=_STRING,
                issuer=_STRING,
                requires=_STRING,
                authority=_STRING,
                exam=_STRING,
                renewal=_STRING,
                url=_STRING,
                checked=_or_null(_DATE, "When somebody compared it with the issuer's page; null if nobody did."),
            ),
            "area": _object(
                code=_STRING,
                name=_STRING,
                slug=_STRING,
                kind=_one_of_values(AreaKind),
                counties=_array(_STRING),
                wages=_or_null({"$ref": "#/$defs/published_area"}, "The area that its wages are published for."),
                projections=_array({"$ref": "#/$defs/published_area"}),
                within=_array(_object(code=_STRING, name=_STRING, kind=_one_of_values(AreaKind))),
            ),
            "published_area": _object(
                code=_STRING, name=_STRING, kind=_one_of_values(AreaKind), counties=_array(_STRING)
            ),
            "chapter": _object(title=_STRING, sections=_array({"$ref": "#/$defs/section"})),
            "section": _object(
                name=_STRING,
                heading=_STRING,
                authored=_BOOLEAN,
                blocks=_array({"$ref": "#/$defs/block"}),
                sources=_array(_STRING),
            ),
            "source": _object(
                title=_STRING,
                publisher=_STRING,
                release=_STRING,
                period=_STRING,
                licence=_STRING,
                attribution=_STRING,
                url=_STRING,
                file=_STRING,
                sha256=_STRING,
                copied_from=_STRING,
                checked=_BOOLEAN,
                citation=_STRING,
                provenance=_STRING,
            ),
            "block": _any_of("paragraph", "note", "bullet_list", "table", "definition_list", "links", *_CHARTS),
            "paragraph": _typed("paragraph", content={"$ref": "#/$defs/text"}),
            "note": _typed("note", content={"$ref": "#/$defs/text"}),
            "bullet_list": _typed("bullet_list", items=_array({"$ref": "#/$defs/text"})),
            "table": _typed(
                "table",
                caption=_STRING,
                columns=_array(_object(heading=_STRING, numeric=_BOOLEAN)),
                rows=_array(_array({"$ref": "#/$defs/text"}, "One cell a column.")),
            ),
            "definition_list": _typed(
                "definition_list",
                items=_array(_object(term={"$ref": "#/$defs/text"}, details=_array({"$ref": "#/$defs/text"}))),
            ),
            "links": _typed("links", items=_array(_object(link=_any_of("link_text", "plain_text"), about=_STRING))),
            "bar_chart": _typed(
                "bar_chart",
                caption=_STRING,
                bars=_array(_object(label=_STRING, measure={"$ref": "#/$defs/measure"})),
            ),
            "range_chart": _typed(
                "range_chart",
                caption=_STRING,
                ranges=_array(
                    _object(
                        label=_STRING,
                        percentiles={
                            **_array({"$ref": "#/$defs/measure"}, "The 10th, 25th, 50th, 75th and 90th."),
                            "minItems": 5,
                            "maxItems": 5,
                        },
                    )
                ),
            ),
            "text": _array(
                _any_of("plain_text", "strong_text", "emphasis_text", "link_text", "occupation_link", "measure")
            ),
            "plain_text": _typed("text", text=_STRING),
            "strong_text": _typed("strong", text=_STRING),
            "emphasis_text": _typed("emphasis", text=_STRING),
            "link_text": _typed(
                "link",
                text=_STRING,
                url={"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)"},
            ),
            "occupation_link": _typed(
                "occupation",
                soc=_SOC,
                text=_STRING,
                kind={"$ref": "#/$defs/kind"},
                address=_or_null(_STRING, "Relative to the guide's page; null if there is no page for it."),
            ),
            "measure": _typed(
                "measure",
                text={"type": "string", "description": "The measure as every format shows it."},
                value=_or_null({"type": "number"}, "The figure; the bound, where the status is at_least."),
                unit=_one_of_values(Unit),
                status=_one_of_values(Status),
                period=_STRING,
                source=_or_null(_STRING, "The name of one of the guide's sources."),
                rse=_or_null({"type": "number"}, "The relative standard error in percent."),
                code=_STRING,
            ),
        },
    }


_CHARTS = ("bar_chart", "range_chart")


def _object(**properties: Schema) -> Schema:
    """An object with exactly these members."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _typed(name: str, **properties: Schema) -> Schema:
    """An object that says its type."""
    return _object(type={"const": name}, **properties)


def _array(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def _any_of(*names: str) -> Schema:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]}


def _or_null(one: Schema, description: str) -> Schema:
    return {"anyOf": [one, {"type": "null"}], "description": description}


def _one_of_values(values: type[View] | type[Kind] | type[AreaKind] | type[Status] | type[Unit]) -> Schema:
    return {"enum": [value.value for value in values]}
