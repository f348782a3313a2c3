"""``occuguide areas``: every place that a guide can be for."""

import click

from occuguide.core.application import Application
from occuguide.core.area import PublishedArea
from occuguide.core.commands.terminal import echo_columns, echo_json


@click.command("areas")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(application: Application, as_json: bool) -> None:
    """The places: each with the areas that its wages and its projections are published for."""
    areas = application.facts.areas
    if as_json:
        echo_json(
            [
                {
                    "code": area.code,
                    "name": area.name,
                    "slug": area.slug,
                    "kind": area.kind.value,
                    "counties": list(area.counties),
                    "wages": None if area.wages is None else _published(area.wages),
                    "projections": [_published(published) for published in area.projections],
                }
                for area in areas
            ]
        )
        return
    echo_columns(
        [
            ("Code", "Place", "Wages for", "Projections for"),
            *(
                (
                    area.code,
                    area.name,
                    "none" if area.wages is None else area.wages.short_name,
                    "; ".join(published.short_name for published in area.projection_places) or "none",
                )
                for area in areas
            ),
        ]
    )


def _published(area: PublishedArea) -> dict[str, object]:
    return {"code": area.code, "name": area.name, "kind": area.kind.value, "counties": list(area.counties)}
