"""The clause library: slots, dated texts, parameters, commitments and the Word frame, as data."""
