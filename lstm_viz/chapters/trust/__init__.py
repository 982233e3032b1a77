"""Can you trust it: every check, run before the reader's eyes."""
