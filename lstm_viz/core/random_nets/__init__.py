"""Random networks, vanishing and exploding: what decides how far a gradient reaches."""
