"""The route table: which pages a site has, and where each is.

A guide is at ``area/occupation/``, its other views and formats beside it, and the figures of all areas at
``all-areas/occupation/``; so do definitions. Links are relative and name files, so that a site opens from disk as from
a server.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from attrs import frozen

from occuguide.core import Application, Area, Guide, Kind, OccupationLink, Renderer, View

EVERYWHERE = (View.ALL_AREAS, View.DEFINITIONS)
"""The views that are the same in every area; each has its name for a place in addresses."""

_VIEW_NAMES = {
    View.DETAILED: "Detailed guide",
    View.SUMMARY: "Summary",
    View.ALL_AREAS: "All areas",
    View.DEFINITIONS: "What the skills mean",
}


@frozen(eq=False)
class Routes:
    """The pages of a site.

    A guide that somebody wrote is there for every area of the site. A Profile is there for one area, the site's
    home: nothing in it but the figures changes with the area, and those are in its page for all areas.

    Args:
        slugs: Each occupation's part of an address, by SOC code.
        places: Each area's part of an address, by code.
        kinds: Whether each has a Guide or a Profile.
        areas: The areas that guides are for.
        home: The area that Profiles are for.
        defined: The codes of the occupations that have a page of definitions.
        renderers: The formats.
    """

    slugs: Mapping[str, str]
    places: Mapping[str, str]
    kinds: Mapping[str, Kind]
    areas: Sequence[Area]
    home: Area
    defined: Set[str]
    renderers: Sequence[Renderer]

    @classmethod
    def of(cls, application: Application, areas: Sequence[Area], renderers: Sequence[Renderer]) -> "Routes":
        """The pages that an Occuguide has for some areas."""
        occupations = application.occupations
        default = application.area()
        return cls(
            slugs=_addresses({soc: occupations.get(soc).slug for soc in occupations.titles}),
            places=_addresses({area.code: area.slug for area in application.facts.areas}),
            kinds={soc: occupations.kind(soc) for soc in occupations.titles},
            areas=areas,
            home=default if default in areas else areas[0],
            defined={
                soc
                for soc in occupations.titles
                if application.composer.guide(occupations.get(soc), default, View.DEFINITIONS).sections
            },
            renderers=renderers,
        )

    def areas_of(self, soc: str) -> Sequence[Area]:
        """The areas that an occupation has pages for."""
        return self.areas if self.kinds[soc] is Kind.GUIDE else (self.home,)

    def pages(self) -> Iterator[tuple[str, Area, View]]:
        """Every page, whatever its format: its occupation, area and view; all of an occupation before the next."""
        for soc in self.slugs:
            for area in self.areas_of(soc):
                yield soc, area, View.DETAILED
                yield soc, area, View.SUMMARY
            for view in self.views(soc):
                if view in EVERYWHERE:
                    yield soc, self.home, view

    def views(self, soc: str) -> Iterator[View]:
        """The views of an occupation that there are pages for."""
        return (view for view in View if view is not View.DEFINITIONS or soc in self.defined)

    def path(self, soc: str, area: Area, view: View, renderer: Renderer) -> str:
        """Where a page is, from the site's root."""
        place = view.value if view in EVERYWHERE else self.places[area.code]
        return f"{place}/{self.slugs[soc]}/{self._file_name(view, renderer)}"

    def _file_name(self, view: View, renderer: Renderer) -> str:
        """``index.html`` or ``guide.txt`` for a guide in full, ``summary.*`` for its summary.

        The second of two formats of one suffix has its name in the file's.
        """
        stem = "summary" if view is View.SUMMARY else "index" if renderer.suffix == ".html" else "guide"
        first = next(other for other in self.renderers if other.suffix == renderer.suffix)
        return f"{stem}{renderer.suffix}" if first is renderer else f"{stem}-{renderer.name}{renderer.suffix}"


def _addresses(slugs: Mapping[str, str]) -> dict[str, str]:
    """Each one's part of an address, by code; with its code, where another's name makes the same."""
    counted = Counter(slugs.values())
    return {code: slug if counted[slug] == 1 else f"{slug}-{code}" for code, slug in slugs.items()}


@frozen(eq=False)
class PageSite:
    """Where the pages beside one page are; every page of a guide is two folders deep.

    Args:
        routes: The pages of the site.
        renderer: The format of the page itself.
        area: The area of the page itself.
    """

    routes: Routes
    renderer: Renderer
    area: Area

    def occupation(self, link: OccupationLink) -> str | None:
        """The address of an occupation's page, for this area if it has one; none if the site has no such page."""
        routes = self.routes
        if link.soc not in routes.slugs:
            return None
        area = self.area if self.area in routes.areas_of(link.soc) else routes.home
        return f"../../{routes.path(link.soc, area, View.DETAILED, self.renderer)}"

    def pages(self, guide: Guide) -> Iterator[tuple[str, str | None]]:
        """The guide's other views in this format, and this view in the other formats."""
        soc = guide.occupation.soc
        yield "All occupations", "../../index.html"
        for view in self.routes.views(soc):
            name = _VIEW_NAMES[view]
            if view is guide.view:
                yield name, None
            else:
                yield name, f"../../{self.routes.path(soc, guide.area, view, self.renderer)}"
        for renderer in self.routes.renderers:
            if renderer is not self.renderer:
                path = self.routes.path(soc, guide.area, guide.view, renderer)
                is_suffix = renderer.suffix == f".{renderer.name}"
                yield f"As {renderer.name.upper() if is_suffix else renderer.name}", f"../../{path}"
