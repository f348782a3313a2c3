"""What was drawn of a section, kept for the other guides that hold the same section."""

from collections.abc import Callable, Mapping, Sequence
from itertools import starmap
from typing import Generic, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from attrs import frozen

from occuguide.core import Guide, GuideSection, Kind, OccupationLink, Site, inlines


@frozen
class Target:
    """What a link to an occupation leads to.

    Args:
        kind: Whether that is a Guide or a Profile.
        address: Its address, relative to the guide's; none if there is no such page.
    """

    kind: Kind
    address: str | None


Targets: TypeAlias = Mapping[OccupationLink, Target]
Drawing = TypeVar("Drawing")
_Kept: TypeAlias = tuple[Sequence[OccupationLink], Sequence[tuple[Kind, str | None]], Drawing]


class Memo(Generic[Drawing]):
    """Draws sections, and the same section once.

    A section that does not depend on the area is the same object in every area's guide. Its drawing is kept
    as long as the section lives, and made anew only if its links to occupations lead elsewhere.

    Args:
        draw: Draws a section, given what its links to occupations lead to.
    """

    def __init__(self, draw: Callable[[GuideSection, Targets], Drawing]) -> None:
        self._draw = draw
        self._kept: WeakKeyDictionary[GuideSection, _Kept[Drawing]] = WeakKeyDictionary()

    def __call__(self, section: GuideSection, guide: Guide, site: Site | None) -> Drawing:
        """A section's drawing.

        Args:
            section: What to draw.
            guide: The guide that it stands in.
            site: Where the pages beside the guide are; none if it stands alone.
        """
        kept = self._kept.get(section)
        links = _links(section) if kept is None else kept[0]
        lead_to = [(guide.directory.kind(link.soc), site.occupation(link) if site else None) for link in links]
        if kept is not None and kept[1] == lead_to:
            return kept[2]
        drawing = self._draw(section, dict(zip(links, starmap(Target, lead_to), strict=True)))
        self._kept[section] = (links, lead_to, drawing)
        return drawing


def _links(section: GuideSection) -> tuple[OccupationLink, ...]:
    links = (piece for block in section.blocks for piece in inlines(block) if isinstance(piece, OccupationLink))
    return tuple(dict.fromkeys(links))
