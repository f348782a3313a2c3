"""Possible employers: how to find those nearby, by the industries that employ the occupation."""

from occuguide.core import BulletList, Facts, Link, LinkItem, Links, Occupation, Paragraph, Section, hookimpl

_SHOWN = 5


@hookimpl
def guide_employers(occupation: Occupation, facts: Facts) -> Section | None:
    """What to look for in a directory of employers, where a release of industries is loaded."""
    names = [one.name.removesuffix(" (OEWS Designation)") for one in facts.industries(occupation.soc, _SHOWN)]
    if not names:
        return None
    return Section(
        Paragraph("In a directory of employers, look for these industries first:"),
        BulletList(names),
        Links(
            [
                LinkItem(
                    Link("CareerOneStop", "https://www.careeronestop.org/"),
                    "Its business finder lists employers by industry and place. It also shows local training, and where"
                    " the nearest American Job Center is.",
                )
            ]
        ),
        sources=facts.loaded("industry"),
    )
