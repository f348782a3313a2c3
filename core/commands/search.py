"""``occuguide search``: occupations by words and topics."""

import click

from occuguide.core.application import Application, Results
from occuguide.core.blocks import Strong, Text, plain
from occuguide.core.commands.terminal import echo_columns, echo_json, echo_notes, progress_bar
from occuguide.core.errors import UnknownNameError
from occuguide.core.topics import RELEVANCE, Topic, TopicFigure, common


@click.command("search")
@click.argument("words", nargs=-1)
@click.option(
    "--topic",
    "topics",
    metavar="TOPIC=VALUE",
    multiple=True,
    help="Only occupations of this value of a topic; of any, if only the TOPIC is named. May be given several times.",
)
@click.option("--area", metavar="AREA", help="The place; what occuguide.toml says, or the state, if not given.")
@click.option(
    "--sort",
    "order",
    metavar="ORDER",
    default=RELEVANCE,
    show_default=True,
    help="By relevance, title, pay, growth or openings.",
)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="How many.")
@click.option("--explain", is_flag=True, help="Say what each score is the sum of.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(
    application: Application,
    words: tuple[str, ...],
    topics: tuple[str, ...],
    area: str | None,
    order: str,
    limit: int,
    explain: bool,
    as_json: bool,
) -> None:
    """Find occupations by WORDS: a title in any wording, a code, what people do; by topics, or by both.

    A phrase stands in quotes, "title:nurse" asks for a word in a title, "skill:negotiation" in a section, and
    "-practitioner" leaves out. `occuguide topics` lists the topics.
    """
    typed = " ".join(words)
    if not typed.strip() and not topics:
        raise UnknownNameError(
            "neither words nor topics are given", remedy="Name some, or see `occuguide list` and `occuguide topics`."
        )
    place = application.area(area)
    chosen = application.topics.choose(topics, place)
    sorting = application.topics.by_name.get(application.topics.order(order))
    with progress_bar() as progress:
        results = application.search(typed, place, progress, chosen=chosen, order=order, limit=limit)
    if as_json:
        echo_json(_as_json(application, results, sorting, explain))
        return
    echo_notes(results.notes)
    if not results.hits:
        click.echo("Nothing was found. Try other words, `occuguide topics` or `occuguide list`.", err=True)
        return
    rows = [[hit.soc, hit.title, str(hit.reason)] for hit in results.hits]
    if sorting is not None:
        figures, note = _figures(results, sorting)
        echo_notes(note)
        for row, figure in zip(rows, figures, strict=True):
            row.insert(-1, figure)
    if not explain:
        snippets = [plain(hit.reason.snippet) for hit in results.hits]
        echo_columns(
            [(*row[:-1], f"{row[-1]}: {said}" if said else row[-1]) for row, said in zip(rows, snippets, strict=True)]
        )
    else:
        for row, hit in zip(rows, results.hits, strict=True):
            click.echo("  ".join(row))
            for part, score in hit.parts.items():
                if score:
                    click.echo(f"    {score:7.3f}  {part}")
            click.echo(f"    {hit.score:7.3f}  in all")
    if len(results.found) > len(results.hits):
        echo_notes([f"{len(results.found)} occupations fit; these are the first {len(results.hits)}."])


def _figures(results: Results, sorting: Topic) -> tuple[list[str], list[str]]:
    """What the hits are sorted by, one by one, and a note on the period and the area where all of them agree."""
    shown = [(hit.soc, results.figures.get(hit.soc)) for hit in results.hits]
    known = common(figure for _, figure in shown)
    said = ["no figure" if figure is None else figure.in_words(soc, known) for soc, figure in shown]
    return said, [f"{sorting.title}: {', '.join(known)}."] if known else []


def _as_json(application: Application, results: Results, sorting: Topic | None, explain: bool) -> dict[str, object]:
    return {
        "found": len(results.found),
        "nearest": results.nearest,
        "did_you_mean": results.did_you_mean,
        "notes": list(results.notes),
        "occupations": [
            {
                "soc": hit.soc,
                "title": hit.title,
                "kind": application.occupations.kind(hit.soc).value,
                "score": round(hit.score, 3),
                "reason": str(hit.reason),
                "matched": {
                    "by": hit.reason.why.value,
                    "name": hit.reason.name,
                    "snippet": _marked(hit.reason.snippet),
                },
                **({"parts": {part: round(score, 3) for part, score in hit.parts.items()}} if explain else {}),
                **({} if sorting is None else {"figure": _figure_as_json(results.figures.get(hit.soc))}),
            }
            for hit in results.hits
        ],
        "topics": results.counts(),
    }


def _figure_as_json(figure: TopicFigure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    measure = figure.measure
    return {
        "text": str(figure),
        "value": measure.value,
        "unit": measure.unit.value,
        "status": measure.status.value,
        "period": measure.period,
        "area": figure.area,
        "source": measure.source.id if measure.source else None,
        "code": measure.code,
    }


def _marked(snippet: Text) -> list[dict[str, object]]:
    """A snippet piece by piece, with whether each matched."""
    return [{"text": plain((piece,)), "matched": isinstance(piece, Strong)} for piece in snippet]
