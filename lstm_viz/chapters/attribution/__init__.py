"""Which word did it."""
