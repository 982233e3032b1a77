"""The model's tables and picture against torch itself and against awkward cards."""

import numpy as np
import pytest
import torch

from lstm_viz.chapters.model import tables
from lstm_viz.chapters.model.charts import weight_picture
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model
from lstm_viz.core.network import Network
from lstm_viz.core.text import Vocabulary
from lstm_viz.figures import weights as figures_weights

N_WORDS, N_INPUTS, N_HIDDEN = 11, 5, 3


@pytest.fixture
def model() -> SentimentModel:
    torch.manual_seed(1)
    return SentimentModel("lstm", N_WORDS, N_INPUTS, N_HIDDEN).requires_grad_(requires_grad=False)


@pytest.fixture
def network(model: SentimentModel) -> Network:
    words = ("<pad>", "<unk>", *map(str, range(N_WORDS - 2)))
    return network_of_model(model, "a", Vocabulary(words))


def test_the_gates_are_where_torch_computes_them(model: SentimentModel, network: Network) -> None:
    """The equations with the matrices of the page give torch's own next state."""
    h, c, x = torch.rand(1, N_HIDDEN), torch.rand(1, N_HIDDEN), torch.rand(1, N_INPUTS)
    both = np.hstack([h[0].numpy(), x[0].numpy()])
    bias = model.recurrent.get_parameter("bias_ih_l0") + model.recurrent.get_parameter("bias_hh_l0")
    pre = {
        gate: figures_weights.textbook_matrix(network.cell(), gate) @ both
        + bias.numpy()[figures_weights.rows_of(gate, N_HIDDEN)]
        for gate in "ifgo"
    }
    f, i, o = (1 / (1 + np.exp(-pre[gate])) for gate in "fio")
    c_next = f * c[0].numpy() + i * np.tanh(pre["g"])
    expected_h, (_, expected_c) = model.recurrent(x[None], (h[None], c[None]))
    np.testing.assert_allclose(c_next, expected_c[0, 0].numpy(), atol=1e-6)
    np.testing.assert_allclose(o * np.tanh(c_next), expected_h[0, 0].numpy(), atol=1e-6)


def test_the_sizes_are_those_of_the_model(model: SentimentModel, network: Network) -> None:
    size = figures_weights.sizes(network)
    assert size["recurrent"] == sum(part.numel() for part in model.recurrent.parameters())
    assert size["head"] == sum(part.numel() for part in model.head.parameters())
    assert (size["units"], size["inputs"], size["words"]) == (N_HIDDEN, N_INPUTS, N_WORDS)


def test_the_gate_table_shows_real_shapes(network: Network) -> None:
    table = tables.gate_table(network)
    assert table["W (word)"][0] == f"W_f: {N_HIDDEN} × {N_INPUTS}"
    assert table["PyTorch's rows"] == ["3 to 5", "0 to 2", "6 to 8", "9 to 11"]


def test_the_picture_has_one_scale_that_holds_every_weight(network: Network) -> None:
    figure = weight_picture(network)
    axis = figure.layout.coloraxis
    drawn = np.stack([trace.z for trace in figure.data])
    assert drawn.shape == (4, N_HIDDEN, N_HIDDEN + N_INPUTS)
    assert axis.cmin == -axis.cmax
    assert np.abs(drawn).max() <= axis.cmax
    assert {trace.coloraxis for trace in figure.data} == {"coloraxis"}


def test_nothing_in_a_card_is_markup() -> None:
    card = {"name": "a", "data": {"what": "a_b <b> $x$ :red[c]", "n": 157_000}, "sha256": "f"}
    table = tables.card_table(card)
    assert table["About"] == ["Data"]
    (fact,) = table["In the model card"]
    assert "157,000" in fact
    assert "\\<b\\>" in fact
    assert "\\$x\\$" in fact
    assert "\\:red\\[c\\]" in fact


def test_a_card_without_sources_gives_an_empty_table() -> None:
    assert not any(tables.source_table({}).values())
