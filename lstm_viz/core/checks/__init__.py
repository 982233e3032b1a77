"""The witness: torch's own run and its autograd, beside what this project computes."""
