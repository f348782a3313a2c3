"""Topics made from a list that designates occupations, such as green ones."""

from collections.abc import Callable, Iterator, Mapping

from occuguide.core import Area, Facts, Occupations, TopicValue, slug
from occuguide.plugins.sections.plain import plain_words


def categories(
    kind: str, about: Callable[[str], str], prefix: str = ""
) -> Callable[[Occupations, Area, Facts], Iterator[TopicValue]]:
    """What answers with the categories of a list: an occupation is in those that it or a specialty of it is listed in.

    Args:
        kind: The list: ``green`` or ``bright``, as in ``Facts.designations``; also the table of plain words.
        about: Makes a sentence of the plain words for a category.
        prefix: What the names of all categories begin with.
    """
    words: Mapping[str, str] = plain_words(kind)

    def values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
        members: dict[str, set[str]] = {category: set() for category in words}
        for soc, designations in facts.designations_by_occupation(kind).items():
            for one in designations:
                members.setdefault(one.category, set()).add(soc)
        for category, socs in members.items():
            name = slug(category.removeprefix(prefix))
            meaning = about(words[category]) if category in words else ""
            yield TopicValue(name=name, title=category, socs=socs, about=meaning)

    return values
