"""One folder for each page: its view, charts, tables and words; what it caches; its controls."""
