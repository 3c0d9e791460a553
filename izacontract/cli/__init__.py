"""The command line: each command reads, calls and prints; nothing is decided here."""
