"""The cell in numbers."""
