"""``python -m occuguide.core``: the command line."""

from occuguide.core.cli import main

main()
