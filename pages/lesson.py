"""The lesson: ten chapters, each a guess, a look at the real run, and the reason."""

from lstm_viz.chapters.lesson import controls
from lstm_viz.ui import frame
from lstm_viz.ui.menu import next_page

place = frame.page("Lesson")
frame.sentence_bar()
frame.notices(place)
controls.lesson(place)
next_page("Lesson")
