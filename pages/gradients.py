"""Gradient flow: the reader's sentence, read backwards."""

from lstm_viz.ui import cache, frame, state
from lstm_viz.ui.player import carry_weights, player

place = frame.page("Gradient flow")
frame.sentence_bar()
frame.notices(place)
player(
    cache.backward_payload_of(place.model, place.text, "last"),
    state.to_backward_player(place),
    key="backward",
)
carry_weights(cache.weight_payload_of(place.model))
