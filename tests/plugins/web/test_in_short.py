"""The sentence that says what people in an occupation do: where it stands on pages, in their heads and in the API."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from occuguide.core import Application, Description, Kind, hookimpl

Ask = Any

API = "/api/v1"
GUIDE, PROFILE = "47-2111", "49-9044"
"""Electricians, whom somebody wrote for, and millwrights."""

HOSTILE = """They </script><script>alert(1)</script> & "lead"<img src=x onerror=alert(2)> the crew's {{ 7 * 7 }}."""


def listed(answer: Any) -> dict[str, list[str]]:
    """What stands behind each occupation's title in a page's lists, piece by piece."""
    assert answer.status == 200
    said: dict[str, list[str]] = {}
    behind: list[str] = []
    for one in answer.page.elements:
        if "data-guide" in one.attributes:
            behind = said[one.text] = []
        elif {"about", "kind", "figure"} & set(one.attributes.get("class", "").split()):
            behind.append(" ".join(one.text.split()))
    return said


def described(answer: Any) -> str:
    """The description in a page's head."""
    assert answer.status == 200
    (meta,) = answer.page.all("meta", name="description")
    return str(meta.attributes["content"])


def linked_data(answer: Any) -> Any:
    """What a page tells programs."""
    (script,) = answer.page.all("script", type="application/ld+json")
    return json.loads(script.text)


@pytest.fixture
def sentence(bundled: Application) -> Callable[[str], str]:
    """The sentence on an occupation of the bundled edition."""
    return lambda soc: bundled.occupations.get(soc).in_short


# --- In lists -----------------------------------------------------------------------------------------------


def test_the_a_to_z_says_of_every_occupation_what_its_people_do(ask: Ask, bundled: Application) -> None:
    said = listed(ask("/a-to-z.html"))
    assert len(said) == len(bundled.occupations.titles)
    for soc, title in bundled.occupations.titles.items():
        kind = ["Guide"] if bundled.occupations.kind(soc) is Kind.GUIDE else []
        assert said[title] == [*kind, bundled.occupations.get(soc).in_short]
        assert said[title][-1]


@pytest.mark.parametrize("asked", ["", "?area=orange-county"])
def test_a_list_of_a_topic_says_it_for_every_place(ask: Ask, sentence: Callable[[str], str], asked: str) -> None:
    said = listed(ask(f"/topics/education/high-school-diploma-or-equivalent.html{asked}"))
    assert said["Millwrights"] == [sentence(PROFILE)]
    assert said["Electricians"] == ["Guide", sentence(GUIDE)]
    assert all(pieces[-1].endswith(".") for pieces in said.values())


def test_the_home_page_says_it_of_the_written_guides(ask: Ask, sentence: Callable[[str], str]) -> None:
    said = listed(ask("/index.html"))
    assert said["Electricians"] == ["Guide", sentence(GUIDE)]
    assert "Millwrights" not in said


def test_a_hit_says_what_people_do_and_then_why_it_was_found(ask: Ask, sentence: Callable[[str], str]) -> None:
    assert listed(ask("/search.html?q=millwright"))["Millwrights"] == [sentence(PROFILE), "its title"]
    kind, said, why = listed(ask("/search.html?q=journey+level+electrician"))["Electricians"]
    assert (kind, said) == ("Guide", sentence(GUIDE))
    assert why.startswith("also called Journey")


def test_hits_in_the_order_of_a_figure_say_it_behind_the_figure(ask: Ask, sentence: Callable[[str], str]) -> None:
    figure, *said = listed(ask("/search.html?q=millwright&sort=pay"))["Millwrights"]
    assert figure.startswith("$")
    assert said == [sentence(PROFILE), "its title"]


def test_what_an_author_says_of_an_occupation_stands_before_what_is_said_of_all(
    site: Callable[..., Ask], occupation_file: Callable[..., Path], own_folder: Path
) -> None:
    @hookimpl
    def describe_occupation(soc: str) -> Description:
        return Description(in_short=f"These people work as {soc}.")

    occupation_file(head='in_short = "Electricians bring light."\n')
    ask = site({"all": SimpleNamespace(describe_occupation=describe_occupation)}, occupations=(own_folder,))
    said = listed(ask("/a-to-z.html"))
    assert said["Electricians"] == ["Electricians bring light."]
    assert said["Crew Leads"] == ["These people work as 51-1011."]


def test_where_nobody_said_it_nothing_stands_in_its_place(site: Callable[..., Ask]) -> None:
    ask = site()
    for address, why in (
        ("/a-to-z.html", []),
        ("/topics/kind/profile.html", []),
        ("/search.html?q=crew", ["its title"]),
    ):
        assert listed(ask(address))["Crew Leads"] == why
    guide = ask("/california/crew-leads.html")
    assert described(guide).startswith("Crew Leads in California: Occupational Profile.")
    assert "description" not in linked_data(guide)
    results = ask(f"{API}/search?q=crew+lead").body
    assert json.loads(results)["results"][0]["in_short"] == ""


