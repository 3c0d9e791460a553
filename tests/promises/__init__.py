"""What a release promises, one promise a line, so that the next one can be held against it."""
