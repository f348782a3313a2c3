"""Renderers: formats for guides."""
