"""Answers computed from the texts of a library: twins, mandates, chains of editions, and the lookups of the rules."""
