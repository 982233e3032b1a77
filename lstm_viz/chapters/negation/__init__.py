"""The negation laboratory."""
