"""Links: to occupations that there are, to addresses that can be, and none that was lost."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from occuguide.core import SOC_PATTERN, did_you_mean
from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import END, Written, shortened

# Each pattern begins with letters as they stand, which makes a search ten times as fast.
_MAYBE_BARE = tuple(map(re.compile, ("http", r"www\.", r"\.(?:com|org|gov|edu|net)\b")))
_BARE = re.compile(r"https?://|^www\.|\w\.(?:com|org|gov|edu|net)\b")
_LOST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"Visit\s*(?:[.,;:)]|{END}|(?:and|or)\b)",
        rf"Go to\s*(?:[.,;:)]|{END}|(?:and|or)\b)",
        r"\(\s*(?:see|at|visit)?\s*\)",
    )
)
_AT_AND = re.compile(r" at (?:and|or)\b(?! (?:near|above|below|about|around|over|under)\b)")
_AT_END = re.compile(rf" at\s*(?:[.,;:)]|{END})")
_LOOKING = re.compile(r"\b(?:look|laugh|aim|star|point|shout|smil|yell|work|arriv|good|better|best|skilled)\w*$")
"""What people do at something that was named before."""
_LEADING = re.compile(r"\b(?:online|available|found|posted|listed|registers?|apply|sign up|search|website|site|page)$")
"""What stands before an "at" that leads to an address."""
_PLACEHOLDERS = ("example.com", "example.org", "example.net", "localhost")


@rule
def broken_link(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A link that leads nowhere: to a code that no occupation has, or to an address that cannot be.

    Addresses are looked at and not opened: whether a page is still there is for the author to try.
    """
    for passage in guide.passages:
        for target in passage.links:
            if problem := _broken(target, desk):
                yield guide.at(problem, _remedy(target, desk), passage=passage, words=target)
    told = guide.told
    codes = [related.soc for related in told.related] + [step.soc for step in told.advancement if step.soc]
    addresses = [one.link.url for one in told.links]
    addresses += [one.url for one in (*told.licences, *told.certifications) if one.url]
    for target in (*codes, *addresses):
        if problem := _broken(target, desk):
            yield guide.at(problem, _remedy(target, desk), words=target)
    for related in told.related:
        if related.soc == guide.soc:
            yield guide.at("the occupation is related to itself", "Take it out.", words=related.why)


def _broken(target: str, desk: Desk) -> str:
    """What is wrong with a target; empty if nothing is."""
    if SOC_PATTERN.fullmatch(target):
        return "" if desk.known(target) else f"no occupation has the code {target}"
    try:
        address = urlsplit(target)
    except ValueError as error:
        return f"{target!r} is no address ({error})"
    host = address.hostname or ""
    if address.scheme == "mailto":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", address.path) else f"{target!r} is no mail address"
    if "." not in host or host.endswith(".") or ".." in host:
        return f"{target!r} has no host that can be"
    return f"{target!r} is a placeholder" if host.removeprefix("www.") in _PLACEHOLDERS else ""


def _remedy(target: str, desk: Desk) -> str:
    if SOC_PATTERN.fullmatch(target):
        return did_you_mean(target, desk.application.occupations.titles, "See `occuguide list`.")
    return "Write the address in full, as the browser shows it."


@rule
def bare_address(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A web address stands in the text as it is.

    Make it a link with words that say where it leads: [California Department of Industrial Relations](https://...).
    On paper the address is written out beside the words.
    """
    maybe = (found for pattern in _MAYBE_BARE for found in guide.matches(pattern))
    for passage, sentence in dict.fromkeys((passage, sentence) for passage, sentence, _ in maybe):
        for word in sentence.split():
            if _BARE.search(said := word.strip(".,;:!?()'\"“”")):
                problem, remedy = f"the address {said!r} stands in the text", "Make it a link: [words](https://...)."
                yield guide.at(problem, remedy, words=said, passage=passage, sentence=sentence)


@rule
def lost_address(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A sentence whose address was lost: "Search at and register", "(see )", "Visit ."

    That happens where text is copied from a page whose links were pictures or scripts. Put the link back.
    """
    lost = [one for pattern in _LOST for one in guide.matches(pattern)]
    lost += [one for one in guide.matches(_AT_AND) if not _LOOKING.search(_before(one[2]))]
    lost += [one for one in guide.matches(_AT_END) if _LEADING.search(_before(one[2]))]
    for passage, sentence, found in lost:
        after = found[0].rstrip(END)
        problem = f"an address seems to be lost after {after.split()[0]!r}: {shortened(sentence)!r}"
        yield guide.at(problem, "Put the link back.", words=after.strip(), passage=passage, sentence=sentence)


def _before(found: re.Match[str]) -> str:
    """The words before what was found."""
    return found.string[max(0, found.start() - 40) : found.start()]
