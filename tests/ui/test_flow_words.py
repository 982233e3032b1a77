"""The sentences say what the numbers say, the other way round too."""

from copy import deepcopy

import numpy as np
import pytest

from lstm_viz.core.gradient_trace import PathsFrom
from lstm_viz.core.stretch_text import Stretched
from lstm_viz.core.target import Target
from lstm_viz.core.trace import Array
from lstm_viz.figures.decay_report import read_decay
from lstm_viz.figures.duel import Duel
from lstm_viz.figures.flow import BothPaths, Flow, Stretch
from lstm_viz.figures.number_words import part, three_digits
from lstm_viz.ui import cache, duel_words, flow_words

TEXT = "A quite good film"


def flow_of(c: Array, rnn: Array) -> Flow:
    trace = cache.trace_of("lstm-tiny", TEXT)
    return Flow(trace, Target(step=len(c) - 1), len(c) - 1, c, c, rnn)


def paths(direct: list[float], full: list[float], rnn: list[float]) -> BothPaths:
    whole = [np.array(values) for values in (direct, full, rnn)]
    s = 4 - len(full)
    return BothPaths(PathsFrom(s, whole[0], whole[1]), PathsFrom(s, None, whole[2]))


def test_the_lead_names_the_net_that_keeps_more() -> None:
    big, small = np.array([0.5, 1.0, 2.0]), np.array([0.01, 1.0, 0.5])
    said = flow_words.lead(flow_of(big, small))
    assert "2 words before it, at “A”" in said
    assert "0.250 times as long as at the target" in said
    assert "∂L/∂h 0.0200 times: on this way the LSTM keeps more." in said
    assert "the RNN keeps more" in flow_words.lead(flow_of(small, big))
    assert "no way back" in flow_words.lead(flow_of(big[:1], small[:1]))
    assert "cannot be compared" in flow_words.lead(flow_of(big, np.zeros(3)))


def test_what_has_no_point_is_named() -> None:
    said = flow_words.left_out(flow_of(np.array([1.0, 2.0]), np.array([0.0, 1.0])))
    assert "exactly 0: 2 words without a point" in said
    assert "at 1 word the RNN’s ∂L/∂h is 0 in 32-bit numbers" in said
    assert not flow_words.left_out(flow_of(np.ones(4), np.ones(4)))


def test_the_belts_share_is_not_called_a_share_where_it_is_more() -> None:
    flow = flow_of(np.ones(4), np.ones(4))
    said = flow_words.paths_text(flow, paths([1, 0.2, 0.1], [1, 0.3, 0.4], [1, 1, 3]))
    assert "40 % of a change made after “quite”" in said
    assert "3.0 times as much in the RNN’s" in said
    assert "leaves 10 %; that is 25 % of what all paths" in said
    more = flow_words.paths_text(flow, paths([1, 0.2, 0.4], [1, 0.3, 0.1], [1, 1, 1]))
    assert "more than all paths together" in more
    assert "no step follows" in flow_words.paths_text(flow, paths([1], [1], [1]))


def test_the_stretch_names_what_is_left_and_underflow() -> None:
    stretch = Stretch(
        (Stretched(0, 2.0, 0.81), Stretched(7, 0.5, 0.62)),
        (Stretched(0, 1.0, 0.71), Stretched(7, 0.0, 0.43)),
    )
    said = flow_words.stretch_text(stretch, 7)
    assert "7 filler words" in said
    assert "length 0.500, 0.250 times that without" in said
    assert "underflowed: 0 in 32-bit numbers" in said
    assert "0.62 (LSTM) and 0.43 (RNN); without filler it is 0.81 and 0.71" in said
    assert "in the LSTM, length 2.00; in the RNN, length 1.00." in flow_words.stretch_text(
        stretch, 0
    )


def test_the_claim_is_made_from_the_file_and_can_fail() -> None:
    report = deepcopy(read_decay())
    said = flow_words.claims(report, "lstm-small")
    assert [text.split()[0] for text in said] == ["**lstm-small", "**lstm-tiny"]
    assert all("739 sentences" in text and "decay holds here" in text for text in said)
    pair = report["pairs"][0]
    pair["series"]["lstm_c"]["remains_per_word"] = {"q25": 0.1, "median": 0.2, "q75": 0.3}
    pair["ratio"]["lstm_c"] = {"q25": 0.1, "median": 0.2, "q75": 0.3, "slower_percent": 12.0}
    failed = flow_words.claim(report, "lstm-tiny").replace("\N{NO-BREAK SPACE}", " ")
    assert "keeps 20.0 % (quartiles 10.0 to 30.0)" in failed
    assert "in 12 % of the sentences" in failed
    assert "does **not** hold here" in failed


def test_the_recap_of_both_nets_is_borne_out() -> None:
    tiny, small = (pair["ratio"] for pair in read_decay()["pairs"])
    for ratio in (tiny, small):
        assert ratio["lstm_c"]["slower_percent"] > 50
        assert ratio["lstm_h"]["slower_percent"] < ratio["lstm_c"]["slower_percent"]
    assert small["lstm_c"]["median"] < tiny["lstm_c"]["median"]


def test_where_a_net_has_forgotten_the_first_word() -> None:
    trace = cache.trace_of("lstm-tiny", TEXT)
    both = Duel(trace, trace, paths([1] * 4, [1, 0.5, 0.4, 0.3], [1, 0.02, 0.009, 0.05]))
    said = duel_words.influence_text(both)
    assert "The LSTM: still there at the end, 30 % of its influence." in said
    assert "The RNN: less than 1 % is left from word 3, “good”, on; at the end 5 %" in said
    assert "(it comes back)" in said
    assert "more in the LSTM" in said
    same = Duel(trace, trace, paths([1] * 4, [1, 0.5, 0.4, 0.3], [1, 0.5, 0.4, 0.301]))
    assert "about as much in both" in duel_words.influence_text(same)


@pytest.mark.parametrize("lstm", ["lstm-tiny", "lstm-small"])
def test_lengths_where_the_rnn_is_as_good_are_said(lstm: str) -> None:
    report = deepcopy(read_decay())
    rnn = cache.twin_of(lstm)
    said = duel_words.lengths_text(report, lstm, rnn)
    for ours, theirs in zip(*(report["accuracy_by_length"][n] for n in (lstm, rnn)), strict=True):
        named = f"{ours['from']}" + ("+" if ours["to"] is None else "–")
        assert (theirs["right"] >= ours["right"]) == (f" {named}" in said)
        theirs["right"] = 0
    assert "LSTM is more often right at every length" in duel_words.lengths_text(report, lstm, rnn)


def test_both_cards_accuracies_are_stated() -> None:
    said = duel_words.scores_text(*(cache.model_of(n).card for n in ("lstm-tiny", "rnn-tiny")))
    for number in ("84.9 % of 872", "85.7 % of 1,821", "83.4 %", "84.0 %", "1,920 and 1,925"):
        assert number in said


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.24462, "0.245"), (12.34, "12.3"), (1.8e-38, "1.80 · 10⁻³⁸"), (999.96, "1000")],
)
def test_numbers(value: float, written: str) -> None:
    assert three_digits(value) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "less than 64-bit numbers can hold"),
        (0.0005, "5.00 · 10⁻⁴ of it"),
        (0.355, "36 %"),
        (1.2, "120 %"),
        (3, "3.0 times as much"),
    ],
)
def test_parts(share: float, written: str) -> None:
    assert part(share) == written
