"""The laboratory's controls: ready settings first, a few sliders, the rest folded away."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.core.random_nets.setting import LIMITS, Setting
from lstm_viz.ui import state

KEY = "laboratory"
NETWORKS = {"rnn": "RNN", "lstm": "LSTM"}
ACTIVATIONS = {"tanh": "tanh", "identity": "linear", "relu": "relu"}
SHORTEST = 10  # steps; a shorter run shows nothing
OFF = math.inf
CLIPS = (OFF, 0.1, 0.5, 1.0, 5.0, 10.0, 100.0)

Chosen = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready setting and what to see in it."""

    setting: Setting
    look_at: str


PRESETS: Mapping[str, Preset] = {
    "Vanishes": Preset(
        Setting(),
        "A plain RNN with tanh. Each step back multiplies the gradient by a factor below one.",
    ),
    "Explodes": Preset(
        Setting(activation="identity", radius=1.3),
        "A linear RNN: each step back multiplies by more than one. Then choose tanh: it damps.",
    ),
    "Constant error carousel": Preset(
        Setting(network="lstm", forget_is_one=True, recurrent_scale=0.0),
        "The conveyor belt alone with f = 1 (Hochreiter & Schmidhuber 1997). Then add recurrent"
        " weights.",
    ),
    "Forget bias 1": Preset(
        Setting(network="lstm"),
        "The start that Jozefowicz et al. (2015) recommend: it decays, but slower than at bias 0.",
    ),
    "An LSTM that explodes": Preset(
        Setting(network="lstm", recurrent_scale=8.0),
        "With large recurrent weights the path through the gates multiplies by more than one.",
    ),
    "An LSTM that vanishes": Preset(
        Setting(network="lstm", forget_bias=-2.0),
        "Forget gates near σ(−2) = 0.12 erase most of the memory at every step.",
    ),
}


def controls() -> tuple[Setting, DeltaGenerator]:
    """Draw the ready settings in a row and the other controls in a column.

    Returns:
        What they say, and the place beside them, for the figure. On a phone that place
        comes before the column.
    """
    known: Setting = state.recall(KEY, Setting())
    row = st.container()
    figure, column = st.columns([3, 1], gap="medium")
    with column:
        chosen = _choice("network", "Network", NETWORKS)
        chosen |= _lstm() if chosen["network"] == "lstm" else _rnn()
        chosen |= _slider("n_steps", "Steps", step=10)
        chosen |= _more()
    setting = replace(known, **chosen)
    state.remember(KEY, setting)
    with row:
        _presets(setting)
    with figure:
        return setting, st.container(key="measured")


def _presets(setting: Setting) -> None:
    """Draw the row of ready settings, the present one marked, and what to see in it."""
    with st.container(key="presets", horizontal=True, gap="small"):
        for number, (name, preset) in enumerate(PRESETS.items()):
            mark = "chosen" if preset.setting == setting else f"ready-{number}"
            with st.container(key=mark, width="content"):
                st.button(name, key=f"preset-{number}", on_click=_take, args=(preset.setting,))
    told = [preset.look_at for preset in PRESETS.values() if preset.setting == setting]
    st.markdown(told[0] if told else "A setting of your own.")


def _take(setting: Setting) -> None:
    """Set every control; called by Streamlit before the page runs."""
    state.remember(KEY, setting)
    state.forget(f"{KEY}-{field.name}" for field in fields(setting))


def _key(name: str) -> str:
    """Return a widget's key, the value last chosen put into it if it has none."""
    known: Setting = state.recall(KEY, Setting())
    return state.offer(f"{KEY}-{name}", getattr(known, name))


def _rnn() -> Chosen:
    """Draw what only an RNN has."""
    chosen = _slider("radius", "Spectral radius ρ", step=0.05)
    return chosen | _choice("activation", "Activation", ACTIVATIONS)


def _lstm() -> Chosen:
    """Draw what only an LSTM has; a forget gate that is held has no bias to choose."""
    is_one = st.toggle("Forget gate held at 1", key=_key("forget_is_one"))
    chosen: Chosen = {"forget_is_one": is_one}
    if not is_one:
        chosen |= _slider("forget_bias", "Forget bias b", step=0.5)
    return chosen | _slider("recurrent_scale", "Scale of recurrent weights", step=0.5)


def _more() -> Chosen:
    """Draw the rest, folded away."""
    with st.expander("More"):
        chosen = _slider("n_hidden", "Hidden units", step=1)
        chosen |= _slider("noise", "Input noise (0 = none)", step=0.1)
        chosen["clip"] = st.select_slider(
            "Clip gradient to norm", CLIPS, key=_key("clip"), format_func=_clip
        )
        least, most = (int(limit) for limit in LIMITS["seed"])
        chosen["seed"] = st.number_input("Seed", least, most, key=_key("seed"), required=True)
    return chosen


def _slider(name: str, label: str, *, step: float) -> Chosen:
    """Draw a slider over the range of a number."""
    least, most = LIMITS[name]
    least = max(least, SHORTEST) if name == "n_steps" else least
    return {name: st.slider(label, least, most, step=step, key=_key(name))}


def _choice(name: str, label: str, options: Mapping[str, str]) -> Chosen:
    """Draw a choice between names."""
    chosen = st.segmented_control(
        label, list(options), key=_key(name), format_func=options.__getitem__, required=True
    )
    return {name: chosen}


def _clip(norm: float) -> str:
    return "off" if norm == OFF else f"{norm:g}"
