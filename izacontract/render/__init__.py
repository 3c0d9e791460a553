"""The printers: one contract as Word, text, HTML or JSON, always saying the same."""
