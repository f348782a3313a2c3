"""``occuguide topics``: what occupations are found by."""

from collections.abc import Mapping, Sequence

import click

from occuguide.core.application import Application
from occuguide.core.area import Area
from occuguide.core.commands.terminal import echo_columns, echo_json
from occuguide.core.topics import Topic, TopicValue


@click.command("topics")
@click.argument("kind", metavar="[TOPIC]", required=False)
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, kind: str | None, area: str | None, as_json: bool) -> None:
    """The topics that occupations are found by, or the values of one TOPIC with their numbers of occupations."""
    topics = application.topics
    place = application.area(area)
    shown = [topics.topic(kind)] if kind is not None else list(topics.by_name.values())
    counted = topics.counts(application.occupations.titles, {}, place)
    if as_json:
        echo_json([_as_json(topic, topics.values(topic.name, place), counted[topic.name]) for topic in shown])
    elif kind is not None:
        _echo_values(shown[0], place, topics.values(shown[0].name, place), counted[shown[0].name])
    else:
        held = [sum(1 for count in counted[topic.name].values() if count) for topic in shown]
        rows = [(topic.name, str(values), topic.title) for topic, values in zip(shown, held, strict=True)]
        echo_columns([("Topic", "Values", "What it is"), *rows])


def _echo_values(topic: Topic, place: Area, values: Sequence[TopicValue], counts: Mapping[str, int]) -> None:
    """The values that an occupation has there, each below the wider one that it is part of."""
    click.echo(f"{topic.title}: {place.name}")
    if topic.about:
        click.echo(topic.about)
    click.echo("")
    wider = {value.name: value.within for value in values}

    def depth(name: str) -> int:
        return depth(wider[name]) + 1 if wider[name] else 0

    held = [value for value in values if counts[value.name]]
    rows = [(str(counts[one.name]), f"{'  ' * depth(one.name)}{one.name}", one.title) for one in held]
    echo_columns([("Occupations", "Value", "What it is"), *rows])


def _as_json(topic: Topic, values: Sequence[TopicValue], counts: Mapping[str, int]) -> dict[str, object]:
    return {
        "name": topic.name,
        "title": topic.title,
        "about": topic.about,
        "sorts": topic.figures is not None,
        "values": [
            {
                "name": value.name,
                "title": value.title,
                "about": value.about,
                "within": value.within,
                "occupations": counts[value.name],
            }
            for value in values
        ],
    }
