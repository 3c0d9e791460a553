"""The clause library: reading it, its dated texts, and turning a text with values into blocks."""
