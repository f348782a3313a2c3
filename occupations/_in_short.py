"""What people in each occupation do, in one sentence: told of every occupation, and shown where no author says more."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from occuguide.core import Description, Occupation, Paragraph, Place, Section, hookimpl

SENTENCES = Path(__file__).with_name("in_short.toml")


@hookimpl
def describe_occupation(soc: str) -> Description | None:
    """The sentence on the occupation."""
    sentence = _sentences().get(soc)
    return Description(in_short=sentence) if sentence else None


@hookimpl(place=Place.LEAD)
def guide_overview(occupation: Occupation) -> Section | None:
    """The sentence, be it an author's or ours."""
    return Section(Paragraph(occupation.in_short)) if occupation.in_short else None


@cache
def _sentences() -> Mapping[str, str]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
