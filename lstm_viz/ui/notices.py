"""What has to be said about a sentence before it is shown, in plain words.

These sentences carry the reader's own words: show them with `st.text`, which reads
neither Markdown nor HTML.
"""

from lstm_viz.core.network import Card
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import visible
from lstm_viz.ui.place import MAX_CHARACTERS, Place, fits_a_link

N_NAMED = 6


def notice(place: Place, trace: SentenceTrace, *, quiet: bool = False) -> str:
    """Say what the reader ought to know about how the sentence was read.

    Args:
        place: where the reader is.
        trace: the recorded run of the place's sentence.
        quiet: whether a sentence that was read whole, each word known, needs no line.

    Returns:
        One line: what was cut, what is unknown; if neither, how much was read.
    """
    if not trace.tokens:
        return "Type a sentence above, and the model reads it word by word."
    parts = [_cut(place, trace), _unknown(trace), _link(place)]
    said = "  ".join(part for part in parts if part)
    return said or ("" if quiet else _read(trace))


def _read(trace: SentenceTrace) -> str:
    """Say how much was read."""
    n_read = len(trace.tokens)
    if n_read == 1:
        return "1 token, known to the model."
    return f"{n_read} tokens, all in the model's vocabulary."


def _cut(place: Place, trace: SentenceTrace) -> str:
    """Say what was left out at the end."""
    n_read = len(trace.tokens)
    if place.was_cut:
        return f"Long text: of its first {MAX_CHARACTERS:,} characters, {n_read} tokens are read."
    if trace.n_cut:
        return f"Long text: the first {n_read} of {n_read + trace.n_cut:,} tokens are read."
    return ""


def _unknown(trace: SentenceTrace) -> str:
    """Name the words without a vector, as the reader wrote them."""
    spelled = [
        trace.text[token.start : token.end]
        for token, known in zip(trace.tokens, trace.known, strict=True)
        if not known
    ]
    names = list(dict.fromkeys(visible(name) for name in spelled))
    if not names:
        return ""
    more = f" and {len(names) - N_NAMED} more" if len(names) > N_NAMED else ""
    return f"Not in the model's vocabulary, read as <unk>: {', '.join(names[:N_NAMED])}{more}."


def _link(place: Place) -> str:
    """Say that the address cannot carry the sentence."""
    return "" if fits_a_link(place) else "Too long for a link: a reload starts over."


def hash_text(name: str, card: Card, found: str) -> str:
    """Say which file a model was read from, and whether it is the one its card describes."""
    agrees = "as its card says" if card.get("sha256") == found else "NOT what its card says"
    return f"{name}.safetensors, SHA-256 {found}: {agrees}."
