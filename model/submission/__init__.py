"""The value that a user works on, with its transactions, comments, amendments and paths."""
