"""What was answered goes into the address and comes back; nonsense is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.chapters.lesson.progress import (
    Progress,
    answered,
    finished,
    progress_of,
    together,
    written,
)
from lstm_viz.ui.place import (
    N_CHAPTERS,
    Place,
    address_of,
    done_alone,
    place_of,
    with_model,
    with_text,
)

slots = st.tuples(st.integers(1, N_CHAPTERS), st.sampled_from("gsabcdhqruv"))
progresses = st.builds(
    Progress,
    st.dictionaries(slots, st.integers(0, 2), max_size=40),
    st.frozensets(st.integers(1, N_CHAPTERS)),
)


@given(progresses)
def test_what_is_written_is_read_again_also_through_an_address(progress: Progress) -> None:
    spelled = written(progress)
    assert progress_of(spelled) == progress
    place = place_of(address_of(Place(chapter=4, stage=3, answers=spelled)))
    assert (place.chapter, place.stage, progress_of(place.answers)) == (4, 3, progress)


@pytest.mark.parametrize("odd", ["x", "4g3", "99zz", "4g1-", "<b>", "4g1" * 2000, "-", "٣g1"])
def test_nonsense_in_an_address_is_no_answer(odd: str) -> None:
    assert place_of({"answers": odd, "chapter": "11", "stage": "8"}) == Place()


def test_a_chapter_that_does_not_exist_is_left_out() -> None:
    assert progress_of("0g1-11g1-4g1-12z-2z") == Progress({(4, "g"): 1}, frozenset({2}))


def test_the_first_answer_stands() -> None:
    once = answered(progress_of(""), (4, "g"), 1)
    assert answered(once, (4, "g"), 2) == once
    assert together("4g1", "4g2-5g0") == "4g1-5g0"


def test_another_sentence_or_model_keeps_what_is_done_and_forgets_the_answers() -> None:
    place = Place(chapter=4, stage=5, answers=written(finished(progress_of("4g1-10s2"), 3)))
    assert place.answers == "4g1-10s2-3z"
    assert done_alone(place.answers) == "3z"
    for changed in (with_text(place, "A dull film."), with_model(place, "lstm-small")):
        assert (changed.chapter, changed.stage, changed.answers) == (4, 1, "3z")
