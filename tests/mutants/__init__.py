"""Mutation testing: small mistakes put into our code on purpose, and the nearest tests asked to notice (`make mutants`).

The mistakes are those of cosmic-ray; the code on disk stays as it is. CONTRIBUTING.md says how to use it.
"""
