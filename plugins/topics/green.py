"""Green economy: the categories of O*NET's list of green occupations."""

from occuguide.core import Topic, hookimpl
from occuguide.plugins.topics.listed import categories


@hookimpl
def topic() -> Topic:
    """What the green economy does to an occupation, in the words of the section on it."""
    return Topic(
        name="green",
        title="Green economy",
        about="O*NET made the list in 2014 and has not kept it up since. It names specialties too.",
        values=categories("green", about=str, prefix="Green "),
    )
