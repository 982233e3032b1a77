"""Vanishing and exploding gradients in random networks."""
