"""Sources: importers of public releases."""
