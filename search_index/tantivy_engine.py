"""The plugin of the second search engine: tantivy, where it is installed."""

from importlib.util import find_spec

from occuguide.core import ConfigError, SearchEngine, Settings, hookimpl


@hookimpl
def search_engine(settings: Settings) -> SearchEngine | None:
    """Tantivy, in the folder that the settings name or in the user's cache; none, if it is not installed.

    Raises:
        ConfigError: It is not, and the settings ask for it.
    """
    from occuguide.search_index.engine import Engine
    from occuguide.search_index.storage import folder_for
    from occuguide.search_index.tantivy_backend import TantivyBackend

    backend = TantivyBackend()
    if find_spec(backend.name) is not None:
        return Engine(backend, folder_for(settings, backend.name))
    if settings.search == backend.name:
        raise ConfigError(
            "`search` in occuguide.toml names tantivy, which is not installed",
            remedy="Install it with `pip install 'occuguide[tantivy]'`, or take the line out.",
        )
    return None
