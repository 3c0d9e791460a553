"""The printers of a coverage: text, HTML, Excel and JSON that say the same."""
