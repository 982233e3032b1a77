"""What is told of a model's accuracy and mistakes is what its card and its verdicts say."""

from lstm_viz.figures import cards


def test_scores_stand_beside_their_number_of_sentences() -> None:
    first = {"name": "a", "scores": {"dev": {"accuracy": 0.8574, "n": 872}}}
    second = {"name": "b", "scores": {"test": {"accuracy": 0.5, "n": 1821}}}
    table = cards.score_table([first, second, {}])
    assert table["Treebank, dev"] == ["85.7% of 872", "–", "–"]
    assert table["Treebank, test"] == ["–", "50.0% of 1,821", "–"]


def test_a_card_without_mistakes_gives_an_empty_table() -> None:
    assert not any(cards.mistake_table({}).values())


def test_a_verdict_is_held_against_what_was_meant() -> None:
    cases = [("Fine.", "positive"), ("Fine, thanks a lot.", "negative")]
    undecided = cards.verdict_table([*cases, ("Hm.", "negative")], [0.604, 0.404, 0.45])
    assert undecided["So the model"] == ["is right", "is right", "is undecided"]
    assert cards.tally(undecided) == "It is right about 2 of 3 and undecided about 1."
    table = cards.verdict_table(cases, [0.9, 0.7])
    assert cards.tally(table) == "It is right about 1 of 2 and wrong about 1."
    assert table["So the model"] == ["is right", "is wrong"]
    assert table["Verdict"] == ["0.90", "0.70"]
