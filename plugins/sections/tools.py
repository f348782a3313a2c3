"""Tools and technology: what people in the occupation work with, what employers ask for first."""

from collections import Counter
from collections.abc import Sequence

from occuguide.core import Block, BulletList, Facts, Occupation, Paragraph, Section, Tool, hookimpl, listing

_SHOWN = 20
"""Longer lists are cut: nobody reads on."""


@hookimpl
def guide_tools(occupation: Occupation, facts: Facts) -> Section | None:
    """The technologies and tools, where a release with them is loaded."""
    technologies = facts.tools(occupation.soc, "technology")
    tools = facts.tools(occupation.soc, "tool")
    if not (technologies or tools):
        return None
    return Section(*_technologies(technologies, occupation), *_tools(tools), sources=facts.loaded("tool"))


def _technologies(technologies: Sequence[Tool], occupation: Occupation) -> tuple[Block, ...]:
    demanded = list(dict.fromkeys(one.name for one in technologies if one.in_demand))
    hot = [one.name for one in technologies if one.hot and not one.in_demand]
    kinds = Counter(one.category for one in technologies if not (one.hot or one.in_demand))
    blocks: list[Block] = []
    if demanded:
        blocks += [
            Paragraph(f"Employers who look for {occupation.title} often ask for:"),
            BulletList(_cut(demanded, "and ")),
        ]
    if hot:
        blocks.append(
            Paragraph(
                f"Employers in general often ask for these, which are used in this work too: {listing(_cut(hot))}."
            )
        )
    if kinds:
        more = [
            f"{kind[0].lower()}{kind[1:]}" for kind, _ in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        ]
        also = "also " if blocks else ""
        blocks.append(Paragraph(f"They {also}use programs of these kinds: {listing(more[:_SHOWN])}."))
    return tuple(blocks)


def _tools(tools: Sequence[Tool]) -> tuple[Block, ...]:
    if not tools:
        return ()
    return (
        Paragraph("Tools and machines of this work:"),
        BulletList(_cut(list(dict.fromkeys(one.name for one in tools)), "and ")),
    )


def _cut(names: Sequence[str], last: str = "") -> list[str]:
    """The first of some names, and how many more there are."""
    if len(names) <= _SHOWN + 1:
        return list(names)
    return [*names[:_SHOWN], f"{last}{len(names) - _SHOWN} more"]
