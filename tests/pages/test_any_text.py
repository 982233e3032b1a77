"""Anything a person can type goes through the home page without an error."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lstm_viz.core.text import MAX_TOKENS, tokenize
from lstm_viz.ui.place import MAX_CHARACTERS
from tests.pages.test_pages import opened, payload_of

# Half characters cannot be sent by a browser; tests/ui/test_state.py has one.
sendable = st.text(st.characters(exclude_categories=["Cs"]))
markup = st.lists(
    st.sampled_from(["<b>", "</script>", "{0}", "$", "`", ":red[", "]", "&", "\x00", "\u202e", "a"])
).map("".join)
huge = st.tuples(st.sampled_from(["a", "not ", "é", "<i>", "\n"]), st.integers(1, 1_000_000)).map(
    lambda pair: (pair[0] * pair[1])[:1_000_000]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(sendable | markup | huge)
def test_any_text_is_read_and_nothing_breaks(text: str) -> None:
    home.text_area[0].set_value(text)
    home.run()
    assert not home.exception
    expected = min(len(tokenize(text[:MAX_CHARACTERS])), MAX_TOKENS)
    assert payload_of(home)["n_tokens"] == expected
    assert home.text[0].value


home = opened("app.py")
