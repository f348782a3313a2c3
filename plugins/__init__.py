"""Plugins that come with Occuguide: sections, sources, readers and renderers."""

if __name__ != "occuguide.plugins":  # A second copy of every class would be made, unequal to the first.
    raise ImportError(f"import occuguide.plugins, not {__name__}: it is the same code, under its installed name")
