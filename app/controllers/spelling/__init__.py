"""Spelling: the checker and the process that it runs in."""
