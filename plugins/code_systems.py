"""Code systems of programs of study: those that heads of guides may give codes of, and what each is called."""

CODE_SYSTEMS = {
    "cip": "CIP, Classification of Instructional Programs 2020",
    "top": "TOP, Taxonomy of Programs of the California Community Colleges",
}
"""The code systems of programs of study, by key, with what each is called."""
