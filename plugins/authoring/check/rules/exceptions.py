"""Exceptions that are none."""

from occuguide.plugins.authoring.check.rule import found_by_readers

bad_exception = found_by_readers(
    "bad-exception",
    """An exception that names no rule, or gives no reason.

    For a line and the next: <!-- allow long-sentence: the law's own words -->. For a file, in its head:
    # allow periods-apart in this file: no newer projections are out
    """,
)

unused_exception = found_by_readers(
    "unused-exception",
    """An exception that nothing needs.

    What it excepted was mended, or stands elsewhere now. Take it out, so that the next fault of its kind is found.
    """,
)
