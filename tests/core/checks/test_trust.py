"""The checks hold for sentences of every kind, and each turns red when its thing is wrong."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.core.attribution.decomposition import split_phrases
from lstm_viz.core.attribution.methods import attribute
from lstm_viz.core.attribution.scores import Attribution
from lstm_viz.core.checks import trust
from lstm_viz.core.checks.check import Check, saturated
from lstm_viz.core.checks.trust import checks
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.trace import SentenceGradients
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, load_model, save_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace, SentenceTrace
from lstm_viz.training.language.curriculum import generate
from lstm_viz.ui.examples import EXAMPLES, MEANT
from tests.awkward import AWKWARD

TEXT = "The movie was not at all boring and quite enjoyable."
NAMES = ("lstm-tiny", "lstm-small")


def hundred_sentences() -> list[str]:
    """Awkward ones, the app's own, long ones, and the grammar's."""
    own = [sentence for theme in EXAMPLES.values() for sentence in theme]
    own += [sentence for sentence, _ in MEANT]
    long = ["good " * 200, "not bad at all, and " * 40, "word " * 60]
    grammar = [" ".join(one.words) for one in generate(100, seed=11)]
    return [*AWKWARD.values(), *own, *long, *grammar][:110]


@pytest.mark.parametrize("name", NAMES)
def test_every_check_holds_on_a_hundred_sentences(name: str) -> None:
    network = load_model(name)
    sentences = hundred_sentences()
    assert len(sentences) >= 100
    for text in sentences:
        for check in checks(network, record_sentence(network, text)):
            assert check.passed or not check.is_exact, (text[:60], check)


def failed(network: Network, trace: SentenceTrace) -> set[str]:
    found = checks(network, trace)
    return {check.code for check in found if not check.passed and check.is_exact}


@pytest.mark.parametrize(
    "key", ["lstm.weight_hh_l0", "lstm.weight_ih_l0", "lstm.bias_ih_l0", "head.weight"]
)
def test_a_weight_changed_behind_the_back_is_seen(key: str) -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, TEXT)
    assert failed(network, trace) == set()
    in_memory = {
        **{f"lstm.{name}": array for name, array in network.arrays().items()},
        "head.weight": network.verdict_head().weight,
    }
    in_memory[key].reshape(-1)[3] += 0.01
    found = failed(network, trace)
    assert "weights" in found
    assert "step" in found or key == "head.weight"
    fresh = record_sentence(network, TEXT)
    assert failed(network, fresh) == {"weights"}


def wrong_c(layer: LstmTrace) -> LstmTrace:
    c = layer.c.copy()
    c[3, 2] += 1e-3
    before = np.concatenate([layer.c_prev[:1], c[:-1]])
    return replace(layer, c=c, c_prev=before)


def swapped(layer: LstmTrace) -> LstmTrace:
    return replace(layer, f=layer.i, i=layer.f)


@pytest.mark.parametrize(
    ("damage", "expected"), [(wrong_c, {"ledger"}), (swapped, {"ledger", "rounding"})]
)
def test_a_wrong_record_is_seen(
    damage: Callable[[LstmTrace], LstmTrace], expected: set[str]
) -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, TEXT)
    assert isinstance(trace.layer, LstmTrace)
    assert expected <= failed(network, replace(trace, layers=(damage(trace.layer),)))


def test_a_file_that_is_not_the_cards_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    network = load_model("lstm-tiny")
    monkeypatch.setattr(trust, "card_agrees", lambda _: False)
    assert failed(network, record_sentence(network, TEXT)) == {"card"}
    assert not Check("any", float("nan"), 1.0).passed


def test_a_backward_pass_that_is_off_by_a_billionth_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In 32 bits rounding would hide it."""
    right = sentence_gradients

    def wrong(network: Network, trace: SentenceTrace) -> SentenceGradients:
        found = right(network, trace)
        layer = found.lstm()
        off = replace(layer, grad_c=layer.grad_c * (1 + 1e-9))
        return replace(found, layers=(off,))

    network = load_model("lstm-tiny")
    monkeypatch.setattr(trust, "sentence_gradients", wrong)
    assert failed(network, record_sentence(network, TEXT)) == {"backward"}


