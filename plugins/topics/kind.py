"""Kind: whether an occupation has a Guide, which somebody wrote, or a Profile, made from facts."""

from collections.abc import Iterator

from occuguide.core import Area, Facts, Kind, Occupations, Topic, TopicValue, hookimpl

_ABOUT = {Kind.GUIDE: "Written by people.", Kind.PROFILE: "Made from published facts alone."}


@hookimpl
def topic() -> Topic:
    """Guides and Profiles."""
    return Topic(name="kind", title="Guide or Profile", values=_values)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    kinds = {soc: occupations.kind(soc) for soc in occupations.titles}
    for kind, about in _ABOUT.items():
        socs = {soc for soc, one in kinds.items() if one is kind}
        yield TopicValue(name=kind.value.lower(), title=kind.value, socs=socs, about=about)
