"""Mistakes in a question, in the words of a page."""

from occuguide.core import UnknownNameError


def said(error: UnknownNameError) -> str:
    """What is wrong with a question, and what may be meant, without the commands that errors name as remedies."""
    remedy = "" if "`" in error.remedy else error.remedy
    return f"{error.problem.rstrip('.')}. {remedy}".strip()


def sentence(error: UnknownNameError) -> str:
    """The same, where it stands among other sentences."""
    words = said(error)
    return words[:1].upper() + words[1:]