def test_another_path_of_learning_is_seen(tmp_path: Path) -> None:
    for file in MODEL_FOLDER.glob("lstm-tiny.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "vocabulary.txt").write_bytes((MODEL_FOLDER / "vocabulary.txt").read_bytes())
    network = load_model(str(tmp_path / "lstm-tiny.safetensors"))
    trace = record_sentence(network, TEXT)
    assert failed(network, trace) == set()
    path = tmp_path / "lstm-tiny.path.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert failed(network, trace) == {"path"}
    path.unlink()  # nothing that is shown comes from it then
    assert "path" not in {check.code for check in checks(network, trace)}


def test_a_readers_own_file_of_a_shipped_name_is_held_against_itself(tmp_path: Path) -> None:
    shipped = load_model("lstm-tiny")
    (tmp_path / "vocabulary.txt").write_bytes((MODEL_FOLDER / "vocabulary.txt").read_bytes())
    own = copy.deepcopy(shipped)
    own.cell().u[0, 0] += 0.5
    save_model(tmp_path, own)
    network = load_model(str(tmp_path / "lstm-tiny.safetensors"))
    assert failed(network, record_sentence(network, TEXT)) == set()
    network.cell().u[0, 0] -= 0.5  # now it is the shipped one, and no longer its own file
    assert failed(network, record_sentence(network, TEXT)) == {"weights"}
    card = tmp_path / "lstm-tiny.json"
    card.write_text(card.read_text(encoding="utf-8").replace('"sha256": "', '"sha256": "0'))
    assert "card" in failed(network, record_sentence(network, TEXT))
    card.unlink()
    assert "card" in failed(network, record_sentence(network, TEXT))


def test_a_plain_rnn_is_refused() -> None:
    network = load_model("rnn-tiny")
    with pytest.raises(ValueError, match="plain RNN"):
        checks(network, record_sentence(network, TEXT))


def test_saturated_counts_both_ends() -> None:
    layer = record_sentence(load_model("lstm-tiny"), TEXT).layer
    assert isinstance(layer, LstmTrace)
    shares = saturated(layer)
    f, g = layer.f, layer.g
    assert shares["f"] == pytest.approx(((f > 0.95) | (f < 0.05)).mean())
    assert shares["g"] == pytest.approx((np.abs(g) > 0.95).mean())


def test_a_rough_sum_of_integrated_gradients_is_said_and_is_no_fault() -> None:
    network = load_model("lstm-tiny")
    by_code = {
        text: {check.code: check for check in checks(network, record_sentence(network, text))}
        for text in (TEXT, "not bad " * 100)
    }
    near, rough = (found["attribution integrated_gradients"] for found in by_code.values())
    assert near.passed
    assert not rough.passed
    assert not rough.is_exact


@pytest.mark.parametrize("model", NAMES)
@pytest.mark.parametrize("text", ["", TEXT, "not bad " * 100], ids=len)
def test_every_split_of_contextual_decomposition_closes(model: str, text: str) -> None:
    network = load_model(model)
    trace = record_sentence(network, text)
    gap = attribute(network, trace, "contextual_decomposition").split_gap
    assert gap is not None
    split = split_phrases(network, trace, [(t, t + 1) for t in range(len(trace.tokens))])
    expected = max((abs(sum(parts) - trace.logit[-1]) for parts in split), default=0.0)
    assert gap == pytest.approx(expected, abs=1e-12)
    assert gap < 1e-5


def test_a_split_that_does_not_close_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def with_a_gap(network: Network, trace: SentenceTrace, name: str) -> Attribution:
        found = attribute(network, trace, name)
        return found if found.split_gap is None else replace(found, split_gap=1e-3)

    monkeypatch.setattr(trust, "attribute", with_a_gap)
    network = load_model("lstm-tiny")
    trace = record_sentence(network, TEXT)
    assert failed(network, trace) == {"attribution contextual_decomposition"}
