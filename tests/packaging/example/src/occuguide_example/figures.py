"""The figures of a guide as CSV: each with the section that it stands in, what is known of it, and its source."""

import csv
import io
from collections.abc import Iterator

from occuguide.core import Guide, Measure, Renderer, Site, hookimpl, inlines


class Figures:
    """Renders the figures alone."""

    name = "figures"
    suffix = ".figures.csv"
    media_type = "text/csv; charset=utf-8"

    def render(self, guide: Guide, site: Site | None = None) -> bytes:
        """A row for each figure, in the order of the guide."""
        written = io.StringIO(newline="")
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(("section", "figure", "value", "unit", "status", "period", "source"))
        rows.writerows(_rows(guide))
        return written.getvalue().encode()


def _rows(guide: Guide) -> Iterator[tuple[object, ...]]:
    for section in guide.sections:
        for block in section.blocks:
            for piece in inlines(block):
                if isinstance(piece, Measure):
                    source = "" if piece.source is None else piece.source.citation
                    words = (section.spec.heading, str(piece), piece.value, piece.unit, piece.status)
                    yield (*words, piece.period, source)


@hookimpl
def renderer() -> Renderer:
    """This format."""
    return Figures()
