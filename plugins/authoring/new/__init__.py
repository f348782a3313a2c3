"""``occuguide new``: something to begin with, an occupation's file or a plugin's project."""
