"""The parts of the site, and what each is made of."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from occuguide.core import Area
from occuguide.plugins.web.pages import compare, files, lists, search, words
from occuguide.plugins.web.pages.occupation import occupation_pages
from occuguide.plugins.web.routes import SCRIPT, Page, Part
from occuguide.plugins.web.website import FOLDERS, Website


class RouteTable:
    """Every page of a site.

    Args:
        website: The website.
    """

    def __init__(self, website: Website) -> None:
        self.website = website

    def parts(self) -> Iterator[Part]:
        """Every part, occupations last: the small ones tell of mistakes soon."""
        yield from self._few.values()
        for folder in self.website.places:
            yield self._place(folder)
        for soc in self.website.slugs:
            yield self.occupation(soc)

    def find(self, path: str) -> Page | None:
        """The page at an address; none, if there is none.

        Args:
            path: From the site's root, as ``Page.path``.
        """
        folder, _, name = path.rpartition("/")
        soc = self.website.socs.get(name.partition(".")[0])
        if soc is not None and (folder in self.website.places or folder in FOLDERS.values()):
            return self.occupation(soc).by_path.get(path)
        if folder in self.website.places:
            return self._place(folder).by_path.get(path)
        return next((part.by_path[path] for part in self._few.values() if path in part.by_path), None)

    # --- Parts ----------------------------------------------------------------------------------------------

    def occupation(self, soc: str) -> Part:
        """The pages of an occupation. What they show of others, their titles and kinds, is looked after apart."""
        make = partial(occupation_pages, self.website, soc)
        return Part(f"occupation {soc}", make, self._digest(self._stamps[soc], self.website.slugs[soc]), soc=soc)

    def _place(self, folder: str) -> Part:
        return Part(f"place {folder}", partial(place_pages, self.website, folder), self._digest(self._directory))

    @cached_property
    def _few(self) -> Mapping[str, Part]:
        """The parts that are neither of one occupation nor of one place."""
        website = self.website
        makers: Mapping[str, Callable[[set[str]], Iterable[Page]]] = {
            "pages": partial(single_pages, website),
            "topics": partial(lists.topic_pages, website),
            "assets": partial(files.asset_pages, website),
            "search": partial(files.search_pages, website),
            "sitemap": partial(files.sitemap_pages, website, self._listed),
        }
        # What is searched in the browser ranks by how many work in an occupation of the place of the settings.
        application = website.application
        found_by = (application.settings.search, application.area().code)
        stamps = {
            "search": self._digest(self._directory, *found_by),
            "assets": self._digest(*self._served()),
            # Which views an occupation has is its own to say.
            "sitemap": self._digest(self._directory, *self._stamps.values()),
        }
        otherwise = self._digest(self._directory)
        return {name: Part(name, make, stamps.get(name, otherwise)) for name, make in makers.items()}

    def _listed(self) -> Iterator[str]:
        """Where the pages are that search engines should know of, without making any."""
        for part in self.parts():
            if part.name != "sitemap":
                yield from (page.path for page in part.pages() if page.listed)

    # --- Stamps ---------------------------------------------------------------------------------------------

    @cached_property
    def directory(self) -> Mapping[str, tuple[str, ...]]:
        """What other occupations' pages show of each: its title, its kind and its address, by SOC code."""
        titles, kinds = self.website.application.occupations.titles, self.website.application.occupations.kind
        return {soc: (titles[soc], kinds(soc).value, name) for soc, name in self.website.slugs.items()}

    @cached_property
    def _stamps(self) -> Mapping[str, str]:
        return self.website.application.indexing.stamps()

    @cached_property
    def _directory(self) -> str:
        """What lists of occupations depend on beside the site's own: the facts, the plugins, what is told of each."""
        application = self.website.application
        plugins = [f"{plugin.name} {plugin.origin}" for plugin in application.registry.plugins if not plugin.soc]
        return repr((application.facts.version, plugins, self.directory, list(self._told())))

    def _told(self) -> Iterator[str]:
        """What lists show of occupations that authors told, and what these are found by."""
        application = self.website.application
        for soc in application.registry.authored():
            occupation = application.occupations.get(soc)
            yield repr((occupation.in_short, occupation.also_called, occupation.hidden_titles, occupation.specialties))

    @cached_property
    def _own(self) -> str:
        """What every page depends on: this program, the theme, the pack, the settings, the places and the formats."""
        website = self.website
        house = Path(__file__).parents[2]
        folders = [house / name for name in ("core", "plugins", "search_index")]
        settings, logo = website.application.settings, website.settings.logo
        folders += [settings.templates] if settings.templates is not None else []
        versions = [one for folder in folders for one in files.fingerprints(folder, served=False)]
        versions += [files.fingerprint(settings.pack)] if settings.pack is not None else []
        versions += website.application.registry.list_versions()
        shown = "" if logo is None else files.fingerprint(logo)
        formats = [renderer.name for renderer in website.renderers]
        return repr((versions, website.settings, shown, tuple(website.places), website.home.code, formats))

    def _served(self) -> Iterator[str]:
        """What tells one version of stylesheets and scripts from another: no page depends on what is in them."""
        theme = self.website.application.settings.templates
        for folder in (Path(__file__).parents[1], *(() if theme is None else (theme,))):
            yield from files.fingerprints(folder, served=True)

    def _digest(self, *made_of: str) -> str:
        return hashlib.sha256("\n".join((self._own_digest, *made_of)).encode()).hexdigest()[:16]

    @cached_property
    def _own_digest(self) -> str:
        return hashlib.sha256(self._own.encode()).hexdigest()


def single_pages(website: Website, linked: set[str]) -> Iterator[Page]:
    """The pages that there is one of each."""
    yield Page("index.html", partial(lists.home_page, website, "index.html"))
    yield Page("a-to-z.html", partial(lists.a_to_z_page, website, "a-to-z.html"))
    choose = partial(lists.chosen_place, website)
    yield Page("places.html", partial(lists.places_page, website, "places.html"), answer=choose)
    ask = partial(search.search_answer, website, "search.html")
    yield Page("search.html", partial(search.search_page, website, "search.html"), answer=ask)
    ask = partial(compare.compare_answer, website, "compare.html")
    yield Page("compare.html", partial(compare.compare_page, website, "compare.html"), answer=ask)
    yield Page(words.TIPS, partial(words.tips_page, website, words.TIPS))
    yield Page(words.ABOUT, partial(words.about_page, website, words.ABOUT))
    yield Page(words.ACCESSIBILITY, partial(words.accessibility_page, website, words.ACCESSIBILITY))
    yield Page(words.NOT_FOUND, partial(words.not_found_page, website, words.NOT_FOUND), listed=False)


def place_pages(website: Website, folder: str, linked: set[str]) -> Iterator[Page]:
    """The page of a place, and its figures for the pages that compare."""
    place: Area = website.places[folder]
    path = f"{folder}/index.html"
    yield Page(path, partial(lists.place_page, website, path, place))
    yield Page(f"{folder}/figures.js", partial(compare.figures_script, website, place), SCRIPT, listed=False)
