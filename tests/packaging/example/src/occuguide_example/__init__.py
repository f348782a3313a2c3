"""Plugins of a third party, as an example: see README.md."""
