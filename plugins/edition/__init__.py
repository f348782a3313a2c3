"""The bundled edition: the facts of California and the nation, read where the user has no store of their own.

``docs/data.md`` says how the file is made, and from what.
"""

from pathlib import Path

from occuguide.core import hookimpl


@hookimpl
def fact_edition() -> Path:
    """The file beside this module."""
    return Path(__file__).with_name("california.sqlite")
