"""The one place that knows Word: opens, guards, reads and writes OOXML; everything that touches Word stands on it."""
