"""A network as a value: it comes from any module, says what it is not, and reads its own layers."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstm_viz.core.attribution.methods import FOR_LSTM, attribute
from lstm_viz.core.checks.trust import backward_gaps, step_gap
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.paths import sentence_paths
from lstm_viz.core.memory import largest_gap, split_memory
from lstm_viz.core.models.modules import recurrent_of, sentiment_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.network import Network, network_of
from lstm_viz.core.record import record, record_sentence
from lstm_viz.core.surgery.operate import Clamp, operate
from lstm_viz.core.surgery.single_units import single_units
from lstm_viz.core.text import Token, Vocabulary
from lstm_viz.core.weights import Head
from tests.random_models import SENTENCE, WORDS, random_model

KINDS: list[type[nn.LSTM | nn.GRU | nn.RNN]] = [nn.LSTM, nn.GRU, nn.RNN]
OPTIONS = {
    "num_layers": st.integers(1, 3),
    "bidirectional": st.booleans(),
    "bias": st.booleans(),
    "dtype": st.sampled_from([torch.float32, torch.float64]),
}


def reader(kind: type[nn.LSTM | nn.GRU | nn.RNN] = nn.LSTM, **options: Any) -> Network:
    """Make an untrained network that reads words and gives a verdict, of any shape."""
    torch.manual_seed(4)
    network = network_of(kind(6, 5, **options), "mine")
    rng = np.random.default_rng(0)
    n_shown = network.n_directions * network.n_outputs
    return replace(
        network,
        embedding=rng.normal(size=(len(WORDS), 6)).astype(np.float32),
        head=Head(rng.normal(size=n_shown).astype(np.float32), 0.25),
        vocabulary=Vocabulary(WORDS),
    )


@given(st.sampled_from(KINDS), st.fixed_dictionaries(OPTIONS))
@settings(deadline=None, max_examples=40)
def test_to_torch_and_back_is_the_same_network(kind: Any, options: dict[str, Any]) -> None:
    module = kind(3, 4, **options)
    network = network_of(module)
    network.check()
    assert (network.n_inputs, network.n_hidden, network.n_outputs) == (3, 4, 4)
    assert (len(network.layers), network.n_directions) == (
        options["num_layers"],
        1 + options["bidirectional"],
    )
    again = recurrent_of(network)
    x = torch.randn(1, 5, 3, dtype=options["dtype"])
    ours, theirs = again(x)[0], module(x.transpose(0, 1))[0].transpose(0, 1)
    torch.testing.assert_close(ours, theirs.detach(), rtol=0, atol=1e-6)
    for name, array in module.named_parameters():
        np.testing.assert_array_equal(network.arrays()[name], array.detach().numpy())
    assert recurrent_of(network) is again


def test_a_relu_network_and_a_projection_go_to_torch_too() -> None:
    for module in (nn.RNN(3, 4, nonlinearity="relu"), nn.LSTM(3, 4, proj_size=2, num_layers=2)):
        again: Any = recurrent_of(network_of(module))
        assert type(again) is type(module)
        assert again.proj_size == module.proj_size
        assert again.mode == module.mode


@pytest.mark.parametrize("num_layers", [1, 2, 3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_deep_network_is_scored_by_its_top_layer(kind: Any, num_layers: int) -> None:
    network = reader(kind, num_layers=num_layers)
    texts = [SENTENCE, "good", "", "not bad at all"]
    recorded = [record_sentence(network, text) for text in texts]
    last = [one.p_positive[-1] if len(one.tokens) else one.p_before for one in recorded]
    assert list(score(network, texts)) == pytest.approx(last, abs=1e-6)
    assert (recorded[0].layer.layer, recorded[0].layer.order) == (num_layers - 1, 1)


def test_every_layer_of_a_deep_lstm_can_be_asked() -> None:
    network = reader(num_layers=3)
    trace = record_sentence(network, SENTENCE)
    assert step_gap(network, trace) <= 1e-6
    for layer in range(3):
        here = trace.at(layer)
        assert here.layer is trace.layers[layer]
        assert here.arrays()["c"] is here.lstm().c
        assert largest_gap(here.lstm(), split_memory(here.lstm())) <= 1e-6
        gradients = sentence_gradients(network, here)
        assert gradients.layer is gradients.layers[layer]
        in_double, shown = backward_gaps(network, here)
        assert in_double <= 1e-12
        assert shown <= 1e-5
        paths = sentence_paths(network, here)
        assert paths.direct is not None
        assert (np.tril(paths.full) > 0).sum() > len(trace.tokens)
        held = operate(network, here, [Clamp("f", 0.0)])
        assert (held.at(layer).lstm().f == 0).all()
        for below in range(layer):
            np.testing.assert_array_equal(held.layers[below].h, trace.layers[below].h)
        assert (held.logit != trace.logit).any()
        same = operate(network, here, [Clamp("c", here.lstm().c)])
        np.testing.assert_array_equal(same.logit, trace.logit)


def test_what_truly_needs_one_layer_says_so() -> None:
    network = reader(num_layers=2)
    trace = record_sentence(network, SENTENCE)
    for method in FOR_LSTM:
        with pytest.raises(ValueError, match=r"one layer that reads forwards.*an LSTM of 2 layers"):
            attribute(network, trace, method)
    with pytest.raises(ValueError, match=r"one layer.*mine is an LSTM of 2 layers"):
        single_units(network, trace)
    with pytest.raises(ValueError, match="Training is worked out for one layer"):
        sentiment_model(network)
    for method in ("leave_one_out", "replaced_by_unk", "gradient_x_input", "integrated_gradients"):
        assert np.isfinite(attribute(network, trace, method).scores).all()


def test_a_network_that_reads_both_ways_has_no_verdict_before_the_end() -> None:
    with pytest.raises(ValueError, match="mine reads both ways"):
        record_sentence(reader(bidirectional=True), SENTENCE)
    assert reader(bidirectional=True).described() == "an LSTM, both directions"
    assert reader(num_layers=2, proj_size=3).described() == "an LSTM of 2 layers, projected"


@pytest.mark.parametrize("kind", KINDS[1:])
def test_what_needs_an_lstm_says_what_this_is(kind: Any) -> None:
    network = reader(kind)
    name = {nn.GRU: "a GRU", nn.RNN: "a plain RNN"}[kind]
    trace = record_sentence(network, SENTENCE)
    for ask in (network.lstm, trace.lstm):
        with pytest.raises(ValueError, match=f"this needs an LSTM.*mine is {name}"):
            ask()


def test_a_gru_has_no_gradients_here_and_says_so() -> None:
    network = reader(nn.GRU)
    trace = record_sentence(network, SENTENCE)
    for ask in (sentence_gradients, sentence_paths):
        with pytest.raises(ValueError, match=r"GRU .*not worked out here"):
            ask(network, trace)


def test_what_is_missing_is_said_in_a_sentence() -> None:
    numbers = network_of(nn.LSTM(3, 4), "mine")
    token = (Token("good", 0, 4),)
    for ask, said in (
        (lambda: record_sentence(numbers, "good"), "reads numbers, not words: it has no vocab"),
        (numbers.word_vectors, "it has no word vectors"),
        (lambda: numbers.word_ids(token), "it has no vocabulary"),
        (numbers.verdict_head, "gives no verdict: it has no last layer"),
        (numbers.file, "was not read from a file"),
        (lambda: numbers.cell(1), "no layer 2 that reads forwards"),
        (lambda: numbers.cell(0, -1), "no layer 1 that reads backwards"),
    ):
        with pytest.raises(ValueError, match=f"mine .*{said}|mine {said}"):
            ask()
    with pytest.raises(ValueError, match="no layer 3 that reads backwards"):
        record_sentence(random_model(0), "good").at(2, -1)


def test_weights_that_do_not_fit_are_named() -> None:
    network = reader(num_layers=2)
    lower, upper = network.layers
    broken = replace(upper[0], w=upper[0].w[:, :3])
    with pytest.raises(ValueError, match=r"weight_ih_l1 has the shape \(20, 3\), not \(20, 5\)"):
        replace(network, layers=(lower, (broken,))).check()
    with pytest.raises(ValueError, match="the last layer has 3 weights, not 5"):
        replace(network, head=Head(np.zeros(3), 0.0)).check()


def test_a_tokenizer_of_its_own_is_used_everywhere() -> None:
    def letters(text: str) -> tuple[Token, ...]:
        return tuple(Token(sign, place, place + 1) for place, sign in enumerate(text))

    network = replace(reader(), vocabulary=Vocabulary(WORDS), tokenizer=letters)
    trace = record_sentence(network, "a. !")
    assert [token.text for token in trace.tokens] == ["a", ".", " ", "!"]
    assert list(trace.known) == [True, True, False, True]
    assert next(score(network, ["a. !"])) == pytest.approx(float(trace.p_positive[-1]), abs=1e-6)


def test_networks_are_told_apart_and_held_by_nobody() -> None:
    one, other = reader(), reader()
    assert one != other
    assert len({one, other}) == 2
    for first, second in product((one, other), repeat=2):
        assert (recurrent_of(first) is recurrent_of(second)) == (first is second)


def test_a_network_is_recorded_as_its_module_is() -> None:
    module = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
    x = torch.randn(5, 3)
    for ours, theirs in zip(record(network_of(module), x.numpy()), record(module, x), strict=True):
        for name, array in ours.arrays().items():
            np.testing.assert_array_equal(array, theirs.arrays()[name])
