"""Bright outlook: the categories of O*NET's list of occupations with a bright outlook in the nation."""

from occuguide.core import Topic, hookimpl
from occuguide.plugins.topics.listed import categories


@hookimpl
def topic() -> Topic:
    """Why an occupation has a bright outlook, in the words of the outlook section."""
    return Topic(
        name="bright",
        title="Bright outlook",
        about="O*NET's list, which is made for the nation. It names specialties too.",
        values=categories("bright", about="In the nation, {}.".format),
    )
