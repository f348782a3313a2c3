"""Remarks: what ``occuguide check`` says of a file, beside the fault that keeps it from being shown."""

from datetime import date
from pathlib import Path

from occuguide.core import Application, ConfigError
from occuguide.plugins.authoring.check.checking import check


def remarks(application: Application, path: Path) -> list[str]:
    """What a file's author should look at, each with its line and its rule.

    Args:
        application: The settings and the facts that it is checked by.
        path: The file.
    """
    try:
        findings = check(application, [path], date.today()).findings
    except ConfigError as error:
        return [str(error)]
    return [str(finding).removeprefix(f"{path}:") for finding in findings]
