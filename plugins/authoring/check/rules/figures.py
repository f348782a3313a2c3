"""Figures in prose: typed where they should be cited, or cited where they are not for."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from occuguide.core import AreaKind, Measure, Status, Unit
from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Passage, Written, shortened, without_citations

_PAY = re.compile(r"\$\s?(\d+(?:,\d{3})*(?:\.\d+)?)(\s?[kK]\b|\s+(?:thousand|million))?")
_TIMES = {"": 1, "k": 1_000, "thousand": 1_000, "million": 1_000_000}
_DOLLARS = re.compile(r"(?<![\d,.$])(?:USD )?\b\d{1,3}(?:,\d{3})+(?= dollars\b)|\bUSD \d[\d,]*")
_PERCENT = re.compile(r"(?<![\d,.])(\d+(?:\.\d+)?)\s*(?:%|per ?cent\b)")
_JOBS = re.compile(
    r"(?<![\d,])(?!(?:19|20)\d\d )(\d{1,3}(?:,\d{3})+|\d{3,})\s+(?:new\s+)?"
    r"(?:jobs|openings|workers|employees|positions)\b"
)
_PERIOD = re.compile(r"\b(?:19|20)\d\d\s*(?:-|–|to|and|through)\s*(?:(?:19|20)\d\d|\d\d)\b")
_GROWTH = re.compile(
    r"\b(?:much )?(?:faster|slower) than (?:the )?(?:average|all)|\bas fast as (?:the )?(?:average|all)", re.I
)

_DIGITS, _COMPARED = re.compile(r"\d+"), re.compile(r"than |as fast")

_OF_PAY = re.compile(
    r"\b(?:earn|wage|salar)|\$\s?[\d,.]+(?:[kK]\b)?\s+(?:a|an|per|each) (?:year|hour)\b", re.IGNORECASE
)
_OF_GROWTH = re.compile(
    r"\b(?:jobs?|employment|occupation|demand|field)\b.*\b(?:grow|increase|rise|decline|fall|shrink|decrease)"
    r"|\b(?:grow|increase|rise|decline|fall|shrink|decrease).*\b(?:jobs?|employment|occupation|demand|field)\b",
    re.IGNORECASE,
)
"""What a sentence says whose figure can be compared with those of the facts."""

_FIGURES = ("wages.hourly.", "wages.annual.", "wages.employment")
_OUTLOOK = ("outlook.base", "outlook.projected", "outlook.change", "outlook.growth", "outlook.openings",
            "outlook.exits", "outlook.transfers")  # fmt: skip


@rule
def bare_figure(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A figure that releases bring is typed into the text.

    It would grow old, and it differs from place to place. Cite it: {{ wages.annual.median }} becomes the newest figure
    for the reader's place, with its source. Amounts of money, percentages, numbers of jobs, and words such as "faster
    than average" are found. A figure that is no release's, such as a fee that a law sets, is excepted with a reason.
    """
    for passage, sentence in _suspected(guide):
        text = without_citations(sentence)
        for found in chain(*(pattern.finditer(text) for pattern in (_PAY, _DOLLARS, _PERCENT, _JOBS, _GROWTH))):
            if _typed(found, guide) and not _contradiction(guide, desk, found):
                problem = f"{found[0].strip()!r} is typed, not cited"
                remedy = "Cite the fact, such as {{ wages.annual.median }}, or leave it to the tables."
                yield guide.at(problem, remedy, words=found[0].strip(), passage=passage, sentence=sentence)


