"""What the other side changed, taken into the request: values at their key, words as deviations, the rest answered."""
