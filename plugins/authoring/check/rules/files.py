"""What the readers of files find: a guide that breaks one of these is shown in part or not at all."""

from occuguide.plugins.authoring.check.rule import found_by_readers

file = found_by_readers(
    "file",
    """The file cannot be read as an occupation's file.

    It is not there, far too large, not in UTF-8, a module that fails, or a second file for one occupation in a folder.
    """,
)

head = found_by_readers(
    "head",
    """The head is not what it should be.

    It is missing or comes twice, is no valid TOML, has a key that is not known or a value of the wrong kind, or lacks
    a key. The keys are described in docs/authoring.md.
    """,
)

unknown_section = found_by_readers(
    "unknown-section",
    """A heading that no section has.

    Headings are copied word for word from the list in docs/authoring.md, or made by `occuguide new occupation`.
    """,
)

repeated_section = found_by_readers("repeated-section", "A heading comes twice. Join the two sections.")

empty_section = found_by_readers(
    "empty-section",
    """A heading without words below it.

    Write the section, or take the heading out. A section that holds a comment alone is not yet written and is no
    finding.
    """,
)

heading_level = found_by_readers(
    "heading-level",
    """A heading of another level than the second.

    A guide has sections and nothing below them: every heading begins with ## and a space.
    """,
)

misplaced_text = found_by_readers("misplaced-text", "Text before the first heading, which would be shown nowhere.")

content = found_by_readers(
    "content",
    """Something that a guide cannot hold: HTML, a picture, code, a quotation, a numbered list, a list in a list.

    A line that begins with a tab or four spaces is code in Markdown.
    """,
)

table = found_by_readers("table", "A table without rows, or a row with more cells than the table's head.")

citation = found_by_readers(
    "citation",
    """Double braces that cite no fact.

    A citation is a path in double braces, in one line: {{ wages.annual.median }}. The paths are listed in
    docs/authoring.md.
    """,
)

address = found_by_readers(
    "address",
    """A link to what a guide cannot link to.

    Links lead to an https:, http: or mailto: address, or to a SOC code.
    """,
)
