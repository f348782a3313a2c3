"""``occuguide search``: occupations by words and topics."""

import click

from occuguide.core.application import RELEVANCE, Application, Results
from occuguide.core.blocks import Strong, Text, plain
from occuguide.core.commands.terminal import echo_columns, echo_json, echo_notes, progress_bar
from occuguide.core.errors import UnknownNameError
from occuguide.core.search import Hit


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
    "--sort", "order", metavar="ORDER", default=RELEVANCE, show_default=True, help="By title, pay, growth or openings."
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
    with progress_bar() as progress:
        results = application.search(typed, place, progress, chosen=chosen, order=order, limit=limit)
    if as_json:
        echo_json(_as_json(application, results, explain))
        return
    echo_notes(results.answer.notes)
    if not results.hits:
        click.echo("Nothing was found. Try other words, `occuguide topics` or `occuguide list`.", err=True)
        return
    rows = [(hit.soc, hit.title, *_figure(results, hit), str(hit.reason)) for hit in results.hits]
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
    if len(results.answer.found) > len(results.hits):
        echo_notes([f"{len(results.answer.found)} occupations fit; these are the first {len(results.hits)}."])


def _figure(results: Results, hit: Hit) -> tuple[str, ...]:
    """What the occupations are sorted by, where that is a figure."""
    if not results.figures:
        return ()
    figure = results.figures.get(hit.soc)
    return ("no figure" if figure is None else str(figure),)


def _as_json(application: Application, results: Results, explain: bool) -> dict[str, object]:
    answer = results.answer
    return {
        "found": len(answer.found),
        "nearest": answer.nearest,
        "did_you_mean": answer.did_you_mean,
        "notes": list(answer.notes),
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
                **({"figure": _figure(results, hit)[0]} if results.figures else {}),
            }
            for hit in results.hits
        ],
        "topics": results.counts(),
    }


def _marked(snippet: Text) -> list[dict[str, object]]:
    """A snippet piece by piece, with whether each matched."""
    return [{"text": plain((piece,)), "matched": isinstance(piece, Strong)} for piece in snippet]
