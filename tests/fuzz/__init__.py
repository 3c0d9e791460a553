"""Fuzzing: input that nobody thought of, by the thousands, through our own code in one process (`make fuzz`)."""
