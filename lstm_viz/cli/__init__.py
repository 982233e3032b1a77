"""The command line: lstm-viz app | trace | score | evaluate | train | decay | deletion | bench."""
