"""Home, the main job: type a sentence and watch a trained LSTM read it word by word."""

from lstm_viz.ui import cache, frame, state
from lstm_viz.ui.player import carry, player

place = frame.home()
frame.sentence_bar()
frame.notices(place)
shown = player(cache.payload_of(place.model, place.text), state.to_player(place))
state.from_player(shown)
carry(cache.weight_payload_of(place.model))
frame.surround(frame.HOME, frame.FOOT.format(model=place.model))
