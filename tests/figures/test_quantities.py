"""Name, symbol and colour of a quantity are said once, and can be told on either ground."""

import colorsys
import re
import tomllib
from pathlib import Path

import pytest

from lstm_viz.figures import quantities
from lstm_viz.figures.quantities import (
    BEYOND,
    BY_CODE,
    INK,
    MIDDLE,
    NEGATIVE,
    NETWORKS,
    PARTS,
    POSITIVE,
    QUANTITIES,
    SENTENCES,
    SHOWN_ORDER,
    SPOKEN,
    THEORY,
    Quantity,
    gradient,
)

ROOT = Path(__file__).parents[2]
THEMES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
GROUNDS = [THEMES[kind]["backgroundColor"] for kind in ("light", "dark")]
STILL = {
    **{f"{code}, still": row.still for code, row in BY_CODE.items()},
    **NETWORKS,
    **dict(zip("AB", SENTENCES, strict=True)),
    **PARTS,
    "ink": INK,
    "middle": MIDDLE,
    "theory": THEORY,
    "beyond": BEYOND,
    "positive": POSITIVE[0],
    "negative": NEGATIVE[0],
}
WRITTEN = {
    path: path.read_text(encoding="utf-8")
    for path in (ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("lstm_viz/**/*.py"))
    if path != Path(quantities.__file__)
}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
GRADIENT = re.compile(r"∂L/∂\w\u0303?ₜ?")
HUES = {"blue": (200, 250), "orange": (15, 35), "gold": (36, 50), "red": (330, 360)}  # degrees


def rgb(colour: str) -> list[float]:
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 has it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def hue(colour: str) -> float:
    """Return a colour's place on the wheel, in degrees."""
    red, green, blue = rgb(colour)
    return 360 * colorsys.rgb_to_hsv(red, green, blue)[0]


def apart(one: str, other: str) -> float:
    """Return how far two colours lie apart on the wheel, in degrees."""
    between = abs(hue(one) - hue(other))
    return min(between, 360 - between)


@pytest.mark.parametrize("name", STILL)
def test_a_still_figures_colour_is_seen_on_both_grounds(name: str) -> None:
    assert min(contrast(STILL[name], ground) for ground in GROUNDS) >= 3


@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.code)
def test_a_quantity_has_one_hue_in_the_player_and_in_a_still_figure(quantity: Quantity) -> None:
    for colour in (quantity.dark, quantity.still):
        assert apart(quantity.light, colour) <= 12


@pytest.mark.parametrize("code", ["c", "h", "x"])
def test_a_gradient_looks_like_what_it_is_taken_by(code: str) -> None:
    own, of = gradient(code), BY_CODE[code]
    assert (own.light, own.dark, own.still) == (of.light, of.dark, of.still)
    assert own.symbol == f"∂L/∂{of.symbol}"
    assert own.letter == f"∂L/∂{of.letter}"
    assert own.plain == f"dL/d{of.letter}"


def test_gates_have_names_for_headings_sentences_and_switches() -> None:
    told = [(BY_CODE[gate].label, BY_CODE[gate].name, BY_CODE[gate].short) for gate in SHOWN_ORDER]
    assert told == [
        ("Forget gate", "forget gate", "forget"),
        ("Input gate", "input gate", "input"),
        ("Candidate", "candidate", "candidate"),
        ("Output gate", "output gate", "output"),
    ]
    assert [BY_CODE[gate].letter for gate in SHOWN_ORDER] == ["f", "i", "C\u0303", "o"]


def test_a_colour_is_called_what_it_is() -> None:
    spoken = {
        SPOKEN["positive"]: POSITIVE,
        SPOKEN["negative"]: NEGATIVE,
        SPOKEN["memory"]: (BY_CODE["c"].still, BY_CODE["c"].light),
        SPOKEN["beyond"]: (BEYOND,),
    }
    for name, colours in spoken.items():
        low, high = HUES[name]
        assert all(low <= hue(colour) <= high for colour in colours), name


def test_no_other_file_has_colours_of_its_own() -> None:
    found = {path.name: COLOUR.findall(text) for path, text in WRITTEN.items()}
    assert not {name: colours for name, colours in found.items() if colours}


def test_a_gradient_is_written_as_in_the_table() -> None:
    known = {text for row in BY_CODE.values() for text in (row.symbol, row.letter)}
    found = {path.name: {*GRADIENT.findall(text)} - known for path, text in WRITTEN.items()}
    assert not {name: spelled for name, spelled in found.items() if spelled}
