"""What was measured on whole treebanks and lies beside the models as JSON."""
