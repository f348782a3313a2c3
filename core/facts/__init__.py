"""Facts: what a fact store holds, as the objects of the model. Nothing else reads the store's rows."""

from occuguide.core.facts.content import ContentFacts
from occuguide.core.facts.reader import fingerprint


class Facts(ContentFacts):
    """The facts of one store.

    Args:
        path: The store.

    Raises:
        DataError: The file cannot be read, is no fact store, or is of another version.
    """


__all__ = ["Facts", "fingerprint"]
