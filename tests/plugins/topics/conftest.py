"""What the tests of topics share: the topics of the bundled edition."""

from collections.abc import Callable, Mapping

import pytest

from occuguide.core import TopicValue
from occuguide.core.application import Application
from occuguide.core.topics import Topics

Values = Callable[..., Mapping[str, TopicValue]]


@pytest.fixture(scope="session")
def topics(bundled: Application) -> Topics:
    """The topics."""
    return Topics(bundled.registry, bundled.occupations, bundled.facts)


@pytest.fixture(scope="session")
def values(bundled: Application, topics: Topics) -> Values:
    """The values of a topic by name: ``values("pay", "Orange")``."""

    def asked(topic: str, place: str = "California") -> Mapping[str, TopicValue]:
        return {value.name: value for value in topics.values(topic, bundled.area(place))}

    return asked
