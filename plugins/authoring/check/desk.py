"""The desk: what rules may look up while they look through guides."""

import tomllib
from collections.abc import Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from occuguide.core import (
    Application,
    Area,
    AreaKind,
    Citations,
    ConfigError,
    Occupation,
    Projection,
    Wages,
    bare_county,
)
from occuguide.core.config import CheckSettings
from occuguide.plugins.authoring.check.written import Written, words

_WORDS = Path(__file__).with_name("words.toml")


class Desk:
    """What rules may look up.

    Args:
        application: The plugins, the facts and the occupations.
        today: The day that guides are checked on.
    """

    def __init__(self, application: Application, today: date) -> None:
        self.application = application
        self.today = today
        self.facts = application.facts
        self._wages: dict[str, Sequence[Wages]] = {}
        self._projections: dict[str, Sequence[Projection]] = {}
        self.right_words: set[str] = set()
        """Words that the dictionary was asked for and knows."""

    @property
    def settings(self) -> CheckSettings:
        """The limits that the rules go by."""
        return self.application.settings.check

    @cached_property
    def lists(self) -> Mapping[str, Any]:
        """The lists of words: ``jargon``, ``gendered``, and ``accepted`` in ``spelling``.

        Raises:
            ConfigError: The file that the settings name is not what it should be.
        """
        path = self.settings.words or _WORDS
        try:
            lists = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"the list of words cannot be read ({error})", where=str(path)) from error
        for name in ("jargon", "gendered"):
            table = lists.setdefault(name, {})
            if not isinstance(table, dict) or not all(isinstance(instead, str) for instead in table.values()):
                raise ConfigError(f'[{name}] must be lines such as "utilize" = "use"', where=str(path))
            lists[name] = {words.lower(): instead for words, instead in table.items()}
        spelling = lists.setdefault("spelling", {})
        accepted = spelling.setdefault("accepted", []) if isinstance(spelling, dict) else None
        if not isinstance(accepted, list) or not all(isinstance(word, str) for word in accepted):
            raise ConfigError("accepted in [spelling] must be a list of words", where=str(path))
        return lists

    @cached_property
    def accepted(self) -> Sequence[str]:
        """The words that the spelling checker takes as right: those that are built in, and those of the own list."""
        built_in = tomllib.loads(_WORDS.read_text(encoding="utf-8"))["spelling"]["accepted"]
        return [*built_in, *self.lists["spelling"]["accepted"]]

    @cached_property
    def area(self) -> Area:
        """The place that guides are shown for by default."""
        return self.application.area()

    @cached_property
    def place_names(self) -> Sequence[str]:
        """What places are called, counties without the word."""
        names = [
            name
            for area in self.facts.areas
            for name in (map(bare_county, area.counties) if area.kind is AreaKind.COUNTY else (area.name,))
        ]
        return tuple(dict.fromkeys(name.partition(",")[0] for name in names))

    @cached_property
    def title_words(self) -> Set[str]:
        """The words of titles that the releases have, in lower case."""
        titles = (*self.facts.occupations.values(), *self.facts.all_reported_titles())
        return {word for title in titles for word in words(title.lower())}

    def has_facts(self, guide: Written) -> bool:
        """Whether releases know the occupation of a guide."""
        return guide.soc in self.facts.occupations

    def known(self, soc: str) -> bool:
        """Whether there is an occupation of a code, in a release or of an author's own."""
        return soc in self.facts.occupations or soc in self.application.occupations.titles

    def occupation(self, guide: Written) -> Occupation:
        """The occupation of a guide, by which facts are asked. What plugins tell of it is left out."""
        return Occupation(soc=guide.soc, title=guide.told.title or guide.soc)

    def citations(self, guide: Written) -> Citations:
        """What is published of the occupation for the place that guides are shown for by default."""
        return Citations(self.occupation(guide), self.area, self.facts)

    def wages(self, guide: Written) -> Sequence[Wages]:
        """What is published of the occupation's own wages, for every area."""
        if guide.soc not in self._wages:
            every = self.facts.wages_everywhere(self.occupation(guide))
            self._wages[guide.soc] = [one for one in every if one.composite is None]
        return self._wages[guide.soc]

    def projections(self, guide: Written) -> Sequence[Projection]:
        """What is published of the occupation's own projections, for every area."""
        if guide.soc not in self._projections:
            every = self.facts.projections_everywhere(self.occupation(guide))
            self._projections[guide.soc] = [one for one in every if one.composite is None]
        return self._projections[guide.soc]
