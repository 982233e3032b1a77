"""The smallest possible Streamlit app, to measure ours against."""

import streamlit as st

st.write(st.text_input("Type a sentence", "a b"))
