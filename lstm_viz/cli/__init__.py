"""The command line: python -m lstm_viz trace | score | evaluate | train | bench."""
