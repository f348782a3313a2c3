"""Readers: kinds of occupation files."""
