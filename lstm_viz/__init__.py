"""LSTM Viz: watch a real, trained LSTM read a sentence, word by word."""
