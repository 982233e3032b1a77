"""What the page on gradient flow says in sentences made from the numbers.

Those with the reader's own words in them are shown with `st.text`.
"""

from collections.abc import Mapping

from lstm_viz.core.stretch_text import OPENING, Stretched
from lstm_viz.core.trace import Array
from lstm_viz.figures.backward_payload import target_words
from lstm_viz.figures.decay_report import Report, holds, pair_of
from lstm_viz.figures.flow import BothPaths, Flow, Stretch
from lstm_viz.figures.number_words import part, three_digits
from lstm_viz.figures.word_labels import names, visible
from lstm_viz.ui.words import count

_LONGEST = 60
PERCENT = "\N{NO-BREAK SPACE}%"


def lead(flow: Flow) -> str:
    """Say how much of the gradient at the target is left at the first word, in both nets."""
    what = f"L is {visible(target_words(flow.target, flow.trace), _LONGEST)}."
    if flow.row == 0:
        return f"{what} Nothing was read before that word: there is no way back to go."
    lstm, rnn = _kept(flow.c), _kept(flow.rnn)
    return (
        f"{what} {count(flow.row, 'word')} before it, at “{names(flow.trace)[0]}”, the LSTM’s ∂L/∂C"
        f" is {_times(lstm)} as long as at the target, the RNN’s ∂L/∂h {_times(rnn)}:"
        f" {_who_keeps_more(lstm, rnn)}"
    )


def _kept(lengths: Array) -> float | None:
    """Return the first word's length over the target's; None if that is 0 too."""
    return float(lengths[0] / lengths[-1]) if lengths[-1] else None


def _times(kept: float | None) -> str:
    """Write a quotient of lengths."""
    if kept is None:
        return "not measurable, being 0 in 32-bit numbers,"
    return f"{three_digits(kept)} times"


def _who_keeps_more(lstm: float | None, rnn: float | None) -> str:
    """Say which net keeps more; without a quotient, nothing is compared."""
    if lstm is None or rnn is None:
        return "they cannot be compared."
    if lstm == rnn:
        return "as much."
    return f"on this way the {'LSTM' if lstm > rnn else 'RNN'} keeps more."


def left_out(flow: Flow) -> str:
    """Say which points a logarithm cannot show."""
    after = len(flow.trace.tokens) - flow.row - 1
    parts = []
    if after:
        parts.append(
            f"After the target the gradient is exactly 0: {count(after, 'word')} without a point."
        )
    for name, lengths in (("LSTM’s ∂L/∂C", flow.c), ("RNN’s ∂L/∂h", flow.rnn)):
        gone = int((lengths == 0).sum())
        if gone:
            parts.append(f"Underflow: at {count(gone, 'word')} the {name} is 0 in 32-bit numbers.")
    return " ".join(parts)


def paths_text(flow: Flow, paths: BothPaths) -> str:
    """Say what is left of a word's memory at the end, and how much of it the belt alone is."""
    word, full = names(flow.trace)[paths.lstm.s], float(paths.lstm.full[-1])
    direct = full if paths.lstm.direct is None else float(paths.lstm.direct[-1])
    if len(paths.lstm.full) == 1:
        return f"“{word}” is the last word: no step follows, so the change is whole in both nets."
    return (
        f"At the end {part(full)} of a change made after “{word}” is left in the LSTM’s memory,"
        f" {part(float(paths.rnn.full[-1]))} in the RNN’s. The belt alone leaves {part(direct)};"
        f" {_belt_share(direct, full)}"
    )


def _belt_share(direct: float, full: float) -> str:
    """Compare the belt with all paths: norms, so other paths may also take away."""
    if direct > full:
        return "that is more than all paths together, so here the gates' paths take some away."
    if not full:
        return "both are nothing."
    return f"that is {part(direct / full)} of what all paths together leave."


def stretch_text(stretch: Stretch, distance: int) -> str:
    """Say what is left at one distance, and what the verdicts then are."""
    lstm, rnn = _at(stretch.lstm, distance), _at(stretch.rnn, distance)
    return (
        f"With {count(distance, 'filler word')} the gradient at “{OPENING.split()[-1]}” has, in the"
        f" LSTM, {_length(lstm, stretch.lstm[0])}; in the RNN, {_length(rnn, stretch.rnn[0])}."
        f" The verdict on “{OPENING} …” is then {lstm.p_positive:.2f} (LSTM) and"
        f" {rnn.p_positive:.2f} (RNN); without filler it is {stretch.lstm[0].p_positive:.2f} and"
        f" {stretch.rnn[0].p_positive:.2f}."
    )


def _at(runs: tuple[Stretched, ...], distance: int) -> Stretched:
    return next(run for run in runs if run.distance == distance)


def _length(run: Stretched, near: Stretched) -> str:
    """Write a length, and what share of that without filler it is."""
    if not run.length:
        return "underflowed: 0 in 32-bit numbers"
    if run.distance == near.distance:
        return f"length {three_digits(run.length)}"
    return f"length {three_digits(run.length)}, {_times(run.length / near.length)} that without"


def filler_text(alone: Mapping[str, float]) -> str:
    """Say what the models make of the filler alone.

    Args:
        alone: verdicts of 150 filler words by the models' names, 0...1.
    """
    said = ", ".join(f"{name} says {verdict:.2f}" for name, verdict in alone.items())
    return (
        f"The filler is meant to say nothing. Alone, 150 words of it: {said} (0.50 is undecided)."
    )


def claims(report: Report, lstm: str) -> list[str]:
    """Tell the reader's pair first, then the others; see `claim`."""
    measured = [pair["lstm"] for pair in report["pairs"]]
    return [claim(report, name) for name in sorted(measured, key=lambda name: name != lstm)]


def claim(report: Report, lstm: str) -> str:
    """Say what was measured on the treebank's dev sentences, and whether it bears out the book.

    Args:
        report: decay.json.
        lstm: the LSTM whose pair is told.
    """
    pair, data = pair_of(report, lstm), report["data"]
    c, rnn = (pair["series"][code]["remains_per_word"] for code in ("lstm_c", "rnn_h"))
    ratio = pair["ratio"]
    verdict = "holds" if holds(pair) else "does **not** hold"
    slower = {code: f"{one['slower_percent']:.0f}{PERCENT}" for code, one in ratio.items()}
    return (
        f"**{lstm} against {pair['rnn']}.** On {data['measured']} sentences of the treebank’s"
        f" {data['split']} part ({data['shortest']} tokens and more), the LSTM’s ∂L/∂C keeps"
        f" {_quartiles(c)} per word, the RNN’s ∂L/∂h {_quartiles(rnn)}. It shrinks more slowly in"
        f" the LSTM in {slower['lstm_c']} of the sentences: that the cell"
        f" state slows the decay {verdict} here. With ∂L/∂h on both sides it is"
        f" {slower['lstm_h']}."
    )


def _quartiles(found: Mapping[str, float]) -> str:
    """Write a median and its quartiles in percent."""
    q25, q75 = 100 * found["q25"], 100 * found["q75"]
    return f"{100 * found['median']:.1f}{PERCENT} (quartiles {q25:.1f} to {q75:.1f})"
