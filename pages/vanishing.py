"""A laboratory: how far a gradient reaches back through networks of random weights."""

import streamlit as st

from lstm_viz.chapters.vanishing import cached
from lstm_viz.chapters.vanishing.charts import decay_figure
from lstm_viz.chapters.vanishing.controls import controls
from lstm_viz.chapters.vanishing.tables import experiment_csv, file_name
from lstm_viz.chapters.vanishing.words import clipping_text, endings, headline, theory_text
from lstm_viz.ui import frame, show
from lstm_viz.ui.menu import next_page

frame.page("Vanishing and exploding", trained=False)

st.markdown(
    "Networks with random weights, not trained: how much of a gradient at the end reaches back k"
    " steps?"
)
setting, figure = controls()
measured = cached.experiment_of(setting)
sentence = headline(measured)

with figure:
    st.header(sentence, anchor=False)
    show.chart(
        decay_figure(measured),
        "reach",
        look="Look to the right, further back: does the gradient fall, stay level or rise?",
        alt=f"Gradient norm against the number of steps back, on a log axis. {sentence}",
        camera=False,
    )
    st.markdown(endings(measured))
    st.caption(
        "Each curve is a real backward pass. Solid lines are measured: the median of five networks"
        " drawn from five seeds. Bands: all five. L is a random direction of norm 1 in the last"
        " hidden state; all numbers are 32-bit."
        f" Dashed grey lines are theory, not measured. {theory_text(measured)}"
    )
    show.csv("Curves as CSV", file_name(measured), experiment_csv, measured)

st.header("What clipping repairs", anchor=False)
st.markdown(clipping_text(measured))
st.markdown(
    "Clipping bounds the update: after an explosion the weights still move by a reasonable step."
    "  \nIt multiplies the whole gradient by one number, so it does not bring back what vanished:"
    " beside late words, early ones stay as faint as before."
)

show.recap(
    """- Each step back multiplies the gradient. Factors below one shrink it exponentially,
factors above one grow it exponentially.
- In a plain RNN the factor is the recurrent matrix times the slope of tanh. A largest singular
value below 1 guarantees vanishing; one above 1 only allows explosion.
- Along an LSTM's conveyor belt (the cell state's path) the factor is the forget gate. At exactly 1
nothing is lost; at 0.73, which is forget bias 1, about a millionth is left after 44 steps.
- An LSTM can vanish and explode too: its gates decide, and they are learned.
- Clipping bounds the step. It does not bring back what vanished."""
)

next_page("Vanishing and exploding")
