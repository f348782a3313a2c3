"""Sections: how a section hook is declared, the chapters, and how a section is cut for the summary."""

from collections.abc import Callable
from typing import TypeVar

import pluggy

from occuguide.core.blocks import Block, BulletList, DefinitionList, Paragraph, Table
from occuguide.core.guide import Brief, Chapter, SectionSpec, View

PROJECT = "occuguide"
"""The name under which hooks are marked, and the entry-point group that plugins stand in."""

SPEC_ATTRIBUTE = "occuguide_section"

DUTIES = Chapter("What Would I Do?", 10)
PAY = Chapter("Wages and Benefits", 20)
OUTLOOK = Chapter("Job Outlook", 30)
QUALIFY = Chapter("How Do I Qualify?", 40)
WHERE = Chapter("Where Would I Work?", 50)
FINDING = Chapter("Finding a Job", 60)
EMPLOYERS_SAY = Chapter("What Employers Say", 70)
LEADS_TO = Chapter("Where Could This Job Lead?", 80)
OTHER_SOURCES = Chapter("Other Sources", 90)
PROFESSIONAL = Chapter("For the Career Professional", 100)

_hookspec = pluggy.HookspecMarker(PROJECT)
HookFunction = TypeVar("HookFunction", bound=Callable[..., object])


def section(
    heading: str,
    *,
    chapter: Chapter,
    order: int,
    summary: Brief | None = None,
    view: View = View.DETAILED,
) -> Callable[[HookFunction], HookFunction]:
    """Declare a section hook: the decorated function's name, arguments and docstring are the hook's.

    Args:
        heading: The section's heading, also in authored files.
        chapter: The chapter that it stands in; one of this module's, or one of your own.
        order: Its place in the chapter.
        summary: How it is cut for the summary; left out of the summary if not given.
        view: The view that shows it in full.
    """

    def declare(function: HookFunction) -> HookFunction:
        spec = SectionSpec(
            hook=function.__name__, heading=heading, chapter=chapter, order=order, view=view, summary=summary
        )
        setattr(function, SPEC_ATTRIBUTE, spec)
        return _hookspec(function)

    return declare


# --- Cuts for the summary -----------------------------------------------------------------------------------


def whole(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Keep everything."""
    return blocks


def first_paragraph(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Keep the first paragraph; everything, if there is none."""
    return next(((block,) for block in blocks if isinstance(block, Paragraph)), blocks)


def first_five(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Keep five rows of the first table, or five items of the first list."""
    for block in blocks:
        if isinstance(block, Table):
            return (Table(block.caption, block.columns, block.rows[:5]),)
        if isinstance(block, BulletList):
            return (BulletList(block.items[:5]),)
    return blocks[:1]


def terms(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Keep the terms of definition lists, without what is said of them; the first paragraph, if there are none."""
    names = [item.term for block in blocks if isinstance(block, DefinitionList) for item in block.items]
    return (BulletList(names),) if names else first_paragraph(blocks)
