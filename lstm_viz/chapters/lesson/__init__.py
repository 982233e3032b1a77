"""The lesson: ten chapters on one sentence, each with a guess, a look and the reason."""
