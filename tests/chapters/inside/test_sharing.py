"""One row of weights over the whole sentence, and the weights' shapes in both notations."""

import numpy as np
import pytest

from lstm_viz.chapters.inside.sharing import shapes_picture, sharing_bars
from tests.chapters.inside.test_figures import GATES, view_of


@pytest.mark.parametrize("gate", GATES)
def test_the_bars_over_the_sentence_are_the_record(gate: str) -> None:
    view = view_of()
    z, result = sharing_bars(view, gate, 2, 4).data
    np.testing.assert_array_equal(z.y, getattr(view.layer, f"{gate}_pre")[:, 2])
    np.testing.assert_array_equal(result.y, getattr(view.layer, gate)[:, 2])
    assert [t for t, shown in enumerate(z.marker.opacity) if shown == 1] == [4]
    layout = sharing_bars(view, gate, 2, 4).layout
    assert layout.yaxis2.range == ((-1.0, 1.0) if gate == "g" else (0.0, 1.0))


def test_both_notations_show_the_same_weights_each_in_its_shape() -> None:
    view = view_of(n_hidden=3)
    u, w = shapes_picture(view, "f", 1, "torch").data
    assert (u.z.shape, w.z.shape) == ((12, 3), (12, 5))
    books = shapes_picture(view, "f", 1, "books").data
    assert [block.z.shape for block in books] == [(8, 3)] * 4
    for block, gate in zip(books, GATES, strict=True):
        rows = slice(3 * "ifgo".index(gate), 3 * "ifgo".index(gate) + 3)
        np.testing.assert_array_equal(block.z.T, np.hstack([u.z[rows], w.z[rows]]))
    picked = [s for s in shapes_picture(view, "f", 1, "torch").layout.shapes if s.name == "picked"]
    assert [(s.y0, s.y1) for s in picked] == [(2.5, 5.5), (3.5, 4.5)]
