"""From a trace to what is drawn: Plotly figures and the player's payload."""
