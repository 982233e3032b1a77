"""Two sentences beside each other: alignment, minimal pairs, the textbook's claims."""
