"""Interest: the interest (RIASEC) that fits an occupation most."""

from collections.abc import Iterator

from occuguide.core import Area, Facts, Occupations, Topic, TopicValue, hookimpl
from occuguide.plugins.sections.plain import plain_words


@hookimpl
def topic() -> Topic:
    """The six interests.

    O*NET gives an occupation up to three interest codes, the strongest first. It is found by the first alone: whoever
    asks for "Social" wants the occupations that it is the main interest of, and the second and third of all would bring
    in most of the others.
    """
    about = "The first of the interest codes that O*NET gives an occupation: the interest that fits it most."
    return Topic(name="interest", title="Interest", about=about, values=_values)


def _values(occupations: Occupations, area: Area, facts: Facts) -> Iterator[TopicValue]:
    codes, said = facts.interest_codes, set[str]()
    for letter, words in plain_words("interests").items():
        socs = {soc for soc in occupations.titles if codes.get(soc, "").startswith(letter)}
        name = words["name"]
        yield TopicValue(name=name.lower(), title=name, socs=socs, about=f"People in it often like {words['likes']}.")
        said |= socs
    yield TopicValue(name="not-said", title="Not said", socs=occupations.titles.keys() - said)
