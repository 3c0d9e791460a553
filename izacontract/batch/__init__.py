"""A run over a table: rows in, documents out, with a manifest of what was made and a list of what failed."""
