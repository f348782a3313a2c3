"""Education: what the projections' release calls typical for entry into the occupation."""

from occuguide.core import Facts, Occupation, Paragraph, Section, hookimpl


@hookimpl
def guide_education(occupation: Occupation, facts: Facts) -> Section | None:
    """The typical entry-level education, experience and training, where a release says them."""
    projections = [one for one in facts.projections_everywhere(occupation) if one.education]
    if not projections:
        return None
    widest = projections[0]
    said = {
        "education at entry": widest.education,
        "work experience in a related occupation": widest.experience,
        "training on the job": widest.training,
    }
    typical = "; ".join(f"{what}: {_in_lower_case(words)}" for what, words in said.items() if words)
    return Section(Paragraph(f"Typical {typical}."), sources=(widest.source,))


def _in_lower_case(words: str) -> str:
    return words[0].lower() + words[1:]
