"""The JSON renderer."""

import json

import jsonschema
import pytest
from attrs import evolve
from click.testing import CliRunner

from occuguide.core import Kind, Link, OccupationLink, View
from occuguide.plugins.renderers import json as json_plugin


@pytest.fixture
def validator():
    return jsonschema.Draft202012Validator(json_plugin.schema(), format_checker=jsonschema.FormatChecker())


def test_every_guide_keeps_to_the_schema(json_renderer, samples, validator):
    bare = evolve(samples.occupation, also_called=(), specialties=(), written=None, rests_on=(), sources=())
    guides = [
        samples.full(),
        samples.full(view=View.SUMMARY),
        samples.full(view=View.ALL_AREAS),
        samples.full(view=View.DEFINITIONS),
        samples.full(kind=Kind.PROFILE, occupation=bare, area=evolve(samples.area, wages=None, projections=())),
        samples.guide(),
        samples.paragraph(Link("here", "javascript:alert(1)")),
    ]
    for guide in guides:
        for site in (None, samples.site):
            validator.validate(json.loads(json_renderer.render(guide, site)))


def test_the_schema_is_valid_and_refuses_what_it_does_not_know(json_renderer, samples, validator):
    jsonschema.Draft202012Validator.check_schema(json_plugin.schema())
    guide = json.loads(json_renderer.render(samples.full()))
    guide["chapters"][0]["sections"][0]["blocks"][0]["colour"] = "red"
    assert not validator.is_valid(guide)


def test_every_object_of_the_schema_is_closed():
    def objects(schema):
        match schema:
            case {"type": "object"}:
                yield schema
        for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
            yield from objects(part)

    assert all("additionalProperties" in one for one in objects(json_plugin.schema()))


def test_hook_commands_prints_the_schema():
    (command,) = json_plugin.commands()
    result = CliRunner().invoke(command)
    assert command.name == "schema"
    assert result.exit_code == 0
    assert json.loads(result.output) == json_plugin.schema()


def test_it_is_laid_out_as_any_json_with_an_indent_of_two(json_renderer, samples):
    rendered = json_renderer.render(samples.full()).decode()
    assert rendered == json.dumps(json.loads(rendered), indent=2, ensure_ascii=False) + "\n"


def test_a_measure_says_all_that_is_known_of_it(json_renderer, samples):
    figure = evolve(samples.dollars(132_620.0), rse=1.4, code="11-3051", row="wage: soc 11-3051, area 0600000")
    guide = json.loads(json_renderer.render(samples.paragraph(figure)))
    section = guide["chapters"][0]["sections"][0]
    assert section["blocks"][0]["content"] == [
        {
            "type": "measure",
            "text": "$132,620",
            "value": 132620.0,
            "unit": "USD/year",
            "status": "published",
            "period": "May 2025",
            "source": "oews",
            "rse": 1.4,
            "code": "11-3051",
        }
    ]
    assert section["sources"] == ["oews"]
    assert guide["sources"]["oews"]["checked"] is False


def test_every_source_that_is_named_is_described(json_renderer, samples):
    guide = json.loads(json_renderer.render(samples.full()))
    named = {name for chapter in guide["chapters"] for section in chapter["sections"] for name in section["sources"]}
    assert named <= set(guide["sources"])
    assert named == {"oews", "onet", "edd"}


def test_an_occupation_has_its_address_on_a_site_only(json_renderer, samples):
    guide = samples.paragraph(OccupationLink("11-9021", "Construction Managers"))

    def link(site):
        return json.loads(json_renderer.render(guide, site))["chapters"][0]["sections"][0]["blocks"][0]["content"][0]

    assert link(None)["address"] is None
    assert link(samples.site)["address"] == "../construction-managers/"


def test_failures_are_told(json_renderer, samples):
    guide = json.loads(json_renderer.render(samples.full()))
    assert guide["failures"] == ["plugin broken, guide_benefits for 11-3051: no luck"]
