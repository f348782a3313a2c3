"""Progress of work that nobody watches: notes go to the log."""

import logging

LOG = logging.getLogger("occuguide.web")


class Quiet:
    """Says nothing of how far work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Nothing."""

    def note(self, words: str) -> None:
        """What its reader should know goes to the log."""
        LOG.warning("%s", words)
