"""One sentence, read by one model at twelve moments of its training."""
