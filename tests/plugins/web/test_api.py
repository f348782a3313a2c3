"""The API: what it answers, what it refuses and how. Every answer is checked against the description."""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette

from occuguide.core.application import Application
from occuguide.plugins.web.api import routes
from occuguide.plugins.web.progress import Quiet
from occuguide.plugins.web.table import RouteTable
from occuguide.plugins.web.website import Website

API = "/api/v1"
Ask = Callable[..., httpx.Response]


def client(app: Starlette, root: str = "") -> Ask:
    """Ask an application, in the thread that it was made in: ``ask("/search?q=nurse", method="HEAD")``."""

    async def request(address: str, method: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app, root_path=root)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as asking:
            return await asking.request(method, address, headers=headers)

    def ask(address: str, method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run(request(f"{root}{API}{address}", method, named))

    return ask


@pytest.fixture(scope="module")
def app(bundled: Application) -> Starlette:
    return Starlette(routes=routes(RouteTable(Website(bundled))))


@pytest.fixture(scope="module")
def description(app: Starlette) -> Any:
    return client(app)("/openapi.json").json()


@pytest.fixture(scope="module")
def ask(app: Starlette, description: Any) -> Ask:
    """Ask the API. What it answers must be what its description says."""
    asking = client(app)

    def checked(address: str, method: str = "GET", **headers: str) -> httpx.Response:
        response = asking(address, method, **headers)
        assert response.headers["access-control-allow-origin"] == "*"
        if method == "GET" and response.content:
            conforms(description, address, response)
        return response

    return checked


def conforms(description: Any, address: str, response: httpx.Response) -> None:
    path = address.partition("?")[0] or "/"
    operations = [
        one["get"]
        for template, one in description["paths"].items()
        if re.fullmatch(re.sub("{.*?}", ".+", template), path)
    ]
    # The last one that fits is the one with the most parts; what fits none is an address that leads nowhere.
    responses = operations[-1]["responses"] if operations else {}
    described = responses.get(str(response.status_code), {}).get("content")
    if described is None:
        described = description["paths"]["/"]["get"]["responses"]["default"]["content"]
    schema = described[response.headers["content-type"]]["schema"]
    whole = {**schema, "components": description["components"]}
    Draft202012Validator(whole).validate(response.json())


def pages(ask: Ask, address: str) -> Iterator[Any]:
    """A list, page by page."""
    following: str | None = address
    while following is not None:
        page = ask(following).json()
        yield page
        following = None if page["next"] is None else page["next"].removeprefix(API)


def detail(response: httpx.Response, status: int) -> str:
    """What a problem says."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert problem["instance"] == response.request.url.raw_path.decode().partition("?")[0]
    return str(problem["detail"])


# --- Occupations ---------------------------------------------------------------------------------------------


def test_index_leads_to_everything(ask: Ask, description: Any) -> None:
    index = ask("/").json()
    assert index["description"] == f"{API}/openapi.json"
    listed = [re.sub(r"{\?.*}$", "", one["address"]) for one in index["endpoints"]]
    assert listed == [f"{API}{path}" for path in description["paths"]]
    assert f"{API}/search{{?q,area,topic*,sort,page,per_page}}" in [one["address"] for one in index["endpoints"]]
    assert ask("").json() == index


def test_occupations_are_listed_to_the_last(ask: Ask, bundled: Application) -> None:
    listed = list(pages(ask, "/occupations?per_page=100"))
    found = {one["soc"]: one["title"] for page in listed for one in page["results"]}
    assert found == bundled.occupations.titles
    assert list(found) == sorted(found)
    assert {page["total"] for page in listed} == {len(found)}
    assert [page["page"] for page in listed] == list(range(1, len(listed) + 1))
    assert listed[0]["previous"] is None
    assert listed[-1]["previous"] == f"{API}/occupations?per_page=100&page={len(listed) - 1}"


def test_occupation_in_a_list_leads_to_its_page_and_its_json(ask: Ask, bundled: Application) -> None:
    listed = {one["soc"]: one for page in pages(ask, "/occupations") for one in page["results"]}
    assert {soc: one["kind"] for soc, one in listed.items() if soc in ("29-1141", "49-9044")} == {
        "29-1141": "Guide",
        "49-9044": "Profile",
    }
    assert listed["49-9044"] == {
        "soc": "49-9044",
        "title": "Millwrights",
        "slug": "millwrights",
        "kind": "Profile",
        "in_short": bundled.occupations.get("49-9044").in_short,
        "html": "/california/millwrights.html",
        "json": f"{API}/occupations/49-9044",
    }
    assert RouteTable(Website(bundled)).find(listed["49-9044"]["html"].lstrip("/")) is not None
    assert ask(listed["49-9044"]["json"].removeprefix(API)).json()["title"] == "Millwrights in California"


def test_page_past_the_end_is_empty_and_leads_back_to_the_last(ask: Ask) -> None:
    page = ask("/occupations?page=9999&per_page=100").json()
    assert page["results"] == []
    assert page["next"] is None
    assert ask(page["previous"].removeprefix(API)).json()["results"] != []


@pytest.mark.parametrize(
    ("area", "title"),
    [
        ("Orange", "Orange County"),
        ("06059", "Orange County"),
        ("alpine-county", "Alpine County"),
        ("Los Angeles-Long Beach-Anaheim, CA", "the Los Angeles-Long Beach-Anaheim area"),
        ("us", "the United States"),
        ("", "California"),
    ],
)
def test_guide_is_for_the_place_that_is_named(area: str, title: str, ask: Ask) -> None:
    guide = ask(f"/occupations/11-3051?area={quote(area)}").json()
    assert guide["title"] == f"Industrial Production Managers in {title}"


def test_guide_of_a_county_is_its_own_where_counties_share_their_pages(ask: Ask) -> None:
    assert ask("/occupations/29-1141?area=Alameda").json()["area"]["name"] == "Alameda County"
    joined = ask("/occupations/29-1141?area=alameda-and-contra-costa-counties").json()
    assert joined["area"]["counties"] == ["Alameda County", "Contra Costa County"]
    assert ask(f"/occupations/29-1141?area={joined['area']['code']}").json() == joined


def test_guide_says_the_figures_of_the_release(ask: Ask) -> None:
    guide = ask("/occupations/11-3051?area=Orange").json()
    said = json.dumps(guide)
    assert '"text": "$128,540", "value": 128540' in said
    assert guide["area"]["wages"]["counties"] == ["Los Angeles County", "Orange County"]


@pytest.mark.parametrize("view", ["detailed", "summary", "all-areas", "definitions"])
def test_every_view_is_answered(view: str, ask: Ask) -> None:
    guide = ask(f"/occupations/11-3051?area=Orange&view={view}").json()
    assert guide["view"] == view
    assert guide["chapters"]


def test_links_of_a_guide_lead_to_guides_for_the_same_place(ask: Ask) -> None:
    response = ask("/occupations/11-3051?area=Orange")
    addresses = re.findall(r'"address": "([^"]+)"', response.text)
    assert addresses
    there = response.url.join(addresses[0])
    assert str(there).startswith(f"http://site{API}/occupations/")
    assert ask(there.raw_path.decode().removeprefix(API)).json()["area"]["name"] == "Orange County"


@pytest.mark.parametrize(
    ("name", "soc", "note"),
    [
        ("registered-nurses", "29-1141", ""),
        ("Registered Nurse", "29-1141", ""),
        ("RN", "29-1141", ""),
        ("291141", "29-1141", ""),
        ("29-1141.00", "29-1141", ""),
        ("15-1131", "15-1251", "15-1131, Computer Programmers in the SOC 2010, is now 15-1251 Computer Programmers."),
        ("11-3051.02", "11-3051", "Geothermal"),
    ],
)
def test_other_name_leads_to_the_code_with_what_was_asked(name: str, soc: str, note: str, ask: Ask) -> None:
    response = ask(f"/occupations/{quote(name)}?area=San%20Diego&view=summary")
    assert response.status_code == 308
    assert response.headers["location"] == f"{API}/occupations/{soc}?area=San+Diego&view=summary"
    assert response.json()["address"] == response.headers["location"]
    assert note in " ".join(response.json()["notes"])
    there = ask(response.headers["location"].removeprefix(API)).json()
    assert (there["occupation"]["soc"], there["area"]["name"], there["view"]) == (soc, "San Diego County", "summary")


def test_name_with_a_slash_is_found(ask: Ask, bundled: Application) -> None:
    name = next(title for title in bundled.facts.all_reported_titles() if title.startswith("OB/GYN"))
    soc = bundled.occupations.find(name).occupation.soc
    assert ask(f"/occupations/{quote(name, safe='')}").headers["location"] == f"{API}/occupations/{soc}"


# --- Search --------------------------------------------------------------------------------------------------


def test_search_finds_what_the_command_finds_and_says_why(ask: Ask) -> None:
    found = ask("/search?q=plant+mgr&per_page=2").json()
    assert [one["soc"] for one in found["results"]] == ["11-3051", "11-9013"]
    first = found["results"][0]
    assert first["reason"] == "also called Plant Managers"
    assert first["matched"] == {"by": "also called", "name": "Plant Managers", "snippet": []}
    assert first["figure"] is None
    assert found["topics"]["kind"]["guide"] >= 1
    assert not found["nearest"]


@pytest.mark.parametrize("per_page", [20, 100])
def test_search_has_the_order_of_the_command_whatever_the_page(per_page: int, ask: Ask, bundled: Application) -> None:
    first = bundled.search("manager", bundled.area(), Quiet(), limit=20)
    found = ask(f"/search?q=manager&per_page={per_page}").json()
    assert [one["soc"] for one in found["results"]] == list(first.found[:per_page])


def test_search_shows_the_words_of_a_section_that_matched(ask: Ask) -> None:
    found = ask("/search?q=skill:negotiation&per_page=1").json()
    matched = found["results"][0]["matched"]
    assert matched["by"] == "section"
    assert "negotiation" in [piece["text"].lower() for piece in matched["snippet"] if piece["matched"]]


def test_search_sorts_by_a_figure_of_the_place(ask: Ask) -> None:
    found = [one for page in pages(ask, "/search?q=nurse&sort=pay&area=Orange") for one in page["results"]]
    values = [one["figure"]["value"] for one in found if one["figure"] and one["figure"]["value"] is not None]
    assert len(values) > 10
    assert values == sorted(values, reverse=True)
    assert found[0]["figure"]["area"] == "the Los Angeles-Long Beach-Anaheim area"
    assert found[0]["html"].startswith("/orange-county/")
    assert found[0]["json"].endswith("?area=06059")


@pytest.mark.parametrize("query", ["manager", "operators&sort=pay", "skill:negotiation", "&topic=green", "-nurse"])
def test_search_pages_hold_each_that_is_found_once(query: str, ask: Ask) -> None:
    listed = list(pages(ask, f"/search?q={query}&per_page=15"))
    socs = [one["soc"] for page in listed for one in page["results"]]
    assert len(listed) > 2
    assert len(socs) == len(set(socs)) == listed[0]["total"]
    whole = [one for page in pages(ask, f"/search?q={query}&per_page=100") for one in page["results"]]
    assert [one["soc"] for one in whole] == socs
    assert all(one["reason"] for one in whole) or query.startswith("&")


def test_topics_narrow_a_search(ask: Ask) -> None:
    wide = ask("/search?q=energy").json()
    narrow = ask("/search?q=energy&topic=green&topic=education%3Dbachelor").json()
    assert 0 < narrow["total"] < wide["total"]
    assert narrow["results"][0]["soc"] == "17-2199"


def test_search_of_nothing_is_all_by_title(ask: Ask, bundled: Application) -> None:
    found = ask("/search").json()
    assert found["total"] == len(bundled.occupations.titles)
    titles = [one["title"] for one in found["results"]]
    assert titles == sorted(titles, key=str.casefold)


def test_search_says_what_may_be_meant_and_that_nothing_fits(ask: Ask) -> None:
    meant = ask("/search?q=kardiologgist").json()
    assert meant["did_you_mean"] == "cardiologist"
    assert meant["notes"]
    nearest = ask("/search?q=11-3059").json()
    assert nearest["nearest"]
    assert nearest["notes"]


def test_suggestions_complete_what_is_typed(ask: Ask) -> None:
    first, *others = ask("/suggestions?q=reg+nu&limit=3").json()["results"]
    assert first == {"text": "Registered Nurses", "soc": "29-1141", "title": "Registered Nurses"}
    assert len(others) <= 2
    assert ask("/suggestions?q=").json()["results"] == []


# --- Topics --------------------------------------------------------------------------------------------------


def test_topics_lead_to_values_and_these_to_occupations(ask: Ask, bundled: Application) -> None:
    topics = ask("/topics").json()["results"]
    assert [one["name"] for one in topics] == list(bundled.topics.by_name)
    assert [one["name"] for one in topics if one["sorts"]] == ["growth", "openings", "pay"]
    for topic in topics:
        values = ask(topic["address"].removeprefix(API)).json()["values"]
        assert values
        last = ask(values[-1]["address"].removeprefix(API)).json()
        assert last["total"] == values[-1]["occupations"]


def test_occupations_of_a_value_are_those_of_the_place_highest_first(ask: Ask, bundled: Application) -> None:
    area = bundled.area("Orange")
    (value,) = [one for one in bundled.topics.values("pay", area) if one.name == "under-40000"]
    listed = [one for page in pages(ask, "/topics/pay/under-40000?area=Orange") for one in page["results"]]
    assert {one["soc"] for one in listed} == value.socs
    assert [one["soc"] for one in listed] == bundled.topics.sorted_by("pay", value.socs, area)
    assert all(one["figure"]["value"] < 40_000 for one in listed)


def test_occupations_of_a_value_without_figures_are_sorted_by_title(ask: Ask) -> None:
    listed = ask("/topics/education/doctoral-or-professional-degree").json()["results"]
    assert [one["title"] for one in listed] == sorted((one["title"] for one in listed), key=str.casefold)
    assert {one["figure"] for one in listed} == {None}


def test_value_that_is_not_clear_is_refused_with_those_that_fit(ask: Ask) -> None:
    said = detail(ask("/topics/group/healthcare"), 404)
    assert "29-0000" in said
    assert "31-0000" in said


# --- Places --------------------------------------------------------------------------------------------------


def test_places_are_all_that_guides_are_for(ask: Ask, bundled: Application) -> None:
    listed = [one for page in pages(ask, "/places?per_page=30") for one in page["results"]]
    assert [one["code"] for one in listed] == [area.code for area in bundled.facts.areas]
    table = RouteTable(Website(bundled))
    assert all(table.find(one["pages"].lstrip("/")) is not None for one in listed)


def test_place_says_where_its_figures_are_published_for(ask: Ask) -> None:
    orange = ask("/places/Orange").json()
    assert (orange["code"], orange["kind"], orange["slug"]) == ("06059", "county", "orange-county")
    assert orange["wages"]["name"] == "Los Angeles-Long Beach-Anaheim, CA"
    assert "Anaheim-Santa Ana-Irvine MD" in [one["code"] for one in orange["projections"]]
    assert [one["name"] for one in orange["within"]] == ["California", "United States"]
    assert orange["pages"] == "/orange-county/index.html"
    assert ask(orange["address"].removeprefix(API)).json() == orange


def test_county_that_shares_its_data_leads_to_the_pages_that_it_shares(ask: Ask) -> None:
    assert ask("/places/Alameda").json()["pages"] == "/alameda-and-contra-costa-counties/index.html"


def test_place_that_the_site_has_no_pages_for_has_none(bundled: Application) -> None:
    small = client(Starlette(routes=routes(RouteTable(Website(bundled, ["California"])))))
    assert small("/places/Orange").json()["pages"] is None
    assert small("/places/California").json()["pages"] == "/california/index.html"


# --- Comparing, sources --------------------------------------------------------------------------------------


def test_occupations_are_compared_in_a_place(ask: Ask) -> None:
    compared = ask("/compare?occupation=11-3051&occupation=electricians&area=Orange").json()
    managers, electricians = compared["columns"]
    assert [managers["soc"], electricians["soc"]] == ["11-3051", "47-2111"]
    assert [kind["name"] for kind in compared["kinds"]] == list(managers["figures"])
    assert managers["figures"]["annual_median"] == [
        {
            "text": "$128,540",
            "value": 128540,
            "unit": "USD/year",
            "status": "published",
            "period": "May 2025",
            "area": "the Los Angeles-Long Beach-Anaheim area",
            "source": "oews",
            "code": "11-3051",
        }
    ]
    (growth,) = managers["figures"]["growth"]
    assert (growth["value"], growth["period"], growth["source"]) == (8.9, "2020-2030", "edd")
    (education,) = electricians["figures"]["education"]
    assert (education["text"], education["value"], education["status"]) == (
        "High school diploma or equivalent",
        None,
        None,
    )


def test_figure_that_is_missing_says_why(ask: Ask) -> None:
    (column,) = ask("/compare?occupation=29-1212&area=Alpine").json()["columns"]
    missing = [one for row in column["figures"].values() for one in row if one["value"] is None and one["status"]]
    assert missing
    assert all(one["text"] and one["status"] != "published" for one in missing)


def test_bound_of_a_figure_says_that_it_is_one(ask: Ask) -> None:
    (column,) = ask("/compare?occupation=29-1212&area=Orange").json()["columns"]
    (median,) = column["figures"]["annual_median"]
    assert median["status"] == "at_least"
    assert median["text"] == f"${median['value']:,.0f} or more"


def test_places_are_compared_for_an_occupation(ask: Ask) -> None:
    compared = ask("/compare?occupation=RN&area=Orange&area=Alameda&area=us").json()
    assert [one["place"]["name"] for one in compared["columns"]] == [
        "Orange County",
        "Alameda and Contra Costa counties",
        "United States",
    ]
    for column in compared["columns"]:
        assert ask(column["json"].removeprefix(API)).json()["area"]["name"] == column["place"]["name"]
        (again,) = ask(f"/compare?occupation=RN&area={column['place']['code']}").json()["columns"]
        assert again == column


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "'occupation' is missing"),
        ("occupation=RN&occupation=chefs&area=Orange&area=Kern", "in one place, or one occupation in several"),
        ("&".join(["occupation=RN"] * 5), "'occupation' is given 5 times, and may be 4 at most"),
    ],
)
def test_what_cannot_be_compared_is_refused(query: str, said: str, ask: Ask) -> None:
    assert said in detail(ask(f"/compare?{query}"), 422)


def test_sources_are_those_of_the_facts(ask: Ask, bundled: Application) -> None:
    sources = ask("/sources").json()["results"]
    assert {one["id"]: one["sha256"] for one in sources} == {
        source.id: source.sha256 for source in bundled.facts.sources.values()
    }
    assert all(one["licence"] and one["attribution"] for one in sources)


# --- Problems ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/occupations/Registred%20Nurses", "Did you mean Registered Nurse"),
        ("/occupations/99-9999", "no occupation with the code 99-9999"),
        ("/occupations/11-3051?area=Orenge", "Did you mean Orange?"),
        ("/places/Orenge", "Did you mean Orange?"),
        ("/search?q=nurse&area=Orenge", "Did you mean Orange?"),
        ("/search?q=nurse&sort=payy", "Did you mean pay?"),
        ("/search?q=nurse&topic=educatoin", "Did you mean education or Typical education?"),
        ("/suggestions?q=nurse&area=Orenge", "Did you mean Orange?"),
        ("/topics/educatoin", "Did you mean education or"),
        ("/topics/education/bachelers-degree", "Did you mean bachelors-degree"),
        ("/compare?occupation=", "No occupation is named"),
        ("/compare?occupation=Registred%20Nurses", "Did you mean Registered Nurse"),
        ("/occupations/15-1132", "15-1252"),
        ("/nowhere", f"See {API}/."),
        ("/nowhere?q=nurse", f"See {API}/."),
        ("/occupations/29-1141/nowhere", "29-1141/nowhere"),
    ],
)
def test_name_that_is_not_known_is_a_problem_with_the_nearest(address: str, said: str, ask: Ask) -> None:
    assert said in detail(ask(address), 404)


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/occupations/zzzz%20qqqq", "/search?q=zzzz%20qqqq"),
        ("/places/zzzzqqqq", "/places"),
        ("/occupations/11-9", None),
        ("/topics/education/%20", "/topics/education"),
    ],
)
def test_problem_names_addresses_where_the_command_line_names_commands(
    address: str, there: str | None, ask: Ask
) -> None:
    said = detail(ask(address), 404)
    assert "occuguide" not in said
    if there is not None:
        found = re.search(rf"{API}[^\s]*[^\s.]", said)
        assert found is not None
        assert found[0] == f"{API}{there}"
        assert ask(there).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/occupations?page=0", "'page' must be a whole number from 1 to 10000"),
        ("/occupations?page=-1", "'page' must be a whole number"),
        ("/occupations?page=", "'page' must be a whole number"),
        ("/occupations?page=1.5", "'page' must be a whole number"),
        ("/occupations?page=%D9%A1", "'page' must be a whole number"),
        (f"/occupations?page={'9' * 200}", "'page' must be a whole number"),
        ("/occupations?per_page=101", "'per_page' must be a whole number from 1 to 100"),
        ("/suggestions?q=nurse&limit=many", "'limit' must be a whole number from 1 to 100"),
        ("/suggestions", "'q' is missing"),
        ("/occupations/29-1141?view=whole", "'view' must be detailed, summary, all-areas or definitions"),
        ("/search?q=nurse&q=doctor", "'q' is given 2 times"),
        (f"/search?q={'x' * 201}", "'q' has 201 characters, and may have 200 at most"),
        (f"/occupations/{'x' * 201}", "'occupation' has 201 characters"),
        (f"/search?topic={'x' * 201}", "'topic' has 201 characters"),
        (f"/search?{'&'.join(['topic=green'] * 21)}", "'topic' is given 21 times"),
        ("/search?query=nurse", "'query' is not known here. What can be asked is q, area, topic, sort, page and"),
        ("/openapi.json?x=1", "Nothing can be asked here"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(address: str, said: str, ask: Ask) -> None:
    assert said in detail(ask(address), 422)


def test_field_that_a_form_leaves_empty_is_as_if_it_were_not_there(ask: Ask) -> None:
    assert ask("/compare?occupation=RN&occupation=&area=").json() == ask("/compare?occupation=RN").json()
    assert ask("/search?q=nurse&area=&topic=&sort=").json()["results"] == ask("/search?q=nurse").json()["results"]


HOSTILE = (
    "%00",
    "nurse%00",
    "nurse%0A",
    "%0D%0A%0D%0Ax:%20y",
    "%FF%FE",
    "%ED%A0%80",
    "%C3%28",
    "%F0%9F%91%A9",
    "%E2%80%AE",
    "..%2F..%2Fetc%2Fpasswd",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "'%20OR%201%3D1%20--",
    "%25s%25n",
    "%",
    "%zz",
    "(((((",
    "%22unclosed",
    "title%3A",
    "-",
    "*",
    "a" * 10_000,
    "%20" * 3_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_asked_is_answered_or_refused(text: str, ask: Ask) -> None:
    for address in (
        f"/search?q={text}",
        f"/search?q=nurse&area={text}",
        f"/search?q=nurse&topic={text}",
        f"/search?q=nurse&topic=education%3D{text}",
        f"/search?q=nurse&sort={text}",
        f"/search?q=nurse&page={text}",
        f"/search?{text}=1",
        f"/suggestions?q={text}",
        f"/occupations/{text}",
        f"/occupations/29-1141?area={text}",
        f"/occupations/29-1141?view={text}",
        f"/places/{text}",
        f"/topics/{text}",
        f"/topics/education/{text}",
        f"/compare?occupation={text}",
        f"/{text}",
    ):
        response = ask(address)
        assert response.status_code in (200, 308, 404, 422), address
        response.json()


def test_bytes_that_are_no_text_are_answered(app: Starlette) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"{API}/search",
        "query_string": b"q=\xff\xfe\x00&area=\xc3",
        "headers": [],
    }
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 404


def test_failure_is_a_problem_without_its_details_which_the_log_has(
    ask: Ask, bundled: Application, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(bundled, "suggest", broken)
    with caplog.at_level(logging.ERROR, "occuguide.web"):
        response = ask("/suggestions?q=nurse")
    assert "secret" not in detail(response, 500)
    assert "Traceback" not in response.text
    assert "a secret" in caplog.text
    assert response.headers["cache-control"] == "no-store"


# --- HTTP ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/occupations", "/occupations/29-1141", "/search?q=nurse", "/openapi.json"])
def test_answer_that_one_has_is_not_sent_again(address: str, ask: Ask) -> None:
    whole = ask(address)
    tag = whole.headers["etag"]
    assert re.fullmatch('"[0-9a-f]{32}"', tag)
    assert whole.headers["cache-control"] == "public, max-age=300"
    for sent in (tag, f"W/{tag}", f'"other", {tag}', f'"other",W/{tag}', "*"):
        response = ask(address, if_none_match=sent)
        assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", tag), sent
    for sent in ('"other"', tag.strip('"'), ""):
        assert ask(address, if_none_match=sent).content == whole.content, sent


def test_tag_is_the_answers_own(ask: Ask) -> None:
    first, second, again = (ask(f"/occupations?page={page}").headers["etag"] for page in (1, 2, 1))
    assert first == again
    assert first != second


def test_problem_is_not_kept(ask: Ask) -> None:
    response = ask("/occupations/99-9999", if_none_match="*")
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"
    assert "etag" not in response.headers


@pytest.mark.parametrize(
    "address", ["/", "/occupations/29-1141?area=Orange", "/occupations/RN", "/places/nowhere", "/search?page=0"]
)
def test_head_is_the_same_without_its_body(address: str, ask: Ask) -> None:
    head, get = ask(address, "HEAD"), ask(address)
    assert head.content == b""
    assert head.status_code == get.status_code
    assert head.headers == get.headers
    assert int(head.headers["content-length"]) == len(get.content)


@pytest.mark.parametrize("address", ["/", "/occupations/29-1141", "/nowhere"])
def test_script_of_another_site_may_ask_beforehand(address: str, ask: Ask) -> None:
    headers = {"origin": "https://example.org", "access_control_request_method": "GET"}
    response = ask(address, "OPTIONS", **headers, access_control_request_headers="if-none-match")
    assert (response.status_code, response.content) == (204, b"")
    assert "GET" in response.headers["access-control-allow-methods"]
    assert response.headers["access-control-allow-headers"] == "*"
    assert ask("/", origin="https://example.org").headers["access-control-expose-headers"] == "ETag"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ["/", "/occupations/29-1141", "/nowhere"])
def test_other_methods_are_refused(method: str, address: str, ask: Ask) -> None:
    response = ask(address, method)
    assert "GET, HEAD, OPTIONS" in detail(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_json_is_compact_and_in_utf_8(ask: Ask) -> None:
    response = ask("/places/Orange")
    assert response.headers["content-type"] == "application/json"
    text = json.dumps(response.json(), ensure_ascii=False, separators=(",", ":"))
    assert response.content.decode("utf-8") == text


def test_addresses_begin_with_what_the_site_is_published_under(app: Starlette) -> None:
    ask = client(app, "/guides")
    page = ask("/occupations?per_page=1").json()
    assert page["next"] == f"/guides{API}/occupations?per_page=1&page=2"
    assert page["results"][0]["html"].startswith("/guides/california/")
    assert ask("/occupations/RN").headers["location"] == f"/guides{API}/occupations/29-1141"
    assert ask("/openapi.json").json()["servers"] == [{"url": f"/guides{API}"}]
    assert f"/guides{API}/places" in ask("/places/zzzzqqqq").json()["detail"]
