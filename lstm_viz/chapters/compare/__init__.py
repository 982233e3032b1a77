"""Two sentences, one model."""
