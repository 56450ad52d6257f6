"""Edits files (design §9): edits by path, carried out one after another, all or none."""
