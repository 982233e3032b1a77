"""The cell in numbers: one number of one gate, worked out before the reader's eyes."""

import streamlit as st

from lstm_viz.chapters.inside import words
from lstm_viz.chapters.inside.product import product_picture
from lstm_viz.chapters.inside.sharing import shapes_picture, sharing_bars
from lstm_viz.chapters.inside.tables import shape_table, step_csv, terms_table
from lstm_viz.chapters.inside.view import fullest_at_end, inside_view
from lstm_viz.chapters.inside.waterfall import sum_picture
from lstm_viz.ui import cache, choices, frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("The cell in numbers")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
if not trace.tokens:
    st.stop()

view = inside_view(trace, cache.model_of(place.model))
lead = show.lead_later()
fullest = fullest_at_end(view)
with st.container(key="picked", horizontal=True, gap="medium"):
    chosen = choices.unit_and_word(place, trace, len(view.layer.c.T), "the fullest", "At the word")
    gate = choices.gate(place)
unit = fullest if chosen.unit is None else chosen.unit
step = view.step(gate, chosen.t, unit)
lead.text(words.lead(view, step))

figure = st.container()
st.markdown(
    "Straight below z is its point on the curve, and the point's height is the result. Where the"
    " curve is flat, pushing z further changes little."
)

notation = choices.notation(place)
with figure:
    show.chart(
        sum_picture(view, step, notation),
        "sum",
        look="Look at the bars from top to bottom: each begins where the last one ended.",
        alt="A waterfall of the terms of z, and below it the point of z on the squashing curve.",
    )
st.latex(words.equation(step, notation))
st.markdown(words.notation_text(step, notation))
st.header("What the sum is made of", anchor=False)
st.text(words.products(step))
show.chart(
    product_picture(view, step, notation),
    "product",
    look="Look down one column: a number, its weight in the framed row, and their product.",
    alt="The vector, below it the gate's matrix, the unit's row, and their products, aligned.",
)
st.markdown(
    """Read it from top to bottom. First comes the vector: the hidden state before this word and the
word's own numbers, each above its column of the matrix. Each unit has one row, framed here and
repeated below. Each weight of that row times the number above it is a bar at the bottom. The
bars are added up, together with the bias, which is multiplied by nothing."""
)

st.header("The largest terms", anchor=False)
st.table(terms_table(step, notation))
st.markdown(words.gap_text(step))

st.header("The same weights at every word", anchor=False)
st.markdown(words.sharing_text(view, step))
show.chart(
    sharing_bars(view, gate, unit, chosen.t),
    "sharing",
    look="Look at both rows: where z is far from 0, the result is near one of its ends.",
    alt="Bars over the sentence: z and the result of this gate and unit at every word.",
)

st.header("Where the weights are kept", anchor=False)
st.markdown(
    "All four matrices on one scale, this gate framed, with a thin line around what belongs to"
    " the unit. Books multiply from the left, [h, x]·W, so there a unit is a column."
    " PyTorch keeps a unit as a row and stacks the gates in the order i, f, g, o; its g is the"
    " candidate C̃. The numbers are the same."
)
show.chart(
    shapes_picture(view, gate, unit, notation),
    "shapes",
    look="Look at the framed matrix: its thin line is the row, or column, of this unit.",
    alt="The four gates' matrices as this notation keeps them, the chosen gate framed.",
)
st.table(shape_table(view, gate, notation))

show.recap(
    """- A gate's number is a row of weights times the vector [hₜ₋₁, xₜ], plus a bias, squashed.
- Each unit has its own row, so a gate is as many numbers as there are units.
- σ gives a gate between 0 and 1, tanh a candidate between −1 and 1.
- The weights are the same at every word. Only the vector changes.
- One matrix over [hₜ₋₁, xₜ], or two over its halves: the same sum."""
)

st.header("The numbers", anchor=False)
st.markdown(
    "Every product of this number, in full. The camera in a chart's corner saves its picture."
)
show.csv("Products as CSV", "inside.csv", step_csv, step)

next_page("The cell in numbers")
