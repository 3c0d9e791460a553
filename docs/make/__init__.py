"""Writes the pages of the docs that are the code's own words; `python -m docs.make` refreshes them."""
