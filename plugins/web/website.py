"""The website: what all of its pages share, and where each of them is."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from occuguide.core import (
    Application,
    Area,
    Guide,
    Kind,
    OccupationLink,
    Renderer,
    Site,
    UnknownNameError,
    View,
    inlines,
    slug,
)
from occuguide.core.config import SiteSettings
from occuguide.plugins.web.places import Places
from occuguide.plugins.web.routes import Question

ALL_AREAS = "all-areas"
DEFINITIONS = "definitions"
FOLDERS = {View.ALL_AREAS: ALL_AREAS, View.DEFINITIONS: DEFINITIONS}
"""The views that are the same in every place; each has a folder of its own."""

VIEW_NAMES = {
    View.DETAILED: "Detailed guide",
    View.SUMMARY: "Summary",
    View.ALL_AREAS: "All areas",
    View.DEFINITIONS: "What the skills mean",
}

WEB = Path(__file__).parent
TEMPLATES = WEB / "templates"
ASSETS = WEB / "assets"


@frozen(kw_only=True)
class County:
    """A county in a list.

    Args:
        name: Its name.
        code: Its FIPS code.
        folder: The folder of the pages with its data.
        shared: Whose data those are, in words, where they are not its own alone.
    """

    name: str
    code: str
    folder: str
    shared: str = ""


@frozen
class Choice:
    """A place that a reader may choose.

    Args:
        name: Its name.
        folder: The folder of the pages with its data.
        value: What it is called in addresses: of counties that share a folder, each has a value of its own.
    """

    name: str
    folder: str
    value: str


class Website:
    """What all pages share.

    Args:
        application: What makes the guides.
        areas: The places to have pages for, as a user names them; every place with data of its own, if none are.
        formats: The names of the formats beside HTML; those of the settings, if not given.
    """

    def __init__(
        self, application: Application, areas: Sequence[str] = (), formats: Sequence[str] | None = None
    ) -> None:
        self.application = application
        self.every_place = Places(application.facts.areas)
        chosen = {self._place(area).code for area in areas}
        self.places: Mapping[str, Area] = {
            name: place for name, place in self.every_place.by_slug.items() if not chosen or place.code in chosen
        }
        default = self.every_place.of(application.area())
        self.home = default if default in self.places.values() else next(iter(self.places.values()))
        names = self.settings.formats if formats is None else formats
        self.renderers: Sequence[Renderer] = [
            application.renderer(name) for name in dict.fromkeys(names) if name != "html"
        ]
        self._defined: dict[str, bool] = {}
        self._contents: dict[object, str] = {}

    @property
    def settings(self) -> SiteSettings:
        """How the site is set up."""
        return self.application.site

    # --- Where pages are ------------------------------------------------------------------------------------

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """Each occupation's part of an address, by SOC code; with the code, where its title alone is not enough."""
        titles = self.application.occupations.titles
        counted = Counter(slug(title) for title in titles.values())
        # Two titles may make the same, or one no letters that addresses have; a place's own page is its index.
        counted.update(dict.fromkeys(("", "index"), 1))
        return {
            soc: slug(title) if counted[slug(title)] == 1 else slug(f"{title} {soc}") for soc, title in titles.items()
        }

    @cached_property
    def socs(self) -> Mapping[str, str]:
        """The SOC code of each occupation, by its part of an address."""
        return {name: soc for soc, name in self.slugs.items()}

    def address(self, soc: str, place: Area, view: View = View.DETAILED, suffix: str = ".html") -> str:
        """Where a page of an occupation is, from the site's root.

        Args:
            soc: The occupation's SOC code.
            place: The place; for one that the site has no pages for, it is the site's home.
            view: The view.
            suffix: The format's.
        """
        folder = FOLDERS.get(view) or self.folder(place)
        return f"{folder}/{self.slugs[soc]}{'.summary' if view is View.SUMMARY else ''}{suffix}"

    def folder(self, place: Area) -> str:
        """The folder of a place that the site has pages for; for another, that of its home."""
        name = self.every_place.slugs.get(place.code, "")
        return name if name in self.places else self.every_place.slugs[self.home.code]

    def suffix(self, renderer: Renderer) -> str:
        """The suffix of a format's pages; with its name, where another format has the same."""
        others = (".html", ".csv", *(other.suffix for other in self.renderers if other is not renderer))
        return f".{renderer.name}{renderer.suffix}" if renderer.suffix in others else renderer.suffix

    def views(self, soc: str) -> Iterator[View]:
        """The views of an occupation that there are pages for."""
        return (view for view in View if view is not View.DEFINITIONS or self._has_definitions(soc))

    def _has_definitions(self, soc: str) -> bool:
        if soc not in self._defined:
            occupation = self.application.occupations.get(soc)
            guide = self.application.composer.guide(occupation, self.home, View.DEFINITIONS)
            self._defined[soc] = bool(guide.sections)
        return self._defined[soc]

    @cached_property
    def counties(self) -> Sequence[County]:
        """The counties that the site has pages for, by name, each with the folder of its data."""
        return [
            County(
                name=county.name,
                code=county.code,
                folder=self.folder(place),
                shared="" if place is county else place.in_words,
            )
            for county, place in self.every_place.counties()
            if self.has(place)
        ]

    def asked_place(self, question: Question, name: str = "area") -> Area:
        """The place that a question names, with data of its own; the site's home, if it names none.

        Raises:
            UnknownNameError: There is no such place.
        """
        asked = next((one for one in question.get(name, ()) if one.strip()), "")
        return self.place_called(asked) if asked else self.home

    def place_called(self, asked: str) -> Area:
        """The place of a name, a code or a part of an address, with data of its own.

        Raises:
            UnknownNameError: There is no such place, there are several, or the site has no pages for it.
        """
        place = self._place(asked)
        if not self.has(place):
            raise UnknownNameError(f"this site has no pages for {place.in_words}", remedy="See its places.")
        return place

    def place_at(self, name: str) -> Area | None:
        """The place that a part of an address or a code means; none, if the site has no pages for such a place."""
        place = self.every_place.called(name)
        return place if place is not None and self.has(place) else None

    def has(self, place: Area) -> bool:
        """Whether the site has pages for a place with data of its own."""
        return self.every_place.slugs.get(place.code) in self.places

    def _place(self, asked: str) -> Area:
        return self.every_place.called(asked) or self.every_place.of(self.application.area(asked))

    def soc_called(self, asked: str) -> str:
        """The SOC code of the occupation of a title, a code or a part of an address.

        Raises:
            UnknownNameError: There is no such occupation, or there are several.
        """
        return self.socs.get(asked) or self.application.occupations.find(asked).occupation.soc

    @cached_property
    def place_choices(self) -> Sequence[Choice]:
        """All that a reader may choose as a place: the wide ones, counties by name, areas that are no county's."""
        wide = [Choice(place.name, folder, folder) for folder, place in self.places.items() if not place.counties]
        led_to = {county.folder for county in self.counties}
        areas = [
            Choice(f"{place.name} ({place.kind})", folder, folder)
            for folder, place in self.places.items()
            if place.counties and folder not in led_to
        ]
        taken = {choice.folder for choice in wide}
        counties = []
        for county in self.counties:
            # Of counties that share a folder, the first has its name: links to the folder are links to it.
            value = slug(county.name) if county.folder in taken else county.folder
            taken.add(county.folder)
            counties.append(Choice(county.name, county.folder, value))
        return [*wide, *counties, *areas]

    def chosen(self, asked: str, place: Area) -> str:
        """The value of the choice that somebody made, who may have named it otherwise.

        Args:
            asked: What they wrote: a name, a code, a part of an address; nothing, if that is not known.
            place: The place with pages that it is.
        """
        names = {county.name for county in self.counties if asked in (county.code, county.name, slug(county.name))}
        folder = self.folder(place)
        there = [choice for choice in self.place_choices if choice.folder == folder]
        return next((choice.value for choice in there if choice.name in names), there[0].value if there else folder)

    def address_in(self, soc: str, folder: str) -> str:
        """Where the guide of an occupation is in a folder of pages."""
        return f"{folder}/{self.slugs[soc]}.html"

    # --- What pages say -------------------------------------------------------------------------------------

    @cached_property
    def guides(self) -> Set[str]:
        """The SOC codes of the occupations that somebody wrote a guide for."""
        occupations = self.application.occupations
        return {soc for soc in occupations.titles if occupations.kind(soc) is Kind.GUIDE}

    navigation = (
        ("A to Z", "a-to-z.html"),
        ("Topics", "topics/index.html"),
        ("Places", "places.html"),
        ("Compare", "compare.html"),
        ("Job search tips", "tips.html"),
    )
    """What every page leads to."""

    def view_name(self, view: View) -> str:
        """What a view is called in links."""
        return VIEW_NAMES[view]

    @property
    def logo_path(self) -> str:
        """Where the logo is, from the site's root; empty if there is none."""
        return "" if self.settings.logo is None else f"assets/logo{self.settings.logo.suffix.lower()}"

    @cached_property
    def data(self) -> Sequence[str]:
        """How old the data is: each release in a few words."""
        sources = self.application.facts.sources.values()
        return [f"{source.title}, {source.release}" for source in sources]

    @cached_property
    def _templates(self) -> Any:
        from occuguide.plugins.renderers import html, words
        from occuguide.plugins.renderers.templates import environment

        folders = (TEMPLATES, ASSETS, Path(html.__file__).parent)
        made = environment(folders, self.application.settings.templates, escape=True)
        made.globals.update(website=self, site=self.settings, linkable=words.linkable)
        return made

    @cached_property
    def _drawing(self) -> Any:
        from occuguide.plugins.renderers.html.page import Drawing

        return Drawing(self._templates)

    def chapters(self, guide: Guide, beside: Site) -> Any:
        """The chapters of a guide, drawn for a page's template.

        Raises:
            ConfigError: A template of the user's is not valid.
        """
        from occuguide.plugins.renderers.templates import named_errors

        with named_errors():
            return self._drawing.chapters(guide, beside)

    def words(self, hook: str) -> Any:
        """What plugins answer to a hook that is asked for the site's home, drawn for a page at the site's root.

        Args:
            hook: The hook.

        Raises:
            ConfigError: A template of the user's is not valid.
        """
        from occuguide.plugins.renderers.memo import Target
        from occuguide.plugins.renderers.templates import named_errors

        application = self.application
        blocks = [block for section in application.composer.page(hook, self.home) for block in section.blocks]
        linked = {piece for block in blocks for piece in inlines(block) if isinstance(piece, OccupationLink)}
        targets = {
            link: Target(
                application.occupations.kind(link.soc),
                self.address(link.soc, self.home) if link.soc in self.slugs else None,
            )
            for link in linked
        }
        with named_errors():
            return self._drawing.blocks(blocks, targets)

    def contents(self, chapters: Sequence[Any], sourced: object) -> str:
        """The list of what is on a guide's page, drawn once for all places that have the same sections."""
        headings = tuple(
            (chapter.id, chapter.title, tuple((section.id, section.heading) for section in chapter.headed))
            for chapter in chapters
        )
        key = (headings, bool(sourced))
        if key not in self._contents:
            if len(self._contents) > 8:
                self._contents.clear()
            self._contents[key] = self._macros("chapters.html.jinja").contents(chapters, sourced)
        return self._contents[key]

    def masthead(self, root: str, path: str) -> str:
        """What stands above every page, with the page itself marked among those that all pages lead to."""
        current = path if path in (address for _, address in self.navigation) else ""
        return self._around("masthead", root, current)

    def colophon(self, root: str) -> str:
        """What stands below every page."""
        return self._around("colophon", root)

    @cached_property
    def _around(self) -> Callable[..., str]:
        @lru_cache(maxsize=64)
        def draw(name: str, *given: str) -> str:
            drawn: str = getattr(self._macros("around.html.jinja"), name)(*given)
            return drawn

        return draw

    def _macros(self, template: str) -> Any:
        return self._templates.get_template(template).module

    def text_of(self, name: str) -> str:
        """A file of the theme's as it stands: the user's, or else the site's own."""
        from occuguide.plugins.renderers.templates import source_of

        return source_of(self._templates, name)

    def page(self, template: str, path: str, **values: object) -> bytes:
        """A page, filled in.

        Args:
            template: The template's name.
            path: Where the page is, from the site's root.
            **values: What the template shows; ``root``, for links that do not start from where the page is.

        Raises:
            ConfigError: A template of the user's is not valid.
        """
        from occuguide.plugins.renderers.templates import named_errors
        from occuguide.plugins.renderers.words import encoded

        with named_errors():
            filled = self._templates.get_template(template).render(
                {
                    "path": path,
                    "root": "../" * path.count("/"),
                    "canonical": f"{self.settings.url}{path.removesuffix('index.html')}" if self.settings.url else "",
                    **values,
                }
            )
        return encoded(filled)


