"""Training: data, curriculum, loop and model card; the app runs without it."""
