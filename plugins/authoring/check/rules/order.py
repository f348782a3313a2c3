"""The order of sections, and cells without words."""

import re
from collections.abc import Iterator

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Form, Written


@rule
def section_order(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A section stands before one that comes before it in the guide.

    The guide puts sections in one order, whatever the order of the file. A file in the same order shows its author
    what a reader has read so far.
    """
    specs = desk.application.registry.sections
    before = ""
    for hook, line in guide.sections.items():
        if before and line > 1 and specs[hook].place < specs[before].place:
            heading, other = specs[hook].heading, specs[before].heading
            problem = f"the section {heading!r} stands after {other!r} here, and before it in the guide"
            yield guide.at(problem, "Move it up.", words=f"## {heading}")
        else:
            before = hook


@rule
def empty_cell(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A cell of a table has no words.

    A reader cannot tell whether something was forgotten. Say that there is nothing, or join the row with another.
    """
    for passage in guide.passages:
        if passage.form is Form.CELL and not passage.text.strip():
            yield guide.finding("a cell of the table is empty", "Fill it, or say in words why not.", line=passage.line)


_STRAY_FIRST = re.compile(r"#{1,6}[A-Za-z]|\||•")
_STRAY = tuple(map(re.compile, (r"\{%", r"\{\s*(?:wages|outlook)\.", "~~", r"\[\^\w")))


@rule
def stray_mark(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A mark that was meant for Markdown, and is shown to readers as it stands.

    A heading needs a space behind its ##, a table a line of | --- | below its head, an item of a list a hyphen and a
    space, a citation double braces. Footnotes and struck words are nothing that a guide has.
    """
    stray = [
        (passage, sentence, found) for passage, sentence in guide.sentences() if (found := _STRAY_FIRST.match(sentence))
    ]
    for passage, sentence, found in (*stray, *(one for pattern in _STRAY for one in guide.matches(pattern))):
        problem = f"{found[0]!r} is shown to readers as it stands"
        remedy = "Write ## with a space, - for an item, | --- | below a table's head, {{ }} around a path."
        yield guide.at(problem, remedy, passage=passage, sentence=sentence)
