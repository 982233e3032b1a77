"""Home, the main job: type a sentence and watch a trained LSTM read it word by word."""

from lstm_viz.ui import cache, frame, state
from lstm_viz.ui.player import carry_weights, player

place = frame.page("Read a sentence")
frame.sentence_bar()
frame.notices(place)
shown = player(cache.payload_of(place.model, place.text), state.to_player(place))
state.from_player(shown)
carry_weights(cache.weight_payload_of(place.model))
