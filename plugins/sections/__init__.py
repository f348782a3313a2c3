"""Sections that are made from facts, for every occupation."""
