"""Pages that answer questions: search, compare, topics in a place, places. No script runs here."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from occuguide.core import Topic, TopicValue, hookimpl

Ask = Any


def results(answer: Any) -> list[str]:
    """The titles in a list of results."""
    assert answer.status == 200
    return [one.text for one in answer.page.all("a", data_guide="")] if answer.page.all("ol", class_="results") else []


def notes(answer: Any) -> list[str]:
    """What the page says is wrong or was taken otherwise."""
    texts: list[str] = answer.page.texts("p", class_="note")
    return texts


def chosen(answer: Any, name: str) -> list[str]:
    """What a form's choices show, in order, among those of a name."""
    selects = [one for one in answer.page.elements if one.tag == "select" and one.attributes.get("name") == name]
    start = answer.page.elements.index
    options = [[] for _ in selects]
    for option in answer.page.all("option", selected=""):
        before = [number for number, select in enumerate(selects) if start(select) < start(option)]
        if before and answer.page.elements[start(selects[before[-1]]) :].index(option) < 200:
            options[before[-1]].append(option.text)
    return [text for texts in options for text in texts[:1]]


# --- Search -------------------------------------------------------------------------------------------------


def test_words_find_occupations_and_say_why(ask: Ask) -> None:
    answer = ask("/search.html?q=RN")
    assert results(answer)[0] == "Registered Nurses"
    assert answer.page.links["Registered Nurses"] == "california/registered-nurses.html"
    said = ask("/search.html?q=plant+manager").page.main
    assert re.search(r"Industrial Production Managers Guide [^.]+\. also called Plant Manager", said)
    assert answer.page.texts("title") == ["RN: search | Occupational Guides"]
    assert answer.page.all("input", name="q")[0].attributes["value"] == "RN"


def test_what_is_found_leads_to_the_place_that_is_asked_for(ask: Ask) -> None:
    answer = ask("/search.html?q=RN&area=06001")
    assert answer.page.links["Registered Nurses"] == "alameda-and-contra-costa-counties/registered-nurses.html"
    assert "Alameda County" in chosen(answer, "area")


def test_a_topic_finds_occupations_without_words(ask: Ask, bundled: Any) -> None:
    answer = ask("/search.html?topic=education%3Dmasters-degree")
    (value,) = bundled.topics.choose(["education=masters"], bundled.area())["education"]
    assert f"{len(value.socs)} occupations." in answer.page.main
    titles = sorted((bundled.occupations.title(soc) for soc in value.socs), key=str.casefold)
    assert results(answer) == titles[:20]


def test_a_topic_narrows_what_words_find(ask: Ask, bundled: Any) -> None:
    words = results(ask("/search.html?q=nurse"))
    both = results(ask("/search.html?q=nurse&topic=education%3Dmasters-degree"))
    (value,) = bundled.topics.choose(["education=masters"], bundled.area())["education"]
    masters = {bundled.occupations.title(soc) for soc in value.socs}
    assert both[0] == next(title for title in words if title in masters)
    assert set(both) <= masters
    assert not set(words) <= masters


def test_every_value_that_narrows_finds_as_many_as_it_says(ask: Ask) -> None:
    answer = ask("/search.html?q=nurse&topic=education%3Dbachelors-degree&area=orange-county")
    counts = [int(one.text) for one in answer.page.all("span", class_="count")]
    links = [one.attributes["href"] for one in answer.page.all("a") if "topic=" in one.attributes["href"]]
    assert len(links) == len(counts) > 10
    assert "Typical education" not in answer.page.texts("summary")
    for link, count in zip(links, counts, strict=True):
        asked = parse_qs(urlsplit(link).query)
        assert (asked["q"], asked["area"], len(asked["topic"])) == (["nurse"], ["orange-county"], 2)
        assert f"{count} occupation{'s' * (count != 1)}." in ask(f"/search.html{link}").page.main


def test_what_was_chosen_is_said_and_kept_by_the_form(ask: Ask) -> None:
    answer = ask("/search.html?q=nurse&topic=education%3Dbachelors-degree&sort=pay&area=orange-county")
    assert "Within typical education: Bachelor's degree." in answer.page.main
    hidden = [one.attributes["value"] for one in answer.page.all("input", type_="hidden")]
    assert hidden == ["education=bachelors-degree"]
    assert chosen(answer, "area") == ["Orange County"]
    assert chosen(answer, "sort") == ["Yearly pay"]


