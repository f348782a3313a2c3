"""Exceptions: rules that an author sets aside for a line or a file, with the reason."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from occuguide.plugins.authoring.check.findings import Finding

_SAID = r"_*allow_+([\w-]+)(_+in_+this_+file)?_*(?::_*(.*?))?_*"
"""What an exception says, with ``_`` for a space."""
_IN_HTML = re.compile("<!--" + _SAID.replace("_", r"\s") + "-->", re.DOTALL)
_AFTER_HASH = re.compile("#" + _SAID.replace("_", r"[ \t]") + "$", re.MULTILINE)
_MEANT = re.compile(r"(?:<!--|#)\s*allow\s+([\w-]+)", re.IGNORECASE)
"""What seems to be meant as an exception."""
_BLOCK = re.compile(r"[^\n]*\n\s*\S.*?(?=\n\s*\n|\Z)", re.DOTALL)
"""From a comment of Markdown to the end of what follows it without an empty line."""
_LINE = re.compile(r"[^\n]*\n\s*[^\n]*")
"""From a comment of TOML or Python to the end of the next line that is not empty."""


_FORM = "Write it as: allow RULE: REASON."


@frozen
class Excepted:
    """An exception.

    Args:
        rule: The rule that is set aside.
        line: The line that it stands in.
        column: The column.
        last: The last line that it is for; none if it is for the whole file. Behind words it is for their line alone,
            on a line of its own for what follows: the paragraph in Markdown, else the next line.
        reason: Why; empty if none is given.
    """

    rule: str
    line: int
    column: int
    last: int | None
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it sets a finding of its file aside."""
        return self.rule == finding.rule and (self.last is None or self.line <= finding.line <= self.last)


def exceptions_in(source: str) -> list[Excepted]:
    """The exceptions of a file: ``allow RULE: REASON`` in a comment of Markdown, TOML or Python."""
    if "allow" not in source:
        return []
    kinds = ((_IN_HTML, _BLOCK), (_AFTER_HASH, _LINE))
    return [_excepted(found, source, below) for comment, below in kinds for found in comment.finditer(source)]


def _excepted(found: re.Match[str], source: str, below: re.Pattern[str]) -> Excepted:
    rule, whole, reason = found.groups(default="")
    line, beginning = _line(source, found.start()), source.rfind("\n", 0, found.start()) + 1
    alone = not source[beginning : found.start()].strip()
    block = below.match(source, found.end()) if alone else None
    return Excepted(
        rule,
        line=line,
        column=found.start() - beginning + 1,
        last=None if whole else _line(source, block.end()) if block else line,
        reason=reason,
    )


def _line(source: str, offset: int) -> int:
    return source.count("\n", 0, offset) + 1


def without_excepted(
    path: Path,
    source: str,
    findings: Iterable[Finding],
    rules: Collection[str],
    asked: Collection[str],
    binding: Collection[str] = (),
) -> Iterator[Finding]:
    """What is left of a file's findings, and what is wrong with its exceptions.

    Args:
        path: The file.
        source: What is in it.
        findings: What was found in it.
        rules: The names of all rules.
        asked: The names of those that found all that they could: no exception from another is said to be superfluous.
        binding: The names of those that nothing is excepted from.
    """
    exceptions = exceptions_in(source)
    understood = {(one.line, one.column) for one in exceptions}
    for meant in _MEANT.finditer(source) if "llow" in source or "LLOW" in source else ():
        line, column = _line(source, meant.start()), meant.start() - source.rfind("\n", 0, meant.start())
        if meant[1] in rules and (line, column) not in understood:
            yield Finding(path, line, column, "bad-exception", "the exception is not understood", _FORM)
    used: set[Excepted] = set()
    for finding in findings:
        covering = [one for one in exceptions if one.reason and finding.rule not in binding and one.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for one in exceptions:
        if one.rule not in rules:
            problem, rule = f"there is no rule {one.rule!r}", "bad-exception"
        elif one.rule in binding:
            problem, rule = f"nothing is excepted from {one.rule}: what breaks it cannot be shown", "bad-exception"
        elif not one.reason:
            problem, rule = f"the exception from {one.rule} gives no reason", "bad-exception"
        elif one.rule in asked and one not in used:
            problem, rule = f"nothing needs the exception from {one.rule}", "unused-exception"
        else:
            continue
        remedy = "Take it out." if rule == "unused-exception" or one.rule in binding else _FORM
        yield Finding(path, one.line, one.column, rule, problem, remedy)
