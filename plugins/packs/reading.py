"""From a pack's file to its words: the head is read at once, the sections when the first guide is made."""

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

from occuguide.core import ContentError, Pack, Place
from occuguide.core.config import read_defaults
from occuguide.plugins.readers.markdown import text_of
from occuguide.plugins.readers.markdown.front import divide

TIPS = "Job-Search Tips"
"""The heading of what stands on a page of the site, and in no guide."""


def read(path: Path) -> Pack:
    """Read a pack's file.

    Args:
        path: The file.

    Raises:
        ContentError: It has no head, the head is no valid TOML, or it does not say which place it is for.
        ConfigError: The head says something that is not known or of the wrong type.
    """
    front, body, first_line = divide(path, text_of(path))
    said = read_defaults(front.values, front.where)
    if "area" not in said:
        raise ContentError(
            "the head does not say which place the pack is for",
            where=front.where("area"),
            remedy='Add a line such as area = "California", with a name that `occuguide areas` shows.',
        )
    area: str = said["area"]
    return Pack(
        path=path,
        area=area,
        site=said.get("site", {}),
        load=lambda headings: _plugin(path, area, body, first_line, headings),
    )


def _plugin(path: Path, area: str, body: str, first_line: int, headings: Mapping[str, str]) -> object:
    """The words as a plugin, which answers within the place: below what authors wrote and what facts say."""
    from occuguide.plugins.readers.markdown.document import parse
    from occuguide.plugins.readers.markdown.sections import answering, citing_line

    sections = parse(path, body, first_line, {**headings, TIPS: "job_search_tips"})
    if line := citing_line(sections.get("job_search_tips", ())):
        raise ContentError(
            f"{TIPS} are for no occupation, so that no figure can be cited there",
            where=f"{path}:{line}",
            remedy="Say it without the figure.",
        )
    words = {
        hook: answering(hook, prose, place=Place.NOTE, in_summary=False) for hook, prose in sections.items() if prose
    }
    return SimpleNamespace(AREA=area, **words)
