"""The route table: every page of the site, and what makes it.

Both ways out go by it: the build writes every page, the server makes the one that is asked for. Pages are kept in
parts; what a part depends on is told by its stamp, so that a build makes anew only the parts that changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from attrs import Factory, field, frozen

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
SCRIPT = "text/javascript; charset=utf-8"

Question: TypeAlias = Mapping[str, Sequence[str]]
"""What stands in an address behind the question mark: the values of each name."""


class Elsewhere(Exception):  # noqa: N818 - it is an answer, not an error
    """The answer to a question stands on another page.

    Args:
        path: Where that is, from the site's root.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@frozen(eq=False)
class Page:
    """A page, or another file of the site.

    Args:
        path: Where it is, from the site's root.
        make: Makes it.
        media_type: Its media type.
        answer: Makes it for a question; none, if it takes none. Only the server asks. It raises ``Elsewhere`` or an
            ``OccuguideError``, which says what is wrong with the question.
        listed: Whether search engines should know of it.
        renderer: The format of a guide in another than HTML. If a plugin fails at that, only this page is not there.
    """

    path: str
    make: Callable[[], bytes]
    media_type: str = HTML
    answer: Callable[[Question], bytes] | None = None
    listed: bool = True
    renderer: str = ""


@frozen(eq=False, slots=False)
class Part:
    """Pages that change together.

    Args:
        name: What it is called in the list of what was built: ``occupation 29-1141``.
        make_pages: Answers with its pages, in the order to make them.
        stamp: What its pages are made of: if that is the same, so are they.
        linked: Taken down while its pages are made: the SOC codes of the occupations that they link to, and so whose
            titles and kinds they show.
        soc: The SOC code of the occupation that all its pages are of; empty if they are of none.
    """

    name: str
    make_pages: Callable[[set[str]], Iterable[Page]]
    stamp: str
    linked: set[str] = field(default=Factory(set))
    soc: str = ""

    def pages(self) -> Iterator[Page]:
        """The pages of the part."""
        return iter(self.make_pages(self.linked))

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """The pages by where they are."""
        return {page.path: page for page in self.pages()}
