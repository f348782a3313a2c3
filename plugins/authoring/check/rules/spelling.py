"""Spelling, where a dictionary is installed."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from occuguide.plugins.authoring.check.desk import Desk
from occuguide.plugins.authoring.check.findings import Finding
from occuguide.plugins.authoring.check.rule import rule
from occuguide.plugins.authoring.check.written import Written, words

_LANGUAGE = "en_US"
_ADDRESS = re.compile(r"\w[.@]\w|://")


@lru_cache(maxsize=1)
def dictionary() -> Any | None:
    """The dictionary that is installed, by way of Enchant; none, if there is none."""
    try:
        import enchant
    except ImportError:  # the package, or the library that it stands on
        return None
    return enchant.Dict(_LANGUAGE) if enchant.dict_exists(_LANGUAGE) else None


@rule
def spelling(guide: Written, desk: Desk) -> Iterator[Finding]:
    """A word that the dictionary does not know.

    It is looked up where Enchant and an English dictionary are installed: `pip install occuguide[spelling]`, and on
    Debian the packages libenchant-2-2 and hunspell-en-us. Names, words in capitals and words of titles that the
    releases have are taken as right, and so is what `accepted` in the table [check] lists.
    """
    known = dictionary()
    if known is None:
        return
    accepted = {*map(str.casefold, (*desk.settings.accepted, *desk.accepted))}
    wrong = {word for word in guide.spellings - desk.right_words if not _right(word, known.check)}
    desk.right_words |= guide.spellings - wrong
    wrong = {word for word in wrong if _plain(word) not in desk.title_words and _plain(word).casefold() not in accepted}
    for passage, sentence in guide.sentences() if wrong else ():
        for word in words(" ".join(one for one in sentence.split() if not _ADDRESS.search(one))):
            if word in wrong:
                wrong.remove(word)
                near = known.suggest(_plain(word))[:3]
                remedy = f"Did you mean {' or '.join(near)}?" if near else "Accept it in [check], if it is right."
                problem = f"the dictionary does not know {word!r}"
                yield guide.at(problem, remedy, words=word, passage=passage, sentence=sentence)


def _plain(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _right(word: str, check: Callable[[str], bool]) -> bool:
    word = _plain(word)
    return word[:1].isupper() or check(word) or all(len(part) < 2 or check(part) for part in re.split("[-']", word))
