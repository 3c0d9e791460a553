"""The desk: everything that a purchaser does with contracts, on pages, by the commands of the command line."""
