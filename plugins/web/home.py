"""The home page: every occupation, the written guides with their areas first."""

from pathlib import Path

from occuguide.core import Application, Kind, View
from occuguide.plugins.web.routes import Routes

_TEMPLATES = Path(__file__).with_name("templates")


def home_page(application: Application, routes: Routes) -> bytes:
    """The page at the site's root. Its links lead to the first of the site's formats.

    Args:
        application: What knows the occupations.
        routes: The pages of the site.
    """
    from occuguide.plugins.renderers.templates import environment, named_errors

    templates = environment(_TEMPLATES, application.settings.templates, escape=True)
    renderer = routes.renderers[0]

    def address(soc: str) -> str:
        return routes.path(soc, routes.home, View.DETAILED, renderer)

    titles = application.occupations.titles
    guides = [soc for soc in titles if routes.kinds[soc] is Kind.GUIDE]
    with named_errors():
        page = templates.get_template("home.html.jinja").render(
            home=routes.home,
            guides=[
                {
                    "title": titles[soc],
                    "address": address(soc),
                    "areas": [
                        {"name": area.name, "address": routes.path(soc, area, View.DETAILED, renderer)}
                        for area in sorted(routes.areas, key=lambda area: area.name)
                    ],
                }
                for soc in guides
            ],
            profiles=[
                {"title": titles[soc], "address": address(soc)}
                for soc in sorted(titles, key=lambda soc: titles[soc])
                if routes.kinds[soc] is Kind.PROFILE
            ],
            sources=application.facts.sources.values(),
        )
    return f"{page}\n".encode()
