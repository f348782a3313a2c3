"""Progress that nobody watches."""


class Unwatched:
    """Keeps the notes, and nothing else."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        """So far it is."""

    def note(self, words: str) -> None:
        """What the user would be told."""
        self.notes.append(words)
