"""Who wrote the memory."""
