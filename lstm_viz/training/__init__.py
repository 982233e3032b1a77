"""Training: treebank reader, curriculum, vocabulary, loop and model card; nothing here is needed to run the app."""
