"""Addenda: what changes in a contract that was signed, said as a deed, and the running text with all of them in it."""