def test_an_order_puts_the_highest_first_and_shows_the_figures(ask: Ask) -> None:
    answer = ask("/search.html?q=nurse&sort=pay&area=orange-county")
    assert "Figures: May 2025, for the Los Angeles-Long Beach-Anaheim area." in answer.page.main
    figures = [int(text.strip("$").replace(",", "")) for text in answer.page.texts("span", class_="figure")[:8]]
    assert figures == sorted(figures, reverse=True)


def test_an_order_alone_lists_all_occupations(ask: Ask) -> None:
    answer = ask("/search.html?q=&topic=&sort=title")
    assert "909 occupations." in answer.page.main
    assert results(answer)[0] == "Accountants and Auditors"


def test_the_pages_of_results_hold_each_once(ask: Ask) -> None:
    pages = [results(ask(f"/search.html?q=nurse&page={number}")) for number in (1, 2, 3)]
    assert [len(page) for page in pages[:2]] == [20, 20]
    every = [title for page in pages for title in page]
    assert len(set(every)) == len(every)
    assert f"{len(every)} occupations." in ask("/search.html?q=nurse").page.main


def test_each_page_of_results_leads_to_those_beside_it(ask: Ask) -> None:
    first, second, last = (ask(f"/search.html?q=nurse&area=orange-county&page={number}").page for number in (1, 2, 3))
    assert "Page 1 of 3" in first.main
    assert "Page 0" not in first.links
    assert {"Page 1", "Page 3"} <= second.links.keys()
    assert "Page 4" not in last.links
    following = ask(f"/search.html{first.links['Page 2']}")
    assert following.body == ask("/search.html?q=nurse&area=orange-county&page=2").body


@pytest.mark.parametrize("number", ["0", "-1", "x", "%00", "1e9", "", "²", "٣", "00000001"])
def test_a_page_that_is_no_number_is_the_first(ask: Ask, number: str) -> None:
    assert results(ask(f"/search.html?q=nurse&page={quote(number)}")) == results(ask("/search.html?q=nurse"))


def test_a_page_beyond_the_last_is_the_last(ask: Ask) -> None:
    answer = ask("/search.html?q=nurse&page=99")
    assert results(answer) == results(ask("/search.html?q=nurse&page=3"))
    assert "Page 3 of 3" in answer.page.main


def test_nothing_found_is_said_with_other_ways(ask: Ask) -> None:
    answer = ask("/search.html?q=qqqqzzzz")
    assert results(answer) == []
    assert "Nothing was found." in answer.page.main
    assert {"A to Z", "topics"} <= answer.page.links.keys()


def test_a_better_spelling_is_offered_and_finds(ask: Ask) -> None:
    answer = ask("/search.html?q=carpentor&area=orange-county&sort=title")
    assert answer.page.texts("p", class_="meant") == ["Did you mean carpenter?"]
    better = ask(f"/search.html{answer.page.links['carpenter']}")
    assert "Carpenters" in results(better)
    assert chosen(better, "area") == ["Orange County"]
    assert chosen(better, "sort") == ["Title"]


def test_the_nearest_are_said_to_be_the_nearest(ask: Ask) -> None:
    answer = ask("/search.html?q=29-1139")
    assert results(answer) == ["Veterinarians"]
    assert "These have the nearest codes." in answer.page.main


def test_names_that_are_not_known_are_said_beside_what_is_found_without_them(ask: Ask) -> None:
    answer = ask("/search.html?q=nurse&topic=kind%3Dguide&topic=zodiac&area=Orng&sort=loudness")
    assert [said.split("'")[1] for said in notes(answer)[0].split("There is no ")[1:]] == ["Orng", "zodiac", "loudness"]
    assert "Did you mean Orange?" in notes(answer)[0]
    assert results(answer) == results(ask("/search.html?q=nurse&topic=kind%3Dguide"))
    assert answer.page.all("input", type_="hidden")[0].attributes["value"].startswith("kind=")


def test_an_unknown_name_alone_finds_nothing_and_is_said(ask: Ask) -> None:
    answer = ask("/search.html?topic=zodiac")
    assert "There is no topic 'zodiac'." in notes(answer)[0]
    assert results(answer) == []