class Beside:
    """Where the pages beside one page of a guide are; every one of them is one folder deep.

    Those in its own folder are named by their file alone: so a section is the same in every place, and drawn once.

    Args:
        website: The website.
        place: The place of the page itself.
        view: Its view.
        suffix: The suffix of its format.
        linked: Taken down in: the SOC codes of the occupations that the page links to.
    """

    def __init__(self, website: Website, place: Area, view: View, suffix: str, linked: set[str]) -> None:
        self._website = website
        self._place = place
        self._folder = f"{FOLDERS.get(view) or website.folder(place)}/"
        self._suffix = suffix
        self._linked = linked

    def occupation(self, link: OccupationLink) -> str | None:
        """The address of an occupation's guide for this place; none if the site has no such page."""
        self._linked.add(link.soc)
        if link.soc not in self._website.slugs:
            return None
        return self._from_here(self._website.address(link.soc, self._place, suffix=self._suffix))

    def _from_here(self, address: str) -> str:
        return address.removeprefix(self._folder) if address.startswith(self._folder) else f"../{address}"

    def pages(self, guide: Guide) -> Iterator[tuple[str, str | None]]:
        """The guide's other views in this format, and this view in the other formats."""
        soc = guide.occupation.soc
        for view in self._website.views(soc):
            address = self._website.address(soc, self._place, view, self._suffix)
            yield VIEW_NAMES[view], None if view is guide.view else self._from_here(address)
        website = self._website
        for name, suffix in (("html", ".html"), *((one.name, website.suffix(one)) for one in website.renderers)):
            if suffix != self._suffix:
                address = website.address(soc, self._place, guide.view, suffix)
                yield f"As {name.upper() if suffix == f'.{name}' else name}", self._from_here(address)
