"""Checking: every file read, every rule asked, what is excepted taken out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from occuguide.core import Application, ConfigError, did_you_mean
from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.exceptions import without_excepted
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.looking import in_processes, look_at
from occuguide.plugins.authoring.check.rules import RULES
from occuguide.plugins.authoring.check.written import Written

_MANY = 100
"""Fewer files are looked through before other processes have started."""

SENTENCES = "in_short.toml"
"""The list of sentences on occupations, in a folder of them."""


@frozen
class Checked:
    """What came of checking some files.

    Args:
        files: How many files were looked through.
        findings: What was found, by file and line.
    """

    files: int
    findings: Sequence[Finding]


def check(application: Application, paths: Sequence[Path], today: date) -> Checked:
    """Look through files of occupations by every rule that is not switched off.

    Args:
        application: The plugins, the facts and the settings.
        paths: Files, and folders of them; every folder of occupations, if there are none.
        today: The day that they are checked on.

    Raises:
        ConfigError: The settings switch off a rule that there is none of, or their list of words cannot be read.
    """
    off = application.settings.check.off
    for name in off:
        if name not in RULES:
            raise ConfigError(
                f"`off` in [check] names the rule {name!r}, and there is none",
                remedy=did_you_mean(name, RULES, "See `occuguide check --explain all`."),
            )
    files = list(dict.fromkeys(path for given in paths or application.registry.folders() for path in _files(given)))
    looked = in_processes(application, files, today) if len(files) > _MANY else look_at(application, files, today)
    guides = [guide for one in looked for guide in one.guides]
    findings = [finding for one in looked for finding in one.findings] + list(_same_occupation(guides))
    desk = Desk(application, today)
    sound = [guide for guide in guides if guide.soc]
    for name, rule in RULES.items():
        if rule.across is not None and name not in off:
            findings += [evolve(finding, rule=name) for finding in rule.across(sound, desk)]
    return Checked(len(files), sorted(_left(guides, (one for one in findings if one.rule not in off), off)))


def _files(given: Path) -> list[Path]:
    if not given.is_dir():
        return [given]
    return sorted(
        path
        for path in given.iterdir()
        if path.name == SENTENCES or (path.suffix in (".md", ".py") and path.name[0] not in "._")
    )


def _same_occupation(guides: Sequence[Written]) -> Iterable[Finding]:
    """Files of one folder for an occupation that another has a file for."""
    first: dict[tuple[Path, str], Path] = {}
    for guide in guides:
        if guide.whole and guide.soc:
            there = first.setdefault((guide.path.parent, guide.soc), guide.path)
            if there != guide.path:
                problem = f"the occupation {guide.soc} has a file in this folder already: {there.name}"
                yield Finding(guide.path, *guide.find(guide.soc), "file", problem, "Join the two.")


def _left(guides: Sequence[Written], findings: Iterable[Finding], off: Sequence[str]) -> Iterable[Finding]:
    sources = {guide.path: guide.source for guide in guides}
    found: dict[Path, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.path].append(finding)
    for path, source in sources.items():
        yield from without_excepted(path, source, found[path], [name for name in RULES if name not in off])
