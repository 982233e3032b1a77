"""The model: what was trained, on what, and what each of its matrices is."""

from lstm_viz.ui import frame

place = frame.page("The model")
