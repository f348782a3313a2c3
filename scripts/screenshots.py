"""Take screenshots of a built site. ``python scripts/screenshots.py SITE_FOLDER docs/screenshots``.

Every kind of page, opened from disk, as wide as a desk's screen and as a phone's, and a summary as paper shows it.
``SITE_FOLDER`` is what ``occuguide build`` wrote. It takes playwright and a Chromium on the path.
"""

import base64
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GUIDE = "industrial-production-managers"
PAGES = {
    "home": "index.html",
    "guide": f"orange-county/{GUIDE}.html",
    "wages": f"orange-county/{GUIDE}.html#wages",
    "summary": f"orange-county/{GUIDE}.summary.html",
    "all-areas": f"all-areas/{GUIDE}.html",
    "definitions": f"definitions/{GUIDE}.html",
    "place": "orange-county/index.html",
    "places": "places.html",
    "a-to-z": "a-to-z.html",
    "topics": "topics/index.html",
    "topic": "topics/interest.html",
    "topic-value": "topics/education/bachelors-degree.html",
    "search": "search.html?q=cdl+driver",
    "compare": f"compare.html?occupation={GUIDE}&occupation=registered-nurses&area=orange-county",
    "tips": "tips.html",
    "about": "about.html",
    "accessibility": "accessibility.html",
    "not-found": "404.html",
}
SCREENS = {"desk": (1280, 900), "phone": (390, 844)}
SHEET = (816, 1056)
"""US letter in CSS pixels."""

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
QUALITY = 35


def main(site: Path, output: Path) -> None:
    """Take them all.

    Args:
        site: The folder of a built site.
        output: The folder that they are written to.
    """
    from playwright.sync_api import sync_playwright

    output.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for screen, size in SCREENS.items():
            page = _page(browser, site, size)
            for name, address in PAGES.items():
                _open(page, site, address)
                _save(page, output / f"{name}-{screen}.webp")
        page = _page(browser, site, SHEET)
        _open(page, site, PAGES["summary"])
        page.emulate_media(media="print")
        page.add_style_tag(content="body { margin: 9mm 12mm; }")  # the sheet's margin, which a screen leaves out
        _save(page, output / "printed.webp")
        browser.close()


def _page(browser: "Browser", site: Path, size: tuple[int, int]) -> "Page":
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    # The page for what is not found is shown at any depth, so its links start from the host.
    page.route("file:///assets/**", lambda route: route.fulfill(path=site / "assets" / Path(route.request.url).name))
    return page


def _open(page: "Page", site: Path, address: str) -> None:
    page.goto(f"{site.resolve().as_uri()}/{address}")
    page.wait_for_timeout(1500 if "?" in address else 150)  # what is searched or compared is drawn by a script


def _save(page: "Page", path: Path) -> None:
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    path.write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
