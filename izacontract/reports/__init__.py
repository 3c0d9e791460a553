"""What people read of a comparison, a verification, a coverage or an explanation, in the same words in every form."""
