"""Education: what is typical for entry, from none to a doctoral degree."""

from collections.abc import Iterator

from occuguide.core import Area, Facts, Occupations, Topic, TopicValue, hookimpl, slug

_LEVELS = (
    "No formal educational credential",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Postsecondary nondegree award",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
"""The Bureau of Labor Statistics' levels of typical entry-level education, lowest first."""


@hookimpl
def topic() -> Topic:
    """The levels of education that the projections' releases know."""
    about = "The education that the newest release of projections calls typical for entry."
    return Topic(name="education", title="Typical education", about=about, values=_values)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    titles = {_spelling(level): level for level in _LEVELS}
    members: dict[str, set[str]] = {level: set() for level in _LEVELS}
    for soc in occupations.titles:
        if (requirement := facts.requirements.get(soc)) is not None:
            level = titles.setdefault(_spelling(requirement.education), requirement.education)
            members.setdefault(level, set()).add(soc)
    for level, socs in members.items():
        yield TopicValue(name=slug(level), title=level, socs=socs)
    said = {soc for socs in members.values() for soc in socs}
    yield TopicValue(name="not-said", title="Not said", socs=occupations.titles.keys() - said)


def _spelling(level: str) -> str:
    """A level as it is told from others: one release writes "nondegree", another "non-degree"."""
    return slug(level).replace("-", "")
