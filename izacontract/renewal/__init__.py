"""Next year's request out of this year's: what moves, what ends, what is computed, and what has to be asked anew."""
