"""Structured content: what an author lists of an occupation, each thing with what is known of it."""

from datetime import date

from attrs import frozen


@frozen(kw_only=True)
class Credential:
    """A license or certification.

    Args:
        name: Its name.
        issuer: Who gives it.
        requires: What it takes, without a full stop.
        authority: The law or the public body behind it, where that is not the issuer; empty if there is none.
        exam: Which exam it takes, without a full stop; empty if it takes none or none is known.
        renewal: How it is kept, without a full stop; empty if nothing is known.
        url: The issuer's page; empty if none is known.
        checked: The day on which somebody opened the issuer's page and compared; none if nobody did.
    """

    name: str
    issuer: str
    requires: str
    authority: str = ""
    exam: str = ""
    renewal: str = ""
    url: str = ""
    checked: date | None = None


@frozen(kw_only=True)
class Step:
    """A step on the way up from an occupation.

    Args:
        title: What one becomes, in the plural.
        takes: What the step usually takes, without a full stop.
        soc: The step's SOC code; empty if it is no occupation of the classification.
    """

    title: str
    takes: str
    soc: str = ""


@frozen
class Related:
    """A related occupation.

    Args:
        soc: Its SOC code.
        why: Why it is related: a phrase that continues its title.
    """

    soc: str
    why: str


@frozen
class ProgramCode:
    """A program of study by its code.

    Args:
        system: The code's system, by a short name such as ``cip``.
        code: The code.
        title: The program's title.
    """

    system: str
    code: str
    title: str
