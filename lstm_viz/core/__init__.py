"""Computes and records; never draws, never caches."""
