"""Checking: every file read, every rule asked, what is excepted taken out."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from occuguide.core import Application, ConfigError, UnknownNameError, did_you_mean, listing
from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.exceptions import without_excepted
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.looking import few_collections, in_processes, look_at
from occuguide.plugins.authoring.check.rules import RULES, spelling
from occuguide.plugins.authoring.check.written import Written

_MANY = 100
"""Fewer files are looked through before other processes have started."""

SENTENCES = "in_short.toml"
"""The list of sentences on occupations, in a folder of them."""


_BINDING = frozenset(name for name, rule in RULES.items() if not (rule.look or rule.across))
"""The rules that readers of files find broken: what breaks them keeps a guide from being shown."""


@frozen
class Checked:
    """What came of checking some files.

    Args:
        files: How many files were looked through.
        findings: What was found, by file and line.
    """

    files: int
    findings: Sequence[Finding]


@few_collections()
def check(application: Application, paths: Sequence[Path], today: date) -> Checked:
    """Look through files of occupations by every rule that is not switched off.

    Args:
        application: The plugins, the facts and the settings.
        paths: Files, and folders of them; every folder of occupations, if there are none.
        today: The day that they are checked on.

    Raises:
        ConfigError: The settings switch off a rule that there is none of, or their list of words cannot be read.
        UnknownNameError: A folder that was named holds no file to check.
    """
    off = application.settings.check.off
    for name in off:
        if name not in RULES:
            raise ConfigError(
                f"`off` in [check] names the rule {name!r}, and there is none",
                remedy=did_you_mean(name, RULES, "See `occuguide check --explain all`."),
            )
    readers = application.registry.keyed("occupation_reader", "suffix")
    given = [path for one in paths or application.registry.folders() for path in _files(one, readers)]
    for one in paths:
        if one.is_dir() and not _files(one, readers):
            remedy = f"Their names end in {listing(sorted(readers), 'or')}, and do not begin with a full stop or _."
            raise UnknownNameError("no occupation's file is in this folder", where=str(one), remedy=remedy)
    # Unlike Path.resolve, this minds no ring of links.
    files = list({os.path.realpath(path): path for path in reversed(given)}.values())[::-1]
    desk = Desk(application, today)
    looked = in_processes(desk, files) if len(files) > _MANY else look_at(desk, files)
    guides = [guide for one in looked for guide in one.guides]
    findings = [finding for one in looked for finding in one.findings] + list(_same_occupation(guides))
    sound = [guide for guide in guides if guide.soc]
    for name, rule in RULES.items():
        if rule.across is not None and name not in off:
            findings += [evolve(finding, rule=name) for finding in rule.across(sound, desk)]
    asked = set(RULES) - set(off)
    if spelling.dictionary() is None:
        asked.discard("spelling")
    if not all(path.is_dir() for path in paths):  # the files beside one that is looked at alone are not
        asked -= {name for name, rule in RULES.items() if rule.across is not None}
    left = _left(guides, (one for one in findings if one.rule not in off), asked)
    return Checked(len(files), sorted(one for one in left if one.rule not in off))


def _files(given: Path, readers: Collection[str]) -> list[Path]:
    """A file; of a folder, the files that a reader takes, and the list of sentences."""
    if not given.is_dir():
        return [given]
    return sorted(
        path
        for path in given.iterdir()
        if path.name == SENTENCES or (path.suffix in readers and path.name[0] not in "._")
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


def _left(guides: Sequence[Written], findings: Iterable[Finding], asked: Collection[str]) -> Iterable[Finding]:
    """What exceptions leave of findings, and what is wrong with them."""
    sources = {guide.path: guide.source for guide in guides}
    found: dict[Path, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.path].append(finding)
    for path, source in sources.items():
        yield from without_excepted(path, source, found[path], RULES, asked, _BINDING)
