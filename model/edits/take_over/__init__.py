"""Differences of another text taken over into the draft."""
