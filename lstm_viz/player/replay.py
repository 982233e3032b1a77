"""A run as one HTML file: the player, its reading and weights, and every number as a table.

The file asks nothing of any server, and its policy forbids it to: it opens from a disk, years from
now, with the network off. What it shows is the record's own numbers, packed as for the app.
"""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from lstm_viz.core.network import Network
from lstm_viz.core.text import whole_characters
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.errors import InputError
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER
from lstm_viz.player.payload import Payload, player_payload
from lstm_viz.player.source import PLAYER_FOLDER, player_style, replay_script

_SHOWN = (*SHOWN_ORDER, "c", "h")
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"
)
_PLACE = {"step": None, "phase": 4, "mode": "numbers", "map": "c", "order": "unit", "unit": None}


def replay_html(
    trace: SentenceTrace, network: Network, made: Mapping[str, Any] | None = None
) -> bytes:
    """Return a run as a page that stands alone.

    Args:
        trace: what the network recorded of a text, T tokens from 1 on.
        network: an LSTM of one layer, which gives a verdict.
        made: what it was made with; told at the foot.

    Returns:
        The file's content, UTF-8. The element "reading" holds the player's payload as JSON.

    Raises:
        InputError: the text has no token, the network has several layers or is no LSTM, or a
            number is not finite.
    """
    if not trace.tokens:
        raise InputError("the text has no word to read", remedy="give a text")
    weights = network.only_layer("The replay")
    payload = player_payload(trace, network.verdict_head(), weights)
    text = whole_characters(trace.text)
    reading: Payload = {**payload, "place": _PLACE}
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(_short(text))} – LSTM Viz</title>",
        f"<style>{player_style()}{_page_style()}</style></head>",
        f"<body><main><h1>{escape(text)}</h1>",
        f'<p class="lead">{escape(_lead(trace))}</p>',
        '<div id="player"><div class="lv-root"></div></div>',
        "<noscript><p>The player needs JavaScript; the numbers stand below.</p></noscript>",
        "<details><summary>Every number as a table</summary>",
        *_tables(trace),
        f"</details></main><footer>{_foot(trace, made or {})}</footer>",
        f'<script type="application/json" id="reading">{_inside_html(reading)}</script>',
        f'<script type="module">{replay_script()}</script></body></html>',
    ]
    return "\n".join(parts).encode()


def _page_style() -> str:
    return (PLAYER_FOLDER / "replay.css").read_text(encoding="utf-8")


def _inside_html(value: Payload) -> str:
    """Spell JSON so that nothing in it can end the element or begin a comment."""
    return json.dumps(value, allow_nan=False).replace("<", "\\u003c")


def _short(text: str) -> str:
    most = 60  # characters of a tab's name
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _lead(trace: SentenceTrace) -> str:
    """Say who reads what; not the verdict, which the player asks the reader to guess."""
    many = f"{len(trace.tokens)} tokens, one after the other"
    return (
        f"{trace.model} reads {'1 token' if len(trace.tokens) == 1 else many}."
        " Press “Read it”, and click any number to see where it comes from."
    )


def _tables(trace: SentenceTrace) -> Iterator[str]:
    """Yield a table of the verdicts, then one a token with a row a quantity, a column a unit."""
    layer = trace.lstm()
    names = [
        whole_characters(trace.text[one.start : one.end]) + ("" if known else " (unknown)")
        for one, known in zip(trace.tokens, trace.known.tolist(), strict=True)
    ]
    verdicts = [[name, f"{p:.3f}"] for name, p in zip(names, trace.p_positive, strict=True)]
    yield _table("The verdict after each token", ["token", "p(positive)"], verdicts)
    heads = ["unit", *map(str, range(1, layer.c.shape[1] + 1))]
    arrays = layer.arrays()
    for t, name in enumerate(names):
        rows = [
            [BY_CODE[code].name, *(f"{value:.3f}" for value in arrays[code][t])] for code in _SHOWN
        ]
        yield _table(f"{t + 1}. {name}", heads, rows)


def _table(caption: str, heads: list[str], rows: list[list[str]]) -> str:
    above = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    below = "".join(
        f'<tr><th scope="row">{escape(first)}</th>' + "".join(f"<td>{one}</td>" for one in rest)
        for first, *rest in rows
    ).replace("<td>-", "<td>−")
    told = f"<caption>{escape(caption)}</caption><tr>{above}</tr>{below}"
    return f'<div class="wide" tabindex="0"><table>{told}</table></div>'


def _foot(trace: SentenceTrace, made: Mapping[str, Any]) -> str:
    """Say where the numbers come from."""
    cut = f" Of the text {trace.n_cut} more tokens were left out." if trace.n_cut > 1 else ""
    cut = " Of the text 1 more token was left out." if trace.n_cut == 1 else cut
    n = len(trace.tokens)
    told = (
        f"Every number comes from one recorded run of {trace.model} on"
        f" {'this one token' if n == 1 else f'these {n} tokens'}. The player has them unrounded;"
        f" the tables show three digits.{cut}"
    )
    if "lstm_viz" in made:
        told += f" Made with LSTM Viz {made['lstm_viz']}."
    weights = f" Weights, SHA-256: <code>{made['sha256']}</code>." if "sha256" in made else ""
    return escape(told) + weights
