"""The search index: occupations found by people's own words."""

if __name__ != "occuguide.search_index":  # A second copy of every class would be made, unequal to the first.
    raise ImportError(f"import occuguide.search_index, not {__name__}: it is the same code, under its installed name")

from occuguide.core import SearchEngine, Settings, hookimpl


@hookimpl
def search_engine(settings: Settings) -> SearchEngine:
    """Whoosh, in the folder that the settings name or in the user's cache."""
    from occuguide.search_index.engine import Engine
    from occuguide.search_index.storage import folder_for
    from occuguide.search_index.whoosh_backend import WhooshBackend

    backend = WhooshBackend()
    return Engine(backend, folder_for(settings, backend.name))
