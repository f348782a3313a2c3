"""What must agree with the facts: periods, interests, specialties, the date of the last review."""

import re
from collections.abc import Iterator

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Written

_INTERESTS = {
    "Realistic": "R",
    "Investigative": "I",
    "Artistic": "A",
    "Social": "S",
    "Enterprising": "E",
    "Conventional": "C",
}
_INTEREST = re.compile(rf"\b(?:{'|'.join(_INTERESTS)})\b(?! Security| Work| Studies)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@rule
def periods_apart(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The guide sets wages beside projections that begin years before or after them.

    A reader takes both for the same time. Import newer projections, or name both periods and except the guide with the
    reason. The most years that may lie between are `apart` in the table [check].
    """
    paths = {path: (passage, sentence) for passage, sentence, cites in reversed(guide.citing) for path in cites}
    outlook = next((where for path, where in paths.items() if path.startswith("outlook.")), None)
    if outlook is None or not desk.has_facts(guide) or not any(path.startswith("wages.") for path in paths):
        return
    occupation, area = desk.occupation(guide), desk.area
    wages = desk.facts.wages(occupation, area.wages) if area.wages else None
    projection = next(iter(desk.facts.projections(occupation, area)), None)
    year = _YEAR.search(wages.source.period) if wages and wages.composite is None else None
    if year is None or projection is None or abs(int(year[0]) - projection.base_year) <= desk.settings.apart:
        return
    passage, sentence = outlook
    yield guide.at(
        f"wages of {wages.source.period if wages else ''} stand beside projections of {projection.period}",
        "Import newer projections, or except the guide with the reason.",
        passage=passage,
        sentence=sentence,
    )


@rule
def interests(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The interests in the text are not those of the occupation's code, or in another order.

    O*NET gives each occupation up to three of six interests, strongest first. The page shows the code, and the text
    must not say otherwise.
    """
    codes = desk.facts.interests(guide.soc) if desk.has_facts(guide) else {}
    known = {letters for code, (_, letters) in codes.items() if letters and code.endswith(".00")} or {
        letters for _, letters in codes.values() if letters
    }
    if not known:
        return
    named = [
        (found[0], passage, sentence)
        for passage in guide.passages
        if passage.hook == "guide_fit"
        for sentence in passage.sentences
        for found in _INTEREST.finditer(sentence)
    ]
    letters = "".join(dict.fromkeys(_INTERESTS[word] for word, _, _ in named))
    if not letters or any(letters.startswith(code[: len(letters)]) for code in known):
        return
    word, passage, sentence = named[0]
    code = sorted(known)[0]
    names = [name for letter in code for name, own in _INTERESTS.items() if own == letter]
    problem = f"the text names {', '.join(dict.fromkeys(word for word, _, _ in named))}, and the code is {code}"
    yield guide.at(problem, f"That is {', '.join(names)}, strongest first.", words=word, passage=passage,
                   sentence=sentence)  # fmt: skip


@rule
def unknown_specialty(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A specialty in the head that the release's current edition does not list, and that has no note.

    Codes are retired. Take it out, or say in its `note` what became of it. Specialties that the release lists need not
    be in the head at all.
    """
    listed = {one.code for one in desk.facts.specialties(guide.soc)}
    for specialty in guide.told.specialties:
        if specialty.code not in listed and not specialty.note:
            problem = f"{specialty.code} ({specialty.title}) is no specialty of the current edition"
            yield guide.at(problem, "Take it out, or say in its note what became of it.", words=specialty.code)


@rule
def review_date(guide: Written, desk: Desk) -> Iterator[Finding]:
    """The guide was not reviewed for years, or in the future.

    Rules and employers change. Read it again, compare its credentials with their issuers, and set `written` to the day.
    The years are `years` in the table [check].
    """
    written = guide.told.written
    if not guide.whole or not guide.soc:
        return
    if written is None:
        yield guide.at("the guide does not say when it was written", "Give it a date: written.")
        return
    if written > desk.today:
        yield guide.at(f"written is {written.isoformat()}, which is yet to come", "Correct it.", words="written =")
    elif (desk.today - written).days > 365.25 * desk.settings.years:
        problem = f"the guide was last reviewed on {written.isoformat()}"
        yield guide.at(problem, "Review it, and set written to the day.", words="written =")