@rule
def contradicting_figure(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A typed figure that is none of those that the releases have for the occupation.

    What people earn is compared with what is published for every area, by the hour and by the year; how the number of
    jobs changes, with every projection.
    """
    for passage, sentence in _suspected(guide):
        text = without_citations(sentence)
        for found in chain(_PAY.finditer(text), _PERCENT.finditer(text)):
            if why := _contradiction(guide, desk, found):
                said = found[0].strip()
                remedy = "Cite the fact instead: {{ wages.annual.median }}, {{ outlook.growth }}."
                problem = f"{said!r} contradicts the facts: {why}"
                yield guide.at(problem, remedy, words=said, passage=passage, sentence=sentence)


@lru_cache(maxsize=1)
def _suspected(guide: Written) -> Collection[tuple[Passage, str]]:
    """The sentences that have a number or compare: few, and patterns are slow."""
    found = (*guide.matches(_DIGITS), *guide.matches(_COMPARED))
    return dict.fromkeys((passage, sentence) for passage, sentence, _ in found)


def _typed(found: re.Match[str], guide: Written) -> bool:
    """Whether what was found stands in the file: what a module computes or cites does not."""
    return " ".join(found[0].split()) in guide.flat


def _contradiction(guide: Written, desk: Desk, found: re.Match[str]) -> str:
    """How a figure contradicts the facts; empty, if it does not, or there is no fact to compare it with."""
    text = found.string
    if not desk.has_facts(guide):
        return ""
    if found.re is _PAY and _OF_PAY.search(text):
        wages = desk.wages(guide)
        known = [one for area in wages for form in (area.hourly, area.annual) for one in (*form.percentiles, form.mean)]
        if not _among(_number(found[1]) * _TIMES[(found[2] or "").strip().lower()], known):
            here = next((one for one in wages if one.area.kind is AreaKind.STATE), wages[0])
            return f"the median in {here.area.in_words} is {here.annual.median} a year"
    if found.re is _PERCENT and _OF_GROWTH.search(text):
        projections = desk.projections(guide)
        if not _among(_number(found[1]), (one.growth for one in projections)):
            first = next((one for one in projections if one.area.kind is AreaKind.STATE), projections[0])
            return f"the projected change is {first.growth} in {first.area.in_words}, {first.period}"
    return ""


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _among(value: float, measures: Iterable[Measure]) -> bool:
    """Whether a typed figure is one of some measures, as it may be rounded."""
    known = [abs(one.value) for one in measures if one.value is not None and one.status is Status.PUBLISHED]
    return not known or any(abs(value - one) <= max(0.5, one * 0.005) for one in known)


@rule
def bare_period(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The years of a projection are typed into the text on wages or on the outlook.

    The next release will have others. Cite {{ outlook.period }} or {{ wages.period }}.
    """
    suspected = (
        (passage, one) for passage, one in _suspected(guide) if passage.hook in ("guide_wages", "guide_outlook")
    )
    for passage, sentence in suspected:
        for found in _PERIOD.finditer(without_citations(sentence)):
            if _typed(found, guide):
                problem, remedy = f"the years {found[0]!r} are typed, not cited", "Cite {{ outlook.period }}."
                yield guide.at(problem, remedy, words=found[0], passage=passage, sentence=sentence)


@rule
def wrong_place(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A sentence cites a figure and names a place that it is not for.

    Wages are published for other areas than projections, and every reader has a place of their own: beside a figure of
    wages stands {{ wages.area }}, beside one of projections {{ outlook.area }}, and no place that is typed.
    """
    for passage, sentence, paths in guide.citing:
        pay = any(path.startswith(_FIGURES) for path in paths)
        outlook = any(path in _OUTLOOK for path in paths)
        if not (pay or outlook):
            continue
        if place := _typed_place(desk, without_citations(sentence)):
            problem = f"the sentence cites a figure and names {place}, which it is not for everywhere"
            remedy = "Name the place by {{ wages.area }} or {{ outlook.area }}."
            yield guide.at(problem, remedy, words=place, passage=passage, sentence=sentence)
        for cites, own, other in ((pay, "wages.area", "outlook.area"), (outlook, "outlook.area", "wages.area")):
            if cites and other in paths and own not in paths:
                problem = f"the sentence cites a figure for {{{{ {own} }}}} and names {{{{ {other} }}}}"
                yield guide.at(problem, f"Name {{{{ {own} }}}}.", passage=passage, sentence=sentence)


def _typed_place(desk: Desk, text: str) -> str:
    """The place that a text names by hand; empty if none."""
    for name in desk.place_names:
        place = re.escape(name)
        if name in text and re.search(rf"\b[Ii]n (?:the )?{place}\b|\b{place} (?:County|area)\b", text):
            return name
    return ""


@rule
def unplaced_figure(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A section cites a figure and does not say which place it is for.

    The figures of a county are often those of a larger area. Name it once in the section: {{ wages.area }} or
    {{ outlook.area }}.
    """
    sections: dict[str, list[tuple[Passage, str, str]]] = {}
    for passage, sentence, paths in guide.citing:
        sections.setdefault(passage.hook, []).extend((passage, sentence, path) for path in paths)
    for cites in sections.values():
        for figures, own in ((_FIGURES, "wages.area"), (_OUTLOOK, "outlook.area")):
            figure = next((one for one in cites if one[2].startswith(figures)), None)
            if figure and own not in {path for _, _, path in cites}:
                passage, sentence, path = figure
                problem = f"{{{{ {path} }}}} is cited, and the section does not say for which place"
                yield guide.at(problem, f"Name it by {{{{ {own} }}}}.", passage=passage, sentence=sentence)


@rule
def unpublished_figure(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A citation of a figure that is published for this occupation nowhere.

    Its sentence would be left out in every place. Pay is published by the hour only for some occupations, and by the
    year only for others; some are published only together with others.
    """
    if not desk.has_facts(guide):
        return
    for passage, sentence, paths in guide.citing:
        for path in paths:
            if not _published(path, guide, desk):
                problem = f"{{{{ {path} }}}} is published for this occupation nowhere: {shortened(sentence)!r}"
                yield guide.at(problem, "Cite another figure.", passage=passage, sentence=sentence)


def _published(path: str, guide: Written, desk: Desk) -> bool:
    kind, _, rest = path.partition(".")
    # Where it is published at all it is, as a rule, for the place that guides are shown for by default.
    if kind not in ("wages", "outlook") or desk.citations(guide).get(path) is not None:
        return True
    every: Sequence[object] = desk.wages(guide) if kind == "wages" else desk.projections(guide)
    if rest in ("area", "period"):
        return bool(every)
    return any(_has_value(one, rest) for one in every)


def _has_value(one: object, path: str) -> bool:
    for name in path.split("."):
        one = getattr(one, name)
    # Averages a year are another figure than openings over a period, and cannot be cited.
    return isinstance(one, Measure) and one.has_value and one.unit is not Unit.OPENINGS_A_YEAR
