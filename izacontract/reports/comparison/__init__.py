"""The printers of a comparison: text, HTML, Excel and JSON that say the same, and the Word redline."""
