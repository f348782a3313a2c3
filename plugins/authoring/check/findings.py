"""Findings: what a rule found, and where."""

from pathlib import Path

from attrs import frozen


@frozen(order=True)
class Finding:
    """What a rule found.

    Args:
        path: The file.
        line: The line, counted from 1.
        column: The column, counted from 1.
        rule: The rule's name.
        problem: What is wrong, as a sentence without its full stop.
        remedy: What to do about it, as a sentence; empty if the problem says it all.
    """

    path: Path
    line: int
    column: int
    rule: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        said = f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.problem}"
        return f"{said}{'' if said.endswith(('.', '?')) else '.'}{f' {self.remedy}' if self.remedy else ''}"
