"""The sentences that are made to learn from: grammar, words, frames."""
