"""Trained models: torch modules, their files, many sentences in one batch."""
