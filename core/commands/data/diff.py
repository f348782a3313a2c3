"""``occuguide data diff``: what changed between two fact stores."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click
from attrs import asdict

from occuguide.core.comparison import COLUMNS, Comparison, Difference, Figure

_PATH = click.Path(path_type=Path)


@click.command("diff", short_help="What changed between two fact stores, figure by figure.")
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--occupation", "soc", metavar="SOC", default="", help="Compare this SOC code alone.")
@click.option("--area", metavar="CODE", default="", help="Compare this area alone, by its code in the release.")
def diff(old: Path, new: Path, as_json: bool, soc: str, area: str) -> None:
    """What changed, appeared and disappeared in wages and projections from the fact store OLD to the fact store NEW.

    Projections that start from another year are others: the old ones disappeared, and the new ones appeared.
    """
    with Comparison(old, new) as comparison:
        counts = _Counts()
        differences = counts.counting(comparison.differences(soc, area))
        if as_json:
            _echo_json(comparison, differences, counts)
        else:
            _echo_text(comparison, differences)
            click.echo(counts.summary())


class _Counts:
    """How much differs, counted in passing."""

    def __init__(self) -> None:
        self.occupations = 0
        self.rows: Counter[tuple[str, str]] = Counter()
        self.figures: Counter[str] = Counter()
        self._last = ""

    def counting(self, differences: Iterator[Difference]) -> Iterator[Difference]:
        """The same differences; counted when they have been gone through."""
        for one in differences:
            self.occupations += one.soc != self._last
            self._last = one.soc
            self.rows[one.table, one.kind] += 1
            if one.kind == "changed":
                self.figures[one.table] += len(one.figures)
            yield one

    def as_dict(self) -> dict[str, object]:
        """The counts by table."""
        tables = {
            table: {
                "changed": self.rows[table, "changed"],
                "changed_figures": self.figures[table],
                "appeared": self.rows[table, "appeared"],
                "disappeared": self.rows[table, "disappeared"],
            }
            for table in COLUMNS
        }
        return {"occupations": self.occupations, **tables}

    def _of(self, table: str) -> str:
        return "1 figure" if self.figures[table] == 1 else f"{self.figures[table]:,} figures"

    def summary(self) -> str:
        """The counts in a line."""
        if not self.rows:
            return "Nothing differs."
        tables = (
            f"{table}s: {self.rows[table, 'changed']:,} changed ({self._of(table)}),"
            f" {self.rows[table, 'appeared']:,} appeared, {self.rows[table, 'disappeared']:,} disappeared"
            for table in COLUMNS
        )
        return f"Occupations that differ: {self.occupations:,}; {'; '.join(tables)}."


def _echo_text(comparison: Comparison, differences: Iterator[Difference]) -> None:
    releases = {source: pair for source, pair in comparison.releases().items() if pair[0] != pair[1]}
    for source, (before, after) in releases.items():
        click.echo(f"{source}: {before or 'not loaded'} -> {after or 'not loaded'}")
    if releases:
        click.echo()
    for soc, rows in groupby(differences, key=lambda one: one.soc):
        lines = [f"{soc} {comparison.title(soc)}".rstrip()]
        for row in rows:
            lines += _row(comparison, row)
        click.echo("\n".join(lines) + "\n")


def _row(comparison: Comparison, row: Difference) -> Iterator[str]:
    what = "wages" if row.base_year is None else f"projection from {row.base_year}"
    kind = "" if row.kind == "changed" else f": {row.kind}"
    yield f"  {_area(comparison, row)}, {what} ({row.source}){kind}"
    for name, (old, new) in row.figures.items():
        column = COLUMNS[row.table][name]
        said = " -> ".join(figure.said(column.unit) for figure in (old, new) if figure is not None)
        yield f"    {column.words}: {said}"


def _area(comparison: Comparison, row: Difference) -> str:
    name = comparison.area_name(row.source, row.area)
    return row.area if name in ("", row.area) else f"{name} ({row.area})"


def _echo_json(comparison: Comparison, differences: Iterator[Difference], counts: _Counts) -> None:
    """Print one JSON object, a difference a line, so that none of them need be kept."""
    releases = {source: {"old": old, "new": new} for source, (old, new) in comparison.releases().items()}
    click.echo(f'{{"releases": {json.dumps(releases)},\n"differences": [')
    separator = ""
    for one in differences:
        entry = {
            **asdict(one, recurse=False),
            "title": comparison.title(one.soc),
            "area_name": comparison.area_name(one.source, one.area),
            "figures": {name: {"old": _figure(old), "new": _figure(new)} for name, (old, new) in one.figures.items()},
        }
        click.echo((separator + json.dumps(entry, ensure_ascii=False)).encode(), nl=False)
        separator = ",\n"
    click.echo(f'\n],\n"counts": {json.dumps(counts.as_dict())}}}')


def _figure(figure: Figure | None) -> dict[str, object] | None:
    return None if figure is None else {"value": figure.value, "status": figure.status}
