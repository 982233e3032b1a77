"""The gradient on its way back: backward pass, Jacobians from word to word, paths through time."""
