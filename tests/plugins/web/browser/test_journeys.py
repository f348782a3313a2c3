"""Journeys of readers through the site, in a real browser: from disk and from the server alike."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from occuguide.core import Application
from occuguide.plugins.web.builder.archive import pack
from occuguide.plugins.web.website import Website

GUIDE = "orange-county/electricians.html"


def choose_county(page: Any, site: str, name: str = "Orange County") -> None:
    page.goto(f"{site}index.html")
    page.get_by_label("county").select_option(name)
    page.get_by_role("button", name="county").click()
    page.wait_for_url(re.compile(r"-count(y|ies)/"))


def type_slowly(page: Any, words: str, label: str = "Find an occupation") -> Any:
    """Type into a box that suggests; answers the options that it shows."""
    box = page.get_by_role("combobox", name=label)
    box.fill("")
    waited = 0
    while not page.evaluate("Boolean(window.occuguide.suggest)"):
        waited += 1
        assert waited < 200, "entering the box did not load the index"
        page.wait_for_timeout(50)
    box.press_sequentially(words)
    options = page.locator("[role=option]")
    options.first.wait_for()
    return options


def opens_for(page: Any, place: str) -> None:
    """Wait until the page says which place its guides open for."""
    page.get_by_role("main").get_by_text(f"Guides open for {place}.").wait_for()


def columns(page: Any) -> list[str]:
    return list(page.locator("#comparison thead th").all_inner_texts())


def cells(page: Any, row: str) -> list[str]:
    return list(page.locator(f"#comparison tr:has(th:text-is('{row}')) td").all_inner_texts())


# --- The reader's place -------------------------------------------------------------------------------------


def test_a_county_that_was_chosen_is_remembered_on_every_page_that_is_of_no_place(page: Any, site: str) -> None:
    choose_county(page, site)
    assert page.get_by_role("heading", level=1).inner_text() == "Occupations in Orange County"
    page.get_by_role("link", name="A to Z").first.click()
    opens_for(page, "Orange County")
    page.get_by_role("link", name="Electricians", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Electricians in Orange County"

    page.goto(f"{site}topics/group/47-0000.html")
    opens_for(page, "Orange County")
    assert page.get_by_role("link", name="Electricians", exact=True).get_attribute("href") == f"../../{GUIDE}"
    page.goto(f"{site}index.html")
    assert page.get_by_label("county").evaluate("select => select.selectedOptions[0].text") == "Orange County"


def test_a_county_that_was_chosen_is_remembered_in_suggestions(page: Any, site: str) -> None:
    choose_county(page, site, "Contra Costa County")
    page.goto(f"{site}tips.html")
    type_slowly(page, "electricians").first.click()
    page.wait_for_url("**/alameda-and-contra-costa-counties/electricians.html")


def test_a_place_that_the_site_no_longer_has_is_forgotten(page: Any, site: str) -> None:
    choose_county(page, site)
    page.evaluate(
        "for (const key of Object.keys(localStorage)) localStorage[key] = '../evil\"><script>alert(1)</script>'"
    )
    page.goto(f"{site}a-to-z.html")
    page.evaluate("window.occuguide.page.led")
    link = page.get_by_role("link", name="Electricians", exact=True)
    assert link.get_attribute("href") == "california/electricians.html"
    page.goto(f"{site}{GUIDE}")
    assert page.get_by_role("button", name="Yearly").get_attribute("aria-pressed") == "true"


def test_a_place_that_the_address_names_stands(page: Any, site: str) -> None:
    choose_county(page, site)
    page.goto(f"{site}topics/group/47-0000.html?area=california")
    page.evaluate("window.occuguide.page.led")
    link = page.get_by_role("link", name="Electricians", exact=True)
    assert link.get_attribute("href") == "../../california/electricians.html"


def test_changing_the_area_leads_to_the_same_section_of_the_same_guide(page: Any, site: str) -> None:
    page.goto(f"{site}california/electricians.summary.html#outlook")
    page.get_by_role("link", name="Change your area").click()
    choice = page.get_by_label("Your county")
    assert choice.evaluate("select => select === document.activeElement && select.value") == "California"
    choice.select_option("Orange County")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/orange-county/electricians.summary.html#outlook")
    # It is remembered, and so are other pages of the guide that are of no place.
    page.goto(f"{site}all-areas/electricians.html")
    page.get_by_role("link", name="Detailed guide").click()
    page.wait_for_url(f"**/{GUIDE}")


def test_the_area_can_be_changed_on_a_list_too(page: Any, site: str) -> None:
    choose_county(page, site)
    page.goto(f"{site}a-to-z.html")
    page.get_by_role("link", name="Change your area").click()
    page.get_by_label("Your county").select_option("Alameda County")
    page.get_by_role("button", name="Show").click()
    opens_for(page, "Alameda County")
    link = page.get_by_role("link", name="Electricians", exact=True)
    assert link.get_attribute("href") == "alameda-and-contra-costa-counties/electricians.html"
    assert page.evaluate("document.activeElement.textContent") == "Change your area"


# --- Search and suggestions ---------------------------------------------------------------------------------


def test_a_search_leads_to_the_guide_in_the_readers_place(page: Any, site: str) -> None:
    choose_county(page, site)
    page.goto(f"{site}index.html")
    page.get_by_label("Find an occupation").fill("RN")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Registered Nurses").wait_for()
    assert page.title().startswith("RN: search | ")
    assert page.get_by_label("Find an occupation").input_value() == "RN"
    opens_for(page, "Orange County")
    page.get_by_role("link", name="Registered Nurses").click()
    page.wait_for_url("**/orange-county/registered-nurses.html")


def test_the_archive_of_a_site_is_searched_and_read_where_it_is_unpacked(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "guides.zip"
    pack(folder, archive)
    shutil.unpack_archive(archive, tmp_path / "elsewhere")
    page.goto((tmp_path / "elsewhere" / "guides" / "index.html").as_uri())
    page.get_by_label("Find an occupation").fill("RN")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Registered Nurses").click()
    page.wait_for_url("**/guides/california/registered-nurses.html")


def test_a_search_says_why_and_what_may_have_been_meant(page: Any, site: str) -> None:
    page.goto(f"{site}search.html?q=plant+manager")
    first = page.locator("#results li").first
    assert "Industrial Production Managers" in first.inner_text()
    assert "Plant Manager" in first.locator(".why").inner_text()
    assert first.locator(".kind").inner_text() == "Guide"
    page.goto(f"{site}search.html?q=elektrician")
    page.locator("#results").get_by_role("link", name="electrician", exact=True).click()
    page.wait_for_url("**/search.html?q=electrician")
    assert page.locator("#results li a").first.inner_text() == "Electricians"


def test_lists_and_hits_say_what_people_do(page: Any, site: str, bundled: Application) -> None:
    of_guide, of_profile = (bundled.occupations.get(soc).in_short for soc in ("47-2111", "49-9044"))
    page.goto(f"{site}a-to-z.html")
    for said in (of_guide, of_profile):
        assert page.get_by_text(said, exact=True).is_visible()
    page.goto(f"{site}search.html?q=millwrights")
    first = page.locator("#results li").first
    first.wait_for()
    assert first.locator(".about").all_inner_texts() == [of_profile, "its title"]


def test_a_sentence_that_means_harm_stays_words(page: Any, folder: Path, tmp_path: Path, bundled: Application) -> None:
    shutil.copytree(folder / "assets", tmp_path / "assets")
    shutil.copy(folder / "search.html", tmp_path)
    said = json.dumps(bundled.occupations.get("49-9044").in_short)
    harm = """</script><script>alert(1)</script><img src=x onerror=alert(2)> & "they" {{ 7 * 7 }}."""
    index = tmp_path / "assets" / "search-data.js"
    script = index.read_text(encoding="ascii")
    assert script.count(said) == 1
    index.write_text(script.replace(said, json.dumps(harm).replace("<", "\\u003c")), encoding="ascii")
    page.goto(f"{(tmp_path / 'search.html').as_uri()}?q=millwrights")
    assert page.locator("#results li").first.locator(".about").first.inner_text() == harm
    assert not page.locator("#results img").count()


def test_a_search_that_finds_nothing_says_where_else_to_look(page: Any, site: str) -> None:
    page.goto(f"{site}search.html?q={quote('....')}")
    page.locator("#results").get_by_text("Nothing was found.").wait_for()
    page.locator("#results").get_by_role("link", name="A to Z").click()
    page.wait_for_url("**/a-to-z.html")


@pytest.mark.parametrize(("asked", "box"), [("search.html?q", "#q"), ("compare.html?occupation", "#occupation-1")])
def test_what_an_address_holds_is_only_ever_text(page: Any, from_disk: str, asked: str, box: str) -> None:
    for typed in ("<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>$&", "__proto__"):
        page.goto(f"{from_disk}{asked}={quote(typed)}")
        page.locator(":is(#results, #comparison) > :not(:text('One moment'))").first.wait_for()
        assert not page.locator("main :is(img, script)").count()
        assert page.locator(box).input_value() == typed


def test_suggestions_by_keyboard_alone(page: Any, site: str) -> None:
    page.goto(f"{site}index.html")
    options = type_slowly(page, "plant man")
    box = page.get_by_role("combobox", name="Find an occupation")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").inner_text() == f"{options.count()} suggestions"

    def active() -> str:
        name = box.get_attribute("aria-activedescendant")
        chosen = page.locator('[role="option"][aria-selected="true"]')
        assert not name if not chosen.count() else chosen.get_attribute("id") == name
        return chosen.inner_text() if chosen.count() else ""

    said = options.all_inner_texts()
    assert len(said) > 2
    assert active() == ""
    for key, expected in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", -1),
        ("Home", 0),
        ("End", -1),
    ):
        box.press(key)
        assert active() == said[expected]
    box.press("Escape")
    assert not options.first.is_visible()
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "plant man")
    box.press("ArrowDown")
    options.first.wait_for()
    box.press("ArrowDown")
    assert "Industrial Production Managers" in active()
    box.press("Enter")
    page.wait_for_url("**/california/industrial-production-managers.html")


def test_leaving_the_box_closes_the_suggestions_and_enter_searches(page: Any, site: str) -> None:
    page.goto(f"{site}a-to-z.html")
    options = type_slowly(page, "nurse")
    page.keyboard.press("Tab")
    assert not options.first.is_visible()
    type_slowly(page, "nurse")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=nurse")


# --- Wages --------------------------------------------------------------------------------------------------


def test_wages_by_the_hour_are_remembered_and_paper_has_both(page: Any, site: str) -> None:
    page.goto(f"{site}{GUIDE}")
    year, hour = page.locator("table:has-text('Yearly wages')"), page.locator("table:has-text('Hourly wages')")
    assert (year.is_visible(), hour.is_visible()) == (True, False)
    page.get_by_role("button", name="Hourly").click()
    assert (year.is_visible(), hour.is_visible()) == (False, True)
    page.reload()
    assert (year.is_visible(), hour.is_visible()) == (False, True)
    assert page.get_by_role("button", name="Hourly").get_attribute("aria-pressed") == "true"
    page.emulate_media(media="print")
    assert (year.is_visible(), hour.is_visible()) == (True, True)


def test_an_occupation_that_is_paid_by_the_hour_alone_has_no_switch(page: Any, from_disk: str) -> None:
    page.goto(f"{from_disk}california/actors.html")
    assert page.locator("table:has-text('Hourly wages')").is_visible()
    assert not page.get_by_role("button", name="Yearly").count()


# --- Compare ------------------------------------------------------------------------------------------------


def test_a_guide_is_compared_with_another_occupation(page: Any, site: str) -> None:
    page.goto(f"{site}{GUIDE}")
    page.get_by_role("link", name="Compare with others").click()
    page.locator("#comparison table").wait_for()
    assert columns(page) == ["Figure", "Electricians"]
    assert page.get_by_label("Occupation 1").input_value() == "Electricians"
    type_slowly(page, "registered nur", "Occupation 2").first.click()
    assert page.get_by_label("Occupation 2").input_value() == "Registered Nurses"
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("columnheader", name="Registered Nurses").wait_for()
    assert columns(page) == ["Figure", "Electricians", "Registered Nurses"]
    assert page.locator("#comparison caption").inner_text() == "In Orange County"
    assert cells(page, "Median yearly wage")[0].startswith("$73,810")
    assert "the Los Angeles-Long Beach-Anaheim area" in cells(page, "Median yearly wage")[0]
    page.locator("#comparison").get_by_role("link", name="Electricians").click()
    page.wait_for_url(f"**/{GUIDE}")


def test_an_occupation_is_compared_in_two_places(page: Any, site: str) -> None:
    page.goto(f"{site}compare.html")
    type_slowly(page, "electricians", "Occupation 1").first.click()
    page.get_by_label("Place 1").select_option("California")
    page.get_by_label("Place 2").select_option("Orange County")
    page.get_by_role("button", name="Compare").click()
    page.locator("#comparison table").wait_for()
    assert columns(page) == ["Figure", "California", "Orange County"]
    assert [cell.split()[0] for cell in cells(page, "Median yearly wage")] == ["$76,160", "$73,810"]
    assert page.get_by_label("Place 2").input_value() == "orange-county"


def test_occupations_are_compared_by_any_of_their_names(page: Any, site: str) -> None:
    named = ("Managers, All Other", "13-1199.00", "11-3051.02", "electrician")
    page.goto(f"{site}compare.html?{'&'.join(f'occupation={quote(name)}' for name in named)}")
    page.locator("#comparison table").wait_for()
    assert columns(page)[1:] == [
        "Managers, All Other",
        "Business Operations Specialists, All Other",
        "Industrial Production Managers",
        "Electricians",
    ]


def test_without_a_place_occupations_are_compared_in_the_readers(page: Any, from_disk: str) -> None:
    choose_county(page, from_disk)
    page.goto(f"{from_disk}compare.html?occupation=47-2111&occupation=29-1141")
    page.locator("#comparison table").wait_for()
    assert page.locator("#comparison caption").inner_text() == "In Orange County"
    assert page.get_by_label("Place 1").input_value() == "orange-county"


def test_both_ways_out_compare_alike(page: Any, from_disk: str, served: str) -> None:
    drawn = []
    for site in (from_disk, served):
        page.goto(f"{site}compare.html?occupation=27-2011&occupation=11-3051&area=orange-county")
        page.locator("#comparison table").wait_for()
        drawn.append(page.locator("#comparison").evaluate("one => one.innerHTML.replace(/\\s+(?=<)|(?<=>)\\s+/g, '')"))
    assert drawn[0] == drawn[1]


def test_a_comparison_that_cannot_be_is_said(page: Any, site: str) -> None:
    for asked, said in (
        ("occupation=electricians&occupation=actors&area=california&area=orange-county", "several places are named"),
        (
            "occupation=11-3051&occupation=15-1252&occupation=27-2011&occupation=29-1141&occupation=47-2111",
            "more than 4",
        ),
        ("occupation=regstered+nurses", "Did you mean Registered Nurses"),
    ):
        page.goto(f"{site}compare.html?{asked}")
        assert said in page.locator("#comparison .note").text_content()
        assert not page.locator("#comparison table").count()
        assert page.get_by_label("Occupation 1").input_value()


def test_a_place_that_there_is_not_is_said(page: Any, site: str, complaints: list[str]) -> None:
    page.goto(f"{site}compare.html?occupation=electricians&area=../../mars")
    page.locator("#comparison").get_by_text("there is no place called '../../mars'").wait_for()
    complaints.clear()  # the browser says that there is no such file


# --- Reading ------------------------------------------------------------------------------------------------


def test_a_guide_asks_for_its_style_and_its_script_alone(page: Any, site: str) -> None:
    asked: list[str] = []

    def take_down(request: Any) -> None:
        asked.append(request.url)

    page.on("request", take_down)
    page.goto(f"{site}{GUIDE}")
    page.wait_for_timeout(300)
    page.remove_listener("request", take_down)
    names = [address.removeprefix(site) for address in asked if not address.startswith("data:")]
    assert names == [GUIDE, "assets/site.css", "assets/site.js"]


def test_nothing_is_kept_of_a_reader_who_chose_nothing(page: Any, site: str) -> None:
    page.goto(f"{site}{GUIDE}")
    page.goto(f"{site}search.html?q=nurse")
    page.locator("#results li").first.wait_for()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_scripts_guides_are_read_and_reached(plain_page: Any, from_disk: str) -> None:
    page = plain_page
    page.goto(f"{from_disk}index.html")
    page.get_by_role("link", name="All occupations, A to Z").click()
    page.get_by_role("link", name="Electricians", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Electricians in California"
    for table in ("Yearly wages", "Hourly wages"):
        assert page.locator(f"table:has-text('{table}')").is_visible()
    page.get_by_role("link", name="Change your area").click()
    assert page.url.endswith("all-areas/electricians.html#places")
    page.get_by_role("link", name="Orange County", exact=True).click()
    page.get_by_role("link", name="Summary", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Electricians in Orange County"
    page.get_by_role("link", name="Topics", exact=True).click()
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_role("main").locator(".list a").first.click()
    page.get_by_role("link", name="Places", exact=True).click()
    page.get_by_role("link", name="Contra Costa County").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Occupations in Alameda and Contra Costa counties"


def test_without_scripts_a_server_searches_and_compares(plain_page: Any, served: str) -> None:
    page = plain_page
    page.goto(f"{served}index.html")
    page.get_by_label("county").select_option("Orange County")
    page.get_by_role("button", name="county").click()
    assert page.url == f"{served}orange-county/index.html"
    page.get_by_label("Find an occupation").fill("RN")
    page.get_by_role("button", name="Search").click()
    assert page.locator("#results li a").first.inner_text() == "Registered Nurses"
    page.goto(f"{served}compare.html?occupation=29-1141&area=california&area=orange-county")
    assert columns(page) == ["Figure", "California", "Orange County"]


def test_without_scripts_a_page_from_disk_says_what_to_use_instead(plain_page: Any, from_disk: str) -> None:
    for name in ("search", "compare"):
        plain_page.goto(f"{from_disk}{name}.html")
        assert "with a script, or on a server" in plain_page.get_by_role("main").inner_text()


def test_a_printed_guide_is_the_guide_alone(page: Any, from_disk: str) -> None:
    page.goto(f"{from_disk}orange-county/electricians.summary.html")
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))
    assert len(sheets) == 1
    page.goto(f"{from_disk}{GUIDE}")
    assert 3 < len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter"))) < 16
    page.emulate_media(media="print")
    for shown, roles in ((False, ("navigation", "search", "button", "combobox")), (True, ("heading", "table"))):
        for role in roles:
            assert {one.is_visible() for one in page.get_by_role(role).all()} <= {shown}, role


def test_the_summary_of_every_written_guide_is_one_sheet(page: Any, served: str, bundled: Application) -> None:
    site = Website(bundled)
    sheets = {}
    for soc in sorted(site.guides):
        page.goto(f"{served}orange-county/{site.slugs[soc]}.summary.html")
        sheets[site.slugs[soc]] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="Letter")))
    assert len(sheets) > 10
    assert {name: count for name, count in sheets.items() if count != 1} == {}


def test_nothing_jumps_while_a_page_opens(page: Any, from_disk: str) -> None:
    choose_county(page, from_disk)
    page.goto(f"{from_disk}{GUIDE}")
    page.get_by_role("button", name="Hourly").click()
    for path in ("a-to-z.html", "topics/pay/100000-149999.html", "index.html", GUIDE):
        page.goto(from_disk + path)
        # 0.1 and less is good: https://web.dev/articles/cls
        assert page.evaluate(JUMPS) < 0.02, path


JUMPS = """new Promise((resolve) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((one) => (sum += one.value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
})"""
