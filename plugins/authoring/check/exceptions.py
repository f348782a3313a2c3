"""Exceptions: rules that an author sets aside for a line or a file, with the reason."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from occuguide.plugins.authoring.check.findings import Finding

_EXCEPTION = re.compile(
    r"(?:<!--|\#)\s*allow\s+(?P<rule>[\w-]+)(?P<file>\s+in\s+this\s+file)?\s*(?::\s*(?P<reason>.*?))?\s*(?:-->|$)",
    re.MULTILINE,
)


@frozen
class Excepted:
    """An exception.

    Args:
        rule: The rule that is set aside.
        line: The line that it stands in.
        column: The column.
        whole: Whether it is for the whole file; else for its line and the next.
        reason: Why; empty if none is given.
    """

    rule: str
    line: int
    column: int
    whole: bool
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it sets a finding of its file aside."""
        return self.rule == finding.rule and (self.whole or finding.line in (self.line, self.line + 1))


def exceptions_in(source: str) -> list[Excepted]:
    """The exceptions of a file: ``allow RULE: REASON`` in a comment of Markdown, TOML or Python."""
    found = []
    for match in _EXCEPTION.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        column = match.start() - (source.rfind("\n", 0, match.start()) + 1) + 1
        found.append(Excepted(match["rule"], line, column, bool(match["file"]), (match["reason"] or "").strip()))
    return found


def without_excepted(path: Path, source: str, findings: Iterable[Finding], rules: Collection[str]) -> Iterator[Finding]:
    """What is left of a file's findings, and what is wrong with its exceptions.

    Args:
        path: The file.
        source: What is in it.
        findings: What was found in it.
        rules: The names of the rules that were asked.
    """
    exceptions = exceptions_in(source)
    used: set[Excepted] = set()
    for finding in findings:
        covering = [one for one in exceptions if one.reason and one.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for one in exceptions:
        if one.rule not in rules:
            problem, rule = f"there is no rule {one.rule!r}, or it is switched off", "bad-exception"
        elif not one.reason:
            problem, rule = f"the exception from {one.rule} gives no reason", "bad-exception"
        elif one not in used:
            problem, rule = f"nothing needs the exception from {one.rule}", "unused-exception"
        else:
            continue
        remedy = "Take it out." if rule == "unused-exception" else "Write it as: allow RULE: REASON."
        yield Finding(path, one.line, one.column, rule, problem, remedy)
