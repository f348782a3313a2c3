"""The description of the API: it is complete, it is true, and the documentation says the same."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from occuguide.core.application import Application
from occuguide.plugins.renderers.json import schema as guide_schema
from occuguide.plugins.web.api import routes
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")

Ask = Callable[[str, str], httpx.Response]


@pytest.fixture(scope="module")
def ask(bundled: Application) -> Ask:
    app = Starlette(routes=routes(RouteTable(Website(bundled))))

    async def request(method: str, address: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://site") as client:
            return await client.request(method, address)

    return lambda method, address: asyncio.run(request(method, address))


@pytest.fixture(scope="module")
def description(ask: Ask) -> Any:
    return ask("GET", "/api/v1/openapi.json").json()


def schemas(part: Any) -> Iterator[Any]:
    """Every JSON Schema of the description."""
    yield from part["components"]["schemas"].values()
    for path in part["paths"].values():
        for one in path["get"]["parameters"]:
            yield one["schema"]
        for response in path["get"]["responses"].values():
            for content in response.get("content", {}).values():
                yield content["schema"]


def test_every_schema_is_valid_and_every_reference_leads_somewhere(description: Any) -> None:
    assert description["openapi"].startswith("3.1.")
    for schema in schemas(description):
        Draft202012Validator.check_schema(schema)
    references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(description)))
    there = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert references <= there, "something is answered that nothing describes"
    assert there <= references, "something is described that nothing answers"


def test_everything_is_described_in_words(description: Any) -> None:
    for path in description["paths"].values():
        assert path["get"]["summary"]
        assert all(one["description"] for one in path["get"]["parameters"])
    for name, schema in description["components"]["schemas"].items():
        if not name.startswith("Guide"):
            assert schema["description"], name
            said = [member for member, one in schema["properties"].items() if "description" not in one]
            assert set(said) <= {"results"}, name


def test_operations_have_names_of_their_own(description: Any) -> None:
    names = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(names) == len(set(names))


def test_guide_is_described_by_its_own_schema(description: Any) -> None:
    described = description["components"]["schemas"]
    own = guide_schema()
    assert described["Guide"]["required"] == own["required"]
    assert {name.removeprefix("Guide.") for name in described if name.startswith("Guide.")} == set(own["$defs"])


def test_every_route_is_described_and_every_description_routed(bundled: Application, description: Any) -> None:
    paths = {getattr(route, "path", "").replace(":anything}", "}") for route in routes(RouteTable(Website(bundled)))}
    assert paths - {"/api/v1", "/api/v1/{rest}"} == {f"/api/v1{path}" for path in description["paths"]}


@pytest.mark.parametrize("name", ["page", "per_page", "limit"])
def test_bounds_of_the_description_are_those_that_hold(name: str, ask: Ask, description: Any) -> None:
    address = "/suggestions" if name == "limit" else "/occupations"
    (schema,) = [one["schema"] for one in description["paths"][address]["get"]["parameters"] if one["name"] == name]
    least, most = schema["minimum"], schema["maximum"]
    given = f"/api/v1{address}?{'q=nurse&' if name == 'limit' else ''}{name}="
    assert [ask("GET", f"{given}{number}").status_code for number in (least - 1, least, most, most + 1)] == [
        422,
        200,
        200,
        422,
    ]


# --- The documentation ---------------------------------------------------------------------------------------


def test_documentation_lists_every_endpoint_with_its_arguments(ask: Ask) -> None:
    index = ask("GET", "/api/v1/").json()
    listed = re.findall(r"^\| `(/api/v1/[^`]*)` \|", DOCS, re.MULTILINE)
    assert listed == [one["address"] for one in index["endpoints"]]


def test_documentation_says_what_must_be_given(description: Any) -> None:
    required = {
        (path.strip("/"), one["name"])
        for path, said in description["paths"].items()
        for one in said["get"]["parameters"]
        if one["required"] and one["in"] == "query"
    }
    assert required == {("suggestions", "q"), ("compare", "occupation")}
    assert "`q` of\nsuggestions" in DOCS or "`q` of suggestions" in DOCS


def test_documentation_tells_each_status_of_a_problem(description: Any) -> None:
    told = re.findall(r"^\| (\d+) \|", DOCS, re.MULTILINE)
    described = {
        status
        for path in description["paths"].values()
        for status in path["get"]["responses"]
        if status.startswith("4")
    }
    assert described | {"405", "500"} == set(told)


@pytest.mark.parametrize("example", re.findall(r"^```http\nGET (.*?)^```$", DOCS, re.DOTALL | re.MULTILINE))
def test_example_of_the_documentation_is_what_is_answered(example: str, ask: Ask) -> None:
    address, _, shown = example.partition("\n")

    def closed(text: str) -> str:
        return re.sub(r"\s+", "", text)

    rest = closed(ask("GET", address).text)
    for piece in map(closed, shown.split("...")):
        assert piece in rest, f"not in the answer, or not in this order: {piece}"
        rest = rest[rest.index(piece) + len(piece) :]
    assert shown.rstrip().endswith("...") or not rest


# --- Whatever the description allows, and what it does not ---------------------------------------------------


def test_whatever_is_asked_is_answered_as_described(ask: Ask, description: Any) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, seed, settings

    positive = schemathesis.GenerationMode.POSITIVE
    schema = schemathesis.openapi.from_dict(description)
    for found in schema.get_all_operations():
        operation = found.ok()
        # Without arguments, nothing can be asked wrongly; an argument that is not known is asked for elsewhere.
        modes = list(schemathesis.GenerationMode) if operation.query or operation.path_parameters else [positive]
        for mode in modes:

            @seed(1)
            @settings(
                max_examples=25,
                deadline=None,
                database=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def answered(case: Any) -> None:
                given = case.as_transport_kwargs(base_url="http://site/api/v1")
                case.validate_response(ask(given["method"], httpx.URL(given["url"], params=given["params"])))

            answered()