@pytest.mark.parametrize("asked", ["", "?", "?q=", "?q=+", "?q=&area=&sort=&topic=", "?utm_source=mail"])
def test_nothing_asked_is_the_page_before_a_search(ask: Ask, asked: str) -> None:
    assert ask(f"/search.html{asked}").body == ask("/search.html").body


def test_search_that_does_not_work_says_so(site: Callable[..., Ask], tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file")
    ask = site(cache=tmp_path / "in the way")
    answer = ask("/search.html?q=crew+lead")
    assert (answer.status, results(answer)) == (200, [])
    assert notes(answer) == ["Search does not work at the moment. A to Z, topics and places do."]
    assert ask("/california/crew-leads.html").status == 200
    assert str(tmp_path) not in answer.text


# --- Compare ------------------------------------------------------------------------------------------------


def table(answer: Any) -> dict[str, list[str]]:
    """The rows of a comparison, by their heads."""
    assert answer.status == 200
    heads = answer.page.texts("th", scope="row")
    cells = answer.page.texts("td")
    wide = len(cells) // len(heads) if heads else 0
    return {head: cells[number * wide : (number + 1) * wide] for number, head in enumerate(heads)}


def columns(answer: Any) -> list[str]:
    """The heads of a comparison's columns."""
    texts: list[str] = answer.page.texts("th", scope="col")[1:]
    return texts


def test_occupations_stand_side_by_side_for_a_place(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=29-1141&occupation=electricians&occupation=&area=orange-county")
    assert columns(answer) == ["Registered Nurses", "Electricians"]
    assert answer.page.texts("caption") == ["In Orange County"]
    assert table(answer)["Median yearly wage"] == [
        "$135,560 May 2025, the Los Angeles-Long Beach-Anaheim area",
        "$73,810 May 2025, the Los Angeles-Long Beach-Anaheim area",
    ]
    assert table(answer)["Projected change in jobs"][0] == "11.5% 2023-2033"
    assert answer.page.links["Electricians"] == "orange-county/electricians.html"


def test_an_occupation_stands_beside_itself_in_other_places(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=registered-nurses&area=california&area=06059&area=Alameda&area=us")
    assert columns(answer) == ["California", "Orange County", "Alameda and Contra Costa counties", "United States"]
    assert answer.page.texts("caption") == ["Registered Nurses"]
    assert [cell.split()[0] for cell in table(answer)["Median yearly wage"][1:3]] == ["$135,560", "$186,610"]


def test_the_form_shows_what_is_compared(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=29-1141&area=orange-county&area=alameda-county")
    named = [one.attributes["value"] for one in answer.page.all("input", name="occupation")]
    assert named == ["Registered Nurses", "", "", ""]
    assert chosen(answer, "area") == ["Orange County", "Alameda County"]


@pytest.mark.parametrize("named", ["06013", "contra-costa-county", "Contra Costa County"])
@pytest.mark.parametrize("page", ["/search.html?q=nurse", "/compare.html?occupation=actors"])
def test_a_county_that_shares_its_data_stays_the_one_that_was_chosen(ask: Ask, page: str, named: str) -> None:
    assert chosen(ask(f"{page}&area={quote(named)}"), "area") == ["Contra Costa County"]


def test_an_area_that_no_county_leads_to_can_be_chosen_and_stays_so(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=29-1141&area=fresno-ca")
    assert chosen(answer, "area") == ["Fresno, CA (metropolitan area)"]
    assert "In the Fresno area" in answer.page.main


@pytest.mark.parametrize("place", ["kern-county", "fresno-county", "orange-county", "united-states"])
def test_a_place_ranks_figures_of_one_period_and_area_and_each_occupations_own(ask: Ask, place: str) -> None:
    main = ask(f"/{place}/").page.main
    ranks = main[main.index("Top 10") : main.index("All occupations")]
    assert "together with others" not in ranks
    assert len(set(re.findall(r"20\d\d-20\d\d", ranks))) == 1


def test_growth_from_a_low_start_is_said_to_look_higher_where_it_is_ranked(ask: Ask) -> None:
    assert "2020-2030, for Orange County. Growth from so low a start" in ask("/orange-county/").page.main
    assert "Growth from so low a start" not in ask("/united-states/").page.main


def test_a_site_of_some_places_has_no_guide_for_another_under_its_name(site: Callable[..., Ask]) -> None:
    ask = site(areas=("Orange County",))
    assert ask("/orange-county/electricians.html").status == 200
    assert ask("/los-angeles-county/electricians.html").status == 404
    assert ask("/los-angeles-county/").status == 404
    said = ask("/compare.html?occupation=47-2111&area=los-angeles-county").page.main
    assert "this site has no pages for Los Angeles County" in said


def test_four_are_compared_and_five_are_too_many(ask: Ask) -> None:
    four = "occupation=electricians&occupation=actors&occupation=actuaries&occupation=29-1141"
    assert len(columns(ask(f"/compare.html?{four}&occupation=Actors"))) == 4
    answer = ask(f"/compare.html?{four}&occupation=plumbers")
    assert columns(answer) == []
    assert notes(answer) == ["more than 4 are named. Compare at most 4 at once."]
    places = "".join(f"&area={place}" for place in ("california", "orange", "kern", "fresno", "us"))
    assert notes(ask(f"/compare.html?occupation=actors{places}")) == notes(answer)


def test_counties_that_share_their_data_are_one_place(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=actors&occupation=actuaries&area=alameda-county&area=contra-costa-county")
    assert columns(answer) == ["Actors", "Actuaries"]


def test_several_occupations_in_several_places_are_too_much(ask: Ask) -> None:
    answer = ask("/compare.html?occupation=electricians&occupation=actors&area=california&area=orange-county")
    assert columns(answer) == []
    (note,) = notes(answer)
    assert "Compare occupations in one place, or one occupation in several places." in note
    assert chosen(answer, "area") == ["California", "Orange County"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("occupation=regstered+nurses", "Did you mean Registered Nurses"),
        ("occupation=actors&occupation=99-9999", "there is no occupation with the code 99-9999"),
        ("occupation=actors&area=Orng", "there is no place called 'Orng'. Did you mean Orange?"),
        ("area=zzz", "there is no place called 'zzz'."),
    ],
)
def test_names_that_are_not_known_are_said_and_kept_in_the_form(ask: Ask, asked: str, said: str) -> None:
    answer = ask(f"/compare.html?{asked}")
    assert columns(answer) == []
    (note,) = notes(answer)
    assert said in note
    assert "`" not in note
    named = [one.attributes["value"] for one in answer.page.all("input", name="occupation")]
    assert [name for name in named if name] == parse_qs(asked).get("occupation", [])


def test_a_place_alone_is_the_form_with_that_place(ask: Ask) -> None:
    # Pages of places lead here.
    answer = ask("/compare.html?area=orange-county")
    assert (columns(answer), notes(answer)) == ([], [])
    assert chosen(answer, "area") == ["Orange County"]


@pytest.mark.parametrize("asked", ["?occupation=", "?occupation=&area=", "?utm_source=mail"])
def test_nothing_named_is_the_page_before_a_comparison(ask: Ask, asked: str) -> None:
    assert ask(f"/compare.html{asked}").body == ask("/compare.html").body


def test_why_a_figure_is_missing_is_said_each_in_its_words(
    site: Callable[..., Ask], small_facts: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "statuses.sqlite"
    shutil.copy(small_facts, facts)
    with closing(sqlite3.connect(facts)) as store, store:
        change = "UPDATE wage SET annual_median = ?, annual_median_status = ? WHERE soc = ? AND area = '0600000'"
        store.executemany(change, [(239_200, "at_least", "11-3051"), (None, "suppressed", "47-2111")])
    ask = site(facts=facts)
    said = table(ask("/compare.html?occupation=11-3051&occupation=47-2111&occupation=51-1011&area=california"))
    assert [cell.partition(" May")[0] for cell in said["Median yearly wage"]] == [
        "$239,200 or more",
        "not released",
        "no figure for this area",
    ]
    missing = ask("/compare.html?occupation=47-2111&area=california").page.texts("span", class_="missing")
    assert "not released" in missing
    assert said["Projected change in jobs"] == ["no figure for this area"] * 3


# --- Topics and places --------------------------------------------------------------------------------------


def test_a_value_of_a_topic_is_told_for_another_place(ask: Ask) -> None:
    address = "/topics/pay/150000-or-more.html"
    here, there = ask(address), ask(f"{address}?area=orange-county")
    assert "by what is published for California" in here.page.main
    assert "by what is published for Orange County" in there.page.main
    assert results_of_list(here) != results_of_list(there)
    assert all(
        link.attributes["href"].startswith("../../orange-county/") for link in there.page.all("a", data_guide="")
    )


def results_of_list(answer: Any) -> list[str]:
    """The titles in a list of occupations."""
    return [one.text for one in answer.page.all("a", data_guide="")]


def test_a_value_that_no_occupation_has_in_a_place_is_an_empty_list(site: Callable[..., Ask]) -> None:
    class Elements:
        @hookimpl
        def topic(self) -> Topic:
            def values(_occupations: Any, area: Any, _facts: Any) -> list[TopicValue]:
                return [TopicValue(name="fire", title="Fire", socs=["11-3051"])] if area.kind == "state" else []

            return Topic(name="element", title="Element", values=values)

    ask = site({"elements": Elements()})
    assert results_of_list(ask("/topics/element/fire.html")) == ["Industrial Production Managers"]
    answer = ask("/topics/element/fire.html?area=orange-county")
    assert (answer.status, results_of_list(answer)) == (200, [])
    assert "0 occupations, by what is published for Orange County." in answer.page.main


@pytest.mark.parametrize("address", ["/topics/pay/150000-or-more.html", "/places.html"])
def test_a_place_that_is_not_known_is_said_with_what_may_be_meant(ask: Ask, address: str) -> None:
    answer = ask(f"{address}?area=Orng")
    assert answer.status == 404
    assert "There is no place called 'Orng'. Did you mean Orange?" in answer.page.main
    assert "`" not in ask(f"{address}?area=zzzz").page.main


@pytest.mark.parametrize(
    ("county", "page"),
    [
        ("06059", "/orange-county/index.html"),
        ("06001", "/alameda-and-contra-costa-counties/index.html"),
        ("Kern+County", "/kern-county/index.html"),
    ],
)
def test_choosing_a_county_leads_to_its_place(ask: Ask, county: str, page: str) -> None:
    # The form of the home page asks so, without a script too.
    answer = ask(f"/places.html?area={county}")
    assert (answer.status, answer.location) == (303, page)
    assert ask(page).status == 200


def test_every_county_that_the_home_page_offers_can_be_chosen(ask: Ask) -> None:
    home = ask("/").page
    (form,) = home.all("form", class_="county")
    codes = [one.attributes["value"] for one in home.all("option") if one.attributes.get("value")]
    assert (form.attributes["action"], len(codes)) == ("places.html", 58)
    assert {ask(f"/places.html?area={code}").status for code in codes} == {303}


@pytest.mark.parametrize("asked", ["?area=", "?utm_source=mail"])
def test_choosing_no_county_is_the_list_of_places(ask: Ask, asked: str) -> None:
    assert ask(f"/places.html{asked}").body == ask("/places.html").body


# --- Without a script ---------------------------------------------------------------------------------------


def test_every_form_asks_a_page_that_answers_without_a_script(ask: Ask) -> None:
    for address in ("/", "/search.html?q=nurse", "/compare.html", "/about.html", "/california/actors.html"):
        for form in ask(address).page.all("form"):
            assert form.attributes.get("method", "get") == "get"
            action = form.attributes["action"].rpartition("/")[2].partition("#")[0]
            assert action in ("search.html", "compare.html", "places.html")
        # An answer of the server needs no script to draw it.
        assert "answers.js" not in ask(address).text or address == "/compare.html"


HOSTILE = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>&\u202e\u2028\x00\x1b[31m`"


@pytest.mark.parametrize(
    "address",
    [
        "/search.html?q=",
        "/search.html?topic=",
        "/search.html?q=nurse&sort=",
        "/search.html?q=nurse&area=",
        "/search.html?q=nurse&page=",
        "/search.html?q=nurse&",
        "/compare.html?occupation=",
        "/compare.html?occupation=actors&area=",
        "/topics/pay/150000-or-more.html?area=",
        "/places.html?area=",
        "/OccGuides/Detail.aspx?Soccode=",
        "/no/such/page/",
    ],
)
def test_what_is_asked_is_text_in_the_answer(ask: Ask, address: str) -> None:
    answer = ask(address + quote(HOSTILE))
    if answer.status in (303, 308):
        answer = ask(answer.location)
    assert answer.status in (200, 404)
    page = answer.page
    assert page.all("img") == []
    assert [one.text for one in page.all("script")] == [""] * len(page.all("script"))
    assert [one for one in page.elements if any(name.startswith("on") for name in one.attributes)] == []
    assert not set("\u202e\x00\x1b") & set(answer.text)
