"""Occupational group: the major and minor groups of the Standard Occupational Classification."""

from collections.abc import Iterator

from occuguide.core import Area, Facts, Occupations, Topic, TopicValue, hookimpl


@hookimpl
def topic() -> Topic:
    """The groups, each minor one within its major one."""
    return Topic(name="group", title="Occupational group", values=_values)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    members: dict[str, set[str]] = {}
    for soc in occupations.titles:
        for group in _groups(soc, facts):
            members.setdefault(group, set()).add(soc)
    for code in sorted(members):
        major = _major(code)
        within = major if major != code and major in members else ""
        yield TopicValue(name=code, title=facts.title(code) or code, socs=members[code], within=within)


def _groups(soc: str, facts: Facts) -> frozenset[str]:
    """The codes of the major and the minor group of an occupation; of a code that joins some, those of all of them.

    Codes of groups end in zeros (2018 SOC User Guide): those of major groups in four, those of minor groups in three
    (29-1000) or, in a few major groups, in two (15-1200).
    """
    if (composite := facts.composite(soc)) is not None:
        first, *others = (_groups(component, facts) for component, _ in composite.components)
        return first.intersection(*others)
    minor = next((code for code in (f"{soc[:5]}00", f"{soc[:4]}000") if facts.title(code)), "")
    return frozenset(code for code in (_major(soc), minor) if facts.title(code))


def _major(soc: str) -> str:
    return f"{soc[:2]}-0000"
