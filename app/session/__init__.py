"""The submission that is open: its undo stack, its journal, its file."""
