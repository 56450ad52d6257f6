"""Edits files (FORMATS.md §7): edits by path, carried out one after another, all or none."""
