"""The sentences say what the numbers say, the other way round too."""

from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.gradients import words as gradients_words
from lstm_viz.chapters.gradients.study import read_decay
from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow
from lstm_viz.chapters.lstm_rnn import words
from lstm_viz.chapters.lstm_rnn.charts import Twins
from lstm_viz.core.gradients.filler_text import FillerRun
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import PathsFrom
from lstm_viz.core.trace import Array
from lstm_viz.ui import cache

TEXT = "A quite good film"


def flow_of(c: Array, rnn: Array) -> Flow:
    trace = cache.trace_of("lstm-tiny", TEXT)
    return Flow(trace, Target(step=len(c) - 1), len(c) - 1, c, c, rnn)


def paths(direct: list[float], full: list[float], rnn: list[float]) -> BothPaths:
    whole = [np.array(values) for values in (direct, full, rnn)]
    s = 4 - len(full)
    return BothPaths(PathsFrom(s, whole[0], whole[1]), PathsFrom(s, None, whole[2]))


def test_the_lead_says_what_either_network_keeps() -> None:
    big, small = np.array([0.5, 1.0, 2.0]), np.array([0.01, 1.0, 0.5])
    said = gradients_words.lead(flow_of(big, small))
    assert said.startswith("On the way back to “A”, 2 words earlier,")
    assert said.endswith("the LSTM’s ∂L/∂C keeps 25%, the RNN’s ∂L/∂h keeps 2%.")
    assert "nothing to go back to" in gradients_words.lead(flow_of(big[:1], small[:1]))
    gone = gradients_words.lead(flow_of(big, np.zeros(3)))
    assert "∂L/∂h is too small for 32-bit numbers (underflow) even at the target." in gone
    grown = gradients_words.lead(flow_of(np.array([2.36, 1.0]), np.array([0.0, 1.0])))
    assert "∂L/∂C grows to 2.4 times its value, the RNN’s ∂L/∂h is too small" in grown


def test_what_has_no_point_is_named() -> None:
    said = gradients_words.left_out(flow_of(np.array([1.0, 2.0]), np.array([0.0, 1.0])))
    assert "exactly 0, so 2 words have no point." in said
    assert "The RNN’s ∂L/∂h is too small for 32-bit numbers (underflow) in places" in said
    assert said.endswith("so 1 word has no point in its line.")
    plain = gradients_words.left_out(flow_of(np.ones(4), np.ones(4)))
    assert plain.startswith("L is the logit after")
    assert "no point" not in plain


def test_the_belts_share_is_not_called_a_share_where_it_is_more() -> None:
    flow = flow_of(np.ones(4), np.ones(4))
    said = gradients_words.paths_text(flow, paths([1, 0.2, 0.1], [1, 0.3, 0.4], [1, 1, 3]))
    assert "40% of a change made after “quite” is left in the LSTM’s memory" in said
    assert "in the RNN’s it is 3.0 times its size." in said
    assert "would leave 10%, which is 25% of what all paths together leave." in said
    more = gradients_words.paths_text(flow, paths([1, 0.2, 0.4], [1, 0.3, 0.1], [1, 1, 1]))
    assert "more than all paths together" in more
    same = gradients_words.paths_text(flow, paths([1, 0.2, 0.4], [1, 0.3, 0.401], [1, 1, 1.4]))
    assert same.endswith("would leave 40%, as much as all paths together.")
    assert "nothing follows" in gradients_words.paths_text(flow, paths([1], [1], [1]))


def test_the_stretch_names_what_is_left_and_underflow() -> None:
    stretch = FillerRuns(
        (FillerRun(0, 2.0, 0.81), FillerRun(7, 0.5, 0.62)),
        (FillerRun(0, 1.0, 0.71), FillerRun(7, 0.0, 0.43)),
    )
    said = gradients_words.filler_words(stretch, 7)
    assert "7 filler words" in said
    assert "is 25% of its value without filler in the LSTM" in said
    assert "in the RNN it is too small for 32-bit numbers (underflow)." in said
    assert "“The movie was enjoyable …” falls from 0.81 to 0.62, the RNN’s falls from 0.71" in said
    assert "is 2.00 in the LSTM and 1.00 in the RNN." in gradients_words.filler_words(stretch, 0)


