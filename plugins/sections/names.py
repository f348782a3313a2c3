"""Names: the titles that people report for their jobs, and the specialties that O*NET knows within an occupation."""

from occuguide.core import Description, Facts, hookimpl


@hookimpl
def describe_occupation(soc: str, facts: Facts) -> Description | None:
    """The reported titles and the specialties, where a release with them is loaded."""
    also_called = facts.reported_titles(soc)
    specialties = facts.specialties(soc)
    if not (also_called or specialties):
        return None
    return Description(also_called=also_called, specialties=specialties, sources=facts.loaded("specialty"))
