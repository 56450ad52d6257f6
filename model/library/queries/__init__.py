"""Answers computed from the texts of a library: twins, mandates, chains of editions, and what the rules look up."""