def test_the_claim_is_made_from_the_file_and_can_fail() -> None:
    report = deepcopy(read_decay())
    said = gradients_words.claims(report, "lstm-small")
    assert [text.split()[0] for text in said] == ["**lstm-small", "**lstm-tiny"]
    assert all("739 sentences" in text and "decay holds here" in text for text in said)
    pair = report["pairs"][0]
    pair["series"]["lstm_c"]["remains_per_word"] = {"q25": 0.1, "median": 0.2, "q75": 0.3}
    pair["ratio"]["lstm_c"] = {"q25": 0.1, "median": 0.2, "q75": 0.3, "slower_percent": 12.0}
    failed = gradients_words.claim(report, "lstm-tiny")
    assert "keeps 20.0% (middle half of the sentences: 10.0 to 30.0%) per word" in failed
    assert "in 12% of the sentences" in failed
    assert "does **not** hold here" in failed


def test_the_recap_of_both_nets_is_borne_out() -> None:
    tiny, small = (pair["ratio"] for pair in read_decay()["pairs"])
    for ratio in (tiny, small):
        assert ratio["lstm_c"]["slower_percent"] > 50
        assert ratio["lstm_h"]["slower_percent"] < ratio["lstm_c"]["slower_percent"]


def test_where_a_net_has_forgotten_the_first_word() -> None:
    trace = cache.trace_of("lstm-tiny", TEXT)
    both = Twins(trace, trace, paths([1] * 4, [1, 0.5, 0.4, 0.3], [1, 0.02, 0.009, 0.05]))
    said = words.influence_text(both)
    assert "At the end, 30% of its influence is left in the LSTM; in the RNN it is 5%." in said
    assert said.endswith("In the RNN it first falls below 1% at “good” (word 3).")
    grown = Twins(trace, trace, paths([1] * 4, [1, 0.5, 0.4, 1.6], [1, 0.5, 0.4, 0.001]))
    said = words.influence_text(grown)
    assert "its influence has grown to 1.6 times its size in the LSTM" in said
    assert said.endswith("in the RNN it is 0.1%.")


def verdicts_of(lstm: list[float], rnn: list[float]) -> Twins:
    """Put verdicts of our own into both readings."""
    trace = cache.trace_of("lstm-tiny", TEXT)
    first, second = (
        replace(trace, p_positive=np.array(one), tokens=trace.tokens[: len(one)])
        for one in (lstm, rnn)
    )
    return Twins(first, second, paths([1], [1], [1]))


@pytest.mark.parametrize(
    ("lstm", "rnn", "said"),
    [
        ([0.7], [0.604], "At the end both are positive: LSTM 0.70, RNN 0.60."),
        (
            [0.5, 0.4049],
            [0.5, 0.41],
            "At the end the LSTM says 0.40 (negative), the RNN 0.41 (undecided). On the way they"
            " disagree after 1 of 2 words.",
        ),
        (
            [0.1, 0.45],
            [0.2, 0.55],
            "At the end both are undecided: LSTM 0.45, RNN 0.55. They agree after every word.",
        ),
        (
            [0.1, 0.9],
            [0.9, 0.1],
            "At the end the LSTM says 0.90 (positive), the RNN 0.10 (negative). They disagree"
            " after every word.",
        ),
    ],
)
def test_verdicts_are_called_by_the_one_rule(
    lstm: list[float], rnn: list[float], said: str
) -> None:
    assert words.verdicts_text(verdicts_of(lstm, rnn)) == said


@pytest.mark.parametrize("lstm", ["lstm-tiny", "lstm-small"])
def test_lengths_where_the_rnn_is_as_good_are_said(lstm: str) -> None:
    report = deepcopy(read_decay())
    rnn = cache.twin_of(lstm)
    said = words.lengths_text(report, lstm, rnn)
    for ours, theirs in zip(*(report["accuracy_by_length"][n] for n in (lstm, rnn)), strict=True):
        named = f"{ours['from']}" + ("+" if ours["to"] is None else "–")
        assert (theirs["right"] >= ours["right"]) == (f" {named}" in said)
        theirs["right"] = 0
    assert "LSTM is more often right at every length" in words.lengths_text(report, lstm, rnn)


def test_both_cards_accuracies_are_stated() -> None:
    said = words.scores_text(*(cache.model_of(n).card for n in ("lstm-tiny", "rnn-tiny")))
    dev, test = (
        {cache.model_of(name).card["scores"][part]["n"] for name in ("lstm-tiny", "rnn-tiny")}
        for part in ("dev", "test")
    )
    assert len(dev) == len(test) == 1  # "of them" is said of both
    for name in ("lstm-tiny", "rnn-tiny"):
        for part in ("dev", "test"):
            assert f"{100 * cache.model_of(name).card['scores'][part]['accuracy']:.1f}%" in said
    for number in ("of 872", "of 1,821", "1,920 and 1,925"):
        assert number in said
