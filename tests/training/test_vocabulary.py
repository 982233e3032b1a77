"""Words that training never reads are carried along with those that are nearest to them."""

from dataclasses import replace

import numpy as np
import torch

from lstm_viz.training.data import gather
from lstm_viz.training.loop import fit
from lstm_viz.training.recipe import recipe_of
from lstm_viz.training.stepper import Training
from lstm_viz.training.vocabulary import (
    N_EMBEDDING,
    N_NEIGHBOURS,
    N_READ,
    Neighbours,
    neighbours,
)

N_NEAR = N_NEIGHBOURS  # words around each of the two directions
UNREAD = torch.tensor([2, 3])


def first_vectors() -> torch.Tensor:
    """Two signs, two words never read, ten words near the first of them, ten near the second."""
    noise = torch.randn(2 + 2 + 2 * N_NEAR, 3, generator=torch.Generator().manual_seed(1)) * 0.1
    first = noise.clone()
    first[2] += torch.tensor([1.0, 0.0, 0.0])
    first[3] += torch.tensor([0.0, 1.0, 0.0])
    first[4 : 4 + N_NEAR] += torch.tensor([2.0, 0.0, 0.0])  # its length does not count
    first[4 + N_NEAR :] += torch.tensor([0.0, 0.5, 0.0])
    return first


def counts() -> torch.Tensor:
    n_read = torch.full((4 + 2 * N_NEAR,), N_READ)
    n_read[UNREAD] = 0
    return n_read


def test_a_word_never_read_goes_where_its_neighbours_went() -> None:
    first = first_vectors()
    found = neighbours(first, counts())
    assert found is not None
    assert set(found.nearest[0].tolist()) == set(range(4, 4 + N_NEAR))
    assert set(found.nearest[1].tolist()) == set(range(4 + N_NEAR, 4 + 2 * N_NEAR))
    np.testing.assert_allclose(found.shares.sum(1), 1, rtol=1e-6)
    up, down = torch.tensor([0.0, 0.0, 1.0]), torch.tensor([0.0, 0.0, -1.0])
    now = first.clone()
    now[4 : 4 + N_NEAR] += up
    now[4 + N_NEAR :] += down
    learned = now.clone()
    found.carry(now, first)
    np.testing.assert_allclose(now[2], first[2] + up, atol=1e-6)
    np.testing.assert_allclose(now[3], first[3] + down, atol=1e-6)
    np.testing.assert_array_equal(now[4:], learned[4:])  # and no other word does


def test_nearer_ones_count_more() -> None:
    found = Neighbours(torch.tensor([0]), torch.tensor([[1, 2]]), torch.tensor([[0.75, 0.25]]))
    first, now = torch.zeros(3, 1), torch.tensor([[9.0], [1.0], [-1.0]])
    found.carry(now, first)
    assert now[0].item() == 0.5
    by_cosine = neighbours(first_vectors(), counts())
    assert by_cosine is not None
    assert (by_cosine.shares.diff(dim=1) <= 0).all()


def test_words_that_are_hardly_read_are_no_guides() -> None:
    few = counts()
    few[4 : 4 + N_NEAR] = N_READ - 1
    found = neighbours(first_vectors(), few)
    assert found is not None
    assert found.nearest.min() >= 4 + N_NEAR
    few[-1] = N_READ - 1  # now there are too few of them
    assert neighbours(first_vectors(), few) is None
    assert neighbours(first_vectors(), torch.full_like(few, N_READ)) is None  # none to be carried


def test_a_run_carries_what_it_never_reads() -> None:
    """In what is measured and kept; the moving average itself goes on as it was."""
    recipe = replace(
        recipe_of("lstm-small"),
        n_hidden=4,
        epochs=2,
        n_generated=600,
        batch_size=4,
        has_teacher=False,
    )
    assert recipe.carried
    data = gather(None, recipe, 3, None)
    vectors = torch.randn(len(data.vocabulary), N_EMBEDDING)
    unread = torch.nonzero(data.n_read() == 0).squeeze(1)[2:]  # the first two are signs
    assert len(unread) > 0
    training = Training(recipe, data, vectors, 3)
    kept = fit(training, lambda _: None)
    assert kept is not None
    moved = (kept.model.embedding.weight - vectors).abs().amax(1)
    assert (moved[unread] > 4e-3).all()  # rounding to float16 moves by less
    average = training.average.embedding.weight.detach()
    np.testing.assert_array_equal(average[unread], vectors[unread])
    stays = Training(replace(recipe, carried=False), data, vectors, 3)
    left = fit(stays, lambda _: None)
    assert left is not None
    as_left = left.model.embedding.weight.detach()
    np.testing.assert_allclose(as_left[unread], vectors[unread], atol=4e-3)
