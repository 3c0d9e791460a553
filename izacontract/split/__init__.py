"""A contract in separate files: itself, each annex, the prices to compute with, and what says which belong together."""
