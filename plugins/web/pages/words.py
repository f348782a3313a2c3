"""Pages of the site's own words: tips, the data, accessibility, and the page for what is not there."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from occuguide.plugins.web.website import Website

TIPS = "tips.html"
ABOUT = "about.html"
ACCESSIBILITY = "accessibility.html"
NOT_FOUND = "404.html"


def tips_page(website: Website, path: str) -> bytes:
    """How to look for a job, and where: in the words of the region too."""
    return website.page("tips.html.jinja", path, near=website.words("job_search_tips"))


def about_page(website: Website, path: str) -> bytes:
    """Every source with its release, period, license and where the copy came from."""
    return website.page("about.html.jinja", path, sources=website.application.facts.sources.values())


def accessibility_page(website: Website, path: str) -> bytes:
    """What was done for readers with disabilities, and what is known to fall short."""
    return website.page("accessibility.html.jinja", path)


def not_found_page(
    website: Website, path: str, problem: str = "", near: Sequence[tuple[str, str]] = (), *, failed: bool = False
) -> bytes:
    """The page for an address that leads nowhere. It is shown at any depth, so its links start from the host.

    Args:
        website: The website.
        path: Where the page itself is.
        problem: What is wrong, in words; empty if only that there is no such page.
        near: Titles and addresses, from the site's root, of pages that may be meant.
        failed: Whether there is such a page, and it could not be made.
    """
    root = urlsplit(website.settings.url).path or "/"
    return website.page("not-found.html.jinja", path, root=root, problem=problem, near=near, failed=failed)
