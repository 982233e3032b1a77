"""LSTM Viz: watch a real, trained LSTM read a sentence, word by word."""

__version__ = "0.1.0"
