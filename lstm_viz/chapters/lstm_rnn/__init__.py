"""LSTM and plain RNN, side by side."""
