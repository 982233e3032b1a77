"""Untrained models of both kinds with a small vocabulary, saved and network as the real ones."""

from pathlib import Path

import pytest
import torch

from lstm_viz.core.models.checkpoint import load_model, save_model
from lstm_viz.core.models.model import Kind, SentimentModel
from lstm_viz.core.models.modules import network_of_model
from lstm_viz.core.network import Network
from lstm_viz.core.text import Vocabulary

_LINES = "<pad> <unk> the a movie film was n't not at all boring good bad great . , ! it 's"
WORDS = _LINES.split(" ")

torch.set_num_threads(1)  # small arrays: threads would only wait for one another


def write_model(folder: Path, kind: Kind, n_hidden: int, seed: int = 0) -> Path:
    """Save an untrained model with weights large enough that gates move."""
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "vocabulary.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    torch.manual_seed(seed)
    model = SentimentModel(kind, len(WORDS), 6, n_hidden)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn_like(parameter))
    save_model(folder, network_of_model(model, kind, Vocabulary(tuple(WORDS)), {"seed": seed}))
    return folder / f"{kind}.safetensors"


@pytest.fixture(scope="session")
def lstm_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("lstm"), "lstm", 5)


@pytest.fixture(scope="session")
def loaded_lstm(lstm_file: Path) -> Network:
    return load_model(str(lstm_file))


@pytest.fixture(scope="session", params=["lstm", "rnn"])
def network(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Network:
    return load_model(str(write_model(tmp_path_factory.mktemp("any"), request.param, 7)))
