"""What if: hold a gate, a cell or a unit, and read the sentence again."""
