"""The register: which contracts there are, how far each one is, what was made of it, and who did what when."""
