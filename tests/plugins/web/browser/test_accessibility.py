"""Every kind of page by the rules of WCAG 2.2 A and AA, in light and dark, on narrow and wide screens."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OF_COLORS = {"type": "rule", "values": ["color-contrast"]}
WIDTHS = (320, 768, 1280)

# Of a long list, the first are as good as all: axe looks at each for as long as at the first.
SHORTEN = """() => {
    for (const list of document.querySelectorAll("ul, ol, tbody")) {
        while (list.children.length > 12) list.lastElementChild.remove();
    }
}"""

PAGES = [
    "index.html",
    "a-to-z.html",
    "topics/index.html",
    "topics/group.html",
    "topics/pay/100000-149999.html",
    "places.html",
    "orange-county/index.html",
    "orange-county/industrial-production-managers.html",
    "orange-county/industrial-production-managers.summary.html",
    "all-areas/industrial-production-managers.html",
    "definitions/industrial-production-managers.html",
    "search.html",
    "compare.html",
    "tips.html",
    "about.html",
    "accessibility.html",
]
SERVED = ["no-such-page.html", "search.html?q=nurse", "search.html?q=....", "compare.html?occupation=nobody"]


@pytest.fixture
def check(page: Any) -> Callable[[], None]:
    """Check the page that is open, in every color scheme and width."""
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")

    def checked() -> None:
        page.evaluate(axe.AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        page.evaluate(SHORTEN)
        for scheme, rules in (("light", RULES), ("dark", OF_COLORS)):
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page, rules) == [], (scheme, width)

    return checked


def violations(page: Any, rules: Mapping[str, object]) -> list[str]:
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"], "selectors": False, "preload": False})
    found = page.evaluate(f"axe.run({options}).then((result) => result.violations)")
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_from_disk(page: Any, from_disk: str, check: Callable[[], None], path: str) -> None:
    page.goto(from_disk + path)
    check()


@pytest.mark.parametrize("path", SERVED)
def test_a_page_that_only_a_server_makes(
    page: Any, served: str, check: Callable[[], None], complaints: list[str], path: str
) -> None:
    page.goto(served + path)
    check()
    complaints[:] = [one for one in complaints if "404" not in one]


def test_what_was_found(page: Any, from_disk: str, check: Callable[[], None]) -> None:
    page.goto(f"{from_disk}search.html?q=elektrician")
    page.locator("#results li").first.wait_for()
    check()


def test_a_comparison(page: Any, from_disk: str, check: Callable[[], None]) -> None:
    codes = ("11-3051", "15-1252", "27-2011", "29-1141")
    page.goto(f"{from_disk}compare.html?area=orange-county&{'&'.join(f'occupation={soc}' for soc in codes)}")
    page.locator("#comparison table").wait_for()
    check()


def test_suggestions(page: Any, from_disk: str, check: Callable[[], None]) -> None:
    page.goto(f"{from_disk}tips.html")
    page.get_by_role("combobox").press_sequentially("nurse")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    check()
    assert page.get_by_role("option").first.is_visible()


def test_a_choice_of_places(page: Any, from_disk: str, check: Callable[[], None]) -> None:
    page.goto(f"{from_disk}california/electricians.summary.html")
    page.get_by_role("link", name="Change your area").click()
    page.get_by_label("Your county").wait_for()
    check()


def test_text_twice_as_large_fits_a_narrow_screen(page: Any, from_disk: str) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    for path in ("index.html", "orange-county/electricians.html", "compare.html"):
        page.goto(from_disk + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


def test_the_keyboard_comes_to_the_content_first_and_sees_where_it_is(page: Any, from_disk: str) -> None:
    page.goto(f"{from_disk}orange-county/electricians.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    focused = page.evaluate_handle("document.activeElement")
    assert page.evaluate("one => document.querySelector('main').contains(one)", focused)
    assert page.evaluate("one => getComputedStyle(one).outlineStyle", focused) != "none"
