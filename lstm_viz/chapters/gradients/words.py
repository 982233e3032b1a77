"""What the page on gradient flow says in sentences made from the numbers.

Those with the reader's own words in them are shown with `st.text`.
"""

from collections.abc import Mapping

from lstm_viz.chapters.gradients.study import Report, holds, pair_of
from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow
from lstm_viz.core.gradients.filler_text import OPENING, FillerRun
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import names, visible
from lstm_viz.figures.numbers import LITTLE, count, has_grown, left, of_size, part, share_of, times
from lstm_viz.figures.quantities import gradient
from lstm_viz.figures.verdict import leaning, moved
from lstm_viz.player.backward_payload import target_words

GRAD_C, GRAD_H = gradient("c").letter, gradient("h").letter
_LONGEST = 60
GONE = "too small for 32-bit numbers (underflow)"


def lead(flow: Flow) -> str:
    """Say how much of the gradient at the target is left at the first word, in both networks."""
    if flow.row == 0:
        return "The target is the first word, so there is nothing to go back to."
    lstm, rnn = _kept(flow.c), _kept(flow.rnn)
    return (
        f"On the way back to “{names(flow.trace)[0]}”, {count(flow.row, 'word')} earlier, the"
        f" LSTM’s {GRAD_C} {_keeps(lstm)}, the RNN’s {GRAD_H} {_keeps(rnn)}."
    )


def _kept(norms: Array) -> float | None:
    """Return the first word's norm over the target's; None if that is 0 too."""
    return float(norms[0] / norms[-1]) if norms[-1] else None


def _keeps(kept: float | None) -> str:
    """Say what becomes of a norm: keeps 36%; grows to 1.4 times its value; is too small."""
    said = _share(kept)
    if GONE in said:
        return f"is {said}"
    return f"grows to {said} its value" if has_grown(kept or 0) else f"keeps {said}"


def _share(kept: float | None, of: str = "") -> str:
    """Write what a norm is of another: 36% of its value, 1.4 times its value, too small."""
    if kept is None:
        return f"{GONE} even at the target"
    if kept == 0:
        return GONE
    if of:
        return share_of(kept, of)
    return times(kept) if has_grown(kept) else part(kept)


def left_out(flow: Flow) -> str:
    """Say what L is, and which points a logarithm cannot show."""
    after = len(flow.trace.tokens) - flow.row - 1
    parts = [f"L is {visible(target_words(flow.target, flow.trace), _LONGEST)}."]
    if after:
        parts.append(f"After the target the gradient is exactly 0, so {_no_point(after)}.")
    for name, norms in ((f"LSTM’s {GRAD_C}", flow.c), (f"RNN’s {GRAD_H}", flow.rnn)):
        gone = int((norms == 0).sum())
        if gone:
            parts.append(f"The {name} is {GONE} in places, so {_no_point(gone)} in its line.")
    return " ".join(parts)


def _no_point(number: int) -> str:
    """Write how many words have no point."""
    return f"{count(number, 'word')} {'has' if number == 1 else 'have'} no point"


def paths_text(flow: Flow, paths: BothPaths) -> str:
    """Say what is left of a word's memory at the end, and how much of it the belt alone is."""
    word, full = names(flow.trace)[paths.lstm.s], float(paths.lstm.full[-1])
    direct = full if paths.lstm.direct is None else float(paths.lstm.direct[-1])
    if len(paths.lstm.full) == 1:
        return f"“{word}” is the last word: nothing follows, so all of the change is still there."
    return (
        f"At the end, {left(full, f'a change made after “{word}”')} in the LSTM’s memory; in the"
        f" RNN’s it is {of_size(float(paths.rnn.full[-1]))}."
        f" The belt alone would leave {part(direct)}{_belt_share(direct, full)}"
    )


def _belt_share(direct: float, full: float) -> str:
    """Compare the belt with all paths: norms, so other paths may also take away."""
    if part(direct) == part(full):
        return ", as much as all paths together." if direct >= LITTLE else "."
    if direct > full:
        return ", more than all paths together: those through the gates cancel part of it."
    return f", which is {part(direct / full)} of what all paths together leave."


def filler_words(stretch: FillerRuns, distance: int) -> str:
    """Say what is left at one distance, and what becomes of the verdicts."""
    near, matters = (stretch.lstm[0], stretch.rnn[0]), OPENING.split()[-1]
    if distance == near[0].distance:
        return (
            f"Without filler, the norm of the gradient at “{matters}” is {near[0].norm:.2f} in"
            f" the LSTM and {near[1].norm:.2f} in the RNN. The verdict on “{OPENING}” is"
            f" {near[0].p_positive:.2f} (LSTM) and {near[1].p_positive:.2f} (RNN)."
        )
    lstm, rnn = _at(stretch.lstm, distance), _at(stretch.rnn, distance)
    kept = [run.norm / start.norm for run, start in zip((lstm, rnn), near, strict=True)]
    return (
        f"With {count(distance, 'filler word')}, the norm of the gradient at “{matters}” is"
        f" {_share(kept[0], 'its value without filler')} in the LSTM; in the RNN it is"
        f" {_share(kept[1])}. The LSTM’s verdict on “{OPENING} …”"
        f" {moved(near[0].p_positive, lstm.p_positive)}, the RNN’s"
        f" {moved(near[1].p_positive, rnn.p_positive)}."
    )


def _at(runs: tuple[FillerRun, ...], distance: int) -> FillerRun:
    return next(run for run in runs if run.distance == distance)


def filler_text(alone: Mapping[str, float]) -> str:
    """Say what the models make of the filler alone.

    Args:
        alone: verdicts of 150 filler words by the models' names, 0...1.
    """
    said = " and ".join(f"{name} says {p:.2f} ({leaning(p)})" for name, p in alone.items())
    return f"The filler should carry no opinion. Of 150 words of it alone, {said}."


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
    half = "middle half of the sentences: "
    slower = {code: f"{one['slower_percent']:.0f}%" for code, one in ratio.items()}
    return (
        f"**{lstm} against {pair['rnn']}.** On {data['measured']} sentences of the treebank’s"
        f" {data['split']} part ({data['shortest']} tokens or more), the norm of the LSTM’s"
        f" {GRAD_C} keeps {_quartiles(c, half)} per word, that of the RNN’s {GRAD_H}"
        f" {_quartiles(rnn)}."
        f" The LSTM’s shrinks more slowly in {slower['lstm_c']} of the sentences, so the claim that"
        f" the cell state slows the decay {verdict} here. With {GRAD_H} in both networks it is"
        f" {slower['lstm_h']}."
    )


def _quartiles(found: Mapping[str, float], named: str = "") -> str:
    """Write a median and its quartiles in percent."""
    q25, q75 = 100 * found["q25"], 100 * found["q75"]
    return f"{100 * found['median']:.1f}% ({named}{q25:.1f} to {q75:.1f}%)"