# --- In the head of a page ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soc", "address", "kind"),
    [
        (GUIDE, "/california/electricians.html", "Electricians in California: Occupational Guide."),
        (PROFILE, "/orange-county/millwrights.html", "Millwrights in Orange County: Occupational Profile."),
        (PROFILE, "/california/millwrights.summary.html", "Millwrights in California: Occupational Profile, summary."),
    ],
)
def test_a_page_is_described_by_it(ask: Ask, sentence: Callable[[str], str], soc: str, address: str, kind: str) -> None:
    said = described(ask(address))
    whole = f"{kind} {sentence(soc)}"
    assert said == whole or (said.endswith("…") and whole.startswith(f"{said[:-1]} "))
    # As long as search engines show, and not cut for less.
    assert min(len(whole), 130) <= len(said) <= 156


@pytest.mark.parametrize(
    ("soc", "address"), [(GUIDE, "/orange-county/electricians.html"), (PROFILE, "/california/millwrights.html")]
)
def test_linked_data_have_all_of_it(ask: Ask, sentence: Callable[[str], str], soc: str, address: str) -> None:
    assert linked_data(ask(address))["description"] == sentence(soc)


# --- In the API ---------------------------------------------------------------------------------------------


def test_the_api_says_it_of_every_occupation(ask: Ask, bundled: Application) -> None:
    said: dict[str, str] = {}
    address = f"{API}/occupations?per_page=100"
    while address:
        page = json.loads(ask(address).body)
        said |= {one["soc"]: one["in_short"] for one in page["results"]}
        address = page["next"]
    assert said == {soc: bundled.occupations.get(soc).in_short for soc in bundled.occupations.titles}


@pytest.mark.parametrize(
    ("of", "asked"),
    [
        ("results", ("search", {"q": "millwright"})),
        ("columns", ("compare", {"occupation": PROFILE})),
    ],
)
def test_the_api_says_it_wherever_it_names_an_occupation(
    ask: Ask, sentence: Callable[[str], str], of: str, asked: tuple[str, dict[str, str]]
) -> None:
    name, query = asked
    first = json.loads(ask(f"{API}/{name}?{urlencode(query)}").body)[of][0]
    assert (first["soc"], first["in_short"]) == (PROFILE, sentence(PROFILE))


def test_a_guide_as_json_says_it(ask: Ask, sentence: Callable[[str], str]) -> None:
    assert json.loads(ask(f"{API}/occupations/{PROFILE}").body)["occupation"]["in_short"] == sentence(PROFILE)


# --- In ill will --------------------------------------------------------------------------------------------


@pytest.fixture
def hostile(site: Callable[..., Ask]) -> Ask:
    """Ask a site where a plugin says of every occupation what means harm."""

    @hookimpl
    def describe_occupation(soc: str) -> Description:
        return Description(in_short=HOSTILE)

    return site({"harm": SimpleNamespace(describe_occupation=describe_occupation)})


@pytest.mark.parametrize(
    "address",
    [
        "/index.html",
        "/a-to-z.html",
        "/topics/kind/profile.html",
        "/topics/kind/profile.html?area=orange-county",
        "/search.html?q=crew",
        "/california/crew-leads.html",
        "/california/crew-leads.summary.html",
    ],
)
def test_whatever_it_says_stays_words(hostile: Ask, address: str) -> None:
    answer = hostile(address)
    assert answer.status == 200
    assert not answer.page.all("img", src="x")
    assert not [one for one in answer.page.elements if any(name.startswith("on") for name in one.attributes)]
    for script in answer.page.all("script"):
        assert "src" in script.attributes or json.loads(script.text)["description"] == HOSTILE
    assert HOSTILE in answer.page.main


@pytest.mark.parametrize("name", ["california/crew-leads", "california/crew-leads.summary", "all-areas/crew-leads"])
def test_whatever_it_says_stays_words_in_the_head(hostile: Ask, name: str) -> None:
    assert ' They </script><script>alert(1)</script> & "lead"<img' in described(hostile(f"/{name}.html"))


def test_whatever_it_says_is_data_to_programs(hostile: Ask) -> None:
    assert json.loads(hostile(f"{API}/occupations").body)["results"][0]["in_short"] == HOSTILE
    assert linked_data(hostile("/california/crew-leads.html"))["description"] == HOSTILE
    script = hostile("/assets/search-data.js")
    assert "<" not in script.text
    assert json.loads(script.text.partition(".index = ")[2].rstrip(";\n"))["occupations"][0][-1] == HOSTILE
