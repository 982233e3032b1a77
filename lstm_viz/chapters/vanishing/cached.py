"""The random networks' runs, computed once and shared, by the rules of `ui/cache.py`."""

import streamlit as st

from lstm_viz.core.random_nets.experiment import experiment
from lstm_viz.core.random_nets.result import Experiment
from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.ui.cache import KEPT

N_SETTINGS = 128


@st.cache_data(show_spinner=False, max_entries=N_SETTINGS, ttl=KEPT)
def experiment_of(setting: Setting) -> Experiment:
    """Run the laboratory's networks; not those that were trained.

    Args:
        setting: what the reader chose; a result has at most 50 kB.
    """
    return experiment(setting)
