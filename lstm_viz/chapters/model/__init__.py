"""The model: its weights, how it was trained."""
